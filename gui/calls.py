"""Connecting signals to functions with arguments of their own, without keeping a window alive.

A lambda that is connected is held by Qt, in C++, where Python's search for cycles does not look: a
window that it knows would never be destroyed.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, SignalInstance


class Call(QObject):
    """Calls a function whenever a signal is emitted, as long as its owner lives.

    Args:
        signal: of any kind.
        owner: takes the connection along when it is destroyed.
        function: gets `given`, and then what the signal says.
        given: fixed arguments.
        takes: how many of the signal's arguments the function gets.
    """

    def __init__(
        self,
        signal: SignalInstance,
        owner: QObject,
        function: Callable[..., object],
        *given: Any,
        takes: int = 0,
    ) -> None:
        super().__init__(owner)
        self._function, self._given, self._takes = function, given, takes
        signal.connect(self.run)

    def run(self, *told: object) -> None:
        """The signal was emitted."""
        self._function(*self._given, *told[: self._takes])
