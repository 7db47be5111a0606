"""Images that come in by drag and drop, by pasting, or from the file dialog."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QCoreApplication, QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from core.imaging import load_image
from gui.images import to_pixels

if TYPE_CHECKING:
    import numpy as np

_PNG = "image/png"

Source: TypeAlias = "Callable[[], np.ndarray]"
"""Decodes the image, RGB uint8 (h, w, 3); to be called in a thread. Raises BadInput."""

Given: TypeAlias = "Sequence[tuple[str, Source]]"
"""Name and decoder of each image that one gesture brought: a drop, or a choice of files."""


def carries_image(data: QMimeData) -> bool:
    """Whether there is something that may be an image; told by kind, nothing is decoded."""
    return data.hasFormat(_PNG) or data.hasImage() or any(url.isLocalFile() for url in data.urls())


def carries_anything(data: QMimeData) -> bool:
    """Whether there is an image, or a link to something: what the window answers."""
    return carries_image(data) or data.hasUrls()


def source_of(data: QMimeData | None) -> tuple[str, Source] | None:
    """Name and decoder of the first image that was dropped or pasted; None if there is none.

    Files go through `load_image`, as do PNG bytes: they may come from anywhere.
    """
    return next(iter(sources_of(data)), None)


def sources_of(data: QMimeData | None) -> list[tuple[str, Source]]:
    """Name and decoder of each image that was dropped or pasted; None: an empty clipboard."""
    if data is None:
        return []
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if files:
        return [file_source(path) for path in files]
    if data.hasFormat(_PNG):
        encoded = bytes(data.data(_PNG).data())
        return [(_pasted(), lambda: _decode(encoded))]
    image = data.imageData()
    if isinstance(image, QImage) and not image.isNull():
        return [(_pasted(), lambda: to_pixels(image))]
    return []


def file_source(path: Path) -> tuple[str, Source]:
    """Name and decoder of an image file."""
    return path.stem, lambda: load_image(path)


def kinds_of_images() -> str:
    """Which files a dialog offers."""
    words = QCoreApplication.translate("DropButton", "Pictures")
    return f"{words} (*.png *.jpg *.jpeg *.webp *.tif *.tiff)"


def _pasted() -> str:
    return QCoreApplication.translate("Drops", "Pasted picture")


def _decode(encoded: bytes) -> np.ndarray:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pasted picture.png"
        path.write_bytes(encoded)
        return load_image(path)


class DropButton(QPushButton):
    """A place to drop images on; a click asks for files."""

    given = Signal(object)  # Given, at least one image

    def __init__(self, several: bool = False, parent: QWidget | None = None) -> None:
        """Take one image at a time, or `several`. Its accessible name is the dialog's title."""
        super().__init__(parent)
        self._several = several
        self.setProperty("role", "drop")
        self.setAcceptDrops(True)
        self.clicked.connect(self._choose)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if carries_image(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        found = sources_of(event.mimeData())
        if found:
            event.acceptProposedAction()
            self.given.emit(found if self._several else found[:1])

    def _choose(self) -> None:
        ask = QFileDialog.getOpenFileNames if self._several else QFileDialog.getOpenFileName
        found, _ = ask(self, self.accessibleName(), "", kinds_of_images())
        paths = found if isinstance(found, list) else [found] if found else []
        if paths:
            self.given.emit([file_source(Path(path)) for path in paths])
