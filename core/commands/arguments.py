"""The command line of Likeness: what can be asked, and help that says so."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from core.commands import DEFAULT_PACK
from core.commands.batch_arguments import add_batch
from core.commands.controls import add_controls
from core.commands.image_prompts import add_image_prompts
from core.commands.persons import NextPerson, OfPerson
from core.commands.retouching import add_changes, add_start
from core.errors import BadInput
from core.presets import PRESETS
from core.told import Told


class _Parser(argparse.ArgumentParser):
    """Raises instead of printing a usage text and leaving."""

    def error(self, message: str) -> NoReturn:
        raise BadInput(
            Told("{0}{1}.", message[:1].upper(), message[1:]), Told("See {0} --help.", self.prog)
        )


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Read the arguments; `command` is None where the window is asked for.

    Raises:
        BadInput: if they can't be understood.
        SystemExit: after --help was printed.
    """
    return _parser().parse_args(_opening(argv))


def _opening(argv: Sequence[str]) -> Sequence[str]:
    """`main.py FILE` is short for `main.py --open FILE`: so files are handed over by a desktop."""
    rest = [word for word in argv if word != "--debug"]
    if len(rest) == 1 and not rest[0].startswith("-") and Path(rest[0]).suffix:
        return [*argv[: argv.index(rest[0])], "--open", *argv[argv.index(rest[0]) :]]
    return argv


def _parser() -> argparse.ArgumentParser:
    # Every subcommand knows --debug too; SUPPRESS keeps it from undoing what stands before it.
    common = _Parser(add_help=False)
    common.add_argument(
        "--debug",
        action="store_true",
        default=argparse.SUPPRESS,
        help="show warnings, and the traceback of an unexpected error",
    )
    parser = _Parser(
        prog="main.py",
        description="Portraits that keep a person's likeness, drawn on this computer. "
        "Without a subcommand the window opens, with FILE.png alone on what is inside of that.",
        parents=[common],
    )
    parser.set_defaults(debug=False)
    parser.add_argument(
        "--open",
        type=Path,
        metavar="FILE.png",
        help="open the window on this picture's recipe, or on a sheet of them",
    )
    commands = parser.add_subparsers(dest="command", title="subcommands", parser_class=_Parser)
    _add_generate(commands.add_parser("generate", help="draw portraits", parents=[common]))
    refine = commands.add_parser(
        "refine",
        help="draw the faces of a picture once more, enlarged",
        description="Each face that is found is cut out, enlarged, drawn from what is there with "
        "the person of --face, and faded back in; all else stays to the pixel. Prompt and settings "
        "are those of the recipe inside the picture, where there is one.",
        parents=[common],
    )
    _add_refine(refine)
    inpaint = commands.add_parser(
        "inpaint",
        help="draw a part of a picture anew, or extend it",
        description="What --mask shows white is drawn anew, or what --extend adds; all else stays "
        "to the pixel. Prompt and settings are those of the recipe inside the picture, where there "
        "is one.",
        parents=[common],
    )
    _add_inpaint(inpaint)
    twin = commands.add_parser(
        "twin",
        help="draw one person by each mechanism, side by side",
        description="The same prompt and seed with neither mechanism, with IP-Adapter, InstantID, "
        "IdentityNet and ID tokens alone, and with both, in one labelled row.",
        parents=[common],
    )
    _add_sheet(twin)
    sweep = commands.add_parser(
        "sweep",
        help="draw a grid over one or two fields of a recipe",
        description="One picture for each value of --x, or each pair of --x and --y, in one "
        "labelled grid. VALUES are a list such as 0,0.5,1, a range with both ends such as "
        "1:7:1.5 (without the step: by 1), or both mixed.",
        parents=[common],
    )
    _add_sweep(sweep)
    batch = commands.add_parser(
        "batch",
        help="draw thousands of recipes, and go on where the last run ended",
        description="Each line of RECIPES.jsonl is a recipe as JSON, as --recipe takes it. "
        "A picture is drawn once, whatever ends the program meanwhile, and "
        "however many lines ask for it; the same command draws what is missing. Exit code 2 if a "
        "line or photo can't be used, 1 if a picture failed otherwise.",
        parents=[common],
    )
    add_batch(batch)
    _add_pack(batch)

    faces = commands.add_parser("faces", help="list the faces in an image", parents=[common])
    faces.add_argument("file", type=Path, metavar="FILE")
    _add_pack(faces)

    read = commands.add_parser("read", help="print the recipe in a picture", parents=[common])
    read.add_argument("file", type=Path, metavar="FILE.png")

    reveal = commands.add_parser(
        "reveal", help="print what a picture file holds besides its pixels", parents=[common]
    )
    reveal.add_argument("file", type=Path, metavar="FILE")

    verify = commands.add_parser(
        "verify",
        help="draw a picture again, and say whether it comes out the same",
        description="Says identical, close (by how much, and what it was made with otherwise) or "
        "why it can't be drawn again. Photos come from the library; exit code 1 if a pixel "
        "differs.",
        parents=[common],
    )
    verify.add_argument("file", type=Path, metavar="FILE.png")
    verify.add_argument("--photo", type=Path, action="append", default=[], metavar="FILE",
        help="an image that the recipe names, if the library lacks it; again for more")  # fmt: skip
    _add_pack(verify)

    diff = commands.add_parser(
        "diff",
        help="print what two pictures were drawn with, where it differs",
        description="Recipes, model files, versions and device; exit code 1 if any differs.",
        parents=[common],
    )
    diff.add_argument("file", type=Path, metavar="A.png")
    diff.add_argument("other", type=Path, metavar="B.png")

    packs = commands.add_parser("packs", help="list or verify model packs", parents=[common])
    packs.add_argument("action", choices=("list", "verify"))
    packs.add_argument("name", nargs="?", metavar="NAME", help="only this pack")

    commands.add_parser("doctor", help="check this computer", parents=[common])
    return parser


