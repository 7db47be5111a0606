"""What is in the trash as the window knows it, and what can be done with it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from core.library import Library, PictureRow
from core.library.trash import Trashed, TrashedPicture, TrashedProject
from gui.erasing import Erasing
from gui.gallery.actions import GalleryActions
from gui.gallery.model import PictureModel
from gui.history import History
from gui.projects.projects import Projects


class Trash(QObject):
    """Reads the trash, and brings back or erases what is chosen. GUI thread.

    Args:
        library: whose trash it is.
        pictures: bring pictures back into the gallery, as `acting` does.
        projects: bring projects back into their list.
        history: gets a step for what comes back.
        erasing: deletes for good.
    """

    changed = Signal()  # `items`, `known`
    refused = Signal(object)  # Failure: what could not be written, brought back or erased

    def __init__(
        self,
        library: Library,
        pictures: PictureModel,
        acting: GalleryActions,
        projects: Projects,
        history: History,
        erasing: Erasing,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library, self._pictures, self._acting = library, pictures, acting
        self._projects, self._history = projects, history
        self.erasing = erasing
        self.items: tuple[Trashed, ...] = ()
        self.known = False  # whether `items` is what is there; before the first answer, none are
        self._asked = 0  # so far: an answer to an older question is out of date
        erasing.erased.connect(self.refresh)
        for part in (pictures, projects, erasing):
            part.refused.connect(self.refused)

    @property
    def writable(self) -> bool:
        """Whether anything can be done with it."""
        return self._library.writable

    def open(self) -> None:
        """Forget what was there when it was last looked at, and read it anew."""
        self.items, self.known = (), False
        self.refresh()

    def refresh(self) -> None:
        """Read it again, once all that was deleted or brought back before is written."""
        self._asked += 1
        read = partial(self._arrived, self._asked)
        self._pictures.settle(partial(self._projects.ask, self._library.trash, read))

    def restore(self, chosen: Sequence[Trashed]) -> None:
        """Bring pictures and projects back to where they were; one step."""
        rows = [item.row for item in chosen if isinstance(item, TrashedPicture)]
        projects = [item.id for item in chosen if isinstance(item, TrashedProject)]
        if not chosen:
            return

        def text() -> str:
            if len(chosen) == 1:
                return self.tr("Restore from the trash")
            return self.tr("Restore {0} things from the trash").format(len(chosen))

        self._history.do(
            text,
            partial(self._bring_back, rows, projects),
            partial(self._put_away, rows, projects),
        )
        self._show(tuple(item for item in self.items if item not in chosen))
        self.refresh()

    def _bring_back(self, rows: Sequence[PictureRow], projects: Sequence[int]) -> None:
        for number in projects:
            self._projects.bring_back(number, opens=False)
        if rows:
            self._acting.bring_back(rows)

    def _put_away(self, rows: Sequence[PictureRow], projects: Sequence[int]) -> None:
        if rows:
            self._acting.put_away([row.id for row in rows])
        for number in projects:
            self._projects.put_away(number)

    def _arrived(self, number: int, items: tuple[Trashed, ...]) -> None:
        if number == self._asked:  # else it may still hold what was brought back since
            self._show(items)

    def _show(self, items: tuple[Trashed, ...]) -> None:
        if not self.known or items != self.items:
            self.items, self.known = items, True
            self.changed.emit()
