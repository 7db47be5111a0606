"""Looking at a picture: zoom, pan, the original, previews; with real events."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.background import Background
from gui.canvas import Canvas
from gui.commands import Commands
from gui.looking import Looking
from gui.theme import Theme
from gui.zoom import MARGIN, Zoom

Key, Button = Qt.Key, Qt.MouseButton


class Studio(QWidget):
    """A window with nothing but a canvas and its commands."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.background = Background(self)
        self.canvas = Canvas(theme, self.background)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.canvas)
        self.commands = Commands(self)
        self.looking = Looking(self.canvas, self.commands, self)
        self.resize(400, 300)


@pytest.fixture
def studio(qtbot: QtBot, theme: Theme) -> Iterator[Studio]:
    studio = Studio(theme)
    qtbot.addWidget(studio)
    studio.show()
    studio.activateWindow()
    qtbot.waitUntil(studio.isActiveWindow)
    studio.canvas.setFocus()
    yield studio
    studio.background.stop()


@pytest.fixture
def canvas(studio: Studio) -> Canvas:
    """Shows a chequered picture of 100 x 80 pixels, black at the top left."""
    rows, columns = np.indices((80, 100))
    chequered = ((rows + columns) % 2 * 255).astype(np.uint8)
    studio.canvas.show_pixels(np.dstack([chequered] * 3), "squares")
    return studio.canvas


