"""Builds the window and everything that it needs, and runs it."""

import contextlib
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QSize, Qt
from PySide6.QtWidgets import QApplication

from core.errors import UserError
from core.hosting import Drawing, HostedEngine
from core.library import Library
from core.library.chosen import open_chosen
from core.packs import Manifest, Pack
from core.packs.defaults import begin_with
from core.settings import settings_file
from gui.draft import Draft
from gui.failure import Failure
from gui.garbage import GarbageCollector
from gui.language import Language, in_language
from gui.main_window import MainWindow
from gui.opening import open_project
from gui.packs.room import Handover
from gui.preferences import Preferences
from gui.screens import screen_at
from gui.theme import Theme
from gui.worker import Worker

SAMPLES = Path(__file__).parent.parent / "resources" / "samples"
OpenEngine = Callable[[Path], Drawing]
_PAUSE_SECONDS = 0.001  # while the screen answers
_NO_INPUT = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents


def run_window(
    open_engine: OpenEngine,
    pack: Pack,
    open_picture: Path | None = None,
    trouble: UserError | None = None,
) -> int:
    """Show the window until it is closed.

    Args:
        open_engine: makes the engine for a pack's folder in its child process; picklable by name.
        pack: draws at first.
        open_picture: a PNG of ours whose recipe is loaded at the start.
        trouble: why it is not the pack that was chosen, to be told.

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
        library, reason = open_chosen()
    except UserError as error:
        _say(error)
        return 1
    told = reason or trouble
    return show_windows(
        application,
        preferences,
        open_engine,
        pack,
        library,
        None if told is None else Failure.of(told),
        open_picture,
    )


def show_windows(
    application: QApplication,
    preferences: Preferences,
    open_engine: OpenEngine,
    pack: Pack,
    library: Library,
    trouble: Failure | None = None,
    open_picture: Path | None = None,
) -> int:
    """Show a window, then one on each library and with each pack that is chosen in it.

    Args:
        application: in which they are shown.
        preferences: of its user.
        open_engine: see `run_window`.
        pack: draws at first.
        library: what is shown at first; each is closed with its window.
        trouble: what is told at first.
        open_picture: a PNG of ours whose recipe is loaded into the first window.

    Returns:
        The exit code: 0, or 1 if a library can't be shown, which is told.
    """
    shown: Library | None = library
    engine = HostedEngine(partial(open_engine, pack.folder))
    handover: Handover | None = None
    while shown is not None:
        try:
            window, unreadable = _make_window(preferences, engine, pack.manifest, shown)
        except UserError as error:
            engine.close()
            with contextlib.suppress(UserError):
                shown.close(keep_trash=True)
            _say(error)
            return 1
        trouble = unreadable or trouble
        shown, handover = _show(application, window, engine, trouble, open_picture, handover)
        trouble, open_picture = None, None
        if handover.pack is not None:
            engine.close()
            pack = handover.pack
            engine = HostedEngine(partial(open_engine, pack.folder))
    return 0


def _say(error: UserError) -> None:
    """Tell what leaves no window to tell it in."""
    from PySide6.QtWidgets import QMessageBox  # which the window doesn't wait for

    box = QMessageBox(QMessageBox.Icon.Critical, "Likeness", in_language(error.sentence()))
    box.setTextFormat(Qt.TextFormat.PlainText)  # folders may be named like markup
    box.exec()


def _make_window(
    preferences: Preferences, engine: HostedEngine, manifest: Manifest, library: Library
) -> tuple[MainWindow, Failure | None]:
    """A window on a library, and why its draft can't be read.

    Raises:
        UserError: if the library can't be read.
    """
    project = open_project(library)
    draft, unreadable = restore_draft(library, project, manifest)
    worker = Worker(engine, library)
    with preferences.theme.undressed():
        window = MainWindow(draft, worker, library, project, preferences, SAMPLES, manifest)
    return window, unreadable


def _show(
    application: QApplication,
    window: MainWindow,
    engine: HostedEngine,
    trouble: Failure | None,
    open_picture: Path | None,
    before: Handover | None,
) -> tuple[Library | None, Handover]:
    """Show a window until it is closed, and its library with it.

    Args:
        before: what the window before this one has left to do; None: this is the first.

    Returns:
        The library for a window in place of this one, and what is left to do for that.
    """
    library, worker = window.library, window.worker
    window.closing.connect(lambda: window.care.successor is None and engine.close())
    _report_bugs_in(window)
    _fit_screen(window)
    window.restore_layout()
    window.show()
    _paint(application, window)
    if not window.isHidden():  # else it was closed at once
        worker.start()
        window.projects.touch()
        _tell_how_it_began(window, trouble)
        if open_picture is not None:
            window.gallery.open_file(open_picture)
        elif before is not None:
            window.pages.models.take_over(before)
            if before.pack is None:
                window.show_settings()
        elif trouble is None:  # else that comes first
            window.welcome.greet()
        _run_until_closed(application, window)
    successor = window.care.successor
    if successor is not None:
        worker.wait()  # nothing may go on with a library that is closed
    sys.excepthook = sys.__excepthook__
    handover = window.pages.models.handover
    destroy(window)
    if successor is not library:
        library.close(keep_trash=successor is not None)  # whoever looks elsewhere may come back
    return successor, handover


def destroy(window: MainWindow) -> None:
    """Have Qt take a closed window apart, all of its parts in their order.

    At once: what waits for the next loop would be dressed and painted with its successor. And not
    left to Python, whose search for cycles would take its parts apart in any order, and crash.
    """
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def restore_draft(
    library: Library, project: int, manifest: Manifest
) -> tuple[Draft, Failure | None]:
    """The draft as it was last saved, else what the pack recommends; why, if it can't be read."""
    try:
        return Draft(begin_with(library.load_draft(project), manifest)), None
    except UserError as error:
        return Draft(begin_with(None, manifest)), Failure.of(error)


def _fit_screen(window: MainWindow) -> None:
    """Fill a screen that has no room for the window and its frame, as those of laptops.

    On one that has no room for the smallest window either, such as 1920 by 1080 at 200 %, it gets
    smaller than it should be: buttons beyond the edge are worse than narrow ones.
    """
    room, frame = screen_at(window.pos()).availableGeometry(), QSize(0, 40)
    window.setMinimumSize(window.minimumSize().boundedTo(room.size() - frame))
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
