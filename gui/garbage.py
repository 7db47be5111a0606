"""Python's search for reference cycles, kept in the GUI thread."""

import gc

from PySide6.QtCore import QObject, QTimer

_MILLISECONDS = 1000


class GarbageCollector(QObject):
    """Looks for cycles once a second, from the event loop, and nowhere else.

    By itself Python collects in whatever thread happens to allocate. A window that is part of a
    cycle is then destroyed in that thread, and Qt crashes: only the GUI thread may do that.

    What exists already is left out of the search, which makes it short.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self, interval=_MILLISECONDS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def stop(self) -> None:
        """Collect all there is, and leave the rest to Python again."""
        self._timer.stop()
        gc.unfreeze()
        gc.collect()
        gc.enable()

    def _collect(self) -> None:
        """As Python does it: the older the objects, the rarer they are looked at."""
        due = [
            generation
            for generation, (count, limit) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > limit
        ]
        if due:
            gc.collect(due[-1])
