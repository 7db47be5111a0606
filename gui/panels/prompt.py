"""What to draw, in words, and in which style."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.few_steps import put_on
from core.packs.manifest import Manifest
from core.prompt_loras import take_loras
from core.recipe import MAX_PROMPT, Recipe
from core.styles import Style, apply_style, style_of
from core.told import Told, as_told
from gui.background import Background
from gui.commands import Commands
from gui.draft import Draft
from gui.language import said
from gui.panels.completing import Completions
from gui.panels.prompt_history import PromptHistory
from gui.panels.prompt_status import PromptStatus, fault_of
from gui.panels.section import Fold, Section
from gui.panels.style_files import StyleFiles
from gui.panels.style_picker import StylePicker, title_of
from gui.panels.words_edit import WordsEdit
from gui.theme import Theme

_STEP = 0.1  # of a weight


class PromptPanel(Section):
    """Edits the draft's prompt and negative prompt."""

    image_given = Signal(str, object)  # name, Source

    def __init__(
        self,
        draft: Draft,
        manifest: Manifest,
        styles: Sequence[Style],
        pictures: Path,
        theme: Theme,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        """`pictures`: the folder with one picture of each style's effect."""
        super().__init__(
            lambda: QCoreApplication.translate("PromptPanel", "Prompt"), "prompt", theme, parent
        )
        self._draft, self._manifest = draft, manifest
        self._all_styles = styles
        self.history = PromptHistory()
        self.words = WordsEdit("prompt", 3)
        self.negative = WordsEdit("negative_prompt", 1)
        said(
            self.words,
            placeholder=lambda: self.tr("A portrait of a woman in a red coat, oil painting…"),
        )
        said(self.negative, placeholder=lambda: self.tr("Not in the picture: blurry, text…"))
        self.status = PromptStatus(draft, manifest, self.words, self.negative, background)
        names = tuple(lora.name for lora in manifest.loras)
        self.completions = [Completions(edit, names) for edit in (self.words, self.negative)]
        self.styles = StylePicker(styles, pictures, theme, background)
        self.files = StyleFiles(styles, draft.history)
        self.styles.show_own(self.files.own)
        self.files.changed.connect(self._restyle)
        tray = QWidget()
        column = QVBoxLayout(tray)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.files)
        column.addWidget(self.styles)
        self.styles_fold = Fold(lambda: self.tr("Styles"), "styles", tray, theme)
        self.styles_fold.setProperty("role", "subfold")
        for widget in (*(self.words, self.negative, self.status, self.styles_fold, tray),):
            self.body.addWidget(widget)
        self.body.setSpacing(8)
        for edit in (self.words, self.negative):
            edit.textChanged.connect(self._edited)
            edit.image_given.connect(self.image_given)
        self.styles.chosen.connect(self._apply)
        draft.changed.connect(self._show)
        self._show(draft.recipe)

    def add_commands(self, commands: Commands) -> None:
        """The keys of the text fields."""
        group = lambda: self.tr("Prompt")
        for name, text, run, key in (
            (
                "prompt.heavier",
                lambda: self.tr("Raise the weight of words"),
                self._heavier,
                "Ctrl+Up",
            ),
            (
                "prompt.lighter",
                lambda: self.tr("Lower the weight of words"),
                self._lighter,
                "Ctrl+Down",
            ),
            ("prompt.older", lambda: self.tr("Earlier prompt"), self._older, "Alt+Up"),
            ("prompt.newer", lambda: self.tr("Later prompt"), self._newer, "Alt+Down"),
        ):
            commands.add(name, group, text, run, self, (key,), everywhere=False)
        for edit in (self.words, self.negative):
            commands.explain(edit, "prompt.heavier", edit.tooltip, "prompt.lighter")

    def problems(self) -> tuple[Told, ...]:
        """Why the words can't be drawn; empty if they can."""
        fault = fault_of(self._draft.recipe, self._manifest)
        return (as_told(fault),) if fault else ()

    def insert(self, word: str) -> None:
        """Add a word at the end of the prompt, unless it says it already."""
        self._draft.seal()
        recipe = self._draft.recipe
        if word.casefold() in recipe.prompt.casefold():
            return
        words = ", ".join(filter(None, (recipe.prompt.strip(" ,"), word)))[:MAX_PROMPT]
        self._draft.update(prompt=words, asked=None)

    def _heavier(self) -> None:
        self._shift(_STEP)

    def _lighter(self) -> None:
        self._shift(-_STEP)

    def _shift(self, by: float) -> None:
        for edit in (self.words, self.negative):
            if edit.hasFocus():
                edit.shift_weight(by)

    def _older(self) -> None:
        self._recall(self.history.older(self._draft.recipe.prompt))

    def _newer(self) -> None:
        self._recall(self.history.newer(self._draft.recipe.prompt))

    def _recall(self, prompt: str) -> None:
        self._draft.seal()
        self._draft.update(prompt=prompt, asked=None)

    def _restyle(self, own: tuple[Style, ...]) -> None:
        """Offer these styles beside ours."""
        self.styles.show_own(own)
        self._show(self._draft.recipe)

    @property
    def _known(self) -> tuple[Style, ...]:
        return (*self._all_styles, *self.files.own)

    def _apply(self, style: Style) -> None:
        recipe = self._draft.recipe
        prompt, negative = apply_style(style, recipe.prompt, recipe.negative_prompt, self._known)
        changes = {
            "prompt": prompt[:MAX_PROMPT],
            "negative_prompt": negative[:MAX_PROMPT],
            "asked": None,
        }
        self._draft.replace(
            recipe.model_copy(update=changes),
            lambda: self.tr("Style {0}").format(title_of(style)),
        )

    def _edited(self) -> None:
        self._draft.update(
            prompt=self.words.toPlainText()[:MAX_PROMPT],
            negative_prompt=self.negative.toPlainText()[:MAX_PROMPT],
            asked=None,
        )
        self._take_loras()

    def _take_loras(self) -> None:
        """Have LoRAs that are written out in the prompt stand among the others; a step."""
        taken = take_loras(self._draft.recipe, self._manifest)
        if taken.names:
            recipe = taken.recipe
            for name in taken.names:
                recipe = put_on(recipe, name, self._manifest)
            named = lambda: self.tr("LoRA {0}").format(", ".join(taken.names))
            self._draft.replace(recipe, named)

    def _show(self, recipe: Recipe) -> None:
        self.words.set_text(recipe.prompt)
        self.negative.set_text(recipe.negative_prompt)
        self.styles.mark(style_of(recipe.prompt.strip(), self._known))
