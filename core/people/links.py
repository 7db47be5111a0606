"""Where recipes name a person, and recipes without them. Pure."""

from __future__ import annotations

from collections.abc import Collection

from core.recipe import Identity, Recipe


def is_of(
    identity: Identity, person: str, photos: Collection[str], others: Collection[str]
) -> bool:
    """Whether an identity of a recipe is that person.

    Args:
        identity: whom a recipe asks for.
        person: id of the person.
        photos: fingerprints of theirs.
        others: ids of everybody else in the library: whoever names one of them is meant to be
            that one, be it with the same photo.
    """
    if identity.person == person:
        return True
    return identity.person not in others and not set(photos).isdisjoint(identity.references)


def named_by_others(
    recipe: Recipe, person: str, photos: Collection[str], others: Collection[str]
) -> frozenset[str]:
    """Photos that a recipe needs for somebody else, or for anything at all if it has not them."""
    mine = [one for one in recipe.identities if is_of(one, person, photos, others)]
    if not mine:
        return recipe.sources() & frozenset(photos)
    left = (one for one in recipe.identities if one not in mine)
    return frozenset(key for one in left for key in one.references) & frozenset(photos)


def made_of(recipe: Recipe, photos: Collection[str]) -> frozenset[str]:
    """The pictures for ControlNets that were made of some photos, and show what those show."""
    return frozenset(
        one.image
        for one in recipe.controls
        if one.made is not None and one.made.photo in photos and one.image not in photos
    )


def without_person(
    recipe: Recipe, person: str, photos: Collection[str], others: Collection[str]
) -> Recipe | None:
    """A recipe without a person and without their photos; None if it does not have them.

    Args:
        recipe: any.
        person: id of the person.
        photos: fingerprints of theirs; those that others need stay where others name them.
        others: see `is_of`.
    """
    left = [one for one in recipe.identities if not is_of(one, person, photos, others)]
    if len(left) == len(recipe.identities):
        return None
    gone = frozenset(photos) - {key for one in left for key in one.references}
    changes: dict[str, object] = {
        "identities": tuple(
            one.model_copy(update={"pose": None}) if one.pose in gone else one for one in left
        ),
        "image_prompts": tuple(
            prompt.with_images(images)
            for prompt in recipe.image_prompts
            if (images := tuple(key for key in prompt.images if key not in gone))
        ),
        "controls": tuple(
            one
            for one in recipe.controls
            if one.image not in gone and (one.made is None or one.made.photo not in gone)
        ),
    }
    if recipe.start is not None and recipe.start.image in gone:
        changes["start"] = None
    return recipe.model_copy(update=changes)
