"""The window as `main.py` opens it, in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

SCRIPT = """
import functools, json, sys
from pathlib import Path
from core.offline import go_offline
go_offline()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from core.commands.opening import open_engine
from gui.app import run_window

seen = {}

def look_and_close():
    window = next(one for one in QApplication.topLevelWidgets() if one.windowTitle())
    heavy = ("torch", "diffusers", "onnxruntime", "insightface", "cv2", "core.engine")
    seen["heavy"] = [name for name in heavy if name in sys.modules]
    seen["title"] = window.windowTitle()
    QApplication.closeAllWindows()

import gui.app
build = gui.app.MainWindow.show

def show(window):
    build(window)
    QTimer.singleShot(300, look_and_close)

gui.app.MainWindow.show = show
folder = Path(sys.argv[1])
code = run_window(functools.partial(open_engine, folder / "no pack"), None, folder / "library")
print(json.dumps({**seen, "code": code}))
"""


def test_window_opens_without_the_heavy_libraries_and_closes_cleanly(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}

    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=250,
    )

    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    assert seen == {"heavy": [], "title": "Likeness", "code": 0}
    assert "Traceback" not in done.stderr
    assert (tmp_path / "library" / "library.db").exists()
