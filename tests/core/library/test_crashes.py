"""Kill -9 in the middle of saves, full disks, damaged and read-only libraries: nothing is lost."""

import contextlib
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from core.durable import DiskFull
from core.errors import BadInput, UserError
from core.imaging import load_image
from core.library import Library
from core.library.database import DamagedLibrary
from core.library.lock import LibraryInUse
from core.picture import fingerprint_of
from core.portrait import Portrait

ROOT = Path(__file__).resolve().parents[3]
KILLS = 30

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks and kills")

MakePortrait = Callable[..., Portrait]


def faults_after(kind: str, folder: Path, kills: int) -> list[str]:
    """What is wrong with a library whose savers were killed, after its next start."""
    driver = ["-m", "tests.core.library.crash_driver", kind, str(folder), str(kills)]
    subprocess.run([sys.executable, *driver], cwd=ROOT, check=True, timeout=200)
    acknowledged = (folder.parent / "acknowledged").read_text().split()
    assert acknowledged
    with contextlib.closing(Library(folder)) as library:
        pictures = [item for project in library.projects() for item in library.pictures(project.id)]
        faults = [f"lost {key}" for key in set(acknowledged) - {item.id for item in pictures}]
        faults += ["a row without a file"] * library.recovery.missing
        for picture in pictures:
            if fingerprint_of(picture.path.read_bytes()) != picture.sha256:
                faults.append(f"{picture.id} is not what was saved")
        known = {picture.path for picture in pictures}
    for path in (folder / "images").rglob("*"):
        if path.is_file() and path not in known:
            faults.append(f"{path.name} belongs to nothing")
    assert not list((folder / "tmp").iterdir())
    return faults


def test_no_kill_loses_or_breaks_a_picture(tmp_path: Path) -> None:
    assert not faults_after("protocol", tmp_path / "library", KILLS)


