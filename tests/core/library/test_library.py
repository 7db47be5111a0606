"""Projects, pictures, drafts and source images: what goes in comes out, also after a restart."""

import contextlib
import os
import sqlite3
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from core.errors import BadInput, UserError
from core.imaging import fingerprint, load_image
from core.library import Library
from core.library.database import Database, journal_mode
from core.library.folders import Folders
from core.picture import fingerprint_of, read_recipe
from core.portrait import Portrait
from core.recipe import Recipe

MakePortrait = Callable[..., Portrait]


def test_a_saved_portrait_is_there_after_a_restart(
    tmp_path: Path, make_portrait: MakePortrait
) -> None:
    portrait = make_portrait()
    with contextlib.closing(Library(tmp_path / "größe 😀")) as library:
        project = library.create_project("People")
        picture = library.save(portrait, project.id)

    with contextlib.closing(Library(tmp_path / "größe 😀")) as library:
        assert library.projects() == (project,)
        assert library.pictures(project.id) == (picture,)
        assert library.recovery.sentence() == ""
    assert (picture.width, picture.height, picture.likeness) == (32, 32, 0.75)
    assert picture.recipe == portrait.recipe == read_recipe(picture.path)
    assert np.array_equal(load_image(picture.path), portrait.image)
    assert fingerprint_of(picture.path.read_bytes()) == picture.sha256


def test_pictures_come_in_the_order_of_saving(
    library: Library, make_portrait: MakePortrait
) -> None:
    first, second = library.create_project("First").id, library.create_project("Second").id
    saved = [library.save(make_portrait(), first) for _ in range(5)]
    other = library.save(make_portrait(), second)

    assert library.pictures(first) == tuple(saved)
    assert library.pictures(second) == (other,)


def test_projects_are_made_renamed_and_deleted(
    library: Library, make_portrait: MakePortrait
) -> None:
    doomed, kept = library.create_project("Doomed"), library.create_project("  Kept ")
    gone = library.save(make_portrait(), doomed.id)
    stays = library.save(make_portrait(), kept.id)
    library.rename_project(kept.id, "Größe / .. \\ 肖像")
    library.delete_project(doomed.id)

    assert [project.name for project in library.projects()] == ["Größe / .. \\ 肖像"]
    assert library.pictures(kept.id) == (stays,)
    assert not gone.path.exists()
    for use in (
        lambda: library.rename_project(doomed.id, "x"),
        lambda: library.delete_project(doomed.id),
        lambda: library.load_draft(doomed.id),
        lambda: library.save_draft(doomed.id, Recipe()),
        lambda: library.save(make_portrait(), doomed.id),
    ):
        with pytest.raises(BadInput, match="no longer"):
            use()


@pytest.mark.parametrize("name", ["", "   ", "x" * 201])
def test_a_project_needs_a_name(library: Library, name: str) -> None:
    with pytest.raises(BadInput, match="name"):
        library.create_project(name)
    assert library.projects() == ()


def test_a_deleted_picture_is_gone_for_good(tmp_path: Path, make_portrait: MakePortrait) -> None:
    folder = tmp_path / "library"
    with contextlib.closing(Library(folder)) as library:
        project = library.create_project("People").id
        doomed = library.save(make_portrait(prompt="a secret prompt"), project)
        kept = library.save(make_portrait(), project)
        library.delete(doomed.id)

        assert library.pictures(project) == (kept,)
        with pytest.raises(BadInput, match="no longer"):
            library.delete(doomed.id)

    left = [path for path in folder.rglob("*") if path.is_file()]
    assert not any(b"a secret prompt" in path.read_bytes() for path in left)


def test_each_project_keeps_its_draft(tmp_path: Path) -> None:
    draft = Recipe(prompt="half a thought")
    with contextlib.closing(Library(tmp_path / "library")) as library:
        first, second = library.create_project("First").id, library.create_project("Second").id
        library.save_draft(first, Recipe(prompt="older"))
        library.save_draft(first, draft)

    with contextlib.closing(Library(tmp_path / "library")) as library:
        assert library.load_draft(first) == draft
        assert library.load_draft(second) is None


def test_sources_are_kept_once_and_exactly(tmp_path: Path) -> None:
    image = np.random.default_rng(3).integers(0, 256, (40, 30, 3), dtype=np.uint8)
    with contextlib.closing(Library(tmp_path / "library")) as library:
        key = library.add_source(image)
        assert library.add_source(image.copy()) == key == fingerprint(image)

    with contextlib.closing(Library(tmp_path / "library")) as library:
        assert np.array_equal(library.source(key), image)
        with pytest.raises(BadInput, match="not in the library"):
            library.source("0" * 64)
    assert len(list((tmp_path / "library" / "sources").rglob("*.png"))) == 1


