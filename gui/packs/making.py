"""A pack of one's own."""

from gui.packs.models import ModelWork
from gui.packs.view import View
from gui.theme import Theme


class MakingView(View):
    """Chooses the parts of a pack, and makes it."""

    def __init__(self, work: ModelWork, theme: Theme) -> None:
        super().__init__(
            lambda: self.tr("Make a pack"),
            lambda: self.tr("Parts that fit together make a pack of your own."),
        )
        self._work, self._theme = work, theme
