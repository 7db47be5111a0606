"""The fixture `no_leaked_threads` names the test that leaves a thread running."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

TESTS = """
import threading
import time

from PySide6.QtCore import QThread

import tests.conftest as rules

rules.PATIENCE = 0.2
no_leaked_threads = rules.no_leaked_threads


class Slow(QThread):
    def run(self):
        self.msleep(1500)


def test_python_thread_left():
    threading.Thread(target=time.sleep, args=(1.5,)).start()


def test_qt_thread_left(qapp):
    qapp.slow = Slow()
    qapp.slow.start()


def test_all_ended(qapp):
    qapp.slow.wait()
    quick = QThread()
    quick.start()
    quick.quit()
    quick.wait()
    threading.Thread(target=int).start()
"""


def test_threads_left_running_are_named(tmp_path: Path):
    file = tmp_path / "test_threads.py"
    file.write_text(TESTS)
    options = ["-q", "-p", "no:cacheprovider", "-n", "0", "-c"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, ROOT / "pyproject.toml", file],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "test_python_thread_left left a thread running" in done.stdout, done.stdout
    assert "test_qt_thread_left left a thread running" in done.stdout
    assert "test_all_ended left" not in done.stdout
    assert "3 passed, 2 errors" in done.stdout
