"""The left column: the panels, and the button that is always in sight."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from core.packs.manifest import Manifest
from gui.background import Background
from gui.draft import Draft
from gui.icons import icon
from gui.panels.card import restyle
from gui.panels.image_prompt import ImagePromptPanel
from gui.panels.person import PersonPanel
from gui.panels.prompt import PromptPanel
from gui.panels.samples import Sample
from gui.panels.sampling import SamplingPanel
from gui.panels.sources import Sources
from gui.theme import Theme

WIDTH = 360


class Side(QWidget):
    """Panels above, problems and the Generate button below."""

    pressed = Signal()

    def __init__(
        self,
        draft: Draft,
        manifest: Manifest,
        sources: Sources,
        theme: Theme,
        samples: Path,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setMinimumWidth(WIDTH)
        self._theme = theme
        self._draft = draft
        self._drawing = False
        defaults = manifest.defaults
        self.person = PersonPanel(draft, defaults, sources, theme, samples, background)
        self.prompt = PromptPanel(draft)
        self.image_prompt = ImagePromptPanel(draft, manifest.adapters, sources, theme)
        self.sampling = SamplingPanel(draft, defaults, theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_scroll(), 1)
        layout.addWidget(self._make_footer())
        self.prompt.image_given.connect(self.person.take)
        self.person.sample_chosen.connect(self._take_words)
        self.button.clicked.connect(self.pressed)
        theme.changed.connect(self._dress_button)
        self.set_drawing(0)

    def set_drawing(self, jobs: int) -> None:
        """Make the button fit: Generate when nothing is drawn, else Cancel."""
        self._drawing = jobs > 0
        waiting = f" · {jobs - 1} waiting" if jobs > 1 else ""
        self.button.setText(f"Cancel{waiting}" if jobs else "Generate")
        self.button.setAccessibleName(f"Cancel the picture{waiting}" if jobs else "Generate")
        self.button.setToolTip(
            "Cancel this picture (Esc). Ctrl+Enter queues another one."
            if jobs
            else "Generate (Ctrl+Enter). While a picture is drawn, Ctrl+Enter queues another one."
        )
        self._dress_button()

    def focus_order(self) -> tuple[QWidget, ...]:
        """Every control from top to bottom, as Tab walks them."""
        person, picture, sampling = self.person, self.image_prompt, self.sampling
        return (
            *person.strip.buttons,
            person.drop,
            person.change,
            person.remove,
            *person.likeness.controls,
            *person.structure.controls,
            self.prompt.words,
            self.prompt.negative,
            picture.drop,
            *picture.strength.controls,
            picture.remove,
            *sampling.steps.controls,
            *sampling.guidance.controls,
            sampling.seed,
            sampling.dice,
            sampling.lock,
            sampling.count,
            self.button,
        )

    def show_problems(self, problems: tuple[str, ...]) -> None:
        """Say beside the button why nothing can be drawn."""
        self.problems.setText(" ".join(problems))
        self.problems.setVisible(bool(problems))

    def _make_scroll(self) -> QScrollArea:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 16, 8, 16)
        column.setSpacing(12)
        for panel in (self.person, self.prompt, self.image_prompt, self.sampling):
            column.addWidget(panel)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidget(content)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        return scroll

    def _make_footer(self) -> QFrame:
        self.problems = QLabel()
        self.problems.setProperty("role", "warn")
        self.problems.setWordWrap(True)
        self.problems.setAccessibleName("What is missing")
        self.problems.hide()
        self.button = QPushButton()
        self.button.setIconSize(QSize(20, 20))
        footer = QFrame()
        footer.setProperty("role", "footer")
        column = QVBoxLayout(footer)
        column.setContentsMargins(16, 12, 13, 12)
        column.setSpacing(8)
        column.addWidget(self.problems)
        column.addWidget(self.button)
        return footer

    def _take_words(self, sample: Sample) -> None:
        """A sample person brings words along, unless the user has written own ones."""
        words = self._draft.recipe.prompt.strip()
        if not words or words in self.person.strip.prompts:
            self._draft.update(prompt=sample.prompt)

    def _dress_button(self) -> None:
        restyle(self.button, "cancel" if self._drawing else "primary")
        name, color = ("stop", "text") if self._drawing else ("generate", "accent_text")
        self.button.setIcon(icon(name, self._theme.color(color)))
