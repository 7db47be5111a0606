"""How large the picture becomes, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.recipe import Recipe
from gui.panels.sources import Sources
from gui.pictured import Size, finished_size, picture_size
from gui.retouch.edits import StartEdits

translate = QCoreApplication.translate
_SQUARE = 0.01  # of the proportions, which are the same to the eye


def size_words(recipe: Recipe, edits: StartEdits) -> str:
    """What becomes of the start image; empty while it is not known."""
    start, image = recipe.start, edits.image_size
    if start is None or image is None:
        return ""
    size = picture_size(recipe, edits.sources)
    if not start.retouches:
        return _enlarged(_scaled(image, size), recipe, edits.sources)
    if any(start.extend):
        words = translate("StartPanel", "The picture becomes {0}: the start image's {1}, extended.")
        words = words.format(spoken(size), spoken(image))
    elif start.strength == 0:
        words = translate("StartPanel", "The start image stays as it is, {0}.").format(spoken(size))
    else:
        words = translate("StartPanel", "The picture keeps the start image's size, {0}.")
        words = words.format(spoken(size))
    return _enlarged(words, recipe, edits.sources)


def enlarged_words(recipe: Recipe, sources: Sources) -> str:
    """From which size to which the picture is enlarged."""
    before, after = picture_size(recipe, sources), finished_size(recipe, sources)
    words = translate("EnlargePanel", "From {0} to {1} pixels.")
    return words.format(f"{before[0]} × {before[1]}", f"{after[0]} × {after[1]}")


def spoken(size: Size) -> str:
    return translate("StartPanel", "{0} × {1} pixels").format(*size)


def _scaled(image: Size, size: Size) -> str:
    wide = image[0] * size[1] - image[1] * size[0]
    if image == size:
        words = translate("StartPanel", "The picture has the start image's size, {0}.")
    elif abs(wide) <= _SQUARE * image[0] * size[1]:
        words = translate("StartPanel", "It is scaled to the size of the picture, {0}.")
    elif wide > 0:
        words = translate(
            "StartPanel", "It is scaled to the size of the picture, {0}; its sides are cut off."
        )
    else:
        words = translate(
            "StartPanel",
            "It is scaled to the size of the picture, {0}; its top and bottom are cut off.",
        )
    return words.format(spoken(size))


def _enlarged(words: str, recipe: Recipe, sources: Sources) -> str:
    if recipe.upscale is None:
        return words
    both = translate("StartPanel", "{0} Then it is enlarged to {1}.")
    return both.format(words, spoken(finished_size(recipe, sources)))
