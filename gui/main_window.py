"""The window: panels, stage and gallery around one draft, one worker and one library."""

import contextlib
import itertools
from pathlib import Path

import numpy as np
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMainWindow, QWidget

from core.errors import UserError
from core.imaging import load_image
from core.library import Library
from core.packs import Manifest
from core.picture import Picture, read_recipe
from core.recipe import Recipe
from gui.background import Background
from gui.cheat_sheet import CheatSheet
from gui.commands import Commands
from gui.docks import Docks
from gui.draft import Draft
from gui.drawing import Drawing
from gui.gallery.model import THUMBNAIL_PIXELS, PictureModel
from gui.gallery.panel import GalleryPanel
from gui.images import thumbnail
from gui.looking import Looking
from gui.menus import Menus
from gui.panels.drops import carries_image, source_of
from gui.panels.samples import Sample
from gui.panels.sources import Sources
from gui.preferences import Preferences
from gui.settings_dialog import SettingsDialog
from gui.side import WIDTH, Side
from gui.stage import Stage
from gui.status import StatusBar
from gui.tabs import Tabs
from gui.worker import Worker

SAVE_MILLISECONDS = 500


class MainWindow(QMainWindow):
    """Everything that a user sees. Closing it stops the worker and the background threads."""

    closing = Signal()  # the last moment before the worker is joined
    closed = Signal()

    def __init__(
        self,
        draft: Draft,
        worker: Worker,
        library: Library,
        project: int,
        preferences: Preferences,
        samples: Path,
        manifest: Manifest,
    ) -> None:
        super().__init__()
        self.draft, self.worker, self.library = draft, worker, library
        self.project = project
        self.preferences = preferences
        self.theme = theme = preferences.theme
        self.commands = Commands(self, preferences.settings)
        self.history = draft.history
        self.background = Background(self)
        self.sources = Sources(library, worker, self.background, samples, self)
        self.pictures = PictureModel(self.background, self)
        self.side = Side(draft, manifest, self.sources, theme, samples, self.background)
        self.stage = Stage(theme, self.commands, manifest.description)
        self.gallery = GalleryPanel(self.pictures, theme)
        self.status = StatusBar(theme, self.background, manifest)
        self.drawing = Drawing(
            draft, worker, self.sources, self.background, self.side, self.stage, self
        )
        self._save_timer = QTimer(self, singleShot=True, interval=SAVE_MILLISECONDS)
        self.setWindowTitle("Likeness")
        self.setAcceptDrops(True)
        self._lay_out()
        self._add_commands()
        self._add_docks()
        self.looking = Looking(self.stage.canvas, self.commands, self)
        self.menus = Menus(self, self.commands)
        self._connect()
        self._order_focus()
        pictures = library.pictures(project)
        self.pictures.fill(pictures)
        self.side.prompt.history.fill(picture.recipe.prompt for picture in pictures)
        self.stage.show_empty()
        self._show_newest()
        self._check()

    @property
    def generate_button(self) -> QWidget:
        return self.side.button

    def generate(self) -> None:
        """Queue the draft, or say why it can't be drawn."""
        self.drawing.generate(self.project)

    def cancel(self) -> None:
        """Cancel the picture that is being drawn; those that wait stay in the queue."""
        self.drawing.cancel()

    def recall(self, picture: Picture) -> None:
        """Load a picture's recipe into the panels; its seed is kept until it is unlocked."""
        self.side.sampling.lock.setChecked(True)
        self.draft.replace(picture.recipe, self.tr("Load recipe"))

    def open_recipe(self, recipe: Recipe, pixels: np.ndarray) -> None:
        """Load a recipe that came in a file, with its picture: RGB uint8 (h, w, 3)."""
        self.side.sampling.lock.setChecked(True)
        self.draft.replace(recipe, self.tr("Load recipe"))
        self.stage.show_preview(pixels)

    def open_file(self, path: Path) -> None:
        """Load the recipe that a PNG of ours has inside."""
        self.background.run(
            lambda: (read_recipe(path), load_image(path)),
            lambda found: self.open_recipe(*found),
            self.stage.notice.tell,
        )

    def paste(self) -> None:
        """Take the clipboard's picture as the person's photo."""
        if (found := source_of(QGuiApplication.clipboard().mimeData())) is not None:
            self.side.person.take(*found)

    def choose_file(self) -> None:
        """Ask for a picture of ours, and load its recipe."""
        question, kinds = self.tr("Open a picture's recipe"), self.tr("Pictures (*.png)")
        path, _ = QFileDialog.getOpenFileName(self, question, "", kinds)
        if path:
            self.open_file(Path(path))

    def show_shortcuts(self) -> CheatSheet:
        """Open the list of all shortcuts."""
        dialog = CheatSheet(self.commands, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def show_settings(self) -> SettingsDialog:
        """Open the settings."""
        dialog = SettingsDialog(self.preferences, self.library.folder, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if carries_image(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (found := source_of(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.side.person.take(*found)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.looking.screen is not None:
            self.looking.screen.close()
        self.docks.keep(self.preferences.settings)
        self.preferences.settings.sync()
        self._save_timer.stop()
        self.hide()
        self.closing.emit()
        self.worker.stop()
        self.background.stop()
        self.history.stack.clear()  # its steps may hold the window
        if self.library.writable:
            with contextlib.suppress(UserError):  # what can't be kept was told when it was edited
                self.library.save_draft(self.project, self.draft.recipe)
        self.closed.emit()
        super().closeEvent(event)

    def restore_layout(self) -> None:
        """Stand as the window and its docks stood when it was closed last."""
        self.docks.restore(self.preferences.settings)

    def _lay_out(self) -> None:
        self.tabs = Tabs()
        self.tabs.add(self.stage, lambda: self.tr("Canvas"))
        self.setCentralWidget(self.tabs)
        self.setStatusBar(self.status)
        self.docks = Docks(self, self.commands, self.theme)
        self.gallery.setMinimumWidth(160)
        self.setMinimumSize(QSize(1024, 600))
        self.resize(1440, 900)

    def _add_docks(self) -> None:
        area, add = Qt.DockWidgetArea, self.docks.add
        add("recipe", lambda: self.tr("Recipe"), self.side, area.LeftDockWidgetArea, WIDTH)
        add("gallery", lambda: self.tr("Gallery"), self.gallery, area.RightDockWidgetArea, 320)
        self.docks.reset()

    def _add_commands(self) -> None:
        file, edit = (lambda: self.tr("File")), (lambda: self.tr("Edit"))
        picture, view = (lambda: self.tr("Picture")), (lambda: self.tr("View"))
        self.history.add_commands(self.commands, self)
        for name, group, text, run, keys in (
            ("file.open", file, lambda: self.tr("Open a recipe…"), self.choose_file, ("Ctrl+O",)),
            ("file.settings", file, lambda: self.tr("Settings…"), self.show_settings, ("Ctrl+,",)),
            ("file.quit", file, lambda: self.tr("Quit"), self.close, ("Ctrl+Q",)),
            ("edit.paste", edit, lambda: self.tr("Paste a photo"), self.paste, ("Ctrl+V",)),
            (
                "picture.generate",
                picture,
                lambda: self.tr("Generate"),
                self.generate,
                ("Ctrl+Return", "Ctrl+Enter"),
            ),
            (
                "picture.cancel",
                picture,
                lambda: self.tr("Cancel the picture"),
                self.cancel,
                ("Esc", "Shift+X"),
            ),
            ("layout.reset", view, lambda: self.tr("Reset the layout"), self.docks.reset, ()),
            (
                "help.shortcuts",
                lambda: self.tr("Help"),
                lambda: self.tr("Keyboard shortcuts"),
                self.show_shortcuts,
                ("F1",),
            ),
        ):
            self.commands.add(name, group, text, run, self, keys)
        for name, text, run, key in (
            ("previous", lambda: self.tr("Previous picture"), self._previous, "Left"),
            ("next", lambda: self.tr("Next picture"), self._next, "Right"),
            ("recall", lambda: self.tr("Use this recipe"), self._recall_shown, "A"),
        ):
            canvas = self.stage.canvas
            self.commands.add(f"picture.{name}", picture, text, run, canvas, (key,), False)
        again = lambda: self.tr("Load everything that drew this picture")  # noqa: E731
        self.commands.explain(self.stage.again, "picture.recall", again)
        self.side.add_commands(self.commands)

    def _connect(self) -> None:
        worker, stage = self.worker, self.stage
        worker.ready.connect(self.status.show_device)
        self.drawing.pictured.connect(self._pictured)
        self.drawing.idle.connect(self._show_newest)
        self.sources.refused.connect(stage.notice.tell)
        self.sources.changed.connect(self._check)
        self.pictures.refused.connect(stage.notice.tell)
        self.side.pressed.connect(self.generate)
        self.side.stopped.connect(self.cancel)
        stage.recall.connect(self._recall_shown)
        stage.begin.connect(self._begin)
        self.side.person.strip.arrived.connect(self._offer)
        self.gallery.chosen.connect(self.drawing.open)
        self.gallery.recalled.connect(self.recall)
        self.draft.changed.connect(self._check)
        self.draft.changed.connect(self._save_timer.start)
        self._save_timer.timeout.connect(self._save_draft)

    def _check(self) -> None:
        """Take back a complaint once it is no longer true."""
        if self.side.problems.isVisible():
            self.side.show_problems(self.drawing.problems())

    def _pictured(self, picture: Picture, pixels: np.ndarray) -> None:
        self.pictures.add(picture, thumbnail(pixels, THUMBNAIL_PIXELS))
        self.gallery.select_newest()

    def _show_newest(self) -> None:
        """The last picture, or how to begin."""
        if self.pictures.rowCount():
            self.gallery.list.selectionModel().clear()
            self.gallery.select_newest()
        else:
            self.stage.show_empty()

    def _previous(self) -> None:
        self._step(-1)

    def _next(self) -> None:
        self._step(1)

    def _step(self, rows: int) -> None:
        """Choose the picture that stands so many places further in the gallery."""
        view = self.gallery.list
        index = view.model().index(view.currentIndex().row() + rows, 0)
        if index.isValid():
            view.setCurrentIndex(index)

    def _recall_shown(self) -> None:
        if self.drawing.shown is not None:
            self.recall(self.drawing.shown)

    def _offer(self, sample: Sample) -> None:
        self.stage.offer_sample(sample.name)
        self._order_focus()

    def _order_focus(self) -> None:
        stage = self.stage
        notice = (stage.notice.act, stage.notice.copy, stage.notice.dismiss)
        middle = (stage.start, stage.canvas, stage.again)
        order = (*self.side.focus_order(), *notice, *middle, self.gallery.list)
        for first, second in itertools.pairwise(order):
            self.setTabOrder(first, second)

    def _begin(self) -> None:
        buttons = self.side.person.strip.buttons
        (buttons[0] if buttons else self.side.person.drop).click()

    def _save_draft(self) -> None:
        if self.library.writable:
            recipe = self.draft.recipe
            self.background.run(
                lambda: self.library.save_draft(self.project, recipe),
                _nothing,
                self.stage.notice.tell,
            )


def _nothing(_: object) -> None:
    """A saved draft needs no answer."""
