"""The draft on the disk, never more than a moment behind the panels."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import BadInput, UserError
from core.library import Library
from core.recipe import Recipe
from gui.background import Background
from gui.failure import Failure

MILLISECONDS = 400  # from a change to the beginning of its writing
RETRY_MILLISECONDS = 5000  # after a write that failed


class Autosave(QObject):
    """Writes drafts while they change. GUI thread; it writes in the background's.

    The first change starts the clock and later ones do not start it anew: a drag that lasts for
    minutes is written again and again.

    Args:
        library: where drafts are kept; a read-only one keeps none.
        background: in which it writes, in the order of what else is done there.
    """

    refused = Signal(object)  # Failure: a draft can't be kept; told once until it can
    orphaned = Signal(int)  # a project that is no longer in the library; its draft is held here

    def __init__(
        self, library: Library, background: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._background = background
        self._unsaved: dict[int, Recipe] = {}
        self._told = ""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.flush)

    def note(self, project: int, recipe: Recipe) -> None:
        """The project's draft is this now."""
        if not self._library.writable:
            return
        self._unsaved[project] = recipe
        if not self._timer.isActive() or self._timer.interval() > MILLISECONDS:
            self._timer.start(MILLISECONDS)

    def draft(self, project: int) -> Recipe | None:
        """The project's draft, on the disk or on its way there; None if it has none.

        Raises:
            UserError: if there is no such project, or its draft can't be read.
        """
        return self._unsaved.get(project) or self._library.load_draft(project)

    def unsaved(self) -> tuple[Recipe, ...]:
        """The drafts that are not on the disk yet."""
        return tuple(self._unsaved.values())

    def flush(self) -> None:
        """Begin to write what is not written yet."""
        self._timer.stop()
        if self._unsaved:
            drafts = dict(self._unsaved)
            self._background.run(
                partial(self._write, drafts), partial(self._written, drafts), self._failed
            )

    def settle(self) -> tuple[int, ...]:
        """Write what is not written yet, now; the background has ended.

        Returns:
            The projects that are no longer in the library, whose drafts are still held here.
        """
        self._timer.stop()
        try:
            return self._write(self._unsaved)
        except UserError as error:
            self._failed(Failure.of(error))
            return ()

    def _write(self, drafts: Mapping[int, Recipe]) -> tuple[int, ...]:
        """Returns the projects that are gone."""
        orphans: list[int] = []
        for project, recipe in drafts.items():
            try:
                self._library.save_draft(project, recipe)
            except BadInput:
                orphans.append(project)
        return tuple(orphans)

    def _written(self, drafts: Mapping[int, Recipe], orphans: tuple[int, ...]) -> None:
        self._told = ""
        for project, recipe in drafts.items():
            if project in orphans:
                self.orphaned.emit(project)
            elif self._unsaved.get(project) is recipe:
                del self._unsaved[project]

    def _failed(self, failure: Failure) -> None:
        if failure.message != self._told:
            self._told = failure.message
            self.refused.emit(failure)
        self._timer.start(RETRY_MILLISECONDS)  # perhaps there is room by then
