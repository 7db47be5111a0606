"""Put files from anywhere on this computer together to a pack, without a second copy of them."""

import shutil
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from core import durable
from core.errors import BadInput
from core.jobs import JobControl
from core.packs import links
from core.packs.digests import Digests
from core.packs.stamping import write_manifest
from core.packs.store import Pack
from core.told import Told
from core.validation import describe_validation


def assemble(
    folder: Path,
    places: Mapping[str, Path],
    texts: Mapping[str, str],
    manifest: Mapping[str, Any],
    control: JobControl,
) -> Pack:
    """Make a pack's folder, wholly or not at all.

    Args:
        folder: of the pack; must not exist.
        places: path in the pack, and the file that stands there; linked where possible.
        texts: path in the pack, and the content of a small file that is made.
        manifest: without `files`.
        control: stage "assembling", first by files, then by bytes that are read.

    Raises:
        BadInput: if there is such a folder, or the manifest does not describe these files.
        DiskFull, NotWritable, UserError, Cancelled: then nothing is left over.
    """
    if folder.exists():
        raise BadInput(Told("There is a pack {0} already.", folder.name), "Choose another name.")
    durable.make_folder(folder.parent)
    made = folder.parent / f".{uuid.uuid4().hex}{durable.PART}"
    try:
        made.mkdir(mode=0o700)
        own: dict[Path, Path] = {}
        for step, (relative, source) in enumerate(places.items()):
            control.report("assembling", step, len(places))
            if links.place(source, made.joinpath(*relative.split("/"))):
                own[folder.resolve().joinpath(*relative.split("/"))] = source.resolve()
        for relative, text in texts.items():
            target = made.joinpath(*relative.split("/"))
            target.parent.mkdir(parents=True, exist_ok=True)
            durable.save(text.encode("utf-8"), target)
        control.report("assembling", len(places), len(places))
        total = sum(source.stat().st_size for source in places.values())
        write_manifest(made, manifest, Digests(control, "assembling", total).sha256)
        links.remember(own)
        durable.move(made, folder)
    except FileNotFoundError as error:
        raise BadInput("A part of the pack is not there any more.", "Look for it again.") from error
    except ValidationError as error:
        raise BadInput(Told("These parts make no pack: {0}", describe_validation(error))) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return Pack.load(folder)
