"""The window's dialogs, which are loaded when they are first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from gui.screens import screen_at

if TYPE_CHECKING:
    from gui.commands import Commands
    from gui.engine_memory import EngineMemory
    from gui.gallery.thumbnails import ThumbnailLoader
    from gui.library_care import LibraryCare
    from gui.preferences import Preferences
    from gui.theme import Theme
    from gui.trash.trash import Trash

_SHARE = 0.9  # of the screen, at most


def open_shortcuts(commands: Commands, parent: QWidget) -> QDialog:
    """The list of all shortcuts."""
    from gui.cheat_sheet import CheatSheet

    return opened(CheatSheet(commands, parent), parent)


def open_settings(
    preferences: Preferences, care: LibraryCare, memory: EngineMemory, parent: QWidget
) -> QDialog:
    """The settings."""
    from gui.settings_dialog import SettingsDialog

    return opened(SettingsDialog(preferences, care, memory, parent), parent)


def open_trash(trash: Trash, thumbnails: ThumbnailLoader, theme: Theme, parent: QWidget) -> QDialog:
    """The trash."""
    from gui.trash.dialog import TrashDialog

    return opened(TrashDialog(trash, thumbnails, theme, parent), parent)


def opened(dialog: QDialog, parent: QWidget) -> QDialog:
    """Open a dialog, no larger than the screen and its frame allow."""
    room = screen_at(parent.frameGeometry().center()).availableSize()
    dialog.resize(dialog.size().boundedTo(room * _SHARE))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def grow(dialog: QDialog) -> None:
    """Make room for the broken lines of texts that came after it was opened."""
    layout = dialog.layout()
    if layout is not None and dialog.isVisible():
        layout.activate()
        high = layout.totalHeightForWidth(dialog.width())
        room = screen_at(dialog.frameGeometry().center()).availableSize()
        dialog.resize(
            dialog.width(), max(dialog.height(), min(high, round(_SHARE * room.height())))
        )
