"""The five points as numbers: the canvas's editor for those who can't see or use a mouse."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from core.recipe import HIGHEST_PIXEL
from gui.calls import Call
from gui.forms.controls import QuietNumber
from gui.language import on_language, said
from gui.pose.names import point_name
from gui.pose.points import FacePoints


class PointsTable(QWidget):
    """Two numbers for each point, in pixels of the picture; made when they are first looked at."""

    filled = Signal()  # they are there now

    def __init__(self, points: FacePoints, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points = points
        self.boxes: list[tuple[QuietNumber, QuietNumber]] = []

    def ensure(self) -> None:
        """See to it that they are there."""
        if not self.boxes:
            self._fill()
            self.filled.emit()

    def _fill(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for axis, letter in enumerate("xy"):
            head = QLabel(letter)
            head.setProperty("role", "small")
            head.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(head, 0, axis + 1)
        for index in range(5):
            label = QLabel()
            label.setWordWrap(True)  # or long names would widen the whole column
            label.setMinimumWidth(60)
            said(label, text=lambda index=index: point_name(index))
            pair = self._make_box(index, 0), self._make_box(index, 1)
            self.boxes.append(pair)
            grid.addWidget(label, index + 1, 0)
            for axis, box in enumerate(pair):
                grid.addWidget(box, index + 1, axis + 1)
        self._points.changed.connect(self.show_points)
        on_language(self, self._tell)
        self._tell()
        self.show_points()

    def show_points(self) -> None:
        """Take up where the points are now."""
        spots = self._points.points
        self.setEnabled(spots is not None)
        if spots is None:
            return
        for pair, spot in zip(self.boxes, spots, strict=True):
            for box, value in zip(pair, spot, strict=True):
                with QSignalBlocker(box):
                    box.setValue(float(value))

    def _make_box(self, index: int, axis: int) -> QuietNumber:
        box = QuietNumber()
        box.setDecimals(1)
        box.setRange(-HIGHEST_PIXEL, HIGHEST_PIXEL)
        box.setFixedWidth(68)
        Call(box.valueChanged, box, self._typed, index, axis, takes=1)
        return box

    def _typed(self, index: int, axis: int, value: float) -> None:
        spots = self._points.points
        if spots is not None:
            spots[index, axis] = value
            self._points.nudge(spots, lambda: self.tr("Move a point"))

    def _tell(self) -> None:
        for index, (x, y) in enumerate(self.boxes):
            x.setAccessibleName(self.tr("{0}: pixels from the left").format(point_name(index)))
            y.setAccessibleName(self.tr("{0}: pixels from above").format(point_name(index)))
            for box in (x, y):
                box.setToolTip(box.accessibleName())
