"""*Forget this person*: nothing of them is found any more, and nothing else is lost."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from core.imaging import load_image
from core.library import Library
from core.library.forgetting import Traces
from core.people.record import Person
from core.picture import read_recipe
from core.recipe import Control, Identity, ImagePrompt, Recipe, Start
from core.recipe_control import Preprocessing
from tests.core.library.people_driver import (
    RECOGNISER,
    naming,
    some_person,
    some_photo,
    some_portrait,
)

ROOT = Path(__file__).resolve().parents[3]
NAME = "Änne O'Hara-Иванова 安娜"
KILLS = 15


def needles_of(name: str, keys: Iterable[str], vectors: Iterable[np.ndarray]) -> list[bytes]:
    """Everything by which somebody would be recognised in a file."""
    found = [name.encode(), *(name.encode(f"utf-16-{end}") for end in ("le", "be"))]
    found.append(json.dumps(name)[1:-1].encode())
    found += [key.encode() for key in keys]
    for vector in vectors:
        data = vector.tobytes()
        found += [data[at : at + 64] for at in range(0, len(data), 64)]
    return found


def hits(folder: Path, needles: list[bytes]) -> list[str]:
    """Files in which one of them stands, or whose names have one."""
    found: list[str] = []
    for path in folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        name = str(path.relative_to(folder)).encode()
        found += [path.name for needle in needles if needle in data or needle in name]
    return found


def needles_in(library: Library, person: Person) -> list[bytes]:
    return needles_of(person.name, person.keys, library.vectors(person.id).values())


def test_all_traces_are_gone_and_were_told(library: Library) -> None:
    person = some_person(library, NAME)
    project, other = library.create_project("One").id, library.create_project("Two").id
    kept = library.save(some_portrait(person, prompt=f"portrait of {NAME}, in oil"), project)
    library.set_title(kept.id, f"{NAME} at sea")
    trashed = library.save(some_portrait(person, 1), project)
    library.delete(trashed.id)
    library.save(some_portrait(person, 2), other)
    library.trash_project(other)
    library.save_draft(project, some_portrait(person).recipe)
    pixels = load_image(kept.path)
    needles = needles_in(library, person)
    assert len(set(hits(library.folder, needles))) >= 6

    expected = Traces(photos=3, vectors=3, portraits=1, trashed=2, drafts=1)
    assert library.traces(person.id) == expected
    assert library.forget_person(person.id) == expected

    assert hits(library.folder, [*needles, person.id.encode()]) == []
    [left] = library.pictures(project)
    assert left.recipe == Recipe(prompt="portrait of , in oil")
    assert read_recipe(left.path) == left.recipe
    assert np.array_equal(load_image(left.path), pixels)
    assert library.kept_as(left.path) == left  # its new size and sum are known
    [row] = library.find(project)
    assert (row.title, row.mechanism, row.likeness) == ("at sea", "words", None)
    draft = library.load_draft(project)
    assert draft is not None
    assert draft.identities == ()
    library.restore_project(other)
    assert library.pictures(other) == ()


def test_the_search_would_find_each_of_them(library: Library) -> None:
    person = some_person(library, NAME)
    library.save(some_portrait(person), library.create_project(NAME).id)
    needles = needles_in(library, person)

    found = set(hits(library.folder, needles))

    assert {"library.db", "person.json", "embeddings.safetensors"} < found
    assert {f"{key}.png" for key in person.keys} < found


def test_nothing_is_left_in_a_large_database(library: Library) -> None:
    project = library.create_project("Many").id
    people = [some_person(library, f"Somebody {number} {NAME}", seed=number) for number in range(3)]
    for number in range(60):
        person = people[number % 3]
        words = "x" * (number * 97 % 3000)
        library.save(some_portrait(person, number, f"{words} {person.name}"), project)
        library.save_draft(project, some_portrait(person, 0, words[::2]).recipe)
    gone = people[1]
    needles = [*needles_in(library, gone), gone.id.encode()]

    library.forget_person(gone.id)

    assert hits(library.folder, needles) == []
    assert sum(bool(picture.recipe.identities) for picture in library.pictures(project)) == 40


def test_portraits_go_too_if_that_is_wished(library: Library) -> None:
    person, other = some_person(library, NAME), some_person(library, "Ben", seed=1)
    project = library.create_project("One").id
    gone = library.save(some_portrait(person), project)
    library.thumbnails.keep(gone.id, load_image(gone.path))
    assert list(library.folder.glob(f"thumbs/*/{gone.id}*"))
    stays = library.save(some_portrait(other), project)

    assert library.forget_person(person.id, portraits=True).portraits == 1

    assert library.pictures(project) == (stays,)
    assert not gone.path.exists()
    assert not list(library.folder.glob(f"thumbs/*/{gone.id}*"))
    assert library.people() == (other,)


def test_photos_that_others_use_stay_and_that_is_told(library: Library) -> None:
    random = np.random.default_rng(5)
    shared, styled, own = (some_photo(random) for _ in range(3))
    person = library.create_person(NAME, consented=True)
    person = library.add_photos(person.id, [shared, styled, own], RECOGNISER)
    other = library.create_person("Ben", consented=True)
    other = library.add_photos(other.id, [shared], RECOGNISER)
    project = library.create_project("One").id
    style = Recipe(image_prompts=(ImagePrompt(images=(styled.photo.source,)),))
    library.save_draft(project, style)
    both = Recipe(identities=(naming(person), naming(other)))
    picture = library.save(some_portrait(person), project)
    library.save_draft(library.create_project("Two").id, both)

    traces = library.forget_person(person.id)

    assert (traces.photos, traces.shared) == (1, 2)
    library.source(shared.photo.source)
    library.source(styled.photo.source)
    assert library.load_draft(project) == style
    assert library.load_draft(project + 1) == Recipe(identities=(naming(other),))
    assert library.picture(picture.id).recipe.identities == ()
    assert own.photo.source not in {path.stem for path in library.folder.rglob("*.png")}


def test_recipes_lose_every_use_of_the_photos(library: Library) -> None:
    person = some_person(library, NAME)
    first, second, third = person.keys
    guest = library.add_source(np.zeros((8, 8, 3), np.uint8))
    recipe = Recipe(
        prompt="x",
        identities=(Identity(references=(first,)), Identity(references=(guest,), pose=second)),
        image_prompts=(ImagePrompt(images=(third, guest)), ImagePrompt(images=(third,))),
        start=Start(image=second),
    )
    project = library.create_project("One").id
    library.save_draft(project, recipe)

    library.forget_person(person.id)

    assert library.load_draft(project) == Recipe(
        prompt="x",
        identities=(Identity(references=(guest,)),),
        image_prompts=(ImagePrompt(images=(guest,)),),
    )


def test_edges_of_the_photos_are_forgotten_too(library: Library) -> None:
    person = some_person(library, NAME)
    photo = person.keys[0]
    edges, other = (library.add_source(np.full((8, 8, 3), n, np.uint8)) for n in (1, 2))
    used = library.add_source(np.full((8, 8, 3), 3, np.uint8))
    made = Preprocessing(photo=photo)
    steered = Recipe(
        identities=(Identity(references=(photo,)),),
        controls=(
            Control(net="canny", image=edges, made=made),
            Control(net="canny", image=used, made=made),
            Control(net="canny", image=other),
        ),
    )
    project, second = (library.create_project(name).id for name in ("One", "Two"))
    library.save_draft(project, steered)
    bystander = Recipe(prompt="x", controls=(Control(net="canny", image=used),))
    library.save_draft(second, bystander)

    library.forget_person(person.id)

    left = library.load_draft(project)
    assert left is not None
    assert left.controls == (Control(net="canny", image=other),)
    assert library.load_draft(second) == bystander
    names = {path.stem for path in library.folder.rglob("*.png")}
    assert edges not in names
    assert {used, other} <= names


def test_a_start_after_a_crash_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with contextlib.closing(Library(folder)) as library:
        person = some_person(library, NAME)
        project = library.create_project("One").id
        library.save(some_portrait(person), project)
        needles = [*needles_in(library, person), person.id.encode()]
        (folder / "people" / person.id / "forgetting").touch()
        assert library.people() == ()  # nobody uses who is being forgotten

    with contextlib.closing(Library(folder)) as library:
        assert hits(folder, needles) == []
        assert len(library.pictures(project)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="forks and kills")
def test_no_kill_leaves_half_forgotten_people(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    driver = ["-m", "tests.core.library.people_driver", "forget", str(folder), str(KILLS)]
    subprocess.run([sys.executable, *driver], cwd=ROOT, check=True, timeout=250)

    with contextlib.closing(Library(folder)) as library:
        people = {person.id: person for person in library.people()}
        assert not list(folder.glob("people/*/forgetting"))
        assert {path.name for path in (folder / "people").iterdir()} == set(people)
        pictures = [item for project in library.projects() for item in library.pictures(project.id)]
        assert len(pictures) >= KILLS
        for picture in pictures:
            for identity in picture.recipe.identities:
                assert identity.person in people
            assert read_recipe(picture.path) == picture.recipe
        used = {key for person in people.values() for key in person.keys}
        named = {key for picture in pictures for key in picture.recipe.sources()}
        assert named <= used
        for key in used:
            library.source(key)
