"""What a user's hands do, as real Qt events."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMainWindow,
    QMenu,
    QWidget,
)

Dialog = TypeVar("Dialog", bound=QDialog)
LEFT = Qt.MouseButton.LeftButton
RIGHT = Qt.MouseButton.RightButton
PATIENCE = 30_000  # milliseconds
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


def right_click(widget: QWidget, spot: QPoint) -> None:
    """Click with the right button; through the window, where Qt makes the wish for a menu of it."""
    window = widget.window()
    QTest.mouseClick(window.windowHandle(), RIGHT, PLAIN, widget.mapTo(window, spot))


def press_menu_key(widget: QWidget) -> None:
    """Press the key for menus where a widget has the focus.

    The system's plugin, which there is none of here, hands it to the window in this way.
    """
    widget.setFocus()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(widget.window().windowHandle(), asked)


def open_from_bar(window: QMainWindow, title: str) -> None:
    """Click on a menu's title, such as "&View", in the menu bar."""
    bar = window.menuBar()
    action = next(one for one in bar.actions() if one.text() == title)
    spot = bar.mapTo(window, bar.actionGeometry(action).center())
    QTest.mouseClick(window.windowHandle(), LEFT, PLAIN, spot)


def open_menu() -> QMenu:
    """The menu that is open, or the innermost of several."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose_by_keys(*texts: str) -> None:
    """Go down the open menu to an entry, and on in the menu behind it; Enter at the last."""
    for text in texts:
        menu = open_menu()
        for _ in menu.actions():
            if (there := menu.activeAction()) is not None and there.text() == text:
                break
            QTest.keyClick(menu, Qt.Key.Key_Down)
        assert menu.activeAction().text() == text
        last = menu.activeAction().menu() is None
        QTest.keyClick(menu, Qt.Key.Key_Return if last else Qt.Key.Key_Right)


def choose_by_mouse(*texts: str) -> None:
    """Click an entry of the open menu, and then one of the menu behind it."""
    for text in texts:
        menu = open_menu()
        action = next(one for one in menu.actions() if one.text() == text)
        spot = menu.actionGeometry(action).center()
        QTest.mouseClick(menu.windowHandle(), LEFT, PLAIN, spot)
        if (behind := action.menu()) is not None:  # opens a moment later
            for _ in range(PATIENCE // 20):
                if open_menu() is not menu:
                    break
                QTest.qWait(20)
            assert open_menu() is behind


def once_open(act: Callable[[], None]) -> None:
    """Act as soon as a menu or dialog waits for the user; no menu is left open."""

    def run() -> None:
        try:
            act()
        finally:
            while (popup := QApplication.activePopupWidget()) is not None:
                popup.close()

    QTimer.singleShot(0, run)


def once_asked(kind: type[Dialog], act: Callable[[Dialog], None]) -> None:
    """Act once a dialog of that kind waits for an answer, and again until it is gone.

    It comes when it comes, and a menu that is still closing before it takes its first keys.
    """
    clock, seen = QTimer(QApplication.instance()), list[QWidget]()

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            seen.append(dialog)
            while (popup := QApplication.activePopupWidget()) is not None:
                popup.close()
            act(dialog)
        elif seen:
            clock.deleteLater()

    clock.timeout.connect(look)
    clock.start(50)


def name_file(path: Path) -> None:
    """Answer the next question for a file, by keys."""

    def answer(dialog: QFileDialog) -> None:
        name = dialog.findChild(QLineEdit)
        assert name is not None
        name.setText(str(path))
        QTest.keyClick(name, Qt.Key.Key_Return)

    once_asked(QFileDialog, answer)


def _mouse(
    widget: QWidget,
    kind: QEvent.Type,
    spot: QPoint,
    button: Qt.MouseButton,
    held: Qt.MouseButton,
) -> None:
    place = (QPointF(spot), QPointF(widget.mapToGlobal(spot)))
    QApplication.sendEvent(widget, QMouseEvent(kind, *place, button, held, PLAIN))
