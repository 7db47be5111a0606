"""What can stand in the middle of the window, one at a time."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QTabBar, QTabWidget, QWidget
from shiboken6 import isValid

from gui.commands import Commands
from gui.language import Text, on_language


class Tabs(QTabWidget):
    """The canvas, which stays, and pages that are closed again; the bar comes with the first."""

    closed = Signal(object)  # the page, which is about to be deleted

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = QTabBar()  # Python's own: one that Qt makes would be owned by both, and crash
        self.setTabBar(self._bar)
        self.setDocumentMode(True)
        self.setTabBarAutoHide(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # or Tab would end at its hidden bar
        self.setTabsClosable(True)
        self.tabCloseRequested.connect(self._close)
        self._before: dict[QWidget, QWidget | None] = {}  # what had the focus when a page came

    def add_commands(self, commands: Commands, window: QWidget) -> None:
        """The keys that close a page."""
        commands.add(
            "view.close_page",
            lambda: self.tr("View"),
            lambda: self.tr("Close the page"),
            self.close_current,
            window,
            ("Ctrl+W",),
        )

    def add(self, page: QWidget, title: Text) -> None:
        """Add a page behind the others; what has the focus now gets it back when it is closed."""
        self._before[page] = QApplication.focusWidget()
        self.addTab(page, title())
        if self.count() == 1:
            for side in (QTabBar.ButtonPosition.LeftSide, QTabBar.ButtonPosition.RightSide):
                self._bar.setTabButton(0, side, None)  # type: ignore[arg-type]  # Qt's stubs forget None
        on_language(page, lambda: self.setTabText(self.indexOf(page), title()))

    def close_page(self, page: QWidget) -> None:
        """Take a page away, if it is there."""
        self._close(self.indexOf(page))

    def close_current(self) -> None:
        """Close the page that is seen, unless it is the canvas."""
        self._close(self.currentIndex())

    def _close(self, index: int) -> None:
        page = self.widget(index) if index > 0 else None
        if page is None:
            return
        before = self._before.pop(page)
        focused = QApplication.focusWidget()
        self.removeTab(index)
        self.closed.emit(page)
        page.deleteLater()
        if before is None or not isValid(before) or not before.isVisible():
            return
        if focused is None or page.isAncestorOf(focused):
            before.setFocus()
