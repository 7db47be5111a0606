"""main.py generate: draw portraits and save them."""

import argparse
import contextlib
import json
import signal
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from types import FrameType

from core.commands.keeping import Keeping
from core.commands.opening import open_engine
from core.commands.outlet import Outlet
from core.commands.progress import ProgressLine
from core.commands.request import Request, build_request
from core.errors import UserError
from core.jobs import Cancelled, JobControl
from core.portrait import Portrait
from core.terminal import say


def run(options: argparse.Namespace) -> int:
    """Draw what the options ask for; one JSON line a picture on stdout, progress on stderr.

    Returns:
        0, the exit code.

    Raises:
        BadInput: if something that was given can't be used; nothing is written then.
        Cancelled: after Ctrl-C. Pictures that were finished by then are kept.
        UserError: if drawing or saving failed, or what was saved could not be kept.
    """
    request = build_request(options)
    photos = filter(None, (*options.face, options.pose, options.style_image))
    outlet = Outlet(options.out, request.recipe.sampling.count, photos)
    request.pack.verify()
    keeping = _begin_to_keep(request) if options.keep else None
    line = ProgressLine(sys.stderr, request.recipe.sampling.count)
    control = JobControl(line.update)
    with _cancel_on_interrupt(control):
        try:
            for portrait in _draw(request, control):
                line.finish_picture()
                path = outlet.save(portrait)
                line.clear()
                print(_as_json(portrait, path), flush=True)  # it is there, kept or not
                if keeping is not None:
                    keeping.keep(portrait, path)
        except (Cancelled, UserError):
            line.clear()
            if keeping is not None:
                _finish_quietly(keeping)
            raise
        finally:
            line.clear()
    if keeping is not None:
        keeping.finish()
    return 0


def _begin_to_keep(request: Request) -> Keeping:
    keeping = Keeping(request.sources)
    if keeping.elsewhere is not None:
        say(keeping.elsewhere.sentence())
    return keeping


def _finish_quietly(keeping: Keeping) -> None:
    """Keep what waits, while other trouble is what the program ends with."""
    try:
        keeping.finish()
    except UserError as error:
        say(error.sentence())


def _draw(request: Request, control: JobControl) -> Iterator[Portrait]:
    """The portraits of a fresh engine, which is closed at the end."""
    control.report("load")
    engine = open_engine(request.pack.folder)
    try:
        yield from engine.generate(request.recipe, request.sources, control)
    finally:
        engine.close()


@contextlib.contextmanager
def _cancel_on_interrupt(control: JobControl) -> Generator[None]:
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


def _as_json(portrait: Portrait, path: Path) -> str:
    return json.dumps(
        {
            "path": str(path),
            "seed": portrait.recipe.sampling.seed,
            "seconds": round(portrait.seconds, 3),
            "likeness": None if portrait.likeness is None else round(portrait.likeness, 4),
        }
    )
