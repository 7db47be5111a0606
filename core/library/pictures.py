"""Pictures: saved, listed, found, rated, named, thrown away and taken back."""

import sqlite3
import uuid
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from core import durable
from core.credentials import signed
from core.errors import BadInput
from core.faces.alike import alike_of
from core.library.base import LibraryBase
from core.library.order import SQL, Order
from core.library.rows import (
    COLUMNS,
    PictureRow,
    Project,
    insert_picture,
    now,
    read_picture,
    read_project,
)
from core.library.search import Filter, Flag
from core.library.thumbnails import Thumbnails
from core.picture import Picture, encode_png, fingerprint_of
from core.portrait import Portrait
from core.told import Told

MAX_TITLE = 200
_JUDGED = (
    "SELECT id, share, likeness, (stars > 0 OR flag != 'none' OR title != '') AS rated"
    " FROM picture WHERE id = ? AND trashed IS NULL AND NOT missing"
)


class Pictures(LibraryBase):
    """The Library's pictures."""

    thumbnails: Thumbnails

    def save(self, portrait: Portrait, project_id: int) -> Picture:
        """Keep a portrait; when this returns, it survives a crash and a power cut.

        Raises:
            UserError: if the disk is full or failing, or there is no such project. The library
                is then as before, and the caller still has the portrait.
        """
        self._must_be_writable()
        self._project(project_id)
        data = signed(encode_png(portrait.image, portrait.recipe, portrait.made))
        key = uuid.uuid4().hex
        height, width = portrait.image.shape[:2]
        picture = Picture(
            id=key,
            path=self._folders.picture(key),
            recipe=portrait.recipe,
            width=width,
            height=height,
            likeness=portrait.likeness,
            seconds=portrait.seconds,
            created=now(),
            sha256=fingerprint_of(data),
            people=alike_of(portrait.people),
        )
        durable.make_folder(picture.path.parent)
        durable.save(data, picture.path, scratch=self._folders.tmp)
        try:
            with self._database.transaction() as connection:
                insert_picture(connection, project_id, picture)
        except BaseException:
            picture.path.unlink()  # or it would come back as a recovered one
            raise
        self.thumbnails.keep(key, portrait.image)
        return picture

    def pictures(self, project_id: int) -> tuple[Picture, ...]:
        """The project's pictures in the order of saving, less missing files and trash.

        Every recipe is parsed: for long lists, `find` is the way.
        """
        rows = self._database.rows(
            "SELECT * FROM picture WHERE project = ? AND trashed IS NULL AND NOT missing"
            " ORDER BY number",
            (project_id,),
        )
        return tuple(read_picture(row, self._folders) for row in rows)

    def find(
        self, project_id: int | None, wanted: Filter = Filter(), order: Order = "newest"
    ) -> tuple[PictureRow, ...]:
        """What a list shows of the pictures that pass, in order; no recipe is parsed.

        Args:
            project_id: whose pictures; None: those of all projects.
            wanted: what they must be.
            order: which come first.
        """
        conditions, values = wanted.conditions(project_id)
        rows = self._database.rows(
            f"SELECT {COLUMNS} FROM picture JOIN project ON project.id = picture.project"
            f" WHERE {conditions} ORDER BY {SQL[order]}",
            values,
        )
        return tuple(map(PictureRow._make, rows))

    def packs(self) -> tuple[str, ...]:
        """Names of the packs that drew this library's pictures."""
        rows = self._database.rows("SELECT DISTINCT pack FROM picture ORDER BY pack")
        return tuple(row["pack"] for row in rows)

    def picture(self, picture_id: str, wait: bool = True) -> Picture:
        """One picture with its recipe, also from the trash: it may be on its way back.

        Raises:
            BadInput: if it is not there, or its recipe is not readable.
            Busy: without `wait`, while another thread uses the library.
        """
        rows = self._database.rows("SELECT * FROM picture WHERE id = ?", (picture_id,), wait)
        if not rows:
            raise BadInput("This picture is no longer in the library.")
        try:
            return read_picture(rows[0], self._folders)
        except BadInput as error:
            raise BadInput(
                Told("The recipe of this picture can't be used: {0}", error.message), error.hint
            ) from error

    def kept_as(self, file: Path, project_id: int | None = None) -> Picture | None:
        """The picture of the library whose file this is; None if there is none.

        Its content credentials may be others: they are new each time that it is signed.

        Those in the trash don't count. Of several, as in a duplicated project, it is the newest.

        Args:
            file: a picture.
            project_id: whose picture it is wherever that project has one; None: no matter.

        Raises:
            BadInput: if the recipe of that picture is not readable.
            UserError: if the file can't be read.
        """
        with durable.readable_errors(file):
            key = fingerprint_of(file.read_bytes())
        rows = self._database.rows(
            "SELECT picture.* FROM picture JOIN project ON project.id = picture.project"
            " WHERE sha256 = ? AND picture.trashed IS NULL AND project.trashed IS NULL"
            " AND NOT missing ORDER BY project IS ? DESC, number DESC LIMIT 1",
            (key, project_id),
        )
        return read_picture(rows[0], self._folders) if rows else None

    def project_of(self, picture_id: str) -> Project:
        """The project of a picture.

        Raises:
            BadInput: if the picture is not there.
        """
        rows = self._database.rows(
            "SELECT project.* FROM project JOIN picture ON picture.project = project.id"
            " WHERE picture.id = ?",
            (picture_id,),
        )
        if not rows:
            raise BadInput("This picture is no longer in the library.")
        return read_project(rows[0])

    def picture_path(self, picture_id: str) -> Path:
        """Where the file of a picture lies."""
        return self._folders.picture(picture_id)

    def set_stars(self, stars: Mapping[str, int]) -> None:
        """Give pictures, named by their ids, 0 to 5 stars."""
        self._set("stars", stars)

    def set_flags(self, flags: Mapping[str, Flag]) -> None:
        """Pick or reject pictures, named by their ids."""
        self._set("flag", flags)

    def set_title(self, picture_id: str, title: str) -> None:
        """Give a picture a title; empty: none.

        Raises:
            BadInput: if it is longer than 200 characters.
        """
        stripped = title.strip()
        if len(stripped) > MAX_TITLE:
            raise BadInput("A picture's title has at most 200 characters.", "Shorten it.")
        self._set("title", {picture_id: stripped})

    def delete(self, *picture_ids: str) -> None:
        """Put pictures into the trash; their files stay whole until the library is closed.

        Raises:
            BadInput: if none of them is in the library.
        """
        self._must_be_writable()
        time = now()
        with self._database.transaction() as connection:
            done = connection.executemany(
                "UPDATE picture SET trashed = ? WHERE id = ? AND trashed IS NULL",
                [(time, key) for key in picture_ids],
            )
            if not done.rowcount:
                raise BadInput("This picture is no longer in the library.")

    def keep_best(self, picture_ids: Sequence[str], count: int) -> tuple[PictureRow, ...]:
        """Put all but the most alike of some pictures into the trash, in one step.

        What its user has starred, flagged, named or deleted since stays as it is, and so do all if
        nothing is known of any. Called again, it changes nothing.

        Args:
            picture_ids: in the order in which they were drawn; of equals the earlier one stays.
            count: how many stay.

        Returns:
            What a list shows of those that went, the newest first.
        """
        self._must_be_writable()
        rivals = self._judged(picture_ids)
        if all(row["share"] is None and row["likeness"] is None for row in rivals):
            return ()
        rivals.sort(key=_least_alike_last)
        gone = [row["id"] for row in rivals[count:] if not row["rated"]]
        if gone:
            self.delete(*gone)
        return self.rows(gone)

    def best_share(self, picture_ids: Iterable[str]) -> float | None:
        """The share of the most alike of some pictures; None if none of them has one."""
        shares = (row["share"] for row in self._judged(picture_ids))
        return max((share for share in shares if share is not None), default=None)

    def _judged(self, picture_ids: Iterable[str]) -> list[sqlite3.Row]:
        """Of those that are still there, how alike they are, and whether their user rated them."""
        return [row for key in picture_ids for row in self._database.rows(_JUDGED, (key,))]

    def restore(self, *picture_ids: str) -> tuple[PictureRow, ...]:
        """Take pictures out of the trash.

        Returns:
            What a list shows of them, the newest first; those no longer there are left out.
        """
        self._must_be_writable()
        with self._database.transaction() as connection:
            connection.executemany(
                "UPDATE picture SET trashed = NULL WHERE id = ?", [(key,) for key in picture_ids]
            )
        return self.rows(picture_ids)

    def rows(self, picture_ids: Iterable[str]) -> tuple[PictureRow, ...]:
        """What a list shows of pictures, the newest first, also of those in the trash."""
        sql = f"SELECT {COLUMNS} FROM picture WHERE id = ?"
        found = (row for key in picture_ids for row in self._database.rows(sql, (key,)))
        return tuple(sorted(map(PictureRow._make, found), reverse=True))

    def _set(self, column: str, values: Mapping[str, object]) -> None:
        self._must_be_writable()
        with self._database.transaction() as connection:
            connection.executemany(
                f"UPDATE picture SET {column} = ? WHERE id = ?",
                [(value, key) for key, value in values.items()],
            )


def _least_alike_last(row: sqlite3.Row) -> tuple[float, ...]:
    share, likeness = row["share"], row["likeness"]
    return (share is None, -(share or 0.0), likeness is None, -(likeness or 0.0))
