"""Bundles that are fetched and made packs of: one after the other, over restarts of the program."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum, auto
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal

from core.jobs import JobControl, Progress
from core.packs import Pack
from core.packs.bundles import Bundle, Item
from core.packs.installing import Installer
from gui.background import Background
from gui.calls import Call
from gui.failure import Failure
from gui.packs.orders import Order, read_orders, write_orders
from gui.packs.tasks import Task, Tasks


class State(Enum):
    WAITING = auto()  # for those before it
    RUNNING = auto()
    PAUSED = auto()
    FAILED = auto()
    LEFT = auto()  # the program ended meanwhile; it does not go on unasked


class Installation(QObject):
    """One bundle on its way. GUI thread.

    Attributes:
        bundle: what comes.
        order: how the user wants it.
        state: how it stands.
        failure: why it has FAILED.
        kind: the name of the kind of that error, such as "DiskFull".
    """

    changed = Signal()  # the state
    progressed = Signal()

    def __init__(
        self, bundle: Bundle, order: Order, state: State, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.bundle, self.order, self.state = bundle, order, state
        self.failure: Failure | None = None
        self.kind = ""
        self.task: Task | None = None

    @property
    def progress(self) -> Progress | None:
        """What was told last."""
        return self.task.progress if self.task is not None else None

    @property
    def at_work(self) -> bool:
        """Whether it runs, or would."""
        return self.state in (State.WAITING, State.RUNNING, State.PAUSED)

    def become(self, state: State, failure: Failure | None = None, kind: str = "") -> None:
        self.state, self.failure, self.kind = state, failure, kind
        self.changed.emit()


class Installations(QObject):
    """All that are on their way, in their order. What is unfinished is written down. GUI thread."""

    changed = Signal()  # which there are, or the state of one
    stopped = Signal(object)  # Bundle: something went wrong
    refused = Signal(object)  # Failure that belongs to none of them
    installed = Signal(object, object)  # Bundle; Pack, or None for an addition that is in none

    def __init__(
        self,
        home: Path,
        known: tuple[Bundle, ...],
        installer: Callable[[], Installer],
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        """Read nothing yet.

        Args:
            home: of models and packs.
            known: all bundles that there are.
            installer: makes one, for one thread.
            background: for short work.
            parent: takes it along.
        """
        super().__init__(parent)
        self._known = {one.name: one for one in known}
        self._installer, self._background = installer, background
        self._file = home / "installations.json"
        self._tasks = Tasks(self)
        self._all: dict[str, Installation] = {}

    @property
    def all(self) -> tuple[Installation, ...]:
        return tuple(self._all.values())

    @property
    def hosts(self) -> tuple[str, ...]:
        """Computers that are connected to now; empty: none."""
        running = [one for one in self.all if one.state is State.RUNNING]
        return hosts_of(item for one in running for item in one.bundle.items)

    def of(self, bundle: Bundle) -> Installation | None:
        """How a bundle stands; None: it is not on its way."""
        return self._all.get(bundle.name)

    def load(self) -> None:
        """Take up what was unfinished when the program ended; it waits for `go_on`."""
        self._background.run(partial(read_orders, self._file), self._take_up, self.refused.emit)

    def start(self, bundle: Bundle, order: Order | None = None) -> None:
        """Fetch a bundle when its turn comes.

        Its terms must be accepted, and the user must have agreed to the connection.

        Args:
            bundle: what.
            order: how; None: as before, or without a pack to come into.
        """
        one = self._all.get(bundle.name)
        if one is not None and one.at_work:
            return
        if one is None:
            first = order or Order(bundle.name)
            one = self._all[bundle.name] = Installation(bundle, first, State.WAITING, self)
        one.order = order or one.order
        one.task = task = Task(self)
        one.become(State.WAITING)
        Call(task.begun, task, one.become, State.RUNNING)
        task.begun.connect(self.changed)
        Call(task.progressed, task, one.progressed.emit)
        Call(task.done, task, self._done, one, takes=1)
        Call(task.failed, task, self._failed, one, takes=2)
        task.cancelled.connect(self.changed)
        self._tasks.run(partial(_carry_out, self._installer, bundle, one.order), task)
        self._note()

    def go_on(self, bundle: Bundle) -> None:
        """Resume what was paused, or try again; what has arrived counts."""
        one = self._all.get(bundle.name)
        if one is not None and one.state is State.PAUSED and one.task is not None:
            one.task.control.go_on()
            one.become(State.RUNNING if one.task.running else State.WAITING)
            self.changed.emit()
        elif one is not None:
            self.start(bundle)

    def go_on_with(self, orders: Iterable[Order]) -> None:
        """Go on with what was on its way in a window before, without a question."""
        for order in orders:
            if order.name in self._known:
                self.start(self._known[order.name], order)

    def pause(self, bundle: Bundle) -> None:
        """Close its connections for now; those behind it wait, too."""
        one = self._all.get(bundle.name)
        if one is not None and one.task is not None and one.state is State.RUNNING:
            one.task.control.pause()
            one.become(State.PAUSED)
            self.changed.emit()

    def cancel(self, bundle: Bundle, discard: bool) -> None:
        """Give it up.

        Args:
            bundle: what.
            discard: delete what has arrived, unless a pack uses it or another bundle that is on its
                way needs it; else a later try goes on there.
        """
        one = self._all.pop(bundle.name, None)
        if one is None:
            return
        if one.task is not None and not one.task.over:
            one.task.cancel()
            if discard:
                Call(one.task.ended, one.task, self._discard, bundle)
        elif discard:
            self._discard(bundle)
        self._note()

    def stop(self) -> None:
        """End the thread; every byte is kept, and what was unfinished is offered next time."""
        self._tasks.stop()

    def _done(self, one: Installation, pack: Pack | None) -> None:
        if self._all.get(one.bundle.name) is one:
            del self._all[one.bundle.name]
        self._note()
        self.installed.emit(one.bundle, pack)

    def _failed(self, one: Installation, failure: Failure, kind: str) -> None:
        one.become(State.FAILED, failure, kind)
        self.changed.emit()
        if self._all.get(one.bundle.name) is one:
            self.stopped.emit(one.bundle)

    def _discard(self, bundle: Bundle) -> None:
        if self.of(bundle) is not None:
            return  # it was begun again meanwhile
        others = {item.url for one in self.all for item in one.bundle.items}
        items = [item for item in bundle.items if item.url not in others]
        self._background.run(
            lambda: self._installer().discard(items),
            lambda _: self.changed.emit(),
            self.refused.emit,
        )

    def _take_up(self, orders: tuple[Order, ...]) -> None:
        for order in orders:
            name = order.name
            if name in self._known and name not in self._all:
                self._all[name] = Installation(self._known[name], order, State.LEFT, self)
        self.changed.emit()

    def _note(self) -> None:
        """Write down what is unfinished."""
        orders = tuple(one.order for one in self.all)
        self._background.run(partial(write_orders, self._file, orders), _nothing, _nothing)
        self.changed.emit()


def hosts_of(items: Iterable[Item]) -> tuple[str, ...]:
    """The names of the computers on which files lie, each once."""
    names = (urlsplit(item.url).hostname or "" for item in items)
    return tuple(dict.fromkeys(names))


def _carry_out(
    installer: Callable[[], Installer], bundle: Bundle, order: Order, control: JobControl
) -> Pack | None:
    """In the thread."""
    return order.carry_out(installer(), bundle, control)


def _nothing(_: object) -> None:
    pass
