"""What kind of computer this is, told without torch: the window's process must not load that."""

import contextlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

LITTLE_DISK = 2e9  # bytes
LITTLE_MEMORY = 4e9  # bytes


@dataclass(frozen=True)
class Computer:
    """What was found.

    Attributes:
        cores: of the processor, as far as this process may use them; hyper-threads count once.
        memory: bytes that are built in.
        free: bytes on the disk of a folder.
        nvidia: whether there is a driver by NVIDIA, and so most likely a card.
    """

    cores: int
    memory: int
    free: int
    nvidia: bool

    @property
    def short_of_memory(self) -> bool:
        return self.memory < LITTLE_MEMORY

    @property
    def short_of_disk(self) -> bool:
        return self.free < LITTLE_DISK


def look_at_computer(folder: Path) -> Computer:
    """Look; a slow disk may take its time. Any thread.

    Args:
        folder: on whose disk free space is looked for; it need not exist yet.

    Raises:
        OSError: if the disk can't be asked.
    """
    import psutil  # only once it is asked for: the window must not wait for it

    return Computer(cores(), psutil.virtual_memory().total, free_space(folder), has_nvidia())


def free_space(folder: Path) -> int:
    """Bytes on the disk on which a folder lies, or would lie."""
    existing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    return shutil.disk_usage(existing).free


def has_nvidia() -> bool:
    """Whether a driver by NVIDIA is installed: it brings that program along."""
    return shutil.which("nvidia-smi") is not None


def graphics_memory() -> int | None:
    """Bytes of the largest graphics card by NVIDIA; None: there is none, or it does not answer.

    Asks the driver's own program, which may take a second. Any thread.
    """
    program = shutil.which("nvidia-smi")
    if program is None:
        return None
    question = [program, "--query-gpu=memory.total", "--format=csv,noheader,nounits"]
    with contextlib.suppress(OSError, subprocess.SubprocessError, ValueError):
        answer = subprocess.run(question, capture_output=True, text=True, timeout=10, check=True)
        return max(int(line) for line in answer.stdout.split()) << 20
    return None


def device_memory(device: str) -> int | None:
    """Bytes that a picture must do with on a torch device such as `cpu`.

    None: not known, or a graphics card, which need not hold all models at once
    (`core.engine.memory`).
    """
    if not device or device.startswith("cuda"):
        return None
    import psutil

    return psutil.virtual_memory().total


def cores() -> int:
    """Cores of the processor that this process may use; hyper-threads count once."""
    import psutil

    built_in = psutil.cpu_count(logical=False) or os.cpu_count() or 1
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else built_in
    return min(built_in, allowed)
