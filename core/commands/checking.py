"""Compare a pack with its fingerprints before anything is drawn with it."""

import sys

from core.commands.interrupting import cancel_on_interrupt
from core.commands.progress import ProgressLine
from core.jobs import JobControl
from core.packs import Pack
from core.packs.checked import CheckedFiles


def check(pack: Pack) -> None:
    """Read what was never read, and tell on stderr how far that is.

    Raises:
        DamagedPack: names the first file that is damaged.
        Cancelled: after Ctrl-C.
    """
    line = ProgressLine(sys.stderr, 1)
    control = JobControl(line.update)
    with cancel_on_interrupt(control):
        try:
            CheckedFiles().verify(pack, control)
        finally:
            line.clear()
