"""Likeness, and how far landmarks are off, as lines over the values of a sweep."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QRegion,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.compare.curves import Curves, known
from core.compare.sheet import NOTHING, Figures
from gui.alike import figure_words
from gui.compare.chart import ABOVE, GAP, TOP, Chart, Place, charts_in, paint_axes
from gui.compare.words import spoken
from gui.language import as_tip, on_language
from gui.theme import Theme

_COLOURS = ("accent_line", "warn", "good", "text", "muted")
_LETTERS, _LEGEND, _SAMPLE = 12, 150, 30  # logical pixels
_ALONE, _MARGIN, _SHARPNESS = QSize(900, 420), 16, 2  # of the plot in a file
_NEAR, _DOT = 12.0, 4.0


class SheetPlot(QWidget):
    """Follows a sheet as it fills; a click on a point tells which cell it is."""

    pointed = Signal(int, int)  # row, column

    def __init__(self, curves: Curves, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves, self._theme = curves, theme
        self._figures: dict[Place, Figures] = {}
        self._under: Place | None = None
        self.setMouseTracking(True)
        self.setMinimumHeight(110)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self._again)
        on_language(self, self._tell)
        self._tell()

    def sizeHint(self) -> QSize:
        return QSize(600, 220)

    def show_figures(self, figures: Mapping[Place, Figures]) -> None:
        """Draw what is known of the cells that are drawn."""
        self._figures = dict(figures)
        self._tell()
        self.update()

    def spot(self, place: Place, name: str = "likeness") -> QPointF | None:
        """Where a cell's point stands in the widget; None if it has no such figure."""
        for chart in self._charts():
            if chart.name == name:
                return self._spot(chart, place)
        return None

    def picture(self) -> QImage:
        """The plot alone, as it is now, in a size of its own: twice as sharp as on the screen."""
        alone = SheetPlot(self._curves, self._theme)
        alone.setFont(self.font())
        alone.resize(_ALONE - QSize(2 * _MARGIN, 2 * _MARGIN))
        alone.show_figures(self._figures)
        image = QImage(_ALONE * _SHARPNESS, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_SHARPNESS)
        image.fill(self._theme.color("window"))
        alone.render(image, QPoint(_MARGIN, _MARGIN), QRegion(), QWidget.RenderFlag(0))
        alone.deleteLater()
        image.setDevicePixelRatio(1)
        return image

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._near(QPointF(event.pos()))
            words = "" if place is None else as_tip(self._words(place))
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._near(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self._near(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self.pointed.emit(*place)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font())
        painter.setPen(QPen(self._theme.color("border"), 1))
        painter.drawLine(QPointF(0, 0.5), QPointF(self.width(), 0.5))
        for chart in self._charts():
            paint_axes(painter, chart, self._curves, self._theme, self._font())
            for index in range(len(self._curves.lines)):
                self._paint_line(painter, chart, index)
        if self._has_legend:
            self._paint_legend(painter)

    @property
    def _has_legend(self) -> bool:
        return len(self._curves.lines) > 1

    def _again(self) -> None:
        self.update()

    def _font(self, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(_LETTERS)
        font.setBold(bold)
        return font

    def _charts(self) -> list[Chart]:
        beside = -(_LEGEND + GAP) if self._has_legend else 0
        room = QRectF(self.rect()).adjusted(0, 0, beside, 0)
        return charts_in(room, self._figures, self._font())

    def _colour(self, index: int) -> QColor:
        return self._theme.color(_COLOURS[index % len(_COLOURS)])

    def _pen(self, index: int) -> QPen:
        pen = QPen(self._colour(index), 2.0)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if index // len(_COLOURS) % 2:
            pen.setStyle(Qt.PenStyle.DashLine)
        elif not self._curves.measured:  # between names there is nothing that a line could show
            pen.setStyle(Qt.PenStyle.DotLine)
            pen.setWidthF(1.4)
        return pen

    def _spot(self, chart: Chart, place: Place) -> QPointF | None:
        value = chart.value(self._figures.get(place, NOTHING))
        if value is None:
            return None
        for line in self._curves.lines:
            if place in line.cells:
                return chart.spot(self._curves.places[line.cells.index(place)], value)
        return None

    def _near(self, position: QPointF) -> Place | None:
        """The cell whose point is under the mouse."""
        nearest, found = _NEAR, None
        for chart in self._charts():
            for line in self._curves.lines:
                for place in line.cells:
                    if (spot := self._spot(chart, place)) is not None:
                        away = math.hypot(spot.x() - position.x(), spot.y() - position.y())
                        if away < nearest:
                            nearest, found = away, place
        return found

    def _hover(self, place: Place | None) -> None:
        if place != self._under:
            self._under = place
            shape = Qt.CursorShape
            self.setCursor(shape.ArrowCursor if place is None else shape.PointingHandCursor)
            self.update()

    def _paint_line(self, painter: QPainter, chart: Chart, index: int) -> None:
        cells = self._curves.lines[index].cells
        spots = [(self._spot(chart, place), place) for place in cells]
        painter.setPen(self._pen(index))
        for (one, _), (other, _) in itertools.pairwise(spots):
            if one is not None and other is not None:
                painter.drawLine(one, other)
        for (spot, place), share in zip(spots, self._curves.places, strict=True):
            if spot is not None:
                self._paint_dot(painter, spot, index, large=place == self._under)
            elif place in self._figures:  # it was drawn, and shows no face
                self._paint_cross(painter, chart.spot(share, chart.scale[0]))

    def _paint_dot(self, painter: QPainter, spot: QPointF, index: int, large: bool) -> None:
        """Each line has a shape of its own, for who does not tell colours apart."""
        size = _DOT + (2.0 if large else 0.0)
        painter.setPen(QPen(self._theme.color("window"), 1.5))
        painter.setBrush(self._colour(index))
        sides = (0, 4, 3, 5, 6)[index % 5]
        if not sides:
            painter.drawEllipse(spot, size, size)
            return
        turns = [math.tau * (corner / sides - 0.25) for corner in range(sides)]
        far = size * (1.5 if sides == 3 else 1.25)
        painter.drawPolygon(
            QPolygonF([spot + QPointF(math.cos(turn), math.sin(turn)) * far for turn in turns])
        )

    def _paint_cross(self, painter: QPainter, spot: QPointF) -> None:
        painter.setPen(QPen(self._theme.color("faint"), 1.5))
        for x in (-3.5, 3.5):
            away = QPointF(x, 3.5)
            painter.drawLine(spot - away, spot + away)

    def _paint_legend(self, painter: QPainter) -> None:
        metrics, theme = QFontMetricsF(self._font()), self._theme
        left, step = self.width() - _LEGEND, metrics.height() + 5
        fit = max(1, int((self.height() - TOP) / step))
        lines = self._curves.lines
        shown = len(lines) if len(lines) <= fit else fit - 1
        cut = Qt.TextElideMode.ElideRight
        painter.setPen(theme.color("muted"))
        title = metrics.elidedText(spoken(self._curves.legend), cut, _LEGEND)
        painter.drawText(QPointF(left, ABOVE + metrics.ascent() + 2), title)
        for index in range(shown):
            y = TOP + (index + 0.5) * step
            painter.setPen(self._pen(index))
            painter.drawLine(QPointF(left, y), QPointF(left + _SAMPLE - 8, y))
            middle = QPointF(left + (_SAMPLE - 8) / 2, y)
            self._paint_dot(painter, middle, index, large=self._is_under(index))
            painter.setPen(theme.color("text"))
            words = metrics.elidedText(spoken(lines[index].name), cut, _LEGEND - _SAMPLE)
            up = (metrics.ascent() - metrics.descent()) / 2
            painter.drawText(QPointF(left + _SAMPLE, y + up), words)
        if shown < len(lines):
            painter.setPen(theme.color("muted"))
            words = self.tr("and {0} more").format(len(lines) - shown)
            painter.drawText(QPointF(left, TOP + (shown + 0.75) * step), words)

    def _is_under(self, index: int) -> bool:
        return self._under is not None and self._under in self._curves.lines[index].cells

    def _words(self, place: Place) -> str:
        """What is known of a cell."""
        figures = self._figures.get(place, NOTHING)
        parts = [self._label(place)]
        if shown := figure_words(figures.people, figures.likeness):
            parts.append(self.tr("likeness {0}").format(shown))
        else:
            parts.append(self.tr("no face found"))
        if figures.landmark_error is not None:
            parts.append(self.tr("landmarks off by {0}").format(f"{figures.landmark_error:.2f}"))
        return " · ".join(parts)

    def _label(self, place: Place) -> str:
        for line in self._curves.lines:
            if place in line.cells:
                value = spoken(self._curves.labels[line.cells.index(place)])
                return ", ".join(filter(None, (value, spoken(line.name))))
        return ""

    def _tell(self) -> None:
        """All that is drawn, in words."""
        name = self.tr("Likeness over {0}").format(spoken(self._curves.title))
        if known(self._figures, "share"):
            spread = max(one.spread for one in self._figures.values())
            words = self.tr("{0}. 0 % are strangers, 100 % own photos, which agree to ±{1} %.")
            name = words.format(name, round(100 * spread))
        self.setAccessibleName(name)
        cells = [place for line in self._curves.lines for place in line.cells]
        told = [self._words(place) for place in cells if place in self._figures]
        self.setAccessibleDescription("; ".join(told) or self.tr("Nothing is drawn yet."))
        self.update()
