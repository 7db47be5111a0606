"""The options of main.py batch."""

import argparse
from pathlib import Path


def add_batch(parser: argparse.ArgumentParser) -> None:
    """Add them, but for --pack."""
    add = parser.add_argument
    add("recipes", type=Path, metavar="RECIPES.jsonl", help="one recipe a line; -: from stdin")
    add("--out", type=Path, required=True, metavar="FOLDER",
        help="for the pictures; those that are there already are not drawn again")  # fmt: skip
    add("--sources", type=Path, action="append", default=[], metavar="FOLDER",
        help="holds images that the recipes name, here or below; again for more")  # fmt: skip
    add("--library", type=Path, metavar="FOLDER",
        help="holds them too (default: the library that the window opens)")  # fmt: skip
    add("--engines", type=int, metavar="N",
        help="how many draw at once (default: one on each graphics card, or one)")  # fmt: skip
    add("--threads", type=int, metavar="N",
        help="of each engine on the processor; with the same number a picture is the same to the "
        "bit, however many engines there are")  # fmt: skip
    add("--ray", metavar="ADDRESS",
        help="draw on the machines of this cluster of Ray; local: on one made here")  # fmt: skip
