"""Projects: made, named, put in order, thrown away and taken back; each keeps a draft."""

import sqlite3
from collections.abc import Sequence

from core.errors import BadInput
from core.library.base import LibraryBase
from core.library.rows import Project, insert_project, now, read_project
from core.recipe import Recipe

MAX_NAME = 200


class Projects(LibraryBase):
    """The Library's projects."""

    def create_project(self, name: str) -> Project:
        """Add an empty project, last in the order. Names are for people: they need not be unique.

        Raises:
            BadInput: if the name is empty or longer than 200 characters.
        """
        self._must_be_writable()
        with self._database.transaction() as connection:
            return insert_project(connection, _checked_name(name))

    def projects(self) -> tuple[Project, ...]:
        """All projects in their order: as they were put, else the oldest first."""
        rows = self._database.rows(
            "SELECT * FROM project WHERE deleted IS NULL ORDER BY position, id"
        )
        return tuple(map(read_project, rows))

    def rename_project(self, project_id: int, name: str) -> None:
        self._change_project(project_id, "name", _checked_name(name))

    def duplicate_project(self, project_id: int, name: str) -> Project:
        """Add a project with the same draft, right behind; the pictures stay where they are."""
        self._must_be_writable()
        origin = self._project(project_id)
        with self._database.transaction() as connection:
            copy = insert_project(connection, _checked_name(name))
            connection.execute(
                "UPDATE project SET draft = ? WHERE id = ?", (origin["draft"], copy.id)
            )
            order = [one.id for one in self.projects() if one.id != copy.id]
            order.insert(order.index(project_id) + 1, copy.id)
            _put_in_order(connection, order)
        return copy

    def delete_project(self, project_id: int) -> None:
        """Put a project with all its pictures into the trash, where it stays whole until `close`.

        Raises:
            BadInput: if it is there already.
        """
        self._change_project(project_id, "deleted", now())

    def restore_project(self, project_id: int) -> None:
        """Take a project out of the trash, to where it was.

        Raises:
            BadInput: if it is not in the trash.
        """
        self._must_be_writable()
        with self._database.transaction() as connection:
            done = connection.execute(
                "UPDATE project SET deleted = NULL WHERE id = ? AND deleted IS NOT NULL",
                (project_id,),
            )
            if not done.rowcount:
                raise BadInput("This project is no longer in the trash.")

    def reorder_projects(self, project_ids: Sequence[int]) -> None:
        """Put the named projects first, in this order; those not named follow as they stood."""
        self._must_be_writable()
        rest = [one.id for one in self.projects() if one.id not in project_ids]
        with self._database.transaction() as connection:
            _put_in_order(connection, [*project_ids, *rest])

    def touch_project(self, project_id: int) -> None:
        """Remember that this project was opened now; by counting, as clocks may jump."""
        self._must_be_writable()
        self._project(project_id)
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE project SET opened = (SELECT MAX(opened) + 1 FROM project) WHERE id = ?",
                (project_id,),
            )

    def last_project(self) -> Project | None:
        """The project that was opened last, else the first one; None if there is none."""
        rows = self._database.rows(
            "SELECT * FROM project WHERE deleted IS NULL ORDER BY opened DESC, position, id LIMIT 1"
        )
        return read_project(rows[0]) if rows else None

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


def _put_in_order(connection: sqlite3.Connection, project_ids: Sequence[int]) -> None:
    connection.executemany(
        "UPDATE project SET position = ? WHERE id = ?",
        [(place, key) for place, key in enumerate(project_ids, start=1)],
    )


def _checked_name(name: str) -> str:
    stripped = name.strip()
    if not 1 <= len(stripped) <= MAX_NAME:
        raise BadInput("A project's name has 1 to 200 characters.", "Choose another name.")
    return stripped
