"""*Forget this person*: what the library has of somebody is found, told, and deleted.

A marker in the person's folder comes first and the folder goes last. In between every step may be
done twice, so a start after a crash does all of them again, and then nothing is left.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from core import durable
from core.errors import BadInput, UserError
from core.library.folders import FINGERPRINT, PersonFolder
from core.library.people import People, PersonGone, remove_person_folder
from core.library.search import mechanism_of
from core.library.trash import TrashCan
from core.people.links import made_of, named_by_others, without_person
from core.people.record import Person
from core.picture import fingerprint_of, with_recipe
from core.recipe import Recipe

_ERASE = b"portraits"  # in the marker: these go too


@dataclass(frozen=True)
class Traces:
    """How much there is of a person, or was deleted.

    Attributes:
        photos: of theirs, that nobody and nothing else needs.
        shared: photos of theirs that stay, as other people or recipes without them use them.
        vectors: of their face.
        portraits: pictures that were made of them and are not in the trash.
        trashed: the same in the trash, which are deleted in any case.
        drafts: of projects that name them.
        jobs: of the queue that name them.
    """

    photos: int = 0
    shared: int = 0
    vectors: int = 0
    portraits: int = 0
    trashed: int = 0
    drafts: int = 0
    jobs: int = 0


@dataclass
class _Plan:
    """What has to be done."""

    photos: frozenset[str]
    needed: set[str] = field(default_factory=set[str])  # of them, by others
    derived: set[str] = field(default_factory=set[str])  # pictures for ControlNets made of them
    named: set[str] = field(default_factory=set[str])  # images of recipes that stay
    portraits: dict[str, Recipe] = field(default_factory=dict[str, Recipe])
    trashed: list[str] = field(default_factory=list[str])
    drafts: dict[int, Recipe | None] = field(default_factory=dict[int, "Recipe | None"])
    jobs: list[int] = field(default_factory=list[int])


class Forgetting(TrashCan, People):
    """The Library's way to forget people."""

    def traces(self, person_id: str, portraits: bool = False) -> Traces:
        """What `forget_person` would delete.

        Args:
            person_id: who is meant.
            portraits: whether the portraits that were made of them go too.

        Raises:
            PersonGone: if there is nobody of that id.
        """
        folder = self._folders.person(person_id)
        if not folder.root.is_dir():
            raise PersonGone
        return self._told(folder, self._plan(folder, portraits))

    def forget_person(self, person_id: str, portraits: bool = False) -> Traces:
        """Delete for good what there is of somebody; a crash on the way is made good.

        Their photos, vectors and portraits in the trash go; the drafts and portraits that stay
        lose them from their recipes, also in the files; jobs with them are taken out of the
        queue. Whoever holds recipes in memory lets go of them before.

        Returns:
            What was deleted, or stays without them; see `Traces`.

        Raises:
            PersonGone: if there is nobody of that id.
            UserError: if the disk is full or failing: then the next start goes on.
        """
        self._must_be_writable()
        folder = self._folders.person(person_id)
        if not folder.root.is_dir():
            raise PersonGone
        with self._people_guard:
            content = _ERASE if portraits else b""
            durable.save(content, folder.forgetting, scratch=self._folders.tmp)
            return self._forget(folder)

    def _finish_forgetting(self) -> None:
        """Go on where a crash was in the way; what still fails is tried at the next start."""
        for folder in self._folders.person_folders():
            if folder.forgetting.exists():
                with contextlib.suppress(UserError):
                    self._forget(folder)

    def _forget(self, folder: PersonFolder) -> Traces:
        erase = folder.forgetting.read_bytes() == _ERASE
        plan = self._plan(folder, erase)
        told = self._told(folder, plan)
        name = self._name(folder)
        self._delete_photos(plan.derived - plan.named)  # first: only the recipes tell of them
        gone = list(plan.trashed)
        for key, recipe in plan.portraits.items():
            if erase or not self._rewrite(key, _unnamed(recipe, name), name):
                gone.append(key)
        self._erase_pictures(gone)
        self._change_recipes(plan, name)
        self._delete_photos(plan.photos - plan.needed)
        remove_person_folder(folder)
        self._database.settle()
        return told

    def _plan(self, folder: PersonFolder, erase: bool) -> _Plan:
        others = frozenset(one.id for one in self._folders.person_folders()) - {folder.id}
        plan = _Plan(_photos_of(folder))
        plan.needed = self._person_sources(but=folder.id) & plan.photos
        look = partial(self._look, plan, folder.id, others)
        for row in self._database.rows(
            "SELECT picture.id, recipe, coalesce(picture.trashed, project.trashed) AS trashed"
            " FROM picture JOIN project ON project.id = picture.project"
        ):
            trashed = row["trashed"] is not None
            found = look(row["recipe"], goes=trashed or erase)
            if found is not None and trashed:
                plan.trashed.append(row["id"])
            elif isinstance(found, Recipe):
                plan.portraits[row["id"]] = found
            elif found is not None:  # it stays as it is, and so do its photos
                plan.needed |= plan.photos & set(FINGERPRINT.findall(row["recipe"]))
        for row in self._database.rows("SELECT id, draft FROM project WHERE draft IS NOT NULL"):
            found = look(row["draft"], goes=False)
            if found is not None:
                plan.drafts[row["id"]] = found if isinstance(found, Recipe) else None
        for row in self._database.rows("SELECT id, recipe FROM job"):
            if look(row["recipe"], goes=True) is not None:
                plan.jobs.append(row["id"])
        return plan

    def _look(
        self, plan: _Plan, person: str, others: frozenset[str], text: str, goes: bool
    ) -> Recipe | Literal["unreadable"] | None:
        """A recipe without the person; None if it does not have them.

        What it needs of their photos for somebody else is noted, unless it `goes` because of them.
        """
        names = set(FINGERPRINT.findall(text))
        if person not in text and plan.photos.isdisjoint(names):
            plan.named |= names
            return None
        try:
            recipe = Recipe.from_json(text)
        except BadInput:
            plan.named |= names
            return "unreadable"
        left = without_person(recipe, person, plan.photos, others)
        if left is None or not goes:
            plan.needed |= named_by_others(recipe, person, plan.photos, others)
            plan.named |= (left or recipe).sources()
        if left is not None:
            plan.derived |= made_of(recipe, plan.photos)
        return left

    def _told(self, folder: PersonFolder, plan: _Plan) -> Traces:
        shared = len(plan.photos & plan.needed)
        return Traces(
            photos=len(plan.photos) - shared,
            shared=shared,
            vectors=len(self.vectors(folder.id)),
            portraits=len(plan.portraits),
            trashed=len(plan.trashed),
            drafts=len(plan.drafts),
            jobs=len(plan.jobs),
        )

    def _name(self, folder: PersonFolder) -> str:
        """What they are called; empty where that can't be read."""
        with contextlib.suppress(UserError, OSError):
            return Person.from_json(folder.record.read_bytes()).name
        return ""

    def _rewrite(self, picture_id: str, recipe: Recipe, name: str) -> bool:
        """Give a portrait another recipe, first in its file; False if that is damaged."""
        from core.credentials import signed  # late, as in core.picture

        path = self._folders.picture(picture_id)
        changes: dict[str, object] = {
            "recipe": recipe.to_json(),
            "prompt": recipe.prompt,
            "mechanism": mechanism_of(recipe),
            "likeness": None,  # to somebody who is no longer known
        }
        if path.exists():
            try:
                with durable.readable_errors(path):
                    data = signed(with_recipe(path.read_bytes(), recipe))
            except BadInput:
                return False
            durable.save(data, path, scratch=self._folders.tmp)
            changes |= {"size": len(data), "sha256": fingerprint_of(data)}
        [row] = self._database.rows("SELECT title FROM picture WHERE id = ?", (picture_id,))
        changes["title"] = _without_word(row["title"], name)
        columns = ", ".join(f"{column} = ?" for column in changes)
        with self._database.transaction() as connection:
            connection.execute(
                f"UPDATE picture SET {columns} WHERE id = ?", (*changes.values(), picture_id)
            )
        return True

    def _change_recipes(self, plan: _Plan, name: str) -> None:
        drafts = {
            key: _unnamed(recipe, name).to_json() if recipe is not None else None
            for key, recipe in plan.drafts.items()
        }
        with self._database.transaction() as connection:
            connection.executemany(
                "UPDATE project SET draft = ? WHERE id = ?",
                [(text, key) for key, text in drafts.items()],
            )
            connection.executemany("DELETE FROM job WHERE id = ?", [(key,) for key in plan.jobs])

    def _delete_photos(self, keys: Iterable[str]) -> None:
        paths = [self._folders.source(key) for key in keys]
        for path in paths:
            with durable.readable_errors(path):
                path.unlink(missing_ok=True)
        for folder in {path.parent for path in paths if path.parent.exists()}:
            durable.sync_folder(folder)


def _photos_of(folder: PersonFolder) -> frozenset[str]:
    """Fingerprints in somebody's record, readable or not."""
    if not folder.record.exists():
        return frozenset()
    with durable.readable_errors(folder.record):
        return frozenset(FINGERPRINT.findall(folder.record.read_text("utf-8", errors="replace")))


def _unnamed(recipe: Recipe, name: str) -> Recipe:
    """A recipe whose words do not call somebody by their name."""
    words = {key: getattr(recipe, key) for key in ("prompt", "negative_prompt")}
    return recipe.model_copy(update={key: _without_word(text, name) for key, text in words.items()})


def _without_word(text: str, name: str) -> str:
    """A text without a name that stands in it as a word of its own."""
    if not name:
        return text
    edge = r"\b" if name.isascii() and name[0].isalnum() and name[-1].isalnum() else ""
    found = re.compile(f"{edge}{re.escape(name)}{edge}", re.IGNORECASE)
    return re.sub(r"  +", " ", found.sub("", text)).strip() if found.search(text) else text
