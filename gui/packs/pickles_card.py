"""Published files of the old kind, which are converted before they can be part of a pack."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from core.packs.importing import Found
from core.packs.twins import make_twin_of
from gui.calls import Call
from gui.failure import Failure
from gui.language import in_language, said
from gui.packs.kinds import spoken_kind
from gui.packs.models import ModelWork
from gui.packs.tasks import Task
from gui.packs.words import spoken_bytes
from gui.settings_card import SettingsCard


class PicklesCard(SettingsCard):
    """A line for each, with a button."""

    converted = Signal()  # one of them

    def __init__(self, work: ModelWork) -> None:
        super().__init__(lambda: self.tr("To convert first"))
        self._work = work
        self._task: Task | None = None
        self.buttons: list[QPushButton] = []
        self._lines: list[QWidget] = []
        about = QLabel()
        about.setProperty("role", "muted")
        about.setWordWrap(True)
        said(
            about,
            text=lambda: self.tr(
                "These files are published in a form that can run code. Their fingerprints are "
                "right, and a separate process makes safe copies of them, once."
            ),
        )
        self.told = QLabel()
        self.told.setProperty("role", "warn")
        self.told.setWordWrap(True)
        self.told.hide()
        self.body.addWidget(about)
        self.body.addWidget(self.told)
        self.hide()

    @property
    def folder(self) -> Path:
        """Where the copies are kept, as by installations."""
        return self._work.setup.home / "models" / "converted"

    def show_pickles(self, pickles: Sequence[Found]) -> None:
        """Offer to convert these."""
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self.buttons, self._lines = [], []
        for pickle in pickles:
            self._add_line(pickle)
        self.setVisible(bool(pickles))
        self._enable()

    def _add_line(self, pickle: Found) -> None:
        line, button = QWidget(), QPushButton()
        words = f"{spoken_kind(pickle)} · {spoken_bytes(pickle.size)}"
        label = QLabel(words)
        said(button, text=lambda: self.tr("Convert"), about=lambda: words)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label, 1)
        row.addWidget(button)
        Call(button.clicked, button, self._convert, pickle)
        self.buttons.append(button)
        self._lines.append(line)
        self.body.insertWidget(self.body.count() - 1, line)

    def _convert(self, pickle: Found) -> None:
        setup = self._work.setup
        work = partial(make_twin_of, pickle, self.folder, setup.lookup)
        self._task = task = Task(self)
        self.told.hide()
        task.failed.connect(self._failed)
        task.ended.connect(self._ended)
        self._work.looking.run(work, task)
        self._enable()

    def _failed(self, failure: Failure, _: str) -> None:
        self.told.setText(in_language(failure.sentence()))
        self.told.show()

    def _ended(self) -> None:
        self._task = None
        self.converted.emit()
        self._enable()

    def _enable(self) -> None:
        for button in self.buttons:
            button.setEnabled(self._task is None)
