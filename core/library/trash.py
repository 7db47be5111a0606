"""What is in the trash: pictures and projects that were deleted and can still come back.

Their files and rows stay whole until they are erased; the library does that when it is closed.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from core import durable
from core.library.base import LibraryBase
from core.library.rows import COLUMNS, PictureRow, now
from core.library.thumbnails import Thumbnails

_AT_ONCE = 500  # pictures in one statement: SQLite takes no more than so many values


@dataclass(frozen=True)
class TrashedPicture:
    """A deleted picture of a project that is not in the trash itself.

    Attributes:
        row: as lists showed it.
        project: the name of its project.
        size: bytes of its file.
        since: when it was deleted, ISO 8601 in UTC.
    """

    row: PictureRow
    project: str
    size: int
    since: str


@dataclass(frozen=True)
class TrashedProject:
    """A deleted project; the attributes are those of TrashedPicture.

    `pictures` counts those that come back with it; `size` is that of all its pictures, also of
    those that had been deleted before.
    """

    id: int
    name: str
    pictures: int
    size: int
    since: str


Trashed = TrashedPicture | TrashedProject


class TrashCan(LibraryBase):
    """The Library's trash."""

    thumbnails: Thumbnails

    def trash(self) -> tuple[Trashed, ...]:
        """All that is in the trash, what was deleted last first; pictures without a file are not.

        The pictures of a project in the trash are in it, and not told one by one.
        """
        pictures = self._database.rows(
            f"SELECT {COLUMNS}, project.name AS home, picture.size AS bytes,"
            " picture.trashed AS since FROM picture JOIN project ON project.id = picture.project"
            " WHERE picture.trashed IS NOT NULL AND project.trashed IS NULL AND NOT missing"
        )
        projects = self._database.rows(
            "SELECT project.id, project.name, project.trashed,"
            " count(*) FILTER (WHERE picture.trashed IS NULL AND NOT missing) AS pictures,"
            " coalesce(sum(picture.size) FILTER (WHERE NOT missing), 0) AS bytes"
            " FROM project LEFT JOIN picture ON picture.project = project.id"
            " WHERE project.trashed IS NOT NULL GROUP BY project.id"
        )
        found: list[Trashed] = [
            TrashedPicture(
                PictureRow._make(tuple(row)[: len(PictureRow._fields)]),
                row["home"],
                row["bytes"],
                row["since"],
            )
            for row in pictures
        ]
        found += [
            TrashedProject(row["id"], row["name"], row["pictures"], row["bytes"], row["trashed"])
            for row in projects
        ]
        return tuple(sorted(found, key=_newest_first, reverse=True))

    def _empty_trash(self) -> int:
        return self._delete_for_good("project.trashed IS NOT NULL") + self._delete_for_good(
            "picture.trashed IS NOT NULL", projects=False
        )

    def _erase(self, chosen: Collection[Trashed]) -> int:
        """Delete some of the trash for good; what came back meanwhile stays."""
        ids = [item.row.id for item in chosen if isinstance(item, TrashedPicture)]
        done = self._erase_pictures(ids, "picture.trashed IS NOT NULL")
        for item in chosen:
            if not isinstance(item, TrashedPicture):
                condition = "project.trashed IS NOT NULL AND project.id = ?"
                done += self._delete_for_good(condition, (item.id,))
        return done

    def _erase_pictures(self, ids: Sequence[str], condition: str = "TRUE") -> int:
        """Delete those of these pictures for good to which the condition applies."""
        done = 0
        for some in (ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE)):
            places = ", ".join("?" * len(some))
            chosen = f"{condition} AND picture.id IN ({places})"
            done += self._delete_for_good(chosen, some, projects=False)
        return done

    def _delete_for_good(
        self, condition: str, values: Sequence[Any] = (), projects: bool = True
    ) -> int:
        """Delete pictures, with their thumbnails, and the projects to which the condition applies.

        The files go first: a row in the trash whose file is gone is no trouble, while a file
        without a row would come back as a recovered picture.

        Returns:
            How many pictures those were.
        """
        rows = self._database.rows(
            "SELECT picture.id FROM picture JOIN project ON project.id = picture.project"
            f" WHERE {condition}",
            values,
        )
        ids = [row["id"] for row in rows]
        with self._database.transaction() as connection:
            connection.executemany(
                "UPDATE picture SET trashed = ? WHERE id = ?", [(now(), key) for key in ids]
            )
        for key in ids:
            self.thumbnails.forget(key)
            with durable.readable_errors(self._folders.picture(key)):
                self._folders.picture(key).unlink(missing_ok=True)
        for folder in {self._folders.picture(key).parent for key in ids}:
            if folder.exists():
                durable.sync_folder(folder)
        with self._database.transaction() as connection:
            connection.executemany("DELETE FROM picture WHERE id = ?", [(key,) for key in ids])
            if projects:
                connection.execute(f"DELETE FROM project WHERE {condition}", values)
        return len(ids)


def _newest_first(item: Trashed) -> tuple[str, int]:
    """Of what was deleted at once, the order of the gallery."""
    return item.since, item.row.number if isinstance(item, TrashedPicture) else 0
