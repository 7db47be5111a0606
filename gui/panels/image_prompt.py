"""A picture that speaks beside the words, through an IP-Adapter."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from core.packs.manifest import Adapter
from core.recipe import ImagePrompt, Recipe
from gui.draft import Draft
from gui.icons import icon
from gui.panels.card import Card
from gui.panels.drops import DropButton, Source
from gui.panels.fields import SliderField
from gui.panels.photo_view import PhotoView
from gui.panels.sources import Sources
from gui.theme import Theme


class ImagePromptPanel(Card):
    """Edits the draft's image prompt, which speaks through the pack's first adapter."""

    def __init__(
        self,
        draft: Draft,
        adapters: tuple[Adapter, ...],
        sources: Sources,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Image prompt", parent)
        self._draft = draft
        self._adapters = adapters
        self._sources = sources
        self._theme = theme
        self.drop = DropButton("Drop a picture, or choose…", "Choose an image prompt")
        self.drop.setAccessibleName("Choose an image prompt")
        self.drop.setToolTip("A picture whose style and content the portrait takes up.")
        self.drop.setIconSize(QSize(20, 20))
        if not adapters:
            self.drop.setEnabled(False)
            self.drop.setText("Not with this pack")
            self.drop.setToolTip("This pack has no IP-Adapter, which reads image prompts.")
        self.view = PhotoView(theme, 56)
        self.strength = SliderField(ImagePrompt, "strength")
        self.remove = QToolButton()
        self.remove.setProperty("role", "quiet")
        self.remove.setFixedSize(28, 28)
        self.remove.setAccessibleName("Remove the image prompt")
        self.remove.setToolTip("Remove the image prompt")
        self._chosen = QWidget()
        row = QHBoxLayout(self._chosen)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.view)
        row.addWidget(self.strength, 1)
        row.addWidget(self.remove)
        self.body.addWidget(self.drop)
        self.body.addWidget(self._chosen)
        self.drop.given.connect(self.take)
        self.remove.clicked.connect(self._clear)
        self.strength.edited.connect(self._strengthen)
        draft.changed.connect(self._show)
        sources.changed.connect(self._photo_changed)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()
        self._show(draft.recipe)

    def take(self, name: str, source: Source) -> None:
        """Make an image the image prompt, once it is decoded and in the library."""
        self._sources.add(source, self._use, with_faces=False)

    def _use(self, key: str) -> None:
        self._draft.set_image_prompt(
            ImagePrompt(
                images=(key,), adapter=self._adapters[0].name, strength=self.strength.value()
            )
        )

    def _clear(self) -> None:
        self._draft.set_image_prompt(None)
        self.drop.setFocus()

    def _strengthen(self, strength: float) -> None:
        if (prompt := self._draft.image_prompt) is not None:
            self._draft.set_image_prompt(prompt.model_copy(update={"strength": strength}))

    def _show(self, recipe: Recipe) -> None:
        prompt = self._draft.image_prompt
        self._chosen.setVisible(prompt is not None)
        self.drop.setVisible(prompt is None)
        if prompt is not None:
            self.strength.set_value(prompt.strength)
            self._photo_changed(prompt.images[0])
            if self._sources.photo(prompt.images[0]) is None:
                self._sources.fetch(prompt.images[0], with_faces=False)

    def _photo_changed(self, key: str) -> None:
        prompt = self._draft.image_prompt
        if prompt is not None and prompt.images[0] == key:
            self.view.show_photo(self._sources.photo(key))

    def _paint_icons(self) -> None:
        self.drop.setIcon(icon("add-photo", self._theme.color("muted")))
        self.remove.setIcon(icon("close", self._theme.color("muted")))
