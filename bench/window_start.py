"""How long the window takes from the start of Python to its first paint.

Run `python -m bench.window_start`; prints one JSON object with `first_paint_ms` (the best of
some runs: what the machine can do), `cpu_ms`, the same without waiting for other programs, and
`torch_loaded`.
"""

import json
import os
import subprocess
import sys
import tempfile

RUNS = 3
_CHILD = """
import json, os, sys, time
from functools import partial
from pathlib import Path
began = time.perf_counter()
from core.offline import go_offline
go_offline()
from PySide6.QtWidgets import QApplication
from core.commands.opening import open_engine
from core.hosting import HostedEngine
from core.library import Library
from core.packs import default_store
from gui.app import SAMPLES, open_project, restore_draft
from gui.language import Language
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.theme import Theme
from gui.worker import Worker
application = QApplication([])
library = Library(Path(sys.argv[1]))
project = open_project(library)
pack = default_store().open("demo")
draft, _ = restore_draft(library, project, pack.manifest)
engine = HostedEngine(partial(open_engine, pack.folder))
worker = Worker(engine, library)
settings = Path(sys.argv[1], "window.ini")
preferences = Preferences(settings, Theme(application), Language(application))
window = MainWindow(draft, worker, library, project, preferences, SAMPLES, pack.manifest)
window.show()
application.processEvents()
window.grab()
spent, cpu = time.perf_counter() - began, time.process_time()
window.close()
engine.close()
library.close()
times = {"first_paint_ms": round(spent * 1000), "cpu_ms": round(cpu * 1000)}
print(json.dumps({**times, "torch_loaded": "torch" in sys.modules}))
"""


def main() -> None:
    """Measure and print."""
    results: list[dict[str, object]] = []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
            command = [sys.executable, "-c", _CHILD, folder]
            done = subprocess.run(
                command, env=environment, check=True, capture_output=True, text=True
            )
            results.append(json.loads(done.stdout))
    print(json.dumps(min(results, key=lambda one: int(str(one["first_paint_ms"])))))


if __name__ == "__main__":
    main()
