"""What core calls things, as the window calls them."""

from gui.forms.spec import translated
from gui.language import in_language


def spoken(words: str) -> str:
    """A sentence of `core.told`, or a title of a recipe's field, in the language of today."""
    told = in_language(words)
    return told if told != words else translated(words)
