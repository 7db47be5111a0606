"""People of a library: kept whole, for the user alone, with consent, in files of their own."""

import contextlib
import json
import shutil
import stat
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from core.errors import BadInput, UserError
from core.jobs import JobControl
from core.library import Library
from core.library.people import PersonGone
from core.people.record import Person
from tests.core.library.people_driver import (
    RECOGNISER,
    some_person,
    some_photo,
    some_portrait,
)

ROOT = Path(__file__).resolve().parents[3]
KILLS = 15


def test_nobody_without_consent(library: Library, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="consent"):
        library.create_person("Anna", consented=False)

    assert library.people() == ()
    assert not list((tmp_path / "library" / "people").iterdir())


def test_a_person_is_kept_with_photos_and_the_date_of_the_consent(library: Library) -> None:
    random = np.random.default_rng(0)
    person = library.create_person("  Anna ", consented=True, today=date(2026, 11, 28))
    photos = [some_photo(random), some_photo(random)]

    person = library.add_photos(person.id, [*photos, photos[0]], RECOGNISER)
    library.save_person(person.model_copy(update={"expires": date(2027, 1, 1)}))

    [again] = library.people()
    assert (again.name, again.consent, again.expires) == (
        "Anna", date(2026, 11, 28), date(2027, 1, 1),
    )  # fmt: skip
    assert again.keys == tuple(photo.photo.source for photo in photos)
    assert np.array_equal(library.source(again.keys[1]), photos[1].pixels)
    vectors = library.vectors(person.id)
    assert set(vectors) == {(RECOGNISER, key) for key in again.keys}
    assert np.array_equal(vectors[RECOGNISER, again.keys[0]], photos[0].vector)


def test_files_are_for_the_user_alone(library: Library, tmp_path: Path) -> None:
    some_person(library, "Anna")
    people = tmp_path / "library" / "people"
    for path in (people, *people.rglob("*")):
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_nothing_of_a_person_is_in_the_database_or_in_a_picture(library: Library) -> None:
    person = some_person(library, "Annabella")
    picture = library.save(some_portrait(person), library.create_project("Any").id)
    needles = [b"Annabella", *(v.tobytes()[:64] for v in library.vectors(person.id).values())]

    for path in (library.folder / "library.db", picture.path):
        data = path.read_bytes()
        assert not [needle for needle in needles if needle in data]
    assert person.id.encode() in picture.path.read_bytes()


def test_photos_of_people_are_used(library: Library) -> None:
    person = some_person(library, "Anna")
    unused = library.add_source(np.zeros((8, 8, 3), np.uint8))

    assert library.erase_deleted(()).sources == 1

    for key in person.keys:
        library.source(key)
    with pytest.raises(BadInput):
        library.source(unused)


def test_a_copy_of_the_library_has_its_people(library: Library, tmp_path: Path) -> None:
    person = some_person(library, "Anna")
    vectors = library.vectors(person.id)

    (tmp_path / "copy").mkdir()
    library.copy_to(tmp_path / "copy", JobControl())

    with contextlib.closing(Library(tmp_path / "copy")) as copy:
        assert copy.people() == (person,)
        assert copy.vectors(person.id).keys() == vectors.keys()
        assert np.array_equal(copy.source(person.keys[0]), library.source(person.keys[0]))


def test_a_damaged_person_is_told_and_can_be_forgotten(library: Library) -> None:
    person = some_person(library, "Anna")
    [file] = library.folder.glob("people/*/person.json")
    file.write_text(file.read_text()[:-40])

    assert library.people() == ()
    assert library.damaged_people() == (person.id,)
    assert library.erase_deleted(()).sources == 0  # its photos are not lost with it
    traces = library.forget_person(person.id)

    assert traces.photos == 3
    assert library.damaged_people() == ()


