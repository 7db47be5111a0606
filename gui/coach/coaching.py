"""The coach in the window: looks at the draft before, and at each picture after it was drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer

from core.packs.manifest import Manifest
from core.picture import Picture
from core.portrait import Portrait
from core.recipe import Recipe
from gui.background import Background
from gui.draft import Draft
from gui.drawing import Drawing
from gui.failure import Failure
from gui.language import in_language
from gui.pose.posing import Posing
from gui.preferences import Preferences
from gui.queue.jobs import DrawJob
from gui.side import Side
from gui.stage import Stage
from gui.worker import Worker

if TYPE_CHECKING:
    from core.coach.advice import Advice

REST_MILLISECONDS = 300  # without an edit, before anything is said
KEPT = 200  # pictures of which it is remembered what was said


class Window(Protocol):
    """The parts of the window that the coach looks at and speaks in."""

    draft: Draft
    worker: Worker
    background: Background
    preferences: Preferences
    posing: Posing
    drawing: Drawing
    side: Side
    stage: Stage


class Coaching(QObject):
    """Speaks in the side's card before a picture, and in the stage's after it. GUI thread.

    What was closed before a picture is not said again until the window is opened anew; what was
    closed after it, not of that picture.

    Args:
        owner: the window.
        window: the same, as its parts.
        manifest: of the pack.
        draw: queues a recipe; None, and told, where it can't.
        compare: shows two pictures on the page of comparisons, with an edge between them.
    """

    def __init__(
        self,
        owner: QObject,
        window: Window,
        manifest: Manifest,
        draw: Callable[[Recipe], DrawJob | None],
        compare: Callable[[Sequence[Picture]], None],
    ) -> None:
        super().__init__(owner)
        self._window, self._manifest = window, manifest
        self._draw, self._compare = draw, compare
        self._memory: int | None = None  # bytes of the device that draws
        self._closed: set[str] = set()  # rules that are to be quiet before a picture
        self._said: dict[str, tuple[Advice, ...]] = {}  # after, by picture
        self._awaited: dict[int, Picture] = {}  # by job: what its picture is to be compared with
        self._rest = QTimer(self, singleShot=True, interval=REST_MILLISECONDS)
        self._rest.timeout.connect(self._look)
        self._connect()
        self._rest.start()

    def _connect(self) -> None:
        window, worker = self._window, self._window.worker
        for signal in (window.draft.changed, window.posing.points.changed):
            signal.connect(self._look_soon)
        window.preferences.coach_changed.connect(self._switched)
        worker.ready.connect(self._ask_memory)
        worker.pictured.connect(self._pictured)
        for ended in (worker.failed, worker.cancelled, worker.succeeded):
            ended.connect(self._forget)
        window.drawing.drew.connect(self._drew)
        window.drawing.showed.connect(self._show_after)
        window.drawing.forgot.connect(self._show_after)
        for card, taken, dismissed in (
            (window.side.advice, self._take_before, self._close_before),
            (window.stage.advice, self._take_after, self._close_after),
        ):
            card.taken.connect(taken)
            card.dismissed.connect(dismissed)

    def _look_soon(self) -> None:
        self._rest.start()

    def _switched(self) -> None:
        """It was switched on or off in the settings."""
        self._closed.clear()
        self._look()
        self._show_after()

    def _ask_memory(self, device: str) -> None:
        self._window.background.run(partial(_memory, device), self._know_memory, _pass_over)

    def _know_memory(self, memory: int | None) -> None:
        self._memory = memory
        self._rest.start()

    # ------------------------------------------------------------------------------ before

    def _look(self) -> None:
        """Say what is known of the draft."""
        self._window.side.advice.show_advice(self._before())

    def _before(self) -> tuple[Advice, ...]:
        recipe = self._window.draft.recipe
        if not self._window.preferences.coached or recipe.pack != self._manifest.name:
            return ()
        # Only here: the window's first paint does not wait for it.
        from core.coach.before import Plan, advise

        points = self._window.posing.points.all
        plan = Plan(recipe, self._manifest, points, self._memory)
        return tuple(one for one in advise(plan) if one.rule not in self._closed)

    def _take_before(self, advice: Advice) -> None:
        if advice.recipe is not None:
            self._edit(advice, advice.recipe)
            self._look()

    def _close_before(self, advice: Advice) -> None:
        self._closed.add(advice.rule)
        self._look()

    def _edit(self, advice: Advice, recipe: Recipe) -> None:
        """Change the draft, as one step."""
        name = lambda: self.tr("Advice: {0}").format(in_language(advice.offer or ""))
        self._window.draft.replace(recipe, name)

    # ------------------------------------------------------------------------------- after

    def _drew(self, portrait: Portrait) -> None:
        """Look at a picture that has just come."""
        picture = self._window.drawing.shown
        if picture is None or portrait.recipe.pack != self._manifest.name:
            return
        work = partial(_advice_on, portrait, self._manifest)
        self._window.background.run(work, partial(self._know, picture.id), _pass_over)

    def _know(self, picture: str, advices: tuple[Advice, ...]) -> None:
        self._said[picture] = advices
        while len(self._said) > KEPT:
            del self._said[next(iter(self._said))]
        self._show_after()

    def _show_after(self) -> None:
        """Say again what is known of the picture on the canvas."""
        shown = self._window.drawing.shown
        said = self._said.get(shown.id, ()) if shown is not None else ()
        self._window.stage.advice.show_advice(said if self._window.preferences.coached else ())

    def _take_after(self, advice: Advice) -> None:
        """Change the recipe of the picture, and draw it again with its seed."""
        shown, draft = self._window.drawing.shown, self._window.draft
        if advice.recipe is None or shown is None:
            return
        count = draft.recipe.sampling.count
        sampling = advice.recipe.sampling.model_copy(update={"count": count})
        self._edit(advice, advice.recipe.model_copy(update={"sampling": sampling}))
        if (job := self._draw(advice.recipe)) is not None:
            self._awaited[job.id] = shown
        self._close_after(advice)

    def _close_after(self, advice: Advice) -> None:
        shown = self._window.drawing.shown
        if shown is not None:
            said = self._said.get(shown.id, ())
            self._said[shown.id] = tuple(one for one in said if one != advice)
        self._show_after()

    def _pictured(self, job: int, picture: Picture, _: Portrait) -> None:
        before = self._awaited.pop(job, None)
        if before is not None:
            self._compare((before, picture))

    def _forget(self, job: int) -> None:
        """It has ended, well or not."""
        self._awaited.pop(job, None)


def _memory(device: str) -> int | None:
    """In the thread."""
    from core.computer import device_memory

    return device_memory(device)


def _advice_on(portrait: Portrait, manifest: Manifest) -> tuple[Advice, ...]:
    """In the thread."""
    from core.coach.after import Drawn, advise

    return advise(Drawn.of(portrait, manifest))


def _pass_over(failure: Failure) -> None:
    """The window is as useful without advice."""
