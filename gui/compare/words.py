"""What core calls things, as the window calls them."""

from PySide6.QtCore import QCoreApplication

from core.compare.fields import title_of
from gui.forms.spec import translated
from gui.language import in_language


def spoken(words: str) -> str:
    """A sentence of `core.told`, or a title of a recipe's field, in the language of today."""
    told = in_language(words)
    return told if told != words else translated(words)


def whose(path: str) -> str:
    """The title of a recipe's field, and of what it is: `Image prompts 2: Strength`."""
    part, *rest = path.split(".")
    title = spoken(title_of(path))
    if not rest:
        return title
    number = f" {int(rest[0]) + 1}" if rest[0].isdigit() else ""
    words = QCoreApplication.translate("Words", "{0}: {1}")
    return words.format(f"{spoken(title_of(part))}{number}", title)
