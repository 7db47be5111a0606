"""A question with work behind it: the dialog stays until that is done, and tells how far it is."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from core.jobs import JobControl, Progress
from gui.calls import Call
from gui.failure import Failure
from gui.icons import icon
from gui.language import Text, in_language, said
from gui.packs.models import ModelWork
from gui.packs.tasks import Task
from gui.screens import grow
from gui.theme import Theme

_WIDTH = 520
_SIGN = QSize(18, 18)


class TaskDialog(QDialog):
    """Subclasses lay out its parts, and tell what there is to tell whenever something has changed.

    Attributes:
        sign, told: one line of news, of trouble or of success.
        bar: how far the work is; seen while it goes on.
        ok: begins; `leave` stops what goes on, else closes.
    """

    def __init__(
        self, title: Text, work: ModelWork, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._work, self._theme = work, theme
        self._failure: Failure | None = None
        self._task: Task | None = None
        said(self, window=title)
        self.setMinimumWidth(_WIDTH)
        self.sign, self.told, self.bar = QLabel(), QLabel(), QProgressBar()
        self.told.setTextFormat(Qt.TextFormat.PlainText)  # somebody else may have written it
        self.told.setWordWrap(True)
        self.bar.setTextVisible(False)
        self.ok, self.leave = QPushButton(), QPushButton()
        self.ok.setDefault(True)
        self.leave.clicked.connect(self.reject)

    @abstractmethod
    def _tell(self) -> None:
        """Show what is known now; at last `_show_news`."""

    @abstractmethod
    def _done(self, answer: Any) -> None:
        """Take what the work has returned."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        grow(self)

    def reject(self) -> None:
        """Stop what goes on; else close."""
        if self._task is not None:
            self._task.cancel()
        else:
            super().reject()

    def _run(self, work: Callable[[JobControl], object]) -> None:
        """Do it, after other work with models."""
        self._task = task = Task(self)
        self._failure = None
        task.progressed.connect(self._follow)
        Call(task.done, task, self._done, takes=1)
        Call(task.failed, task, self._refused, takes=1)
        Call(task.ended, task, self._ended)
        self._work.looking.run(work, task)
        self._tell()

    def _refused(self, failure: Failure) -> None:
        self._failure = failure
        self._tell()

    def _ended(self) -> None:
        self._task = None
        self._tell()

    def _follow(self, progress: Progress) -> None:
        self.bar.setRange(0, 1000 if progress.total else 0)
        if progress.total:
            self.bar.setValue(round(1000 * progress.step / progress.total))

    def _trouble(self) -> str:
        """What went wrong, in the language of today; empty: nothing has."""
        return in_language(self._failure.sentence()) if self._failure is not None else ""

    def _show_news(self, words: str, sign: str = "", color: str = "warn") -> None:
        """Say something, or nothing; `sign`: an icon beside it."""
        self.sign.setVisible(bool(sign))
        if sign:
            self.sign.setPixmap(icon(sign, self._theme.color(color)).pixmap(_SIGN))
        self.told.setText(words)
        self.told.setVisible(bool(words))
        self.bar.setVisible(self._task is not None)
        grow(self)

    def _news_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.told, 1)
        return row

    def _foot(self, *between: QPushButton) -> QHBoxLayout:
        """The buttons, with those of a subclass among them."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        for button in (self.leave, *between, self.ok):
            row.addWidget(button)
        return row
