"""The page that tells whether a picture came out the same: in a sentence, and to be seen."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from core.faces.alike import alike_of
from core.picture import Picture
from core.portrait import Portrait
from core.replay import Kept, Outcome, Replay, shown_difference
from gui.background import Background
from gui.canvas import Canvas
from gui.compare.view import CompareView, Shown
from gui.failure import Failure
from gui.icons import icon
from gui.language import in_language, on_language, said
from gui.theme import Theme

_ICON = 20  # logical pixels
_SIGNS = {
    Outcome.IDENTICAL: ("check", "good"),
    Outcome.CLOSE: ("warning", "warn"),
    Outcome.DIFFERENT: ("warning", "warn"),
}


class VerifyView(QWidget):
    """Shows the picture as it was kept until it is drawn again, then both side by side."""

    stop = Signal()

    def __init__(self, theme: Theme, background: Background) -> None:
        super().__init__()
        self._theme = theme
        self.replay: Replay | None = None
        self._refusal: Failure | None = None
        self._progress = (0, 0)
        self.sign, self.verdict, self.reasons = QLabel(), QLabel(), QLabel()
        self.bar, self.cancel = QProgressBar(), QPushButton()
        self.canvas = Canvas(theme, background)
        self.comparison = CompareView(theme, background)
        self._lay_out()
        self.cancel.clicked.connect(self.stop)
        theme.changed.connect(self._tell)
        on_language(self, self._tell)

    def wait_for(self, kept: Kept) -> None:
        """Show a picture until it has been drawn once more."""
        self.replay = self._refusal = None
        self.canvas.show_pixels(kept.image, kept.recipe.prompt)
        self._pages.setCurrentWidget(self.canvas)
        self.show_progress(0, kept.recipe.sampling.steps)

    def show_progress(self, step: int, steps: int) -> None:
        """How far the drawing is."""
        self._progress = step, steps
        self.bar.setRange(0, max(1, steps))
        self.bar.setValue(step)
        self._tell()

    def show_replay(self, picture: Picture, kept: Kept, again: Portrait, replay: Replay) -> None:
        """It was drawn: both pictures, and where they differ."""
        self.replay = replay
        drawn = replace_likeness(picture, again)
        shown = [
            Shown(picture, kept.image, kept.made, lambda: self.tr("As it was kept")),
            Shown(drawn, again.image, again.made, lambda: self.tr("Drawn again")),
        ]
        if replay.outcome is not Outcome.IDENTICAL:
            apart = shown_difference(kept.image, again.image)
            blank = replace_likeness(picture, None)
            words = lambda: self.tr("Difference, brightened")
            shown.append(Shown(blank, apart, title=words, is_drawn=False))
        self.comparison.show_pictures(shown)
        self._pages.setCurrentWidget(self.comparison)
        self.comparison.canvases[0].setFocus()
        self._tell()

    def refuse(self, failure: Failure) -> None:
        """It can't be drawn again."""
        self._refusal = failure
        self._tell()

    def _lay_out(self) -> None:
        self.verdict.setProperty("role", "title")
        self.reasons.setProperty("role", "muted")
        self.sign.setFixedSize(_ICON, _ICON)
        flags = Qt.TextInteractionFlag
        for label in (self.verdict, self.reasons):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(
                flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
            )
        said(self.verdict, name=lambda: self.tr("Whether it came out the same"))
        said(self.bar, name=lambda: self.tr("Share of the picture that is done"))
        said(
            self.cancel,
            text=lambda: self.tr("Cancel"),
            tip=lambda: self.tr("Stop drawing, and close this page"),
        )
        self.bar.setTextVisible(False)
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self.verdict, 1)
        first.addWidget(self.bar, 1)
        first.addWidget(self.cancel)
        below = QWidget()
        self._pages = QStackedLayout(below)
        self._pages.addWidget(self.canvas)
        self._pages.addWidget(self.comparison)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 0)
        column.setSpacing(6)
        column.addLayout(first)
        column.addWidget(self.reasons)
        column.addWidget(below, 1)
        inner = self.comparison.layout()
        assert inner is not None
        inner.setContentsMargins(0, 8, 0, 8)

    def _tell(self) -> None:
        waits = self.replay is None and self._refusal is None
        self.bar.setVisible(waits)
        self.cancel.setVisible(waits)
        self.sign.setVisible(not waits)
        self.reasons.setVisible(not waits)
        if self._refusal is not None:
            self._show_sign("warning", "warn")
            self.verdict.setText(in_language(self._refusal.message))
            self.reasons.setText(in_language(self._refusal.hint))
        elif self.replay is not None:
            self._show_sign(*_SIGNS[self.replay.outcome])
            self.verdict.setText(in_language(self.replay.verdict()))
            self.reasons.setText("\n".join(map(in_language, self.replay.reasons)))
        else:
            words = self.tr("Drawing it again… step {0} of {1}")
            self.verdict.setText(words.format(*self._progress))
        self.reasons.setVisible(not waits and bool(self.reasons.text()))

    def _show_sign(self, name: str, color: str) -> None:
        shade = self._theme.color(color)
        self.sign.setPixmap(icon(name, shade, shade).pixmap(_ICON, _ICON))


def replace_likeness(picture: Picture, again: Portrait | None) -> Picture:
    """The picture with the likeness of another drawing of it; None: without any."""
    if again is None:
        return replace(picture, likeness=None, people=())
    return replace(picture, likeness=again.likeness, people=alike_of(again.people))
