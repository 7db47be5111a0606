"""How a spawned process makes its engine: a module-level function, so that it can be sent there."""

from pathlib import Path

from core.engine.engine import Engine
from core.packs import Pack


def open_engine(pack_folder: Path) -> Engine:
    """An engine for the pack in this folder; its files are verified, nothing is loaded yet.

    Raises:
        BadInput: if the folder holds no pack.
        DamagedPack: if a file of it, or its pack.json, is damaged.
    """
    pack = Pack.load(pack_folder)
    pack.verify()
    return Engine(pack)
