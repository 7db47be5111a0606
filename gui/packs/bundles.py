"""What can be fetched, and how that goes."""

from gui.packs.models import ModelWork
from gui.packs.view import View
from gui.theme import Theme


class BundlesView(View):
    """A card for each bundle and addition."""

    def __init__(self, work: ModelWork, theme: Theme) -> None:
        super().__init__(
            lambda: self.tr("To download"),
            lambda: self.tr(
                "Official models, from their publishers. Nothing is fetched before you say so."
            ),
        )
        self._work, self._theme = work, theme
