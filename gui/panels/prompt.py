"""What to draw, in words."""

from PySide6.QtCore import QMimeData, QSignalBlocker, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from core.recipe import Recipe
from gui.draft import Draft
from gui.panels.card import Card
from gui.panels.drops import source_of

MAX_CHARACTERS = 4000  # as core.recipe.Text says


class WordsEdit(QPlainTextEdit):
    """Plain text of a recipe's field; Tab leaves it, and images go to whoever wants them."""

    image_given = Signal(str, object)  # name, Source

    def __init__(
        self, name: str, lines: int, placeholder: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        field = Recipe.model_fields[name]
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(field.title or name)
        self.setAccessibleDescription(field.description or "")
        self.setToolTip(field.description or "What the picture shows.")
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 26)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source_of(source) is not None or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if (found := source_of(source)) is not None:
            self.image_given.emit(*found)
        else:
            self.textCursor().insertText(source.text())

    def set_text(self, text: str) -> None:
        """Show a text without telling anybody; the cursor stays where nothing changes."""
        if text != self.toPlainText():
            with QSignalBlocker(self):
                self.setPlainText(text)


class PromptPanel(Card):
    """Edits the draft's prompt and negative prompt."""

    image_given = Signal(str, object)  # name, Source

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__("Prompt", parent)
        self._draft = draft
        self.words = WordsEdit("prompt", 3, "A portrait of a woman in a red coat, oil painting…")
        self.negative = WordsEdit("negative_prompt", 1, "Not in the picture: blurry, text…")
        self.body.addWidget(self.words)
        self.body.addWidget(self.negative)
        self.words.textChanged.connect(self._edited)
        self.negative.textChanged.connect(self._edited)
        self.words.image_given.connect(self.image_given)
        self.negative.image_given.connect(self.image_given)
        draft.changed.connect(self._show)
        self._show(draft.recipe)

    def _edited(self) -> None:
        self._draft.update(
            prompt=self.words.toPlainText()[:MAX_CHARACTERS],
            negative_prompt=self.negative.toPlainText()[:MAX_CHARACTERS],
        )

    def _show(self, recipe: Recipe) -> None:
        self.words.set_text(recipe.prompt)
        self.negative.set_text(recipe.negative_prompt)
