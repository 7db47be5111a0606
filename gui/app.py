"""Builds the window and everything that it needs, and runs it."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEventLoop, QSize, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from core.errors import UserError
from core.hosting import Drawing, HostedEngine
from core.library import Library
from core.packs import Manifest
from core.packs.defaults import default_recipe
from core.settings import settings_file
from gui.draft import Draft
from gui.failure import Failure
from gui.garbage import GarbageCollector
from gui.language import Language, in_language
from gui.main_window import MainWindow
from gui.opening import open_library, open_project
from gui.preferences import Preferences
from gui.screens import screen_at
from gui.theme import Theme
from gui.worker import Worker

SAMPLES = Path(__file__).parent.parent / "resources" / "samples"
_PAUSE_SECONDS = 0.001  # while the screen answers
_NO_INPUT = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents


def run_window(
    open_engine: Callable[[], Drawing],
    manifest: Manifest,
    open_picture: Path | None = None,
    library_folder: Path | None = None,
) -> int:
    """Show the window until it is closed.

    Args:
        open_engine: makes the engine in its child process; picklable by name.
        manifest: of the pack with which that engine draws.
        open_picture: a PNG of ours whose recipe is loaded at the start.
        library_folder: where pictures are kept; None: the user's own library.

    Returns:
        The exit code: 0, or 1 if the library can't be opened.
    """
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Likeness")
    application.setDesktopFileName("likeness")
    application.setQuitOnLastWindowClosed(False)  # the loop ends when the window says so
    GarbageCollector(application)
    theme, language = Theme(application), Language(application)
    preferences = Preferences(settings_file(), theme, language)
    try:
        library, trouble = open_library(preferences, library_folder)
        open_project(library)
    except UserError as error:
        QMessageBox.critical(None, "Likeness", in_language(error.sentence()))
        return 1
    engine = HostedEngine(open_engine)
    successor = _show(application, preferences, engine, manifest, library, trouble, open_picture)
    while successor is not None:
        successor = _show(application, preferences, engine, manifest, successor, moved=True)
    return 0


def _show(
    application: QApplication,
    preferences: Preferences,
    engine: HostedEngine,
    manifest: Manifest,
    library: Library,
    trouble: Failure | None = None,
    open_picture: Path | None = None,
    moved: bool = False,
) -> Library | None:
    """Show a window on a library, which is closed with it.

    Args:
        application: in which it is shown.
        preferences: of its user.
        engine: draws; closed with the last window.
        manifest: of its pack.
        library: what is shown; has a project.
        trouble: what is told at first.
        open_picture: a PNG of ours whose recipe is loaded.
        moved: it takes the place of a window in whose settings this library was chosen.

    Returns:
        The library that was chosen meanwhile, for a window in place of this one.
    """
    project = open_project(library)
    draft, unreadable = restore_draft(library, project, manifest)
    worker = Worker(engine, library)
    with preferences.theme.undressed():
        window = MainWindow(draft, worker, library, project, preferences, SAMPLES, manifest)
    window.closing.connect(lambda: window.care.successor is None and engine.close())
    _report_bugs_in(window)
    _fit_screen(window)
    window.restore_layout()
    window.show()
    _paint(application, window)
    if not window.isHidden():  # else it was closed at once
        worker.start()
        window.projects.touch()
        _tell_how_it_began(window, unreadable or trouble)
        if open_picture is not None:
            window.gallery.open_file(open_picture)
        if moved:
            window.show_settings()
        _run_until_closed(application, window)
    successor = window.care.successor
    if successor is not None:
        worker.wait()  # nothing may go on with a library that is closed
    window.deleteLater()
    try:
        library.close()
    except UserError:  # its trash could not be emptied, which the next start does
        if successor is None:
            raise
    return successor


def restore_draft(
    library: Library, project: int, manifest: Manifest
) -> tuple[Draft, Failure | None]:
    """The draft as it was last saved, else what the pack recommends; why, if it can't be read."""
    fresh = default_recipe(manifest)
    try:
        return Draft(library.load_draft(project) or fresh), None
    except UserError as error:
        return Draft(fresh), Failure.of(error)


def _fit_screen(window: MainWindow) -> None:
    """Fill a screen that has no room for the window and its frame, as those of laptops."""
    room, frame = screen_at(window.pos()).availableGeometry(), QSize(0, 40)
    wanted = window.size() + frame
    if wanted.width() > room.width() or wanted.height() > room.height():
        window.resize(window.size().boundedTo(room.size()))
        window.setWindowState(Qt.WindowState.WindowMaximized)


def _paint(application: QApplication, window: MainWindow) -> None:
    """Let the window be seen before what comes next takes its time."""
    while not window.first_paint.is_done and not window.isHidden():
        application.processEvents(_NO_INPUT)
        time.sleep(_PAUSE_SECONDS)


def _tell_how_it_began(window: MainWindow, trouble: Failure | None) -> None:
    library = window.library
    if trouble is not None:
        window.stage.notice.tell(trouble)
    elif not library.writable:
        window.tell_read_only()
    elif library.recovery.sentence():
        window.stage.notice.tell(Failure(library.recovery.sentence()))


def _run_until_closed(application: QApplication, window: MainWindow) -> None:
    """Run Qt's loop as asyncio's, so that the window's parts may await."""
    import asyncio  # the window is painted before these are loaded

    import qasync

    with qasync.QEventLoop(application) as loop:
        asyncio.set_event_loop(loop)
        closed = asyncio.Event()
        window.closed.connect(closed.set)
        loop.run_until_complete(closed.wait())


def _report_bugs_in(window: MainWindow) -> None:
    """Show what no other code caught, instead of losing it on a terminal nobody sees."""

    def report(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        sys.__excepthook__(kind, error, trace)
        window.stage.notice.tell(Failure.of(error))

    sys.excepthook = report
