"""The project's pictures, newest first."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListView,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from core.picture import Picture
from gui.gallery.delegate import GAP, PictureDelegate
from gui.gallery.model import PICTURE_ROLE, PictureModel
from gui.theme import Theme

_SMALLEST = 104
_SLACK = 4  # pixels that Qt's icon layout wants to itself


class PictureList(QListView):
    """A grid whose pictures grow to fill the width."""

    def __init__(self, delegate: PictureDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = delegate
        self.setItemDelegate(delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setMouseTracking(True)
        self.setAccessibleName("Pictures of this project, newest first")

    def resizeEvent(self, e: QResizeEvent) -> None:
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        width = self.width() - bar - _SLACK
        columns = max(1, width // (_SMALLEST + GAP))
        self._delegate.side = width // columns - GAP
        self.setGridSize(QSize(width // columns, width // columns))
        super().resizeEvent(e)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class GalleryPanel(QFrame):
    """Shows the pictures; a click chooses one, a double click or Enter recalls its recipe."""

    chosen = Signal(object)  # Picture
    recalled = Signal(object)  # Picture

    def __init__(self, model: PictureModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self._model = model
        title = QLabel("Pictures")
        title.setProperty("role", "title")
        self.empty = QLabel("Pictures that you draw are kept here.")
        self.empty.setProperty("role", "muted")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.list = PictureList(PictureDelegate(theme, self))
        self.list.setModel(model)
        self.list.setToolTip("")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 20, 6, 8)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self.list, 1)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.doubleClicked.connect(self._recall)
        self.list.activated.connect(self._recall)
        model.rowsInserted.connect(self._count_changed)
        model.modelReset.connect(self._count_changed)
        theme.changed.connect(self.list.viewport().update)
        self._count_changed()

    def select_newest(self) -> None:
        """Make the first picture the chosen one."""
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(self._model.index(0), flag)
        self.list.scrollToTop()

    def _choose(self, index: QModelIndex) -> None:
        picture = index.data(PICTURE_ROLE)
        if isinstance(picture, Picture):
            self.chosen.emit(picture)

    def _recall(self, index: QModelIndex) -> None:
        picture = index.data(PICTURE_ROLE)
        if isinstance(picture, Picture):
            self.recalled.emit(picture)

    def _count_changed(self) -> None:
        empty = self._model.rowCount() == 0
        self.empty.setVisible(empty)
        self.list.setVisible(not empty)
