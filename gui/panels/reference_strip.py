"""The photos of one person, side by side: add, remove, reorder."""

from functools import partial

from PySide6.QtWidgets import QWidget

from gui.commands import Commands
from gui.panels.photo_tile import TILE, PhotoTile
from gui.panels.sources import Photo
from gui.panels.tile_strip import TileStrip
from gui.theme import Theme


class ReferenceStrip(TileStrip):
    """Shows how good each photo is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            TILE,
            lambda: self.tr("Add photos of this person"),
            lambda: self.tr("Drop further photos of this person here, or click."),
            parent,
        )

    def show_photos(self, photos: list[tuple[Photo | None, str]]) -> None:
        """Show these photos with their names; None: it is being opened."""
        self._have_tiles(len(photos))
        for index, (photo, name) in enumerate(photos):
            place = self.tr("Photo {0} of {1}").format(index + 1, len(photos))
            tile = self.tiles[index]
            assert isinstance(tile, PhotoTile)
            tile.show_photo(photo, name, place)
        self._lay_out()

    def add_commands(self, commands: Commands) -> None:
        """The keys of the tile that has the focus."""
        group = lambda: self.tr("Photos of a person")
        earlier, later = partial(self.shift_focused, -1), partial(self.shift_focused, 1)
        for name, text, run, key in (
            ("remove", lambda: self.tr("Remove the photo"), self.remove_focused, "Delete"),
            ("earlier", lambda: self.tr("Move the photo left"), earlier, "Ctrl+Left"),
            ("later", lambda: self.tr("Move the photo right"), later, "Ctrl+Right"),
        ):
            commands.add(f"edit.photo.{name}", group, text, run, self, (key,), everywhere=False)

    def _new_tile(self) -> PhotoTile:
        return PhotoTile(self._theme, self)
