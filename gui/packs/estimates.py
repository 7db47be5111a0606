"""What an installation would take: bytes to fetch, room on the disk, and what card there is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from core.computer import free_space, graphics_memory, has_nvidia
from core.packs.bundles import Bundle, Item
from core.packs.installing import Installer
from gui.background import Background
from gui.failure import Failure


@dataclass(frozen=True)
class Estimate:
    """Of one bundle.

    Attributes:
        missing: what has to be fetched; the rest is on this computer.
        fetch: bytes of that, less what earlier tries have left.
        arrived: bytes that these have left.
        needed: bytes that must be free on the disk.
        free: bytes that are.
    """

    missing: tuple[Item, ...]
    fetch: int
    arrived: int
    needed: int
    free: int

    @property
    def fits(self) -> bool:
        return self.free >= self.needed


class Estimates(QObject):
    """Looked up in a thread; `changed` tells. GUI thread.

    Attributes:
        card: bytes of the graphics card's memory; None: there is none that is known of.
        has_driver: whether there is a driver for one.
    """

    changed = Signal()

    def __init__(
        self, installer: Callable[[], Installer], background: Background, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._installer, self._background = installer, background
        self._found: dict[str, Estimate] = {}
        self.card: int | None = None
        self.has_driver = False

    def of(self, bundle: Bundle) -> Estimate | None:
        """None: nobody has looked yet."""
        return self._found.get(bundle.name)

    def look(self, bundles: tuple[Bundle, ...]) -> None:
        """Look at the disk anew."""
        work = partial(_estimates, self._installer, bundles)
        self._background.run(work, self._looked, _pass_over)

    def look_at_card(self) -> None:
        """Ask the driver; once is enough."""
        self._background.run(lambda: (has_nvidia(), graphics_memory()), self._saw, _pass_over)

    def _looked(self, found: dict[str, Estimate]) -> None:
        self._found |= found
        self.changed.emit()

    def _saw(self, found: tuple[bool, int | None]) -> None:
        self.has_driver, self.card = found
        self.changed.emit()


def _estimates(
    make_installer: Callable[[], Installer], bundles: tuple[Bundle, ...]
) -> dict[str, Estimate]:
    """In the thread."""
    installer = make_installer()
    free = free_space(installer.home)
    found: dict[str, Estimate] = {}
    for bundle in bundles:
        missing = tuple(installer.missing(bundle.items))
        arrived = installer.arrived(missing)
        fetch = max(0, sum(item.bytes for item in missing) - arrived)
        found[bundle.name] = Estimate(missing, fetch, arrived, installer.needed(missing), free)
    return found


def _pass_over(failure: Failure) -> None:
    """Then nothing is told beforehand; the installation itself says what is wrong."""
