"""The folders that are looked through for models."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
)

from core.packs.searched import Place
from gui.calls import Call
from gui.forms.controls import CheckBox
from gui.icons import icon
from gui.language import listed, on_language, said
from gui.packs.finding import Finding
from gui.packs.kinds import spoken_folder
from gui.panels.card import quiet_button
from gui.theme import Theme


class FoldersCard(QFrame):
    """A line for each folder, with a box to tick; what was added can be removed."""

    def __init__(self, finding: Finding, theme: Theme) -> None:
        super().__init__()
        self._finding, self._theme = finding, theme
        self._seen: tuple[tuple[Place, ...], dict[Path, int]] | None = None
        self.setProperty("role", "card")
        said(self, name=lambda: self.tr("Folders"))
        self.boxes: list[CheckBox] = []
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(12)
        self._lines.setVerticalSpacing(2)
        self._lines.setColumnStretch(1, 1)
        self.none = QLabel()
        self.none.setProperty("role", "muted")
        self.none.setWordWrap(True)
        said(
            self.none,
            text=lambda: self.tr(
                "No program with models was found where they usually are. Add a folder, or drop "
                "one here."
            ),
        )
        self.add, self.again = QPushButton(), QPushButton()
        said(
            self.add,
            text=lambda: self.tr("Add a folder…"),
            tip=lambda: self.tr("Any folder or stick with models, or a pack"),
        )
        said(self.again, text=lambda: self.tr("Look again"))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.add)
        buttons.addWidget(self.again)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.none)
        column.addLayout(self._lines)
        column.addLayout(buttons)
        self.again.clicked.connect(finding.scan)
        finding.changed.connect(self.show_places)
        on_language(self, self._show)
        theme.changed.connect(self._show)
        self._show()

    def ask(self) -> str:
        """Ask for a folder; empty: none was chosen."""
        return QFileDialog.getExistingDirectory(self, self.tr("A folder with models"))

    def show_places(self) -> None:
        """Follow what is looked through, and what was found there."""
        self.again.setEnabled(not self._finding.busy)
        now = (self._finding.places, dict(self._finding.counts))
        if now != self._seen:
            self._show()

    def _show(self) -> None:
        places = self._finding.places
        self._seen = (places, dict(self._finding.counts))
        focused = next((place for place, box in enumerate(self.boxes) if box.hasFocus()), None)
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.boxes = []
        for row, place in enumerate(places):
            self._add_line(row, place)
        self.none.setVisible(not places and self._finding.scanned)
        if focused is not None and focused < len(self.boxes):
            self.boxes[focused].setFocus()

    def _add_line(self, row: int, place: Place) -> None:
        box, where, count = CheckBox(), QLabel(), QLabel()
        box.setText(place.program or place.folder.name or str(place.folder))
        box.setChecked(place.searched)
        box.setAccessibleDescription(str(place.folder))
        where.setText(spoken_folder(place.folder))
        where.setToolTip(str(place.folder))
        where.setTextFormat(Qt.TextFormat.PlainText)
        where.setMinimumWidth(40)
        for label in (where, count):
            label.setProperty("role", "muted")
        count.setText(self._count(place))
        Call(box.toggled, box, partial(self._finding.search, place.folder), takes=1)
        self.boxes.append(box)
        self._lines.addWidget(box, row, 0)
        self._lines.addWidget(where, row, 1)
        self._lines.addWidget(count, row, 2, Qt.AlignmentFlag.AlignRight)
        if place.added:
            remove = quiet_button(
                lambda: listed((self.tr("Don't look through this folder"), box.text()))
            )
            remove.setIcon(icon("close", self._theme.color("muted")))
            Call(remove.clicked, remove, self._finding.remove, place.folder)
            self._lines.addWidget(remove, row, 3)

    def _count(self, place: Place) -> str:
        number = self._finding.counts.get(place.folder)
        if number is None or not place.searched:
            return ""
        return self.tr("1 model") if number == 1 else self.tr("{0} models").format(number)
