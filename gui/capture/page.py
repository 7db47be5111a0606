"""The page of the camera: its picture, guides to good photos, and the live portrait."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QKeyCombination, QObject, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from core.camera.sources import FrameSource
from core.errors import UserError
from core.faces.face import largest
from core.faces.guides import SKIPPED
from core.hosting import HostedEngine
from gui.background import Background
from gui.capture.chips import GuideRow
from gui.capture.choices import Choice
from gui.capture.controls import Controls
from gui.capture.feed import Feed, Shown
from gui.capture.live_pane import LivePane
from gui.capture.message import Message
from gui.capture.portrait import LivePortrait
from gui.capture.setup import Setup
from gui.capture.steps import StepRow, step_name
from gui.capture.taking import Shot, Taking
from gui.capture.view import FeedView
from gui.capture.watching import Look
from gui.failure import Failure
from gui.language import in_language, on_language
from gui.panels.drops import Source
from gui.pose.points import FacePoints
from gui.theme import Theme

if TYPE_CHECKING:
    import numpy as np

_FIGURES_MILLISECONDS = 500  # between two readings of the figures


class CameraPage(QWidget):
    """Runs the camera only while it can be seen."""

    captured = Signal(str, object)  # name, gui.panels.drops.Source: one photo
    set_captured = Signal(object)  # gui.panels.drops.Given: a guided set, as far as it came

    def __init__(
        self,
        open_models: Callable[[], HostedEngine],
        portrait: LivePortrait,
        points: FacePoints,
        snap: QAction,
        theme: Theme,
        settings: QSettings,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        """`portrait` becomes a part of the page; `points` are those of the draft's face.

        `snap` calls `taking.snap`; its shortcuts work on the page.
        """
        super().__init__(parent)
        self._points, self._snap = points, snap
        self._photos = 0  # that were taken one by one
        self._opened: Callable[[], FrameSource] | None = None  # makes the source that is meant
        self._given: Callable[[], FrameSource] | None = None  # in place of what is chosen
        self.setup = Setup(settings, background)
        self.feed, self.taking = Feed(open_models, self), Taking(self)
        self.view, self.message = FeedView(theme), Message(theme)
        self.guides, self.steps = GuideRow(theme), StepRow(theme, snap)
        self.controls, self.note, self.whose = Controls(theme), QLabel(), QLabel()
        self._name = ""  # of whom the photos are to be; empty: of the draft's person
        self.view.addAction(snap)
        self.portrait = portrait
        portrait.setParent(self)
        self.pane = LivePane(portrait)
        self._figures = QTimer(self, interval=_FIGURES_MILLISECONDS)
        self._lay_out()
        self._connect()
        for tell in (self._tell_set, self._tell_whom):
            on_language(self, tell)
            tell()

    def tell_whom(self, name: str) -> None:
        """Say whose photos are taken; an empty name: the draft's person's, which goes unsaid."""
        self._name = name
        self._tell_whom()

    def use(self, source: Callable[[], FrameSource]) -> None:
        """Show another source than the chosen one from now on; it is made anew for each try."""
        self._given = source
        if self.isVisible():
            self.open(source)

    def open(self, source: Callable[[], FrameSource]) -> None:
        """Turn a source on, in place of another."""
        self._opened = source
        self._turn_off()
        self.message.wait()
        self._stack.setCurrentWidget(self.message)
        try:
            self.feed.start(source())
        except UserError as error:
            self._trouble(error)

    def retry(self) -> None:
        """Try the source again, once its trouble is over."""
        if self._opened is not None and self._given is not None:
            self.open(self._opened)
        else:
            self.setup.ask_system()  # what was plugged in meanwhile counts

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)
        self._turn_on()

    def hideEvent(self, event: QHideEvent) -> None:
        self.window().removeEventFilter(self)
        self._turn_off()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window that is minimised does not hide its parts, but nobody sees them."""
        if event.type() == QEvent.Type.WindowStateChange and watched is self.window():
            if self.window().isMinimized():
                self._turn_off()
            elif self.isVisible() and not self.feed.running:
                self._turn_on()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What controls leave alone is for the picture: Space ticks a box, Enter takes a photo."""
        keypad = Qt.KeyboardModifier.KeypadModifier
        pressed = QKeySequence(QKeyCombination(event.modifiers() & ~keypad, Qt.Key(event.key())))
        if pressed in self._snap.shortcuts() and not event.isAutoRepeat():
            self._snap.trigger()
        else:
            super().keyPressEvent(event)

    def _turn_on(self) -> None:
        self.view.setFocus()
        if self._given is not None:
            self.open(self._given)
            return
        self.message.wait()
        self._stack.setCurrentWidget(self.message)
        self.setup.ask_system()

    def _turn_off(self) -> None:
        self._figures.stop()
        self.portrait.switch(False)
        self.taking.stop()
        self.feed.stop()
        self.view.clear()
        self.guides.show_guides(None)
        self.setup.show_pace(0, 0)
        self.controls.set_ready(False)

    def _choose(self, choice: Choice) -> None:
        self._given = None
        self._open_choice(choice)

    def _open_choice(self, choice: Choice) -> None:
        if self._given is None and self.isVisible() and not self.window().isMinimized():
            self.open(choice.open)

    def _began(self) -> None:
        self._stack.setCurrentWidget(self.view)
        self.view.setFocus()
        self.view.chosen = 0
        self.note.hide()
        self._figures.start()

    def _trouble(self, error: UserError) -> None:
        self._turn_off()
        self._stack.setCurrentWidget(self.message)
        self.message.tell(Failure.of(error))

    def _blind(self, failure: Failure) -> None:
        """Frames are seen, faces are not."""
        self.note.setText(in_language(failure.sentence()))
        self.note.show()

    def _showed(self, shown: Shown) -> None:
        self.view.show_frame(shown)
        if self.portrait.on and shown.faces:
            chosen = [one.face for one in shown.faces if one.id == self.view.chosen]
            newest = largest(chosen or [one.face for one in shown.faces])
            height, width = shown.frame.pixels.shape[:2]
            self.portrait.follow(newest.landmarks, (width, height), self.view.mirrored)

    def _looked(self, look: Look) -> None:
        self.controls.set_ready(True)
        step = self.taking.step
        self.guides.show_guides(look.judged.good, SKIPPED[step] if step is not None else ())
        self.taking.hear(look)

    def _took(self, shot: Shot) -> None:
        self.controls.flash()
        if shot.step is None:
            self._photos += 1
            self.captured.emit(self.tr("Photo {0}").format(self._photos), as_source(shot.pixels))

    def _finished(self, shots: tuple[Shot, ...]) -> None:
        given = [
            (step_name(shot.step), as_source(shot.pixels))
            for shot in shots
            if shot.step is not None
        ]
        if given:
            self.set_captured.emit(given)

    def _guide(self) -> None:
        if self.taking.step is None:
            self.taking.guide()
        else:
            self.taking.finish()
        self.view.setFocus()

    def _tell_set(self) -> None:
        step, shots = self.taking.step, self.taking.shots
        self.steps.setVisible(step is not None)
        self.steps.show_set(step, shots)
        self.controls.set_guided(step is not None)

    def _tell_whom(self) -> None:
        self.whose.setText(self.tr("The photos are added to those of {0}.").format(self._name))
        self.whose.setVisible(bool(self._name))

    def _pick(self, face: int) -> None:
        """Whose pose a live portrait takes; a second click leaves it to the largest face again."""
        self.view.chosen = 0 if face == self.view.chosen else face
        self.view.update()

    def _mirror(self, mirrored: bool) -> None:
        self.view.mirrored = mirrored
        self.view.update()

    def _follow(self, on: bool) -> None:
        """Live was asked for, or given up."""
        problem = self.portrait.problem()
        self.note.hide()
        if on and problem is not None:
            self._blind(Failure(problem))
        self.portrait.switch(on)
        self.pane.setVisible(self.portrait.on or self.pane.has_draft)
        self.controls.live.setChecked(self.portrait.on)

    def _switched(self, on: bool) -> None:
        self.controls.live.setChecked(on)
        self.pane.setVisible(on or self.pane.has_draft)

    def _freeze(self) -> None:
        """The pose of the draft that is seen becomes the draft's: one step of undo."""
        pose = self.portrait.shown
        self.portrait.switch(False)
        if pose is not None:
            self._points.put(pose, lambda: self.tr("Pose of the camera"))
            self.pane.tell_frozen()

    def _tell_figures(self) -> None:
        self.setup.show_pace(self.view.rate, self.view.latency)

    def _lay_out(self) -> None:
        middle = QWidget()
        self._stack = QStackedLayout(middle)
        self._stack.addWidget(self.message)
        self._stack.addWidget(self.view)
        self.note.setProperty("role", "warn")
        self.note.setWordWrap(True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.note.hide()
        self.pane.hide()
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addWidget(middle, 3)
        both.addWidget(self.pane, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        self.whose.setTextFormat(Qt.TextFormat.PlainText)  # names of people are not ours
        column.addWidget(self.setup)
        column.addWidget(self.whose)
        column.addLayout(both, 1)
        for widget in (self.note, self.steps, self.guides, self.controls):
            column.addWidget(widget)

    def _connect(self) -> None:
        feed, taking, controls = self.feed, self.taking, self.controls
        self.setup.known.connect(self._open_choice)
        self.setup.chosen.connect(self._choose)
        self.setup.mirrored.connect(self._mirror)
        self.view.mirrored = self.setup.choice.mirror
        self.view.picked.connect(self._pick)
        self.message.retry.clicked.connect(self.retry)
        feed.began.connect(self._began)
        feed.showed.connect(self._showed)
        feed.looked.connect(self._looked)
        feed.troubled.connect(self._trouble)
        feed.blind.connect(self._blind)
        taking.took.connect(self._took)
        taking.finished.connect(self._finished)
        taking.changed.connect(self._tell_set)
        taking.counted.connect(self.view.count_down)
        controls.snap.clicked.connect(taking.snap)
        controls.timer.clicked.connect(taking.count_down)
        controls.by_itself.toggled.connect(taking.take_by_itself)
        controls.guided.clicked.connect(self._guide)
        controls.live.clicked.connect(self._follow)
        self.portrait.switched.connect(self._switched)
        self.portrait.switched.connect(feed.ease)
        self.portrait.refused.connect(self._blind)
        self.pane.freeze.clicked.connect(self._freeze)
        self._figures.timeout.connect(self._tell_figures)


def as_source(pixels: np.ndarray) -> Source:
    """A photo that is there already, as what brings one in."""
    return partial(_itself, pixels)


def _itself(pixels: np.ndarray) -> np.ndarray:
    return pixels
