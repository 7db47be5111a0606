"""At start-up: make files and rows agree again after a crash, and lose nothing in doing so."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from core import durable
from core.errors import UserError
from core.imaging import load_image
from core.library.database import Database
from core.library.folders import Folders
from core.library.names import RECOVERED
from core.library.rows import insert_picture, insert_project
from core.picture import Picture, fingerprint_of, read_recipe
from core.told import Told, in_a_row


@dataclass(frozen=True)
class Recovery:
    """What start-up found.

    Attributes:
        recovered: pictures whose file was there without a row; now in a project of their own.
        missing: pictures whose file is gone; their rows are kept and marked.
    """

    recovered: int = 0
    missing: int = 0

    def sentence(self) -> Told:
        """For the user; empty if all was well."""
        parts: list[Told] = []
        if self.recovered == 1:
            parts.append(Told("Recovered 1 picture from an interrupted run."))
        elif self.recovered:
            parts.append(Told("Recovered {0} pictures from an interrupted run.", self.recovered))
        if self.missing == 1:
            parts.append(Told("The file of 1 picture is missing."))
        elif self.missing:
            parts.append(Told("The files of {0} pictures are missing.", self.missing))
        return in_a_row(*parts) if parts else Told("")


def reconcile(folders: Folders, database: Database) -> Recovery:
    """Make files and rows agree; needs the library's lock.

    Unfinished files go, unfinished deletions are undone, files without a row are imported,
    rows without a file are marked.
    """
    for leftover in folders.tmp.iterdir():
        leftover.unlink()
    _settle_trash(folders, database)
    known = database.rows("SELECT id, missing, trashed FROM picture")
    rows = {row["id"]: row["missing"] for row in known}
    deleted = {row["id"] for row in known if row["trashed"] is not None}
    files = dict(folders.picture_files())
    recovered = _import(database, {key: files[key] for key in files.keys() - rows.keys()})
    gone = rows.keys() - files.keys() - deleted
    changed = [key for key in rows if bool(rows[key]) != (key in gone)]
    if changed:
        with database.transaction() as connection:
            connection.executemany(
                "UPDATE picture SET missing = ? WHERE id = ?",
                [(key in gone, key) for key in changed],
            )
    return Recovery(recovered, len(gone))


def _settle_trash(folders: Folders, database: Database) -> None:
    """Empty the trash folder, which the first version filled; deleted pictures now stay in place.

    A file whose row is still there goes back: its deletion did not come to its end. A folder is
    nothing of ours and stays.
    """
    known = {row["id"] for row in database.rows("SELECT id FROM picture")}
    for path in filter(Path.is_file, folders.trash.iterdir()):
        if path.stem in known:
            durable.make_folder(folders.picture(path.stem).parent)
            durable.move(path, folders.picture(path.stem))
        else:
            path.unlink()


def _import(database: Database, orphans: dict[str, Path]) -> int:
    found: list[Picture] = []
    for key, path in orphans.items():
        try:
            found.append(_read(key, path))
        except UserError:
            continue  # not a whole picture of ours: it stays where it is
    if not found:
        return 0
    found.sort(key=lambda picture: picture.created)
    with database.transaction() as connection:
        row = connection.execute(
            "SELECT id FROM project WHERE name = ? AND trashed IS NULL", (RECOVERED,)
        ).fetchone()
        project = row["id"] if row else insert_project(connection, RECOVERED).id
        for picture in found:
            insert_picture(connection, project, picture)
    return len(found)


def _read(picture_id: str, path: Path) -> Picture:
    height, width = load_image(path).shape[:2]
    return Picture(
        id=picture_id,
        path=path,
        recipe=read_recipe(path),
        width=width,
        height=height,
        likeness=None,
        seconds=0.0,
        created=datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds"),
        sha256=fingerprint_of(path.read_bytes()),
    )
