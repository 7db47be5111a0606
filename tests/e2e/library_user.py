"""Opens the window as `main.py` does, and takes the library to another folder and back.

Run as `python -m tests.e2e.library_user FOLDER`; prints one JSON object about what was there.
"""

import json
import sys
import time
from typing import Any

from tests.e2e.deeds import PATIENCE, Deeds, skip_welcome


class User:
    """Stays while windows come and go.

    Attributes:
        windows: all that were shown; the last one is used.
        seen: what was there in each of them.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.windows: list[Any] = []
        self.seen: dict[str, Any] = {
            "shown": [],
            "places": [],
            "pictures": [],
            "engines": [],
            "old": [],
        }

    def there_and_back(self) -> Deeds:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        yield from skip_welcome(self.windows[-1])
        self.windows[-1].draft.update_sampling(steps=2)
        yield from self.draw("an old oak", 1)
        self.note()
        QTest.keyClicks(self.windows[-1].side.prompt.words, ", evening")  # not on the disk yet
        yield from self.copy()
        yield lambda: len(self.windows) == 2 and self.settings is not None
        yield lambda: self.settings.isVisible()
        self.note()
        self.seen["told"] = self.settings.folders.place.text()
        recent = self.settings.folders.recent
        self.seen["recent"] = [recent.itemText(row) for row in range(recent.count())]
        QTest.keyClick(self.settings, Qt.Key.Key_Escape)
        yield from self.draw(", snow", 2)
        grid, pictures = self.windows[-1].gallery.list, self.windows[-1].pictures
        self.windows[-1].activateWindow()  # or its shortcuts don't work
        yield self.windows[-1].isActiveWindow
        grid.setFocus()
        grid.setCurrentIndex(pictures.index(0))
        QTest.keyClick(grid, Qt.Key.Key_Delete)
        yield lambda: pictures.rowCount() == 1
        yield from self.open_settings()
        QTest.keyClick(self.settings.folders.recent, Qt.Key.Key_Down)
        QTest.mouseClick(self.settings.folders.open, Qt.MouseButton.LeftButton)
        yield lambda: len(self.windows) == 3 and self.settings is not None
        self.note()

    @property
    def settings(self) -> Any:
        from gui.settings_dialog import SettingsDialog

        return self.windows[-1].findChild(SettingsDialog)

    def open_settings(self) -> Deeds:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        window = self.windows[-1]
        window.activateWindow()  # or its shortcuts don't work
        yield window.isActiveWindow
        QTest.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
        yield lambda: self.settings is not None

    def draw(self, words: str, pictures: int) -> Deeds:
        """Type words and draw, until there are so many pictures."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        window = self.windows[-1]
        QTest.keyClicks(window.side.prompt.words, words)
        QTest.mouseClick(window.generate_button, Qt.MouseButton.LeftButton)
        yield lambda: window.pictures.rowCount() == pictures and not window.drawing.busy

    def copy(self) -> Deeds:
        """Choose the other folder in the settings, and have the library copied there."""
        from PySide6.QtCore import Qt, QTimer
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QMessageBox, QPushButton

        yield from self.open_settings()
        QTimer.singleShot(200, self.answer)
        QTest.mouseClick(self.settings.folders.change, Qt.MouseButton.LeftButton)
        yield lambda: self.settings.findChild(QMessageBox) is not None
        buttons = self.settings.findChild(QMessageBox).findChildren(QPushButton)
        copy = next(button for button in buttons if "Copy" in button.text())
        QTest.mouseClick(copy, Qt.MouseButton.LeftButton)

    def answer(self) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        name = dialog.findChild(QLineEdit)
        assert name is not None
        name.setText(self.folder)
        QTest.keyClick(name, Qt.Key.Key_Return)

    def note(self) -> None:
        window = self.windows[-1]
        self.seen["shown"].append(window.side.prompt.words.toPlainText())
        self.seen["places"].append(str(window.library.folder))
        self.seen["pictures"].append(window.pictures.rowCount())
        self.seen["engines"].append(window.worker.engine_pid)


def main(folder: str) -> None:
    from shiboken6 import isValid

    import main as likeness
    from gui import app

    user = User(folder)
    deeds = user.there_and_back()
    state: dict[str, Any] = {"ready": lambda: True, "deadline": time.monotonic() + PATIENCE}

    class Watched(app.MainWindow):
        """A window with the user before it."""

        def __init__(self, *parts) -> None:
            user.seen["old"] += [isValid(window) for window in user.windows]
            super().__init__(*parts)

        def showEvent(self, event) -> None:
            super().showEvent(event)
            user.windows.append(self)
            self.startTimer(50)

        def timerEvent(self, event) -> None:
            if self is not user.windows[-1] or not self.isVisible() or state.get("inside"):
                return
            assert time.monotonic() < state["deadline"], "the window did not answer"
            if not state["ready"]():
                return
            state["inside"] = True  # a dialog runs a loop of its own
            try:
                state["ready"] = next(deeds)
            except StopIteration:
                self.killTimer(event.timerId())
                self.close()
            finally:
                state["inside"] = False

    app.MainWindow = Watched
    user.seen["code"] = likeness.main([])
    print(json.dumps(user.seen))


if __name__ == "__main__":
    main(sys.argv[1])
