"""The library that was chosen is opened, and none is made where its disk is away."""

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import UserError
from core.library import Library
from core.library.chosen import open_chosen
from core.portrait import Portrait
from core.settings import choose_library, chosen_library, library_folder

MakePortrait = Callable[..., Portrait]


def test_chosen_library_is_opened_at_the_next_start_or_the_usual_one_with_the_reason(
    tmp_path: Path,
) -> None:
    library, trouble = open_chosen()
    assert (library.folder, trouble) == (library_folder(), None)
    library.close()
    choose_library(tmp_path / "other")

    library, trouble = open_chosen()  # its disk is not there today
    assert library.folder == library_folder()
    assert trouble is not None
    assert trouble.message == "There is no folder other. The usual library is open instead."
    assert not (tmp_path / "other").exists()
    library.close()

    Library(tmp_path / "other").close()
    with contextlib.closing(open_chosen()[0]) as library:
        assert library.folder == tmp_path / "other"
        with pytest.raises(UserError, match="open in another window"):
            open_chosen()


def test_folder_where_a_disk_was_mounted_is_left_empty(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    choose_library(tmp_path / "disk")

    library, trouble = open_chosen()
    library.close()

    assert library.folder == library_folder()
    assert trouble is not None
    assert trouble.message == "There is no library in disk. The usual library is open instead."
    assert list((tmp_path / "disk").iterdir()) == []


def test_pictures_without_a_database_are_a_library_to_open(
    tmp_path: Path, make_portrait: MakePortrait
) -> None:
    with contextlib.closing(Library(tmp_path / "other")) as other:
        other.save(make_portrait(), other.create_project("Hers").id)
    (tmp_path / "other" / "library.db").unlink()
    choose_library(tmp_path / "other")

    with contextlib.closing(open_chosen()[0]) as library:
        assert library.folder == tmp_path / "other"
        assert library.recovery.sentence()


@pytest.mark.parametrize("name", ["secret", "secret/inner"])
def test_folder_that_may_not_be_looked_into_leaves_the_usual_one(
    closed: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("LIKENESS_HOME", str(closed / "home"))
    choose_library(closed / name)

    library, trouble = open_chosen()
    library.close()

    assert library.folder == library_folder()
    assert trouble is not None
    assert trouble.message.endswith("can't be looked into. The usual library is open instead.")
    with pytest.raises(UserError, match="can't be looked into"):
        Library(closed / name)


@pytest.mark.parametrize("kept", ["", "?", "[]", "{}", '{"folder": 3}', '{"folder": ""}'])
def test_odd_choice_of_a_library_is_none(own_folders: Path, kept: str) -> None:
    choose_library(Path("/other"))
    (choice,) = own_folders.glob("*.json")
    choice.write_text(kept)
    assert chosen_library() is None
