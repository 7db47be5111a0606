"""The library goes to another folder and back, in the program itself, without a restart."""

import contextlib
from pathlib import Path

from core.library import Library
from tests.e2e.program import use_program


def test_library_is_copied_opened_and_left_again(tmp_path: Path) -> None:
    home, other = tmp_path / "home", tmp_path / "other"
    home.mkdir()
    other.mkdir()
    seen = use_program("tests.e2e.library_user", str(other), home)

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
