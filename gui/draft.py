"""The Recipe that the panels are editing, and how its edits are taken back."""

import dataclasses
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from pydantic import BaseModel
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand

from core.recipe import Identity, Recipe
from core.retouch.sizes import reframed
from gui.history import History, Step
from gui.language import Text

PAUSE_MILLISECONDS = 1000  # edits of one field with less than that between them are one step
_MERGES = 1  # Qt asks commands of the same id whether they are one


@dataclass(frozen=True)
class DraftState:
    """What a step brings back.

    Attributes:
        recipe: what is edited.
        keeps_seed: whether its seed stays for the next picture.
        current: which of its people the panels show, for whom the step was.
    """

    recipe: Recipe
    keeps_seed: bool
    current: int = dataclasses.field(default=0, compare=False)


class Draft(QObject):
    """Holds one immutable Recipe; panels read `recipe` and call `update` and its kin.

    Each edit is a step of `history`. Edits of the same field are one step while it is held (from
    `hold` to `seal`), and within a second of each other.

    The panels edit one person of the recipe, the current one. Behind the last there is a place for
    another: who is to come there is the current person, too, but `identity` is None until a photo
    comes. In paths `identities.*` is the current person.
    """

    changed = Signal(object)  # Recipe
    seed_kept = Signal(bool)  # whether Generate leaves the seed as it is
    turned = Signal(int)  # the panels are to show this person now

    def __init__(
        self, recipe: Recipe, history: History | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.history = history or History(self)
        self._recipe = recipe
        self._keeps_seed = False
        self._current = 0
        self._joins = False  # whether the next edit may belong to the last step
        self._held = False
        self.reframe = _reframed  # the recipe that it becomes, and that it was
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.seal)

    @property
    def recipe(self) -> Recipe:
        return self._recipe

    @property
    def keeps_seed(self) -> bool:
        """Whether the next picture is drawn with this seed; else Generate throws another one."""
        return self._keeps_seed

    def replace(
        self,
        recipe: Recipe,
        text: str | Text = "",
        keep_seed: bool | None = None,
        gesture: object = None,
    ) -> None:
        """Edit; one step that can be taken back.

        Args:
            recipe: the new one.
            text: what was done, as the menu names it, a Text in the language of today: always a
                step of its own; empty: the name of the field.
            keep_seed: whether its seed stays for the next picture; None: as before.
            gesture: edits that follow each other with the same one are one step, which has the
                name of the first: the photos of one drop come one after the other.
        """
        kept = self._keeps_seed if keep_seed is None else keep_seed
        after = DraftState(recipe, kept, self._current)
        if after == self.state:  # ends the echo between panel and draft
            return
        if text:
            self.seal()
        fields = dict(_differences(self._recipe, recipe))
        name = text or partial(_named, frozenset(fields.values()))
        step = _Edit(name, self, after, frozenset(fields), self._joins, gesture)
        self.history.push(step)
        self._joins = not text
        if not self._held:
            self._pause.start()

    def adjust(self, recipe: Recipe) -> None:
        """Change without a step: what the application does by itself, such as a new seed."""
        self.become(DraftState(recipe, self._keeps_seed, self._current))

    def keep_seed(self, kept: bool) -> None:
        """Leave the seed as it is for the next pictures, or don't; a step of its own."""
        name = lambda: QCoreApplication.translate("Draft", "Seed lock")
        self.replace(self._recipe, name, keep_seed=kept)

    def begin(self, recipe: Recipe) -> None:
        """Show another project's draft. Edits made before it can't be taken back any more."""
        stack = self.history.stack
        for step in map(stack.command, range(stack.count())):
            if isinstance(step, _Edit):
                step.end()
        self.seal()
        self.turn_to(0)
        self.adjust(recipe)

    def hold(self) -> None:
        """A control is taken hold of: until `seal`, its edits are one step."""
        self.seal()
        self._held = True

    def seal(self) -> None:
        """The next edit is a step of its own."""
        self._joins = self._held = False
        self._pause.stop()

    def edit(self, path: str, value: Any) -> None:
        """Change the field at a dotted path, such as `sampling.steps` or `identities.*.window`.

        Raises:
            BadInput: if the value does not fit: what a file would not give back is never kept.
        """
        self.replace(self.framed_anew(self._recipe.with_field(self._whole(path), value)))

    def value(self, path: str) -> Any:
        """The field at a dotted path; None where its part of the recipe is not there."""
        place: Any = self._recipe
        for name in self._whole(path).split("."):
            if isinstance(place, tuple):
                place = place[int(name)] if int(name) < len(place) else None
            elif place is not None:
                place = getattr(place, name)
        return place

    def update(self, **changes: Any) -> None:
        self.replace(self._recipe.model_copy(update=changes))

    def update_sampling(self, **changes: Any) -> None:
        sampling = self._recipe.sampling.model_copy(update=changes)
        self.replace(self.framed_anew(self._recipe.model_copy(update={"sampling": sampling})))

    def framed_anew(self, recipe: Recipe) -> Recipe:
        """In a picture of another size, faces that were placed by hand keep their framing."""
        return self.reframe(recipe, self._recipe)

    def _whole(self, path: str) -> str:
        return path.replace(".*", f".{self._current}", 1)

    @property
    def current(self) -> int:
        """Which person the panels edit; the number of people: one who is to come."""
        return self._current

    @property
    def adds(self) -> bool:
        """Whether the current person is one who is to come to others."""
        return 0 < len(self._recipe.identities) == self._current

    def turn_to(self, place: int) -> None:
        """Have the panels edit another person, or one who is to come; no step."""
        if place != self._current and 0 <= place <= len(self._recipe.identities):
            self.seal()
            self._current = place
            self.turned.emit(place)

    @property
    def identity(self) -> Identity | None:
        """The current person; None where there is none, or not yet."""
        people = self._recipe.identities
        return people[self._current] if self._current < len(people) else None

    def set_identity(
        self,
        identity: Identity | None,
        text: str | Text = "",
        gesture: object = None,
        at: int | None = None,
    ) -> None:
        """Edit a person, the current one or the one `at` a place; None: take them out."""
        place = self._current if at is None else at
        people = self._recipe.identities
        new = (*people[:place], *((identity,) if identity else ()), *people[place + 1 :])
        recipe = self._recipe.model_copy(update={"identities": new})
        self.replace(recipe, text, gesture=gesture)

    @property
    def state(self) -> DraftState:
        """All that undo brings back."""
        return DraftState(self._recipe, self._keeps_seed, self._current)

    def become(self, state: DraftState) -> None:
        """Show what undo brings back; no step."""
        before = self.state
        self._recipe, self._keeps_seed = state.recipe, state.keeps_seed
        last = max(0, len(state.recipe.identities) - 1)
        if state.recipe.identities != before.recipe.identities:  # else one may be about to come
            self._current = min(state.current, last)
        if state.keeps_seed != before.keeps_seed:
            self.seed_kept.emit(state.keeps_seed)
        if state.recipe != before.recipe:
            self.changed.emit(state.recipe)
        if self._current != before.current:
            self.turned.emit(self._current)


