"""Turn a folder of models into a pack: list what is in it and write its `pack.json`."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.jobs import JobControl
from core.packs.checkpoints import Reading, file_sha256
from core.packs.manifest import Manifest
from core.packs.store import MANIFEST_NAME


def write_manifest(
    folder: Path, manifest_without_files: Mapping[str, Any], control: JobControl | None = None
) -> Manifest:
    """Write `pack.json` with the size and sha256 of every file below a folder.

    Hidden files and folders are left out. The same content gives the same bytes.

    Args:
        folder: the pack's; an earlier `pack.json` is replaced in one step.
        manifest_without_files: plain data of a Manifest, without `files`.
        control: stage "reading", by the bytes of all files.

    Raises:
        Cancelled: then nothing is written, as where the data is wrong.
        pydantic.ValidationError: if the data does not describe what the folder holds; then
            nothing is written.
    """
    listed = dict(sorted(_listed(folder).items()))
    sizes = {relative: path.stat().st_size for relative, path in listed.items()}
    read = None if control is None else Reading(sum(sizes.values()), control)
    files = {
        relative: {"size": sizes[relative], "sha256": file_sha256(path, read)}
        for relative, path in listed.items()
    }
    text = json.dumps({**manifest_without_files, "files": files}, indent=1, ensure_ascii=False)
    manifest = Manifest.model_validate_json(text)
    temporary = folder / f".{MANIFEST_NAME}.part"
    temporary.write_text(text + "\n", encoding="utf-8", newline="\n")
    os.replace(temporary, folder / MANIFEST_NAME)
    return manifest


def _listed(folder: Path) -> dict[str, Path]:
    found = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    return {
        relative.as_posix(): path
        for relative, path in found.items()
        if relative.as_posix() != MANIFEST_NAME
        and not any(part.startswith(".") for part in relative.parts)
    }
