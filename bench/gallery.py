"""How the gallery bears many pictures: `python -m bench gallery [number]`, 10,000 without one.

Makes a library of so many rows, files and thumbnails, as large as those of 1024 pixels are, then
opens the gallery on it in a process of its own and scrolls through all of it with wheel events,
keys and the scroll bar, sixty times a second, so that thumbnails arrive and are painted meanwhile.
That is done some times over. Prints one JSON object:

    pictures        how many there are
    first_paint_ms  from nothing (Qt runs already) to the first paint that has every thumbnail;
                    the median
    worst_frame_ms  the longest turn of the event loop while scrolling, of all times
    rss_mb          memory of the process at its end, the most of all times
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from gui.gallery.panel import GalleryPanel

PICTURES = 10_000
RUNS = 3
MANY = 1000  # pictures; fewer are scrolled through once
SIDE = 256  # pixels of the pictures that are made, which the gallery never opens
THUMBNAIL = 512  # of their thumbnails, which it does: drawn people, each shifted and tinted anew
SAMPLES = Path(__file__).parent.parent / "resources" / "samples"
SIZE = (360, 900)  # of the gallery
FRAME_SECONDS = 1 / 60
WHEEL_TURNS = 240
PAGES = 40
JUMPS = 20


def make_library(folder: Path, count: int) -> None:
    """Save `count` portraits, some rated, through the real Library."""
    import numpy as np
    from PIL import Image

    from core.faces.likeness import Resemblance, Scale
    from core.library import Library
    from core.portrait import Portrait
    from core.recipe import Recipe, Sampling

    random = np.random.default_rng(0)
    library = Library(folder)
    project = library.create_project("Bench").id
    people = [Image.open(path).convert("RGB") for path in sorted(SAMPLES.glob("*.png"))]
    photos = [np.asarray(person.resize((THUMBNAIL, THUMBNAIL))) for person in people]
    ids: list[str] = []
    for number in range(count):
        image = np.full((SIDE, SIDE, 3), random.integers(0, 256, 3), np.uint8)
        image[SIDE // 4 : -SIDE // 4, SIDE // 4 : -SIDE // 4] = random.integers(0, 256, 3)
        recipe = Recipe(
            prompt=f"portrait {number} of a person with red hair, soft light, oil painting",
            sampling=Sampling(seed=number),
        )
        likeness = float(random.uniform(0, 1))
        nowhere = np.zeros((5, 2), np.float32)
        people = (Resemblance(nowhere, None, likeness, Scale(0.0, 0.8, 0.1, 4)),)
        portrait = Portrait(image, recipe, 1.0, likeness, None, None, people)
        ids.append(library.save(portrait, project).id)
        shifted = np.roll(photos[number % len(photos)], random.integers(0, THUMBNAIL, 2), (0, 1))
        library.thumbnails.keep(ids[-1], np.uint8(shifted * random.uniform(0.6, 1, 3)))
    library.set_stars({key: number % 6 for number, key in enumerate(ids)})
    library.set_flags(dict.fromkeys(ids[::7], "picked"))
    library.close()


def measure(folder: Path) -> None:
    """Open, scroll, print. In a process of its own, so that making counts for nothing."""
    from PySide6.QtWidgets import QApplication

    from core import lazy
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

    lazy.load()  # the window has done so by then
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


def _all_shown(panel: GalleryPanel) -> bool:
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


def _frames(application: QApplication, panel: GalleryPanel) -> Iterator[float]:
    """Scroll in every way there is; the longest turn of the event loop of each frame, in ms."""
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
        longest, over = 0.0, time.perf_counter() + FRAME_SECONDS
        while (began := time.perf_counter()) < over:
            application.processEvents()  # the event, the thumbnails that came, and the painting
            longest = max(longest, time.perf_counter() - began)
            time.sleep(0.001)
        return 1000 * longest

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
    runs = RUNS if count >= MANY else 1  # to see whether it runs at all, one will do
    memory = Path("/dev/shm")  # where to make 10,000 pictures safe takes seconds, not minutes
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        library = Path(folder) / "library"
        make_library(library, count)
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "LIKENESS_HOME": folder}
        command = [sys.executable, "-m", "bench.gallery", str(count), str(library)]
        results: list[dict[str, float]] = []
        for _ in range(runs):
            done = subprocess.run(
                command, env=environment, check=True, stdout=subprocess.PIPE, text=True
            )
            results.append(json.loads(done.stdout.splitlines()[-1]))
        taken = {key: [one[key] for one in results] for key in results[0]}
        median = {"first_paint_ms": statistics.median(taken["first_paint_ms"])}
        print(json.dumps({key: max(values) for key, values in taken.items()} | median))


if __name__ == "__main__":
    main()
