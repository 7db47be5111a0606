"""The landmark editor at 200 %: the same hands on a screen with twice the pixels."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
GESTURES = (
    *("pose/test_editor", "pose/test_tools", "pose/test_several", "test_panels_persons"),
    "pose/test_region",
)


@pytest.mark.timeout(900)
def test_every_gesture_works_at_200_percent() -> None:
    """Qt reads the scale once, at its start, so it takes a process of its own."""
    files = (f"tests/gui/{name}.py" for name in GESTURES)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files]
    environment = {**os.environ, "QT_SCALE_FACTOR": "2"}
    for name in ("PYTEST_XDIST_WORKER", "PYTEST_ADDOPTS", "PYTEST_CURRENT_TEST"):
        environment.pop(name, None)
    ran = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=880
    )
    assert ran.returncode == 0, ran.stdout[-4000:] + ran.stderr[-2000:]
    assert " passed" in ran.stdout
