"""Frames from a webcam, a video file or a folder of stills, behind one interface.

All calls of a source come from one thread, which may hang in them: `core.camera.capture`.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from core.camera import trouble
from core.camera.devices import Backend, Device, devices
from core.errors import UserError
from core.imaging import load_image

if TYPE_CHECKING:
    import numpy as np

DEFAULT_SIZE = (640, 480)
SIZES = (DEFAULT_SIZE, (1280, 720), (1920, 1080))
_USUAL_RATE = 25.0  # of a video that does not tell
_FASTEST, _SLOWEST = 240.0, 1.0  # frames a second that are believed
_STILL_RATE = 5.0  # frames a second, all the same ones, of a still
_STILL_SECONDS = 3.0  # that each is shown
_STILL_SIDE = 1920  # pixels; larger ones are scaled down
_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff")


class FrameSource(Protocol):
    """Gives one frame after another, as fast as they come.

    Attributes:
        name: what messages call it.
        live: whether it is a camera, whose frames are never all black or twice the same.
        number: of the frame that was read last, from 0; of a video its place in the file.
    """

    name: str
    live: bool
    number: int

    def open(self) -> None:
        """Begin; a light may go on. Raises UserError."""
        ...

    def read(self) -> np.ndarray:
        """Wait for the next frame: RGB uint8, (h, w, 3). Raises UserError."""
        ...

    def close(self) -> None:
        """End; the light goes off. Also after a failed `open`, and more than once."""
        ...


class Webcam:
    """A camera of this computer.

    Args:
        device: which.
        name: what messages call it.
        size: width and height to ask for; the camera may give others.
        backend: of OpenCV; "auto": its own choice.
    """

    live = True

    def __init__(
        self,
        device: Device,
        name: str,
        size: tuple[int, int] = DEFAULT_SIZE,
        backend: Backend = "auto",
    ) -> None:
        self.name, self.number = name, -1
        self._device, self._size = device, size
        self._backend: Backend = backend
        self._capture: Any = None

    def open(self) -> None:
        from core.opencv import cv2

        if self._device not in devices():
            raise trouble.missing(self.name)
        codes: dict[Backend, int] = {
            "auto": cv2.CAP_ANY,
            "v4l2": cv2.CAP_V4L2,
            "msmf": cv2.CAP_MSMF,
            "dshow": cv2.CAP_DSHOW,
            "avfoundation": cv2.CAP_AVFOUNDATION,
        }
        self._capture = cv2.VideoCapture(self._device.index, codes[self._backend])
        if not self._capture.isOpened():
            raise trouble.busy(self.name)
        if self._backend in ("v4l2", "dshow"):  # else a large size comes at a few frames a second
            self._capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        width, height = self._size
        self._capture.set(cv2.CAP_PROP_FRAME_WIDTH, width)
        self._capture.set(cv2.CAP_PROP_FRAME_HEIGHT, height)
        self._capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)  # the newest frame, where it can be had

    def read(self) -> np.ndarray:
        there, frame = self._capture.read()
        if not there:
            raise trouble.gone(self.name)
        self.number += 1
        return _to_rgb(frame)

    def close(self) -> None:
        _release(self)


class VideoFile:
    """A video, played at its own rate; frames for which there is no time are left out.

    Args:
        path: of the file.
        loop: begin again at its end; else the last frame stays.
    """

    live = False

    def __init__(self, path: Path, loop: bool = True) -> None:
        self.name, self.number = path.name, -1
        self._path, self._loop = path, loop
        self._capture: Any = None
        self._rate = _USUAL_RATE
        self._began = 0.0
        self._last: np.ndarray | None = None

    def open(self) -> None:
        from core.opencv import cv2

        if not self._path.is_file():
            raise trouble.not_a_video(self.name)
        self._capture = cv2.VideoCapture(str(self._path))
        if not self._capture.isOpened():
            raise trouble.not_a_video(self.name)
        rate = float(self._capture.get(cv2.CAP_PROP_FPS))
        self._rate = rate if _SLOWEST <= rate <= _FASTEST else _USUAL_RATE
        self._began, self.number = time.monotonic(), -1

    def read(self) -> np.ndarray:
        number = self.number + 1
        late = int((time.monotonic() - self._began) * self._rate) - number
        if late > self._rate:  # the computer was asleep, or too busy: go on from here
            self._began += late / self._rate
            late = 0
        for _ in range(max(0, late)):
            if not self._capture.grab():
                break
            number += 1
        there, frame = self._capture.read()
        if not there:
            return self._at_end()
        self._wait_until(self._began + number / self._rate)
        self.number = number
        self._last = _to_rgb(frame)
        return self._last

    def close(self) -> None:
        _release(self)

    def _at_end(self) -> np.ndarray:
        """The first frame again, or still the last one."""
        if self.number < 0 and self._last is None:  # it opened, and holds nothing
            raise trouble.not_a_video(self.name)
        if self._loop or self._last is None:
            self.close()
            self.open()
            return self.read()
        self._wait_until(time.monotonic() + 1 / self._rate)
        return self._last

    def _wait_until(self, moment: float) -> None:
        time.sleep(max(0.0, moment - time.monotonic()))


class Stills:
    """The pictures of a folder in the order of their names, some seconds each, over and over."""

    live = False

    def __init__(self, folder: Path) -> None:
        self.name, self.number = folder.name, -1
        self._folder = folder
        self._files: list[Path] = []
        self._shown: tuple[int, np.ndarray] | None = None  # which of them, and its pixels
        self._began = 0.0

    def open(self) -> None:
        files = sorted(self._folder.glob("*")) if self._folder.is_dir() else []
        self._files = [path for path in files if path.suffix.lower() in _SUFFIXES]
        self._began, self.number = time.monotonic(), -1
        if not self._files:
            raise trouble.no_stills(self.name)

    def read(self) -> np.ndarray:
        time.sleep(1 / _STILL_RATE if self._shown is not None else 0.0)
        turn = int((time.monotonic() - self._began) / _STILL_SECONDS) % len(self._files)
        if self._shown is None or self._shown[0] != turn:
            self._shown = (turn, self._load(turn))
        self.number += 1
        return self._shown[1]

    def close(self) -> None:
        self._shown = None

    def _load(self, turn: int) -> np.ndarray:
        """That picture, or the next one that can be read."""
        for step in range(len(self._files)):
            try:
                return _fitted(load_image(self._files[(turn + step) % len(self._files)]))
            except UserError:
                continue
        raise trouble.no_stills(self.name)


def _to_rgb(frame: np.ndarray) -> np.ndarray:
    from core.opencv import cv2

    return cv2.cvtColor(frame, cv2.COLOR_BGR2RGB)


def _fitted(pixels: np.ndarray) -> np.ndarray:
    """At most as large as a screen."""
    from core.opencv import cv2

    scale = _STILL_SIDE / max(pixels.shape[:2])
    if scale >= 1:
        return pixels
    size = (round(pixels.shape[1] * scale), round(pixels.shape[0] * scale))
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)


def _release(source: Webcam | VideoFile) -> None:
    capture, source._capture = source._capture, None  # pyright: ignore[reportPrivateUsage]
    if capture is not None:
        capture.release()
