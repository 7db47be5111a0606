"""Where something acts, from the panel: the brush, whole regions, and back to none."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from gui.calls import Call
from gui.forms.controls import QuietSlider
from gui.language import Text, as_tip, on_language, said
from gui.panels.section import Fold
from gui.pose.mask_edits import MaskEdits
from gui.pose.points import FacePoints
from gui.theme import Theme


class MaskTools(QWidget):
    """Brush, eraser and ready regions. Subclasses say what they are for."""

    toggled = Signal(bool)  # paint on the canvas, or no longer
    taken = Signal(str)  # gui.pose.region_overlay.Tool
    widened = Signal(float)  # width of the brush, in shares of the picture's shorter side

    def __init__(
        self,
        regions: MaskEdits,
        points: FacePoints,
        theme: Theme,
        title: Text,
        name: str,
        clear: tuple[Text, Text],
    ) -> None:
        """`title` and `name`: see `Fold`; `clear`: what the way back is called, and its tooltip."""
        super().__init__()
        self._regions, self._points = regions, points
        self.paint = _button(self._paint_words)
        self.paint.setCheckable(True)
        self.state = QLabel()
        self.state.setProperty("role", "small")
        self.state.setWordWrap(True)
        self.brush = _button(lambda: self.tr("Brush"), lambda: self.tr("Paint (B)"))
        self.eraser = _button(lambda: self.tr("Eraser"), lambda: self.tr("Erase (E)"))
        self.wide = QuietSlider(Qt.Orientation.Horizontal)
        self.wide.setRange(1, 100)
        said(
            self.wide,
            name=lambda: self.tr("Width of the brush"),
            tip=lambda: self.tr("Width of the brush ([ and ])"),
        )
        self.make = _button(
            lambda: self.tr("Region from…"), lambda: self.tr("Take the region from something else")
        )
        self.grow = _button(lambda: self.tr("Grow"), lambda: self.tr("Make the region larger (+)"))
        self.shrink = _button(
            lambda: self.tr("Shrink"), lambda: self.tr("Make the region smaller (-)")
        )
        self.clear = _button(*clear)
        self._make_menu()
        content = QWidget()
        self.fold = Fold(title, name, content, theme, opened=False)
        self.fold.setProperty("role", "subfold")
        self._lay_out(content)
        self._connect()
        self.show_tool("brush", 0.15)
        self._tell()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What takes the focus, in order."""
        paint = (self.paint, self.brush, self.eraser, self.wide)
        return (self.fold, *paint, self.make, self.clear, self.grow, self.shrink)

    def show_tool(self, tool: str, share: float) -> None:
        """Show with what is painted, and how wide it is."""
        self.brush.setChecked(tool == "brush")
        self.eraser.setChecked(tool == "eraser")
        with QSignalBlocker(self.wide):
            self.wide.setValue(round(100 * share))

    def _connect(self) -> None:
        self.paint.toggled.connect(self.toggled)
        self.paint.toggled.connect(self._tell)
        for button, tool in ((self.brush, "brush"), (self.eraser, "eraser")):
            button.setCheckable(True)
            Call(button.clicked, button, self._take, tool)
        self.wide.valueChanged.connect(self._widen)
        Call(self.grow.clicked, self, self._regions.grow, 1)
        Call(self.shrink.clicked, self, self._regions.grow, -1)
        Call(self.clear.clicked, self, self._clear)
        self._regions.changed.connect(self._tell)
        on_language(self, self._tell)

    def _take(self, tool: str) -> None:
        self.show_tool(tool, self.wide.value() / 100)  # a click has changed the button's own mark
        self.taken.emit(tool)

    def _widen(self, value: int) -> None:
        self.widened.emit(value / 100)

    def _clear(self) -> None:
        if self.clear.hasFocus():  # it is about to be disabled
            self.paint.setFocus()
        self._regions.clear()

    def _make_menu(self) -> None:
        menu = QMenu(self.make)
        self.from_face = menu.addAction("")
        self.from_left, self.from_right = menu.addAction(""), menu.addAction("")
        for action, act in (
            (self.from_face, self._regions.around_face),
            (self.from_left, partial(self._regions.half, "left")),
            (self.from_right, partial(self._regions.half, "right")),
        ):
            Call(action.triggered, action, act)
        self.make.setMenu(menu)
        self.make.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _lay_out(self, content: QWidget) -> None:
        body = QVBoxLayout(content)
        body.setContentsMargins(0, 4, 0, 0)
        body.setSpacing(8)
        body.addWidget(self.state)
        body.addWidget(self.paint, 0, Qt.AlignmentFlag.AlignLeft)
        for parts in self._rows():
            row = QHBoxLayout()
            row.setSpacing(6)
            for part in parts:
                row.addWidget(part, 1 if part is self.wide else 0)
            if self.wide not in parts:
                row.addStretch()
            body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.fold)
        column.addWidget(content)

    def _rows(self) -> tuple[tuple[QWidget, ...], ...]:
        """What stands beside each other, from top to bottom."""
        brush, make = (self.brush, self.eraser, self.wide), (self.make, self.clear)
        return brush, make, (self.grow, self.shrink)

    def _paint_words(self) -> str:
        """What the button that begins to paint is called."""
        return self.tr("Paint the region on the canvas")

    @abstractmethod
    def _explanation(self) -> str:
        """How painting is done, in the language of today."""

    @abstractmethod
    def _state(self) -> str:
        """Where it acts now, in the language of today."""

    def _tell(self) -> None:
        regions = self._regions
        own, there = regions.is_painted(), regions.possible
        if not there:
            self.paint.setChecked(False)
        for control in (self.paint, self.make):
            control.setEnabled(there)
        for button in (self.grow, self.shrink):
            button.setEnabled(there and own)
        self.clear.setEnabled(own)
        self.from_face.setEnabled(self._points.points is not None)
        words = self._explanation()
        self.paint.setToolTip(as_tip(words))
        self.paint.setAccessibleDescription(words)
        self.from_face.setText(self.tr("The face"))
        self.from_left.setText(self.tr("The left half"))
        self.from_right.setText(self.tr("The right half"))
        self.state.setText(self._state())


def _button(text: Text, tip: Callable[[], str] | None = None) -> QToolButton:
    button = QToolButton()
    button.setProperty("role", "choice")
    said(button, text=text, tip=tip or text)
    return button
