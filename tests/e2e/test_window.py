"""The window as `main.py` opens it, in a process of its own, on the demo pack."""

from pathlib import Path

from core.library import Library
from tests.e2e.program import use_program

USER = "tests.e2e.window_user"


def test_window_is_light_closes_in_a_picture_and_comes_back(tmp_path: Path) -> None:
    first = use_program(USER, "draw", tmp_path)

    assert first["code"] == 0
    assert first["title"] == "Likeness"
    assert first["heavy"] == []
    assert first["status"] == "Engine ready on CPU"
    assert first["closing"] < 5  # seconds
    library = Library(tmp_path / "library")  # not locked any more
    assert library.pictures(library.projects()[0].id) == ()  # no half picture
    library.close()

    second = use_program(USER, "look", tmp_path)  # closed again while its engine is loading

    assert second["code"] == 0
    assert second["welcome"] is False  # it was skipped once
    assert (second["shown"], second["steps"]) == ("a tall tree", 149)
    assert second["closing"] < 5
