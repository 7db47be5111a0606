"""What one user does in the window, photographed in every state: a child of tools/screenshots.py.

Run as `python -m tools.window_walk FOLDER WISHES`, the latter as JSON. The window is the one of
`main.py`, on the screen that the environment names; what is done to it are Qt's own mouse and key
events.
"""

import json
import sys
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QTimerEvent, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QShowEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

import main as likeness
from gui import app
from gui.gallery.model import PICTURE_ROLE
from gui.main_window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 200.0  # seconds for any one thing
BEAT = 30  # milliseconds between two looks at what is awaited
PAINTED = 10  # beats after which all is laid out and painted that a choice changed
PROJECT = "Winter portraits"
PROMPT = "a person, smiling, wearing a teal hoodie, mountains background"
STYLES = ("watercolor", "oil-painting", "pencil-sketch", "pop-art", "flat-vector", "film-noir")
STARS = (5, 3, 4)
LONG, SHOWN = 60, 20  # steps of a picture that is cancelled, and at which it is photographed
LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Ready = Callable[[], bool]
Deeds = Generator[Ready, None, None]
"""Does something, yields what to wait for, goes on."""


@dataclass(frozen=True)
class Wishes:
    """How long to walk, and how the window looks in the photographs.

    Attributes:
        looks: themes and languages in which each state is photographed.
        mark: stands at the end of each file's name.
        people: how many portraits are drawn.
        steps: of each; 0: what the pack recommends.
        back: come back to what an earlier walk has left, instead of walking.
    """

    looks: tuple[tuple[str, str], ...]
    mark: str
    people: int
    steps: int
    back: bool = False


