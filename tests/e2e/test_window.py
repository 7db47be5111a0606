"""The window as `main.py` opens it, in a process of its own, on the demo pack."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from core.library import Library

ROOT = Path(__file__).resolve().parents[2]


def use_window(what: str, home: Path) -> dict[str, Any]:
    """Let a user of tests.e2e.window_user do something; returns what was seen."""
    ours = {"LIKENESS_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    environment = {**os.environ, **ours, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
    # A group of its own, so that whatever it leaves behind can be found.
    with subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.window_user", what],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as program:
        output, errors = program.communicate(timeout=250)
    assert program.returncode == 0, errors
    assert "Traceback" not in errors
    assert "Warning" not in errors
    assert left_behind(program.pid) == []  # the engine's process is gone as well
    return json.loads(output.splitlines()[-1])


def left_behind(group: int, seconds: float = 5.0) -> list[str]:
    """What still runs after the moment that the system may take to clear away who has ended."""
    deadline = time.monotonic() + seconds
    while (members := group_members(group)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return members


def group_members(group: int) -> list[str]:
    """Command lines of the processes of a group that still run; Linux."""
    found: list[str] = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, its_group = (folder / "stat").read_text().rpartition(")")[2].split()[:3]
            if int(its_group) == group and state != "Z":
                found.append((folder / "cmdline").read_text().replace("\0", " "))
        except (FileNotFoundError, ProcessLookupError):  # ended just now
            continue
    return found


def test_window_is_light_closes_in_a_picture_and_comes_back(tmp_path: Path) -> None:
    first = use_window("draw", tmp_path)

    assert first["code"] == 0
    assert first["title"] == "Likeness"
    assert first["heavy"] == []
    assert first["status"] == "Engine ready on CPU"
    assert first["closing"] < 5  # seconds
    library = Library(tmp_path / "library")  # not locked any more
    assert library.pictures(library.projects()[0].id) == ()  # no half picture
    library.close()

    second = use_window("look", tmp_path)  # closed again while its engine is loading

    assert second["code"] == 0
    assert (second["shown"], second["steps"]) == ("a tall tree", 149)
    assert second["closing"] < 5
