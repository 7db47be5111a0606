"""The program in a process of its own, used by a module of this folder."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def use_program(user: str, argument: str, home: Path) -> dict[str, Any]:
    """Let a user sit before the window, on no screen and in English.

    Args:
        user: module that opens the window, uses it and prints what it saw as one line of JSON.
        argument: given to it.
        home: where settings and library lie.

    Returns:
        What was seen. That the program ended well and whole is asserted here.
    """
    ours = {"LIKENESS_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    environment = {**os.environ, **ours, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
    # A group of its own, so that whatever it leaves behind can be found.
    with subprocess.Popen(
        [sys.executable, "-m", user, argument],
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
    assert _left_behind(program.pid) == []  # the engine's process is gone as well
    return json.loads(output.splitlines()[-1])


def _left_behind(group: int, seconds: float = 5.0) -> list[str]:
    """What still runs after the moment that the system may take to clear away who has ended."""
    deadline = time.monotonic() + seconds
    while (members := _group_members(group)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return members


def _group_members(group: int) -> list[str]:
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
