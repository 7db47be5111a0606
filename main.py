"""Likeness: portraits that keep a person's likeness. `main.py --help` says what can be asked."""

from core.offline import go_offline

go_offline()  # before anything else is imported: some libraries report home on import

import gc
import io
import os
import sys
import traceback
import warnings
from collections.abc import Sequence
from pathlib import Path

from core import system
from core.errors import BadInput, UserError
from core.jobs import Cancelled
from core.terminal import say

OK, FAILED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130
_NO_SCREEN_NEEDED = ("offscreen", "minimal", "vnc")  # Qt platforms


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments ask for.

    Args:
        argv: arguments without the program's name; None: those of the process.

    Returns:
        The exit code: 0; 1 for trouble or a bug; 2 for bad input; 130 after Ctrl-C.
    """
    arguments = sys.argv[1:] if argv is None else argv
    debug = "--debug" in arguments
    try:
        with warnings.catch_warnings():
            if not debug:
                warnings.simplefilter("ignore")
            return _dispatch(arguments, debug)
    except BadInput as error:
        say(error.sentence())
        return BAD_INPUT
    except UserError as error:
        say(error.sentence())
        return FAILED
    except (Cancelled, KeyboardInterrupt):
        say("cancelled.")
        return INTERRUPTED
    except ModuleNotFoundError as error:
        if debug:
            traceback.print_exc()
        say(f"the package {error.name} is missing. Run `make setup`, then .venv/bin/python.")
        return FAILED
    except Exception as error:
        if debug:
            traceback.print_exc()
        say(f"unexpected {type(error).__name__}: {error}. Add --debug to see where.")
        return FAILED


def _dispatch(arguments: Sequence[str], debug: bool) -> int:
    """Do it. Imports come late: the window must not wait for what it won't use."""
    if not debug:
        os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
        os.environ.setdefault("DIFFUSERS_VERBOSITY", "error")
    if not arguments:
        return _window()
    from core.commands.arguments import parse

    options = parse(arguments)
    match options.command:
        case None:
            return _window(options.open)
        case "generate":
            from core.commands import generate

            return generate.run(options)
        case "refine" | "inpaint":
            from core.commands import generate

            run = {"refine": generate.refine, "inpaint": generate.inpaint}
            return run[options.command](options)
        case "twin":
            from core.commands import twin

            return twin.run(options)
        case "sweep":
            from core.commands import sweep

            return sweep.run(options)
        case "verify" | "diff" as command:
            from core.commands import replaying

            return (replaying.verify if command == "verify" else replaying.diff)(options)
        case "doctor":
            from core.commands import doctor

            return doctor.run()
        case command:
            from core.commands import inspection

            run = {
                "faces": inspection.faces,
                "read": inspection.read,
                "reveal": inspection.reveal,
                "packs": inspection.packs,
            }
            return run[command](options)


def _window(open_picture: Path | None = None) -> int:
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if not system.display_answers() and platform not in _NO_SCREEN_NEEDED:
        raise BadInput(
            "There is no display to open the window on.",
            "Set DISPLAY, or use a subcommand such as `main.py generate` (see --help).",
        )
    gc.disable()  # a third of the time of these imports; the window collects once it is there
    from core.commands import DEFAULT_PACK
    from core.commands.opening import open_engine
    from core.packs import default_store
    from core.settings import chosen_pack
    from gui.app import run_window

    store, trouble = default_store(), None
    try:
        pack = store.open(Path(chosen) if (chosen := chosen_pack()) else DEFAULT_PACK)
    except BadInput as error:  # it was removed, or is damaged
        pack, trouble = store.open(DEFAULT_PACK), error
    return run_window(open_engine, pack, open_picture, trouble)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # any name or prompt can be printed, also on Windows
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
