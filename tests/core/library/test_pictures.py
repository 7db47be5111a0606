"""Pictures of a library: stars, flags, titles, the trash, and how they are found."""

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import BadInput
from core.library import Filter, Library
from core.library.trash import TrashedPicture, TrashedProject
from core.picture import Picture
from core.portrait import Portrait
from core.recipe import Identity, ImagePrompt

MakePortrait = Callable[..., Portrait]
KEY = "0" * 64
SOMEBODY = Identity(references=(KEY,))
SOMETHING = ImagePrompt(images=(KEY,))


@pytest.fixture
def project(library: Library) -> int:
    return library.create_project("People").id


@pytest.fixture
def save(library: Library, project: int, make_portrait: MakePortrait) -> Callable[..., Picture]:
    """Saves a picture of a prompt, with changes of its recipe."""

    def make(prompt: str = "a portrait", project: int = project, **changes: object) -> Picture:
        portrait = make_portrait(prompt=prompt)
        recipe = portrait.recipe.model_copy(update=changes)
        return library.save(Portrait(portrait.image, recipe, 1.5, 0.75, None, None), project)

    return make


def found(library: Library, project: int | None, **wanted: object) -> list[str]:
    return [row.prompt for row in library.find(project, Filter(**wanted))]  # type: ignore[arg-type]


def test_a_row_tells_what_lists_show(
    library: Library, project: int, save: Callable[..., Picture]
) -> None:
    first, second = save("one"), save("two", identities=(SOMEBODY,))

    newest, oldest = library.find(project)

    assert (newest.id, oldest.id) == (second.id, first.id)
    assert (newest.prompt, newest.pack, newest.mechanism) == ("two", "demo", "instantid")
    assert (newest.stars, newest.flag, newest.title) == (0, "none", "")
    assert (newest.width, newest.height, newest.likeness, newest.seconds) == (32, 32, 0.75, 1.5)
    assert newest.seed == second.recipe.sampling.seed
    assert newest.created == second.created
    assert newest.number > oldest.number
    assert library.picture(newest.id) == second
    assert library.picture_path(newest.id) == second.path


def test_stars_flags_and_titles_are_kept(tmp_path: Path, make_portrait: MakePortrait) -> None:
    with contextlib.closing(Library(tmp_path / "library")) as library:
        project = library.create_project("People").id
        keys = [library.save(make_portrait(), project).id for _ in range(3)]
        library.set_stars({keys[0]: 5, keys[1]: 2})
        library.set_flags({keys[1]: "picked", keys[2]: "rejected"})
        library.set_title(keys[0], "  Größe 肖像 ")

    with contextlib.closing(Library(tmp_path / "library")) as library:
        rows = reversed(library.find(project))
        assert [(row.stars, row.flag, row.title) for row in rows] == [
            (5, "none", "Größe 肖像"),
            (2, "picked", ""),
            (0, "rejected", ""),
        ]
        with pytest.raises(BadInput, match="200"):
            library.set_title(keys[0], "x" * 201)


def test_search_finds_words_in_any_script_and_takes_wildcards_as_they_are(
    library: Library, project: int, save: Callable[..., Picture]
) -> None:
    for prompt in ("红发女人的肖像", "a RED fox, 100%", "a red_haired woman", "c:\\folder"):
        save(prompt)
    named = save("untitled")
    library.set_title(named.id, "Anna 的侧面")

    assert found(library, project, text="肖像") == ["红发女人的肖像"]
    assert found(library, project, text="红发 肖像") == ["红发女人的肖像"]
    assert found(library, project, text="red") == ["a red_haired woman", "a RED fox, 100%"]
    assert found(library, project, text="woman red") == ["a red_haired woman"]
    assert found(library, project, text="%") == ["a RED fox, 100%"]
    assert found(library, project, text="_") == ["a red_haired woman"]
    assert found(library, project, text="\\") == ["c:\\folder"]
    assert found(library, project, text="侧面") == ["untitled"]
    assert found(library, project, text="People") == []


def test_search_in_all_projects_looks_at_their_names(
    library: Library, project: int, save: Callable[..., Picture]
) -> None:
    other = library.create_project("婚礼 Wedding").id
    save("one")
    save("two", project=other)

    assert found(library, None) == ["two", "one"]
    assert found(library, None, text="婚礼") == ["two"]
    library.trash_project(other)
    assert found(library, None) == ["one"]


