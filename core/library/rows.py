"""Projects and pictures as rows of the database."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from core.library.folders import Folders
from core.picture import Picture
from core.recipe import Recipe


@dataclass(frozen=True)
class Project:
    """A named heap of pictures; `created` is ISO 8601 in UTC."""

    id: int
    name: str
    created: str


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
    connection.execute(
        "INSERT INTO picture (id, project, size, sha256, recipe, width, height, likeness,"
        " seconds, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            picture.id,
            project_id,
            picture.path.stat().st_size,
            picture.sha256,
            picture.recipe.to_json(),
            picture.width,
            picture.height,
            picture.likeness,
            picture.seconds,
            picture.created,
        ),
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
    )
