"""Photos of one person: several, judged, reordered, removed; and the pose."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from core.faces.face import Face
from core.faces.quality import blur, flaws, turn
from core.packs import Pack
from gui.app import SAMPLES
from gui.main_window import MainWindow
from tests.gui.conftest import PATIENCE, MakeWindow
from tests.gui.events import LEFT, drag, drop_on

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
AMARA, BRUNO, CHEN = (SAMPLES / f"{name}.png" for name in ("Amara", "Bruno", "Chen"))


def picture(path: Path, side: int = 512) -> Image.Image:
    return Image.open(path).convert("RGB").resize((side, side))


def with_three_photos(window: MainWindow, qtbot: QtBot) -> tuple[str, ...]:
    """Give the person three photos, by dropping files; returns their keys in order."""
    photos = window.side.person.photos
    drop_on(window.side.person.drop, AMARA)
    qtbot.waitUntil(lambda: len(photos.tiles) == 1, timeout=PATIENCE)
    drop_on(photos.add, BRUNO, CHEN)
    qtbot.waitUntil(lambda: len(photos.tiles) == 3, timeout=PATIENCE)
    assert window.draft.identity is not None
    return window.draft.identity.references


def references(window: MainWindow) -> tuple[str, ...]:
    assert window.draft.identity is not None
    return window.draft.identity.references


def test_photos_are_added_and_undone(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    keys = with_three_photos(window, qtbot)
    assert len(set(keys)) == 3
    photos = window.side.person.photos

    drop_on(photos.add, AMARA)  # is there already
    qtbot.waitUntil(lambda: not window.sources.adding, timeout=PATIENCE)
    assert references(window) == keys
    assert window.history.stack.undoText() == "Add photos"
    qtbot.keyClick(window, Key.Key_Z, CONTROL)  # two came at once
    assert references(window) == keys[:1]
    assert len(photos.tiles) == 1
    qtbot.keyClick(window, Key.Key_Z, CONTROL)
    assert window.draft.identity is None
    assert window.side.person.drop.isVisible()


def test_photos_are_moved_and_removed_by_keyboard(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    a, b, c = with_three_photos(window, qtbot)
    photos = window.side.person.photos
    photos.tiles[0].setFocus()

    qtbot.keyClick(photos.tiles[0], Key.Key_Right, CONTROL)
    assert references(window) == (b, a, c)
    assert photos.tiles[1].hasFocus()
    qtbot.keyClick(photos.tiles[1], Key.Key_Left, CONTROL)
    assert references(window) == (a, b, c)
    qtbot.keyClick(photos.tiles[0], Key.Key_Delete)
    assert references(window) == (b, c)
    qtbot.keyClick(photos.tiles[0], Key.Key_Delete)
    qtbot.keyClick(photos.tiles[0], Key.Key_Delete)
    assert window.draft.identity is None
    assert window.draft.history.stack.undoText() == "Remove the person"


def test_photos_are_moved_and_removed_by_mouse(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    a, b, c = with_three_photos(window, qtbot)
    first, second, third = window.side.person.photos.tiles
    middle = first.rect().center()

    drag(first, middle, middle + QPoint(20, 0), third.geometry().center() + QPoint(20, 0))
    assert references(window) == (b, c, a)
    drag(third, middle, middle - QPoint(20, 0), middle - third.pos() - QPoint(30, 0))
    assert references(window) == (a, b, c)
    drag(second, middle, middle + QPoint(1, 0))  # a click, not a drag
    assert references(window) == (a, b, c)
    qtbot.mouseClick(second.remove, LEFT)
    assert references(window) == (a, c)


def test_badges_tell_before_generate(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path) -> None:
    amara, wall = picture(AMARA), (120, 140, 160)
    amara.filter(ImageFilter.GaussianBlur(9)).save(tmp_path / "soft.png")
    far = Image.new("RGB", (900, 900), wall)
    far.paste(picture(AMARA, 150), (300, 300))
    far.save(tmp_path / "far.png")
    pair = Image.new("RGB", (1200, 700), wall)
    pair.paste(picture(AMARA, 400), (80, 150))
    pair.paste(picture(BRUNO, 400), (700, 150))
    pair.save(tmp_path / "pair.png")
    Image.new("RGB", (300, 300), wall).save(tmp_path / "wall.png")
    window = make_window()
    photos = window.side.person.photos
    drop_on(window.side.person.drop, AMARA)
    qtbot.waitUntil(lambda: len(photos.tiles) == 1, timeout=PATIENCE)
    names = ("soft", "far", "pair", "wall")
    drop_on(photos.add, *(tmp_path / f"{name}.png" for name in names))

    words = ("Good", "Blurred", "Small", "2 faces", "No face")
    qtbot.waitUntil(
        lambda: [tile.accessibleName().split(", ")[-1] for tile in photos.tiles] == [*words],
        timeout=PATIENCE,
    )
    assert photos.tiles[1].accessibleName() == "Photo 2 of 5, soft, Blurred"
    assert "No face found" in photos.tiles[4].toolTip()
    photos.tiles[3].setFocus()
    assert "the largest is used" in window.side.person.note.text()
    qtbot.mouseClick(window.generate_button, LEFT)
    assert window.side.problems.text() == "No face in photo 5. Remove it."
    photos.tiles[4].setFocus()
    qtbot.keyClick(photos.tiles[4], Key.Key_Delete)
    assert not window.side.problems.isVisible()


def test_turned_and_tilted_heads_differ() -> None:
    frontal = np.array([[40, 50], [80, 50], [60, 70], [45, 90], [75, 90]], np.float32)
    turned = frontal + np.array([[0, 0], [0, 0], [14, 0], [8, 0], [4, 0]], np.float32)
    spin = np.array([[0.8, 0.6], [-0.6, 0.8]], np.float32)
    assert max(turn(frontal), turn(frontal @ spin)) < 1e-6
    assert turn(turned @ spin) == pytest.approx(turn(turned)) == pytest.approx(0.35)

    pixels = np.random.default_rng(0).integers(0, 255, (140, 140, 3), np.uint8)
    box = np.array([0, 0, 120, 130], np.float32)
    face = Face(box, 0.9, turned, np.ones(512, np.float32))
    assert flaws((face,), pixels, (140, 140)) == ("turned",)
    assert flaws((), pixels, (140, 140)) == ("no-face",)
    assert blur(np.full((112, 112), 7.0)) == 1.0


def test_pose_from_another_photo_and_back(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    pose = window.side.pose
    assert not pose.choose.isEnabled()
    assert "person first" in pose.choose.toolTip()
    drop_on(window.side.person.drop, AMARA)
    qtbot.waitUntil(pose.choose.isEnabled, timeout=PATIENCE)
    assert pose.origin.text() == "As in the first photo"

    drop_on(pose.choose, BRUNO)
    qtbot.waitUntil(lambda: pose.origin.text() == "As in Bruno", timeout=PATIENCE)
    assert window.draft.identity is not None
    assert window.draft.identity.pose is not None
    window.side.scroller.ensureWidgetVisible(pose.back)
    qtbot.mouseClick(pose.back, LEFT)
    assert window.draft.identity.pose is None
    qtbot.keyClick(window, Key.Key_Z, CONTROL)
    assert window.draft.identity.pose is not None


def test_landmarks_of_a_recipe_are_told(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    drop_on(window.side.person.drop, AMARA)
    qtbot.waitUntil(lambda: window.draft.identity is not None, timeout=PATIENCE)
    points = ((40.0, 50.0), (80.0, 50.0), (60.0, 70.0), (45.0, 90.0), (75.0, 90.0))
    window.draft.edit("identities.0.landmarks", points)

    assert window.side.pose.origin.text() == "Landmarks set by hand"
    window.side.scroller.ensureWidgetVisible(window.side.pose.back)
    qtbot.mouseClick(window.side.pose.back, LEFT)
    assert window.draft.value("identities.0.landmarks") is None


def test_noise_for_no_face_is_among_the_finer_settings(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    window = make_window()
    person = window.side.person
    assert not person.noise.isVisible()
    person.advanced.setFocus()
    qtbot.keyClick(person.advanced, Key.Key_Space)
    (slider, box) = person.noise.controls
    assert person.noise.isVisible()
    assert not slider.isEnabled(), "there is nobody yet"

    drop_on(person.drop, AMARA)
    qtbot.waitUntil(lambda: window.draft.identity is not None, timeout=PATIENCE)
    assert slider.isEnabled()
    assert "zeros, as in training" in slider.accessibleDescription()
    slider.setFocus()
    for _ in range(7):
        qtbot.keyClick(slider, Key.Key_Right)
    assert window.draft.value("identities.0.noise") == pytest.approx(0.35)
    assert box.value() == pytest.approx(0.35)
    qtbot.keyClick(window, Key.Key_Z, CONTROL)
    assert window.draft.value("identities.0.noise") == 0


def test_pack_without_instantid_says_so(make_window: MakeWindow, demo_pack: Pack) -> None:
    window = make_window(manifest=demo_pack.manifest.model_copy(update={"instantid": None}))
    person = window.side.person
    for control in (person.drop, *person.likeness.controls, *person.window_field.controls):
        assert not control.isEnabled()
        assert "no InstantID" in control.toolTip()
        assert "no InstantID" in control.accessibleDescription()
    assert not window.side.sampling.guess_mode.isEnabled()
    assert not window.side.pose.choose.isEnabled()
