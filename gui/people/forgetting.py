"""*Forget this person* in the window: whoever holds something of them lets go first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from core.library import Library
from core.library.forgetting import Traces
from core.library.queue import State
from core.people.links import without_person
from core.people.record import Person
from core.recipe import Recipe
from core.told import Told
from gui.background import Background
from gui.draft import Draft
from gui.drawing import Drawing
from gui.failure import Failure
from gui.gallery.model import PictureModel
from gui.panels.sources import Sources
from gui.people.people import People
from gui.projects.projects import Projects
from gui.tabs import Tabs
from gui.worker import Worker

_PAUSE = 100  # milliseconds between two looks whether what runs has stopped


class Window(Protocol):
    """What of the window holds something of people."""

    library: Library
    draft: Draft
    worker: Worker
    background: Background
    sources: Sources
    pictures: PictureModel
    projects: Projects
    drawing: Drawing
    tabs: Tabs


class Forgetting(QObject):
    """Forgets one person after another. GUI thread.

    Jobs of the queue that name them go, and what is drawn of them is stopped; drafts that are being
    edited lose them; all that waits to be written is written. Only then the library forgets. After
    it nothing of them is left in memory either: the undo list, photos, open comparisons, and what
    the engine has seen.
    """

    forgotten = Signal(object)  # Traces: what went
    refused = Signal(object)  # Failure

    def __init__(self, window: Window, people: People, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._people = window, people
        self.busy = False

    def forget(self, person: Person, portraits: bool, page: QWidget | None = None) -> None:
        """Forget somebody; `forgotten` tells, or `refused` why not.

        Args:
            person: who.
            portraits: whether the portraits that were made of them go too.
            page: stays open beside the canvas; all others show or hold what was drawn.
        """
        if self.busy:
            return
        if self._window.sources.adding:  # a draft does not name it yet
            self.refused.emit(
                Failure(Told("A photo is being opened."), Told("Try again in a moment."))
            )
            return
        self._be_busy(True)
        for at in reversed(range(1, self._window.tabs.count())):
            other = self._window.tabs.widget(at)
            if other is not None and other is not page:
                self._window.tabs.close_page(other)
        self._people.adding.forget(person.id)
        self._stop_drawing(person, portraits)

    def _without(self, person: Person, recipe: Recipe) -> Recipe | None:
        others = {entry.person.id for entry in self._people.entries} - {person.id}
        return without_person(recipe, person.id, person.keys, others)

    def _stop_drawing(self, person: Person, portraits: bool) -> None:
        """Go on once nothing of them is drawn any more."""
        queue = self._window.worker.queue
        jobs = [job for job in queue.jobs() if self._without(person, job.recipe) is not None]
        numbers = [job.id for job in jobs]
        queue.cancel(*numbers)
        if any(job.state is State.RUNNING for job in queue.jobs() if job.id in numbers):
            QTimer.singleShot(_PAUSE, self, partial(self._stop_drawing, person, portraits))
            return
        queue.dismiss(*numbers)
        self._settle(person, portraits, len(numbers))

    def _settle(self, person: Person, portraits: bool, jobs: int) -> None:
        """Write what waits for it, with drafts that do not name them."""
        window, drafts = self._window, 0
        if (left := self._without(person, window.draft.recipe)) is not None:
            window.draft.begin(left)
            window.projects.autosave.note(window.projects.current, left)
            drafts = 1
        window.projects.autosave.flush()
        done = partial(self._begin, person, portraits, jobs, drafts)
        window.pictures.settle(lambda: window.projects.ask(lambda: None, lambda _: done()))

    def _begin(self, person: Person, portraits: bool, jobs: int, drafts: int) -> None:
        window = self._window

        def work() -> Traces:
            window.worker.queue.keep()
            return window.library.forget_person(person.id, portraits)

        window.background.run(
            work, partial(self._done, person, portraits, jobs, drafts), self._failed
        )

    def _done(
        self, person: Person, portraits: bool, jobs: int, drafts: int, traces: Traces
    ) -> None:
        window = self._window
        window.draft.history.clear()
        window.sources.forget(self._still_needed(person.keys))
        self._people.drop(person.id)
        self._release()
        self._be_busy(False)
        window.projects.refresh()
        window.projects.opened.emit(window.projects.current, window.draft.recipe)
        more = {"drafts": traces.drafts + drafts, "jobs": traces.jobs + jobs}
        self.forgotten.emit(replace(traces, **more))

    def _still_needed(self, gone: Collection[str]) -> set[str]:
        known = {key for entry in self._people.entries for key in entry.person.keys}
        return (known | self._window.draft.recipe.sources()) - set(gone)

    def _release(self) -> None:
        """The engine knows faces that it has seen: it starts anew, once it is idle."""
        worker = self._window.worker
        if worker.isRunning() and not worker.release_engine():
            QTimer.singleShot(10 * _PAUSE, self, self._release)

    def _failed(self, failure: Failure) -> None:
        self._be_busy(False)
        self._people.load()
        self.refused.emit(failure)

    def _be_busy(self, busy: bool) -> None:
        self.busy = busy
        self._window.draft.history.rest(busy)
