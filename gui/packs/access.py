"""How Likeness gets to files: token, mirror, proxy."""

from gui.packs.models import ModelWork
from gui.packs.view import View
from gui.theme import Theme


class AccessView(View):
    """What is set, and a try."""

    def __init__(self, work: ModelWork, theme: Theme) -> None:
        super().__init__(
            lambda: self.tr("Access"),
            lambda: self.tr("How files are reached when you fetch models."),
        )
        self._work, self._theme = work, theme
