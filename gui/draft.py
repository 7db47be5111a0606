"""The Recipe that the panels are editing."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from core.recipe import Identity, ImagePrompt, Recipe


class Draft(QObject):
    """Holds one immutable Recipe; panels read `recipe` and call `update` and its kin."""

    changed = Signal(object)  # Recipe

    def __init__(self, recipe: Recipe, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._recipe = recipe

    @property
    def recipe(self) -> Recipe:
        return self._recipe

    def replace(self, recipe: Recipe) -> None:
        if recipe != self._recipe:  # ends the echo between panel and draft
            self._recipe = recipe
            self.changed.emit(recipe)

    def update(self, **changes: Any) -> None:
        self.replace(self._recipe.model_copy(update=changes))

    def update_sampling(self, **changes: Any) -> None:
        self.update(sampling=self._recipe.sampling.model_copy(update=changes))

    @property
    def identity(self) -> Identity | None:
        """The person, if one is chosen; this window edits the first."""
        return self._recipe.identities[0] if self._recipe.identities else None

    def set_identity(self, identity: Identity | None) -> None:
        others = self._recipe.identities[1:]
        self.update(identities=(identity, *others) if identity else others)

    @property
    def image_prompt(self) -> ImagePrompt | None:
        """The image prompt, if there is one; this window edits the first."""
        return self._recipe.image_prompts[0] if self._recipe.image_prompts else None

    def set_image_prompt(self, prompt: ImagePrompt | None) -> None:
        others = self._recipe.image_prompts[1:]
        self.update(image_prompts=(prompt, *others) if prompt else others)
