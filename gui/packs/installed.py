"""The packs that there are, and what can be done with each."""

from gui.packs.models import ModelWork
from gui.packs.view import View
from gui.theme import Theme


class InstalledView(View):
    """A card for each pack."""

    def __init__(self, work: ModelWork, theme: Theme) -> None:
        super().__init__(
            lambda: self.tr("Installed"),
            lambda: self.tr("A pack is a set of models that draws. One of them is in use."),
        )
        self._work, self._theme = work, theme
