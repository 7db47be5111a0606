"""The Library: projects, pictures and source images that outlive the program.

Saving a picture: encode; write to tmp/ and flush; rename into images/ and flush the folder;
one transaction with the row; only then tell the caller. A crash leaves at worst a whole file
without a row, which the next start imports from the recipe inside it.
"""

import contextlib
import hashlib
import io
import os
import sqlite3
import uuid
from collections.abc import Generator
from pathlib import Path

import numpy as np
from PIL import Image

from core import durable
from core.errors import BadInput, UserError
from core.imaging import MAX_BYTES, fingerprint, load_image
from core.library.database import Database
from core.library.folders import Folders
from core.library.lock import LibraryLock
from core.library.reconcile import Recovery, reconcile, settle_trash
from core.library.rows import (
    Project,
    insert_picture,
    insert_project,
    now,
    read_picture,
    read_project,
)
from core.picture import Picture, encode_png
from core.portrait import Portrait
from core.recipe import Recipe

MAX_NAME = 200


class ReadOnlyLibrary(UserError):
    hint = "You can view and export, not save."


class Library:
    """An open library. Methods may be called from any thread, one after another.

    In a folder that may not be written to, an existing library opens for viewing only:
    `writable` is False and whatever would change it raises ReadOnlyLibrary.

    Args:
        folder: made, with its parents, if it is not there.

    Raises:
        LibraryInUse: if it is open elsewhere.
        DamagedLibrary: if its database is damaged.
        UserError: if it can't be made or opened.
    """

    def __init__(self, folder: Path) -> None:
        self._folders = Folders(folder)
        self._lock: LibraryLock | None = None
        self.writable = not folder.exists() or os.access(folder, os.W_OK)
        self.recovery = Recovery()
        if not self.writable:
            if not self._folders.database.exists():
                raise durable.NotWritable(f"No permission to make a library in {folder.name}.")
            self._database = Database(self._folders.database, writable=False)
            return
        self._folders.make()
        with durable.readable_errors(self._folders.lock):
            self._lock = LibraryLock(self._folders.lock)
        try:
            with durable.readable_errors(self._folders.database):
                self._database = Database(self._folders.database)
                self.recovery = reconcile(self._folders, self._database)
        except BaseException:
            self._lock.release()
            raise

    @property
    def folder(self) -> Path:
        """Where all of it lies."""
        return self._folders.root

    def close(self) -> None:
        """Delete the trash for good and let others open the library."""
        try:
            if self._lock is not None:
                with durable.readable_errors(self._folders.trash):
                    settle_trash(self._folders, self._database)
        finally:
            self._database.close()
            if self._lock is not None:
                self._lock.release()

    # projects

    def create_project(self, name: str) -> Project:
        """Add an empty project. Names are for people: they need not be unique.

        Raises:
            BadInput: if the name is empty or longer than 200 characters.
        """
        self._must_be_writable()
        with self._database.transaction() as connection:
            return insert_project(connection, _checked_name(name))

    def projects(self) -> tuple[Project, ...]:
        """All projects, the oldest first."""
        return tuple(map(read_project, self._database.rows("SELECT * FROM project ORDER BY id")))

    def rename_project(self, project_id: int, name: str) -> None:
        self._must_be_writable()
        self._project(project_id)
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE project SET name = ? WHERE id = ?", (_checked_name(name), project_id)
            )

    def delete_project(self, project_id: int) -> None:
        """Delete a project and all its pictures."""
        self._must_be_writable()
        self._project(project_id)
        rows = self._database.rows("SELECT id FROM picture WHERE project = ?", (project_id,))
        with self._deletion() as connection:
            self._to_trash(*(row["id"] for row in rows))
            connection.execute("DELETE FROM picture WHERE project = ?", (project_id,))
            connection.execute("DELETE FROM project WHERE id = ?", (project_id,))

    def load_draft(self, project_id: int) -> Recipe | None:
        """The recipe last saved as the project's draft; None if there is none."""
        draft = self._project(project_id)["draft"]
        return Recipe.from_json(draft) if draft is not None else None

    def save_draft(self, project_id: int, recipe: Recipe) -> None:
        """Keep what the panels are editing; replaces the last draft in one step."""
        self._must_be_writable()
        self._project(project_id)
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE project SET draft = ? WHERE id = ?", (recipe.to_json(), project_id)
            )

    # pictures

    def save(self, portrait: Portrait, project_id: int) -> Picture:
        """Keep a portrait; when this returns, it survives a crash and a power cut.

        Raises:
            UserError: if the disk is full or failing, or there is no such project. The library
                is then as before, and the caller still has the portrait.
        """
        self._must_be_writable()
        self._project(project_id)
        data = encode_png(portrait.image, portrait.recipe)
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
            sha256=hashlib.sha256(data).hexdigest(),
        )
        durable.make_folder(picture.path.parent)
        durable.save(data, picture.path, scratch=self._folders.tmp)
        try:
            with self._database.transaction() as connection:
                insert_picture(connection, project_id, picture)
        except BaseException:
            picture.path.unlink()  # or it would come back as a recovered one
            raise
        return picture

    def pictures(self, project_id: int) -> tuple[Picture, ...]:
        """The project's pictures in the order in which they were saved, less missing files."""
        rows = self._database.rows(
            "SELECT * FROM picture WHERE project = ? AND NOT missing ORDER BY number", (project_id,)
        )
        return tuple(read_picture(row, self._folders) for row in rows)

    def delete(self, picture_id: str) -> None:
        """Delete one picture; its file lies in the trash until the library is closed."""
        self._must_be_writable()
        if not self._database.rows("SELECT 1 FROM picture WHERE id = ?", (picture_id,)):
            raise BadInput("This picture is no longer in the library.")
        with self._deletion() as connection:
            self._to_trash(picture_id)
            connection.execute("DELETE FROM picture WHERE id = ?", (picture_id,))

    # source images

    def add_source(self, image: np.ndarray) -> str:
        """Keep an image that recipes may name; the same pixels are kept once.

        Args:
            image: RGB uint8, shape (h, w, 3).

        Returns:
            Its fingerprint.

        Raises:
            BadInput: if its PNG is larger than what `load_image` would read back.
        """
        self._must_be_writable()
        key = fingerprint(image)
        path = self._folders.source(key)
        if not path.exists():
            buffer = io.BytesIO()
            Image.fromarray(image).save(buffer, format="PNG", compress_level=6)
            data = buffer.getvalue()
            if len(data) > MAX_BYTES:
                raise BadInput("This image is too large to keep.", "Scale it down first.")
            durable.make_folder(path.parent)
            durable.save(data, path, scratch=self._folders.tmp)
        return key

    def source(self, sha256: str) -> np.ndarray:
        """The image of that fingerprint, RGB uint8, shape (h, w, 3).

        Raises:
            BadInput: if it is not in the library, or its file is damaged.
        """
        path = self._folders.source(sha256)
        if not path.exists():
            raise BadInput(
                "An image that this recipe needs is not in the library.", "Choose the photo again."
            )
        image = load_image(path)
        if fingerprint(image) != sha256:
            raise BadInput(
                "An image that this recipe needs was changed on the disk.",
                "Choose the photo again.",
            )
        return image

    def _project(self, project_id: int) -> sqlite3.Row:
        rows = self._database.rows("SELECT * FROM project WHERE id = ?", (project_id,))
        if not rows:
            raise BadInput("This project is no longer in the library.", "Choose another project.")
        return rows[0]

    def _to_trash(self, *picture_ids: str) -> None:
        for key in picture_ids:
            if self._folders.picture(key).exists():
                durable.move(self._folders.picture(key), self._folders.trashed(key))

    @contextlib.contextmanager
    def _deletion(self) -> Generator[sqlite3.Connection]:
        """A transaction whose failure brings back what `_to_trash` has moved."""
        try:
            with self._database.transaction() as connection:
                yield connection
        except BaseException:
            settle_trash(self._folders, self._database)
            raise

    def _must_be_writable(self) -> None:
        if not self.writable:
            raise ReadOnlyLibrary("This library is read-only.")


def _checked_name(name: str) -> str:
    stripped = name.strip()
    if not 1 <= len(stripped) <= MAX_NAME:
        raise BadInput("A project's name has 1 to 200 characters.", "Choose another name.")
    return stripped
