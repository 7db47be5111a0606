"""The window's dialogs, which are loaded when they are first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from gui.screens import opened

if TYPE_CHECKING:
    from gui.commands import Commands
    from gui.engine_memory import EngineMemory
    from gui.gallery.thumbnails import ThumbnailLoader
    from gui.library_care import LibraryCare
    from gui.preferences import Preferences
    from gui.theme import Theme
    from gui.trash.trash import Trash


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
