"""What was computed for one picture and serves the next: encoded prompts, tokens of faces, images.

The results of the same nets for the same input are the same to the last bit, so a picture that
remembers looks like one that does not. Several pictures of one person, or of one prompt, are what
most work consists of.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

Result = TypeVar("Result")
MOST = 64  # of a full-size pack, a prompt takes 1.2 MB and the tokens of a face 0.3 MB


class Remembered:
    """The results that were used last, by what they were computed from."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._results: OrderedDict[Hashable, object] = OrderedDict()

    def get(self, key: Hashable, compute: Callable[[], Result]) -> Result:
        """The result that is known by this key, or else a new one. Nobody may write into it.

        Args:
            key: all that the result depends on.
            compute: what raises leaves nothing behind.
        """
        if key not in self._results:
            self._results[key] = compute()
            if len(self._results) > self._most:
                self._results.popitem(last=False)
        self._results.move_to_end(key)
        return self._results[key]  # pyright: ignore[reportReturnType] - of the same key
