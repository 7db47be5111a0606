"""Photos of drawn people whom no net was trained on, and a window with the page of people."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.people.consent import ConsentDialog
from gui.people.page import PeoplePage
from tests.gui.conftest import PATIENCE
from tests.gui.events import LEFT, drop_on
from training import dataset
from training.people.drawing import draw

OWN = 4  # photos of the person
OWNS = tuple(f"own-{at}" for at in range(OWN))
Album = dict[str, np.ndarray]


@pytest.fixture(scope="session")
def album() -> Album:
    """Four photos of somebody, `own-0` and so on, and one of `other`: RGB uint8 (256, 256, 3)."""
    (person, _), _ = dataset.cast(dataset.PAIRS + 3)
    (other, _), _ = dataset.cast(dataset.PAIRS + 18)
    scenes = [dataset.cast(dataset.PAIRS + 40 + number)[1][0] for number in range(OWN + 1)]
    pairs = zip(OWNS, scenes, strict=False)
    found = {name: draw(person, scene, dataset.SIZE).image for name, scene in pairs}
    return {**found, "other": draw(other, scenes[OWN], dataset.SIZE).image}


@pytest.fixture
def files(album: Album, tmp_path: Path) -> dict[str, Path]:
    """The same as files."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for name, pixels in album.items():
        Image.fromarray(pixels).save(folder / f"{name}.png")
    return {name: folder / f"{name}.png" for name in album}


def tick(qtbot: QtBot, box: QCheckBox) -> None:
    """Click on the box itself, which stands at the left of its words."""
    qtbot.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))


def open_page(qtbot: QtBot, window: MainWindow) -> PeoplePage:
    """Open the page by its key."""
    qtbot.waitUntil(lambda: window.pages.people.people.loaded, timeout=PATIENCE)
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    page = window.pages.people.page
    assert page is not None
    assert page.isVisible()
    return page


def make_person(qtbot: QtBot, window: MainWindow, page: PeoplePage, name: str) -> str:
    """Make somebody by name and tick; their id."""
    people, there = window.pages.people.people, len(page._people.entries)
    qtbot.mouseClick(page.add if there else page.begin, LEFT)
    dialog = window.pages.people.question
    assert isinstance(dialog, ConsentDialog)
    QApplication.clipboard().setText(name)  # QTest has no keys for all letters
    qtbot.keyClick(dialog.name, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert dialog.name.text() == name
    tick(qtbot, dialog.consent)
    with qtbot.waitSignal(people.made, timeout=PATIENCE) as made:
        qtbot.mouseClick(dialog.ok, LEFT)
    assert made.args
    return made.args[0]


def wait_for(qtbot: QtBot, window: MainWindow, person: str, photos: int) -> None:
    """Wait until somebody has so many photos, and nothing is on its way."""
    people = window.pages.people.people

    def there() -> bool:
        entry = people.entry(person)
        return entry is not None and len(entry.person.photos) == photos and not people.adding.left

    qtbot.waitUntil(there, timeout=PATIENCE)


MakePerson = Callable[..., tuple[MainWindow, PeoplePage, str]]


@pytest.fixture
def with_person(qtbot: QtBot, make_window: Callable[..., MainWindow], files: dict[str, Path]):
    """Makes a window with the page and a person who has these photos, dropped as files."""

    def make(
        *names: str, name: str = "Anna", **given: object
    ) -> tuple[MainWindow, PeoplePage, str]:
        window = make_window(**given)
        page = open_page(qtbot, window)
        person = make_person(qtbot, window, page, name)
        if names:
            drop_on(page.card.drop, *(files[one] for one in names))
        wait_for(qtbot, window, person, len(names))
        return window, page, person

    return make
