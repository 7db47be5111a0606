"""What one user does with a finished picture: changes a part of it, extends, refines, enlarges.

A part of tools/window_walk.py.
"""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from tools.people_walk import PeopleUser
from tools.window_user import CONTROL, LEFT, SHIFT, Deeds

PLAIN = Qt.KeyboardModifier.NoModifier
HAT = ((0.3, 0.12), (0.5, 0.06), (0.7, 0.12), (0.72, 0.22), (0.28, 0.22), (0.3, 0.14))
GROWN = 64  # pixels at the right side


class RetouchUser(PeopleUser):
    """Leaves pictures and draft as they were."""

    def retouch(self) -> Deeds:
        """A hat for the newest portrait, more room beside it, clearer faces, larger."""
        window, view = self._window, self._window.gallery.list
        before = window.pictures.rowCount()
        view.setFocus()
        QTest.keyClick(view, Qt.Key.Key_Home)
        yield lambda: window.drawing.shown is not None
        yield from self._open_menu()
        QTest.keyClick(window, Qt.Key.Key_P, CONTROL | SHIFT)
        yield lambda: window.pages.part.ground.pixels is not None
        yield from self._paint_a_hat()
        yield from self._extend()
        yield from self._switch_passes()
        view.setFocus()
        QTest.keyClick(view, Qt.Key.Key_Home)
        QTest.keyClick(window, Qt.Key.Key_G, CONTROL | SHIFT)
        yield lambda: window.pictures.rowCount() > before
        yield from self.shoot("enlarged")
        view.setFocus()
        QTest.keyClick(view, Qt.Key.Key_Home)
        QTest.keyClick(view, Qt.Key.Key_Delete)
        yield lambda: window.pictures.rowCount() == before

    def _open_menu(self) -> Deeds:
        canvas = self._window.stage.canvas
        canvas.customContextMenuRequested.emit(canvas.rect().center())
        menu = next(one for one in canvas.findChildren(QMenu) if one.isVisible())
        yield from self.shoot("canvas-menu")
        menu.close()

    def _paint_a_hat(self) -> Deeds:
        window = self._window
        overlay, start = window.pages.part.overlay, window.side.retouching.start
        width, height = start.part.size
        spots = [overlay.spot_of(x * width, y * height).toPoint() for x, y in HAT]
        QTest.mousePress(overlay, LEFT, PLAIN, spots[0])
        for spot in spots[1:]:
            QTest.mouseMove(overlay, spot)
        QTest.mouseRelease(overlay, LEFT, PLAIN, spots[-1])
        yield start.part.is_painted
        yield lambda: window.draft.recipe.start is not None and bool(window.draft.recipe.start.mask)
        window.side.scroller.ensureWidgetVisible(start.fine)
        window.side.scroller.ensureWidgetVisible(start.fold)
        yield from self.shoot("part")

    def _extend(self) -> Deeds:
        window, start = self._window, self._window.side.retouching.start
        QTest.mouseClick(start.more, LEFT)
        self.type(start.sides[2].box, GROWN)
        yield lambda: window.stage.canvas.zoom.picture.width() == start.part.size[0] + GROWN
        window.side.scroller.ensureWidgetVisible(start.fine)
        yield from self.shoot("extended")
        QTest.mouseClick(start.more, LEFT)
        QTest.keyClick(window.pages.part.overlay, Qt.Key.Key_Escape)
        for _ in range(3):  # the extension, the hat, the draft
            QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
        start.fold.setChecked(False)

    def _switch_passes(self) -> Deeds:
        window, retouching = self._window, self._window.side.retouching
        bar = window.side.scroller.verticalScrollBar()
        for panel in (retouching.refine, retouching.enlarge):
            panel.switch.click()
        yield from self.rest()
        bar.setValue(bar.maximum())
        yield from self.shoot("passes")
        for panel in (retouching.refine, retouching.enlarge):
            panel.fold.setChecked(False)
        for _ in range(2):
            QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
        window.side.scroller.ensureWidgetVisible(window.side.person.fold)
