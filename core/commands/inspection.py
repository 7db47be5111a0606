"""main.py faces, read, reveal and packs: look at what is there, change nothing."""

import argparse
import json

from core.commands import DEFAULT_PACK
from core.commands.request import open_pack
from core.compare.grid import is_sheet, read_sheet
from core.errors import BadInput, Unsupported
from core.exporting import revealing
from core.faces.face import Face, quality
from core.imaging import MAX_BYTES, load_image
from core.jobs import JobControl
from core.packs import Pack, default_store
from core.packs.checked import CheckedFiles
from core.picture import read_recipe
from core.told import Told


def faces(options: argparse.Namespace) -> int:
    """Print what the pack's face models see in an image, as a JSON list from left to right.

    Raises:
        BadInput: if the image or the pack can't be used.
        DamagedPack: names the first face model that is damaged.
    """
    image = load_image(options.file)
    pack = open_pack(options.pack or DEFAULT_PACK)
    if pack.manifest.faces is None:
        raise Unsupported(
            Told("The pack {0} has no face models.", pack.manifest.name), "Choose another pack."
        )
    pack.verify(below=pack.manifest.faces)
    from core.faces.analysis import open_analyzer  # brings onnxruntime, which takes seconds

    analyzer = open_analyzer(pack)
    print(json.dumps([_as_data(face) for face in analyzer.analyze(image)]))
    return 0


def read(options: argparse.Namespace) -> int:
    """Print the recipe inside a PNG, of a sheet a list of all; raises BadInput if there is none."""
    if is_sheet(options.file):
        cells = read_sheet(options.file).sheet.cells
        print(json.dumps([cell.recipe.model_dump(mode="json") for cell in cells], indent=2))
    else:
        print(read_recipe(options.file).model_dump_json(indent=2))
    return 0


def reveal(options: argparse.Namespace) -> int:
    """Print what a picture file holds besides its pixels, as JSON; raises BadInput if it is none.

    The person's names that the library knows are not looked for: it may be open elsewhere.
    """
    try:
        is_file = options.file.is_file() and options.file.stat().st_size <= MAX_BYTES
        data = options.file.read_bytes() if is_file else b""
    except OSError as error:
        raise BadInput(Told("Can't read {0}.", options.file.name), "Check the path.") from error
    found = revealing.reveal(data)
    held = found.credentials
    facts: dict[str, object] = {
        **{name: value for name, value in vars(found).items() if name != "names"},
        "credentials": held and {"state": held.state.value, "by": held.by, "source": held.source},
    }
    print(json.dumps(facts, indent=2))
    return 0


def packs(options: argparse.Namespace) -> int:
    """List the packs, or compare each of their files with its published fingerprint.

    Raises:
        BadInput: if there is no such pack.
        DamagedPack: names the first file that is damaged.
    """
    store = default_store()
    chosen = (store.open(options.name),) if options.name else store.list()
    if not options.name:
        for fault in store.damaged():
            raise fault
    if not chosen:
        raise BadInput("No pack is installed.", "Put one into resources/packs.")
    for pack in chosen:
        if options.action == "verify":
            CheckedFiles().verify(pack, JobControl(), anew=True)
            print(f"{pack.manifest.name}: all {len(pack.manifest.files)} files are as published")
        else:
            print(_summary(pack))
    return 0


def _as_data(face: Face) -> dict[str, object]:
    """One face as plain data: pixels to a tenth, no embedding."""
    return {
        "box": [round(float(value), 1) for value in face.box],
        "score": round(face.score, 3),
        "landmarks": [[round(float(x), 1), round(float(y), 1)] for x, y in face.landmarks],
        "width": round(face.width, 1),
        "note": quality(face),
    }


def _summary(pack: Pack) -> str:
    manifest = pack.manifest
    size = f"{manifest.defaults.width} x {manifest.defaults.height}"
    megabytes = sum(file.size for file in manifest.files.values()) / 1e6
    licences = ", ".join(dict.fromkeys(licence.name for licence in manifest.licences))
    return (
        f"{manifest.name}: {manifest.title} ({manifest.family}, {size}, {megabytes:.0f} MB, "
        f"{licences}) in {pack.folder}"
    )
