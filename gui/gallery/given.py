"""What was dropped on the window or opened: looked into in a thread, and told by its kind."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal

from core.library import Library
from core.parameters import Loaded
from core.recipe import Recipe
from gui.background import Background
from gui.draft import Draft
from gui.gallery import files
from gui.gallery.files import Found, Kept
from gui.panels.drops import source_of


class Given(QObject):
    """Tells each picture by one of its signals.

    Args:
        draft: what a recipe that names only a part is based on.
        library: whose own pictures are known again.
        background: where files are read.
    """

    kept = Signal(object, object)  # Picture, Project: the file is one of the library's own
    recipe = Signal(object, object)  # Recipe, its picture: RGB uint8 (h, w, 3)
    sheet = Signal(object, object)  # core.compare.grid.Opened, its picture: the same
    reference = Signal(str, object)  # name, gui.panels.drops.Source
    refused = Signal(object)  # Failure: what could not be done, or only in part

    def __init__(
        self, draft: Draft, library: Library, background: Background, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._draft, self._library, self._background = draft, library, background
        self.project: int | None = None  # whose copy of a picture is meant where there are several

    def take(self, data: QMimeData) -> None:
        """Look into what was dropped: one picture."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self._look(files.look_into, paths[0])
        elif (found := source_of(data)) is not None:
            self.reference.emit(*found)
        else:
            self.refused.emit(files.from_the_web())
        if len(paths) > 1:
            self.refused.emit(files.one_of_several(len(paths)))

    def open_file(self, path: Path) -> None:
        """Load the recipe that a file has inside; one without is refused."""
        self._look(files.look_for_recipe, path)

    def _look(self, into: Callable[[Path, Recipe], Found], path: Path) -> None:
        known = self._draft.recipe, self._library, self.project
        look = partial(files.look_for_kept, into, path, *known)
        self._background.run(look, partial(self._looked_into, path), self.refused.emit)

    def _looked_into(self, path: Path, answer: tuple[Found, Kept | None]) -> None:
        (loaded, pixels), kept = answer
        if kept is not None:
            self.kept.emit(*kept)
        elif loaded is None:
            self.reference.emit(path.stem, lambda: pixels)
        elif isinstance(loaded, Loaded):
            self.recipe.emit(loaded.recipe, pixels)
            if loaded.left_out:
                self.refused.emit(files.in_part(loaded))
        else:
            self.sheet.emit(loaded, pixels)
