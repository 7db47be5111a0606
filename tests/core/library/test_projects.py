"""Projects in an order of their own, copied, and in the trash."""

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import BadInput
from core.library import Library
from core.library.base import ProjectGone
from core.picture import read_recipe
from core.portrait import Portrait
from core.recipe import Recipe

MakePortrait = Callable[..., Portrait]


def names(library: Library) -> list[str]:
    return [project.name for project in library.project_list()]


def test_list_counts_pictures_and_follows_the_users_order(
    library: Library, make_portrait: MakePortrait
) -> None:
    first, second, third = (library.create_project(name).id for name in "ABC")
    library.save(make_portrait(), second)

    library.move_project(third, 0)
    library.move_project(first, 99)

    assert names(library) == ["C", "B", "A"]
    assert [project.pictures for project in library.project_list()] == [0, 1, 0]
    library.create_project("D")
    assert names(library)[-1] == "D"


def test_a_project_comes_back_to_its_place_though_others_were_moved(library: Library) -> None:
    first, _, third = (library.create_project(name).id for name in "ABC")
    library.trash_project(first)
    library.move_project(third, 0)
    assert names(library) == ["C", "B"]
    library.move_project(third, 1)  # as undo does
    library.restore_project(first)
    assert names(library) == ["A", "B", "C"]


def test_the_project_that_was_opened_last_is_known(tmp_path: Path) -> None:
    with contextlib.closing(Library(tmp_path / "library")) as library:
        assert library.last_opened() is None
        first, second = library.create_project("A").id, library.create_project("B").id
        assert library.last_opened() == first
        for project in (second, first, second):
            library.touch_project(project)

    with contextlib.closing(Library(tmp_path / "library")) as library:
        assert library.last_opened() == second
        assert library.project_list()[1].opened
        library.trash_project(second)
        assert library.last_opened() == first


def test_a_project_in_the_trash_comes_back_whole_or_goes_with_the_library(
    tmp_path: Path, make_portrait: MakePortrait
) -> None:
    with contextlib.closing(Library(tmp_path / "library")) as library:
        kept, doomed = library.create_project("Kept").id, library.create_project("Doomed").id
        library.save_draft(kept, Recipe(prompt="a thought"))
        pictures = [library.save(make_portrait(), project) for project in (kept, doomed)]
        library.trash_project(kept)
        assert names(library) == ["Doomed"]
        assert [project.name for project in library.projects()] == ["Doomed"]

        library.restore_project(kept)
        library.trash_project(doomed)

        assert names(library) == ["Kept"]
        assert library.pictures(kept) == (pictures[0],)
        assert library.load_draft(kept) == Recipe(prompt="a thought")

    assert pictures[0].path.exists()
    assert not pictures[1].path.exists()
    with contextlib.closing(Library(tmp_path / "library")) as library:
        assert names(library) == ["Kept"]
        with pytest.raises(BadInput, match="no longer"):
            library.restore_project(doomed)


def test_a_project_that_another_program_deleted_is_made_anew_with_its_pictures(
    library: Library, make_portrait: MakePortrait
) -> None:
    project = library.create_project("Old").id
    assert not library.remake_project(project, "Old")
    picture = library.save(make_portrait(), project)
    with contextlib.closing(sqlite3.connect(library.folder / "library.db")) as outside, outside:
        outside.execute("DELETE FROM project")
    with pytest.raises(ProjectGone):
        library.save_draft(project, Recipe())

    assert library.remake_project(project, "Old")

    assert library.pictures(project) == (picture,)
    assert names(library) == ["Old"]


def test_a_copy_has_pictures_and_draft_of_its_own(
    library: Library, make_portrait: MakePortrait
) -> None:
    original, last = library.create_project("People").id, library.create_project("Last").id
    library.save_draft(original, Recipe(prompt="a thought"))
    saved = [library.save(make_portrait(), original) for _ in range(2)]

    copy = library.duplicate_project(original, "People 2")

    assert names(library) == ["People", "People 2", "Last"]
    copies = library.pictures(copy.id)
    assert [one.recipe for one in copies] == [one.recipe for one in saved]
    library.delete(saved[0].id)
    library.trash_project(original)
    assert [read_recipe(one.path) for one in copies] == [one.recipe for one in saved]
    assert library.load_draft(copy.id) == Recipe(prompt="a thought")
    assert library.pictures(last) == ()


def test_a_copy_that_fails_leaves_nothing(library: Library, make_portrait: MakePortrait) -> None:
    project = library.create_project("People").id
    for _ in range(3):
        lost = library.save(make_portrait(), project)
    lost.path.unlink()
    files = sorted(lost.path.parents[1].rglob("*.png"))

    with pytest.raises(BadInput, match="missing"):
        library.duplicate_project(project, "Copy")

    assert names(library) == ["People"]
    assert sorted(lost.path.parents[1].rglob("*.png")) == files


def test_actions_on_a_project_that_is_gone_are_refused(library: Library) -> None:
    for use in (
        lambda: library.trash_project(7),
        lambda: library.restore_project(7),
        lambda: library.move_project(7, 0),
        lambda: library.touch_project(7),
        lambda: library.duplicate_project(7, "x"),
    ):
        with pytest.raises(BadInput, match="no longer"):
            use()
