"""From a selection in the gallery to the page that compares it, loaded when it is first needed."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.errors import BadInput
from core.imaging import load_image
from core.picture import Picture, read_made
from core.told import Told
from gui.background import Background
from gui.failure import Failure
from gui.notice import NoticeBar
from gui.tabs import Tabs
from gui.theme import Theme

if TYPE_CHECKING:
    from core.made import MadeWith
    from gui.compare.view import CompareView, Shown


class Comparing(QObject):
    """Opens the page when it is first needed."""

    def __init__(
        self, tabs: Tabs, theme: Theme, background: Background, notice: NoticeBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tabs, self._theme, self._background = tabs, theme, background
        self._notice = notice
        self.view: CompareView | None = None
        tabs.closed.connect(self._closed)

    def split(self, pictures: Sequence[Picture]) -> None:
        """Read two pictures, and show them in one place, with an edge between them."""
        self.compare(pictures, split=True)

    def compare(self, pictures: Sequence[Picture], split: bool = False) -> None:
        """Read these pictures, and show them beside each other, or as `split` does."""
        from gui.compare.view import MOST

        if not 2 <= len(pictures) <= MOST:
            message = Told("Two to four pictures can be compared.")
            hint = Told("Select them in the gallery with Ctrl and a click.")
            self._notice.tell(Failure(message, hint))
            return
        show = partial(self._show, split)
        self._background.run(partial(_read, pictures), show, self._notice.tell)

    def _show(self, split: bool, shown: Sequence[Shown]) -> None:
        from gui.compare.view import SPLIT, CompareView

        if self.view is None:
            self.view = CompareView(self._theme, self._background)
            self._tabs.add(self.view, lambda: self.tr("Compare"))
        self.view.show_pictures(shown)
        if split:
            self.view.show_mode(SPLIT)
        self._tabs.setCurrentWidget(self.view)
        (self.view.split if split else self.view.canvases[0]).setFocus()

    def _closed(self, page: QWidget) -> None:
        if page is self.view:
            self.view = None


def _read(pictures: Sequence[Picture]) -> list[Shown]:
    from gui.compare.view import Shown

    return [
        Shown(picture, load_image(picture.path), _made_with(picture.path)) for picture in pictures
    ]


def _made_with(path: Path) -> MadeWith | None:
    with contextlib.suppress(BadInput):  # what can't be used is not compared
        return read_made(path)
    return None
