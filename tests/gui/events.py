"""What a user's hands do, as real Qt events."""

from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.MouseButton.NoButton
PLAIN = Qt.KeyboardModifier.NoModifier


def drop_on(widget: QWidget, *paths: Path) -> None:
    """Drop files in the middle of a widget."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, middle = Qt.DropAction.CopyAction, widget.rect().center()
    enter = QDragEnterEvent(middle, action, data, LEFT, PLAIN)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(middle), action, data, LEFT, PLAIN))


def save_parameters(path: Path) -> None:
    """Save a picture with parameters as A1111 writes them, one of which we don't know."""
    info = PngInfo()
    info.add_text("parameters", "a heron\nSteps: 12, Sampler: Euler a, Seed: 77, Hires upscale: 2")
    Image.new("RGB", (64, 64), "red").save(path, pnginfo=info)


def turn_wheel(widget: QWidget, notches: int = 1) -> None:
    """Turn the mouse wheel over a widget."""
    spot = QPointF(5, 5)
    turn = QWheelEvent(
        *(spot, QPointF(widget.mapToGlobal(spot.toPoint()))),
        *(QPoint(), QPoint(0, 120 * notches)),
        *(NONE, PLAIN, Qt.ScrollPhase.NoScrollPhase, False),
    )
    QApplication.sendEvent(widget, turn)


def drag(widget: QWidget, start: QPoint, *stops: QPoint) -> None:
    """Press the left button at `start`, move over the stops, and let go at the last."""
    kinds = QEvent.Type
    _mouse(widget, kinds.MouseButtonPress, start, LEFT, LEFT)
    for stop in stops:
        _mouse(widget, kinds.MouseMove, stop, NONE, LEFT)
    _mouse(widget, kinds.MouseButtonRelease, stops[-1], LEFT, NONE)


def _mouse(
    widget: QWidget,
    kind: QEvent.Type,
    spot: QPoint,
    button: Qt.MouseButton,
    held: Qt.MouseButton,
) -> None:
    place = (QPointF(spot), QPointF(widget.mapToGlobal(spot)))
    QApplication.sendEvent(widget, QMouseEvent(kind, *place, button, held, PLAIN))
