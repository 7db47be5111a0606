"""The panels around the picture: they move, float, close and come back as they were left."""

from functools import partial

from PySide6.QtCore import QByteArray, QObject, QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QToolButton,
    QWidget,
)

from gui.commands import Commands
from gui.icons import icon
from gui.language import Text, said
from gui.theme import Theme

LAYOUT = 1  # raise it when docks are added or change their names: an older layout is not restored


class Docks(QObject):
    """All docks of a window. `add` is all that a new one needs."""

    moved = Signal()  # one was detached or attached, and its controls left their place for Tab

    def __init__(self, window: QMainWindow, commands: Commands, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._commands, self._theme = window, commands, theme
        self._docks: list[tuple[QDockWidget, Qt.DockWidgetArea, int]] = []
        window.setAnimated(not theme.still)
        window.setDockNestingEnabled(True)
        for area, corner in (
            (Qt.DockWidgetArea.LeftDockWidgetArea, Qt.Corner.BottomLeftCorner),
            (Qt.DockWidgetArea.RightDockWidgetArea, Qt.Corner.BottomRightCorner),
        ):
            window.setCorner(corner, area)

    def add(
        self, name: str, title: Text, widget: QWidget, area: Qt.DockWidgetArea, size: int
    ) -> QDockWidget:
        """Put a widget into a dock of its own, and commands for it into the View menu.

        One shows or closes it, the other does for who has no mouse what dragging its title does.

        Args:
            name: stands in settings and in the commands "dock.NAME" and "dock.NAME.side"; never
                changes.
            title: above the widget, in the menu and for screen readers.
            widget: what it shows.
            area: where it stands at first.
            size: its first width, or height above and below the picture, in pixels.
        """
        dock = _Dock(self._window)
        dock.setObjectName(name)
        said(dock, window=title, name=title)
        dock.setTitleBarWidget(DockTitle(dock, title, self._theme))
        dock.setWidget(widget)
        self._window.addDockWidget(area, dock)
        self._docks.append((dock, area, size))
        shown, group = dock.toggleViewAction(), lambda: self.tr("View")
        action = self._commands.add(f"dock.{name}", group, title, shown.trigger, self._window)
        move = lambda: self.tr("{0}: to the other side").format(title())
        change = partial(self.change_side, name)
        self._commands.add(f"dock.{name}.side", group, move, change, self._window)
        action.setCheckable(True)
        action.setChecked(True)
        shown.toggled.connect(action.setChecked)
        shown.triggered.connect(dock.come_up)
        dock.topLevelChanged.connect(self.moved)
        return dock

    def dock(self, name: str) -> QDockWidget:
        return next(dock for dock, _, _ in self._docks if dock.objectName() == name)

    def title(self, name: str) -> "DockTitle":
        title = self.dock(name).titleBarWidget()
        assert isinstance(title, DockTitle)
        return title

    def change_side(self, name: str) -> None:
        """Attach a dock to the right of the window if it stood left, else to its left."""
        areas, dock = Qt.DockWidgetArea, self.dock(name)
        left = self._window.dockWidgetArea(dock) == areas.LeftDockWidgetArea
        width = dock.width()
        dock.setFloating(False)
        other = areas.RightDockWidgetArea if left else areas.LeftDockWidgetArea
        self._window.addDockWidget(other, dock)
        dock.show()
        self._window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)

    def reset(self) -> None:
        """Put every dock where it stood at first."""
        areas = Qt.DockWidgetArea
        for dock, area, _ in self._docks:
            dock.setFloating(False)
            self._window.addDockWidget(area, dock)
            dock.show()
        for dock, area, size in self._docks:
            flat = area in (areas.TopDockWidgetArea, areas.BottomDockWidgetArea)
            way = Qt.Orientation.Vertical if flat else Qt.Orientation.Horizontal
            self._window.resizeDocks([dock], [size], way)

    def keep(self, settings: QSettings) -> None:
        """Remember the layout and where the window stands."""
        settings.setValue("window/geometry", self._window.saveGeometry())
        settings.setValue("window/layout", self._window.saveState(LAYOUT))

    def restore(self, settings: QSettings) -> None:
        """Stand as remembered; a layout that this version can't read becomes the first one."""
        geometry, layout = (settings.value(f"window/{name}") for name in ("geometry", "layout"))
        if isinstance(geometry, QByteArray):  # whatever else a damaged file gives
            self._window.restoreGeometry(geometry)
        if not isinstance(layout, QByteArray) or not self._window.restoreState(layout, LAYOUT):
            self.reset()
        QTimer.singleShot(0, self._bring_up)

    def _bring_up(self) -> None:
        """Show restored docks anew: window managers put behind the window what came before it."""
        for dock, _, _ in self._docks:
            if dock.isFloating() and dock.isVisible():
                dock.hide()
                dock.show()
        self._window.activateWindow()  # which has the keys at every start


class _Dock(QDockWidget):
    """While it is detached, has a line around it and hands to the window what is dropped on it."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.topLevelChanged.connect(self._frame)

    def come_up(self) -> None:
        """Be seen from behind another one's tab, and have the keys as a window of its own.

        Window managers lead no key to a detached dock.
        """
        self.raise_()
        if self.isFloating() and self.isVisible():
            self.activateWindow()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.isFloating():
            painter = QPainter(self)
            painter.setPen(self.palette().dark().color())
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._window.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._window.dropEvent(event)

    def _frame(self, floating: bool) -> None:
        self.setAcceptDrops(floating)
        line = int(floating)
        self.setContentsMargins(line, line, line, line)


class DockTitle(QFrame):
    """What a dock is called, and its two buttons; drag it to move the dock."""

    def __init__(self, dock: _Dock, title: Text, theme: Theme) -> None:
        super().__init__(dock)
        self._dock, self._theme = dock, theme
        self.setProperty("role", "dock-title")
        label = QLabel()
        said(label, text=title)
        self.float = self._button()
        self.close_dock = self._button()
        said(
            self.float,
            name=lambda: self.tr("Detach or attach {0}").format(title()),
            tip=lambda: self.tr("Detach from the window, or attach again"),
        )
        said(
            self.close_dock,
            name=lambda: self.tr("Close {0}").format(title()),
            tip=lambda: self.tr("Close; the View menu brings it back"),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 6, 0)
        row.setSpacing(2)
        row.addWidget(label, 1)
        row.addWidget(self.float)
        row.addWidget(self.close_dock)
        self.float.clicked.connect(self._float)
        self.close_dock.clicked.connect(dock.close)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()

    def _button(self) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "quiet")
        button.setFixedSize(24, 24)
        button.setIconSize(QSize(14, 14))
        return button

    def _float(self) -> None:
        self._dock.setFloating(not self._dock.isFloating())
        self._dock.activateWindow()  # or the window behind it would have the keys

    def _paint_icons(self) -> None:
        quiet = self._theme.color("muted")
        self.float.setIcon(icon("float", quiet))
        self.close_dock.setIcon(icon("close", quiet))
