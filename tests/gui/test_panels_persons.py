"""Up to three people in one picture: added, edited one at a time, removed."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.app import SAMPLES
from gui.main_window import MainWindow
from tests.gui.conftest import PATIENCE, MakeWindow, choose_person
from tests.gui.events import LEFT, drop_on

Key = Qt.Key
BRUNO, CHEN, DALIA = (SAMPLES / f"{name}.png" for name in ("Bruno", "Chen", "Dalia"))


def add_person(qtbot: QtBot, window: MainWindow, sample: int) -> None:
    """Ask for another person, and choose a sample for them."""
    person, count = window.side.person, len(window.draft.recipe.identities)
    button = person.people.another if count == 1 else person.people.plus
    QTest.mouseClick(button, LEFT)
    assert window.draft.adds
    QTest.mouseClick(person.strip.buttons[sample], LEFT)
    qtbot.waitUntil(lambda: len(window.draft.recipe.identities) == count + 1, timeout=PATIENCE)


def likeness(window: MainWindow) -> list[float]:
    return [one.likeness for one in window.draft.recipe.identities]


def test_a_second_person_is_added_and_edited_apart(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    person, people = window.side.person, window.side.person.people
    assert not people.another.isVisible()
    choose_person(qtbot, window)
    assert people.another.isVisible()
    assert not people.isVisible()
    first, prompt = window.draft.recipe.identities[0], window.draft.recipe.prompt

    QTest.mouseClick(people.another, LEFT)
    assert [chip.text() for chip in people.chips] == ["Amara", "New"]
    assert person.drop.hasFocus()
    assert not person.photos.isVisible()
    assert not person.likeness.isEnabled()
    assert "photo of the new person" in people.plus.toolTip()
    QTest.mouseClick(person.strip.buttons[1], LEFT)
    qtbot.waitUntil(lambda: len(window.draft.recipe.identities) == 2, timeout=PATIENCE)
    assert [chip.text() for chip in people.chips] == ["Amara", "Bruno"]
    assert [chip.isChecked() for chip in people.chips] == [False, True]
    assert window.draft.recipe.identities[0] == first
    assert window.draft.recipe.prompt == prompt, "the words of one sample are not those of two"
    assert not people.another.isVisible()

    person.likeness.box.setFocus()
    person.likeness.box.selectAll()
    QTest.keyClicks(person.likeness.box, "0.3")
    QTest.keyClick(person.likeness.box, Key.Key_Return)
    assert likeness(window) == [first.likeness, 0.3]
    QTest.mouseClick(people.chips[0], LEFT)
    assert person.likeness.value() == first.likeness
    assert person.name.text() == "Amara"
    assert person.strip.buttons[0].isChecked()
    qtbot.keyClick(window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert likeness(window) == [first.likeness, first.likeness]
    assert window.draft.current == 1, "it was the second person's"
    qtbot.keyClick(window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.draft.recipe.identities == (first,)
    assert not people.isVisible()
    assert people.another.isVisible()


def test_three_is_the_most_and_keys_walk_and_remove(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    people = window.side.person.people
    choose_person(qtbot, window)
    add_person(qtbot, window, 1)
    add_person(qtbot, window, 2)
    keys = [one.references[0] for one in window.draft.recipe.identities]
    assert not people.plus.isEnabled()
    assert "At most 3 people" in people.plus.toolTip()
    assert people.chips[2].accessibleName() == "Person 3 of 3, Chen"

    people.chips[2].setFocus()
    QTest.keyClick(people.chips[2], Key.Key_Right)
    assert window.draft.current == 0
    assert people.chips[0].hasFocus()
    QTest.keyClick(people.chips[0], Key.Key_Right)
    assert window.draft.current == 1
    assert window.side.person.remove.accessibleName() == "Remove person 2"
    QTest.keyClick(people.chips[1], Key.Key_Delete)
    assert [one.references[0] for one in window.draft.recipe.identities] == [keys[0], keys[2]]
    assert [chip.text() for chip in people.chips] == ["Amara", "Chen"]
    assert window.history.stack.undoText() == "Remove the person"
    QTest.mouseClick(window.side.person.remove, LEFT)
    assert [one.references[0] for one in window.draft.recipe.identities] == keys[:1]
    window.history.undo()
    window.history.undo()
    assert [one.references[0] for one in window.draft.recipe.identities] == keys


def test_a_dropped_photo_goes_to_whom_it_was_given(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    person = window.side.person
    choose_person(qtbot, window)
    QTest.mouseClick(person.people.another, LEFT)
    drop_on(person.drop, BRUNO)
    QTest.mouseClick(person.people.chips[0], LEFT)  # before it is there
    qtbot.waitUntil(lambda: not window.sources.adding, timeout=PATIENCE)
    first, second = window.draft.recipe.identities
    assert len(first.references) == len(second.references) == 1
    QTest.mouseClick(person.people.chips[1], LEFT)
    drop_on(person.photos.add, CHEN, DALIA)
    qtbot.waitUntil(lambda: not window.sources.adding, timeout=PATIENCE)
    assert [len(one.references) for one in window.draft.recipe.identities] == [1, 3]


def test_somebody_who_does_not_come_leaves_no_trace(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    person = window.side.person
    choose_person(qtbot, window)
    before, steps = window.draft.recipe, window.history.stack.count()
    QTest.mouseClick(person.people.another, LEFT)
    QTest.mouseClick(person.remove, LEFT)
    assert not window.draft.adds
    assert person.photos.isVisible()
    QTest.mouseClick(person.people.another, LEFT)
    QTest.mouseClick(person.people.chips[0], LEFT)
    assert not person.people.isVisible()
    assert window.draft.recipe == before
    assert window.history.stack.count() == steps
