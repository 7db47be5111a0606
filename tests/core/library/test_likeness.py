"""How alike pictures are: kept, sorted, found, and the best of them chosen."""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.jobs import JobControl
from core.library import Filter, Library, Order
from core.library.order import KEYS
from core.library.queue import KeptJob, State
from core.picture import Picture
from core.portrait import Portrait
from core.recipe import Recipe, Sampling
from tests.alike import alike

MakePortrait = Callable[..., Portrait]
Save = Callable[..., Picture]


@pytest.fixture
def project(library: Library) -> int:
    return library.create_project("People").id


@pytest.fixture
def save(library: Library, project: int, make_portrait: MakePortrait) -> Save:
    def make(prompt: str, *shares: float | None, likeness: float | None = 0.3) -> Picture:
        portrait = make_portrait(prompt=prompt, people=alike(*shares))
        return library.save(replace(portrait, likeness=likeness), project)

    return make


def prompts(library: Library, project: int, order: Order, alike: int = 0) -> list[str]:
    return [row.prompt for row in library.find(project, Filter(alike=alike), order)]


def test_a_picture_comes_back_with_its_people(library: Library, save: Save) -> None:
    picture = save("two", 0.86, 0.74)

    assert library.picture(picture.id) == picture
    assert picture.share == pytest.approx(0.74)
    assert [one.scale.photos for one in picture.people] == [4, 4]


def test_the_database_holds_no_vector_and_no_name(library: Library, save: Save) -> None:
    save("somebody", 0.5)

    [row] = library.find(None)

    assert row.people == "[[0.25,0.0,0.5,0.05,4]]"


def test_the_most_alike_come_first_and_old_cosines_last(
    library: Library, project: int, save: Save
) -> None:
    save("old, 0.9", likeness=0.9)
    save("half", 0.5)
    save("nobody found", None, likeness=None)
    save("old, 0.2", likeness=0.2)
    save("best", 1.1)
    save("half again", 0.5)

    assert prompts(library, project, "alike") == [
        *("best", "half again", "half"),
        *("old, 0.9", "old, 0.2", "nobody found"),
    ]
    assert prompts(library, project, "oldest")[0] == "old, 0.9"


def test_only_who_is_alike_enough_is_listed(library: Library, project: int, save: Save) -> None:
    save("old", likeness=0.9)
    save("shown as 80 %", 0.796)
    save("shown as 79 %", 0.794)
    save("one of two", 0.95, 0.3)

    assert prompts(library, project, "newest", alike=80) == ["shown as 80 %"]
    assert len(prompts(library, project, "newest")) == 4


rows = st.lists(
    st.tuples(
        st.none() | st.sampled_from([0.0, 0.25, 0.5, 1.2]),
        st.none() | st.sampled_from([-0.1, 0.0, 0.4]),
        st.integers(0, 5),
    ),
    max_size=8,
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=rows)
def test_the_window_sorts_as_the_library_does(tmp_path: Path, wanted: list[tuple]) -> None:
    with contextlib.closing(Library(tmp_path / "sorted")) as library:
        project = library.create_project("New").id
        image = np.zeros((8, 8, 3), np.uint8)
        for share, likeness, stars in wanted:
            people = alike(share) if share is not None else ()
            portrait = Portrait(image, Recipe(prompt="one"), 1.0, likeness, None, None, people)
            library.set_stars({library.save(portrait, project).id: stars})

        for order, key in KEYS.items():
            found = library.find(project, order=order)
            assert sorted(sorted(found), key=key) == list(found)


def test_a_duplicated_project_and_a_copied_library_keep_the_likeness(
    library: Library, project: int, save: Save, tmp_path: Path
) -> None:
    save("kept", 0.86)
    copy = library.duplicate_project(project, "Copy").id
    (tmp_path / "copied").mkdir()
    library.copy_to(tmp_path / "copied", JobControl())

    with contextlib.closing(Library(tmp_path / "copied")) as copied:
        found = [*library.find(copy), *copied.find(project)]

    assert [row.share for row in found] == [pytest.approx(0.86)] * 2
    assert {row.people for row in found} == {library.find(project)[0].people}


def test_a_recovered_file_has_no_likeness(make_portrait: MakePortrait, tmp_path: Path) -> None:
    folder = tmp_path / "lost"
    with contextlib.closing(Library(folder)) as library:
        project = library.create_project("People").id
        library.save(make_portrait(people=alike(0.86)), project)
    (folder / "library.db").unlink()

    with contextlib.closing(Library(folder)) as again:
        [row] = again.find(None)
        picture = again.picture(row.id)

    assert (row.people, row.share, picture.people, picture.share) == (None, None, (), None)


def test_the_best_stay_and_the_others_can_come_back(
    library: Library, project: int, save: Save
) -> None:
    shares = (0.3, 0.9, None, 0.6)
    ids = [save(str(share), share).id for share in shares]

    gone = library.keep_best(ids, 2)

    assert prompts(library, project, "oldest") == ["0.9", "0.6"]
    assert [row.prompt for row in gone] == ["None", "0.3"]
    assert library.keep_best(ids, 2) == ()
    library.restore(*(row.id for row in gone))
    assert len(prompts(library, project, "newest")) == 4


def test_with_several_people_the_least_alike_of_them_decides(library: Library, save: Save) -> None:
    ids = [
        save("uneven", 1.0, 0.2).id,
        save("even", 0.5, 0.5).id,
        save("one missing", 1.0, None).id,
    ]

    gone = library.keep_best(ids, 1)

    assert {row.prompt for row in gone} == {"uneven", "one missing"}
    assert library.best_share(ids) == pytest.approx(0.5)


def test_what_its_user_has_rated_stays_whatever_its_likeness(library: Library, save: Save) -> None:
    ids = [save(name, share).id for name, share in (("a", 0.1), ("b", 0.2), ("c", 0.3), ("d", 0.4))]
    library.set_stars({ids[0]: 3})
    library.set_flags({ids[1]: "picked"})
    library.set_title(ids[2], "mine")

    assert library.keep_best(ids, 1) == ()


def test_of_equals_the_first_stays(library: Library, project: int, save: Save) -> None:
    ids = [save(name, 0.5).id for name in ("first", "second")]

    library.keep_best(ids, 1)

    assert prompts(library, project, "newest") == ["first"]


def test_a_job_remembers_what_it_has_drawn_and_how_much_it_keeps(
    library: Library, project: int
) -> None:
    recipe = Recipe(prompt="x", sampling=Sampling(count=4))
    job = KeptJob(1, project, recipe, State.INTERRUPTED, drawn=4, keep=2, pictures=("a", "b"))
    library.queue.keep([job])

    [back] = library.queue.restore()

    assert back == job
    assert not back.over  # all is drawn, but what stays is still to be chosen
    assert replace(back, state=State.DONE).over
    assert replace(back, keep=0).over
