"""What one user does with people: a person of the library, the camera; a part of window_walk."""

import tempfile
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from core.camera.sources import Stills
from gui.people.consent import ConsentDialog
from tools.face_walk import FaceUser
from tools.window_user import CONTROL, LEFT, SHIFT, Deeds, drop_on
from training.people.drawing import draw
from training.people.identity import sample_identity
from training.people.scene import sample_scene

PLAIN = Qt.KeyboardModifier.NoModifier
NAME = "Milo"
OWN = 4  # photos of the person
SIDE, SEED = 480, 2  # of the photos, in pixels; of who is on them


class PeopleUser(FaceUser):
    """Makes a person, looks at the questions, sits before the camera."""

    def know_people(self) -> Deeds:
        """A person of the library, and the camera."""
        with tempfile.TemporaryDirectory() as folder:
            photos = _photos(Path(folder))
            yield from self._meet(photos)
            yield from self._sit_before_the_camera(photos[0])

    def _meet(self, photos: list[Path]) -> Deeds:
        """A person with these photos, from the first question to the last."""
        window, room = self._window, self._window.pages.people
        yield lambda: room.people.loaded
        QTest.keyClick(window, Qt.Key.Key_P, CONTROL)
        yield from self.shoot("people-none")
        page = room.page
        assert page is not None
        QTest.mouseClick(page.begin, LEFT)
        dialog = room.question
        assert isinstance(dialog, ConsentDialog)
        QTest.keyClicks(dialog.name, NAME)
        yield from self.shoot("people-consent")
        QTest.mouseClick(dialog.consent, LEFT, PLAIN, QPoint(8, dialog.consent.height() // 2))
        QTest.mouseClick(dialog.ok, LEFT)
        yield lambda: bool(room.people.entries)
        for photo in photos:
            drop_on(page.card.drop, photo)
        yield lambda: len(page.card.tiles) == len(photos) and not room.people.adding.left
        yield from self.shoot("people")
        QTest.mouseClick(page.card.forget_button, LEFT)
        yield lambda: room.question is not dialog
        yield from self.shoot("people-forget")
        assert room.question is not None
        room.question.reject()
        window.activateWindow()  # no window manager does it here
        yield window.isActiveWindow
        QTest.keyClick(window, Qt.Key.Key_W, CONTROL)

    def _sit_before_the_camera(self, photo: Path) -> Deeds:
        """A folder with one picture stands for a camera: the machine may have none."""
        window = self._window
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / photo.name).write_bytes(photo.read_bytes())
            QTest.keyClick(window, Qt.Key.Key_C, CONTROL | SHIFT)
            page = window.pages.camera.page
            assert page is not None
            page.use(partial(Stills, Path(folder)))
            yield lambda: page.view.shown is not None and bool(page.view.shown.faces)
            yield from self.shoot("camera")
            QTest.keyClick(window, Qt.Key.Key_W, CONTROL)


def _photos(folder: Path) -> list[Path]:
    """Photos of one drawn person, and of somebody else, who is to be noticed."""
    chance = np.random.default_rng(SEED)
    person, other = sample_identity(chance), sample_identity(chance)
    found: list[Path] = []
    for number in range(OWN + 1):
        shown = person if number < OWN else other
        pixels = draw(shown, sample_scene(chance, "flat vector"), SIDE).image
        found.append(folder / f"photo-{number + 1}.png")
        Image.fromarray(pixels).save(found[-1])
    return found
