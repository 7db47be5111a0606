"""What a file has to say that was dropped or opened, and what is said of it. Any thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from core.errors import UserError
from core.imaging import load_image
from core.library import Library, Project
from core.library.names import told_name
from core.packs import default_store
from core.parameters import Loaded
from core.picture import Picture, read_recipe, recipe_in
from core.prompt_loras import fit_loras
from core.recipe import Recipe
from core.told import Told
from gui.failure import Failure

if TYPE_CHECKING:
    import numpy as np

    from core.compare.grid import Opened

Found: TypeAlias = "tuple[Loaded | Opened | None, np.ndarray]"
"""What a picture says of its recipe or, as a sheet, of several; and its pixels, uint8 (h, w, 3)."""
Kept: TypeAlias = "tuple[Picture, Project]"
"""A picture of the library, and whose it is."""


def look_into(path: Path, base: Recipe) -> Found:
    """A picture's pixels, with the recipe that it may have inside; see `core.picture.recipe_in`.

    Of a whole twin or sweep, it is the sheet with all its recipes.

    Raises:
        BadInput: if it is no picture that can be read, or its recipe can't be used.
    """
    from core.compare.grid import sheet_in  # few files are sheets, and the window starts sooner

    pixels = load_image(path)
    found = sheet_in(path) or recipe_in(path, base)
    return _fitted(found) if isinstance(found, Loaded) else found, pixels


def _fitted(loaded: Loaded) -> Loaded:
    """With the LoRAs that its prompt names, as other programs write them."""
    try:
        manifest = default_store().named(loaded.recipe.pack).manifest
    except UserError:
        return loaded
    taken = fit_loras(loaded.recipe, manifest)
    return Loaded(taken.recipe, loaded.left_out + taken.unknown)


def look_for_kept(
    into: Callable[[Path, Recipe], Found],
    path: Path,
    base: Recipe,
    library: Library,
    project: int | None,
) -> tuple[Found, Kept | None]:
    """What a function of this file finds, and the library's own picture, if the file is a copy.

    Of several, as in a duplicated project, it is the one of `project`, if it has one.
    """
    found = into(path, base)
    kept = library.kept_as(path, project) if isinstance(found[0], Loaded) else None
    return found, (kept, library.project_of(kept.id)) if kept is not None else None


def look_for_recipe(path: Path, base: Recipe) -> Found:
    """The same of a picture that must have one; BadInput says that there is none."""
    found = look_into(path, base)
    if found[0] is None:
        read_recipe(path)  # says that there is none
    return found


def from_the_web() -> Failure:
    """What a browser dropped is only an address."""
    return Failure(
        Told("Likeness fetches nothing from the web."),
        Told("Save the picture first, and drop its file."),
    )


def one_of_several(files: int) -> Failure:
    """So many files were dropped at once."""
    return Failure(
        Told("Only the first of {0} files was taken.", files),
        Told("Several photos of one person go into the person's panel."),
    )


def kept_elsewhere(project: Project) -> Failure:
    """The picture is one of the library's own, but not of the open project."""
    return Failure(
        Told("This picture is in the project “{0}”.", told_name(project.name)),
        Told("Its recipe was loaded here."),
    )


def in_part(loaded: Loaded) -> Failure:
    """Some of a recipe means nothing here."""
    return Failure(Told("The recipe was loaded, but for this: {0}.", loaded.left_out))
