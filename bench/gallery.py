"""How the gallery bears many pictures: `python -m bench gallery [number]`, 10,000 without one.

Makes a library of small real pictures with their thumbnails, then opens the gallery on it in a
process of its own and scrolls through all of it with wheel events, keys and the scroll bar.
Prints one JSON object:

    pictures        how many there are
    first_paint_ms  from nothing (Qt runs already) to the first paint that has every thumbnail
    worst_frame_ms  the longest time between two turns of the event loop while scrolling
    rss_mb          memory of that process at its end
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PICTURES = 10_000
SIDE = 256  # pixels of the pictures that are made, as those of the demo pack
SIZE = (360, 900)  # of the gallery
WHEEL_TURNS = 240
PAGES = 40
JUMPS = 20


def make_library(folder: Path, count: int) -> None:
    """Save `count` portraits, some rated, through the real Library."""
    import numpy as np

    from core.library import Library
    from core.portrait import Portrait
    from core.recipe import Recipe, Sampling

    random = np.random.default_rng(0)
    library = Library(folder)
    project = library.create_project("Bench").id
    ids: list[str] = []
    for number in range(count):
        image = np.full((SIDE, SIDE, 3), random.integers(0, 256, 3), np.uint8)
        image[SIDE // 4 : -SIDE // 4, SIDE // 4 : -SIDE // 4] = random.integers(0, 256, 3)
        recipe = Recipe(
            prompt=f"portrait {number} of a person with red hair, soft light, oil painting",
            sampling=Sampling(seed=number),
        )
        likeness = float(random.uniform(0, 1))
        ids.append(library.save(Portrait(image, recipe, 1.0, likeness, None, None), project).id)
    library.set_stars({key: number % 6 for number, key in enumerate(ids)})
    library.set_flags(dict.fromkeys(ids[::7], "picked"))
    library.close()


def measure(folder: Path) -> None:
    """Open, scroll, print. In a process of its own, so that making counts for nothing."""
    from PySide6.QtWidgets import QApplication

    from core.library import Library
    from core.recipe import Recipe
    from gui.background import Background
    from gui.commands import Commands
    from gui.draft import Draft
    from gui.gallery.model import PictureModel
    from gui.gallery.panel import GalleryPanel
    from gui.history import History
    from gui.language import Language
    from gui.preferences import Preferences
    from gui.theme import Theme

    application = QApplication([])
    preferences = Preferences(
        folder.parent / "settings.ini", Theme(application), Language(application)
    )
    library = Library(folder)
    background, history, commands = Background(), History(), Commands()
    began = time.perf_counter()
    model = PictureModel(library)
    draft = Draft(Recipe())
    panel = GalleryPanel(model, draft, library, background, history, commands, preferences)
    panel.open(library.projects()[0].id)
    panel.resize(*SIZE)
    panel.show()
    panel.select_newest()
    while not _all_shown(panel):
        application.processEvents()
    panel.list.viewport().repaint()
    first_paint = 1000 * (time.perf_counter() - began)
    worst = max(_frames(application, panel))
    result = {
        "pictures": model.rowCount(),
        "first_paint_ms": round(first_paint, 1),
        "worst_frame_ms": round(worst, 1),
        "rss_mb": round(_memory() / 1e6, 1),
    }
    panel.close()
    model.stop()
    background.stop()
    library.close()
    print(json.dumps(result))


def _all_shown(panel: "GalleryPanel") -> bool:  # noqa: F821
    """Whether each thumbnail in view is there, in its final size."""
    view = panel.list
    model, shown = view.model(), view.viewport().rect()
    side = round(view.itemDelegate().side * view.devicePixelRatioF())
    for row in range(model.rowCount()):
        if not view.visualRect(model.index(row, 0)).intersects(shown):
            return row > 0
        image = model.thumbnails.get(model.row(model.index(row, 0)).id)
        if image is None or max(image.width(), image.height()) != side:
            return False
    return True


def _frames(application: "QApplication", panel: "GalleryPanel") -> "Iterator[float]":  # noqa: F821
    """Scroll in every way there is; each turn of the event loop, with its painting, in ms."""
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QKeyEvent, QWheelEvent

    view = panel.list
    viewport, bar = view.viewport(), view.verticalScrollBar()
    middle = QPointF(viewport.rect().center())

    def wheel(turned: int) -> QWheelEvent:
        return QWheelEvent(
            middle, viewport.mapToGlobal(middle), QPoint(), QPoint(0, turned),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip

    def key(kind: QKeyEvent.Type, code: Qt.Key) -> QKeyEvent:
        return QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier)

    def frame() -> float:
        began = time.perf_counter()
        application.processEvents()  # the event, the thumbnails that came, and the painting
        return 1000 * (time.perf_counter() - began)

    for _ in range(WHEEL_TURNS):
        application.postEvent(viewport, wheel(-120))
        yield frame()
    for _ in range(PAGES):
        application.postEvent(view, key(QKeyEvent.Type.KeyPress, Qt.Key.Key_PageDown))
        application.postEvent(view, key(QKeyEvent.Type.KeyRelease, Qt.Key.Key_PageDown))
        yield frame()
    for number in (*range(JUMPS + 1), *reversed(range(JUMPS))):  # the thumb is dragged
        bar.setSliderPosition(bar.maximum() * number // JUMPS)
        yield frame()


def _memory() -> int:
    """Bytes of this process in memory."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def main() -> None:
    """Make the library, and measure in a child process."""
    if len(sys.argv) > 2:
        measure(Path(sys.argv[2]))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    memory = Path("/dev/shm")  # where to make 10,000 pictures safe takes seconds, not minutes
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        library = Path(folder) / "library"
        make_library(library, count)
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "XDG_CONFIG_HOME": folder}
        command = [sys.executable, "-m", "bench.gallery", str(count), str(library)]
        done = subprocess.run(
            command, env=environment, check=True, stdout=subprocess.PIPE, text=True
        )
        print(done.stdout.strip().splitlines()[-1])


if __name__ == "__main__":
    main()
