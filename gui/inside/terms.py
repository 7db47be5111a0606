"""The list of all that spoke, with how much each of it had to say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from core.inside import Inside, Term
from gui.language import on_language

_ORDER = ("person", "image", "word", "rest")


class TermList(QTreeWidget):
    """One line a term: faces and images first, then the words. Several can be chosen."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[int, QTreeWidgetItem] = {}  # by place in the terms
        self._terms: tuple[Term, ...] = ()
        self.setColumnCount(2)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)
        self.itemSelectionChanged.connect(self.chosen)
        on_language(self, self._tell)

    @property
    def picked(self) -> list[int]:
        """The places of the chosen terms."""
        return [place for place, line in self._lines.items() if line.isSelected()]

    def show_terms(self, terms: Sequence[Term]) -> None:
        """Other terms; the first of them is chosen."""
        self._terms = tuple(terms)
        self.blockSignals(True)
        self.clear()
        places = sorted(range(len(terms)), key=lambda place: _ORDER.index(terms[place].kind))
        self._lines = {place: QTreeWidgetItem(self) for place in places}
        for line in self._lines.values():
            line.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._tell()
        self.setCurrentItem(self._lines[places[0]])
        self.blockSignals(False)

    def show_shares(self, inside: Inside, blocks: Sequence[str], steps: tuple[int, int]) -> None:
        """How much each has, on average over the picture."""
        for place, line in self._lines.items():
            line.setText(1, f"{100 * inside.mean(place, blocks, steps):.1f} %")

    def _tell(self) -> None:
        self.setAccessibleName(self.tr("What spoke"))
        self.setHeaderLabels([self.tr("What spoke"), self.tr("Share")])
        for place, line in self._lines.items():
            line.setText(0, self._named(self._terms[place]))

    def _named(self, term: Term) -> str:
        match term.kind:
            case "person":
                if term.name:
                    return self.tr("Face of person {0} (ID tokens)").format(term.name)
                return self.tr("Face (ID tokens)")
            case "image":
                return self.tr("Image prompt ({0})").format(term.name)
            case "rest":
                return self.tr("Start, end and commas of the text")
            case _:
                return self.tr("“{0}”").format(term.name)
