"""A pack from a folder or a stick is taken in."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QVBoxLayout, QWidget

from core.jobs import JobControl
from core.packs import Manifest, Pack
from core.packs.bringing import bring_in, on_another_disk
from gui.language import in_language, on_language, said
from gui.packs.kinds import spoken_folder
from gui.packs.models import ModelWork
from gui.packs.task_dialog import TaskDialog
from gui.packs.words import spoken_bytes
from gui.theme import Theme


class BringDialog(TaskDialog):
    """Says what a pack is, asks how it is to be taken in, and does it.

    Attributes:
        copy, link: for a pack on another disk.
    """

    def __init__(
        self, source: Path, work: ModelWork, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(lambda: self.tr("Take in a pack"), work, theme, parent)
        self._source = source
        self._manifest: Manifest | None = None
        self._other_disk = False
        self._make_parts()
        self._lay_out()
        self.ok.clicked.connect(self._begin)
        on_language(self, self._tell)
        theme.changed.connect(self._tell)
        self._tell()
        work.background.run(partial(_look, source, work.folder), self._seen, self._refused)

    def _make_parts(self) -> None:
        self.title, self.about = QLabel(), QLabel()
        self.title.setProperty("role", "headline")
        self.about.setProperty("role", "muted")
        for label in (self.title, self.about):
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
        said(self.bar, name=lambda: self.tr("How much of the pack is taken in"))
        said(self.ok, text=lambda: self.tr("Take it in"))
        said(self.leave, text=lambda: self.tr("Cancel"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(10)
        for widget in (self.title, self.about, self.copy, self.link):
            column.addWidget(widget)
        column.addLayout(self._news_row())
        column.addWidget(self.bar)
        column.addLayout(self._foot())

    def _seen(self, answer: tuple[Manifest, bool]) -> None:
        self._manifest, self._other_disk = answer
        self._tell()
        self.ok.setFocus()

    def _begin(self) -> None:
        names = [pack.manifest.name for pack in self._work.packs]
        folder, in_place = self._work.folder, self.link.isChecked()
        self._run(partial(_bring, self._source, folder, in_place, names))

    def _done(self, answer: Pack) -> None:
        self._work.add(answer)
        self._task = None
        self.accept()

    def _tell(self) -> None:
        manifest, busy = self._manifest, self._task is not None
        self.title.setText(
            in_language(manifest.title) if manifest is not None else self._source.name
        )
        self.about.setText(self._facts())
        for button in (self.copy, self.link):
            button.setVisible(self._other_disk)
            button.setEnabled(not busy)
        self.ok.setEnabled(manifest is not None and not busy)
        if trouble := self._trouble():
            self._show_news(trouble, "warning")
        else:
            compared = self.tr("Every file is compared with what the pack says of it.")
            self._show_news(compared if busy else "")

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
