"""A library of the first version is brought up to date, and nothing in it is lost."""

import contextlib
import sqlite3
from pathlib import Path

from core.library import Library
from core.library.database import MIGRATIONS, Database
from core.recipe import Identity, ImagePrompt, Recipe, Sampling

KEY = "0" * 64


def first_version(path: Path, recipes: list[str]) -> None:
    """A database as the first version left it, with a picture of each recipe."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"{MIGRATIONS[0]} PRAGMA user_version = 1;")
        connection.execute("INSERT INTO project (name, created) VALUES ('Old', 'then')")
        for number, recipe in enumerate(recipes):
            connection.execute(
                "INSERT INTO picture (id, project, size, sha256, recipe, width, height, seconds,"
                " created) VALUES (?, 1, 1, 'x', ?, 8, 8, 1.0, 'then')",
                (f"{number:032x}", recipe),
            )
        connection.commit()


def test_old_rows_get_their_columns(tmp_path: Path) -> None:
    somebody, something = Identity(references=(KEY,)), ImagePrompt(images=(KEY,))
    recipes = [
        Recipe(prompt="红发", pack="other", sampling=Sampling(seed=7)).to_json(),
        Recipe(identities=(somebody,)).to_json(),
        Recipe(image_prompts=(something,)).to_json(),
        Recipe(identities=(somebody,), image_prompts=(something,)).to_json(),
        "{broken",
        "[]",
        '{"prompt": 5, "sampling": {"seed": 1e30}, "identities": 3}',
    ]
    first_version(tmp_path / "library.db", recipes)

    database = Database(tmp_path / "library.db")
    rows = database.rows("SELECT * FROM picture ORDER BY number")
    [project] = database.rows("SELECT * FROM project")
    version = database.rows("PRAGMA user_version")[0][0]
    database.close()

    assert (rows[0]["prompt"], rows[0]["pack"], rows[0]["seed"]) == ("红发", "other", 7)
    found = [row["mechanism"] for row in rows]
    assert found == ["words", "instantid", "ip-adapter", "both", "words", "words", "words"]
    assert [row["recipe"] for row in rows] == recipes
    assert {(row["stars"], row["flag"], row["title"], row["trashed"]) for row in rows} == {
        (0, "none", "", None)
    }
    assert (project["position"], project["trashed"]) == (1, None)
    assert version == len(MIGRATIONS)


def test_an_old_library_that_may_not_be_changed_is_read_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    first_version(path, [Recipe(prompt="seen").to_json()])
    before = path.read_bytes()

    database = Database(path, writable=False)
    [row] = database.rows("SELECT prompt, stars FROM picture")
    database.close()

    assert tuple(row) == ("seen", 0)
    assert path.read_bytes() == before


def test_an_old_library_opens(tmp_path: Path) -> None:
    first_version(tmp_path / "library.db", [])

    with contextlib.closing(Library(tmp_path)) as library:
        assert [project.name for project in library.projects()] == ["Old"]
        library.create_project("New")
        assert [project.name for project in library.projects()] == ["Old", "New"]


def test_pictures_and_jobs_of_the_fourth_step_keep_what_was_known_of_them(tmp_path: Path) -> None:
    path, job = tmp_path / "library.db", Recipe(prompt="waits", sampling=Sampling(count=3))
    first_version(path, [Recipe(prompt="old").to_json()])
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for step in MIGRATIONS[1:4]:
            connection.executescript(step)
        connection.execute("UPDATE picture SET likeness = 0.56, stars = 4, title = 'Anna'")
        connection.execute(
            "INSERT INTO job VALUES (7, 0, 1, ?, 'waiting', '', '', 1, 'then', '')",
            (job.to_json(),),
        )
        connection.execute("PRAGMA user_version = 4")
        connection.commit()

    with contextlib.closing(Library(tmp_path)) as library:
        [row] = library.restore("0" * 32)
        [kept] = library.queue.restore()

    assert (row.likeness, row.stars, row.title) == (0.56, 4, "Anna")
    assert (row.people, row.share) == (None, None)
    assert (kept.id, kept.recipe, kept.drawn, kept.keep, kept.pictures) == (7, job, 1, 0, ())
