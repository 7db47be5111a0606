"""Steps, guidance, seed and number of pictures."""

import secrets

from PySide6.QtCore import QSignalBlocker, QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from core.packs.manifest import Defaults
from core.recipe import Recipe, Sampling
from gui.draft import Draft
from gui.icons import icon
from gui.panels.card import Card
from gui.panels.fields import NumberBox, NumberSpec, SliderField
from gui.theme import Theme

_USUAL_STEPS = 60
_USUAL_GUIDANCE = 15


class SamplingPanel(Card):
    """Edits the draft's sampling."""

    def __init__(
        self, draft: Draft, defaults: Defaults, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__("Details", parent)
        self._draft = draft
        self._theme = theme
        self.steps = SliderField(Sampling, "steps", defaults.steps, _USUAL_STEPS)
        self.guidance = SliderField(Sampling, "guidance", defaults.guidance, _USUAL_GUIDANCE)
        self.guidance.label.setText("Guidance")
        self.seed = NumberBox(NumberSpec.of(Sampling, "seed"))
        self.count = NumberBox(NumberSpec.of(Sampling, "count"))
        self.count.setFixedWidth(64)
        self.dice = _icon_button("New seed", "Another seed now")
        self.lock = _icon_button("Keep the seed", "Keep this seed for the next pictures")
        self.lock.setCheckable(True)
        sliders = QHBoxLayout()
        sliders.setSpacing(24)
        sliders.addWidget(self.steps, 1)
        sliders.addWidget(self.guidance, 1)
        self.body.addLayout(sliders)
        self.body.addLayout(self._last_row())
        self.steps.edited.connect(lambda value: draft.update_sampling(steps=int(value)))
        self.guidance.edited.connect(lambda value: draft.update_sampling(guidance=value))
        self.seed.valueChanged.connect(lambda value: draft.update_sampling(seed=int(value)))
        self.count.valueChanged.connect(lambda value: draft.update_sampling(count=int(value)))
        self.dice.clicked.connect(self.roll)
        self.lock.toggled.connect(self._paint_icons)
        draft.changed.connect(self._show)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()
        self._show(draft.recipe)

    def roll(self) -> None:
        """Choose another seed."""
        self._draft.update_sampling(seed=secrets.randbelow(2**32))

    def _last_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(_labelled("Seed", self.seed, (self.dice, self.lock)), 1)
        row.addSpacing(8)
        row.addLayout(_labelled("Pictures", self.count, ()))
        return row

    def _show(self, recipe: Recipe) -> None:
        sampling = recipe.sampling
        self.steps.set_value(sampling.steps)
        self.guidance.set_value(sampling.guidance)
        for box, value in ((self.seed, sampling.seed), (self.count, sampling.count)):
            with QSignalBlocker(box):
                box.setValue(value)

    def _paint_icons(self) -> None:
        quiet, accent = self._theme.color("muted"), self._theme.color("accent_line")
        self.dice.setIcon(icon("dice", quiet))
        locked = self.lock.isChecked()
        self.lock.setIcon(icon("locked" if locked else "unlocked", accent if locked else quiet))


def _labelled(text: str, box: QWidget, more: tuple[QWidget, ...]) -> QVBoxLayout:
    label = QLabel(text)
    label.setBuddy(box)
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addWidget(box, 1)
    for widget in more:
        row.addWidget(widget)
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(label)
    column.addLayout(row)
    return column


def _icon_button(name: str, tooltip: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("role", "icon")
    button.setFixedSize(30, 30)
    button.setIconSize(QSize(18, 18))
    button.setAccessibleName(name)
    button.setToolTip(tooltip)
    return button
