"""Into which pack an addition is to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.packs.additions import Target
from core.packs.bundles import Bundle
from gui.forms.controls import QuietCombo
from gui.language import in_language, on_language, said
from gui.packs.orders import Order

_REASONS = 3  # that are told at most


class TargetRow(QWidget):
    """A list of the packs that can take it in, or the reasons why none can.

    Packs that came with Likeness stay as they are: of those a copy is offered.

    Attributes:
        packs: the list; behind each name stands its `Target`.
        why: the reasons.
    """

    changed = Signal()

    def __init__(self, bundle: Bundle) -> None:
        super().__init__()
        self._bundle = bundle
        self._targets: Sequence[Target] | None = None
        self.packs, self.why, label = QuietCombo(), QLabel(), QLabel()
        self.packs.setMinimumContentsLength(24)
        self.why.setWordWrap(True)
        self.why.setTextFormat(Qt.TextFormat.PlainText)
        self.why.setProperty("role", "muted")
        label.setBuddy(self.packs)
        said(label, text=lambda: self.tr("Into the pack"))
        said(
            self.packs,
            name=lambda: self.tr("Pack that takes in {0}").format(in_language(bundle.title)),
            tip=lambda: self.tr("What came with Likeness stays as it is: a copy of it is changed."),
        )
        self._choice = QWidget()
        row = QHBoxLayout(self._choice)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(label)
        row.addWidget(self.packs, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self._choice)
        column.addWidget(self.why)
        self.packs.currentIndexChanged.connect(self.changed)
        on_language(self, self._tell)
        self._tell()

    @property
    def looked(self) -> bool:
        """Whether it is known which packs there are."""
        return self._targets is not None

    def show_targets(self, targets: Sequence[Target]) -> None:
        """Offer these; what was chosen stays so where it can."""
        kept = self.chosen()
        self._targets = targets
        with QSignalBlocker(self.packs):
            self.packs.clear()
            for target in targets:
                if not target.reason:
                    self.packs.addItem("", target)
            folders = [
                self.packs.itemData(place).pack.folder for place in range(self.packs.count())
            ]
            if kept is not None and kept.pack.folder in folders:
                self.packs.setCurrentIndex(folders.index(kept.pack.folder))
        self._tell()
        self.changed.emit()

    def chosen(self) -> Target | None:
        """The pack that is to take it in; None: none can."""
        return self.packs.currentData()

    def order(self) -> Order:
        """What the user wants, as it stands now."""
        target = self.chosen()
        if target is None:
            return Order(self._bundle.name)
        title = "" if target.own else self._copied(target)
        return Order(self._bundle.name, str(target.pack.folder), title)

    def spoken(self) -> str:
        """What the chosen pack is called; empty: there is none."""
        return self.packs.currentText()

    def _copied(self, target: Target) -> str:
        return self.tr("{0} (copy)").format(in_language(target.pack.manifest.title))[:200]

    def _tell(self) -> None:
        with QSignalBlocker(self.packs):
            for place in range(self.packs.count()):
                target: Target = self.packs.itemData(place)
                title = in_language(target.pack.manifest.title)
                words = title if target.own else self.tr("A copy of {0}").format(title)
                self.packs.setItemText(place, words)
        there = self.packs.count() > 0
        self._choice.setVisible(there)
        reasons = [in_language(one.reason) for one in self._targets or () if one.reason]
        none = self.tr("No pack can take it in yet. Fetched now, it can be added later.")
        self.why.setText("\n".join((*reasons[:_REASONS], none)))
        self.why.setVisible(self.looked and not there)
