"""The part of the walk in which the face is moved and the mechanisms are looked at."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from gui.pose.grips import Grip
from tools.window_user import CONTROL, LEFT, SHIFT, Deeds, User

TURN = QPointF(42, 0)  # how far the handle of the head's turn is pulled
NONE = Qt.KeyboardModifier.NoModifier


class MechanismUser(User):
    """Moves the face, compares, looks inside, and draws a twin."""

    def move_the_face(self) -> Deeds:
        """Turn the head in the editor."""
        window = self._window
        overlay = window.pose_editor.overlay
        yield lambda: window.posing.points.points is not None
        QTest.keyClick(window, Qt.Key.Key_L, CONTROL)
        yield overlay.isVisible
        start = overlay.handle(Grip("yaw"))
        assert start is not None
        QTest.mousePress(overlay, LEFT, NONE, start.toPoint())
        for share in (0.5, 1.0):
            QTest.mouseMove(overlay, (start + TURN * share).toPoint())
        QTest.mouseRelease(overlay, LEFT, NONE, (start + TURN).toPoint())
        yield from self.shoot("face-moved")
        QTest.keyClick(window, Qt.Key.Key_L, CONTROL)
        yield lambda: not overlay.isVisible()

    def compare(self) -> Deeds:
        """Two portraits beside each other."""
        window, view = self._window, self._window.gallery.list
        view.setFocus()
        QTest.keyClick(view, Qt.Key.Key_Home)
        QTest.keyClick(view, Qt.Key.Key_Right, SHIFT)
        QTest.keyClick(view, Qt.Key.Key_C)
        yield lambda: window.pages.comparing.view is not None
        yield from self.shoot("compared")
        QTest.keyClick(window, Qt.Key.Key_W, CONTROL)
        QTest.keyClick(view, Qt.Key.Key_Home)
        yield lambda: window.drawing.shown is not None

    def look_inside(self) -> Deeds:
        """See what the newest portrait was made of."""
        window = self._window
        QTest.keyClick(window, Qt.Key.Key_I, CONTROL)
        yield self._is_inside
        yield from self.shoot("inside")
        QTest.keyClick(window, Qt.Key.Key_W, CONTROL)

    def draw_a_twin(self) -> Deeds:
        """Draw one, and put its pictures into the trash."""
        window = self._window
        before = window.pictures.rowCount()
        QTest.keyClick(window, Qt.Key.Key_T, CONTROL)
        page = window.pages.sheets.page
        assert page is not None
        yield lambda: page.drawn == len(page.cells)
        yield lambda: window.worker.queue.open == 0
        yield from self.shoot("twin")
        QTest.keyClick(window, Qt.Key.Key_W, CONTROL)
        view = window.gallery.list
        for _ in range(window.pictures.rowCount() - before):
            view.setFocus()
            QTest.keyClick(view, Qt.Key.Key_Home)
            QTest.keyClick(view, Qt.Key.Key_Delete)
        yield lambda: window.pictures.rowCount() == before

    def _is_inside(self) -> bool:
        view = self._window.pages.inside.view
        return view is not None and view.inside is not None
