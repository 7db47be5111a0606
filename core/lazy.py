"""Modules that are loaded when something of them is first used.

The window is painted without numpy and Pillow, which take a tenth of the time until then: the
threads that read pictures load them a moment later. Where a module of ours uses one of them at
run time:

    if TYPE_CHECKING:
        import numpy as np
    else:
        np = Lazy("numpy")
"""

import importlib
from typing import Any

LATER = ("numpy", "PIL.Image")  # which all threads may use that begin after `load`


def load() -> None:
    """Load them now. Threads that load numpy at once, one of them from a pickle, can lock up."""
    for name in LATER:
        importlib.import_module(name)


class Lazy:
    """Stands for a module. Any thread: Python's own lock guards the import."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        value = getattr(importlib.import_module(self._name), attribute)
        setattr(self, attribute, value)  # the next time it is found at once
        return value
