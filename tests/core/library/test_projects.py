"""Projects: their order, the one that was opened last, copies, and the trash."""

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import BadInput
from core.library import Library
from core.portrait import Portrait
from core.recipe import Recipe


def names(library: Library) -> list[str]:
    return [project.name for project in library.projects()]


def test_order_is_kept(tmp_path: Path) -> None:
    with contextlib.closing(Library(tmp_path / "library")) as library:
        first, second, third = (library.create_project(name).id for name in "abc")
        library.reorder_projects((third, first, second))
        library.create_project("d")

    with contextlib.closing(Library(tmp_path / "library")) as library:
        assert names(library) == ["c", "a", "b", "d"]
        library.reorder_projects((second,))
        assert names(library) == ["b", "c", "a", "d"]


def test_the_project_opened_last_is_known(tmp_path: Path) -> None:
    with contextlib.closing(Library(tmp_path / "library")) as library:
        assert library.last_project() is None
        first, second = library.create_project("First"), library.create_project("Second")
        assert library.last_project() == first
        library.touch_project(first.id)
        library.touch_project(second.id)

    with contextlib.closing(Library(tmp_path / "library")) as library:
        assert library.last_project() == second
        library.touch_project(first.id)
        assert library.last_project() == first
        library.delete_project(first.id)
        assert library.last_project() == second


def test_a_copy_has_the_draft_and_stands_behind_while_pictures_stay(
    library: Library, make_portrait: Callable[..., Portrait]
) -> None:
    first, _ = library.create_project("First"), library.create_project("Second")
    picture = library.save(make_portrait(), first.id)
    library.save_draft(first.id, Recipe(prompt="half a thought"))

    copy = library.duplicate_project(first.id, "First copy")

    assert names(library) == ["First", "First copy", "Second"]
    assert library.load_draft(copy.id) == Recipe(prompt="half a thought")
    assert library.pictures(copy.id) == ()
    assert library.pictures(first.id) == (picture,)


def test_a_deleted_project_comes_back_as_it_was(
    library: Library, make_portrait: Callable[..., Portrait]
) -> None:
    first, second = library.create_project("First"), library.create_project("Second")
    library.save_draft(first.id, Recipe(prompt="half a thought"))
    picture = library.save(make_portrait(), first.id)
    library.delete_project(first.id)
    assert library.projects() == (second,)
    with pytest.raises(BadInput, match="no longer"):
        library.touch_project(first.id)

    library.restore_project(first.id)

    assert library.projects() == (first, second)
    assert library.pictures(first.id) == (picture,)
    assert library.load_draft(first.id) == Recipe(prompt="half a thought")
    with pytest.raises(BadInput, match="no longer in the trash"):
        library.restore_project(first.id)
