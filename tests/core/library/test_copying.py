"""A copy of a library is whole, or the folder says that it is not; the original is only read."""

import contextlib
import hashlib
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from core.errors import BadInput, UserError
from core.imaging import load_image
from core.jobs import Cancelled, JobControl, Progress
from core.library import Library
from core.library.library import UnfinishedCopy
from core.library.places import Place, judge
from core.portrait import Portrait
from core.recipe import Recipe

MakePortrait = Callable[..., Portrait]
ROOT = Path(__file__).resolve().parents[3]


def files(folder: Path) -> dict[str, str]:
    """Fingerprint of every file but the lock and what SQLite keeps beside an open database."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in ("lock", "library.db-wal", "library.db-shm")
    }


@contextlib.contextmanager
def little_room(size: int) -> Iterator[None]:
    """No file can become larger than so many bytes, as if the disk were full."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, old)


def fill(library: Library, make_portrait: MakePortrait, pictures: int = 5) -> int:
    """Pictures, stars, a draft and a photo; the project's id."""
    project = library.create_project("Anna").id
    saved = [library.save(make_portrait(), project) for _ in range(pictures)]
    library.set_stars({saved[0].id: 4})
    library.save_draft(project, Recipe(prompt="half a thought"))
    library.add_source(np.full((40, 40, 3), 7, np.uint8))
    return project


def test_copy_has_everything_and_the_original_is_as_it_was(
    library: Library, make_portrait: MakePortrait, tmp_path: Path
) -> None:
    project = fill(library, make_portrait)
    before, heard = files(library.folder), list[Progress]()

    (tmp_path / "empty").mkdir()
    library.copy_to(tmp_path / "empty", JobControl(heard.append))

    assert files(library.folder) == before
    assert [one.step for one in heard] == list(range(len(heard)))
    assert heard[-1].step == heard[-1].total >= 6
    with contextlib.closing(Library(tmp_path / "empty")) as copy:
        assert copy.recovery.sentence() == ""
        rows, mine = copy.pictures(project), library.pictures(project)
        assert [row.id for row in rows] == [row.id for row in mine]
        assert copy.load_draft(project) == Recipe(prompt="half a thought")
        for one, other in zip(rows, mine, strict=True):
            assert one.path.is_relative_to(tmp_path / "empty")
            assert np.array_equal(load_image(one.path), load_image(other.path))
        pictures = {name: key for name, key in before.items() if name != "library.db"}
        assert pictures.items() <= files(copy.folder).items()
        assert all(path.stat().st_mode & 0o077 == 0 for path in copy.folder.rglob("*"))


def test_cancelled_copy_leaves_an_empty_folder(
    library: Library, make_portrait: MakePortrait, tmp_path: Path
) -> None:
    fill(library, make_portrait)
    target = tmp_path / "target"
    target.mkdir()
    control = JobControl(lambda progress: control.cancel() if progress.step == 3 else None)

    with pytest.raises(Cancelled):
        library.copy_to(target, control)

    assert list(target.iterdir()) == []
    (target / "images").mkdir()
    (target / "images" / "mine.txt").write_text("somebody put this here")
    with pytest.raises(BadInput, match="other things"):
        library.copy_to(target, JobControl())
    (target / "images" / "mine.txt").unlink()
    library.copy_to(target, JobControl())
    Library(target).close()


def test_copy_on_a_full_disk_is_one_sentence_and_leaves_an_empty_folder(
    library: Library, make_portrait: MakePortrait, tmp_path: Path
) -> None:
    project = fill(library, make_portrait)
    library.save(make_portrait(side=400), project)  # larger than what fits below
    target = tmp_path / "target"
    target.mkdir()
    with little_room(200_000), pytest.raises(UserError, match="Disk full"):
        library.copy_to(target, JobControl())

    assert list(target.iterdir()) == []


@pytest.mark.parametrize("room", [0, 1, 20_000])
def test_folder_on_a_full_disk_is_free_again_once_there_is_room(
    library: Library, tmp_path: Path, room: int
) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    with little_room(room), pytest.raises(UserError, match=r"Disk full|disk failed"):
        Library(folder)

    assert judge(folder, library.folder) in (Place.EMPTY, Place.LIBRARY)
    Library(folder).close()


