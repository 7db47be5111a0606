"""Looking for models in the folders of this computer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.errors import UserError
from core.jobs import JobControl
from core.packs.catalogue import Known
from core.packs.hashes import HashBook
from core.packs.importing import Scanner, Stock
from core.packs.places import program_of
from core.packs.searched import Place, SearchedFolders
from gui.calls import Call
from gui.failure import Failure
from gui.packs.found_rows import Group, rows_of
from gui.packs.tasks import Task, Tasks


class Finding(QObject):
    """Scans the folders that are to be looked through. GUI thread.

    Args:
        home: where fingerprints are kept, and which folders were added.
        catalogue: which files are published.
        tasks: do it.

    Attributes:
        places: the folders.
        counts: how many models were found, by folder of `places`.
        scanned: whether a scan has ended, and nothing was changed since.
    """

    found = Signal(object)  # Stock
    changed = Signal()  # `places`, `busy`, `scanned`
    progressed = Signal(object)  # Progress
    refused = Signal(object)  # Failure

    def __init__(
        self,
        home: Path,
        catalogue: tuple[Known, ...],
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._home, self._catalogue, self._tasks = home, catalogue, tasks
        self._searched = SearchedFolders(home / "model-folders.json")
        self._unkept: list[Path] = []  # folders that were added, but could not be remembered
        self._task: Task | None = None
        self.places: tuple[Place, ...] = ()
        self.counts: dict[Path, int] = {}
        self.scanned = False

    @property
    def busy(self) -> bool:
        return self._task is not None

    def begin(self) -> None:
        """Look for models, unless that was done or is going on."""
        if not self.scanned and not self.busy:
            self.scan()

    def scan(self) -> None:
        """Look through all folders anew; one that is going on is given up."""
        if self._task is not None:
            self._task.cancel()
        self.scanned = False
        self._run(partial(_places, self._searched, tuple(self._unkept)), self._placed)

    def cancel(self) -> None:
        """Stop; what was found before stays."""
        if self._task is not None:
            self._task.cancel()

    def add(self, *given: Path) -> None:
        """Look through further folders, now and later; a file stands for its folder."""
        for one in given:
            folder = (one if one.is_dir() else one.parent).absolute()
            if not self._keep(partial(self._searched.add, folder)):
                self._unkept.append(folder)
        self.scan()

    def remove(self, folder: Path) -> None:
        """Forget a folder that was added."""
        if folder in self._unkept:
            self._unkept.remove(folder)
        else:
            self._keep(partial(self._searched.remove, folder))
        self.scan()

    def search(self, folder: Path, searched: bool) -> None:
        """Look through a folder, or leave it alone."""
        self._keep(partial(self._searched.search, folder, searched))
        self.scan()

    def _keep(self, change: Callable[[], None]) -> bool:
        """Whether it could be written; that it could not is told."""
        try:
            change()
        except UserError as error:
            self.refused.emit(Failure.of(error))
            return False
        return True

    def _run(self, work: Callable[[JobControl], object], done: Callable[..., object]) -> None:
        self._task = task = Task(self)
        task.progressed.connect(self.progressed)
        Call(task.done, task, self._done, task, done, takes=1)
        Call(task.failed, task, self._failed, task, takes=1)
        Call(task.cancelled, task, self._over, task)
        task.ended.connect(task.deleteLater)
        self._tasks.run(work, task)
        self.changed.emit()

    def _done(self, task: Task, done: Callable[..., object], answer: object) -> None:
        if task is self._task:
            done(answer)

    def _placed(self, places: tuple[Place, ...]) -> None:
        self.places = places
        self._run(partial(_scan, places, self._home, self._catalogue), self._scanned)

    def _scanned(self, stock: Stock) -> None:
        self.counts = _count(self.places, stock)
        self.scanned, self._task = True, None
        self.found.emit(stock)
        self.changed.emit()

    def _failed(self, task: Task, failure: Failure) -> None:
        self.refused.emit(failure)
        self._over(task)

    def _over(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            self.changed.emit()


def _places(
    searched: SearchedFolders, unkept: tuple[Path, ...], control: JobControl
) -> tuple[Place, ...]:
    """In a thread: the folders may lie on slow disks."""
    places = searched.places()
    known = {place.folder for place in places}
    new = (folder for folder in unkept if folder not in known)
    return (*places, *(Place(folder, program_of(folder), True, True) for folder in new))


def _scan(
    places: tuple[Place, ...], home: Path, catalogue: tuple[Known, ...], control: JobControl
) -> Stock:
    """In a thread."""
    scanner = Scanner(catalogue, HashBook(home / "hashes.json"))
    return scanner.scan([place.folder for place in places if place.searched], control)


def _count(places: tuple[Place, ...], stock: Stock) -> dict[Path, int]:
    """Each model counts for the innermost folder."""
    counts = {place.folder: 0 for place in places}
    for row in rows_of(stock):
        home = next((one for one in row.path.parents if one in counts), None)
        if home is not None and row.group is not Group.REFUSED:
            counts[home] += 1
    return counts
