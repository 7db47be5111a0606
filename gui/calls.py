"""Connecting signals to functions with arguments of their own, without keeping a window alive.

A lambda that is connected is held by Qt, in C++, where Python's search for cycles does not look: a
window that it knows would never be destroyed.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, SignalInstance


class Call(QObject):
    """Calls a function with fixed arguments, whatever the signal says, while its owner lives."""

    def __init__(
        self, signal: SignalInstance, owner: QObject, function: Callable[..., object], *given: Any
    ) -> None:
        super().__init__(owner)
        self._function, self._given = function, given
        signal.connect(self.run)

    def run(self) -> None:
        """The signal was emitted."""
        self._function(*self._given)


class CallWith(QObject):
    """As `Call`; the signal's one argument comes last."""

    def __init__(
        self, signal: SignalInstance, owner: QObject, function: Callable[..., object], *given: Any
    ) -> None:
        super().__init__(owner)
        self._function, self._given = function, given
        signal.connect(self.run)

    def run(self, value: object) -> None:
        """The signal was emitted."""
        self._function(*self._given, value)
