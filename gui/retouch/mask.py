"""What may change of the start image: painted, made, or from a file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

from core.faces import masks
from core.faces.face import largest
from core.lazy import Lazy
from core.retouch.canvas import mask_of
from core.retouch.window import resized
from gui.draft import Draft
from gui.language import Text
from gui.panels.drops import Source
from gui.pictured import Size
from gui.pose.mask_edits import MaskEdits
from gui.pose.points import FacePoints
from gui.retouch.edits import StartEdits

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

_COLOUR = "#56b4e9"  # Okabe and Ito: cool, for what is painted over is mostly warm
_SMALL = 1024  # pixels of the longer side on which masks are made
_ALIKE = 0.01  # of the proportions of a mask's file and of the picture


class PartMask(MaskEdits):
    """Reads and edits `Start.mask`, in pixels of the start image."""

    def __init__(
        self, draft: Draft, edits: StartEdits, points: FacePoints, parent: QObject | None = None
    ) -> None:
        super().__init__(draft, edits.sources, points, parent)
        self._edits = edits
        self._share: tuple[object, float] | None = None  # a mask, and how much of it is white
        edits.changed.connect(self.changed)

    @property
    def current(self) -> int:
        return 0

    @property
    def possible(self) -> bool:
        return self._edits.image_size is not None

    @property
    def people(self) -> int:
        return 0

    @property
    def colour(self) -> QColor:
        return QColor(_COLOUR)

    @property
    def size(self) -> Size:
        return self._edits.image_size or self._points.size

    @property
    def corner(self) -> tuple[int, int]:
        start = self._edits.start
        return (0, 0) if start is None else start.extend[:2]

    @property
    def canvas_size(self) -> Size:
        """Width and height of the start image with what it is extended by."""
        return self._edits.canvas_size or self.size

    def named(self, tool: str) -> str:
        return self.tr("{0} for what may change").format(tool)

    def by_itself(self) -> np.ndarray:
        width, height = self.size
        return np.full((height, width), 255, np.uint8)

    def share(self) -> float | None:
        """How much of the start image may change, 0 to 1; None: nothing is marked, or unknown."""
        if (mask := self.painted()) is None:
            return None
        if self._share is None or self._share[0] is not mask:
            self._share = mask, float(mask.mean()) / 255
        return self._share[1]

    def clear(self) -> None:
        """Mark nothing."""
        self._edits.change(lambda: self.tr("Remove the mask"), mask=None)

    def invert(self) -> None:
        """Let change what stayed, and keep what was to change."""
        self._change(lambda mask: 255 - mask, lambda: self.tr("Invert the mask"))

    def face(self) -> np.ndarray | None:
        """The landmarks of the start image's largest face, (5, 2) in its pixels, if it is known."""
        start = self._edits.start
        faces = () if start is None else self._sources.faces(start.image)
        return largest(faces).landmarks if faces else None

    def around_face(self) -> None:
        """Let the face change."""
        if (mask := self._face_mask()) is not None:
            self.put(mask, lambda: self.tr("Mask from the face"))

    def all_but_face(self) -> None:
        """Let all change but the face."""
        if (mask := self._face_mask()) is not None:
            self.put(255 - mask, lambda: self.tr("All but the face"))

    def grow(self, steps: int) -> None:
        """As for any region, but of a small copy: to grow the mask of a photo takes seconds."""
        whole = self.size
        small = _small(whole)
        by = steps * max(1, round(masks.STEP * min(small)))
        larger, smaller = (lambda: self.tr("Grow the mask")), (lambda: self.tr("Shrink the mask"))
        within = np.maximum if steps > 0 else np.minimum
        self._change(
            lambda mask: within(mask, resized(masks.grown(resized(mask, small), by), whole)),
            larger if steps > 0 else smaller,
        )

    def _face_mask(self) -> np.ndarray | None:
        """Around the face, uint8 (h, w); made small, as above."""
        if (points := self.face()) is None:
            return None
        small = _small(self.size)
        scale = np.array(small) / self.size
        return resized(masks.around_face(points * scale, small), self.size)

    def take(self, source: Source) -> None:
        """Take a mask from a file: white may change. It is told why, where it can't be one."""
        start = self._edits.start
        if start is None or not self.possible:
            return
        fitting = partial(_fitting, source, self.size)
        self._sources.add(fitting, partial(self._took, start.image), with_faces=False)

    def _took(self, image: str, key: str) -> None:
        if self._owner(0) == image:
            self._use(0, key, lambda: self.tr("Import a mask"))

    def _key(self, place: int) -> str | None:
        start = self._edits.start
        return None if start is None else start.mask

    def _owner(self, place: int) -> object:
        start = self._edits.start
        return None if start is None else start.image

    def _use(self, place: int, key: str, text: Text) -> None:
        self._edits.change(text, mask=key)


def _small(size: Size) -> Size:
    """The same proportions, no larger than what is made of a mask at once."""
    scale = min(1.0, _SMALL / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _fitting(source: Source, size: Size) -> np.ndarray:
    """A mask's file at the size of the picture, RGB uint8 (h, w, 3). Any thread.

    Raises:
        BadInput: if it marks nothing or has other proportions.
    """
    image = source()
    height, width = image.shape[:2]
    if abs(width * size[1] - height * size[0]) <= _ALIKE * width * size[1]:
        image = resized(image, size)
    return masks.as_image(mask_of(image, size))
