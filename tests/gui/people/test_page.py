"""The page of people, by hand: consent, photos from everywhere, outliers, weights, undo."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QToolButton
from pytestqt.qtbot import QtBot

from core.library import Library
from core.people.record import today
from core.portrait import Portrait
from gui.images import to_qimage
from gui.main_window import MainWindow
from gui.people.consent import ConsentDialog
from gui.people.tile import PersonTile
from gui.pose.which_face import WhichFace
from tests.gui.conftest import PATIENCE
from tests.gui.events import LEFT, drop_on
from tests.gui.people.conftest import (
    OWN,
    OWNS,
    Album,
    MakePerson,
    make_person,
    open_page,
    tick,
    wait_for,
)


def counting(page) -> list[bool]:
    return [tile.counts.isChecked() for tile in page.card.tiles]


def test_nobody_is_made_without_name_and_tick(
    qtbot: QtBot, make_window: Callable[..., MainWindow], library: Library
) -> None:
    window = make_window()
    page = open_page(qtbot, window)
    qtbot.mouseClick(page.begin, LEFT)
    dialog = window.pages.people.question
    assert isinstance(dialog, ConsentDialog)

    assert not dialog.ok.isEnabled()
    qtbot.keyClicks(dialog.name, "Anna")
    assert not dialog.ok.isEnabled()
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.isVisible()
    tick(qtbot, dialog.consent)
    assert dialog.ok.isEnabled()
    dialog.name.clear()
    assert not dialog.ok.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert library.people() == ()

    make_person(qtbot, window, page, "Anna")

    [person] = library.people()
    assert (person.name, person.consent) == ("Anna", today())
    assert page.card.name.text() == "Anna"


def test_an_intruder_is_marked_and_left_out(
    with_person: MakePerson, qtbot: QtBot, library: Library
) -> None:
    _, page, person = with_person(*OWNS, "other")

    assert counting(page) == [True] * OWN + [False]
    guest = page.card.tiles[OWN]
    assert guest.word.text() == "Stranger?"
    assert "not alike" in guest.alike.text()
    assert all(tile.word.text() != "Stranger?" for tile in page.card.tiles[:OWN])
    assert f"{OWN} of {OWN + 1} photos count" in page.card.about.text()

    tick(qtbot, guest.counts)
    assert counting(page) == [True] * (OWN + 1)
    qtbot.waitUntil(
        lambda: [one.use for one in library.person(person).photos] == ["auto"] * OWN + ["yes"]
    )
    tick(qtbot, guest.counts)
    qtbot.waitUntil(lambda: library.person(person).photos[OWN].use == "auto")


def test_of_two_photos_that_disagree_none_is_blamed(with_person: MakePerson) -> None:
    _, page, _ = with_person("own-0", "other")
    assert counting(page) == [True, True]
    assert "disagree" in page.card.about.text()
    assert all(tile.word.text() == "Good" for tile in page.card.tiles)


def test_weights_are_kept_and_change_the_average(
    with_person: MakePerson, qtbot: QtBot, library: Library
) -> None:
    window, page, person = with_person("own-0", "own-1")
    slider = page.card.tiles[0].weight
    slider.setFocus()
    for _ in range(3):
        qtbot.keyClick(slider, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: library.person(person).photos[0].weight == 0.4)

    qtbot.mouseClick(page.card.use, LEFT)

    identity = window.draft.identity
    assert identity is not None
    assert identity.weights == (0.4, 1.0)
    window.history.undo()  # use
    window.history.undo()
    assert page.card.tiles[0].weight.value() == 12


def test_removing_and_adding_can_be_undone(
    with_person: MakePerson, qtbot: QtBot, library: Library
) -> None:
    window, page, person = with_person("own-0", "own-1", "own-2")
    keys = library.person(person).keys
    qtbot.mouseClick(page.card.tiles[1].remove, LEFT)
    qtbot.waitUntil(lambda: library.person(person).keys == (keys[0], keys[2]))
    assert len(page.card.tiles) == 2

    window.history.undo()
    qtbot.waitUntil(lambda: library.person(person).keys == keys)
    assert counting(page) == [True] * 3
    window.history.undo()
    qtbot.waitUntil(lambda: library.person(person).keys == ())
    window.history.redo()
    qtbot.waitUntil(lambda: library.person(person).keys == keys)
    assert counting(page) == [True] * 3


def test_photos_come_from_the_clipboard_and_the_gallery(
    with_person: MakePerson, qtbot: QtBot, album: Album, library: Library
) -> None:
    window, page, person = with_person("own-0")
    QGuiApplication.clipboard().setImage(to_qimage(album["own-1"]))
    qtbot.mouseClick(page.card.paste_button, LEFT)
    wait_for(qtbot, window, person, 2)

    recipe = window.draft.recipe
    portrait = Portrait(album["own-2"], recipe, 1.0, None, None, None)
    picture = library.save(portrait, window.project)
    window.gallery.add(picture, portrait.image, window.project)
    menu = window.gallery.acting.menu()
    [sub] = [one for one in menu.actions() if one.text() == "Add to a person"]
    [anna] = [one for one in sub.menu().actions() if one.text() == "Anna"]
    anna.trigger()
    wait_for(qtbot, window, person, 3)

    drop_on(page, library.picture_path(picture.id))  # dragged: it is there already
    qtbot.waitUntil(lambda: not window.pages.people.people.adding.left, timeout=PATIENCE)
    assert len(library.person(person).photos) == 3
    for key, name in zip(library.person(person).keys, OWNS, strict=False):
        assert np.array_equal(library.source(key), album[name])


def test_of_several_faces_one_is_chosen_and_only_that_is_kept(
    with_person: MakePerson, qtbot: QtBot, album: Album, tmp_path: Path, library: Library
) -> None:
    window, page, person = with_person("own-0", "own-1")
    both = np.full((512, 768, 3), 200, np.uint8)
    both[128:384, 64:320], both[128:384, 448:704] = album["other"], album["own-2"]
    Image.fromarray(both).save(tmp_path / "both.png")
    room = window.pages.people

    def asked() -> WhichFace:
        qtbot.waitUntil(
            lambda: isinstance(room.question, WhichFace) and room.question.isVisible(),
            timeout=PATIENCE,
        )
        assert isinstance(room.question, WhichFace)
        assert room.question.list.count() == 2
        return room.question

    drop_on(page.card.drop, tmp_path / "both.png")
    qtbot.keyClick(asked(), Qt.Key.Key_Escape)
    wait_for(qtbot, window, person, 2)

    room.question = None
    drop_on(page.card.drop, tmp_path / "both.png")
    dialog = asked()
    assert "Who is meant?" in dialog.words.text()
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_End)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    wait_for(qtbot, window, person, 3)

    assert counting(page) == [True] * 3  # it is the same person
    kept = library.source(library.person(person).keys[2])
    assert kept.shape[1] < both.shape[1]
    seen: list[object] = []
    window.worker.seen.connect(lambda _, faces: seen.append(faces))
    window.worker.look(kept)
    qtbot.waitUntil(lambda: bool(seen), timeout=PATIENCE)
    assert len(seen[0]) == 1  # the other has not been asked


def test_odd_formats_look_right(
    with_person: MakePerson, qtbot: QtBot, album: Album, tmp_path: Path, library: Library
) -> None:
    window, page, person = with_person()
    image = Image.fromarray(album["own-0"])
    exif = Image.Exif()
    exif[0x0112] = 6
    image.transpose(Image.Transpose.ROTATE_90).save(tmp_path / "1.jpg", exif=exif, quality=97)
    alpha = image.convert("RGBA")
    alpha.putpixel((0, 0), (0, 0, 0, 0))
    alpha.save(tmp_path / "2.png")
    grey = np.asarray(image.convert("L"), np.uint16) * 257
    Image.fromarray(grey).save(tmp_path / "3.png")
    image.convert("CMYK").save(tmp_path / "4.tif")

    drop_on(page.card.drop, *(tmp_path / name for name in ("1.jpg", "2.png", "3.png", "4.tif")))
    wait_for(qtbot, window, person, 4)

    for key, mode in zip(library.person(person).keys, ("RGB", "RGB", "L", "RGB"), strict=True):
        wanted = np.asarray(image.convert(mode).convert("RGB"), np.int16)
        kept = library.source(key).astype(np.int16)
        assert kept.shape == wanted.shape
        assert np.abs(kept - wanted).mean() < 6, key
    assert counting(page) == [True] * 4
    qtbot.waitUntil(
        lambda: all(window.sources.photo(key) for key in library.person(person).keys),
        timeout=PATIENCE,
    )
    first = page.card.tiles[0].view.grab().toImage()
    assert len({first.pixel(x, 70) for x in range(20, 130, 5)}) > 5  # it is painted


def test_a_photo_without_a_face_is_marked_and_a_file_that_is_none_refused(
    with_person: MakePerson, qtbot: QtBot, tmp_path: Path
) -> None:
    window, page, person = with_person("own-0")
    Image.new("RGB", (256, 256), "#88aacc").save(tmp_path / "sky.png")
    (tmp_path / "text.png").write_text("text")

    drop_on(page.card.drop, tmp_path / "text.png", tmp_path / "sky.png")
    wait_for(qtbot, window, person, 2)

    assert counting(page) == [True, False]
    assert page.card.tiles[1].word.text() == "No face"
    assert not page.card.tiles[1].counts.isEnabled()
    assert "text.png" in window.stage.notice.text.text()


def test_everything_on_the_page_has_a_name_and_is_reached_by_tab(
    with_person: MakePerson, qtbot: QtBot
) -> None:
    _, page, _ = with_person("own-0", "own-1")
    card = page.card
    for widget in (*card.findChildren(QToolButton), *card.findChildren(QCheckBox)):
        assert widget.accessibleName() or widget.text()
    card.name.setFocus()
    met = set()
    for _ in range(30):
        met.add(card.focusWidget())
        qtbot.keyClick(card.focusWidget(), Qt.Key.Key_Tab)
    assert {card.use, card.forget_button, card.tiles[1].weight, card.tiles[0].counts} <= met
    assert isinstance(card.tiles[0], PersonTile)