def test_files_without_a_row_are_recovered(tmp_path: Path, make_portrait: MakePortrait) -> None:
    folder = tmp_path / "library"
    with contextlib.closing(Library(folder)) as library:
        project = library.create_project("People").id
        picture = library.save(make_portrait(), project)
        with library._database.transaction() as connection:
            connection.execute("DELETE FROM picture")
    (folder / "tmp" / "half.part").write_bytes(b"unfinished")
    strange = folder / "images" / "ab" / "holiday.png"
    broken = folder / "images" / "ab" / f"ab{'0' * 30}.png"
    for path in (strange, broken):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"not a picture")

    with contextlib.closing(Library(folder)) as library:
        people, recovered = library.projects()
        assert library.pictures(people.id) == ()
        [again] = library.pictures(recovered.id)
        assert library.recovery.sentence() == "Recovered 1 picture from an interrupted run."
    assert (again.id, again.recipe, again.sha256) == (picture.id, picture.recipe, picture.sha256)
    assert not list((folder / "tmp").iterdir())
    assert strange.exists()
    assert broken.exists()


def test_rows_without_a_file_are_marked_not_lost(
    tmp_path: Path, make_portrait: MakePortrait
) -> None:
    folder = tmp_path / "library"
    with contextlib.closing(Library(folder)) as library:
        project = library.create_project("People").id
        picture = library.save(make_portrait(), project)
    aside = picture.path.rename(tmp_path / "aside.png")

    with contextlib.closing(Library(folder)) as library:
        assert library.pictures(project) == ()
        assert library.recovery.sentence() == "The file of 1 picture is missing."
    aside.rename(picture.path)
    with contextlib.closing(Library(folder)) as library:
        assert library.pictures(project) == (picture,)
        assert library.recovery.missing == 0


def test_an_unfinished_deletion_is_undone(tmp_path: Path, make_portrait: MakePortrait) -> None:
    folder = tmp_path / "library"
    with contextlib.closing(Library(folder)) as library:
        project = library.create_project("People").id
        picture = library.save(make_portrait(), project)
    picture.path.rename(folder / "trash" / picture.path.name)  # then the program was killed

    with contextlib.closing(Library(folder)) as library:
        assert library.pictures(project) == (picture,)
        assert picture.path.exists()


def test_trash_that_can_not_be_emptied_is_kept_and_the_library_unlocked(
    tmp_path: Path, make_portrait: MakePortrait
) -> None:
    folder = tmp_path / "library"
    library = Library(folder)
    project = library.create_project("People").id
    pictures = [library.save(make_portrait(), project) for _ in range(3)]
    library.delete(*(picture.id for picture in pictures))
    pictures[1].path.unlink()
    pictures[1].path.mkdir()  # nothing that can be unlinked

    with pytest.raises(UserError):
        library.close()

    pictures[1].path.rmdir()
    with contextlib.closing(Library(folder)) as library:
        assert library.recovery.sentence() == ""
        assert library.pictures(project) == ()
    assert not list((folder / "images").rglob("*.png"))


def test_one_thread_may_read_while_another_saves(
    library: Library, make_portrait: MakePortrait
) -> None:
    project = library.create_project("People").id
    portraits = [make_portrait() for _ in range(20)]
    worker = threading.Thread(target=lambda: [library.save(item, project) for item in portraits])
    worker.start()
    counts = [0]
    while worker.is_alive():
        counts.append(len(library.pictures(project)))
    worker.join()

    assert counts == sorted(counts)
    assert len(library.pictures(project)) == 20


@pytest.mark.skipif(sys.platform == "win32", reason="chmod does nothing there")
def test_the_library_is_for_its_user_alone(tmp_path: Path, make_portrait: MakePortrait) -> None:
    folder = tmp_path / "new" / "library"
    before = os.umask(0)
    try:
        with contextlib.closing(Library(folder)) as library:
            library.save(make_portrait(), library.create_project("People").id)
            library.add_source(np.zeros((8, 8, 3), np.uint8))
            for path in (folder, *folder.rglob("*")):
                assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path
    finally:
        os.umask(before)


def test_the_connection_is_set_up_for_safety(tmp_path: Path) -> None:
    database = Database(tmp_path / "library.db")
    journal, synchronous = journal_mode(sqlite3.sqlite_version_info)
    expected = {
        "journal_mode": journal.lower(),
        "synchronous": {"FULL": 2, "EXTRA": 3}[synchronous],
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
        "secure_delete": 1,
        "busy_timeout": 5000,
    }
    found = {name: database.rows(f"PRAGMA {name}")[0][0] for name in expected}
    database.close()

    assert found == expected
    assert journal_mode((3, 51, 2)) == ("DELETE", "EXTRA")
    assert journal_mode((3, 51, 3)) == ("WAL", "FULL")


def test_a_failed_transaction_changes_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "library.db")
    sql = "INSERT INTO project (name, created) VALUES (?, 'now')"

    with pytest.raises(sqlite3.IntegrityError), database.transaction() as connection:
        connection.executemany(sql, [("good",), (None,)])
    with database.transaction() as connection:
        connection.execute(sql, ("later",))

    assert [row["name"] for row in database.rows("SELECT name FROM project")] == ["later"]
    database.close()


def test_foreign_files_are_not_taken_for_pictures(tmp_path: Path) -> None:
    folders = Folders(tmp_path)
    folders.make()
    key = "ab" + "0" * 30
    for path in (folders.picture(key), tmp_path / "images" / "cd" / f"{key}.png"):
        path.parent.mkdir(exist_ok=True)
        path.touch()

    assert dict(folders.picture_files()) == {key: folders.picture(key)}
