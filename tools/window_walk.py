"""What one user does in the window, photographed in every state: a child of tools/screenshots.py.

Run as `python -m tools.window_walk FOLDER WISHES`, the latter as JSON. The window is the one of
`main.py`, on the screen that the environment names; what is done to it are Qt's own mouse and key
events.
"""

import json
import multiprocessing
import sys
import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, QTimerEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QMenu

import main as likeness
from core.library.queue import State
from gui import app
from gui.gallery.model import PICTURE_ROLE
from gui.main_window import MainWindow
from gui.trash.dialog import TrashDialog
from tools.models_walk import ModelsUser
from tools.window_user import CONTROL, LEFT, SHIFT, Deeds, Ready, Wishes, drop_on

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "resources" / "samples"
MANY = ROOT / "docs" / "pictures" / "demo-people.png"  # a sheet of faces
PATIENCE = 200.0  # seconds for any one thing
BEAT = 30  # milliseconds between two looks at what is awaited
PROJECT = "Winter portraits"
PROMPT = "a person, smiling, wearing a teal hoodie, mountains background"
STYLES = ("watercolor", "oil-painting", "pencil-sketch", "pop-art", "flat-vector", "film-noir")
STARS = (5, 3, 4)
LONG, SHOWN = 100, 25  # steps of a picture that is cancelled, and at which it is photographed
FLOATING = QPoint(500, 120)  # where a detached dock is looked at


