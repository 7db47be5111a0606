"""The thin line at the bottom: what is being drawn, how long it takes, what waits."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.library.queue import State
from gui.icons import icon
from gui.language import as_tip, on_language, said
from gui.queue.jobs import DrawJob
from gui.queue.model import THUMBNAIL, JobModel
from gui.queue.queue import Queue
from gui.roles import restyle
from gui.theme import Theme
from gui.time_left import spoken, spoken_speed

HEIGHT = 52
_BAR = 1000


class Elided(QLabel):
    """One line of text that is cut where there is no room; the whole is its tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)  # of anybody
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str) -> None:
        self._whole = " ".join(text.split())
        self.setToolTip(as_tip(self._whole))
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        fit = QFontMetrics(self.font()).elidedText(
            self._whole, Qt.TextElideMode.ElideRight, self.width()
        )
        self.setText(fit)


class QueueBar(QFrame):
    """Follows the running job; `toggled` asks for the table."""

    toggled = Signal()

    def __init__(
        self, queue: Queue, model: JobModel, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setFixedHeight(HEIGHT)
        self._queue = queue
        self._model = model
        self._theme = theme
        self._open = False
        self._lay_out()
        queue.arranged.connect(self.refresh)
        queue.changed.connect(self.refresh)
        theme.changed.connect(self._dress)
        on_language(self, self.refresh)
        self.cancel.clicked.connect(self._cancel)
        self.attention.clicked.connect(self.toggled)
        self.expand.clicked.connect(self.toggled)
        self._dress()

    def set_open(self, is_open: bool, keys: str) -> None:
        """Make the button fit a table that is shown or not."""
        self._open = is_open
        name = self.tr("Hide the queue") if is_open else self.tr("Show the queue")
        self.expand.setAccessibleName(name)
        self.expand.setToolTip(f"{name} ({keys})" if keys else name)
        self._dress()

    def refresh(self) -> None:
        """Show how things stand."""
        jobs = self._queue.jobs()
        running = next((job for job in jobs if job.state is State.RUNNING), None)
        waiting = [job for job in jobs if job.state is State.WAITING]
        unhappy = sum(job.state.retriable for job in jobs)
        self._show_running(running)
        self.waiting.setText(self.tr("{0} waiting").format(len(waiting)))
        self.waiting.setVisible(bool(waiting))
        self.attention.setText(self.tr("{0} to retry").format(unhappy))
        self.attention.setVisible(unhappy > 0 and not self._open)
        self.cancel.setVisible(running is not None)
        if running is None:
            self.title.show_text(self._idle_words(bool(waiting)))

    def _idle_words(self, waiting: bool) -> str:
        if self._queue.paused:
            return self.tr("Paused")
        return self.tr("Starting…") if waiting else self.tr("Nothing is being drawn")

    def _show_running(self, job: DrawJob | None) -> None:
        picture = self._model.picture(job.id) if job is not None else None
        self.thumbnail.setVisible(job is not None)
        self.line.setVisible(job is not None)
        restyle(self.title, "strong" if job is not None else "muted")
        self.words.setVisible(job is not None)
        if job is None:
            return
        if picture is not None:
            self.thumbnail.setPixmap(picture)
        else:
            quiet = icon("pictures", self._theme.color("strong"))
            self.thumbnail.setPixmap(quiet.pixmap(QSize(24, 24)))
        self.title.show_text(job.recipe.prompt or self.tr("Without a prompt"))
        self.words.show_text(self._running_words(job))
        left = self._queue.progress(job.id)
        self.line.setValue(round(left.share * _BAR) if left is not None else 0)

    def _running_words(self, job: DrawJob) -> str:
        if job.control.cancelled:
            return self.tr("Cancelling…")
        parts = [self._queue.stage(job.id) or self.tr("Starting…")]
        left = self._queue.progress(job.id)
        if left is not None and left.per_step:
            parts.append(spoken_speed(left.per_step))
        if (seconds := self._queue.seconds(job)) is not None:
            parts.append(self.tr("about {0} left").format(spoken(seconds)))
        return " · ".join(parts)

    def _cancel(self) -> None:
        if (running := self._queue.running) is not None:
            self._queue.cancel(running.id)

    def _lay_out(self) -> None:
        self.thumbnail = QLabel()
        self.thumbnail.setFixedSize(THUMBNAIL, THUMBNAIL)
        self.thumbnail.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said(self.thumbnail, name=lambda: self.tr("The picture so far"))
        self.title, self.words = Elided(), Elided()
        said(self.title, name=lambda: self.tr("What is being drawn"))
        self.words.setProperty("role", "small")
        said(self.words, name=lambda: self.tr("How far it is"))
        self.line = QProgressBar()
        self.line.setRange(0, _BAR)
        self.line.setTextVisible(False)
        self.line.setFixedWidth(160)
        said(self.line, name=lambda: self.tr("Share of the picture that is done"))
        self.waiting = QLabel()
        self.waiting.setProperty("role", "count")
        self.waiting.setFixedHeight(24)
        self.attention = QPushButton()
        self.attention.setProperty("role", "link")
        said(self.attention, tip=lambda: self.tr("Show the jobs that failed or were interrupted"))
        self.cancel = QPushButton()
        said(
            self.cancel,
            text=lambda: self.tr("Cancel"),
            tip=lambda: self.tr("Cancel this picture; those that wait stay"),
        )
        self.expand = QToolButton()
        self.expand.setProperty("role", "quiet")
        self.expand.setFixedSize(32, 32)
        self.expand.setIconSize(QSize(20, 20))
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addStretch()
        text.addWidget(self.title)
        text.addWidget(self.words)
        text.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(12)
        row.addWidget(self.thumbnail)
        row.addLayout(text, 1)
        for widget in (self.line, self.waiting, self.attention, self.cancel, self.expand):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def _dress(self) -> None:
        name = "chevron-down" if self._open else "chevron-up"
        self.expand.setIcon(icon(name, self._theme.color("muted")))
        self.attention.setIcon(icon("retry", self._theme.color("accent_line")))
        self.refresh()
