"""The grid of pictures: as many columns as the wished size allows, the width filled."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QWidget

from gui.gallery.delegate import GAP, PictureDelegate
from gui.gallery.model import PictureModel
from gui.gallery.order import order_words
from gui.language import on_language

SMALLEST, LARGEST = 88, 256  # logical pixels of a picture
USUAL = 120
STEP = 16
_SLACK = 4  # pixels that Qt's icon layout wants to itself


class PictureList(QListView):
    """Shows a PictureModel; stars and flags are set where they stand, by a click."""

    rated = Signal(QModelIndex, int)  # the star that was clicked, 1 to 5
    flagged = Signal(QModelIndex)
    size_wanted = Signal(int)  # by the wheel with Ctrl

    def __init__(
        self, model: PictureModel, delegate: PictureDelegate, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._pictures = model
        self._delegate = delegate
        self._wanted = USUAL
        self.setItemDelegate(delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.setModel(model)
        on_language(self, self._tell_order)
        model.ordered.connect(self._tell_order)
        self._tell_order()
        self._fit()

    @property
    def wanted(self) -> int:
        """The wished size of a picture in logical pixels; columns share out what is left."""
        return self._wanted

    def set_wanted(self, pixels: int) -> None:
        self._wanted = min(max(pixels, SMALLEST), LARGEST)
        self._fit()

    def choose(self, picture_id: str) -> None:
        """Choose a picture, if it is shown."""
        if (place := self._pictures.place(picture_id)) is not None:
            self.setCurrentIndex(self._pictures.index(place))

    def step(self, rows: int) -> None:
        """Choose the picture that stands so many places further, if there is one."""
        index = self.model().index(self.currentIndex().row() + rows, 0)
        if index.isValid():
            self.setCurrentIndex(index)

    def paint_anew(self) -> None:
        """Take the colours of today.

        To be connected to, instead of a slot of the viewport: when Python first looks at that,
        PySide prepares all kinds of widgets that it might be, which the first paint would wait for.
        """
        self.viewport().update()

    def resizeEvent(self, e: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(e)

    def event(self, e: QEvent) -> bool:
        if e.type() == QEvent.Type.DevicePixelRatioChange:
            self._fit()
        return super().event(e)

    def wheelEvent(self, e: QWheelEvent) -> None:
        if e.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = e.angleDelta().y()
            self.size_wanted.emit(self._wanted + STEP * ((turned > 0) - (turned < 0)))
            e.accept()
        else:
            super().wheelEvent(e)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are shortcuts here; names are searched in the search box."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            cell = self.visualRect(index)
            star = self._delegate.star_at(cell, place)
            if star is not None:
                self.rated.emit(index, star)
                return
            if self._delegate.flag_at(cell, place):
                self.flagged.emit(index)
                return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(event.position().toPoint())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)
        super().leaveEvent(event)

    def _tell_order(self) -> None:
        words = self.tr("Pictures of this project. {0}")
        self.setAccessibleName(words.format(order_words(self._pictures.order)))

    def _hover(self, place: QPoint | None) -> None:
        before = self._delegate.hovered
        index = self.indexAt(place) if place is not None else QModelIndex()
        hovered = (index.row(), place) if index.isValid() and place is not None else None
        self._delegate.hovered = hovered
        for one in (before, hovered):
            if one is not None:
                self.update(self._pictures.index(one[0]))

    def _fit(self) -> None:
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        width = self.width() - bar - _SLACK
        columns = max(1, width // (self._wanted + GAP))
        self._delegate.side = max(SMALLEST // 2, width // columns - GAP)
        self.setGridSize(self._delegate.cell())
        self._pictures.thumbnails.set_side(round(self._delegate.side * self.devicePixelRatioF()))
