"""How the picture is drawn: size, steps, number and seed; folded away: the finer settings."""

import secrets

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from core.packs.manifest import Manifest
from core.recipe import Sampling
from core.scheduling import goes_with
from gui.background import Background
from gui.draft import Draft
from gui.forms.fields import ChoiceField, Field, NumberField, make_field
from gui.forms.spec import Spec
from gui.icons import icon
from gui.language import Text, in_language, on_language
from gui.panels.abilities import no_person
from gui.panels.best_of import BestOf
from gui.panels.card import quiet_button
from gui.panels.loras import LoraList
from gui.panels.preset_menu import PresetMenu
from gui.panels.section import Fold, Section
from gui.panels.size_presets import SizePresets
from gui.theme import Theme

SEEDS = 2**32


class ParametersPanel(Section):
    """Edits the draft's sampling and LoRAs."""

    def __init__(
        self,
        draft: Draft,
        manifest: Manifest,
        theme: Theme,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            lambda: QCoreApplication.translate("ParametersPanel", "Parameters"),
            "parameters",
            theme,
            parent,
        )
        self._draft = draft
        self._theme = theme
        defaults = manifest.defaults
        self.presets = PresetMenu(draft, manifest, theme)
        self.sizes = SizePresets(draft, defaults, theme)
        self.steps = make_field(Sampling, "steps", defaults.steps)
        self.count = NumberField(Spec.of(Sampling, "count"))
        self.count.box.setFixedWidth(64)
        self.best = BestOf(draft, manifest)
        self.seed = NumberField(Spec.of(Sampling, "seed"))
        self.dice = self._make_button(
            lambda: self.tr("New seed"), lambda: self.tr("Another seed now")
        )
        self.lock = self._make_button(
            lambda: self.tr("Keep the seed"),
            lambda: self.tr("Keep this seed for the next pictures"),
        )
        self.lock.setCheckable(True)
        self.guidance = make_field(Sampling, "guidance", defaults.guidance)
        self.scheduler = make_field(Sampling, "scheduler", defaults.scheduler)
        self.spacing = make_field(Sampling, "spacing", "pack")
        self.guided_until = make_field(Sampling, "guided_until")
        self.full_every = make_field(Sampling, "full_every")
        self.guess_mode = make_field(Sampling, "guess_mode")
        self.width_field = make_field(Sampling, "width", defaults.width)
        self.height_field = make_field(Sampling, "height", defaults.height)
        self.loras = LoraList(draft, manifest, background)
        self._manifest = manifest
        on_language(self, self._tell)
        self._tell()
        self._lay_out()
        for name, field in self._fields().items():
            field.follow(draft, f"sampling.{name}")
        self.scheduler.edited.connect(self._space)
        draft.changed.connect(self._tell_spacing)
        self._tell_spacing()
        self.dice.clicked.connect(self._throw)
        self.lock.setChecked(draft.keeps_seed)
        self.lock.toggled.connect(draft.keep_seed)
        self.lock.toggled.connect(self._dress)
        draft.seed_kept.connect(self.lock.setChecked)
        theme.changed.connect(self._dress)
        self._dress()

    def roll(self) -> None:
        """Choose another seed, as each Generate does where the seed is not kept; no step."""
        self._draft.adjust(self._draft.recipe.with_field("sampling.seed", any_seed()))

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What takes the focus, in order."""
        return (
            self.presets,
            *self.sizes.buttons,
            *self.steps.controls,
            *self.seed.controls,
            self.dice,
            self.lock,
            *self.count.controls,
            *self.best.controls,
            self.advanced,
            *self.guidance.controls,
            *self.guided_until.controls,
            *self.full_every.controls,
            *self.scheduler.controls,
            *self.spacing.controls,
            *self.width_field.controls,
            *self.height_field.controls,
            *self.guess_mode.controls,
            *self.loras.controls,
        )

    def _fields(self) -> dict[str, Field]:
        return {
            "steps": self.steps,
            "count": self.count,
            "seed": self.seed,
            "guidance": self.guidance,
            "scheduler": self.scheduler,
            "spacing": self.spacing,
            "guided_until": self.guided_until,
            "full_every": self.full_every,
            "guess_mode": self.guess_mode,
            "width": self.width_field,
            "height": self.height_field,
        }

    def _lay_out(self) -> None:
        self.seed.row.addWidget(self.dice)
        self.seed.row.addWidget(self.lock)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.seed, 1)
        row.addWidget(self.count)
        self.head.addWidget(self.presets)
        self.body.addWidget(self.sizes)
        self.body.addWidget(self.steps)
        self.body.addLayout(row)
        self.body.addWidget(self.best)
        fine = QWidget()
        column = QVBoxLayout(fine)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        size = QHBoxLayout()
        size.setSpacing(16)
        size.addWidget(self.width_field, 1)
        size.addWidget(self.height_field, 1)
        column.addWidget(self.guidance)
        column.addWidget(self.guided_until)
        column.addWidget(self.full_every)
        column.addWidget(self.scheduler)
        column.addWidget(self.spacing)
        column.addLayout(size)
        column.addWidget(self.guess_mode)
        column.addWidget(self.loras)
        self.advanced = Fold(
            lambda: self.tr("Advanced"), "advanced", fine, self._theme, opened=False
        )
        self.advanced.setProperty("role", "subfold")
        self.body.addWidget(self.advanced)
        self.body.addWidget(fine)

    def _tell(self) -> None:
        if reason := in_language(no_person(self._manifest)):
            self.guess_mode.forbid(reason)

    def _space(self) -> None:
        """Leave the spacing of the steps to the pack where a scheduler can't have another."""
        sampling = self._draft.recipe.sampling
        if not goes_with(sampling.spacing, sampling.scheduler):
            self._draft.update_sampling(spacing="pack")

    def _tell_spacing(self) -> None:
        """Offer only what goes with the scheduler."""
        scheduler = self._draft.recipe.sampling.scheduler
        assert isinstance(self.spacing, ChoiceField)
        self.spacing.offer(lambda spacing: goes_with(spacing, scheduler))

    def _make_button(self, name: Text, tip: Text) -> QToolButton:
        button = quiet_button(name, tip, 30)
        button.setProperty("role", "icon")
        return button

    def _throw(self) -> None:
        self._draft.seal()
        self._draft.update_sampling(seed=any_seed())

    def _dress(self) -> None:
        quiet, accent = self._theme.color("muted"), self._theme.color("accent_line")
        self.dice.setIcon(icon("dice", quiet))
        locked = self.lock.isChecked()
        self.lock.setIcon(icon("locked" if locked else "unlocked", accent if locked else quiet))


def any_seed() -> int:
    return secrets.randbelow(SEEDS)
