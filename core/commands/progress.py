"""Progress on stderr: a moving bar in a terminal, now and then a line elsewhere."""

import time
from collections.abc import Callable
from typing import TextIO

from core.jobs import Progress

_BAR_WIDTH = 24
_LINE_WIDTH = 79
_NOTES_PER_PICTURE = 4  # lines where there is no terminal
_STAGES = {
    "load": "loading the models",
    "encode": "reading the inputs",
    "decode": "finishing",
    "upscale": "drawing details",
    "refine": "refining faces",
}


class ProgressLine:
    """Shows how far a run of several pictures has come, and the time left.

    The time left counts from the first denoising step on, so loading does not spoil it.

    Args:
        stream: where to write; its `isatty` decides on the manner.
        count: pictures in this run.
        clock: seconds that never jump back.
    """

    def __init__(
        self, stream: TextIO, count: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stream = stream
        self._terminal = stream.isatty()
        self._count = count
        self._clock = clock
        self._finished = 0
        self._first: tuple[float, float] | None = None  # time and share at the first step
        self._noted = 0

    def update(self, progress: Progress) -> None:
        """Show one report of the engine."""
        if progress.stage == "checking":
            share = progress.step / max(1, progress.total)
            self._show(f"checking the pack: {int(100 * share)} %", share)
            return
        if progress.stage != "denoise" or progress.total == 0:
            text = _STAGES.get(progress.stage, progress.stage)
            if progress.total:
                text = f"{text}, step {progress.step} of {progress.total}"
            self._show(f"{self._which()}{text}", self._finished / self._count)
            return
        share = (self._finished + progress.step / progress.total) / self._count
        now = self._clock()
        if self._first is None:
            self._first = (now, share)
        left = self._time_left(now, share)
        self._show(f"{self._which()}step {progress.step} of {progress.total}{left}", share)
        if not self._terminal:
            self._note(share, left)

    def finish_picture(self) -> None:
        self._finished += 1

    def clear(self) -> None:
        """Take the bar away, so that what follows stands on a clean line."""
        if self._terminal:
            self._stream.write("\r" + " " * _LINE_WIDTH + "\r")
            self._stream.flush()

    def _show(self, text: str, share: float) -> None:
        if self._terminal:
            done = round(share * _BAR_WIDTH)
            bar = "#" * done + "." * (_BAR_WIDTH - done)
            self._stream.write("\r" + f"[{bar}] {text}"[:_LINE_WIDTH].ljust(_LINE_WIDTH))
            self._stream.flush()

    def _note(self, share: float, left: str) -> None:
        reached = int(share * self._count * _NOTES_PER_PICTURE)
        if reached > self._noted:
            self._noted = reached
            self._stream.write(f"{self._which()}{share:.0%} of the run{left}\n")
            self._stream.flush()

    def _which(self) -> str:
        return f"picture {self._finished + 1} of {self._count}: " if self._count > 1 else ""

    def _time_left(self, now: float, share: float) -> str:
        assert self._first is not None
        began, share_then = self._first
        if share <= share_then:
            return ""
        seconds = (now - began) / (share - share_then) * (1 - share)
        if seconds < 90:
            return f", about {seconds:.0f} s left"
        return f", about {seconds / 60:.0f} min left"
