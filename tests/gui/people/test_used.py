"""People by hand: used by drafts, renamed, kept for a while, seen by another pack."""

import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.faces.likeness import mean_embedding
from core.library import Library
from core.people.record import today
from gui.main_window import MainWindow
from gui.people.consent import ConsentDialog
from tests.gui.conftest import PATIENCE
from tests.gui.events import LEFT, drop_on
from tests.gui.people.conftest import (
    OWN,
    OWNS,
    MakePerson,
    make_person,
    open_page,
    tick,
    wait_for,
)


def test_used_by_the_draft_in_one_step_and_drawn(
    with_person: MakePerson, qtbot: QtBot, few_steps: Callable[..., object], library: Library
) -> None:
    window, page, person = with_person(*OWNS, "other", recipe=few_steps())
    strong = window.draft.recipe
    qtbot.mouseClick(page.card.use, LEFT)

    identity = window.draft.identity
    assert identity is not None
    keys = library.person(person).keys
    assert (identity.person, identity.references) == (person, keys[:OWN])
    assert window.pages.people.row.button.text() == "Anna"
    window.history.undo()
    assert window.draft.recipe == strong
    window.history.redo()
    window.draft.set_identity(identity.model_copy(update={"likeness": 0.5}))

    with qtbot.waitSignal(window.worker.pictured, timeout=PATIENCE) as drawn:
        qtbot.mouseClick(window.generate_button, LEFT)
    assert drawn.args
    assert drawn.args[1].recipe.identities[0].person == person

    qtbot.mouseClick(page.card.use, LEFT)
    assert window.draft.identity is not None
    assert window.draft.identity.likeness == 0.5  # how strongly they count stays


def test_a_draft_is_updated_by_a_click_and_never_by_itself(
    with_person: MakePerson, qtbot: QtBot, library: Library
) -> None:
    window, page, person = with_person("own-0", "own-1", "own-2")
    qtbot.mouseClick(page.card.use, LEFT)
    row, before = window.pages.people.row, window.draft.recipe
    assert not row.update_button.isVisible()

    tick(qtbot, page.card.tiles[1].counts)

    assert window.draft.recipe == before
    assert row.update_button.isVisible()
    qtbot.mouseClick(row.update_button, LEFT)
    keys = library.person(person).keys
    assert window.draft.identity is not None
    assert window.draft.identity.references == (keys[0], keys[2])
    assert not row.update_button.isVisible()


def test_renamed_and_kept_for_a_year(
    with_person: MakePerson, qtbot: QtBot, library: Library
) -> None:
    window, page, person = with_person()
    page.card.name.setFocus()
    page.card.name.selectAll()
    qtbot.keyClicks(page.card.name, "Berta")
    qtbot.keyClick(page.card.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: library.person(person).name == "Berta")
    menu = page.card.until.menu()
    assert menu is not None
    menu.actions()[2].trigger()
    qtbot.waitUntil(lambda: library.person(person).expires == today() + timedelta(days=365))
    window.history.undo()
    window.history.undo()
    qtbot.waitUntil(lambda: library.person(person).name == "Anna")
    assert page.card.name.text() == "Anna"


def test_who_was_to_be_kept_until_a_day_is_not_forgotten_silently(
    qtbot: QtBot, make_window: Callable[..., MainWindow], library: Library
) -> None:
    person = library.create_person("Anna", consented=True)
    library.save_person(person.model_copy(update={"expires": date(2020, 1, 1)}))
    window = make_window()
    notice = window.stage.notice
    qtbot.waitUntil(lambda: "was to be kept" in notice.text.text(), timeout=PATIENCE)

    qtbot.mouseClick(notice.act, LEFT)

    page = window.pages.people.page
    assert page is not None
    assert page.card.banner.isVisible()
    qtbot.mouseClick(page.card.keep_on, LEFT)
    assert not page.card.banner.isVisible()
    qtbot.waitUntil(lambda: library.person(person.id).expires == today() + timedelta(days=365))


def test_the_photos_of_a_draft_become_a_person(
    qtbot: QtBot,
    make_window: Callable[..., MainWindow],
    files: dict[str, Path],
    library: Library,
) -> None:
    window = make_window()
    drop_on(window.side.person.drop, files["own-0"], files["own-1"])
    qtbot.waitUntil(
        lambda: window.draft.identity is not None and len(window.draft.identity.references) == 2,
        timeout=PATIENCE,
    )
    row = window.pages.people.row
    row.menu.aboutToShow.emit()
    [save] = [one for one in row.menu.actions() if one.text() == "Save as a person…"]
    save.trigger()
    dialog = window.pages.people.question
    assert isinstance(dialog, ConsentDialog)
    qtbot.keyClicks(dialog.name, "Anna")
    tick(qtbot, dialog.consent)
    qtbot.mouseClick(dialog.ok, LEFT)
    qtbot.waitUntil(lambda: len(library.people()) == 1, timeout=PATIENCE)
    [person] = library.people()
    wait_for(qtbot, window, person.id, 2)

    assert window.draft.identity is not None
    assert library.person(person.id).keys == window.draft.identity.references


