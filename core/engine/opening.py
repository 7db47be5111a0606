"""How a spawned process makes its engine: a module-level function, so that it can be sent there."""

from pathlib import Path

from core.engine.engine import Engine
from core.packs import Pack


def open_engine(pack_folder: Path) -> Engine:
    """An engine for the pack in this folder; nothing is loaded yet.

    Raises:
        BadInput: if the folder holds no pack.
        DamagedPack: if its pack.json is damaged.
    """
    return Engine(Pack.load(pack_folder))
