"""main.py twin: one person, prompt and seed by each mechanism, in one labelled row."""

import argparse

from core.commands.request import build_request, given_files
from core.commands.sheets import Task, run_sheet
from core.compare.twin import twin
from core.terminal import say


def run(options: argparse.Namespace) -> int:
    """Draw the twin; one JSON line a picture on stdout, progress on stderr.

    Returns and raises as `run_sheet` does.
    """
    request = build_request(options).chosen()
    made = twin(request.recipe, request.pack.manifest)
    if len(request.recipe.identities) > 1:
        say("only the first person is drawn: a twin compares mechanisms on one person.")
    for left in made.left_out:
        say(f"left out: {left.name}. {left.reason}")
    return run_sheet(options, Task("twin", request, made.sheet, given_files(options), made.person))
