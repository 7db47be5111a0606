"""What of a window holds something of its library."""

from dataclasses import dataclass

from core.library import Library
from gui.background import Background
from gui.draft import Draft
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