class _Edit(Step):
    """From one state to another. Knows the draft weakly: the stack, in C++, hides cycles."""

    def __init__(
        self,
        name: str | Text,
        draft: Draft,
        after: DraftState,
        fields: frozenset[str],
        joins: bool,
        gesture: object,
    ) -> None:
        super().__init__(name)
        self._draft = weakref.ref(draft)
        self._before, self._after = draft.state, after
        self._fields, self._joins, self._gesture = fields, joins, gesture

    def end(self) -> None:
        """It has lost its meaning, and is passed over."""
        self.setObsolete(True)
        self.name = lambda: ""
        self.tell()

    def id(self) -> int:
        return _MERGES

    def redo(self) -> None:
        self._show(self._after)

    def undo(self) -> None:
        if (draft := self._draft()) is not None:
            draft.seal()
        self._show(self._before)

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Edit):
            return False
        one_gesture = other._gesture is not None and other._gesture is self._gesture
        if not one_gesture and (not other._joins or other._fields != self._fields):
            return False
        self._after = other._after
        self.setObsolete(self._after == self._before)
        return True

    def _show(self, state: DraftState) -> None:
        if (draft := self._draft()) is not None:
            draft.become(state)


def _reframed(after: Recipe, before: Recipe) -> Recipe:
    """See `core.retouch.sizes.reframed`; this one knows the size of no image."""
    if any(one.start is not None and one.start.retouches for one in (after, before)):
        return after
    return reframed(after, before, {}.__getitem__)


def _named(titles: frozenset[str]) -> str:
    """What an edit of fields with these titles is called."""
    if len(titles) > 1:
        return QCoreApplication.translate("Draft", "several settings")
    return QCoreApplication.translate("Recipe", next(iter(titles)))


def _differences(before: BaseModel, after: BaseModel, at: str = "") -> Iterator[tuple[str, str]]:
    """Paths and titles of the fields that differ, as deep as both have the same parts."""
    for name, field in type(before).model_fields.items():
        old, new, path = getattr(before, name), getattr(after, name), f"{at}{name}"
        if old == new:
            continue
        if isinstance(old, BaseModel) and isinstance(new, BaseModel):
            yield from _differences(old, new, f"{path}.")
        elif len(ours := _parts(old)) == len(theirs := _parts(new)) > 0:
            for index, (one, other) in enumerate(zip(ours, theirs, strict=True)):
                yield from _differences(one, other, f"{path}.{index}.")
        else:
            yield path, field.title or name


def _parts(value: Any) -> tuple[BaseModel, ...]:
    """The parts of a recipe in a tuple of them; empty for any other value."""
    whole = isinstance(value, tuple) and all(isinstance(one, BaseModel) for one in value)
    return cast(tuple[BaseModel, ...], value) if whole else ()
