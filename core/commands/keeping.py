"""What the CLI draws, kept in the library of the window."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from core.library import Library
from core.library.base import ReadOnlyLibrary
from core.library.names import FIRST
from core.portrait import Portrait

if TYPE_CHECKING:
    import numpy as np


class Keeping:
    """Keeps portraits in the project that was opened last.

    The library is open only while something is kept, so that the window can be used meanwhile.

    Args:
        folder: the library, which is made if it is not there.
        sources: the images that the recipes name, RGB uint8 by fingerprint.

    Raises:
        UserError: if nothing can be kept there; better now than after the drawing.
    """

    def __init__(self, folder: Path, sources: "Mapping[str, np.ndarray]") -> None:
        self._folder, self._sources = folder, sources
        self._open().close(keep_trash=True)

    def keep(self, portrait: Portrait, file: Path) -> None:
        """Keep a portrait that was saved in a file; once, however often it is drawn.

        Raises:
            UserError: if the disk is full or failing, or the window is open by now.
        """
        library = self._open()
        try:
            if library.kept_as(file) is None:
                for image in self._sources.values():
                    library.add_source(image)
                project = library.last_opened()
                if project is None:
                    project = library.create_project(FIRST).id
                library.save(portrait, project)
        finally:
            library.close(keep_trash=True)  # it is the window's to empty

    def _open(self) -> Library:
        library = Library(self._folder)
        if not library.writable:
            library.close()
            raise ReadOnlyLibrary("This library is read-only.")
        return library
