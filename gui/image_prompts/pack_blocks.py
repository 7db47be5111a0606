"""The blocks of the pack's UNet, read in the background when they are first asked for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.packs import default_store
from core.packs.listening import listening_blocks
from core.told import Sentence, Told
from gui.background import Background
from gui.failure import Failure


class PackBlocks(QObject):
    """Which they are, or why that can't be told. GUI thread."""

    changed = Signal()

    def __init__(self, pack: str, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pack, self._background = pack, background
        self._asked = False
        self.names: tuple[str, ...] = ()
        self.trouble: Sentence = ""

    def fetch(self) -> None:
        """See to it that they are known; `changed` tells when."""
        if not self._asked:
            self._asked = True
            pack = self._pack
            read = lambda: listening_blocks(default_store().named(pack))
            self._background.run(read, self._know, self._failed)

    def _know(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.trouble = "" if names else Told("This pack's UNet has no cross-attention.")
        self.changed.emit()

    def _failed(self, failure: Failure) -> None:
        self.trouble = failure.message
        self.changed.emit()