class Walk:
    """One user before one window."""

    def __init__(self, window: MainWindow, folder: Path, wishes: Wishes) -> None:
        self._window, self._folder, self._wishes = window, folder, wishes
        self.last = ""  # the state that was photographed last

    def deeds(self) -> Deeds:
        """All that is done, from the empty window to the closed one."""
        yield self._window.isActiveWindow
        yield lambda: bool(self._window.side.person.strip.buttons)
        yield from self._wear(*self._wishes.looks[0])
        if self._wishes.back:
            yield from self._come_back()
            return
        for part in (
            *(self._begin, self._give_a_photo, self._draw, self._queue_more),
            *(self._look_at_portraits, self._search, self._ask_for_help, self._be_refused),
        ):
            yield from part()

    def _begin(self) -> Deeds:
        yield from self._shoot("empty")
        window = self._window
        QTest.keyClick(window, Qt.Key.Key_O, CONTROL | SHIFT)
        names = window.picker.list
        QTest.keyClick(names.view, Qt.Key.Key_N, CONTROL)
        yield lambda: len(window.projects.items) == 2
        QTest.keyClick(window, Qt.Key.Key_O, CONTROL | SHIFT)
        yield names.view.hasFocus
        QTest.keyClick(names.view, Qt.Key.Key_F2)
        editor = names.view.findChild(QLineEdit)
        assert isinstance(editor, QLineEdit)
        QTest.keyClicks(editor, PROJECT)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        yield lambda: window.projects.name(window.project) == PROJECT
        yield from self._shoot("projects")
        QTest.keyClick(names.view, Qt.Key.Key_Escape)

    def _give_a_photo(self) -> Deeds:
        side = self._window.side
        drop_on(side.person.drop, min((ROOT / "resources" / "samples").glob("*.png")))
        yield self._seen
        side.prompt.words.setFocus()
        QTest.keyClicks(side.prompt.words, PROMPT)
        yield from self._shoot("photo")

    def _draw(self) -> Deeds:
        window, steps = self._window, list[int]()
        box = window.side.sampling.steps.controls[-1]
        usual = window.draft.recipe.sampling.steps
        self._type(box, LONG)
        window.worker.progress.connect(lambda _, progress: steps.append(progress.step))
        QTest.mouseClick(window.generate_button, LEFT)
        yield lambda: max(steps, default=0) >= SHOWN
        yield from self._shoot("drawing")
        QTest.keyClick(window, Qt.Key.Key_Escape)
        yield lambda: window.worker.queue.open == 0
        self._type(box, self._wishes.steps or usual)

    def _queue_more(self) -> Deeds:
        window = self._window
        side, queue = window.side, window.worker.queue
        wanted = self._wishes.people
        QTest.keyClick(window, Qt.Key.Key_J, CONTROL)
        for number in range(wanted + 1):
            QTest.mouseClick(side.person.strip.buttons[number % 8], LEFT)
            yield self._seen
            QTest.mouseClick(side.prompt.styles.tiles[STYLES[number % len(STYLES)]], LEFT)
            if number == wanted - 1:
                QTest.keyClick(window, Qt.Key.Key_J, CONTROL | SHIFT)  # pause
            QTest.keyClick(window, Qt.Key.Key_Return, CONTROL)
        yield lambda: queue.running is None
        view = window.queue_panel.table.view
        last = window.queue_panel.model.index(1, 1)
        QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(last).center())
        yield from self._shoot("queue")
        QTest.keyClick(view, Qt.Key.Key_Delete)
        yield lambda: queue.waiting == 1
        QTest.keyClick(window, Qt.Key.Key_J, CONTROL | SHIFT)
        QTest.keyClick(window, Qt.Key.Key_J, CONTROL)
        yield lambda: window.pictures.rowCount() == wanted

    def _look_at_portraits(self) -> Deeds:
        window = self._window
        view, model = window.gallery.list, window.pictures
        for row, stars in enumerate(STARS):
            place = view.visualRect(model.index(row)).center()
            QTest.mouseClick(view.viewport(), LEFT, pos=place)
            QTest.keyClick(view, Qt.Key(Qt.Key.Key_0 + stars))
        QTest.keyClick(view, Qt.Key.Key_P)
        rows = [model.index(row).data(PICTURE_ROLE) for row in range(model.rowCount())]
        likest = max(range(len(rows)), key=lambda row: rows[row].likeness or 0.0)
        view.scrollTo(model.index(likest))
        place = view.visualRect(model.index(likest)).center()
        QTest.mouseClick(view.viewport(), LEFT, pos=place)
        yield from self._shoot("portrait")
        QTest.mouseClick(window.gallery.search.toggle, LEFT)
        QTest.mouseClick(window.gallery.head.info, LEFT)
        yield from self._shoot("gallery")
        QTest.mouseClick(window.gallery.search.toggle, LEFT)
        QTest.mouseClick(window.gallery.head.info, LEFT)

    def _search(self) -> Deeds:
        window = self._window
        text = window.gallery.search.text
        QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
        QTest.keyClicks(text, "a quince")
        yield lambda: window.pictures.rowCount() == 0
        yield from self._shoot("nothing-found")
        QTest.keyClick(text, Qt.Key.Key_Escape)
        yield lambda: window.pictures.rowCount() == self._wishes.people

    def _ask_for_help(self) -> Deeds:
        window = self._window
        for name, key, held in (
            ("settings", Qt.Key.Key_Comma, CONTROL),
            ("shortcuts", Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        ):
            QTest.keyClick(window, key, held)
            (dialog,) = [one for one in window.findChildren(QDialog) if one.isVisible()]
            yield from self._shoot(name)
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            yield lambda: not any(one.isVisible() for one in window.findChildren(QDialog))
            window.activateWindow()  # no window manager does it here
            yield window.isActiveWindow

    def _be_refused(self) -> Deeds:
        notice = self._window.stage.notice
        drop_on(self._window, ROOT / "README.md")
        yield notice.isVisible
        yield from self._shoot("notice")
        QTest.mouseClick(notice.dismiss, LEFT)
        self._window.projects.autosave.flush()

    def _come_back(self) -> Deeds:
        """Everything is there after the window was closed and opened again."""
        window, wishes = self._window, self._wishes
        yield lambda: window.pictures.rowCount() == wishes.people
        assert window.projects.name(window.project) == PROJECT
        rows = window.library.find(window.project)
        assert [row.stars for row in rows][: len(STARS)] == list(STARS)
        assert window.draft.identity is not None
        assert window.worker.queue.jobs() == ()  # all had ended

    def _seen(self) -> bool:
        """Whether the draft's photo is in the library and its face is known."""
        window, identity = self._window, self._window.draft.identity
        if identity is None or window.sources.adding:
            return False
        photo = window.sources.photo(identity.references[0])
        return photo is not None and photo.faces is not None

    def _type(self, box: QWidget, number: int) -> None:
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_A, CONTROL)
        QTest.keyClicks(box, str(number))
        QTest.keyClick(box, Qt.Key.Key_Return)

    def _shoot(self, name: str) -> Deeds:
        """Photograph this state in every look, and go back to the first."""
        looks, self.last = self._wishes.looks, name
        for theme, language in looks:
            yield from self._wear(theme, language)
            file = f"{name}-{theme}-{language}-{self._wishes.mark}.png"
            place = self._window.geometry()
            screen = QGuiApplication.primaryScreen()
            shot = screen.grabWindow(0, place.x(), place.y(), place.width(), place.height())
            assert shot.save(str(self._folder / file)), file
        if len(looks) > 1:
            yield from self._wear(*looks[0])

    def _wear(self, theme: str, language: str) -> Deeds:
        preferences = self._window.preferences
        if (preferences.theme_choice, preferences.language_choice) != (theme, language):
            preferences.choose_theme(theme)
            preferences.choose_language(language)
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


def walk(folder: Path, wishes: Wishes) -> int:
    """Open the window, walk, close it; returns the window's exit code."""
    troubles: list[Exception] = []

    class Walked(MainWindow):
        """The window with a user before it."""

        def showEvent(self, event: QShowEvent) -> None:
            super().showEvent(event)
            self.move(0, 0)
            self.activateWindow()  # or its shortcuts don't work
            self._walk = Walk(self, folder, wishes)
            self._deeds = self._walk.deeds()
            self._ready: Ready = lambda: True
            self._deadline = time.monotonic() + PATIENCE
            self._clock = QObject.startTimer(self, BEAT)

        def timerEvent(self, event: QTimerEvent) -> None:
            if event.timerId() != self._clock:
                super().timerEvent(event)
                return
            try:
                if self._ready():
                    self._ready = next(self._deeds)
                    self._deadline = time.monotonic() + PATIENCE
                elif time.monotonic() > self._deadline:
                    raise TimeoutError(f"waited in vain after the photograph {self._walk.last!r}")
            except StopIteration:
                self._leave()
            except Exception as error:
                troubles.append(error)
                self._leave()

        def _leave(self) -> None:
            self.killTimer(self._clock)
            self.close()

    app.MainWindow = Walked
    code = likeness.main([])
    if troubles:
        raise troubles[0]
    return code


if __name__ == "__main__":
    options = json.loads(sys.argv[2])
    options["looks"] = tuple(tuple(look) for look in options["looks"])
    sys.exit(walk(Path(sys.argv[1]), Wishes(**options)))
