"""The library goes to another folder and back, in the program itself, without a restart."""

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

from core.library import Library
from tests.e2e.test_window import ROOT, left_behind


def test_library_is_copied_opened_and_left_again(tmp_path: Path) -> None:
    home, other = tmp_path / "home", tmp_path / "other"
    home.mkdir()
    other.mkdir()
    ours = {"LIKENESS_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    environment = {**os.environ, **ours, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.library_user", str(other)],
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
    assert left_behind(program.pid) == []

    seen = json.loads(output.splitlines()[-1])
    usual = str(home / "library")
    assert seen["code"] == 0
    assert seen["places"] == [usual, str(other), usual]
    assert seen["shown"] == ["an old oak", "an old oak, evening", "an old oak, evening"]
    assert seen["pictures"] == [1, 1, 1]  # the second one was drawn into the copy
    assert len(set(seen["engines"])) == 1  # its models were not loaded anew
    assert seen["told"] == str(other)
    assert seen["recent"] == ["This one", usual]
    assert seen["old"] == [False, False, False]  # gone before the next window is made
    with contextlib.closing(Library(other)) as copy:  # neither is locked any more
        prompts = {row.recipe.prompt for row in copy.pictures(copy.projects()[0].id)}
        assert prompts == {"an old oak"}
        assert len(copy.trash()) == 1  # what was deleted there waits for whoever comes back
    with contextlib.closing(Library(home / "library")) as library:
        assert library.recovery.sentence() == ""
        assert len(library.pictures(library.projects()[0].id)) == 1
