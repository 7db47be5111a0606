"""The window: panels, stage and gallery around one draft, one worker and one library."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QMainWindow, QVBoxLayout, QWidget

from core.lazy import load
from core.library import Library
from core.packs import Manifest
from core.packs.defaults import begin_with
from core.picture import Picture
from core.portrait import Portrait
from core.recipe import Recipe
from core.told import Told
from gui.alike import judge_of
from gui.background import Background
from gui.best import Best
from gui.commands import Commands
from gui.dialogs import open_settings, open_shortcuts, open_trash
from gui.docks import Docks
from gui.draft import Draft
from gui.drawing import Drawing
from gui.engine_memory import EngineMemory
from gui.failure import READ_ONLY, Failure
from gui.first_paint import FirstPaint
from gui.gallery.model import PictureModel
from gui.gallery.panel import GalleryPanel
from gui.library_care import LibraryCare
from gui.library_parts import LibraryParts
from gui.looking import Looking
from gui.menus import Menus
from gui.pages import Pages
from gui.panels.drops import carries_anything, kinds_of_images, source_of
from gui.panels.samples import Sample
from gui.panels.sources import Sources
from gui.pose.editor import PoseEditor
from gui.pose.found import Found
from gui.pose.posing import Posing
from gui.preferences import Preferences
from gui.projects.picker import ProjectPicker
from gui.projects.projects import Projects
from gui.queue.jobs import DrawJob
from gui.queue.panel import QueuePanel
from gui.side import WIDTH, Side
from gui.stage import Stage
from gui.status import StatusBar
from gui.tabs import Tabs
from gui.trash.trash import Trash
from gui.welcome.welcome import Welcome
from gui.window_commands import WindowCommands
from gui.worker import Worker

if TYPE_CHECKING:
    import numpy as np


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
        self.project, self._manifest = project, manifest
        self.preferences = preferences
        self.theme = theme = preferences.theme
        self.commands, self.history = Commands(self, preferences.settings), draft.history
        self.projects = Projects(library, self.history, project, self)
        self.background = Background(self, held=True)
        self.first_paint = FirstPaint(self)
        self.first_paint.done.connect(load)
        self.first_paint.done.connect(self.background.release)
        self.sources = Sources(library, worker, self.background, samples, self)
        self.pictures = PictureModel(library, self)
        self.posing = Posing(draft, self.sources, worker, manifest, preferences.settings, self)
        self.side = Side(
            draft, manifest, self.sources, theme, samples, self.background, self.posing
        )
        self.stage = Stage(theme, self.commands, self.background, manifest.description)
        self.gallery = GalleryPanel(
            self.pictures, draft, library, self.background, self.history, self.commands, preferences
        )
        self.status = StatusBar(theme, manifest)
        self.memory = EngineMemory(worker, preferences, self.background, self)
        parts = LibraryParts(
            *(library, draft, worker.queue),
            *(self.sources, self.pictures, self.projects, self.background),
        )
        self.care = LibraryCare(parts, preferences, self)
        self.trash = Trash(
            library,
            self.pictures,
            self.gallery.acting,
            self.projects,
            self.history,
            self.care.erasing,
            self,
        )
        self.queue_panel = QueuePanel(
            worker.queue, self.history, theme, self.commands, self.projects.name
        )
        self.drawing = Drawing(
            draft,
            worker,
            self.queue_panel.edits,
            self.sources,
            self.background,
            self.side,
            self.stage,
            self,
        )
        self.picker = ProjectPicker(self.projects, theme, self.commands)
        self._lay_out()
        WindowCommands(self, self)
        self.welcome = Welcome(self, self, manifest, samples, self.closing)
        self._add_docks()
        self.looking = Looking(self.stage.canvas, self.commands, self)
        self.pose_editor = self._make_pose_editor()
        self.menus = Menus(self, self.commands)
        self._connect()
        self._order_focus()
        self._open_pictures(project)
        self.stage.show_empty()
        self._show_newest()
        for follow in (self._check, self._offer_start, self._estimate):
            follow()
        start, words = self.stage.start, self.side.prompt.words
        (start if start.isVisibleTo(self) else words).setFocus()

    @property
    def generate_button(self) -> QWidget:
        return self.side.button

    def generate(self) -> None:
        """Queue the draft, or say why it can't be drawn."""
        if self.library.writable:
            self.drawing.generate(self.project)
        else:
            self.tell_read_only()

    def queue(self, recipe: Recipe) -> DrawJob | None:
        """Have a recipe drawn into this project as it is; None, and told, where none can be."""
        if self.library.writable:
            return self.drawing.queue(recipe, self.project)
        self.tell_read_only()
        return None

    def draw_in_full(self) -> None:
        """Draw what the draft on the canvas shows, with its seed and all steps, and keep it."""
        if self.stage.shows_sketch and (recipe := self.posing.live.shown) is not None:
            self.queue(recipe)

    def tell_read_only(self) -> None:
        """Say that nothing can be kept, and so nothing is drawn."""
        self.stage.notice.tell(READ_ONLY)

    def cancel(self) -> None:
        """Cancel the picture that is being drawn; those that wait stay in the queue."""
        self.drawing.cancel()

    def recall(self, picture: Picture) -> None:
        """Load a picture's recipe into the panels; its seed is kept until it is unlocked."""
        self.draft.replace(picture.recipe, lambda: self.tr("Load recipe"), keep_seed=True)

    def open_recipe(self, recipe: Recipe, pixels: np.ndarray | None) -> None:
        """Load a recipe that came in a file, with its picture, if any: RGB uint8 (h, w, 3)."""
        self.tabs.setCurrentIndex(0)
        self.draft.replace(recipe, lambda: self.tr("Load recipe"), keep_seed=True)
        if pixels is not None:
            self.drawing.show_loaded(recipe, pixels)

    def paste(self) -> None:
        """Take the clipboard's picture as the person's photo, or as an image prompt."""
        if (found := source_of(QGuiApplication.clipboard().mimeData())) is not None:
            self.side.paste(*found)
        else:
            self.stage.notice.tell(Failure(Told("There is no picture on the clipboard.")))

    def choose_file(self) -> None:
        """Ask for a picture, and load the recipe that it has inside."""
        question = self.tr("Open a picture's recipe")
        if path := QFileDialog.getOpenFileName(self, question, "", kinds_of_images())[0]:
            self.gallery.open_file(Path(path))

    def show_shortcuts(self) -> QDialog:
        """Open the list of all shortcuts."""
        return open_shortcuts(self.commands, self)

    def show_settings(self) -> QDialog:
        """Open the settings."""
        return open_settings(self.preferences, self.care, self.memory, self)

    def show_trash(self) -> QDialog:
        """Open the trash."""
        return open_trash(self.trash, self.pictures.thumbnails, self.theme, self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if carries_anything(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.gallery.take(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.looking.screen is not None:
            self.looking.screen.close()
        self.docks.keep(self.preferences.settings)
        self.preferences.settings.sync()
        self.hide()
        self.care.stop()
        self.pages.models.stop()
        self.closing.emit()
        self.worker.stop()
        self.background.stop()
        self.pictures.stop()
        self.projects.stop(self.draft.recipe)
        self.history.clear()  # its steps may hold the window
        self.closed.emit()
        super().closeEvent(event)

    def restore_layout(self) -> None:
        """Stand as the window and its docks stood when it was closed last."""
        self.docks.restore(self.preferences.settings)

    def _lay_out(self) -> None:
        self.setWindowTitle("Likeness")
        self.setAcceptDrops(True)
        self.tabs = Tabs()
        self.tabs.add(self.stage, lambda: self.tr("Canvas"))
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.queue_panel)
        self.setCentralWidget(middle)
        self.gallery.put_on_top(self.picker)
        self.setStatusBar(self.status)
        self.docks = Docks(self, self.commands, self.theme)
        self.setMinimumSize(QSize(1024, 600))
        self.resize(1440, 900)

    def _make_pose_editor(self) -> PoseEditor:
        self.pages = Pages(self, self, self._manifest, self.queue)
        self.pages.sheets.loaded.connect(self.open_recipe)
        self.gallery.sheet_dropped.connect(self.pages.sheets.show_opened)
        self.found = Found(self.stage, self.worker, self.sources, self.commands, self)
        self.drawing.showed.connect(self.found.look)
        self.drawing.drew.connect(self.found.follow)
        self.drawing.forgot.connect(self.found.forget)
        window = (self.stage, self.background, self.theme, self.commands, self)
        return PoseEditor(self.posing, self.side.pose, *window)

    def _add_docks(self) -> None:
        area, add = Qt.DockWidgetArea, self.docks.add
        add("recipe", lambda: self.tr("Recipe"), self.side, area.LeftDockWidgetArea, WIDTH)
        add("gallery", lambda: self.tr("Gallery"), self.gallery, area.RightDockWidgetArea, 320)
        self.docks.reset()

    def _connect(self) -> None:
        worker, stage = self.worker, self.stage
        stage.know_judge(self._manifest.name, judge_of(self._manifest))
        Best(worker, self.gallery, self.history, self).told.connect(stage.notice.tell)
        self.status.follow(worker, self.memory)
        self.memory.told.connect(stage.notice.tell)
        self.drawing.pictured.connect(self._pictured)
        self.drawing.idle.connect(self._show_newest)
        self.sources.changed.connect(self._check)
        self.side.pressed.connect(self.generate)
        self.side.stopped.connect(self.cancel)
        stage.recall.connect(self.recall_shown)
        stage.finish.connect(self.draw_in_full)
        self.posing.live.sketched.connect(self.drawing.show_sketch)
        stage.begin.connect(self._begin)
        self.side.person.strip.arrived.connect(self._offer)
        self.gallery.chosen.connect(self.drawing.open)
        self.gallery.recalled.connect(self.recall)
        self.gallery.varied.connect(self.queue)
        self.gallery.recipe_dropped.connect(self.open_recipe)
        self.gallery.reference_dropped.connect(self.side.person.take)
        for follow in (self._check, self._offer_start, self._save_draft, self._estimate):
            self.draft.changed.connect(follow)
        worker.queue.arranged.connect(self._estimate)
        self.pictures.rowsRemoved.connect(self._removed)
        self.pictures.modelReset.connect(self._removed)
        self.docks.moved.connect(self._order_focus)
        self.projects.opened.connect(self._open_project)
        self.projects.changed.connect(self.queue_panel.model.refresh_names)
        self.projects.remade.connect(self._read_again)
        self.projects.returned.connect(self._returned)
        worker.orphaned.connect(self.projects.found_gone)
        self.projects.trashed.connect(worker.queue.cancel_project)
        self.projects.restored.connect(worker.queue.resume_project)
        posing = self.posing
        for part in (self.sources, self.gallery, self.projects, posing.live, posing.photo):
            part.refused.connect(stage.notice.tell)
        worker.queue.refused.connect(stage.notice.tell)

    def _open_pictures(self, project: int) -> None:
        self.gallery.open(project)
        self.side.prompt.history.fill(self.pictures.prompts())

    def _estimate(self) -> None:
        """Say on the button how long the draft would take, once that is known."""
        self.side.set_estimate(self.worker.queue.speeds.estimate(self.draft.recipe))

    def _offer_start(self) -> None:
        """Who is chosen need not be offered; what comes next are the words."""
        start, chosen = self.stage.start, self.draft.identity is not None
        if chosen and self.focusWidget() is start:  # also before the window is active
            self.side.prompt.words.setFocus()
        self.stage.invite(chosen)

    def _check(self) -> None:
        """Take back a complaint once it is no longer true."""
        if self.side.problems.isVisible():
            self.side.show_problems(self.drawing.problems())

    def _pictured(self, project: int, picture: Picture, portrait: Portrait) -> None:
        if project == self.project:
            self.drawing.show(picture, portrait)
            self.gallery.add(picture, portrait.image, project)

    def _show_newest(self) -> None:
        """The last picture, or how to begin."""
        if self.pictures.rowCount():
            self.gallery.list.selectionModel().clear()
            self.gallery.select_newest()
        else:
            self.stage.show_empty()

    def _removed(self) -> None:
        """Of a picture that was deleted nothing is left to see."""
        if not self.pictures.total:
            self.drawing.forget()
            if not self.drawing.busy:
                self.stage.show_empty()

    def _read_again(self, project: int) -> None:
        """A project came back that had been deleted, perhaps without its pictures."""
        if project == self.project:
            self.pictures.reload()

    def _returned(self, project: int) -> None:
        """Where the disk was slow, a project that came back was opened before its pictures."""
        if project == self.project and not self.pictures.rowCount():
            self._open_pictures(project)
            self._show_newest()

    def recall_shown(self) -> None:
        """Load the recipe of the picture on the canvas."""
        if self.drawing.shown is not None:
            self.recall(self.drawing.shown)

    def _offer(self, sample: Sample) -> None:
        self.stage.offer_sample(sample.name)
        self._order_focus()

    def _order_focus(self) -> None:
        stage = self.stage
        notice = (stage.notice.act, stage.notice.copy, stage.notice.dismiss)
        middle = (stage.start, stage.canvas, *stage.advice.controls, stage.again)
        order = (*self.side.focus_order(), *notice, *middle, *self.gallery.focus_order())
        for first, second in itertools.pairwise(order):
            if first.window() is second.window():  # a detached dock is walked by itself
                self.setTabOrder(first, second)

    def _begin(self) -> None:
        buttons = self.side.person.strip.buttons
        (buttons[0] if buttons else self.side.person.drop).click()

    def _save_draft(self, recipe: Recipe) -> None:
        self.projects.autosave.note(self.project, recipe)

    def _open_project(self, number: int, draft: Recipe | None) -> None:
        self.project = number
        self.draft.begin(begin_with(draft, self._manifest))
        self.drawing.leave()
        self._open_pictures(number)
        self._show_newest()
