"""How live the faces before a camera are: a video of rendered people on the page of the camera.

Run `python -m bench camera`; prints one JSON object:

    overlay_fps         frames with their faces that are painted a second
    latency_ms          from reading a frame to painting it with its faces: 95 of 100 take at most
                        so long
    detection_ms        of that, from handing a frame to the face models to their answer, median
    landmark_error_p95  mean distance of the painted points from the true ones on the very frame
                        they are painted on, in shares of the eye distance: 95 of 100 faces are off
                        by at most so much; one that is not painted at all counts as off by 1
    landmarks_near      share of faces whose points are off by at most 3 % of the eye distance
    gui_stall_max_ms    the longest time that the event loop did not turn meanwhile
    clicks_lost         of the clicks that were sent meanwhile
    torch_loaded        whether the window's process has loaded torch

It is `main.py` itself. The video, two people whom training never saw, goes through the real
VideoCapture; it is drawn once and kept with the system's temporary files.
"""

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench import _program
from bench.window import Heart

SEED = 0
SECONDS = 30.0  # a little more than the video lasts
CLICK_SECONDS = 0.1
NEAR = 0.03  # of the eye distance
VIDEO = Path(tempfile.gettempdir()) / "likeness-bench" / f"people-{SEED}.avi"


def main() -> None:
    """Draw the video in a process of its own, measure in another, and print."""
    import subprocess

    drawing = (
        "import pathlib, training.video;"
        f"training.video.render(pathlib.Path({str(VIDEO)!r}), {SEED})"
    )
    subprocess.run([sys.executable, "-c", drawing], cwd=_program.ROOT, check=True)
    with tempfile.TemporaryDirectory() as folder:
        used = _program.run("camera", Path(folder))
    used.pop("first_paint_ms")
    print(json.dumps(used))


def watch_people(window: Any, seen: dict[str, Any]) -> _program.Deeds:
    """The page is opened on the video, and clicked on while it plays."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from core.camera.sources import VideoFile

    devices: list[str] = []
    window.worker.ready.connect(devices.append)
    yield lambda: bool(devices)  # the engine loads in the background: not a part of this
    window.pages.camera.show()
    page = window.pages.camera.page
    page.use(lambda: VideoFile(VIDEO))
    yield lambda: page.view.shown is not None and bool(page.view.shown.faces)
    later = time.monotonic() + 1
    yield lambda: time.monotonic() > later

    overlay, heart = _Overlay(), Heart(window)
    page.view.painted.connect(overlay.see)
    page.feed.looked.connect(overlay.hear)
    clicks: list[bool] = []
    page.setup.mirrored.connect(clicks.append)
    heart.start()
    began, sent = time.monotonic(), 0
    while time.monotonic() - began < SECONDS:
        QTest.mouseClick(page.setup.mirror, Qt.MouseButton.LeftButton, pos=_box(page.setup.mirror))
        sent += 1
        pause = time.monotonic() + CLICK_SECONDS
        yield lambda pause=pause: time.monotonic() > pause
    heart.stop()
    seen.update(overlay.figures(time.monotonic() - began))
    seen["gui_stall_max_ms"] = round(max(heart.gaps), 1)
    seen["clicks_lost"] = sent - len(clicks)


def _box(tick: Any) -> Any:
    """Where a box to tick is clicked."""
    from PySide6.QtCore import QPoint

    return QPoint(8, tick.height() // 2)


class _Overlay:
    """Holds what is painted against the truth."""

    def __init__(self) -> None:
        import numpy as np

        truth = np.load(VIDEO.with_suffix(".npz"))
        self._landmarks, self._seen = truth["landmarks"], truth["seen"]
        self._errors: list[float] = []
        self._late: list[float] = []
        self._looks: list[float] = []

    def see(self, shown: Any) -> None:
        """A frame was painted."""
        import numpy as np

        self._late.append(1000 * (time.monotonic() - shown.frame.time))
        number = shown.frame.number
        points = [tracked.face.landmarks for tracked in shown.faces]
        for true in self._landmarks[number][self._seen[number]]:
            eyes = float(np.linalg.norm(true[0] - true[1]))
            off = [float(np.linalg.norm(one - true, axis=1).mean()) / eyes for one in points]
            self._errors.append(min([1.0, *off]))

    def hear(self, look: Any) -> None:
        """A look at a frame came back."""
        self._looks.append(1000 * look.seconds)

    def figures(self, seconds: float) -> dict[str, float]:
        """What comes of it, after so many seconds."""
        import numpy as np

        errors = np.array(self._errors)
        return {
            "overlay_fps": round(len(self._late) / seconds, 1),
            "latency_ms": round(float(np.percentile(self._late, 95)), 1),
            "detection_ms": round(float(np.median(self._looks)), 1),
            "landmark_error_p95": round(float(np.percentile(errors, 95)), 4),
            "landmarks_near": round(float((errors <= NEAR).mean()), 4),
        }


if __name__ == "__main__":
    _program.use(float(sys.argv[1]), watch_people)
