"""What the parts of the page of models share: the packs, the way to files, and work on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.packs import Manifest, Pack, PackStore, removing
from core.packs.additions import Target, targets
from core.packs.bundles import ADDITIONS, BUNDLES, Bundle
from core.packs.catalogue import CATALOGUE, Known, known
from core.packs.download import USUAL, Manner
from core.packs.importing import Stock
from core.packs.installing import Installer
from core.packs.network import Network
from core.packs.terms import Acceptances
from core.packs.tokens import Tokens
from core.people.record import today
from core.settings import data_folder
from gui.background import Background
from gui.packs.estimates import Estimates
from gui.packs.finding import Finding
from gui.packs.installations import Installations
from gui.packs.orders import Order
from gui.packs.tasks import Tasks

SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "packs"


@dataclass(frozen=True)
class Setup:
    """What models are made of; tests give another one.

    Attributes:
        home: where models, packs, accepted terms and fingerprints are kept.
        bundles: packs that can be fetched.
        additions: further models that can be.
        tokens: for files that are only given to known people.
        network: how connections are made; None: the usual way, with these tokens.
        catalogue: which files are published, for a scan.
        lookup: the same for pickles that are to be converted.
        manner: how files are fetched.
    """

    home: Path = field(default_factory=data_folder)
    bundles: tuple[Bundle, ...] = BUNDLES
    additions: tuple[Bundle, ...] = ADDITIONS
    tokens: Tokens = field(default_factory=Tokens)
    network: Network | None = None
    catalogue: tuple[Known, ...] = CATALOGUE
    lookup: Callable[[str], Known | None] = known
    manner: Manner = USUAL


class ModelWork(QObject):
    """The models of this user. GUI thread, but for what is said to be for any.

    Attributes:
        drawing: the name of the pack that draws.
        setup: see `Setup`; `setup.home / "packs"` is where a new pack's folder belongs.
        tokens: for files that are only given to known people. Any thread.
        network: the way to files. Any thread.
        accepted: which terms this user has accepted.
        stock: what the last scan has found; used in place by installations from then on.
        background: for short work, such as to list packs.
        targets: for each addition the packs, with the reasons why it can't come into some.
        removed: packs that were taken away, with where they are until the window is closed.
        estimates: what installations would take.
        installations: bundles that are fetched.
        looking: for what reads many or large files: scans, checks, packs that are made. One piece
            of work at a time, cancelled when the window is closed:

                task = work.looking.run(partial(scanner.scan, folders))
                task.progressed.connect(...)  # core.jobs.Progress
                task.done.connect(work.found)  # in the GUI thread
                task.failed.connect(...)  # Failure, kind; tell it or `work.refused.emit(failure)`
        finding: scans the folders of this computer; `finding.begin` does so once.
    """

    packs_changed = Signal()  # `packs` is another list
    found_changed = Signal()  # `stock` is another one
    targets_changed = Signal()  # `targets` are others
    removed_changed = Signal()  # `removed` is another list
    made = Signal(object)  # Pack: it is new; the page offers it for use
    wanted = Signal(object)  # Pack: it is to draw from now on
    refused = Signal(object)  # Failure: the page tells it above everything

    def __init__(self, setup: Setup, manifest: Manifest, parent: QObject | None = None) -> None:
        """Read nothing yet.

        Args:
            setup: see `Setup`.
            manifest: of the pack that draws.
            parent: takes it along.
        """
        super().__init__(parent)
        self.setup, self._manifest = setup, manifest
        self.drawing = manifest.name
        self.tokens = setup.tokens
        self.network = setup.network or Network(token=self.tokens)
        self.accepted = Acceptances(setup.home / "accepted-terms.json")
        self.stock = Stock()
        self.packs: tuple[Pack, ...] = ()
        self.targets: dict[str, tuple[Target, ...]] = {}
        self.removed: tuple[tuple[Pack, Path], ...] = ()
        self.background = Background(self)
        self.looking = Tasks(self)
        self.finding = Finding(setup.home, setup.catalogue, self.looking, self)
        self.finding.found.connect(self.found)
        self.finding.refused.connect(self.refused)
        self.installations = Installations(
            setup.home, self.known, self.installer, self.background, self
        )
        self.installations.refused.connect(self.refused)
        self.installations.installed.connect(self._installed)
        self.estimates = Estimates(self.installer, self.background, self)

    @property
    def known(self) -> tuple[Bundle, ...]:
        """All bundles and additions."""
        return (*self.setup.bundles, *self.setup.additions)

    @property
    def folder(self) -> Path:
        """Where this user's packs are."""
        return self.setup.home / "packs"

    def is_outdated(self, pack: Pack) -> bool:
        """Whether this is the pack that draws, and was changed since the window has opened."""
        return pack.manifest.name == self.drawing and pack.manifest != self._manifest

    def load(self) -> None:
        """List the packs and what was left unfinished; signals tell."""
        self.installations.load()
        self.list_packs()
        self.estimates.look(self.known)
        self.estimates.look_at_card()

    def list_packs(self) -> None:
        """List the packs anew; `packs_changed` tells."""
        store = PackStore(SHIPPED, self.folder)
        self.background.run(store.list, self._listed, self.refused.emit)

    def found(self, stock: Stock) -> None:
        """A scan has ended: installations use what it has found from now on."""
        self.stock = stock
        self.estimates.look(self.known)
        self.found_changed.emit()

    def add(self, pack: Pack) -> None:
        """A pack was made or installed: it is listed, and offered for use."""
        self.list_packs()
        self.made.emit(pack)

    def use(self, pack: Pack) -> None:
        """Have this pack draw from now on."""
        self.wanted.emit(pack)

    def remove(self, pack: Pack) -> None:
        """Take a pack away, which `restore` brings back until the window is closed."""
        self.background.run(
            partial(removing.set_aside, pack, self.setup.home),
            partial(self._removed, pack),
            self.refused.emit,
        )

    def restore(self) -> None:
        """Bring back the pack that was taken away last."""
        if self.removed:
            pack, trashed = self.removed[-1]
            self.removed = self.removed[:-1]
            self.background.run(
                partial(removing.put_back, trashed, pack.folder),
                lambda _: self.list_packs(),
                self.refused.emit,
            )
            self.removed_changed.emit()

    def installer(self) -> Installer:
        """What makes a bundle a pack, with what the last scan has found; for one thread."""
        setup = self.setup
        return Installer(self.network, setup.home, self.stock, setup.lookup, setup.manner)

    def stop(self) -> None:
        """Cancel what goes on and end the threads; the window is closing."""
        self.installations.stop()
        self.looking.stop()
        self.background.stop()
        removing.end_aside(self.setup.home)

    def _removed(self, pack: Pack, trashed: Path) -> None:
        self.removed = (*self.removed, (pack, trashed))
        self.removed_changed.emit()
        self.list_packs()
        self.estimates.look(self.known)

    def agree(self, bundle: Bundle, order: Order) -> None:
        """The user accepts all terms of a bundle, and wants it to be fetched."""
        self.background.run(
            partial(_accept, self.accepted, bundle),
            partial(self._agreed, bundle, order),
            self.refused.emit,
        )

    def _agreed(self, bundle: Bundle, order: Order, _: None) -> None:
        self.installations.start(bundle, order)

    def _installed(self, bundle: Bundle, pack: Pack | None) -> None:
        self.estimates.look(self.known)
        if pack is not None:
            self.add(pack)

    def _listed(self, packs: tuple[Pack, ...]) -> None:
        self.packs = packs
        self.packs_changed.emit()
        self.background.run(
            partial(_targets, self.setup.additions, packs, self.folder),
            self._asked,
            self.refused.emit,
        )

    def _asked(self, found: dict[str, tuple[Target, ...]]) -> None:
        self.targets = found
        self.targets_changed.emit()


def _targets(
    additions: tuple[Bundle, ...], packs: tuple[Pack, ...], folder: Path
) -> dict[str, tuple[Target, ...]]:
    """In a thread, as it reads of the base models."""
    return {one.name: targets(one, packs, folder) for one in additions}


def _accept(accepted: Acceptances, bundle: Bundle) -> None:
    """In a thread, as it is written to the disk."""
    for one in bundle.terms:
        if one.to_accept and accepted.when(one) is None:
            accepted.accept(one, today())
