"""Projects as an artist handles them: in an order of their own, copied, and in the trash.

A project in the trash keeps its pictures, its draft and its jobs: only the lists leave it out, so
that it comes back whole. It is deleted for good when the library is closed.
"""

import os
import sqlite3
import uuid
from dataclasses import dataclass
from pathlib import Path

from core import durable
from core.errors import BadInput
from core.library.database import Database
from core.library.folders import Folders
from core.library.rows import Project, insert_project, now

# What a copy of a picture's row must not share with it.
_OWN_COLUMNS = ("number", "id", "project")


@dataclass(frozen=True)
class ProjectInfo:
    """A project as a list shows it.

    `pictures` counts those whose files are there; `opened` is ISO 8601 in UTC, empty if it never
    was.
    """

    id: int
    name: str
    pictures: int
    opened: str


def list_projects(database: Database) -> tuple[ProjectInfo, ...]:
    """All projects but those in the trash, in the user's order."""
    rows = database.rows(
        "SELECT project.*, (SELECT count(*) FROM picture"
        " WHERE picture.project = project.id AND NOT picture.missing) AS pictures FROM project"
    )
    rows = [row for row in rows if not is_trashed(row)]
    if rows and "position" in rows[0].keys():  # noqa: SIM118  a Row iterates over its values
        rows.sort(key=lambda row: (row["position"], row["id"]))
        return tuple(
            ProjectInfo(row["id"], row["name"], row["pictures"], row["opened"]) for row in rows
        )
    return tuple(ProjectInfo(row["id"], row["name"], row["pictures"], "") for row in rows)


def is_trashed(row: sqlite3.Row) -> bool:
    """Whether a row of `project` is in the trash; never in a read-only library of old."""
    return "trashed" in row.keys() and row["trashed"] is not None  # noqa: SIM118


def trash_project(database: Database, project_id: int) -> None:
    """Put a project into the trash. Raises BadInput if there is none."""
    _set(database, project_id, "trashed", now())


def restore_project(database: Database, project_id: int) -> None:
    """Take a project out of the trash. Raises BadInput if there is none."""
    _set(database, project_id, "trashed", None)


def trashed_projects(database: Database) -> tuple[int, ...]:
    """Ids of the projects in the trash."""
    return tuple(
        row["id"] for row in database.rows("SELECT id FROM project WHERE trashed IS NOT NULL")
    )


def touch_project(database: Database, project_id: int) -> None:
    """Remember that a project was opened just now. Raises BadInput if there is none."""
    with database.transaction() as connection:
        _must_exist(connection, project_id)
        connection.execute(
            "UPDATE project SET opened = ?, turn = (SELECT max(turn) FROM project) + 1"
            " WHERE id = ?",
            (now(), project_id),
        )


def last_opened(database: Database) -> int | None:
    """Id of the project that was opened last, else of the first; None if there are none."""
    found = database.rows("SELECT * FROM project ORDER BY id")
    rows = [row for row in found if not is_trashed(row)]
    if not rows:
        return None
    if "turn" not in rows[0].keys():  # noqa: SIM118
        return rows[0]["id"]
    return max(rows, key=lambda row: (row["turn"], -row["id"]))["id"]


def move_project(database: Database, project_id: int, place: int) -> None:
    """Give a project another place in the list, 0 the first. Raises BadInput if there is none."""
    with database.transaction() as connection:
        _must_exist(connection, project_id)
        ids = [
            row["id"]
            for row in connection.execute(
                "SELECT id FROM project WHERE trashed IS NULL AND id != ? ORDER BY position, id",
                (project_id,),
            )
        ]
        ids.insert(max(0, min(place, len(ids))), project_id)
        connection.executemany(
            "UPDATE project SET position = ? WHERE id = ?",
            [(position, key) for position, key in enumerate(ids)],
        )


def duplicate_project(database: Database, folders: Folders, project_id: int, name: str) -> Project:
    """A project with the same draft and pictures, right behind the first.

    The copies of the picture files share their bytes with the originals where the disk can do
    that: a file of the library is replaced, never changed.

    Raises:
        BadInput: if there is no such project.
        UserError: if the disk is full or failing; then nothing is left over.
    """
    pictures = database.rows(
        "SELECT * FROM picture WHERE project = ? AND NOT missing ORDER BY number", (project_id,)
    )
    copies: list[Path] = []
    try:
        with database.transaction() as connection:
            _must_exist(connection, project_id)
            made = insert_project(connection, name)
            connection.execute(
                "UPDATE project SET (draft, position) ="
                " (SELECT draft, position FROM project WHERE id = ?) WHERE id = ?",
                (project_id, made.id),
            )
            for row in pictures:
                key = uuid.uuid4().hex
                copies.append(folders.picture(key))
                _copy_file(folders.picture(row["id"]), copies[-1], folders.tmp)
                _copy_row(connection, row, key, made.id)
    except BaseException:
        for path in copies:  # or they would come back as recovered ones
            path.unlink(missing_ok=True)
        raise
    return made


def _copy_file(source: Path, target: Path, scratch: Path) -> None:
    if not source.exists():
        raise BadInput(
            "A picture of this project is missing on the disk.",
            "Start Likeness again, which takes it out of the list, and duplicate the project then.",
        )
    durable.make_folder(target.parent)
    with durable.readable_errors(target, source.stat().st_size):
        try:
            os.link(source, target)
            durable.sync_folder(target.parent)
        except OSError:  # a disk without links
            durable.save(source.read_bytes(), target, scratch=scratch)


def _copy_row(
    connection: sqlite3.Connection, row: sqlite3.Row, picture_id: str, project_id: int
) -> None:
    columns = [name for name in row.keys() if name not in _OWN_COLUMNS]  # noqa: SIM118
    names = ", ".join(("id", "project", *columns))
    places = ", ".join("?" * (len(columns) + 2))
    connection.execute(
        f"INSERT INTO picture ({names}) VALUES ({places})",
        (picture_id, project_id, *(row[name] for name in columns)),
    )


def _set(database: Database, project_id: int, column: str, value: str | None) -> None:
    with database.transaction() as connection:
        _must_exist(connection, project_id)
        connection.execute(f"UPDATE project SET {column} = ? WHERE id = ?", (value, project_id))


def _must_exist(connection: sqlite3.Connection, project_id: int) -> None:
    if connection.execute("SELECT 1 FROM project WHERE id = ?", (project_id,)).fetchone() is None:
        raise BadInput("This project is no longer in the library.", "Choose another project.")
