"""What the parts of a Library stand on: its folders, its database, whether it may be changed."""

import sqlite3

from core.errors import BadInput, UserError
from core.library.database import Database
from core.library.folders import Folders


class ReadOnlyLibrary(UserError):
    hint = "You can view and export, not save."


class ProjectGone(BadInput):
    """Somebody deleted the project from the database; see `remake_project`."""

    hint = "Choose another project."

    def __init__(self) -> None:
        super().__init__("This project is no longer in the library.")


class LibraryBase:
    """Set up by `Library`; the parts add what can be done with projects, pictures and sources."""

    _folders: Folders
    _database: Database
    writable: bool

    def _must_be_writable(self) -> None:
        if not self.writable:
            raise ReadOnlyLibrary("This library is read-only.")

    def _project(self, project_id: int) -> sqlite3.Row:
        """The row of a project, which may be in the trash: work that goes on there is not lost."""
        rows = self._database.rows("SELECT * FROM project WHERE id = ?", (project_id,))
        if not rows:
            raise ProjectGone
        return rows[0]
