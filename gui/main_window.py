"""The window: panels, stage and gallery around one draft, one worker and one library."""

import contextlib
import itertools
from html import escape
from pathlib import Path

import numpy as np
from PySide6.QtCore import QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QSplitter, QWidget

from core.errors import UserError
from core.imaging import load_image
from core.jobs import Progress
from core.library import Library
from core.packs import Manifest
from core.picture import Picture
from core.recipe import Recipe
from gui.background import Background
from gui.commands import Commands
from gui.draft import Draft
from gui.failure import Failure
from gui.gallery.model import THUMBNAIL_PIXELS, PictureModel
from gui.gallery.panel import GalleryPanel
from gui.icons import icon
from gui.images import thumbnail
from gui.panels.drops import carries_image, source_of
from gui.panels.samples import Sample
from gui.panels.sources import Sources
from gui.side import Side
from gui.stage import Stage
from gui.theme import Theme
from gui.time_left import TimeLeft
from gui.worker import DrawJob, Worker

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
        theme: Theme,
        samples: Path,
        manifest: Manifest,
    ) -> None:
        super().__init__()
        self.draft = draft
        self.worker = worker
        self.library = library
        self.project = project
        self.theme = theme
        self.commands = Commands(self)
        self.background = Background(self)
        self.sources = Sources(library, worker, self.background, samples, self)
        self.pictures = PictureModel(self.background, self)
        self.side = Side(draft, manifest, self.sources, theme, samples, self.background)
        self.stage = Stage(theme, manifest.description)
        self.gallery = GalleryPanel(self.pictures, theme)
        self._jobs: dict[int, tuple[DrawJob, TimeLeft]] = {}  # in the order of the queue
        self._shown: Picture | None = None
        self._wanted = False  # Generate was pressed while a photo was being opened
        self._save_timer = QTimer(self, singleShot=True, interval=SAVE_MILLISECONDS)
        self.setWindowTitle("Likeness")
        self.setAcceptDrops(True)
        self._lay_out()
        self._make_status(manifest.description)
        self._make_shortcuts()
        self._connect()
        self._order_focus()
        pictures = library.pictures(project)
        self.pictures.fill(pictures)
        self.side.prompt.history.fill(picture.recipe.prompt for picture in pictures)
        self.stage.show_empty()
        self._show_start()
        self._check(draft.recipe)

    @property
    def generate_button(self) -> QWidget:
        return self.side.button

    def generate(self) -> None:
        """Queue the draft, or say why it can't be drawn."""
        if self.sources.adding:  # a photo that was given a moment ago is part of the wish
            self._wanted = True
            self.stage.show_progress("Opening the photo…", 0.0)
            return
        problems = self._problems()
        self.side.show_problems(problems)
        if problems:
            return
        if not self.side.sampling.lock.isChecked():
            self.side.sampling.roll()
        recipe = self.draft.recipe
        self.side.prompt.history.remember(recipe.prompt)
        job = self.worker.draw(recipe, self.project)
        self._jobs[job.id] = (job, TimeLeft(recipe.sampling.count))
        self.side.set_drawing(len(self._jobs))
        if len(self._jobs) == 1:
            self.stage.show_progress("Starting…", 0.0)

    def cancel(self) -> None:
        """Cancel the picture that is being drawn; those that wait stay in the queue."""
        self._wanted = False
        for job, _ in self._jobs.values():
            if not job.control.cancelled:
                job.control.cancel()
                self.stage.show_progress("Cancelling…", 0.0)
                return

    def recall(self, picture: Picture) -> None:
        """Load a picture's recipe into the panels; its seed is kept until it is unlocked."""
        self.side.sampling.lock.setChecked(True)
        self.draft.replace(picture.recipe, self.tr("Load recipe"))

    def open_recipe(self, recipe: Recipe, pixels: np.ndarray) -> None:
        """Load a recipe that came in a file, with its picture: RGB uint8 (h, w, 3)."""
        self.side.sampling.lock.setChecked(True)
        self.draft.replace(recipe, self.tr("Load recipe"))
        self.stage.show_preview(pixels)

    def paste(self) -> None:
        """Take the clipboard's picture as the person's photo."""
        if (found := source_of(QGuiApplication.clipboard().mimeData())) is not None:
            self.side.person.take(*found)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if carries_image(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (found := source_of(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.side.person.take(*found)

    def closeEvent(self, event: QCloseEvent) -> None:
        settings = QSettings("Likeness", "Likeness")
        settings.setValue("geometry", self.saveGeometry())
        settings.setValue("splitter", self.splitter.saveState())
        self._save_timer.stop()
        self.hide()
        self.closing.emit()
        self.worker.stop()
        self.background.stop()
        if self.library.writable:
            with contextlib.suppress(UserError):  # what can't be kept was told when it was edited
                self.library.save_draft(self.project, self.draft.recipe)
        self.closed.emit()
        super().closeEvent(event)

    def restore_geometry(self) -> None:
        """Stand where the window stood when it was closed last."""
        settings = QSettings("Likeness", "Likeness")
        for key, restore in (
            ("geometry", self.restoreGeometry),
            ("splitter", self.splitter.restoreState),
        ):
            if (state := settings.value(key)) is not None:
                restore(state)

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(4)
        self.splitter.addWidget(self.stage)
        self.splitter.addWidget(self.gallery)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 1)
        self.gallery.setMinimumWidth(160)
        self.splitter.setSizes([800, 296])
        page = QWidget()
        page.setObjectName("page")
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addWidget(self.splitter, 1)
        self.setCentralWidget(page)
        self.setMinimumSize(QSize(1024, 600))
        self.resize(1440, 900)

    def _make_status(self, about_pack: str) -> None:
        self.engine_state = QLabel("Engine starting…")
        self.pack_name = QLabel(f"Pack: {self.draft.recipe.pack}")
        self.pack_name.setToolTip(f"<p>{escape(about_pack)}</p>")  # a paragraph is wrapped
        self.offline = QLabel("Offline: nothing leaves this computer")
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(16, 0, 16, 0)
        self._signs: list[tuple[QLabel, str]] = []
        for name, label in (("chip", self.engine_state), ("box", self.pack_name)):
            bar.addWidget(self._with_sign(name, label))
        bar.addPermanentWidget(self._with_sign("shield", self.offline))
        self.theme.changed.connect(self._paint_signs)
        self._paint_signs()

    def _with_sign(self, name: str, label: QLabel) -> QWidget:
        sign = QLabel()
        self._signs.append((sign, name))
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 4, 16, 4)
        row.setSpacing(6)
        row.addWidget(sign)
        row.addWidget(label)
        return pair

    def _paint_signs(self) -> None:
        for sign, name in self._signs:
            sign.setPixmap(icon(name, self.theme.color("muted")).pixmap(QSize(16, 16)))

    def _make_shortcuts(self) -> None:
        for keys, action in (
            ("Ctrl+Return", self.generate),
            ("Ctrl+Enter", self.generate),
            ("Esc", self.cancel),
            ("Shift+X", self.cancel),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(action)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self).activated.connect(self.paste)
        self.draft.history.add_commands(self.commands, self)
        self.side.add_commands(self.commands)

    def _connect(self) -> None:
        worker, stage = self.worker, self.stage
        worker.ready.connect(self._engine_ready)
        worker.progress.connect(self._progressed)
        worker.pictured.connect(self._pictured)
        worker.succeeded.connect(self._ended)
        worker.cancelled.connect(self._ended)
        worker.failed.connect(self._failed)
        self.sources.refused.connect(stage.notice.tell)
        self.sources.settled.connect(self._settled)
        self.sources.changed.connect(self._photo_changed)
        self.pictures.refused.connect(stage.notice.tell)
        self.side.pressed.connect(self.generate)
        self.side.stopped.connect(self.cancel)
        stage.recall.connect(self._recall_shown)
        stage.begin.connect(self._begin)
        self.side.person.strip.arrived.connect(self._offer)
        self.gallery.chosen.connect(self._choose)
        self.gallery.recalled.connect(self.recall)
        self.draft.changed.connect(self._check)
        self.draft.changed.connect(self._save_timer.start)
        self._save_timer.timeout.connect(self._save_draft)

    def _problems(self) -> tuple[str, ...]:
        problems = self.draft.recipe.problems()
        return problems + self.side.person.problems()

    def _check(self, recipe: Recipe) -> None:
        """Take back a complaint once it is no longer true."""
        if self.side.problems.isVisible():
            self.side.show_problems(self._problems())
        self.pack_name.setText(f"Pack: {recipe.pack}")

    def _settled(self, well: bool) -> None:
        if self._wanted:
            self._wanted = False
            if well:
                self.generate()
            elif not self._jobs:
                self._show_newest()

    def _engine_ready(self, device: str) -> None:
        self.engine_state.setText(
            f"Engine ready on {spoken_device(device)}" if device else "Engine can't start"
        )

    def _progressed(self, job: int, progress: Progress) -> None:
        if job not in self._jobs or self._jobs[job][0].control.cancelled:
            return
        _, left = self._jobs[job]
        words = left.text(progress)
        self.stage.show_progress(words, left.share)
        if progress.preview is not None:
            self._shown = None
            self.stage.show_preview(progress.preview)

    def _pictured(self, job: int, picture: Picture, pixels: np.ndarray) -> None:
        self._jobs[job][1].pictured()
        self.pictures.add(picture, thumbnail(pixels, THUMBNAIL_PIXELS))
        self.gallery.select_newest()
        self._show_picture(picture, pixels)

    def _ended(self, job: int) -> None:
        if self._jobs.pop(job, None) is None:
            return
        self.side.set_drawing(len(self._jobs))
        if not self._jobs and self._shown is None:
            self._show_newest()

    def _failed(self, job: int, failure: Failure) -> None:
        if job in self._jobs:
            self.stage.notice.tell(failure)
            self._ended(job)

    def _show_newest(self) -> None:
        """Back to the last picture after a cancel, or to the beginning."""
        if self.pictures.rowCount():
            self.gallery.list.selectionModel().clear()
            self.gallery.select_newest()
        else:
            self.stage.show_empty()

    def _choose(self, picture: Picture) -> None:
        self.background.run(
            lambda: load_image(picture.path),
            lambda pixels: self._show_picture(picture, pixels),
            self.stage.notice.tell,
        )

    def _show_picture(self, picture: Picture, pixels: np.ndarray) -> None:
        self._shown = picture
        photo = None
        if picture.recipe.identities:
            key = picture.recipe.identities[0].references[0]
            photo = self.sources.photo(key)
            self.sources.fetch(key, with_faces=True)
        self.stage.show_picture(picture, pixels, photo)

    def _photo_changed(self, key: str) -> None:
        if self._shown is not None and key in self._shown.recipe.sources():
            self.stage.reference.show_photo(self.sources.photo(key))
            self.stage.reference.show()
        self._check(self.draft.recipe)

    def _recall_shown(self) -> None:
        if self._shown is not None:
            self.recall(self._shown)

    def _offer(self, sample: Sample) -> None:
        self.stage.start.setText(f"Start with {sample.name}")
        self._order_focus()

    def _order_focus(self) -> None:
        stage = self.stage
        after = (stage.notice.copy, stage.notice.dismiss, stage.start, stage.again)
        order = (*self.side.focus_order(), *after, self.gallery.list)
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

    def _show_start(self) -> None:
        if self.pictures.rowCount():
            self.gallery.select_newest()


def spoken_device(device: str) -> str:
    """The name of a torch device such as `cuda:0` as people say it."""
    kind, _, number = device.partition(":")
    name = {"cpu": "CPU", "cuda": "GPU", "mps": "GPU", "xpu": "GPU"}.get(kind, kind)
    return f"{name} {number}" if number.strip("0") else name


def _nothing(_: object) -> None:
    """A saved draft needs no answer."""
