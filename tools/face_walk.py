"""What one user does with a face and with pictures side by side; a part of tools/window_walk.py."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from gui.compare.sheet_page import SheetPage
from gui.compare.sweep_dialog import SweepDialog
from gui.compare.view import BLINK, SPLIT
from gui.pose.grips import Grip, Kind
from tools.window_user import CONTROL, LEFT, SHIFT, Deeds, User

PLAIN = Qt.KeyboardModifier.NoModifier
PULLS: tuple[tuple[Kind, tuple[int, int]], ...] = (("yaw", (60, 0)), ("roll", (30, 8)))
VALUES = "0,0.5,1"


class FaceUser(User):
    """Moves the face, compares, looks inside, sweeps; leaves pictures and draft as they were."""

    def move_the_face(self) -> Deeds:
        """By the handles on the canvas, over the picture and over what IdentityNet gets."""
        window = self._window
        tools, overlay = window.side.pose.tools, window.pose_editor.overlay
        QTest.keyClick(window, Qt.Key.Key_L, CONTROL)
        window.side.scroller.ensureWidgetVisible(tools.paste)
        yield from self.shoot("face")
        for kind, by in PULLS:
            start = overlay.handle(Grip(kind))
            assert start is not None
            QTest.mousePress(overlay, LEFT, PLAIN, start.toPoint())
            QTest.mouseMove(overlay, start.toPoint() + QPoint(*by))
            QTest.mouseRelease(overlay, LEFT, PLAIN, start.toPoint() + QPoint(*by))
        tools.ground.setFocus()
        for _ in range(2):
            QTest.keyClick(tools.ground, Qt.Key.Key_Down)
        yield from self.shoot("face-turned")
        for _ in range(2):
            QTest.keyClick(tools.ground, Qt.Key.Key_Up)
        QTest.mouseClick(window.side.pose.back, LEFT)
        QTest.keyClick(window, Qt.Key.Key_L, CONTROL)

    def compare(self) -> Deeds:
        """The two newest pictures, in each of the three ways."""
        window, view = self._window, self._window.gallery.list
        view.setFocus()
        QTest.keyClick(view, Qt.Key.Key_Home)
        QTest.keyClick(view, Qt.Key.Key_Right, SHIFT)
        QTest.keyClick(view, Qt.Key.Key_C)
        yield lambda: window.pages.comparing.view is not None
        page = window.pages.comparing.view
        assert page is not None
        yield from self.shoot("compare")
        for mode, name in ((SPLIT, "compare-slider"), (BLINK, "compare-blink")):
            QTest.mouseClick(page.buttons.button(mode), LEFT)
            yield from self.shoot(name)
        QTest.keyClick(window, Qt.Key.Key_W, CONTROL)
        view.setFocus()

    def look_inside(self) -> Deeds:
        """See what the newest portrait was made of."""
        window = self._window
        QTest.keyClick(window.gallery.list, Qt.Key.Key_Home)
        yield lambda: window.drawing.shown is not None
        QTest.keyClick(window, Qt.Key.Key_I, CONTROL)
        yield self._is_inside
        yield from self.shoot("inside")
        QTest.keyClick(window, Qt.Key.Key_W, CONTROL)

    def sweep_and_twin(self) -> Deeds:
        """A sweep of the likeness, and the twin; their pictures are put away again."""
        window = self._window
        before = window.pictures.rowCount()
        QTest.keyClick(window, Qt.Key.Key_T, CONTROL | SHIFT)
        (dialog,) = window.findChildren(SweepDialog)
        dialog.values[0].selectAll()
        QTest.keyClicks(dialog.values[0], VALUES)
        yield from self.shoot("sweep-asked")
        QTest.mouseClick(dialog.start, LEFT)
        yield from self._fill("sweep")
        window.activateWindow()  # no window manager does it here
        yield window.isActiveWindow
        QTest.keyClick(window, Qt.Key.Key_T, CONTROL)
        yield from self._fill("twin")
        QTest.keyClick(window, Qt.Key.Key_W, CONTROL)
        view = window.gallery.list
        view.setFocus()
        QTest.keyClick(view, Qt.Key.Key_Home)
        for _ in range(window.pictures.rowCount() - before - 1):
            QTest.keyClick(view, Qt.Key.Key_Right, SHIFT)
        QTest.keyClick(view, Qt.Key.Key_Delete)
        yield lambda: window.pictures.rowCount() == before

    def _fill(self, name: str) -> Deeds:
        page = self._window.pages.sheets.page
        assert page is not None
        for number in range(len(page.cells)):  # each in its time
            yield partial(_has_drawn, page, number)
        yield from self.shoot(name)

    def _is_inside(self) -> bool:
        view = self._window.pages.inside.view
        return view is not None and view.inside is not None


def _has_drawn(page: SheetPage, number: int) -> bool:
    return page.drawn > number
