"""What the CLI draws, kept in the library of the window."""

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import UserError
from core.library import Library
from core.library.base import ReadOnlyLibrary
from core.library.chosen import open_chosen
from core.library.names import FIRST
from core.portrait import Portrait
from core.terminal import say
from core.told import Told

if TYPE_CHECKING:
    import numpy as np


class Keeping:
    """Keeps portraits in the project that was opened last, of the library that the window opens.

    The library is open only while something is kept, so that the window can be used meanwhile.

    Args:
        sources: the images that the recipes name, RGB uint8 by fingerprint.

    Attributes:
        elsewhere: why it is not the library that was chosen; None: it is.

    Raises:
        UserError: if nothing can be kept there; better now than after the drawing.
    """

    def __init__(self, sources: "Mapping[str, np.ndarray]") -> None:
        self._sources = sources
        self._left: list[tuple[Portrait, Path]] = []
        library, self.elsewhere = open_chosen()
        self._folder = library.folder
        writable = library.writable
        library.close(keep_trash=True)
        if not writable:
            raise ReadOnlyLibrary("This library is read-only.")

    def keep(self, portrait: Portrait, file: Path) -> None:
        """Keep a portrait that was saved in a file; once, however often it is drawn.

        While the window is open by now, or the disk is full, it waits for the next call.
        """
        self._left.append((portrait, file))
        with contextlib.suppress(UserError):
            self._keep_what_is_left()

    def finish(self) -> None:
        """Keep what still waits.

        Raises:
            UserError: if some of it can't be kept; the files are there nevertheless.
        """
        try:
            self._keep_what_is_left()
        except UserError as error:
            names = tuple(file.name for _, file in self._left)
            raise UserError(
                Told("Saved but not kept in the library: {0}. {1}", names, error.message),
                error.hint,
            ) from error

    def _keep_what_is_left(self) -> None:
        if not self._left:
            return
        library = Library(self._folder)
        try:
            project = library.last_opened()
            while self._left:
                portrait, file = self._left[0]
                if library.kept_as(file) is None:
                    for image in self._sources.values():
                        library.add_source(image)
                    if project is None:
                        project = library.create_project(FIRST).id
                    library.save(portrait, project)
                del self._left[0]
        finally:
            library.close(keep_trash=True)  # it is the window's to empty


def begin_to_keep(sources: "Mapping[str, np.ndarray]") -> Keeping:
    """Open a library to keep pictures in, and say so if it is not the chosen one."""
    keeping = Keeping(sources)
    if keeping.elsewhere is not None:
        say(keeping.elsewhere.sentence())
    return keeping


def finish_quietly(keeping: Keeping) -> None:
    """Keep what waits, while other trouble is what the program ends with."""
    try:
        keeping.finish()
    except UserError as error:
        say(error.sentence())
