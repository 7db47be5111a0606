"""The images of one prompt, side by side, each with its weight where there are several."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from core.recipe import ImagePrompt
from gui.forms.controls import QuietSlider
from gui.image_prompts.sight import Sight, seen, verdict
from gui.language import escaped, listed, on_language
from gui.panels.photo_words import Verdict
from gui.panels.sources import Photo, Sources
from gui.panels.tile import Tile
from gui.panels.tile_strip import TileStrip
from gui.theme import Theme

SIDE = 56  # logical pixels of an image
_ADD = 24  # wide
_ALONE = SIDE + 8 + _ADD  # wide: one image and the place beside it
_ANY = 16_777_215  # wide: as Qt has it where there is no limit
_BADGE = 20
_WEIGHT = 22
_STEP = 0.05  # of a weight


class ImageTile(Tile):
    """One image as the adapter sees it, with a slider for its weight."""

    weighed = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        size = QSize(SIDE, SIDE)
        super().__init__(theme, size, lambda: self.tr("Remove this picture"), parent)
        self.weight = QuietSlider(Qt.Orientation.Horizontal, self)
        self.weight.setRange(0, round(1 / _STEP))
        self.weight.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.weight.setFixedWidth(SIDE)
        self.weight.hide()
        self._place = ""
        self._value = 1.0
        self._judged = Verdict("", "", "", "small")
        self._seen: tuple[QImage, QRectF] | None = None
        self._of: tuple[Photo | None, Sight] = None, "picture"  # of what that is
        self.weight.valueChanged.connect(self._slid)
        self.weight.doubled.connect(self._reset)
        on_language(self, self._tell)

    def show_image(self, photo: Photo | None, sight: Sight, place: str) -> None:
        """Show what the adapter sees; `place`: which of how many it is, for screen readers."""
        self._place = place
        self._judged = verdict(photo, sight)
        if (photo, sight) != self._of:  # a face would be brought upright again
            self._of, self._seen = (photo, sight), seen(photo, sight)
        self._tell()

    def show_weight(self, weight: float | None) -> None:
        """Show how much the image counts; None: nothing of that."""
        self._value = 1.0 if weight is None else weight
        self.weight.setVisible(weight is not None)
        with QSignalBlocker(self.weight):
            self.weight.setValue(round(self._value / _STEP))
        self._tell()

    @property
    def warns(self) -> bool:
        """Whether there is something to say that must be seen."""
        return bool(self._judged.word)

    def stretch_to(self, badge: bool) -> None:
        """Have room for a badge, and for the weight where it is shown."""
        weighs = not self.weight.isHidden()
        height = SIDE + (_BADGE if badge or weighs else 0) + (_WEIGHT if weighs else 0)
        self.setFixedSize(SIDE, height)
        self.weight.move(0, height - _WEIGHT)

    def _tell(self) -> None:
        judged, weighs = self._judged, not self.weight.isHidden()
        said = self.tr("Weight {0}").format(f"{self._value:g}")
        word = judged.word or (f"{self._value:g}" if weighs else " ")
        self.show_picture(self._seen, Verdict(word, judged.sentence, judged.sign, judged.role))
        names = (self._place, said if weighs else "", judged.word)
        self.setAccessibleName(listed(filter(None, names)))
        self.setAccessibleDescription(judged.sentence)
        keys = self.tr("Delete removes it, Ctrl+Left and Ctrl+Right move it.")
        self.setToolTip("<br>".join(map(escaped, filter(None, (judged.sentence, keys)))))
        self.weight.setAccessibleName(listed((self.tr("Weight"), self._place)))
        self.weight.setAccessibleDescription(self._weight_help())
        self.weight.setToolTip("<br>".join((escaped(said), escaped(self._weight_help()))))

    def _weight_help(self) -> str:
        return self.tr("How much this picture counts; 0 leaves it out. Double click: fully.")

    def _slid(self, position: int) -> None:
        self.weighed.emit(round(position * _STEP, 2))

    def _reset(self) -> None:
        self.weighed.emit(1.0)


class ImageStrip(TileStrip):
    """The tiles of one prompt; behind them a narrow place for further images."""

    weighed = Signal(int, float)  # place, weight
    grabbed = Signal()
    let_go = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            QSize(SIDE, SIDE),
            lambda: self.tr("Add pictures to this image prompt"),
            lambda: self.tr("Drop further pictures for this image prompt here, or click."),
            parent,
        )
        self.add.setFixedSize(_ADD, SIDE)
        self.add.setIconSize(QSize(16, 16))

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What takes the focus, in order."""
        each = (one for tile in self.images for one in (tile, tile.weight))
        return *each, self.add

    @property
    def images(self) -> list[ImageTile]:
        return [tile for tile in self.tiles if isinstance(tile, ImageTile)]

    def show_prompt(self, prompt: ImagePrompt, sources: Sources, sight: Sight) -> None:
        """Show the images of a prompt, and how much each counts, where that matters."""
        count, weighs = len(prompt.images), len(prompt.images) > 1 or bool(prompt.weights)
        self._have_tiles(count)
        for index, (tile, key) in enumerate(zip(self.images, prompt.images, strict=True)):
            place = self.tr("Picture {0} of {1}").format(index + 1, count)
            tile.show_image(sources.photo(key), sight, place)
            weight = prompt.weights[index] if prompt.weights else 1.0
            tile.show_weight(weight if weighs else None)
        badge = any(tile.warns for tile in self.images)
        for tile in self.images:
            tile.stretch_to(badge)
        self._size = QSize(SIDE, max(tile.height() for tile in self.images))
        alone = count == 1
        self.setMinimumWidth(_ALONE if alone else 0)
        self.setMaximumWidth(_ALONE if alone else _ANY)
        self._lay_out()

    def _new_tile(self) -> ImageTile:
        tile = ImageTile(self._theme, self)
        tile.weighed.connect(lambda weight: self.weighed.emit(self.tiles.index(tile), weight))
        tile.weight.touched.connect(self.let_go)
        tile.weight.sliderPressed.connect(self.grabbed)
        tile.weight.sliderReleased.connect(self.let_go)
        return tile
