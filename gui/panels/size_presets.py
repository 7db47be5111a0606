"""The usual sizes of a picture, one click each."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from core.packs.manifest import Defaults
from core.recipe import Recipe
from gui.draft import Draft
from gui.icons import icon
from gui.language import said
from gui.theme import Theme

Size = tuple[int, int]


class SizePresets(QWidget):
    """Buttons with the shapes of the sizes; the draft's one is pressed."""

    def __init__(
        self, draft: Draft, defaults: Defaults, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._draft = draft
        self._theme = theme
        self.sizes = preset_sizes(defaults)
        self.buttons: tuple[QToolButton, ...] = tuple(map(self._make_button, self.sizes))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for button in self.buttons:
            row.addWidget(button, 1)
            button.clicked.connect(self._clicked)
        draft.changed.connect(self._show)
        theme.changed.connect(self._dress)
        self._dress()
        self._show(draft.recipe)

    def _make_button(self, size: Size) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "choice")
        button.setCheckable(True)
        button.setText(f"{size[0]} × {size[1]}")
        button.setIconSize(QSize(20, 20))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
        said(button, name=lambda: self._describe(size), tip=lambda: self._describe(size))
        return button

    def _describe(self, size: Size) -> str:
        words = {
            "frame-square": self.tr("Square, {0} by {1} pixels"),
            "frame-portrait": self.tr("Upright, {0} by {1} pixels"),
            "frame-landscape": self.tr("Wide, {0} by {1} pixels"),
        }[_shape(size)]
        return words.format(*size)

    def _clicked(self) -> None:
        button = self.sender()
        width, height = next(
            size for size, one in zip(self.sizes, self.buttons, strict=True) if one is button
        )
        sampling = self._draft.recipe.sampling.model_copy(update={"width": width, "height": height})
        self._draft.replace(
            self._draft.recipe.model_copy(update={"sampling": sampling}), lambda: self.tr("Size")
        )
        self._show(self._draft.recipe)  # a click on the pressed one leaves it pressed

    def _show(self, recipe: Recipe) -> None:
        now = (recipe.sampling.width, recipe.sampling.height)
        for size, button in zip(self.sizes, self.buttons, strict=True):
            button.setChecked(size == now)

    def _dress(self) -> None:
        for size, button in zip(self.sizes, self.buttons, strict=True):
            button.setIcon(icon(_shape(size), self._theme.color("muted")))


def preset_sizes(defaults: Defaults) -> tuple[Size, ...]:
    """What the pack recommends, and a square, 3:4 and 4:3 that are about as long."""
    side = max(defaults.width, defaults.height)
    unit = 64 if side % 64 == 0 else 8
    short = max(unit, round(side * 3 / 4 / unit) * unit)
    sizes = ((defaults.width, defaults.height), (side, side), (short, side), (side, short))
    return tuple(dict.fromkeys(sizes))


def _shape(size: Size) -> str:
    width, height = size
    if width == height:
        return "frame-square"
    return "frame-portrait" if width < height else "frame-landscape"
