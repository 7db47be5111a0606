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
from core.library.base import LibraryBase, ProjectGone
from core.library.rows import Project, insert_project, now, read_project
from core.recipe import Recipe

MAX_NAME = 200
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


class Projects(LibraryBase):
    """The Library's projects."""

    def create_project(self, name: str) -> Project:
        """Add an empty project. Names are for people: they need not be unique.

        Raises:
            BadInput: if the name is empty or longer than 200 characters.
        """
        self._must_be_writable()
        with self._database.transaction() as connection:
            return insert_project(connection, _checked_name(name))

    def remake_project(self, project_id: int, name: str) -> bool:
        """Bring back a project that another program deleted from the database, under its old id.

        Whatever still names it, such as its pictures and jobs, belongs to it again.

        Returns:
            Whether it was gone; else only its name is changed.
        """
        self._must_be_writable()
        checked = _checked_name(name)
        with self._database.transaction() as connection:
            made = connection.execute(
                "INSERT OR IGNORE INTO project (id, name, created, position) VALUES (?, ?, ?, ?)",
                (project_id, checked, now(), project_id),
            ).rowcount
            connection.execute("UPDATE project SET name = ? WHERE id = ?", (checked, project_id))
        return made > 0

    def projects(self) -> tuple[Project, ...]:
        """All projects, the oldest first; not those in the trash."""
        rows = self._database.rows("SELECT * FROM project WHERE trashed IS NULL ORDER BY id")
        return tuple(map(read_project, rows))

    def project_list(self) -> tuple[ProjectInfo, ...]:
        """All projects but those in the trash, in the user's order."""
        rows = self._database.rows(
            "SELECT id, name, opened, (SELECT count(*) FROM picture WHERE project = project.id"
            " AND NOT missing AND picture.trashed IS NULL) AS pictures"
            " FROM project WHERE trashed IS NULL ORDER BY position, id"
        )
        return tuple(
            ProjectInfo(row["id"], row["name"], row["pictures"], row["opened"]) for row in rows
        )

    def rename_project(self, project_id: int, name: str) -> None:
        self._change_project(project_id, "name", _checked_name(name))

    def trash_project(self, project_id: int) -> None:
        """Take a project out of the lists; `close` deletes it for good, with its pictures."""
        self._change_project(project_id, "trashed", now())

    def restore_project(self, project_id: int) -> None:
        """Undo `trash_project`."""
        self._must_be_writable()
        with self._database.transaction() as connection:
            _must_exist(connection, project_id)
            connection.execute("UPDATE project SET trashed = NULL WHERE id = ?", (project_id,))

    def move_project(self, project_id: int, place: int) -> None:
        """Give a project another place in the list, 0 the first.

        Those in the trash keep their places among the others, to which they may come back.
        """
        self._must_be_writable()
        with self._database.transaction() as connection:
            _must_exist(connection, project_id)
            rows = self._database.rows("SELECT id, trashed FROM project ORDER BY position, id")
            others = [row for row in rows if row["id"] != project_id]
            ids = [row["id"] for row in others]
            behind = [row["id"] for row in others if row["trashed"] is None][max(0, place) :]
            ids.insert(ids.index(behind[0]) if behind else len(ids), project_id)
            connection.executemany(
                "UPDATE project SET position = ? WHERE id = ?",
                [(position, key) for position, key in enumerate(ids)],
            )

    def touch_project(self, project_id: int) -> None:
        """Remember that a project was opened just now."""
        self._must_be_writable()
        with self._database.transaction() as connection:
            _must_exist(connection, project_id)
            connection.execute(
                "UPDATE project SET opened = ?, turn = (SELECT max(turn) FROM project) + 1"
                " WHERE id = ?",
                (now(), project_id),
            )

    def last_opened(self) -> int | None:
        """Id of the project that was opened last, else of the first; None if there are none."""
        rows = self._database.rows(
            "SELECT id FROM project WHERE trashed IS NULL ORDER BY turn DESC, id LIMIT 1"
        )
        return rows[0]["id"] if rows else None

    def duplicate_project(self, project_id: int, name: str) -> Project:
        """A project with the same draft and pictures, right behind the first.

        The copies of the picture files share their bytes with the originals where the disk can do
        that: a file of the library is replaced, never changed.

        Raises:
            BadInput: if there is no such project.
            UserError: if the disk is full or failing; then nothing is left over.
        """
        self._must_be_writable()
        pictures = self._database.rows(
            "SELECT * FROM picture WHERE project = ? AND NOT missing AND trashed IS NULL"
            " ORDER BY number",
            (project_id,),
        )
        copies: list[Path] = []
        try:
            with self._database.transaction() as connection:
                _must_exist(connection, project_id)
                made = insert_project(connection, _checked_name(name))
                connection.execute(
                    "UPDATE project SET (draft, position) ="
                    " (SELECT draft, position FROM project WHERE id = ?) WHERE id = ?",
                    (project_id, made.id),
                )
                for row in pictures:
                    key = uuid.uuid4().hex
                    copies.append(self._folders.picture(key))
                    _copy_file(self._folders.picture(row["id"]), copies[-1], self._folders.tmp)
                    _copy_row(connection, row, key, made.id)
        except BaseException:
            for path in copies:  # or they would come back as recovered ones
                path.unlink(missing_ok=True)
            raise
        return made

    def load_draft(self, project_id: int) -> Recipe | None:
        """The recipe last saved as the project's draft; None if there is none."""
        draft = self._project(project_id)["draft"]
        return Recipe.from_json(draft) if draft is not None else None

    def save_draft(self, project_id: int, recipe: Recipe) -> None:
        """Keep what the panels are editing; replaces the last draft in one step."""
        self._change_project(project_id, "draft", recipe.to_json())

    def _change_project(self, project_id: int, column: str, value: str) -> None:
        self._must_be_writable()
        self._project(project_id)
        with self._database.transaction() as connection:
            connection.execute(f"UPDATE project SET {column} = ? WHERE id = ?", (value, project_id))


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


def _must_exist(connection: sqlite3.Connection, project_id: int) -> None:
    if connection.execute("SELECT 1 FROM project WHERE id = ?", (project_id,)).fetchone() is None:
        raise ProjectGone


def _checked_name(name: str) -> str:
    stripped = name.strip()
    if not 1 <= len(stripped) <= MAX_NAME:
        raise BadInput("A project's name has 1 to 200 characters.", "Choose another name.")
    return stripped