def turn(canvas: Canvas, where: QPointF, notches: int) -> None:
    event = QWheelEvent(
        where,
        QPointF(canvas.mapToGlobal(where.toPoint())),
        QPoint(),
        QPoint(0, 120 * notches),
        Button.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def under(canvas: Canvas, where: QPointF) -> QPointF:
    """The point of the picture that is shown at a point of the canvas."""
    place = canvas.zoom.place()
    return (where - place.topLeft()) / (place.width() / canvas.zoom.picture.width())


def colours(canvas: Canvas) -> set[str]:
    """The colours in the middle of what is shown."""
    image = canvas.grab().toImage()
    x, y = image.width() // 2, image.height() // 2
    return {image.pixelColor(x + dx, y + dy).name() for dx in range(20) for dy in range(20)}


def test_wheel_zooms_around_the_pointer(canvas: Canvas) -> None:
    turn(canvas, QPointF(200, 150), 6)
    where = QPointF(300, 90)
    before = under(canvas, where)

    turn(canvas, where, 3)

    assert not canvas.zoom.fits
    assert canvas.zoom.scale_now > 6
    after = under(canvas, where)
    assert (after - before).manhattanLength() < 0.5


def test_keys_zoom_and_double_click_goes_between_fit_and_actual_size(
    qtbot: QtBot, canvas: Canvas
) -> None:
    fit = canvas.zoom.scale_now
    qtbot.keyClick(canvas, Key.Key_Plus)
    assert canvas.zoom.scale_now == pytest.approx(fit * 1.25)
    qtbot.keyClick(canvas, Key.Key_Minus)
    qtbot.keyClick(canvas, Key.Key_Minus)
    assert canvas.zoom.scale_now == pytest.approx(fit / 1.25)
    qtbot.keyClick(canvas, Key.Key_1)
    assert canvas.zoom.place().size() == QSizeF(100, 80)
    qtbot.keyClick(canvas, Key.Key_0)
    assert canvas.zoom.fits

    qtbot.mouseDClick(canvas, Button.LeftButton, pos=QPoint(200, 150))
    assert canvas.zoom.scale == 1
    qtbot.mouseDClick(canvas, Button.LeftButton, pos=QPoint(200, 150))
    assert canvas.zoom.fits


def test_pixels_are_squares_when_looked_at_closely_and_exact_at_their_size(
    qtbot: QtBot, canvas: Canvas
) -> None:
    qtbot.keyClick(canvas, Key.Key_1)
    assert colours(canvas) == {"#000000", "#ffffff"}
    for _ in range(8):
        qtbot.keyClick(canvas, Key.Key_Plus)
    assert colours(canvas) == {"#000000", "#ffffff"}

    qtbot.keyClick(canvas, Key.Key_1)
    qtbot.keyClick(canvas, Key.Key_Plus)
    assert len(colours(canvas)) > 2  # smooth


def test_a_picture_that_fits_becomes_finer_a_moment_later(qtbot: QtBot, canvas: Canvas) -> None:
    at_once = canvas.grab().toImage()
    qtbot.waitUntil(lambda: canvas.grab().toImage() != at_once)
    finer = canvas.grab().toImage()

    canvas.show_preview(np.zeros((8, 8, 3), np.uint8), QSize(100, 80))
    assert colours(canvas) == {"#000000"}  # of the picture before nothing comes back
    qtbot.wait(50)
    assert colours(canvas) == {"#000000"}
    canvas.show_pixels(np.full((80, 100, 3), 255, np.uint8))
    qtbot.waitUntil(lambda: colours(canvas) == {"#ffffff"})
    assert canvas.grab().toImage() != finer


@pytest.mark.parametrize("button", [Button.MiddleButton, Button.LeftButton])
def test_space_or_middle_button_moves_the_picture(
    qtbot: QtBot, canvas: Canvas, button: Qt.MouseButton
) -> None:
    turn(canvas, QPointF(200, 150), 8)
    before = canvas.zoom.place()
    if button == Button.LeftButton:
        qtbot.keyPress(canvas, Key.Key_Space)
        assert canvas.cursor().shape() == Qt.CursorShape.OpenHandCursor

    qtbot.mousePress(canvas, button, pos=QPoint(200, 150))
    qtbot.mouseMove(canvas, QPoint(180, 140))
    qtbot.mouseRelease(canvas, button, pos=QPoint(180, 140))
    qtbot.keyRelease(canvas, Key.Key_Space)

    moved = canvas.zoom.place().topLeft() - before.topLeft()
    assert (moved - QPointF(-20, -10)).manhattanLength() <= 1
    assert canvas.cursor().shape() == Qt.CursorShape.ArrowCursor
    qtbot.mousePress(canvas, Button.LeftButton, pos=QPoint(200, 150))
    qtbot.mouseMove(canvas, QPoint(100, 140))  # without Space
    assert canvas.zoom.place().topLeft() == before.topLeft() + moved
    qtbot.mouseRelease(canvas, Button.LeftButton)


def test_picture_never_leaves_the_view(qtbot: QtBot, canvas: Canvas) -> None:
    turn(canvas, QPointF(200, 150), 8)
    for _ in range(30):
        qtbot.keyClick(canvas, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        qtbot.keyClick(canvas, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    place = canvas.zoom.place()
    assert (place.right(), place.bottom()) == pytest.approx((400, 300), abs=1)


def test_original_is_seen_while_its_key_is_held(qtbot: QtBot, canvas: Canvas) -> None:
    photo = QImage(50, 40, QImage.Format.Format_RGB888)
    photo.fill(QColor("#336699"))
    canvas.set_original(photo)

    qtbot.keyPress(canvas, Key.Key_O)
    assert canvas.shows_original
    assert colours(canvas) == {"#336699"}
    assert canvas.accessibleName() == "The original photo"
    qtbot.keyRelease(canvas, Key.Key_O)

    assert not canvas.shows_original
    assert canvas.accessibleName() == "squares"


def test_of_many_previews_the_last_is_shown_where_the_picture_will_be(
    qtbot: QtBot, canvas: Canvas
) -> None:
    size = QSize(100, 80)
    qtbot.keyClick(canvas, Key.Key_1)
    for shade in range(0, 250, 10):
        canvas.show_preview(np.full((10, 12, 3), shade, np.uint8), size)

    qtbot.waitUntil(lambda: canvas.pixels is not None and canvas.pixels[0, 0, 0] == 240)
    assert canvas.zoom.place().size() == QSizeF(100, 80)  # the user's zoom stays
    canvas.show_preview(np.zeros((10, 12, 3), np.uint8), size)
    canvas.show_pixels(np.full((80, 100, 3), 7, np.uint8), "done")  # overtakes the preview
    qtbot.wait(150)

    assert canvas.pixels is not None
    assert canvas.pixels[0, 0, 0] == 7


def test_full_screen_has_the_picture_alone_and_gives_it_back(
    qtbot: QtBot, studio: Studio, canvas: Canvas
) -> None:
    qtbot.keyClick(canvas, Key.Key_F11)
    screen = studio.looking.screen
    assert screen is not None
    assert screen.isFullScreen()
    assert canvas.window() is screen
    qtbot.waitUntil(screen.isActiveWindow)

    qtbot.keyClick(canvas, Key.Key_Escape)

    assert canvas.window() is studio
    assert studio.layout() is not None
    assert studio.layout().indexOf(canvas) >= 0
    qtbot.waitUntil(lambda: studio.looking.screen is None)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_sizes_are_those_of_the_screens_pixels(ratio: float) -> None:
    zoom = Zoom(QSizeF(401, 303), QSize(100, 80), ratio)
    place = zoom.place()
    for value in (place.left(), place.top(), place.width(), place.height()):
        assert value * ratio == pytest.approx(round(value * ratio))
    assert place.height() == pytest.approx(303 - 2 * MARGIN, abs=1)

    actual = zoom.zoomed(1.0, QPointF(200, 150)).place()

    assert (actual.width() * ratio, actual.height() * ratio) == (100, 80)
