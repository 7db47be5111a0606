"""What the program does around its windows."""

import contextlib
import sqlite3
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from core.commands.opening import open_engine
from core.library import Library
from core.packs import Pack
from gui.app import show_windows
from gui.preferences import Preferences


def test_library_that_can_not_be_shown_is_told_in_a_box_and_closed(
    qapp: QApplication, preferences: Preferences, demo_pack: Pack, tmp_path: Path
) -> None:
    library = Library(tmp_path / "library")
    told: list[str] = []

    def read() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            told.append(box.text())
            box.accept()
        else:
            QTimer.singleShot(50, read)

    QTimer.singleShot(0, read)
    with contextlib.closing(sqlite3.connect(tmp_path / "library" / "library.db")) as other:
        other.execute("BEGIN IMMEDIATE")  # its first project can't be made
        code = show_windows(qapp, preferences, open_engine, demo_pack, library)

    assert code == 1
    assert told == ["Another program is using the library. Close it."]
    Library(tmp_path / "library").close()  # it is not locked
