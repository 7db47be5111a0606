"""The question which face of a photo is meant."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.faces.face import Face, largest
from gui.images import rounded
from gui.language import Text, on_language, said
from gui.panels.photo_tile import part_around
from gui.panels.sources import Photo

_SIDE = 96  # logical pixels of a face
_ACROSS, _DOWN = 5, 3  # faces that are seen at once; the others by scrolling


class WhichFace(QDialog):
    """Shows the faces of a photo from left to right; the largest is chosen at first."""

    chosen = Signal(object)  # Face

    def __init__(self, photo: Photo, parent: QWidget, question: Text | None = None) -> None:
        """`photo` shows at least one face.

        Args:
            question: what is asked behind "The photo shows 3 faces."; None: whose pose is meant.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        assert photo.faces
        self._faces = photo.faces
        self._question = question or (lambda: self.tr("Whose pose is meant?"))
        said(self, window=lambda: self.tr("Which face?"))
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.list = QListWidget()
        self.list.setProperty("role", "faces")
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setIconSize(QSize(_SIDE, _SIDE))
        for face in self._faces:
            self.list.addItem(QListWidgetItem(_cut_out(photo, face, self.devicePixelRatioF()), ""))
        self.list.setCurrentRow(self._faces.index(largest(self._faces)))
        self._fit_list()
        button = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(button.Ok | button.Cancel)
        said(self.buttons.button(button.Ok), text=lambda: self.tr("Use this face"))
        said(self.buttons.button(button.Cancel), text=lambda: self.tr("Cancel"))
        said(self.list, name=lambda: self.tr("Faces in the photo"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.list.itemActivated.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        for part in (self.words, self.list, self.buttons):
            column.addWidget(part)
        on_language(self, self._tell)
        self._tell()
        self.list.setFocus()

    def accept(self) -> None:
        """Take the face that is chosen."""
        super().accept()
        self.chosen.emit(self._faces[self.list.currentRow()])

    def _fit_list(self) -> None:
        across = min(_ACROSS, len(self._faces))
        down = min(_DOWN, -(-len(self._faces) // across))
        self.list.setGridSize(QSize(_SIDE + 24, _SIDE + 44))
        cell = self.list.gridSize()
        self.list.setFixedSize(max(3, across) * cell.width() + 20, down * cell.height() + 8)

    def _tell(self) -> None:
        seen = self.tr("The photo shows {0} faces.").format(len(self._faces))
        self.words.setText(f"{seen} {self._question()}")
        for row in range(self.list.count()):
            self.list.item(row).setText(self.tr("Face {0}").format(row + 1))


def _cut_out(photo: Photo, face: Face, ratio: float) -> QIcon:
    part: QRect = part_around(photo, face).toAlignedRect()
    side = round(_SIDE * ratio)
    smooth, whole = Qt.TransformationMode.SmoothTransformation, Qt.AspectRatioMode.IgnoreAspectRatio
    image = photo.image.copy(part).scaled(side, side, whole, smooth)
    pixmap: QPixmap = rounded(image, _SIDE, 8, ratio)
    found = QIcon(pixmap)
    found.addPixmap(pixmap, QIcon.Mode.Selected)  # or it was tinted
    return found