def test_the_same_kills_do_break_a_naive_saver(tmp_path: Path) -> None:
    assert faults_after("naive", tmp_path / "library", KILLS // 3)


@contextlib.contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let no file grow beyond `size` bytes: writing fails half-way, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_costs_nothing(library: Library, make_portrait: MakePortrait) -> None:
    project = library.create_project("Full").id
    kept = library.save(make_portrait(), project)
    portrait = make_portrait(side=300)  # noise: its PNG has some 270 kB

    with largest_file(100_000), pytest.raises(DiskFull, match="MB needed"):
        library.save(portrait, project)

    assert library.pictures(project) == (kept,)
    assert not list((library_folder(kept.path) / "tmp").iterdir())
    assert library.save(portrait, project) in library.pictures(project)


def test_a_full_disk_under_the_database_leaves_no_file(
    library: Library, make_portrait: MakePortrait
) -> None:
    project = library.create_project("Full").id
    kept = library.save(make_portrait(), project)
    database = library._database  # the only way to its connection
    pages = database.rows("PRAGMA page_count")[0][0]
    database.rows(f"PRAGMA max_page_count = {pages}")

    def save_until_full() -> None:
        for _ in range(100):
            library.save(make_portrait(prompt="x" * 4000), project)

    with pytest.raises(DiskFull):
        save_until_full()
    files = set((library_folder(kept.path) / "images").rglob("*.png"))
    assert files == {picture.path for picture in library.pictures(project)}
    database.rows("PRAGMA max_page_count = 1000000")
    assert library.save(make_portrait(), project) in library.pictures(project)


def test_a_full_disk_while_deleting_brings_the_picture_back(
    library: Library, make_portrait: MakePortrait
) -> None:
    project = library.create_project("Kept").id
    picture = library.save(make_portrait(), project)
    library._database.rows("PRAGMA query_only = ON")  # every change fails, as on a broken disk

    with pytest.raises(UserError):
        library.delete(picture.id)

    library._database.rows("PRAGMA query_only = OFF")
    assert library.pictures(project) == (picture,)
    assert picture.path.exists()


def test_a_second_window_gets_one_sentence(library: Library, tmp_path: Path) -> None:
    with pytest.raises(LibraryInUse, match=rf"process {os.getpid()}\)"):
        Library(tmp_path / "library")


def test_the_lock_ends_with_its_library(tmp_path: Path) -> None:
    for _ in range(3):
        Library(tmp_path / "library").close()


@pytest.mark.parametrize("damage", ["text", "cut", "zeros"])
def test_a_damaged_database_is_named_and_rebuilt(
    tmp_path: Path, make_portrait: MakePortrait, damage: str
) -> None:
    folder = tmp_path / "library"
    with contextlib.closing(Library(folder)) as library:
        picture = library.save(make_portrait(), library.create_project("Old").id)
    database = folder / "library.db"
    data = database.read_bytes()
    changed = {
        "text": b"no database" * 1000,
        "cut": data[: len(data) // 2],
        "zeros": data[:4096] + bytes(len(data) - 4096),
    }
    database.write_bytes(changed[damage])

    with pytest.raises(DamagedLibrary) as caught:
        Library(folder)
    database.unlink()  # what the hint asks for
    with contextlib.closing(Library(folder)) as library:
        [project] = library.projects()
        [again] = library.pictures(project.id)
        sentence = library.recovery.sentence()

    assert "library.db" in caught.value.hint
    assert (again.id, again.recipe, again.sha256) == (picture.id, picture.recipe, picture.sha256)
    assert sentence == "Recovered 1 picture from an interrupted run."


def test_a_newer_library_is_left_alone(tmp_path: Path) -> None:
    Library(tmp_path / "library").close()
    with contextlib.closing(sqlite3.connect(tmp_path / "library" / "library.db")) as connection:
        connection.execute("PRAGMA user_version = 99")

    with pytest.raises(UserError, match="newer"):
        Library(tmp_path / "library")


def test_what_is_in_the_way_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(UserError):
        Library(tmp_path / "file" / "library")
    with pytest.raises(UserError):
        Library(tmp_path / "file")


READ_ONLY = """
import os, sys
from pathlib import Path
from core.library import Library
if os.geteuid() == 0:  # root may write everywhere, so look as somebody else
    os.setgid(65534)
    os.setuid(65534)
folder = Path(sys.argv[1])
library = Library(folder / "library")
[project] = library.projects()
[picture] = library.pictures(project.id)
print(library.writable, picture.recipe.prompt)
from core.errors import UserError
for change in (
    lambda: library.create_project("x"),
    lambda: library.delete(picture.id),
    lambda: library.save_draft(project.id, picture.recipe),
):
    try:
        change()
    except UserError as error:
        print(error.sentence())
library.close()
try:
    Library(folder / "other")
except UserError as error:
    print(error.sentence())
"""


def test_a_read_only_library_can_be_viewed(make_portrait: MakePortrait) -> None:
    folder = Path(tempfile.mkdtemp(prefix="likeness-", dir="/tmp"))  # open to other users
    try:
        with contextlib.closing(Library(folder / "library")) as library:
            library.save(make_portrait(prompt="seen"), library.create_project("Old").id)
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        seen = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(folder)],
            cwd=ROOT, capture_output=True, text=True, timeout=100,
        )  # fmt: skip
    finally:
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755)
        shutil.rmtree(folder)

    assert seen.stderr == ""
    refusal = "This library is read-only. You can view and export, not save."
    first, *refused, last = seen.stdout.splitlines()
    assert first == "False seen"
    assert refused == [refusal] * 3
    assert last.startswith("No permission")


def test_changed_source_is_not_used(library: Library) -> None:
    image = np.random.default_rng(0).integers(0, 256, (8, 8, 3), dtype=np.uint8)
    key, other = library.add_source(image), library.add_source(255 - image)
    shutil.copyfile(_source(library, other), _source(library, key))

    with pytest.raises(BadInput, match="changed"):
        library.source(key)
    assert np.array_equal(load_image(_source(library, other)), 255 - image)


def library_folder(picture: Path) -> Path:
    return picture.parents[2]


def _source(library: Library, key: str) -> Path:
    return library._folders.source(key)