def test_copy_that_was_killed_is_no_library_and_goes_on(
    tmp_path: Path, make_portrait: MakePortrait
) -> None:
    source, target = tmp_path / "library", tmp_path / "target"
    target.mkdir()
    with contextlib.closing(Library(source)) as library:
        project = fill(library, make_portrait, pictures=60)
    code = (
        "import sys; from pathlib import Path; from core.library import Library;"
        "from core.jobs import JobControl;"
        f"Library(Path({str(source)!r})).copy_to(Path({str(target)!r}),"
        "JobControl(lambda one: print(one.step, flush=True)))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        while "20" not in child.stdout.readline():
            pass
        child.kill()
    copied = {path: path.stat().st_mtime_ns for path in target.glob("images/*/*.png")}
    assert len(copied) >= 10

    with pytest.raises(UnfinishedCopy, match="not whole"):
        Library(target)
    assert judge(target, source) is Place.UNFINISHED
    with contextlib.closing(Library(source)) as library:
        assert library.recovery.sentence() == ""
        library.copy_to(target, JobControl())
        mine = library.pictures(project)
    assert all(path.stat().st_mtime_ns == when for path, when in copied.items())  # not again
    with contextlib.closing(Library(target)) as copy:
        assert [row.id for row in copy.pictures(project)] == [row.id for row in mine]
        assert copy.recovery.sentence() == ""


def test_copy_never_goes_into_another_library(
    library: Library, make_portrait: MakePortrait, tmp_path: Path
) -> None:
    fill(library, make_portrait)
    with contextlib.closing(Library(tmp_path / "other")) as other:
        fill(other, make_portrait)
        before = files(other.folder)
    with pytest.raises(BadInput, match="a library in this folder"):
        library.copy_to(tmp_path / "other", JobControl())

    assert files(tmp_path / "other").keys() >= before.keys()


@pytest.fixture
def places(library: Library, tmp_path: Path) -> Path:
    """Folders of every kind."""
    for name in ("empty", "full", "begun", "hidden"):
        (tmp_path / name).mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    (tmp_path / "hidden" / ".DS_Store").write_text("")
    (tmp_path / "seen").mkdir()
    (tmp_path / "seen" / "desktop.ini").write_text("")
    (tmp_path / "seen" / "Thumbs.db").write_text("")
    (tmp_path / "drive" / "System Volume Information").mkdir(parents=True)
    (tmp_path / "drive" / "$RECYCLE.BIN").mkdir()
    (tmp_path / "begun" / "images" / "ab").mkdir(parents=True)
    (tmp_path / "photos" / "images").mkdir(parents=True)
    (tmp_path / "photos" / "images" / "holiday.jpg").write_text("mine")
    Library(tmp_path / "old").close()
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to(library.folder / "images")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("empty", Place.EMPTY),
        ("hidden", Place.EMPTY),
        ("seen", Place.EMPTY),
        ("drive", Place.EMPTY),
        ("begun", Place.EMPTY),
        ("old", Place.LIBRARY),
        ("file", "file is not a folder."),
        ("nowhere", "There is no folder nowhere."),
        ("full", "The folder full holds other things."),
        ("photos", "The folder photos holds other things."),
        (".", "holds other things."),
        ("/", "The folder / holds other things."),
        ("library", "This library is open already."),
        ("library/images", "The folder images lies inside the library that is open."),
        ("link", "The folder link lies inside the library that is open."),
    ],
)
def test_folders_are_told_apart(
    library: Library, places: Path, name: str, answer: Place | str
) -> None:
    if isinstance(answer, Place):
        assert judge(places / name, library.folder) is answer
        return
    with pytest.raises(BadInput) as caught:
        judge(places / name, library.folder)
    assert str(caught.value).endswith(answer)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("read", "No permission to write in read."),
        ("secret", "No permission to write in secret."),
        ("secret/inner", "The folder inner can't be looked into."),
    ],
)
def test_folder_that_is_not_the_users_is_refused(closed: Path, name: str, sentence: str) -> None:
    with pytest.raises(BadInput) as caught:
        judge(closed / name, Path("/tmp/elsewhere"))
    assert str(caught.value) == sentence


def test_library_that_may_only_be_read_can_be_chosen(closed: Path) -> None:
    assert judge(closed / "old", Path("/tmp/elsewhere")) is Place.LIBRARY
    with contextlib.closing(Library(closed / "old")) as library:
        assert not library.writable


def test_what_systems_leave_in_a_folder_stays_there(
    library: Library, make_portrait: MakePortrait, tmp_path: Path
) -> None:
    library.save(make_portrait(), library.create_project("Hers").id)
    target = tmp_path / "stick"
    (target / "System Volume Information").mkdir(parents=True)
    (target / "System Volume Information" / "IndexerVolumeGuid").write_text("system's")
    (target / "desktop.ini").write_text("system's")
    before = files(target)

    def cancel(progress: Progress) -> None:
        control.cancel()

    control = JobControl(cancel)
    with pytest.raises(Cancelled):
        library.copy_to(target, control)
    assert files(target) == before
    library.copy_to(target, JobControl(lambda _: None))
    assert files(target).items() >= before.items()
