"""What the settings do to the library as a whole: erase what was deleted, move to another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from core.library import Library
from gui.erasing import Erasing
from gui.library_parts import LibraryParts
from gui.preferences import Preferences

if TYPE_CHECKING:
    from gui.library_place import LibraryPlace


class LibraryCare(QObject):
    """Makes its parts. GUI thread.

    Attributes:
        erasing: deletes for good.
        successor: the library that a window in place of this one shows; None: it was just closed.
    """

    def __init__(self, parts: LibraryParts, preferences: Preferences, window: QWidget) -> None:
        super().__init__(window)
        self.erasing = Erasing(parts, window)
        self.successor: Library | None = None
        self._window = window
        self._parts, self._preferences = parts, preferences
        self._place: LibraryPlace | None = None

    @property
    def place(self) -> LibraryPlace:
        """Where the library lies; loaded when it is first asked for."""
        if self._place is None:
            from gui.library_place import LibraryPlace

            self._place = LibraryPlace(self._parts, self._preferences, self)
            self._place.opened.connect(self.make_way)
        return self._place

    def stop(self) -> None:
        """End what goes on; the window is closing."""
        if self._place is not None:
            self._place.stop()

    def make_way(self, library: Library) -> None:
        """Close for a window on another library, or with another pack: every part knows the old."""
        self.successor = library
        for dialog in self._window.findChildren(QDialog):
            dialog.close()  # it would outlive the window until that is destroyed
        self._window.close()
