"""The page of models: a list of its parts, and the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.packs.importing import Found
from gui.calls import Call
from gui.commands import Commands
from gui.icons import icon
from gui.language import Text, on_language, said
from gui.notice import NoticeBar
from gui.packs.access import AccessView
from gui.packs.bundles import BundlesView
from gui.packs.found import FoundView
from gui.packs.found_rows import Row
from gui.packs.installed import InstalledView
from gui.packs.making import MakingView
from gui.packs.models import ModelWork
from gui.screens import opened
from gui.theme import Theme

_WIDTH = 208


class ModelsPage(QWidget):
    """What is told of models is told above its parts.

    Attributes:
        list: of the parts; `show_part` chooses one by its name.
        installed, bundles, found, making, access: the parts.
    """

    def __init__(self, work: ModelWork, theme: Theme, commands: Commands) -> None:
        super().__init__()
        self.setObjectName("page")
        self._work, self._theme = work, theme
        self.question: QDialog | None = None  # that is open, or was opened last
        self.notice = NoticeBar(theme, commands)
        self.list, self.stack = QListWidget(), QStackedWidget()
        self.installed = InstalledView(work, theme)
        self.bundles = BundlesView(work, theme)
        self.found = FoundView(work, theme)
        self.making = MakingView(work, theme)
        self.access = AccessView(work, theme)
        self._parts: dict[str, tuple[QWidget, str, Text]] = {
            "installed": (self.installed, "box", lambda: self.tr("Installed")),
            "bundles": (self.bundles, "down", lambda: self.tr("To download")),
            "found": (self.found, "search", lambda: self.tr("On this computer")),
            "making": (self.making, "plus", lambda: self.tr("Make a pack")),
            "access": (self.access, "locked", lambda: self.tr("Access")),
        }
        self._lay_out()
        self.list.currentRowChanged.connect(self.stack.setCurrentIndex)
        work.refused.connect(self.notice.tell)
        self.found.wanted.connect(self._make)
        self.found.given.connect(self._bring)
        self.found.further.connect(self._add)
        self.bundles.part_wanted.connect(self.show_part)
        self.installed.more_wanted.connect(self.show_part)
        on_language(self, self._tell)
        theme.changed.connect(self._tell)
        self._tell()
        self.list.setCurrentRow(0)

    def show_part(self, name: str) -> None:
        """Show one of installed, bundles, found, making and access."""
        self.list.setCurrentRow(list(self._parts).index(name))
        self.list.setFocus()

    def _make(self, rows: Sequence[Row]) -> None:
        """Make a pack of models that were found."""
        self.list.setCurrentRow(list(self._parts).index("making"))
        self.making.start(rows)

    def _add(self, chosen: Sequence[Found]) -> None:
        """Ask into which pack they are to come."""
        from gui.packs.adding import AddDialog

        self.question = opened(AddDialog(chosen, self._work, self._theme, self), self)

    def _bring(self, folder: Path) -> None:
        """Ask how to take in somebody's pack."""
        from gui.packs.bringing import BringDialog

        dialog = BringDialog(folder, self._work, self._theme, self)
        Call(dialog.accepted, dialog, self.show_part, "installed")
        self.question = opened(dialog, self)

    def _lay_out(self) -> None:
        self.list.setProperty("role", "people")
        self.list.setSpacing(2)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        said(self.list, name=lambda: self.tr("Models"))
        for view, _, _ in self._parts.values():
            self.list.addItem(QListWidgetItem())
            self.stack.addWidget(view)
        side = QFrame()
        side.setFixedWidth(_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 16, 8, 12)
        column.addWidget(self.list, 1)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        above = QHBoxLayout()
        above.setContentsMargins(20, 12, 20, 0)
        above.addWidget(self.notice)
        middle.addLayout(above)
        middle.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addLayout(middle, 1)

    def _tell(self) -> None:
        for row, (_, sign, title) in enumerate(self._parts.values()):
            item = self.list.item(row)
            item.setText(title())
            item.setIcon(icon(sign, self._theme.color("muted")))
