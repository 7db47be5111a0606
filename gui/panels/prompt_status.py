"""Below the prompt: how long it is, what can't be understood, and how it was asked."""

from dataclasses import dataclass, field

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.errors import BadInput
from core.packs import default_store
from core.packs.manifest import Manifest
from core.prompt_loras import take_loras
from core.prompt_parts import Reader
from core.prompt_tokens import Measured, measure, open_readers
from core.recipe import Recipe
from core.told import Sentence, Told
from core.wildcards import Wildcards, chooses, resolved
from gui.background import Background
from gui.draft import Draft
from gui.failure import Failure
from gui.language import in_language, on_language, said
from gui.panels.words_edit import WordsEdit

_PAUSE_MILLISECONDS = 150  # without typing, after which it is counted


@dataclass
class _Counter:
    """The pack's tokenizers, opened with the first prompt. Background thread."""

    manifest: Manifest
    readers: tuple[Reader, ...] | None = field(default=None)

    def measure(self, prompt: str) -> Measured | None:
        """None where the pack's vocabulary can't be read."""
        if self.readers is None:
            try:
                self.readers = open_readers(default_store().named(self.manifest.name))
            except (BadInput, OSError, ValueError):
                self.readers = ()
        return measure(prompt, self.readers) if self.readers else None


@dataclass(frozen=True)
class _Seen:
    """What there is to say of the prompts of a recipe."""

    recipe: Recipe
    prompt: Measured | None
    negative: Measured | None
    about: bool  # the words are still to be chosen, and may be more or fewer
    fault: Sentence


class PromptStatus(QWidget):
    """Counts tokens off the GUI thread, and shows in both text fields where parts begin."""

    def __init__(
        self,
        draft: Draft,
        manifest: Manifest,
        words: WordsEdit,
        negative: WordsEdit,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._draft, self._words, self._negative = draft, words, negative
        self._manifest, self._background = manifest, background
        self._counter = _Counter(manifest)
        self._seen: _Seen | None = None
        self.fault = QLabel()
        self.fault.setProperty("role", "warn")
        self.fault.setWordWrap(True)
        self.count = QLabel()
        self.count.setProperty("role", "small")
        said(
            self.count,
            tip=lambda: self.tr(
                "The model reads 75 tokens at a time, and a longer prompt in several parts. BREAK "
                "begins a new one. The first part decides most."
            ),
        )
        self.asked = QLabel()
        self.asked.setProperty("role", "small")
        self.asked.setWordWrap(True)
        self.ask_again = QPushButton()
        self.ask_again.setProperty("role", "link")
        said(
            self.ask_again,
            text=lambda: self.tr("Ask so again"),
            tip=lambda: self.tr("Put back the prompt with its wildcards"),
        )
        self._lay_out()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._look)
        self.ask_again.clicked.connect(self._put_back)
        draft.changed.connect(self._changed)
        on_language(self, self._tell)
        self._changed()
        self._look()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for texts, end in ((self.fault, self.count), (self.asked, self.ask_again)):
            row = QHBoxLayout()
            row.addWidget(texts, 1)
            row.addWidget(end)
            column.addLayout(row)

    def _changed(self) -> None:
        self._pause.start()
        self._tell()

    def _look(self) -> None:
        recipe, manifest, counter = self._draft.recipe, self._manifest, self._counter
        self._background.run(lambda: _look(recipe, manifest, counter), self._show, self._failed)

    def _show(self, seen: _Seen) -> None:
        if seen.recipe.prompt != self._draft.recipe.prompt:
            return  # another look is on its way
        self._seen = seen
        for edit, found in ((self._words, seen.prompt), (self._negative, seen.negative)):
            edit.show_cuts(() if found is None or seen.about else found.cuts)
        self._tell()

    def _failed(self, failure: Failure) -> None:
        """The prompt is drawn without a count as well."""

    def _tell(self) -> None:
        seen, recipe = self._seen, self._draft.recipe
        if seen is not None:
            self.count.setText(self._length(seen))
            self.fault.setText(in_language(seen.fault))
        self.fault.setVisible(bool(self.fault.text()))
        asked = recipe.asked
        for widget in (self.asked, self.ask_again):
            widget.setVisible(asked is not None)
        if asked is not None:
            texts = filter(None, (asked.prompt, asked.negative_prompt))
            self.asked.setText(self.tr("Asked: {0}").format(" · ".join(texts)))

    def _length(self, seen: _Seen) -> str:
        if seen.prompt is None or not seen.prompt.tokens:
            return ""
        tokens, parts = seen.prompt.tokens, seen.prompt.parts
        words = self.tr("1 token") if tokens == 1 else self.tr("{0} tokens").format(tokens)
        if parts > 1:
            words = self.tr("{0} tokens, {1} parts").format(tokens, parts)
        return self.tr("about {0}").format(words) if seen.about else words

    def _put_back(self) -> None:
        recipe = self._draft.recipe
        if recipe.asked is not None:
            changes = {**dict(recipe.asked), "asked": None}
            self._draft.replace(
                recipe.model_copy(update=changes), lambda: self.tr("Prompt as it was asked")
            )


def _look(recipe: Recipe, manifest: Manifest, counter: _Counter) -> _Seen:
    """Count and check. Background thread."""
    fault = fault_of(recipe, manifest)
    about = chooses(recipe)
    words = recipe
    if about and not fault:
        words = resolved(recipe, Wildcards())
    texts = (words.prompt, words.negative_prompt)
    prompt, negative = (counter.measure(text) for text in texts)
    return _Seen(recipe, prompt, negative, about, fault)


def fault_of(recipe: Recipe, manifest: Manifest) -> Sentence:
    """Why the words of a recipe can't be understood; empty if they can."""
    unknown = take_loras(recipe, manifest).unknown
    if unknown:
        return Told("This pack has no LoRA for {0}.", unknown[0])
    try:
        resolved(recipe, Wildcards())
    except BadInput as error:
        return error.sentence()
    return ""
