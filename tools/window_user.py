"""Somebody who sits before the real window: looks at it, waits, drops files; see window_walk."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui.main_window import MainWindow

PAINTED = 10  # beats after which all is laid out and painted that a choice changed
LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PACKED = 80  # as Qt counts it for PNG: a bit larger, and written in half the time
Ready = Callable[[], bool]
Deeds = Generator[Ready, None, None]
"""Does something, yields what to wait for, goes on."""


@dataclass(frozen=True)
class Wishes:
    """How long to walk, and how the window looks in the photographs.

    Attributes:
        looks: themes and languages in which each state is photographed. The window is used in
            the first, and closed in the last.
        mark: stands at the end of each file's name.
        people: how many portraits are drawn.
        steps: of each; 0: what the pack recommends.
        back: come back to what an earlier walk has left, instead of walking.
        only_models: of the walk, take no more than the page of models.
    """

    looks: tuple[tuple[str, str], ...]
    mark: str
    people: int
    steps: int
    back: bool = False
    only_models: bool = False


class User:
    """One user before one window, with a camera."""

    def __init__(self, window: MainWindow, folder: Path, wishes: Wishes) -> None:
        self._window, self._folder, self._wishes = window, folder, wishes
        self.last = ""  # the state that was photographed last

    def seen(self) -> bool:
        """Whether the draft's photos are in the library and their faces are known."""
        window, identity = self._window, self._window.draft.identity
        if identity is None or window.sources.adding:
            return False
        photos = [window.sources.photo(key) for key in identity.references]
        return all(photo is not None and photo.faces is not None for photo in photos)

    def type(self, box: QWidget, number: int) -> None:
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_A, CONTROL)
        QTest.keyClicks(box, str(number))
        QTest.keyClick(box, Qt.Key.Key_Return)

    def shoot(self, name: str) -> Deeds:
        """Photograph this state in every look, and go back to the first."""
        looks, self.last = self._wishes.looks, name
        for theme, language in looks:
            yield from self.wear(theme, language)
            file = f"{name}-{theme}-{language}-{self._wishes.mark}.png"
            place = self._window.geometry()
            screen = QGuiApplication.primaryScreen()
            shot = screen.grabWindow(0, place.x(), place.y(), place.width(), place.height())
            assert shot.save(str(self._folder / file), quality=PACKED), file
        if len(looks) > 1:
            yield from self.wear(*looks[0])

    def wear(self, theme: str, language: str) -> Deeds:
        """Have the window look like that, and wait until it does."""
        preferences = self._window.preferences
        if (preferences.theme_choice, preferences.language_choice) != (theme, language):
            preferences.choose_theme(theme)
            preferences.choose_language(language)
        yield from self.rest()

    def rest(self) -> Deeds:
        """Wait until all is painted."""
        for _ in range(PAINTED):
            yield lambda: True


def drop_on(widget: QWidget, path: Path) -> None:
    """Drop a file in the middle of a widget."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, plain = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    middle = widget.rect().center()
    QApplication.sendEvent(widget, QDragEnterEvent(middle, action, data, LEFT, plain))
    QApplication.sendEvent(widget, QDropEvent(QPointF(middle), action, data, LEFT, plain))
