"""One figure of a sheet's cells over its values: axes, marks, and what they are measured by."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from core.compare.curves import Curves, known, ticks
from core.compare.sheet import Figures
from gui.compare.words import spoken
from gui.theme import Theme

Place = tuple[int, int]
"""A cell, as row and column."""

ABOVE, TITLE = 10, 22  # from the line that parts it from the grid to a title, and below that
TOP = ABOVE + TITLE + 4
GAP = 12  # between two charts
_TICK = 5
_NARROW = 520  # of two charts beside each other, at least; else the likeness stands alone
_LEAST_SPAN = 0.1  # of a bare cosine: noise should not look like a mountain
_MARKS = 6  # of the scale of the likeness, at most, below and above


@dataclass(frozen=True)
class Chart:
    """How the values of one figure become pixels.

    Attributes:
        name: "likeness" or "landmark_error".
        field: of Figures, whose values these are.
        factor: from such a value to the marks of the axis.
        unit: behind the numbers of the marks.
        title: above the chart.
        area: inside of the axes.
        scale: marks of the axis, from below.
        spread: half the height of the band around 100 %; 0: there is none.
    """

    name: str
    field: str
    factor: float
    unit: str
    title: str
    area: QRectF
    scale: tuple[float, ...]
    spread: float = 0.0

    def spot(self, place: float, mark: float) -> QPointF:
        """Where a mark's height is over a place, 0 to 1, of the axis below."""
        low, high = self.scale[0], self.scale[-1]
        share = (mark - low) / (high - low)
        inset = min(16.0, self.area.width() / 8)  # or the first value stood on the axis
        return QPointF(
            self.area.left() + inset + place * (self.area.width() - 2 * inset),
            self.area.bottom() - share * self.area.height(),
        )

    def value(self, figures: Figures) -> float | None:
        """What is drawn of a cell; None where it is not known."""
        value = getattr(figures, self.field)
        return value * self.factor if value is not None and math.isfinite(value) else None

    @property
    def of_a_person(self) -> bool:
        """Whether 0 are strangers, and 100 are one's own photos."""
        return self.field == "share"

    def label(self, mark: float) -> str:
        """A mark's number, with as many digits as tell it from the next."""
        step = self.scale[1] - self.scale[0]
        return f"{mark:.{max(0, math.ceil(-math.log10(step) - 1e-9))}f}{self.unit}"


def charts_in(room: QRectF, figures: Mapping[Place, Figures], font: QFont) -> list[Chart]:
    """The charts that there is room and something to show for."""
    translate = QCoreApplication.translate
    errors = known(figures, "landmark_error")
    found = [_likeness(figures)]
    if errors and room.width() >= _NARROW:
        title = translate("SheetPlot", "Landmarks off by (eye distances)")
        scale = ticks(0.0, max(errors))
        found.append(Chart("landmark_error", "landmark_error", 1.0, "", title, QRectF(), scale))
    width = (room.width() - GAP * (len(found) - 1)) / len(found)
    metrics = QFontMetricsF(font)
    charts: list[Chart] = []
    for index, chart in enumerate(found):
        left = index * (width + GAP)
        side = max(metrics.horizontalAdvance(chart.label(mark)) for mark in chart.scale)
        area = QRectF(left, 0, width, room.height()).adjusted(
            side + 10, TOP, -4, -(2 * metrics.height() + 10)
        )
        charts.append(replace(chart, area=area))
    return charts


def _likeness(figures: Mapping[Place, Figures]) -> Chart:
    """On the person's own scale, from strangers to own photos; bare cosines as they are."""
    title = QCoreApplication.translate("SheetPlot", "Likeness")
    shares = known(figures, "share")
    if shares or not known(figures, "likeness"):
        spread = 100 * max((one.spread for one in figures.values()), default=0.0)
        high = max(100 + spread, 100 * max(shares, default=0.0))
        return Chart(
            "likeness", "share", 100.0, " %", title, QRectF(), ticks(0.0, high, _MARKS), spread
        )  # fmt: skip
    alike = known(figures, "likeness")
    low, high = min(alike), max(alike)
    short = max(0.0, _LEAST_SPAN - (high - low)) / 2
    scale = ticks(low - short, high + short)
    return Chart("likeness", "likeness", 1.0, "", title, QRectF(), scale)


