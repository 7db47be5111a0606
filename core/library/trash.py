"""What is in the trash: pictures and projects that were deleted and can still come back.

Their files and rows stay whole until they are erased; the library does that when it is closed.
"""

from dataclasses import dataclass

from core.library.base import LibraryBase
from core.library.rows import COLUMNS, PictureRow


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


def _newest_first(item: Trashed) -> tuple[str, int]:
    """Of what was deleted at once, the order of the gallery."""
    return item.since, item.row.number if isinstance(item, TrashedPicture) else 0
