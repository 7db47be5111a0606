"""The window's dialogs, which are loaded when they are first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

if TYPE_CHECKING:
    from gui.commands import Commands
    from gui.engine_memory import EngineMemory
    from gui.library_care import LibraryCare
    from gui.preferences import Preferences


def open_shortcuts(commands: Commands, parent: QWidget) -> QDialog:
    """The list of all shortcuts."""
    from gui.cheat_sheet import CheatSheet

    return _opened(CheatSheet(commands, parent))


def open_settings(
    preferences: Preferences, care: LibraryCare, memory: EngineMemory, parent: QWidget
) -> QDialog:
    """The settings."""
    from gui.settings_dialog import SettingsDialog

    return _opened(SettingsDialog(preferences, care, memory, parent))


def _opened(dialog: QDialog) -> QDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
