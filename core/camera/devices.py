"""Which cameras there are, by name, without turning any of them on."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Backend = Literal["auto", "v4l2", "msmf", "dshow", "avfoundation"]

_V4L = Path("/sys/class/video4linux")
_NUMBERED = 3  # where names can't be had, so many are offered
BACKENDS: Mapping[str, tuple[Backend, ...]] = {
    "linux": ("v4l2",),
    "win32": ("msmf", "dshow"),
    "darwin": ("avfoundation",),
}
"""The usual one of each platform first; Windows has cameras that only the second one opens."""
NAMES: Mapping[Backend, str] = {
    "auto": "Auto",
    "v4l2": "V4L2",
    "msmf": "Media Foundation",
    "dshow": "DirectShow",
    "avfoundation": "AVFoundation",
}


@dataclass(frozen=True)
class Device:
    """A camera of this computer; `name` is empty where the system has none to give."""

    index: int
    name: str = ""


def backends(platform: str = sys.platform) -> tuple[Backend, ...]:
    """The back ends of OpenCV that this platform has, the usual one first."""
    return BACKENDS.get(platform, ("auto",))


def devices(platform: str = sys.platform, folder: Path = _V4L) -> tuple[Device, ...]:
    """The cameras that the system knows now. Quick, and no light goes on; any thread.

    Args:
        platform: as `sys.platform` says it.
        folder: where Linux lists its video devices.

    Returns:
        Where names can't be had, as on Windows and macOS without the package
        `cv2-enumerate-cameras`, some numbers to try.
    """
    if platform.startswith("linux"):
        return _of_linux(folder)
    try:
        listing: Any = importlib.import_module("cv2_enumerate_cameras")
    except ImportError:
        return tuple(Device(number) for number in range(_NUMBERED))
    found = {int(one.index) % 100: str(one.name) for one in listing.enumerate_cameras()}
    return tuple(Device(index, name) for index, name in sorted(found.items()))


def _of_linux(folder: Path) -> tuple[Device, ...]:
    """Its nodes that give pictures: a camera's further ones tell of the pictures only."""
    found: list[Device] = []
    for node in folder.glob("video*"):
        number = node.name.removeprefix("video")
        if number.isdecimal() and _first_line(node / "index") in ("", "0"):
            found.append(Device(int(number), _first_line(node / "name")))
    return tuple(sorted(found, key=lambda device: device.index))


def _first_line(path: Path) -> str:
    """What a file of the system says; empty if it says nothing."""
    try:
        text = path.read_text("utf-8", errors="replace")
    except OSError:
        return ""
    return text.strip().partition("\n")[0]
