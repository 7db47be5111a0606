"""How large the picture of a recipe becomes, as far as the window knows its start image."""

from __future__ import annotations

from core.errors import BadInput
from core.recipe import Recipe
from core.retouch import sizes
from gui.panels.sources import Sources

Size = tuple[int, int]  # width and height


def picture_size(recipe: Recipe, sources: Sources) -> Size:
    """Before it is enlarged; that of the sampling as long as the start image is being read."""
    return sizes.picture_size(_known(recipe, sources), sources.size)


def finished_size(recipe: Recipe, sources: Sources) -> Size:
    """When all is done; without the enlarging where the picture would be too large."""
    known = _known(recipe, sources)
    try:
        return sizes.finished_size(known, sources.size)
    except BadInput:
        return sizes.picture_size(known, sources.size)


def reframed(after: Recipe, before: Recipe, sources: Sources) -> Recipe:
    """Faces that were placed by hand where they stood; see `core.retouch.sizes.reframed`."""
    if any(_known(one, sources) is not one for one in (after, before)):
        return after
    return sizes.reframed(after, before, sources.size)


def _known(recipe: Recipe, sources: Sources) -> Recipe:
    """The recipe, or one without the start image where it has a size that isn't known."""
    start = recipe.start
    if start is None or not start.retouches:
        return recipe
    sources.fetch(start.image, with_faces=False)
    photo = sources.photo(start.image)
    if photo is None or photo.image.isNull():
        return recipe.model_copy(update={"start": None})
    return recipe
