"""A pack from a folder or a stick is taken in."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from core.jobs import JobControl, Progress
from core.packs import Manifest, Pack
from core.packs.bringing import bring_in, on_another_disk
from gui.calls import Call
from gui.failure import Failure
from gui.icons import icon
from gui.language import in_language, on_language, said
from gui.packs.kinds import spoken_folder
from gui.packs.models import ModelWork
from gui.packs.tasks import Task
from gui.packs.words import spoken_bytes
from gui.screens import grow
from gui.theme import Theme

_WIDTH = 520


class BringDialog(QDialog):
    """Says what a pack is, asks how it is to be taken in, and does it.

    Attributes:
        copy, link: for a pack on another disk.
        ok: begins; `leave` stops what goes on, else closes.
    """

    def __init__(
        self, source: Path, work: ModelWork, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._source, self._work, self._theme = source, work, theme
        self._manifest: Manifest | None = None
        self._failure: Failure | None = None
        self._other_disk = False
        self._task: Task | None = None
        said(self, window=lambda: self.tr("Take in a pack"))
        self._make_parts()
        self._lay_out()
        self.setMinimumWidth(_WIDTH)
        self.ok.clicked.connect(self._begin)
        self.leave.clicked.connect(self.reject)
        on_language(self, self._tell)
        theme.changed.connect(self._tell)
        self._tell()
        work.background.run(partial(_look, source, work.folder), self._seen, self._refused)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        grow(self)

    def reject(self) -> None:
        """Stop what goes on; else close."""
        if self._task is not None:
            self._task.cancel()
        else:
            super().reject()

    def _make_parts(self) -> None:
        self.title, self.about, self.told, self.sign = QLabel(), QLabel(), QLabel(), QLabel()
        self.title.setProperty("role", "headline")
        self.about.setProperty("role", "muted")
        for label in (self.title, self.about, self.told):
            label.setTextFormat(Qt.TextFormat.PlainText)  # somebody else has written it
            label.setWordWrap(True)
        self.copy, self.link = QRadioButton(), QRadioButton()
        self._how = QButtonGroup(self)
        for button in (self.copy, self.link):
            self._how.addButton(button)
        self.copy.setChecked(True)
        said(self.copy, text=lambda: self.tr("Copy it to this computer"))
        said(
            self.link,
            text=lambda: self.tr("Use it where it is: that disk has to stay connected"),
        )
        self.bar, self.ok, self.leave = QProgressBar(), QPushButton(), QPushButton()
        self.bar.setTextVisible(False)
        said(self.bar, name=lambda: self.tr("How much of the pack is taken in"))
        said(self.ok, text=lambda: self.tr("Take it in"))
        said(self.leave, text=lambda: self.tr("Cancel"))
        self.ok.setDefault(True)

    def _lay_out(self) -> None:
        words = QHBoxLayout()
        words.setSpacing(10)
        words.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        words.addWidget(self.told, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch()
        foot.addWidget(self.leave)
        foot.addWidget(self.ok)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(10)
        for widget in (self.title, self.about, self.copy, self.link):
            column.addWidget(widget)
        column.addLayout(words)
        column.addWidget(self.bar)
        column.addLayout(foot)

    def _seen(self, answer: tuple[Manifest, bool]) -> None:
        self._manifest, self._other_disk = answer
        self._tell()
        self.ok.setFocus()

    def _refused(self, failure: Failure) -> None:
        self._failure = failure
        self._tell()

    def _begin(self) -> None:
        names = [pack.manifest.name for pack in self._work.packs]
        self._task = task = Task(self)
        self._failure = None
        task.progressed.connect(self._follow)
        Call(task.done, task, self._done, takes=1)
        Call(task.failed, task, self._refused, takes=1)
        Call(task.ended, task, self._ended)
        work = partial(_bring, self._source, self._work.folder, self.link.isChecked(), names)
        self._work.looking.run(work, task)
        self._tell()

    def _follow(self, progress: Progress) -> None:
        self.bar.setRange(0, 1000 if progress.total else 0)
        if progress.total:
            self.bar.setValue(round(1000 * progress.step / progress.total))

    def _done(self, pack: Pack) -> None:
        self._work.add(pack)
        self._task = None
        self.accept()

    def _ended(self) -> None:
        self._task = None
        self._tell()

    def _tell(self) -> None:
        manifest, busy = self._manifest, self._task is not None
        self.title.setText(
            in_language(manifest.title) if manifest is not None else self._source.name
        )
        self.about.setText(self._facts())
        for button in (self.copy, self.link):
            button.setVisible(self._other_disk)
            button.setEnabled(not busy)
        self.sign.setVisible(self._failure is not None)
        self.sign.setPixmap(icon("warning", self._theme.color("warn")).pixmap(QSize(18, 18)))
        if self._failure is not None:
            parts = (self._failure.message, self._failure.hint)
            self.told.setText(" ".join(in_language(part) for part in parts if part))
        else:
            self.told.setText(self.tr("Every file is compared with what the pack says of it.") if
                              busy else "")  # fmt: skip
        self.told.setVisible(bool(self.told.text()))
        self.bar.setVisible(busy)
        self.ok.setEnabled(manifest is not None and not busy)
        grow(self)

    def _facts(self) -> str:
        if self._manifest is None:
            return spoken_folder(self._source)
        size = sum(entry.size for entry in self._manifest.files.values())
        terms = "\n".join(
            f"{licence.name}: {in_language(licence.covers)}" for licence in self._manifest.licences
        )
        where = f"{spoken_bytes(size)} · {spoken_folder(self._source)}"
        about = in_language(self._manifest.description)
        return "\n".join(filter(None, (where, about, terms)))


def _look(source: Path, packs: Path) -> tuple[Manifest, bool]:
    """In a thread: what a pack says of itself, and whether it lies on another disk."""
    return Pack.load(source).manifest, on_another_disk(source, packs)


def _bring(
    source: Path, packs: Path, in_place: bool, taken: list[str], control: JobControl
) -> Pack:
    """In a thread."""
    return bring_in(source, packs, control, in_place, taken)
