"""Share pictures out among engines: whichever is free takes the next one.

Nothing is known here of where the engines are. One that dies costs nothing but time: its picture is
drawn by another one, or by itself once it is there again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.batch.hands import Hand
from core.batch.orders import Order
from core.errors import EngineLost, UserError
from core.jobs import Cancelled, JobControl
from core.portrait import Portrait
from core.told import Told

if TYPE_CHECKING:
    import numpy as np

TRIES = 3  # of a picture, each of which has cost an engine
MOST_DEATHS = 3 * TRIES  # of engines, before one has answered: something is wrong with all of them
_POLL = 0.2  # seconds between two looks at the control

Find = Callable[[Collection[str]], "Mapping[str, np.ndarray]"]


@dataclass(frozen=True, eq=False)
class Drawn:
    """How a picture came out: the portrait, or why there is none; and how often it was begun."""

    order: Order
    tries: int
    portrait: Portrait | None = None
    error: Exception | None = None


def draw_all(
    orders: Sequence[Order], hands: Sequence[Hand], find: Find, control: JobControl
) -> Generator[Drawn]:
    """Draw all pictures, in about this order; each is told once, as soon as it is there.

    An engine goes on with the next picture while the caller does something with the last one.

    Args:
        orders: what is wanted.
        hands: which are closed by whoever made them.
        find: the images of some fingerprints; a UserError becomes that of the picture.
        control: for a cancel.

    Raises:
        Cancelled: after a cancel; what is being drawn goes on until the hands are closed.
        EngineLost: if the engines die one after another before any has drawn something.
        UserError: if no engine could be opened at all.
    """
    share = _Share(orders, hands, find)
    while share.open:
        if control.cancelled:
            raise Cancelled
        yield from share.go_on()


class _Share:
    """What waits, and who draws what."""

    def __init__(self, orders: Sequence[Order], hands: Sequence[Hand], find: Find) -> None:
        self._waiting = deque((order, 1) for order in orders)
        self._drawing: dict[Future[Any], tuple[Hand, Order, int]] = {}
        self._coming: dict[Future[Any], Hand] = {hand.ready(): hand for hand in hands}
        self._idle = list[Hand]()
        self._find = find
        self._deaths, self._answered = 0, False

    @property
    def open(self) -> bool:
        """Whether any picture is still to come."""
        return bool(self._waiting or self._drawing)

    def go_on(self) -> Generator[Drawn]:
        """Wait a little while for answers; give out what waits, then tell what has come."""
        done, _ = wait([*self._drawing, *self._coming], timeout=_POLL, return_when=FIRST_COMPLETED)
        came = list[Drawn]()
        for future in done:
            if future in self._coming:
                self._arrived(future)
            else:
                came.extend(self._heard(future))
        came.extend(self._give_out())
        yield from came

    def _arrived(self, future: Future[Any]) -> None:
        hand = self._coming.pop(future)
        error = future.exception()
        if error is None:
            self._idle.append(hand)
        elif not (self._coming or self._idle or self._drawing):
            raise error  # it was the last one

    def _heard(self, future: Future[Any]) -> Generator[Drawn]:
        hand, order, tries = self._drawing.pop(future)
        error = future.exception()
        if not isinstance(error, EngineLost):
            self._answered = True
            self._idle.append(hand)
            if error is None:
                yield Drawn(order, tries, portrait=future.result())
            elif isinstance(error, UserError | RuntimeError):
                yield Drawn(order, tries, error=error)
            else:
                raise error
            return
        self._deaths += 1
        if self._deaths >= MOST_DEATHS and not self._answered:
            raise EngineLost(
                Told("The engine stopped {0} times in a row.", self._deaths),
                "Close other programs if memory is short, then run the same command again.",
            )
        self._coming[hand.ready()] = hand
        if tries < TRIES:
            self._waiting.append((order, tries + 1))  # last: it may be what killed the engine
        else:
            message = Told("The engine stopped {0} times while it drew this picture.", tries)
            yield Drawn(order, tries, error=EngineLost(message, "Draw it alone to see why."))

    def _give_out(self) -> Generator[Drawn]:
        while self._waiting and self._idle:
            order, tries = self._waiting.popleft()
            try:
                sources = self._find(order.recipe.sources())
            except UserError as error:
                yield Drawn(order, tries, error=error)
                continue
            hand = self._idle.pop(0)
            self._drawing[hand.draw(order.recipe, sources)] = (hand, order, tries)