def test_what_is_changed_of_nobody_is_refused(library: Library) -> None:
    person = some_person(library, "Anna")
    library.forget_person(person.id)

    for change in (
        lambda: library.save_person(person),
        lambda: library.person(person.id),
        lambda: library.forget_person(person.id),
        lambda: library.add_photos(person.id, [], RECOGNISER),
    ):
        with pytest.raises(PersonGone):
            change()
    assert not list((library.folder / "people").iterdir())


def test_half_made_people_are_cleared_away_and_vectors_of_nobody(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    half = folder / "people" / ("a" * 32)
    with contextlib.closing(Library(folder)) as library:
        person = some_person(library, "Anna")
        gone, kept = person.keys[0], person.keys[1:]
        library.save_person(person.without(gone))
        assert (RECOGNISER, gone) in library.vectors(person.id)  # taking it out can be undone
        half.mkdir()
        (half / "embeddings.safetensors").write_bytes(b"half")

    with contextlib.closing(Library(folder)) as again:
        assert [one.keys for one in again.people()] == [kept]
        assert {key for _, key in again.vectors(person.id)} == set(kept)
    assert not half.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="forks and kills")
def test_no_kill_leaves_half_a_person(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    driver = ["-m", "tests.core.library.people_driver", "save", str(folder), str(KILLS)]
    subprocess.run([sys.executable, *driver], cwd=ROOT, check=True, timeout=200)

    with contextlib.closing(Library(folder)) as library:
        people = library.people()
        assert len(people) >= KILLS
        assert library.damaged_people() == ()
        for person in people:
            assert {key for _, key in library.vectors(person.id)} == set(person.keys)
            for key in person.keys:
                library.source(key)
        assert len(list((folder / "people").iterdir())) == len(people)
    assert not list((folder / "tmp").iterdir())


def test_a_person_goes_into_one_file_and_comes_back_as_another(
    library: Library, tmp_path: Path
) -> None:
    person = some_person(library, "Anna")
    file = tmp_path / "anna.likeness-person"
    library.export_person(person.id, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600

    with contextlib.closing(Library(tmp_path / "elsewhere")) as other:
        with pytest.raises(BadInput, match="consent"):
            other.import_person(file, consented=False)
        assert other.people() == ()
        taken = other.import_person(file, consented=True, today=date(2030, 1, 1))

        assert taken.id != person.id
        assert (taken.name, taken.photos) == (person.name, person.photos)
        assert taken.consent == date(2030, 1, 1)
        assert np.array_equal(other.source(taken.keys[2]), library.source(person.keys[2]))
        for name, vector in library.vectors(person.id).items():
            assert np.array_equal(other.vectors(taken.id)[name], vector)


Spoil = Callable[[dict[str, bytes]], dict[str, bytes]]


def _photo_of_other(files: dict[str, bytes]) -> dict[str, bytes]:
    first, second = [name for name in files if name.startswith("photos/")][:2]
    return {**files, first: files[second]}


HOSTILE: dict[str, Spoil] = {
    "slip": lambda files: {**files, "../../slip.png": b"x"},
    "absolute": lambda files: {**files, "/tmp/slip.png": b"x"},
    "extra": lambda files: {**files, "notes.txt": b"x"},
    "no record": lambda files: {k: v for k, v in files.items() if k != "person.json"},
    "no photo": lambda files: dict(list(files.items())[:-1]),
    "other photo": _photo_of_other,
    "no picture": lambda files: {k: b"x" if "photos" in k else v for k, v in files.items()},
    "huge record": lambda files: {**files, "person.json": b" " * 1_000_001},
    "deep record": lambda files: {**files, "person.json": b"[" * 100_000},
    "unknown field": lambda files: {
        **files,
        "person.json": json.dumps(json.loads(files["person.json"]) | {"more": 1}).encode(),
    },
    "name that is not shown": lambda files: {
        **files,
        "person.json": json.dumps(
            json.loads(files["person.json"]) | {"name": "a\u202eb\n"}
        ).encode(),
    },
    "bad vectors": lambda files: {**files, "embeddings.safetensors": b"\xff" * 100},
    "many": lambda files: {**files, **{f"photos/{n:064x}.png": b"x" for n in range(300)}},
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_files_are_refused_and_leave_nothing(
    library: Library, tmp_path: Path, kind: str
) -> None:
    person = some_person(library, "Anna")
    file = tmp_path / "anna.likeness-person"
    library.export_person(person.id, file)
    with zipfile.ZipFile(file) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in HOSTILE[kind](files).items():
            archive.writestr(name, data)

    with contextlib.closing(Library(tmp_path / "elsewhere")) as other:
        with pytest.raises(BadInput):
            other.import_person(file, consented=True)
        assert other.people() == ()
        assert not list((other.folder / "sources").rglob("*.png"))
        assert not list((other.folder / "people").iterdir())


@pytest.mark.parametrize("kind", ["deflated", "cut", "text", "folder", "bomb"])
def test_what_is_no_such_file_is_one_sentence(library: Library, tmp_path: Path, kind: str) -> None:
    person = some_person(library, "Anna")
    file = tmp_path / "anna.likeness-person"
    library.export_person(person.id, file)
    data = file.read_bytes()
    if kind in ("deflated", "bomb"):
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("person.json", b" " * (900_000 if kind == "deflated" else 10**8))
    elif kind == "folder":
        file.unlink()
        file.mkdir()
    else:
        file.write_bytes(data[: len(data) // 2] if kind == "cut" else b"text")

    with pytest.raises(BadInput, match=r"anna\.likeness-person is not a person"):
        library.import_person(file, consented=True)


READ_ONLY = """
import os, sys
from pathlib import Path
import safetensors.numpy
from core.errors import UserError
from core.library import Library
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
library = Library(Path(sys.argv[1]))
[person] = library.people()
print(library.writable, person.name, len(library.vectors(person.id)))
for change in (
    lambda: library.create_person("x", True),
    lambda: library.save_person(person),
    lambda: library.add_photos(person.id, [], "5" * 64),
    lambda: library.import_person(Path("x"), True),
    lambda: library.forget_person(person.id),
):
    try:
        change()
    except UserError as error:
        print(error.sentence())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="other users")
def test_a_read_only_library_shows_its_people() -> None:
    folder = Path(tempfile.mkdtemp(prefix="likeness-", dir="/tmp"))  # open to other users
    with contextlib.closing(Library(folder)) as library:
        some_person(library, "Anna")
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)

    seen = subprocess.run(
        [sys.executable, "-c", READ_ONLY, str(folder)],
        cwd=ROOT, capture_output=True, text=True, timeout=100,
    )  # fmt: skip
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(folder)

    assert seen.stderr == ""
    first, *refused = seen.stdout.splitlines()
    assert first == "False Anna 3"
    assert refused == ["This library is read-only. You can view and export, not save."] * 5


def test_errors_of_people_hold_no_name(library: Library) -> None:
    person = some_person(library, "Annabella")
    with pytest.raises(UserError) as caught:
        library.add_photos(
            person.id, [some_photo(np.random.default_rng(n)) for n in range(9, 210)], RECOGNISER
        )
    assert "Annabella" not in caught.value.sentence()
    assert library.person(person.id) == person


def test_records_are_exact() -> None:
    with pytest.raises(BadInput, match="more"):
        Person.from_json('{"id": "' + "a" * 32 + '", "name": "x", "consent": "2026-01-01", '
                         '"created": "2026-01-01", "more": 1}')  # fmt: skip


def test_a_start_with_people_loads_nothing_that_the_first_paint_does_not_need(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "library"
    with contextlib.closing(Library(folder)) as library:
        some_person(library, "Anna")
    code = (
        "import sys; from pathlib import Path; from core.library import Library;"
        "library = Library(Path(sys.argv[1])); assert library.people(); library.close();"
        "print([name for name in ('numpy', 'safetensors', 'PIL.Image') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        cwd=ROOT, capture_output=True, text=True, timeout=100, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
