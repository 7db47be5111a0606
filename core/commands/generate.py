"""main.py generate, refine and inpaint: draw portraits and save them."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from core.commands.checking import check
from core.commands.interrupting import cancel_on_interrupt
from core.commands.keeping import begin_to_keep, finish_quietly
from core.commands.opening import open_engine
from core.commands.outlet import Outlet
from core.commands.progress import ProgressLine
from core.commands.request import Request, build_request, given_files
from core.commands.retouching import inpaint_options, refine_options
from core.errors import UserError
from core.faces.alike import alike_of, to_facts
from core.jobs import Cancelled, JobControl
from core.portrait import Portrait
from core.wildcards import Wildcards, chooses, draw_chosen, resolutions


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
    outlet = Outlet(options.out, request.recipe.sampling.count, given_files(options))
    if chooses(request.recipe):
        resolutions(request.recipe, Wildcards())  # what can't be is told before all else
    check(request.pack)
    keeping = begin_to_keep(request.sources) if options.keep else None
    line = ProgressLine(sys.stderr, request.recipe.sampling.count)
    control = JobControl(line.update, previews=0)
    with cancel_on_interrupt(control):
        try:
            for portrait in _draw(request, control):
                line.finish_picture()
                path = outlet.save(portrait)
                line.clear()
                if portrait.notice is not None:
                    print(portrait.notice, file=sys.stderr)
                print(_as_json(portrait, path), flush=True)  # it is there, kept or not
                if keeping is not None:
                    keeping.keep(portrait, path)
        except (Cancelled, UserError):
            line.clear()
            if keeping is not None:
                finish_quietly(keeping)
            raise
        finally:
            line.clear()
    if keeping is not None:
        keeping.finish()
    return 0


def refine(options: argparse.Namespace) -> int:
    """Draw the faces of a picture once more; as `run`."""
    refine_options(options)
    return run(options)


def inpaint(options: argparse.Namespace) -> int:
    """Draw a part of a picture anew; as `run`."""
    inpaint_options(options)
    return run(options)


def _draw(request: Request, control: JobControl) -> Iterator[Portrait]:
    """The portraits of a fresh engine, which is closed at the end."""
    control.report("load")
    engine = open_engine(request.pack.folder)
    try:
        asked = (request.recipe, request.sources, control, Wildcards())
        yield from draw_chosen(engine, *asked)
    finally:
        engine.close()


def _as_json(portrait: Portrait, path: Path) -> str:
    return json.dumps(
        {
            "path": str(path),
            "seed": portrait.recipe.sampling.seed,
            "seconds": round(portrait.seconds, 3),
            "likeness": None if portrait.likeness is None else round(portrait.likeness, 4),
            "people": to_facts(alike_of(portrait.people)),
        }
        | ({"before": to_facts(alike_of(portrait.before))} if portrait.before else {})
    )