class Walk(ModelsUser):
    """From the empty window to the closed one."""

    def deeds(self) -> Deeds:
        """All that is done."""
        if self._wishes.back:
            yield self._window.isActiveWindow
            yield lambda: bool(self._window.side.person.strip.buttons)
            yield from self._come_back()
            return
        if self._wishes.only_models:
            yield from self.meet_models_alone()
            return
        for part in (
            *(self._be_welcomed, self._begin, self._give_a_photo, self._draw, self._queue_more),
            *(self._look_at_portraits, self.move_the_face, self.compare, self.look_inside),
            *(self._choose_several, self._search, self.sweep_and_twin, self.know_people),
            *(self.retouch, self.meet_models),
            *(self._give_several_photos, self._give_image_prompts, self._have_trouble),
            *(self._move_docks, self._ask_for_help, self._be_refused),
        ):
            yield from part()
        yield from self.wear(*self._wishes.looks[-1])

    def _be_welcomed(self) -> Deeds:
        """Through the pages for newcomers, to a first portrait."""
        window = self._window
        yield lambda: window.welcome.dialog is not None
        dialog = window.welcome.dialog
        assert dialog is not None
        yield from self.wear(*self._wishes.looks[0])
        yield lambda: bool(dialog.portrait.strip.buttons) and bool(window.welcome.device)
        for page in ("looks", "computer", "models"):
            yield from self.shoot(f"welcome-{page}")
            QTest.keyClick(dialog.next, Qt.Key.Key_Return)
        QTest.mouseClick(dialog.portrait.strip.buttons[3], LEFT)
        yield from self.shoot("welcome-people")
        QTest.mouseClick(dialog.portrait.draw, LEFT)
        yield partial(self._has_drawn, 6)
        yield from self.shoot("welcome-drawing")
        yield lambda: window.pictures.rowCount() == 1
        yield from self.shoot("welcome-drawn")
        QTest.keyClick(dialog.next, Qt.Key.Key_Return)
        yield lambda: window.welcome.dialog is None
        window.activateWindow()  # no window manager does it here
        yield window.isActiveWindow
        yield from self.shoot("welcomed")

    def _begin(self) -> Deeds:
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
        yield from self.shoot("projects")
        QTest.keyClick(names.view, Qt.Key.Key_Escape)
        yield from self.shoot("empty")

    def _give_a_photo(self) -> Deeds:
        side = self._window.side
        drop_on(side.person.drop, min(SAMPLES.glob("*.png")))
        yield self.seen
        side.prompt.words.setFocus()
        QTest.keyClicks(side.prompt.words, PROMPT)
        yield from self.shoot("photo")

    def _draw(self) -> Deeds:
        window, steps = self._window, list[int]()
        box = window.side.sampling.steps.controls[-1]
        usual = window.draft.recipe.sampling.steps
        self.type(box, LONG)
        window.worker.progress.connect(lambda _, progress: steps.append(progress.step))
        QTest.mouseClick(window.generate_button, LEFT)
        yield lambda: max(steps, default=0) >= SHOWN
        yield from self.shoot("drawing")
        QTest.keyClick(window, Qt.Key.Key_Escape)
        yield lambda: window.worker.queue.open == 0
        self.type(box, self._wishes.steps or usual)

    def _queue_more(self) -> Deeds:
        window = self._window
        side, queue = window.side, window.worker.queue
        wanted = self._wishes.people
        QTest.keyClick(window, Qt.Key.Key_J, CONTROL)
        for number in range(wanted + 1):
            QTest.mouseClick(side.person.strip.buttons[number % 8], LEFT)
            yield self.seen
            QTest.mouseClick(side.prompt.styles.tiles[STYLES[number % len(STYLES)]], LEFT)
            if number == wanted - 1:
                QTest.keyClick(window, Qt.Key.Key_J, CONTROL | SHIFT)  # pause
            QTest.keyClick(window, Qt.Key.Key_Return, CONTROL)
        yield lambda: queue.running is None
        view = window.queue_panel.table.view
        last = window.queue_panel.model.index(1, 1)
        QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(last).center())
        yield from self.shoot("queue")
        QTest.keyClick(view, Qt.Key.Key_Delete)
        yield lambda: queue.waiting == 1
        QTest.keyClick(window, Qt.Key.Key_J, CONTROL | SHIFT)
        QTest.keyClick(window, Qt.Key.Key_J, CONTROL)
        for number in range(wanted):  # each in its time
            yield partial(self._has_more_than, number)

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
        yield from self.shoot("portrait")
        QTest.mouseClick(window.gallery.search.toggle, LEFT)
        QTest.mouseClick(window.gallery.head.info, LEFT)
        yield from self.shoot("gallery")
        QTest.mouseClick(window.gallery.search.toggle, LEFT)
        QTest.mouseClick(window.gallery.head.info, LEFT)
        QTest.keyClick(window, Qt.Key.Key_F11)
        yield from self.shoot("full-screen")
        QTest.keyClick(window.stage.canvas, Qt.Key.Key_Escape)
        yield lambda: window.looking.screen is None
        window.activateWindow()  # no window manager does it here
        yield window.isActiveWindow

    def _choose_several(self) -> Deeds:
        window, view = self._window, self._window.gallery.list
        QTest.keyClick(view, Qt.Key.Key_A, CONTROL)
        yield from self.shoot("several-chosen")
        view.customContextMenuRequested.emit(view.visualRect(view.currentIndex()).center())
        menu = next(one for one in view.findChildren(QMenu) if one.isVisible())
        yield from self.shoot("picture-menu")
        menu.close()
        QTest.keyClick(view, Qt.Key.Key_Delete)
        yield lambda: window.pictures.rowCount() == 0
        yield from self.shoot("deleted")
        yield from self._look_into_the_trash()
        QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
        yield lambda: window.pictures.rowCount() == self._wishes.people

    def _look_into_the_trash(self) -> Deeds:
        window = self._window
        QTest.keyClick(window, Qt.Key.Key_Delete, CONTROL | SHIFT)
        (dialog,) = window.findChildren(TrashDialog)
        yield (lambda: dialog.model.rowCount() >= self._wishes.people)  # and the sheets'
        for _ in range(2):
            QTest.keyClick(dialog.view, Qt.Key.Key_Down, SHIFT)
        yield from self.shoot("trash")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        yield lambda: not window.findChildren(TrashDialog)
        window.activateWindow()  # no window manager does it here
        yield window.isActiveWindow

    def _search(self) -> Deeds:
        window = self._window
        text = window.gallery.search.text
        QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
        QTest.keyClicks(text, "a quince")
        yield lambda: window.pictures.rowCount() == 0
        yield from self.shoot("nothing-found")
        QTest.keyClick(text, Qt.Key.Key_Escape)
        yield lambda: window.pictures.rowCount() == self._wishes.people

    def _give_several_photos(self) -> Deeds:
        side = self._window.side
        for photo in (*sorted(SAMPLES.glob("*.png"))[1:3], MANY):
            drop_on(side.person.photos.add, photo)
            yield self.seen
        side.scroller.ensureWidgetVisible(side.person.fold)
        yield from self.shoot("several-photos")
        for _ in range(3):
            QTest.keyClick(self._window, Qt.Key.Key_Z, CONTROL)

    def _give_image_prompts(self) -> Deeds:
        window, side = self._window, self._window.side
        for number, picture in enumerate((MANY, max(SAMPLES.glob("*.png"))), 1):
            drop_on(side.image_prompts.drop, picture)
            yield partial(self._has_trays, number)
        side.scroller.ensureWidgetVisible(side.image_prompts.drop)
        yield from self.shoot("image-prompts")
        tray = side.image_prompts.trays[0]
        drop_on(tray.strip.add, min(SAMPLES.glob("*.png")))
        yield lambda: len(tray.strip.images) == 2 and bool(side.image_prompts.blocks.names)
        QTest.mouseClick(tray.more, LEFT)
        tray.layers.combo.setFocus()
        QTest.keyClick(tray.layers.combo, Qt.Key.Key_End)
        yield from self.rest()
        side.scroller.ensureWidgetVisible(tray.bars)
        yield from self.shoot("image-prompt-blocks")
        QTest.mouseClick(tray.more, LEFT)
        for _ in range(4):
            QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
        QTest.mouseClick(side.sampling.advanced, LEFT)
        bar = side.scroller.verticalScrollBar()
        yield from self.rest()
        bar.setValue(bar.maximum())
        yield from self.shoot("parameters")
        QTest.mouseClick(side.sampling.advanced, LEFT)

    def _have_trouble(self) -> Deeds:
        """An engine that dies, a photo that is gone, and then the queue in every state."""
        window, queue = self._window, self._window.worker.queue
        box, notice = window.side.sampling.steps.controls[-1], window.stage.notice
        usual = window.draft.recipe.sampling.steps
        self.type(box, LONG)
        QTest.mouseClick(window.generate_button, LEFT)
        yield partial(self._has_drawn, 2)
        for child in multiprocessing.active_children():
            child.kill()
        yield notice.isVisible
        yield from self.shoot("interrupted")
        QTest.mouseClick(notice.dismiss, LEFT)
        identity = window.draft.identity
        assert identity is not None
        photo = next(window.library.folder.rglob(f"{identity.references[0]}*"))
        gone = photo.rename(photo.with_name("gone"))
        QTest.mouseClick(window.generate_button, LEFT)
        yield notice.isVisible
        gone.rename(photo)
        QTest.mouseClick(notice.dismiss, LEFT)
        for _ in range(2):
            QTest.mouseClick(window.generate_button, LEFT)
        yield partial(self._has_drawn, 5)
        QTest.keyClick(window, Qt.Key.Key_J, CONTROL)
        states = {job.state for job in queue.jobs()}
        assert states >= {State.RUNNING, State.WAITING, State.FAILED, State.INTERRUPTED}, states
        yield from self.shoot("queue-of-all-states")
        QTest.keyClick(window, Qt.Key.Key_X, CONTROL | SHIFT)
        yield lambda: queue.open == 0
        view = window.queue_panel.table.view
        QTest.keyClick(view, Qt.Key.Key_A, CONTROL)
        QTest.keyClick(view, Qt.Key.Key_Delete)
        QTest.keyClick(window, Qt.Key.Key_J, CONTROL)
        self.type(box, usual)

    def _move_docks(self) -> Deeds:
        window, docks = self._window, self._window.docks
        QTest.mouseClick(docks.title("gallery").float, LEFT)
        docks.dock("gallery").move(FLOATING)
        QTest.mouseClick(docks.title("recipe").close_dock, LEFT)
        yield from self.shoot("dock-floating")
        QTest.mouseClick(docks.title("gallery").close_dock, LEFT)
        yield from self.shoot("docks-closed")
        window.commands.all["layout.reset"].action.trigger()
        window.activateWindow()
        yield window.isActiveWindow

    def _ask_for_help(self) -> Deeds:
        window = self._window
        for name, key, held in (
            ("settings", Qt.Key.Key_Comma, CONTROL),
            ("shortcuts", Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        ):
            QTest.keyClick(window, key, held)
            (dialog,) = [one for one in window.findChildren(QDialog) if one.isVisible()]
            yield from self.shoot(name)
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            yield lambda: not any(one.isVisible() for one in window.findChildren(QDialog))
            window.activateWindow()  # no window manager does it here
            yield window.isActiveWindow

    def _be_refused(self) -> Deeds:
        notice = self._window.stage.notice
        drop_on(self._window, ROOT / "README.md")
        yield notice.isVisible
        yield from self.shoot("notice")
        QTest.mouseClick(notice.dismiss, LEFT)
        self._window.projects.autosave.flush()

    def _come_back(self) -> Deeds:
        """Everything is there after the window was closed and opened again, also its look."""
        window, wishes = self._window, self._wishes
        assert window.preferences.welcomed
        assert window.welcome.dialog is None
        kept = (window.preferences.theme_choice, window.preferences.language_choice)
        assert kept == wishes.looks[0], kept
        yield lambda: window.pictures.rowCount() == wishes.people
        assert window.projects.name(window.project) == PROJECT
        rows = window.library.find(window.project)
        assert [row.stars for row in rows][: len(STARS)] == list(STARS)
        assert window.draft.identity is not None
        assert window.worker.queue.jobs() == ()  # all had ended
        yield from self.shoot("opened-again")

    def _has_more_than(self, number: int) -> bool:
        return self._window.pictures.rowCount() > number

    def _has_trays(self, number: int) -> bool:
        return len(self._window.side.image_prompts.trays) == number

    def _has_drawn(self, steps: int) -> bool:
        queue = self._window.worker.queue
        left = queue.progress(queue.running.id) if queue.running is not None else None
        return left is not None and left.step >= steps


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
