"""Turn a folder of models into a pack: list what is in it and write its `pack.json`."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from core.packs.checkpoints import file_sha256
from core.packs.manifest import Manifest
from core.packs.store import MANIFEST_NAME


def write_manifest(
    folder: Path,
    manifest_without_files: Mapping[str, Any],
    sha256: Callable[[Path], str] = file_sha256,
) -> Manifest:
    """Write `pack.json` with the size and sha256 of every file below a folder.

    Hidden files and folders are left out. The same content gives the same bytes.

    Args:
        folder: the pack's; an earlier `pack.json` is replaced in one step.
        manifest_without_files: plain data of a Manifest, without `files`.
        sha256: reads a file for its fingerprint; see `core.packs.digests`.

    Raises:
        pydantic.ValidationError: if the data does not describe what the folder holds; then
            nothing is written.
    """
    files = {
        relative: {"size": path.stat().st_size, "sha256": sha256(path)}
        for relative, path in sorted(_listed(folder).items())
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
