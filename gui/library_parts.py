"""What of a window holds something of its library."""

from dataclasses import dataclass

from core.library import Library
from core.told import Told
from gui.background import Background
from gui.draft import Draft
from gui.failure import Failure
from gui.gallery.model import PictureModel
from gui.panels.sources import Sources
from gui.projects.projects import Projects
from gui.queue.queue import Queue


@dataclass(frozen=True)
class LibraryParts:
    """Whoever changes a library as a whole has to ask all of these first.

    Attributes:
        background: the thread in which the window's parts write to the library.
    """

    library: Library
    draft: Draft
    queue: Queue
    sources: Sources
    pictures: PictureModel
    projects: Projects
    background: Background


def in_the_way(queue: Queue, sources: Sources) -> Failure | None:
    """Why the window can't make way for another one now; None: it can."""
    if queue.running is not None or (queue.waiting > 0 and not queue.paused):
        return Failure(
            Told("A picture is being drawn."), Told("Let it be finished, or cancel it first.")
        )
    if sources.adding:
        return Failure(Told("A photo is being opened."), Told("Try again in a moment."))
    return None
