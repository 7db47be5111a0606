"""Ctrl-C while something is drawn."""

import contextlib
import signal
from collections.abc import Generator
from types import FrameType

from core.jobs import Cancelled, JobControl


@contextlib.contextmanager
def cancel_on_interrupt(control: JobControl) -> Generator[None]:
    """Let the first Ctrl-C cancel within one step, and the second end the program at once."""
    before = signal.getsignal(signal.SIGINT)

    def cancel(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, before)
        control.cancel()

    signal.signal(signal.SIGINT, cancel)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if control.cancelled:
        raise Cancelled
