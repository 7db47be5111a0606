"""How a spawned process makes its engine: a module-level function, so that it can be sent there."""

from pathlib import Path

from core.engine.engine import Engine
from core.jobs import JobControl
from core.packs import Pack
from core.packs.checked import CheckedFiles


def open_engine(pack_folder: Path, control: JobControl | None = None) -> Engine:
    """An engine for the pack in this folder; its files are verified, nothing is loaded yet.

    `control` is told, as stage "checking", of the bytes that are read for the first time.

    Raises:
        Cancelled
        BadInput: if the folder holds no pack.
        DamagedPack: if a file of it, or its pack.json, is damaged.
    """
    pack = Pack.load(pack_folder)
    CheckedFiles().verify(pack, control or JobControl())
    return Engine(pack)
