"""What the user chose about the camera, kept with the other settings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

from PySide6.QtCore import QSettings

from core.camera import trouble
from core.camera.devices import Backend, Device, backends
from core.camera.sources import DEFAULT_SIZE, SIZES, FrameSource, Stills, VideoFile, Webcam
from core.told import Told

Kind = Literal["camera", "video", "stills"]


@dataclass(frozen=True)
class Choice:
    """Where the frames come from, and how.

    Attributes:
        kind: of source.
        device: index of the camera; None: none is known.
        name: of the camera, as the system says it; may be empty.
        path: of the video, or of the folder.
        size: width and height to ask a camera for.
        mirror: whether the picture is shown as in a mirror. Photos never are mirrored.
        backend: of OpenCV.
    """

    kind: Kind = "camera"
    device: int | None = None
    name: str = ""
    path: str = ""
    size: tuple[int, int] = DEFAULT_SIZE
    mirror: bool = True
    backend: Backend = "auto"

    def open(self) -> FrameSource:
        """The source, not opened yet.

        Raises:
            CameraTrouble: if no camera is known.
        """
        if self.kind == "video":
            return VideoFile(Path(self.path))
        if self.kind == "stills":
            return Stills(Path(self.path))
        if self.device is None:
            raise trouble.none_at_all()
        device = Device(self.device, self.name)
        return Webcam(device, called(device), self.size, self.backend)


def called(device: Device) -> str:
    """What a camera is called."""
    return device.name or Told("Camera {0}", device.index + 1)


def restore(settings: QSettings) -> Choice:
    """What was chosen last; what makes no sense any more is as at first."""

    def kept(key: str, usual: Any) -> str:
        return str(settings.value(f"camera/{key}", usual))

    choice = Choice(name=kept("name", ""), path=kept("path", ""), mirror=kept("mirror", 1) != "0")
    number, size, backend = kept("device", ""), kept("size", ""), kept("backend", "")
    sizes = {as_text(one): one for one in SIZES}
    first = backends()[0]
    choice = replace(
        choice,
        device=int(number) if number.isdecimal() else None,
        size=sizes.get(size, DEFAULT_SIZE),
        backend=next((one for one in backends() if one == backend), first),
    )
    kind = next((one for one in get_args(Kind) if one == kept("kind", "")), "camera")
    return replace(choice, kind=kind if choice.path or kind == "camera" else "camera")


def keep(settings: QSettings, choice: Choice) -> None:
    """Remember it."""
    values = {
        "kind": choice.kind,
        "device": "" if choice.device is None else str(choice.device),
        "name": choice.name,
        "path": choice.path,
        "size": as_text(choice.size),
        "mirror": str(int(choice.mirror)),
        "backend": choice.backend,
    }
    for key, value in values.items():
        if settings.value(f"camera/{key}") != value:
            settings.setValue(f"camera/{key}", value)


def as_text(size: tuple[int, int]) -> str:
    """A size as people write it."""
    return f"{size[0]} × {size[1]}"