def _add_generate(parser: argparse.ArgumentParser) -> None:
    _add_recipe(parser)
    add = parser.add_argument
    add("--count", type=int, metavar="N", help="how many pictures")
    add("--out", type=Path, required=True, metavar="FILE_OR_FOLDER",
        help="a .png file for one picture, a folder for several")  # fmt: skip
    _add_keep(parser)


def _add_refine(parser: argparse.ArgumentParser) -> None:
    _add_picture(parser)
    parser.add_argument("--change", type=float, metavar="SHARE",
        help="share of the steps that are run on each face, 0 to 1")  # fmt: skip
    parser.add_argument("--upscale", type=float, metavar="FACTOR", help="enlarge the picture first")
    parser.set_defaults(upscaler=None, tiled=False)
    _add_keep(parser)


def _add_inpaint(parser: argparse.ArgumentParser) -> None:
    _add_picture(parser)
    add_changes(parser)
    parser.add_argument("--count", type=int, metavar="N", help="how many pictures")
    _add_keep(parser)


def _add_picture(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("picture", type=Path, metavar="PICTURE")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE_OR_FOLDER",
        help="a .png file for one picture, a folder for several")  # fmt: skip
    parser.set_defaults(count=None)
    _add_prompt_and_people(parser)


def _add_sweep(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--x", required=True, metavar="FIELD=VALUES",
        help="from left to right: a field such as sampling.guidance=1:7:1.5, "
        "sampling.scheduler=euler,ddim or sampling.seed=1:4; or words of the prompt, such as "
        "prompt:smiling=smiling,calm; values of fields that name images are files, such as "
        "identities.0.references=anna.jpg,ben.jpg")  # fmt: skip
    add("--y", metavar="FIELD=VALUES", help="likewise, from top to bottom")
    _add_sheet(parser)


def _add_sheet(parser: argparse.ArgumentParser) -> None:
    _add_recipe(parser)
    parser.set_defaults(count=None)
    add = parser.add_argument
    add("--out", type=Path, metavar="FILE_OR_FOLDER",
        help="a .png file for the labelled sheet alone, a folder for the single pictures "
        "too")  # fmt: skip
    add(
        "--dry-run",
        action="store_true",
        help="draw nothing: tell how many pictures it would be, and how many seconds they take",
    )
    _add_keep(parser)


def _add_recipe(parser: argparse.ArgumentParser) -> None:
    _add_prompt_and_people(parser)
    add_start(parser)
    parser.set_defaults(picture=None)


def _add_prompt_and_people(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--prompt", metavar="TEXT", help="what to draw")
    add("--negative", metavar="TEXT", help="what the picture should not show")
    parser.set_defaults(people=None)
    add("--face", type=Path, action=OfPerson, metavar="FILE",
        help="photo of the person; again for more photos of the same person")  # fmt: skip
    add("--pose", type=Path, action=OfPerson, metavar="FILE",
        help="photo whose landmarks place the face")  # fmt: skip
    add("--landmarks", type=Path, action=OfPerson, metavar="FILE.json",
        help="five [x, y] points in pixels of the picture: eyes, nose, corners of the mouth, "
        "left to right; or the .json beside a sample")  # fmt: skip
    add("--region", type=Path, action=OfPerson, metavar="FILE",
        help="image of where the person acts: white is inside")  # fmt: skip
    add("--person", nargs=0, action=NextPerson, dest="people",
        help="another person in the same picture, up to three: the --face, --pose, --landmarks "
        "and --region behind it are theirs")  # fmt: skip
    add_image_prompts(parser)
    add_controls(parser)
    add("--recipe", type=Path, metavar="FILE.json",
        help="start from this recipe instead of the pack's defaults")  # fmt: skip
    add("--set", action="append", default=[], metavar="FIELD=VALUE", dest="settings",
        help="change a field of the recipe, such as sampling.steps=30 or "
        "identities.0.likeness=1; comes after the other flags")  # fmt: skip
    add(
        "--draft",
        action="store_true",
        help="draw quickly, with the draft settings of the pack; --set can change them",
    )
    add("--preset", choices=[preset.name for preset in PRESETS],
        help="settings that go together, by the pack; --set can change them")  # fmt: skip
    add("--seed", type=int, metavar="N", help="seed of the first picture; the next ones count up")
    _add_pack(parser)


def _add_keep(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--keep",
        action="store_true",
        help="keep the pictures in the window's gallery too, in the project that was open last",
    )


def _add_pack(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--pack",
        metavar="NAME_OR_FOLDER",
        help=f"model pack (default: {DEFAULT_PACK}, or the one that the recipe names)",
    )
