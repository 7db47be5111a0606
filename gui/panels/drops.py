"""Images that come in by drag and drop, by pasting, or from the file dialog."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from core.imaging import load_image
from gui.images import to_pixels

FILE_FILTER = "Pictures (*.png *.jpg *.jpeg *.webp *.tif *.tiff)"
_PNG = "image/png"

Source = Callable[[], np.ndarray]
"""Decodes the image, RGB uint8 (h, w, 3); to be called in a thread. Raises BadInput."""


def carries_image(data: QMimeData) -> bool:
    """Whether there is something that may be an image; told by kind, nothing is decoded."""
    return data.hasFormat(_PNG) or data.hasImage() or any(url.isLocalFile() for url in data.urls())


def source_of(data: QMimeData) -> tuple[str, Source] | None:
    """Name and decoder of the first image that was dropped or pasted; None if there is none.

    Files go through `load_image`, as do PNG bytes: they may come from anywhere.
    """
    for url in data.urls():
        if url.isLocalFile():
            return file_source(Path(url.toLocalFile()))
    if data.hasFormat(_PNG):
        encoded = bytes(data.data(_PNG).data())
        return "Pasted picture", lambda: _decode(encoded)
    image = data.imageData()
    if isinstance(image, QImage) and not image.isNull():
        return "Pasted picture", lambda: to_pixels(image)
    return None


def file_source(path: Path) -> tuple[str, Source]:
    """Name and decoder of an image file."""
    return path.stem, lambda: load_image(path)


def _decode(encoded: bytes) -> np.ndarray:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pasted picture.png"
        path.write_bytes(encoded)
        return load_image(path)


class DropButton(QPushButton):
    """A place to drop an image on; a click asks for a file."""

    given = Signal(str, object)  # name, Source

    def __init__(self, text: str, question: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._question = question
        self.setProperty("role", "drop")
        self.setAcceptDrops(True)
        self.clicked.connect(self._choose)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if carries_image(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (found := source_of(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.given.emit(*found)

    def _choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self._question, "", FILE_FILTER)
        if path:
            self.given.emit(*file_source(Path(path)))
