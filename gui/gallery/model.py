"""The project's pictures as a model, newest first."""

from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage

from core.imaging import load_image
from core.picture import Picture
from gui.background import Background
from gui.failure import Failure
from gui.images import thumbnail

THUMBNAIL_PIXELS = 256
PICTURE_ROLE = int(Qt.ItemDataRole.UserRole)
THUMBNAIL_ROLE = PICTURE_ROLE + 1
Index = QModelIndex | QPersistentModelIndex


class PictureModel(QAbstractListModel):
    """Holds the small frozen Pictures; thumbnails are made in a thread when first asked for."""

    refused = Signal(object)  # Failure: a picture whose file can't be shown

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._pictures: list[Picture] = []  # newest first
        self._thumbnails: dict[str, QImage] = {}
        self._asked: set[str] = set()

    def fill(self, pictures: tuple[Picture, ...]) -> None:
        """Show these pictures, given in the order in which they were saved."""
        self.beginResetModel()
        self._pictures = list(reversed(pictures))
        self.endResetModel()

    def add(self, picture: Picture, small: QImage) -> None:
        """Put a new picture first."""
        self._thumbnails[picture.id] = small
        self._asked.add(picture.id)
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._pictures.insert(0, picture)
        self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._pictures)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid() or index.row() >= len(self._pictures):
            return None
        picture = self._pictures[index.row()]
        if role == PICTURE_ROLE:
            return picture
        if role == THUMBNAIL_ROLE:
            return self._thumbnail(picture)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return picture.recipe.prompt or "Picture"
        if role == Qt.ItemDataRole.ToolTipRole:
            return describe(picture)
        return None

    def _thumbnail(self, picture: Picture) -> QImage | None:
        if picture.id not in self._asked:
            self._asked.add(picture.id)
            self._background.run(
                lambda: _load(picture.path),
                lambda image: self._arrived(picture, image),
                self._failed,
            )
        return self._thumbnails.get(picture.id)

    def _arrived(self, picture: Picture, image: QImage) -> None:
        self._thumbnails[picture.id] = image
        row = self._pictures.index(picture) if picture in self._pictures else -1
        if row >= 0:
            index = self.index(row)
            self.dataChanged.emit(index, index, [THUMBNAIL_ROLE])

    def _failed(self, failure: Failure) -> None:
        self.refused.emit(failure)


def _load(path: Path) -> QImage:
    return thumbnail(load_image(path), THUMBNAIL_PIXELS)


def describe(picture: Picture) -> str:
    """The picture's tooltip: prompt, likeness, seed, time."""
    parts = [picture.recipe.prompt or "Without a prompt"]
    if picture.likeness is not None:
        parts.append(f"Likeness {picture.likeness:.2f}")
    parts.append(f"Seed {picture.recipe.sampling.seed}")
    return "\n".join(parts)