def test_a_person_of_another_library_is_told_and_breaks_nothing(
    qtbot: QtBot, with_person: MakePerson, few_steps: Callable[..., object], library: Library
) -> None:
    window, page, _ = with_person("own-0", recipe=few_steps())
    qtbot.mouseClick(page.card.use, LEFT)
    assert window.draft.identity is not None
    gone = window.draft.identity.model_copy(update={"person": "f" * 32})
    window.draft.set_identity(gone)

    assert "not in this library" in window.pages.people.row.words.text()
    with qtbot.waitSignal(window.worker.pictured, timeout=PATIENCE):
        qtbot.mouseClick(window.generate_button, LEFT)


def test_another_pack_looks_at_the_photos_again(
    qtbot: QtBot, with_person: MakePerson, make_window: Callable[..., MainWindow], library: Library
) -> None:
    window, _, person = with_person("own-0", "own-1")
    recogniser = window.pages.people.people.recogniser
    window.close()
    before = library.vectors(person)
    old = {("0" * 64, key): vector for (_, key), vector in before.items()}
    library._write_person(library.person(person), old)  # as another pack's models had seen them

    again = make_window()

    qtbot.waitUntil(lambda: (recogniser, library.person(person).keys[1]) in library.vectors(person),
                    timeout=PATIENCE)  # fmt: skip
    qtbot.waitUntil(
        lambda: len(again.pages.people.people.entries[0].judgement.counted) == 2, timeout=PATIENCE
    )
    for name, vector in before.items():
        assert np.allclose(library.vectors(person)[name], vector, atol=1e-4)


def test_photos_of_a_file_without_measurements_are_looked_at_at_once(
    with_person: MakePerson, qtbot: QtBot, library: Library, tmp_path: Path
) -> None:
    window, _, person = with_person("own-0", "own-1")
    whole, bare = tmp_path / "whole.likeness-person", tmp_path / "bare.likeness-person"
    library.export_person(person, whole)
    with zipfile.ZipFile(whole) as given, zipfile.ZipFile(bare, "w") as left:
        for entry in given.infolist():
            if not entry.filename.startswith("embeddings"):
                left.writestr(entry, given.read(entry))
    people = window.pages.people.people

    with qtbot.waitSignal(people.made, timeout=PATIENCE) as made:
        people.take_in(bare, consented=True)
    assert made.args
    taken_in = people.entry(made.args[0])
    assert taken_in is not None
    people.rename(taken_in.person, "Berta")

    def counts() -> bool:
        entry = people.entry(taken_in.person.id)
        return entry is not None and len(entry.judgement.counted) == 2

    qtbot.waitUntil(counts, timeout=PATIENCE)
    assert people.name_of(taken_in.person.id) == "Berta"
    assert library.person(taken_in.person.id).name == "Berta"


def test_the_average_is_nearer_to_a_photo_that_was_not_given(
    with_person: MakePerson, library: Library
) -> None:
    _, page, person = with_person(*OWNS)
    vectors = [library.vectors(person)[page._people.recogniser, key]
               for key in library.person(person).keys]  # fmt: skip
    held_out = vectors.pop()
    unit = lambda one: one / np.linalg.norm(one)
    single = np.mean([unit(one) @ unit(held_out) for one in vectors])
    assert unit(mean_embedding(vectors)) @ unit(held_out) > single
    assert pytest.approx(np.linalg.norm(mean_embedding(vectors)), rel=1e-5) == np.mean(
        [np.linalg.norm(one) for one in vectors]
    )


def test_a_window_with_people_leaves_nothing(
    qtbot: QtBot, leaves_nothing: Callable[..., None], files: dict[str, Path]
) -> None:
    def use(window: MainWindow) -> None:
        page = open_page(qtbot, window)
        person = make_person(qtbot, window, page, "Anna")
        drop_on(page.card.drop, files["own-0"])
        wait_for(qtbot, window, person, 1)
        qtbot.mouseClick(page.card.use, LEFT)
        window.pages.people.row.menu.aboutToShow.emit()
        window.gallery.acting.menu().deleteLater()
        window.pages.people.show(person)

    leaves_nothing(use)
