"""The moment in which a window is there to be seen: what it does not need for that can begin."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

LATEST_MILLISECONDS = 500  # after it was shown: a minimised window is not painted


class FirstPaint(QObject):
    """Watches a window until it and all its parts have been painted once."""

    done = Signal()  # once

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.is_done = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            QTimer.singleShot(LATEST_MILLISECONDS, self, self._tell)
        elif event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(1, self, self._tell)  # its parts are painted before
        return False

    def _tell(self) -> None:
        if not self.is_done:
            self.is_done = True
            self.done.emit()
