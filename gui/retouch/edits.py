"""The draft's start image: which it is, and how it is used."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.recipe import Recipe
from core.recipe_retouch import Start
from gui.draft import Draft
from gui.language import Text
from gui.panels.drops import Source
from gui.panels.sources import Photo, Sources
from gui.pictured import Size


class StartEdits(QObject):
    """Reads and edits `Recipe.start`; each edit is a step of undo. GUI thread."""

    changed = Signal()  # the start image or how it is used, or more is known of it

    def __init__(self, draft: Draft, sources: Sources, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft, self.sources = draft, sources
        self._before = draft.recipe.start
        draft.changed.connect(self._follow)
        sources.changed.connect(self._photo_changed)

    @property
    def start(self) -> Start | None:
        return self._draft.recipe.start

    @property
    def photo(self) -> Photo | None:
        """The start image as the window knows it; None: there is none, or it is being read."""
        if self.start is None:
            return None
        self.sources.fetch(self.start.image, with_faces=False)
        return self.sources.photo(self.start.image)

    @property
    def image_size(self) -> Size | None:
        """Width and height of the start image; None while they are not known."""
        photo = self.photo
        known = photo is not None and not photo.image.isNull()
        return (photo.width, photo.height) if photo is not None and known else None

    @property
    def canvas_size(self) -> Size | None:
        """The same with what it is extended by."""
        if self.start is None or (size := self.image_size) is None:
            return None
        left, top, right, bottom = self.start.extend
        return size[0] + left + right, size[1] + top + bottom

    def take(self, source: Source) -> None:
        """Begin from an image, once it is decoded and in the library."""
        self.sources.add(source, self.use, with_faces=False)

    def use(self, key: str) -> None:
        """Begin from an image of the library. What was marked in another one is not of it."""
        old = self.start
        if old is None:  # where a part is marked, that alone is drawn, with all its details
            new = Start(image=key, area="masked")
        elif old.image == key:
            return
        else:
            new = old.model_copy(update={"image": key, "mask": None, "extend": (0, 0, 0, 0)})
        self._put(new, lambda: self.tr("Start image"))

    def remove(self) -> None:
        """Begin from noise."""
        self._put(None, lambda: self.tr("Remove the start image"))

    def change(self, text: str | Text = "", gesture: object = None, **fields: object) -> None:
        """Use the start image in another way; `text` and `gesture` as in `Draft.replace`."""
        if self.start is not None:
            self._put(self.start.model_copy(update=fields), text, gesture)

    def _put(self, start: Start | None, text: str | Text, gesture: object = None) -> None:
        recipe = self._draft.recipe.model_copy(update={"start": start})
        self._draft.replace(self._draft.framed_anew(recipe), text, gesture=gesture)

    def _follow(self, recipe: Recipe) -> None:
        if recipe.start != self._before:
            self._before = recipe.start
            self.changed.emit()

    def _photo_changed(self, key: str) -> None:
        if self.start is not None and key in (self.start.image, self.start.mask):
            self.changed.emit()


def marks(start: Start | None) -> bool:
    """Whether only a part of the start image may change, or there is something new beside it."""
    return start is not None and (start.mask is not None or any(start.extend))
