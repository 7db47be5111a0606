"""A calm card with one piece of advice: what, why, and a button that makes the change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.icons import icon
from gui.language import as_tip, in_language, on_language, said
from gui.panels.card import quiet_button
from gui.theme import Theme

if TYPE_CHECKING:
    from core.coach.advice import Advice


class AdviceCard(QFrame):
    """Shows the first of some pieces of advice, and says how many more there are."""

    taken = Signal(object)  # Advice: its change is wanted
    dismissed = Signal(object)  # Advice: it is to be left at that

    def __init__(self, theme: Theme, beside: QWidget, draws: bool = False) -> None:
        """Nothing is shown yet.

        Args:
            theme: dresses it.
            beside: gets the keys when the card goes that had them.
            draws: whether a picture is drawn as soon as the change is made.
        """
        super().__init__()
        self._theme, self._beside, self._draws = theme, beside, draws
        self._advices: tuple[Advice, ...] = ()
        self.setProperty("role", "tray")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.sign, self.what, self.why, self.more = QLabel(), QLabel(), QLabel(), QLabel()
        for label, role in ((self.what, "strong"), (self.why, "small"), (self.more, "small")):
            label.setProperty("role", role)
            label.setTextFormat(Qt.TextFormat.PlainText)  # it may quote the prompt
        for label in (self.what, self.why):
            label.setWordWrap(True)
        self.take = QPushButton()
        self.take.setProperty("role", "inline")
        self.dismiss = quiet_button(lambda: self.tr("Close this advice"), side=24)
        said(self, name=lambda: self.tr("Advice"))
        self.take.clicked.connect(self._take)
        self.dismiss.clicked.connect(self._dismiss)
        self._lay_out()
        theme.changed.connect(self._dress)
        self._dress()
        on_language(self, self._tell)
        self._tell()
        self.hide()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What takes the focus, in order."""
        return self.take, self.dismiss

    @property
    def advice(self) -> Advice | None:
        """What is shown."""
        return self._advices[0] if self._advices else None

    def show_advice(self, advices: Sequence[Advice]) -> None:
        """Show the first of them; none: there is nothing to say."""
        if tuple(advices) == self._advices:
            return
        had_focus = any(control.hasFocus() for control in self.controls)
        self._advices = tuple(advices)
        self._tell()
        self.setVisible(bool(self._advices))
        if had_focus:
            card = self.dismiss if self.take.isHidden() else self.take
            (card if self._advices else self._beside).setFocus()

    def _tell(self) -> None:
        tip = self.tr("Make this change. Undo takes it back.")
        if self._draws:
            tip = self.tr(
                "Make this change, and draw the picture again with its seed to compare both."
            )
        self.take.setToolTip(as_tip(tip))
        if (advice := self.advice) is None:
            self.take.setText(self.tr("Make this change"))  # a name for who lists all controls
            return
        self.what.setText(in_language(advice.what))
        self.why.setText(in_language(advice.why))
        offer = in_language(advice.offer or "")
        self.take.setVisible(bool(offer))
        self.take.setText(offer)
        self.take.setAccessibleName(offer)
        self.take.setAccessibleDescription(f"{self.what.text()} {self.why.text()}")
        others = len(self._advices) - 1
        self.more.setText(self.tr("{0} more").format(others))
        self.more.setVisible(others > 0)

    def _take(self) -> None:
        if (advice := self.advice) is not None:
            self.taken.emit(advice)

    def _dismiss(self) -> None:
        if (advice := self.advice) is not None:
            self.dismissed.emit(advice)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.what, 1)
        top.addWidget(self.dismiss, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.addWidget(self.take)
        foot.addStretch()
        foot.addWidget(self.more)
        inner = QVBoxLayout()
        inner.setContentsMargins(26, 0, 0, 0)  # below the words, not the sign
        inner.setSpacing(2)
        inner.addWidget(self.why)
        inner.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 8, 8)
        column.setSpacing(2)
        column.addLayout(top)
        column.addLayout(inner)

    def _dress(self) -> None:
        muted = self._theme.color("muted")
        self.sign.setPixmap(icon("info", muted).pixmap(QSize(18, 18)))
        self.dismiss.setIcon(icon("close", muted))
