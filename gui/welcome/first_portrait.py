"""The portrait of a sample person that a newcomer has drawn, from the press to the likeness."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from core.faces.alike import Alike
from core.jobs import Progress
from core.library import Library
from core.library.queue import State
from core.packs import Manifest
from core.packs.defaults import default_recipe
from core.picture import Picture
from core.portrait import Portrait
from core.recipe import Identity, Recipe
from gui.draft import Draft
from gui.failure import READ_ONLY, Failure
from gui.panels.abilities import no_person
from gui.panels.drops import file_source
from gui.panels.parameters import any_seed
from gui.panels.samples import Sample
from gui.panels.sources import Sources
from gui.queue.jobs import DrawJob
from gui.worker import Worker

if TYPE_CHECKING:
    import numpy as np


class Studio(Protocol):
    """The parts of the window that draw."""

    draft: Draft
    worker: Worker
    sources: Sources
    library: Library
    project: int

    def queue(self, recipe: Recipe) -> DrawJob | None: ...


class Phase(Enum):
    """How far it is."""

    NOTHING = auto()  # nothing was asked for yet
    OPENING = auto()  # the person's picture is on its way into the library
    QUEUED = auto()  # waits or is drawn
    DONE = auto()
    STOPPED = auto()
    FAILED = auto()


class FirstPortrait(QObject):
    """Draws as the window itself does: into its queue, its project and its draft.

    It lives as long as the window. So whoever closes the welcome in the middle leaves the picture
    in the queue, and who opens it again finds it there.

    Attributes:
        phase: how far it is.
        sample: who is drawn.
        pixels: what is seen of the portrait: RGB uint8 (h, w, 3); None before the first preview.
        people, likeness: of the picture; see `core.picture.Picture`.
        failure: why there is none.
    """

    changed = Signal()

    def __init__(self, studio: Studio, manifest: Manifest, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._studio, self._manifest = studio, manifest
        self._job: int | None = None
        self._project = 0  # for which it was asked
        self.phase = Phase.NOTHING
        self.sample: Sample | None = None
        self.pixels: np.ndarray | None = None
        self.likeness: float | None = None
        self.people: tuple[Alike, ...] = ()
        self.failure: Failure | None = None
        worker = studio.worker
        worker.progress.connect(self._progressed)
        worker.pictured.connect(self._pictured)
        worker.cancelled.connect(self._cancelled)
        worker.failed.connect(self._failed)
        worker.queue.arranged.connect(self.changed)
        studio.sources.refused.connect(self._refused)

    @property
    def busy(self) -> bool:
        """Whether a portrait is on its way."""
        return self.phase in (Phase.OPENING, Phase.QUEUED)

    def impossible(self) -> str:
        """Why no portrait can be drawn here; a sentence of `core.told`, empty if one can."""
        if not self._studio.library.writable:
            return READ_ONLY.message
        return no_person(self._manifest)

    def draw(self, sample: Sample) -> None:
        """Have one portrait of a person drawn, in the words that come with the person.

        It becomes the draft, however many people are tried: one step that can be taken back.
        """
        if self.busy or self.impossible():
            return
        self.sample, self._project = sample, self._studio.project
        self.pixels = self.likeness = self.failure = self._job = None
        self.people = ()
        self._turn(Phase.OPENING)
        _, source = file_source(sample.path)
        self._studio.sources.add(source, self._draw, with_faces=True)

    def stop(self) -> None:
        """Draw it no further."""
        if self._job is not None:
            self._studio.worker.queue.cancel(self._job)

    @property
    def share(self) -> float:
        """How far the drawing is, 0 to 1."""
        left = self._studio.worker.queue.progress(self._job) if self._job is not None else None
        return left.share if left is not None else 0.0

    def words(self) -> str:
        """What goes on, as a line of text; empty if nothing does."""
        if self.phase is Phase.OPENING:
            return self.tr("Opening the photo…")
        if self.phase is not Phase.QUEUED or self._job is None:
            return ""
        queue = self._studio.worker.queue
        if words := queue.words(self._job):
            return words
        job = queue.job(self._job)
        if job is None or job.state is not State.WAITING:
            return self.tr("Starting…")
        if queue.paused:
            return self.tr("It waits, as the queue is paused. Let it go on in the window.")
        return self.tr("Starting…") if queue.running is None else self.tr("It waits for its turn…")

    def _draw(self, key: str) -> None:
        """The person's picture is in the library."""
        if self.phase is not Phase.OPENING:
            return
        if self._studio.project != self._project:  # another one was opened meanwhile
            self._turn(Phase.STOPPED)
            return
        recipe = self._recipe(key)
        draft = self._studio.draft
        draft.replace(recipe, lambda: self.tr("First portrait"), keep_seed=False, gesture=self)
        job = self._studio.queue(recipe)
        self._job = job.id if job is not None else None
        self._turn(Phase.QUEUED if job is not None else Phase.STOPPED)

    def _recipe(self, key: str) -> Recipe:
        """One portrait as the pack recommends it, whatever the draft was."""
        assert self.sample is not None
        defaults = self._manifest.defaults
        person = Identity(
            references=(key,), likeness=defaults.likeness, structure=defaults.structure
        )
        changes = {"identities": (person,), "prompt": self.sample.prompt}
        recipe = default_recipe(self._manifest).model_copy(update=changes)
        return recipe.with_field("sampling.seed", any_seed())

    def _progressed(self, number: int, progress: Progress) -> None:
        if number == self._job and self.phase is Phase.QUEUED:
            self.pixels = self.pixels if progress.preview is None else progress.preview
            self.changed.emit()

    def _pictured(self, number: int, picture: Picture, portrait: Portrait) -> None:
        if number == self._job:
            self.pixels, self.likeness = portrait.image, picture.likeness
            self.people = picture.people
            self._turn(Phase.DONE)

    def _cancelled(self, number: int) -> None:
        if number == self._job and self.busy:
            self._turn(Phase.STOPPED)

    def _failed(self, number: int, failure: Failure) -> None:
        if number == self._job and self.busy:
            self.failure = failure
            self._turn(Phase.FAILED)

    def _refused(self, failure: Failure) -> None:
        """The person's picture can't be brought into the library."""
        if self.phase is Phase.OPENING:
            self.failure = failure
            self._turn(Phase.FAILED)

    def _turn(self, phase: Phase) -> None:
        self.phase = phase
        self.changed.emit()
