"""Projects and pictures as rows of the database."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from core.faces.alike import from_text, to_text
from core.library.folders import Folders
from core.library.search import Flag, Mechanism, mechanism_of
from core.picture import Picture
from core.recipe import Recipe


@dataclass(frozen=True)
class Project:
    """A named heap of pictures; `created` is ISO 8601 in UTC."""

    id: int
    name: str
    created: str


class PictureRow(NamedTuple):
    """A picture as lists show it: cheap to make by the thousand, its recipe left unparsed.

    Attributes:
        number: counts up in the order of saving, over all projects.
        id: lower-case hexadecimal UUID.
        project: id of its project.
        title: the user's name for it; empty where it has none.
        prompt, pack, seed: as in its recipe; empty or 0 where that is not readable.
        mechanism: what it was drawn with.
        stars: 0 to 5.
        flag: picked, rejected, or none of both.
        width, height, likeness, seconds, created: see `Picture`.
        people: as JSON, which `core.faces.alike.from_text` reads; None: not known.
        share: the lowest of theirs, by which pictures are sorted; None: not known.
    """

    number: int
    id: str
    project: int
    title: str
    prompt: str
    pack: str
    seed: int
    mechanism: Mechanism
    stars: int
    flag: Flag
    width: int
    height: int
    likeness: float | None
    seconds: float
    created: str
    people: str | None = None
    share: float | None = None


COLUMNS = ", ".join(f"picture.{name}" for name in PictureRow._fields)


def now() -> str:
    """The time for display, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def insert_project(connection: sqlite3.Connection, name: str) -> Project:
    created = now()
    key = connection.execute(
        "INSERT INTO project (name, created) VALUES (?, ?)", (name, created)
    ).lastrowid
    assert key is not None  # an INSERT always has one
    connection.execute("UPDATE project SET position = id WHERE id = ?", (key,))
    return Project(key, name, created)


def read_project(row: sqlite3.Row) -> Project:
    return Project(row["id"], row["name"], row["created"])


def insert_picture(connection: sqlite3.Connection, project_id: int, picture: Picture) -> None:
    values = {
        "id": picture.id,
        "project": project_id,
        "size": picture.path.stat().st_size,
        "sha256": picture.sha256,
        "recipe": picture.recipe.to_json(),
        "width": picture.width,
        "height": picture.height,
        "likeness": picture.likeness,
        "seconds": picture.seconds,
        "created": picture.created,
        "prompt": picture.recipe.prompt,
        "pack": picture.recipe.pack,
        "seed": picture.recipe.sampling.seed,
        "mechanism": mechanism_of(picture.recipe),
        "people": to_text(picture.people),
        "share": picture.share,
    }
    connection.execute(
        f"INSERT INTO picture ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})",
        tuple(values.values()),
    )


def read_picture(row: sqlite3.Row, folders: Folders) -> Picture:
    return Picture(
        id=row["id"],
        path=folders.picture(row["id"]),
        recipe=Recipe.from_json(row["recipe"]),
        width=row["width"],
        height=row["height"],
        likeness=row["likeness"],
        seconds=row["seconds"],
        created=row["created"],
        sha256=row["sha256"],
        people=from_text(row["people"]),
    )