def test_filters(library: Library, project: int, save: Callable[..., Picture]) -> None:
    words = save("words")
    person = save("person", identities=(SOMEBODY,))
    save("image", image_prompts=(SOMETHING,), pack="other")
    save("both", identities=(SOMEBODY,), image_prompts=(SOMETHING,))
    library.set_stars({words.id: 3, person.id: 4})
    library.set_flags({words.id: "rejected", person.id: "picked"})

    assert found(library, project, stars=3) == ["person", "words"]
    assert found(library, project, stars=4) == ["person"]
    assert found(library, project, flags=("picked",)) == ["person"]
    assert found(library, project, flags=("none", "picked")) == ["both", "image", "person"]
    assert found(library, project, packs=("other",)) == ["image"]
    assert found(library, project, mechanisms=("words", "ip-adapter")) == ["image", "words"]
    assert found(library, project, mechanisms=("both",)) == ["both"]
    assert found(library, project, mechanisms=("instantid",), stars=5) == []
    assert library.packs() == ("demo", "other")


def test_pictures_come_back_from_the_trash_whole(
    library: Library, project: int, save: Callable[..., Picture]
) -> None:
    first, second, third = (save(str(number)) for number in range(3))
    library.set_stars({first.id: 4})
    library.delete(first.id, third.id)
    assert library.pictures(project) == (second,)
    assert found(library, project) == ["1"]
    assert library.picture(first.id) == first  # who takes it back may look before that is written

    rows = library.restore(first.id, third.id)

    assert [row.id for row in rows] == [third.id, first.id]
    assert rows[1].stars == 4
    assert library.pictures(project) == (first, second, third)


def test_a_project_in_the_trash_is_emptied_with_its_pictures(
    tmp_path: Path, make_portrait: MakePortrait
) -> None:
    folder = tmp_path / "library"
    with contextlib.closing(Library(folder)) as library:
        kept, doomed = library.create_project("Kept").id, library.create_project("Doomed").id
        picture = library.save(make_portrait(), kept)
        library.save(make_portrait(), doomed)
        library.trash_project(doomed)

    assert list((folder / "images").rglob("*.png")) == [picture.path]
    assert [path.stem for path in (folder / "thumbs").rglob("*.jpg")] == [picture.id]
    with contextlib.closing(Library(folder)) as library:
        assert [project.name for project in library.projects()] == ["Kept"]
        with pytest.raises(BadInput, match="no longer"):
            library.restore_project(doomed)


def test_an_unreadable_recipe_does_not_hide_the_others(
    library: Library, project: int, save: Callable[..., Picture]
) -> None:
    whole, broken = save("whole"), save("broken")
    with library._database.transaction() as connection:
        connection.execute("UPDATE picture SET recipe = '{' WHERE id = ?", (broken.id,))

    assert found(library, project) == ["broken", "whole"]
    assert library.picture(whole.id) == whole
    with pytest.raises(BadInput, match="recipe of this picture can't be used"):
        library.picture(broken.id)


def test_the_trash_tells_what_is_in_it_since_when_and_how_large(
    library: Library, project: int, save: Callable[..., Picture]
) -> None:
    other = library.create_project("Other").id
    one, two, three = save("one"), save("two"), save("three", project=other)
    save("stays")
    assert library.trash() == ()

    library.delete(one.id, two.id, three.id)
    items = library.trash()
    assert [getattr(item, "row", None) and item.row.prompt for item in items] == [
        *("three", "two", "one")
    ]
    assert [item.size for item in items] == [
        picture.path.stat().st_size for picture in (three, two, one)
    ]
    assert [item.project for item in items if isinstance(item, TrashedPicture)] == [
        *("Other", "People", "People")
    ]
    assert all(item.since for item in items)

    save("comes along", project=other)
    library.trash_project(other)
    items = library.trash()
    (gone,) = [item for item in items if isinstance(item, TrashedProject)]
    assert (gone.name, gone.pictures) == ("Other", 1)  # what was deleted before stays deleted
    assert gone.size > three.path.stat().st_size
    assert len(items) == 3


def test_only_what_is_chosen_is_erased_and_nothing_that_came_back(
    library: Library, project: int, save: Callable[..., Picture]
) -> None:
    doomed, kept = library.create_project("Doomed").id, library.create_project("Kept").id
    gone, back, stays = save("gone"), save("back"), save("stays")
    inside, safe = save("inside", project=doomed), save("safe", project=kept)
    library.delete(gone.id, back.id, stays.id)
    library.trash_project(doomed)
    library.trash_project(kept)
    chosen = [
        item
        for item in library.trash()
        if (item.row.prompt if isinstance(item, TrashedPicture) else item.name)
        in ("gone", "back", "Doomed")
    ]
    library.restore(back.id)

    assert library.erase_deleted((), chosen).pictures == 2
    assert not gone.path.exists()
    assert not inside.path.exists()
    assert back.path.exists()
    assert stays.path.exists()
    assert safe.path.exists()
    left = [item.row.prompt if isinstance(item, TrashedPicture) else item.name
            for item in library.trash()]  # fmt: skip
    assert sorted(left) == ["Kept", "stays"]
    library.restore_project(kept)
    with pytest.raises(BadInput, match="no longer"):
        library.restore_project(doomed)