def paint_axes(painter: QPainter, chart: Chart, curves: Curves, theme: Theme, font: QFont) -> None:
    """The empty chart: title, marks, what they mean, and the names of the values."""
    metrics, area = QFontMetricsF(font), chart.area
    bold = QFont(font)
    bold.setBold(True)
    painter.setFont(bold)
    painter.setPen(theme.color("text"))
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    wide = area.width() + 40
    title = metrics.elidedText(chart.title, Qt.TextElideMode.ElideRight, wide)
    painter.drawText(QRectF(area.left() - 4, ABOVE, wide, TITLE - 4), left, title)
    painter.setFont(font)
    if chart.of_a_person:
        _paint_band(painter, chart, theme)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for mark in chart.scale:
        y = chart.spot(0, mark).y()
        painter.setPen(QPen(theme.color("border"), 1))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(theme.color("muted"))
        box = QRectF(area.left() - 80, y - metrics.height() / 2, 74, metrics.height())
        painter.drawText(box, right, chart.label(mark))
    if chart.of_a_person:
        _paint_meaning(painter, chart, theme, metrics)
    _paint_labels(painter, chart, curves, theme, metrics)
    below = QRectF(area.left(), area.bottom() + metrics.height() + 8, area.width(), 20)
    below.setHeight(metrics.height())
    painter.setPen(theme.color("text"))
    words = metrics.elidedText(spoken(curves.title), Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, words)


def _paint_band(painter: QPainter, chart: Chart, theme: Theme) -> None:
    """Where the own photos lie: the mean at 100 %, and how far they spread."""
    high, low = chart.spot(0, 100 + chart.spread).y(), chart.spot(0, 100 - chart.spread).y()
    band = QRectF(chart.area.left(), high, chart.area.width(), max(1.0, low - high))
    painter.fillRect(band.intersected(chart.area), theme.color("accent_soft"))


def _paint_meaning(painter: QPainter, chart: Chart, theme: Theme, metrics: QFontMetricsF) -> None:
    """What both ends of the scale are, at its right, and a line at 100 %."""
    translate = QCoreApplication.translate
    painter.setPen(QPen(theme.color("accent_line"), 1, Qt.PenStyle.DashLine))
    y = chart.spot(0, 100).y()
    painter.drawLine(QPointF(chart.area.left(), y), QPointF(chart.area.right(), y))
    painter.setPen(theme.color("muted"))
    photos = translate("SheetPlot", "own photos ±{0} %").format(round(chart.spread))
    side = Qt.AlignmentFlag
    for mark, words, where in (  # where lines that rise are not
        (100, photos, side.AlignLeft),
        (0, translate("SheetPlot", "strangers"), side.AlignRight),
    ):
        y = chart.spot(0, mark).y()
        size = chart.area.width() - 10, metrics.height()
        box = QRectF(chart.area.left() + 5, y - metrics.height() - 1, *size)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, where | side.AlignBottom, shown)


def _paint_labels(
    painter: QPainter, chart: Chart, curves: Curves, theme: Theme, metrics: QFontMetricsF
) -> None:
    """Below the axis, as many as there is room for; names are cut before they are left out."""
    area, places = chart.area, curves.places
    room = area.width() / max(1, len(places)) - 6
    taken = -math.inf
    for label, place in sorted(zip(curves.labels, places, strict=True), key=_second):
        x = chart.spot(place, chart.scale[0]).x()
        words = spoken(label)
        if not curves.measured:
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(34.0, room))
        wide = metrics.horizontalAdvance(words)
        if x - wide / 2 < taken:
            continue
        taken = x + wide / 2 + 6
        painter.setPen(QPen(theme.color("strong"), 1))
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + _TICK))
        painter.setPen(theme.color("muted"))
        painter.drawText(QPointF(x - wide / 2, area.bottom() + metrics.ascent() + 6), words)


def _second(pair: tuple[str, float]) -> float:
    return pair[1]
