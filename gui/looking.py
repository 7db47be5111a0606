"""The commands that look at the picture, and the screen that it can have to itself."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.canvas import Canvas
from gui.commands import Commands
from gui.screens import screen_at


class Looking(QObject):
    """Zoom, pan, the original, and full screen, by menu and by key."""

    def __init__(self, canvas: Canvas, commands: Commands, window: QWidget) -> None:
        super().__init__(canvas)
        self._canvas, self._window = canvas, window
        self._screen: FullScreen | None = None

        def group() -> str:
            return self.tr("View")

        for name, text, run, keys in (
            ("zoom_in", lambda: self.tr("Zoom in"), canvas.zoom_in, ("+", "=")),
            ("zoom_out", lambda: self.tr("Zoom out"), canvas.zoom_out, ("-",)),
            ("fit", lambda: self.tr("Fit in the window"), canvas.fit, ("0",)),
            ("actual", lambda: self.tr("Actual size"), self._actual, ("1",)),
            ("left", lambda: self.tr("Look further left"), self._left, ("Shift+Left",)),
            ("right", lambda: self.tr("Look further right"), self._right, ("Shift+Right",)),
            ("up", lambda: self.tr("Look further up"), self._up, ("Shift+Up",)),
            ("down", lambda: self.tr("Look further down"), self._down, ("Shift+Down",)),
        ):
            commands.add(f"view.{name}", group, text, run, canvas, keys, everywhere=False)
        self.original = commands.add(
            "view.original",
            group,
            lambda: self.tr("Show the original (while the key is held)"),
            canvas.toggle_original,
            canvas,
            ("O",),
            everywhere=False,
        )
        self.original.setAutoRepeat(False)
        self.full = commands.add(
            "view.full_screen", group, lambda: self.tr("Full screen"), self.toggle, window, ("F11",)
        )
        canvas.installEventFilter(self)

    @property
    def screen(self) -> "FullScreen | None":
        """The window that has the picture now, if it is on the full screen."""
        return self._screen

    def toggle(self) -> None:
        """Give the picture the whole screen, or take it back."""
        if self._screen is not None:
            self._screen.close()
            return
        self._screen = FullScreen(self._canvas, self._window)
        self._screen.addAction(self.full)
        self._screen.destroyed.connect(self._back)
        self._canvas.fit()
        place = self._window.frameGeometry().center()
        self._screen.setGeometry(screen_at(place).geometry())  # also without a window manager
        self._screen.showFullScreen()
        self._canvas.setFocus(Qt.FocusReason.MouseFocusReason)  # it is alone and needs no ring

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letting go of the key ends the look at the original."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyRelease:
            keys = [key[0].key() for key in self.original.shortcuts() if key.count()]  # type: ignore[index]
            if event.key() in keys and not event.isAutoRepeat():
                self._canvas.hide_original()
        return super().eventFilter(watched, event)

    def _back(self) -> None:
        self._screen = None

    def _actual(self) -> None:
        self._canvas.actual_size()

    def _left(self) -> None:
        self._canvas.pan(-1, 0)

    def _right(self) -> None:
        self._canvas.pan(1, 0)

    def _up(self) -> None:
        self._canvas.pan(0, -1)

    def _down(self) -> None:
        self._canvas.pan(0, 1)


class FullScreen(QWidget):
    """Borrows a widget and gives it back where it was, when Esc or the system closes it."""

    def __init__(self, guest: QWidget, window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Window)
        self._guest = guest
        host = guest.parentWidget()
        assert host is not None
        self._home = host.layout()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(window.windowTitle())
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(guest)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._home is not None:
            self._home.addWidget(self._guest)
            self._guest.setFocus()
        super().closeEvent(event)
