"""Models that lie on this computer already."""

from gui.packs.models import ModelWork
from gui.packs.view import View
from gui.theme import Theme


class FoundView(View):
    """What other programs have, and how it can be used."""

    def __init__(self, work: ModelWork, theme: Theme) -> None:
        super().__init__(
            lambda: self.tr("On this computer"),
            lambda: self.tr("Models of other programs are used where they lie."),
        )
        self._work, self._theme = work, theme
