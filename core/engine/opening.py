"""How a spawned process makes its engine: a module-level function, so that it can be sent there."""

from pathlib import Path

import torch

from core.engine.engine import Engine
from core.engine.memory import device_here
from core.jobs import JobControl
from core.packs import Pack
from core.packs.checked import CheckedFiles


def open_engine(
    pack_folder: Path, control: JobControl | None = None, device: str = "", threads: int = 0
) -> Engine:
    """An engine for the pack in this folder; its files are verified, nothing is loaded yet.

    Args:
        pack_folder: of the pack.
        control: is told, as stage "checking", of the bytes that are read for the first time.
        device: of torch, such as `cuda:1`; empty: see `device_here`.
        threads: of this process on the CPU; 0: as many as torch thinks best.

    Raises:
        Cancelled
        BadInput: if the folder holds no pack.
        DamagedPack: if a file of it, or its pack.json, is damaged.
    """
    if threads:
        torch.set_num_threads(threads)
    pack = Pack.load(pack_folder)
    CheckedFiles().verify(pack, control or JobControl())
    return Engine(pack, device or device_here())
