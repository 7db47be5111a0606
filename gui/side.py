"""The left column: the panels, and the button that is always in sight."""

import itertools
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.packs.manifest import Manifest
from core.recipe import Recipe
from core.styles import read_styles
from core.told import Told
from gui.background import Background
from gui.commands import Commands
from gui.controls.panel import ControlsPanel
from gui.draft import Draft
from gui.forms.fields import Field
from gui.icons import icon
from gui.image_prompts.panel import ImagePromptsPanel
from gui.language import in_language, on_language, said
from gui.panels.advice_card import AdviceCard
from gui.panels.drops import Source
from gui.panels.identity import IdentityPanel
from gui.panels.loras import LoraRow
from gui.panels.parameters import ParametersPanel
from gui.panels.prompt import PromptPanel
from gui.panels.sources import Sources
from gui.pose.panel import PosePanel
from gui.pose.posing import Posing
from gui.retouch.panels import Retouching
from gui.theme import Theme

WIDTH = 372


class Side(QWidget):
    """Panels above, problems and the Generate button below."""

    pressed = Signal()  # Generate
    stopped = Signal()  # Cancel

    def __init__(
        self,
        draft: Draft,
        manifest: Manifest,
        sources: Sources,
        theme: Theme,
        samples: Path,
        background: Background,
        posing: Posing,
        parent: QWidget | None = None,
    ) -> None:
        """`samples`: the folder of the sample people; the style presets lie beside it."""
        super().__init__(parent)
        self.setMinimumWidth(WIDTH)
        self._theme = theme
        self._draft = draft
        self._seconds: float | None = None
        self._jobs = 0  # drawn or waiting
        self._problems: tuple[Told, ...] = ()
        self._order: tuple[QWidget, ...] = ()  # of Tab, as it was set last
        self._commands: Commands | None = None
        self.people: tuple[QWidget, ...] = ()  # controls of the library's people, if there are any
        styles = read_styles(samples.parent / "styles.json")
        self.person = IdentityPanel(draft, manifest, sources, theme, samples, background)
        self.pose = PosePanel(draft, manifest, sources, theme, posing)
        self.image_prompts = ImagePromptsPanel(draft, manifest, sources, theme, background, posing)
        self.controls = ControlsPanel(draft, manifest, sources, theme)
        pictures = samples.parent / "styles"
        self.prompt = PromptPanel(draft, manifest, styles, pictures, theme, background)
        self.sampling = ParametersPanel(draft, manifest, theme, background)
        self.retouching = Retouching(draft, manifest, sources, theme, posing, self)
        self.sampling.loras.word_wanted.connect(self.prompt.insert)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_scroll(), 1)
        layout.addWidget(self._make_footer())
        self.prompt.image_given.connect(self.person.take)
        self.button.clicked.connect(self.pressed)
        self.cancel.clicked.connect(self.stopped)
        theme.changed.connect(self._dress)
        draft.changed.connect(self._show)
        self.sampling.best.changed.connect(self._show_again)
        draft.turned.connect(self._order_focus)
        self.retouching.filled.connect(self._order_focus)
        self.pose.tools.table.filled.connect(self._order_focus)
        self._dress()
        on_language(self, self._tell)
        self._tell()

    def add_commands(self, commands: Commands) -> None:
        """Add the keys of the panels to the window's list."""
        self.prompt.add_commands(commands)
        self.person.photos.add_commands(commands)
        self.person.people.add_commands(commands, self)
        self.image_prompts.add_commands(commands)
        commands.add(
            "edit.reset",
            lambda: self.tr("Panels"),
            lambda: self.tr("Reset the setting to its default"),
            self._reset_focused,
            self,
            ("Ctrl+Shift+R",),
            everywhere=False,
        )
        self._commands = commands
        commands.changed.connect(self._name_keys)
        for panel in (self.image_prompts, self.controls):
            panel.tray_made.connect(self._name_keys)
        self.retouching.filled.connect(self._name_keys)
        self._name_keys()

    def paste(self, name: str, source: Source) -> None:
        """Take a pasted image for the panel that has the focus, or else as a photo."""
        if self.image_prompts.has_focus:
            self.image_prompts.paste([(name, source)])
        elif self.controls.has_focus and self.controls.drop.isEnabled():
            self.controls.take_all([(name, source)])
        elif self.retouching.start.has_focus:
            self.retouching.start.take([(name, source)])
        else:
            self.person.take(name, source)

    def set_drawing(self, jobs: int) -> None:
        """Show how to cancel while this many jobs are drawn or wait."""
        self._jobs = jobs
        had_focus = self.cancel.hasFocus()
        waiting = self.tr(" · {0} waiting").format(jobs - 1) if jobs > 1 else ""
        self.cancel.setAccessibleName(self.tr("Cancel the picture{0}").format(waiting))
        self.cancel.setVisible(jobs > 0)
        if had_focus and not jobs:
            self.button.setFocus()

    def set_estimate(self, seconds: float | None) -> None:
        """Say how long the draft's pictures would take; None: not known."""
        self._seconds = seconds
        self._show(self._draft.recipe)

    def focus_order(self) -> tuple[QWidget, ...]:
        """Every control from top to bottom, as Tab walks them."""
        person, pose, pictures, prompt = self.person, self.pose, self.image_prompts, self.prompt
        trays = (control for tray in pictures.trays for control in tray.controls)
        nets = (control for tray in self.controls.trays for control in tray.controls)
        return (
            person.fold,
            person.camera,
            person.remove,
            *person.people.controls,
            *person.strip.buttons,
            *self.people,
            person.drop,
            *person.photos.tiles,
            person.photos.add,
            person.people.another,
            *person.likeness.controls,
            *person.structure.controls,
            *person.window_field.controls,
            person.advanced,
            *person.noise.controls,
            pose.fold,
            pose.choose,
            pose.back,
            *pose.tools.controls,
            *pose.region.controls,
            pictures.fold,
            *trays,
            pictures.drop,
            self.controls.fold,
            *nets,
            self.controls.drop,
            prompt.fold,
            prompt.words,
            prompt.negative,
            prompt.status.ask_again,
            prompt.styles_fold,
            prompt.files.import_button,
            prompt.files.export_button,
            *prompt.styles.tiles.values(),
            *self.retouching.start.controls,
            self.sampling.fold,
            *self.sampling.controls,
            *self.retouching.refine.controls,
            *self.retouching.enlarge.controls,
            *self.advice.controls,
            self.button,
            self.cancel,
        )

    def show_problems(self, problems: tuple[Told, ...]) -> None:
        """Say beside the button why nothing can be drawn."""
        self._problems = problems
        self.problems.setText(" ".join(map(in_language, problems)))
        self.problems.setVisible(bool(problems))

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 800)

    def _make_scroll(self) -> QScrollArea:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 16, 8, 16)
        column.setSpacing(10)
        retouching = self.retouching
        for panel in (
            *(self.person, self.pose, self.image_prompts, self.controls),
            *(self.prompt, retouching.start, self.sampling),
            *(retouching.refine, retouching.enlarge),
        ):
            column.addWidget(panel)
        column.addStretch()
        self.scroller = QScrollArea()
        self.scroller.setWidget(content)
        self.scroller.setWidgetResizable(True)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        return self.scroller

    def _make_footer(self) -> QFrame:
        self.problems = QLabel()
        self.problems.setProperty("role", "warn")
        self.problems.setWordWrap(True)
        said(self.problems, name=lambda: self.tr("What is missing"))
        self.problems.hide()
        self.button = QPushButton()
        self.advice = AdviceCard(self._theme, self.button)
        self.button.setProperty("role", "primary")
        self.button.setIconSize(QSize(20, 20))
        self.cancel = QPushButton()
        self.cancel.setProperty("role", "cancel")
        self.cancel.setIconSize(QSize(20, 20))
        self.cancel.setFixedWidth(46)
        footer = QFrame()
        footer.setProperty("role", "footer")
        column = QVBoxLayout(footer)
        column.setContentsMargins(16, 12, 18, 12)  # as wide as the cards above
        column.setSpacing(8)
        column.addWidget(self.problems)
        column.addWidget(self.advice)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.button, 1)
        row.addWidget(self.cancel)
        column.addLayout(row)
        return footer

    def _name_keys(self) -> None:
        """Tooltips that name shortcuts name those of today."""
        if self._commands is not None:
            self.person.name_keys(self._commands.keys("edit.paste"))
            for part in (*self.findChildren(Field), *self.findChildren(LoraRow)):
                part.name_keys(self._commands.keys("edit.reset"))

    def _tell(self) -> None:
        self.set_drawing(self._jobs)
        self.show_problems(self._problems)
        self._show(self._draft.recipe)

    def _show_again(self) -> None:
        self._show(self._draft.recipe)

    def _show(self, recipe: Recipe) -> None:
        """Say on the button how many pictures it draws, and how long that takes."""
        count = recipe.sampling.count
        keep = self.sampling.best.keep
        words = self.tr("Generate") if count == 1 else self.tr("Generate {0} pictures")
        words = (self.tr("Generate {0}, keep the best {1}") if keep else words).format(count, keep)
        if self._seconds is not None:
            words = self.tr("{0} · about {1}").format(words, self._spoken(self._seconds))
        self.button.setText(words)
        self.button.setAccessibleName(words)
        self._order_focus()

    def _order_focus(self) -> None:
        """Tab also reaches what came last, such as a photo's tile, in its place."""
        order = self.focus_order()
        if order != self._order:
            self._order = order
            for first, second in itertools.pairwise(order):
                self.setTabOrder(first, second)

    def _spoken(self, seconds: float) -> str:
        """A duration as people say it."""
        if seconds < 90:
            return self.tr("{0} s").format(max(1, round(seconds)))
        return self.tr("{0} min").format(round(seconds / 60))

    def _reset_focused(self) -> None:
        widget = QApplication.focusWidget()
        while widget is not None and not isinstance(widget, Field):
            widget = widget.parentWidget()
        if widget is not None:
            widget.reset()

    def _dress(self) -> None:
        self.button.setIcon(icon("generate", self._theme.color("accent_text")))
        self.cancel.setIcon(icon("stop", self._theme.color("text")))
