"""Thumbnails as the grid paints them, made in threads, the newest wish first."""

from __future__ import annotations

import os
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QImage, QPainter

from core.library.thumbnails import SIDE, Thumbnails
from gui.failure import Failure
from gui.images import resized, to_qimage

if TYPE_CHECKING:
    import numpy as np

RADIUS = 0.06  # of the corners, as a share of the longer side
_THREADS = 2 if (os.cpu_count() or 1) > 2 else 1  # one core is the window's
_MOST_WAITING = 400  # wishes; who scrolls on forgets what was passed
_MOST_BYTES = 64 * 1024 * 1024  # of ready images


class ThumbnailLoader(QObject):
    """Gives what is ready and fetches the rest. GUI thread, but for `_make_next`."""

    arrived = Signal(str)  # id of a picture whose thumbnail is ready, or known to be broken
    failed = Signal(object)  # Failure: a bug; pictures that can't be read are `broken`
    _made = Signal(object, int, object)  # id, side, QImage or Failure; from the threads

    def __init__(self, thumbnails: Thumbnails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._side = 2 * 128
        self._ready: OrderedDict[str, QImage] = OrderedDict()  # the one used last at the end
        self._bytes = 0
        self._broken: set[str] = set()
        self._asked: dict[str, int] = {}  # id -> side; not answered yet
        self._waiting: OrderedDict[str, int] = OrderedDict()  # shared with the threads
        self._lock = Lock()
        self._stopped = False
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="thumbnails")
        self._made.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def set_side(self, pixels: int) -> None:
        """From now on make thumbnails whose longer side has that many device pixels."""
        self._side = max(1, pixels)

    def get(self, picture_id: str) -> QImage | None:
        """What there is of it, perhaps of another size; what is missing arrives later."""
        image = self._ready.get(picture_id)
        if image is not None:
            self._ready.move_to_end(picture_id)
        if image is None or max(image.width(), image.height()) != self._side:
            self._ask(picture_id)
        return image

    def broken(self, picture_id: str) -> bool:
        """Whether there is none, as the picture can't be read."""
        return picture_id in self._broken

    def give(self, picture_id: str, pixels: np.ndarray) -> None:
        """Take a picture that is at hand, RGB uint8 (h, w, 3); its final form is made later."""
        self._keep(picture_id, to_qimage(pixels))

    def stop(self) -> None:
        """Drop all wishes and end the threads."""
        self._stopped = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _ask(self, picture_id: str) -> None:
        if self._stopped or picture_id in self._broken:
            return
        side = self._side
        with self._lock:
            new = picture_id not in self._waiting
            if new and self._asked.get(picture_id) == side:
                return  # in the making
            self._waiting[picture_id] = side
            self._waiting.move_to_end(picture_id)
            if len(self._waiting) > _MOST_WAITING:
                self._asked.pop(self._waiting.popitem(last=False)[0], None)
        self._asked[picture_id] = side
        if new:
            self._pool.submit(self._make_next)

    def _make_next(self) -> None:
        with self._lock:
            if not self._waiting:
                return
            picture_id, side = self._waiting.popitem(last=True)
        try:
            pixels = self._thumbnails.load(picture_id, min(side, SIDE))
            made: QImage | Failure = _framed(pixels, side)
        except Exception as error:
            made = Failure.of(error)
        self._made.emit(picture_id, side, made)

    def _take(self, picture_id: str, side: int, made: QImage | Failure) -> None:
        if self._asked.get(picture_id) == side:
            del self._asked[picture_id]
        if isinstance(made, Failure):
            self._broken.add(picture_id)
            if made.details:
                self.failed.emit(made)
        else:
            self._keep(picture_id, made)
        self.arrived.emit(picture_id)

    def _keep(self, picture_id: str, image: QImage) -> None:
        before = self._ready.pop(picture_id, None)
        self._ready[picture_id] = image
        self._bytes += image.sizeInBytes() - (before.sizeInBytes() if before else 0)
        while self._bytes > _MOST_BYTES and len(self._ready) > 1:
            self._bytes -= self._ready.popitem(last=False)[1].sizeInBytes()


def _framed(pixels: np.ndarray, side: int) -> QImage:
    """The picture with rounded corners, its longer side `side` pixels. Any thread."""
    height, width = pixels.shape[:2]
    scale = side / max(width, height)
    width, height = max(1, round(width * scale)), max(1, round(height * scale))
    if (height, width) != pixels.shape[:2]:
        pixels = resized(pixels, width, height)
    framed = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    framed.fill(Qt.GlobalColor.transparent)
    painter = QPainter(framed)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(to_qimage(pixels)))
    painter.drawRoundedRect(QRectF(0, 0, width, height), RADIUS * side, RADIUS * side)
    painter.end()
    return framed
