"""Recipes that go on from a finished picture: its faces refined, enlarged, a part changed."""

from core.packs.defaults import adapted
from core.packs.manifest import Manifest
from core.pose import landmarks_in
from core.recipe import Recipe
from core.recipe_retouch import Refine, Start, Upscale
from core.retouch.sizes import target_size
from core.retouch.window import Size

INPAINTED = 0.75  # share of the steps; with all of them the colours around would be forgotten
_AT_ONCE = 2  # so many times larger than the pack's own pictures, one is enlarged in tiles


def refined_again(
    drawn: Recipe, image: str, size: Size, manifest: Manifest, how: Refine | None = None
) -> Recipe:
    """The picture as it is, its faces drawn once more.

    Args:
        drawn: what the picture was drawn with.
        image: the picture's fingerprint.
        size: width and height of the picture.
        manifest: of the pack that draws.
        how: None: as usual, but large faces too: it is this picture that was asked for.
    """
    start = Start(image=image, strength=0)
    refine = Refine(largest=1.0) if how is None else how
    return _from_picture(drawn, size, manifest, start).model_copy(update={"refine": refine})


def enlarged_again(
    drawn: Recipe, image: str, size: Size, manifest: Manifest, how: Upscale | None = None
) -> Recipe:
    """The picture enlarged, its details drawn; the other arguments are those of `refined_again`.

    `how`: None: as usual, and in tiles where it becomes large for the pack.

    Raises:
        BadInput: if it would be too large.
    """
    upscale = Upscale() if how is None else how.model_copy(update={"by": "pixels"})
    there = max(target_size(upscale, size, 1))
    if how is None and there > _AT_ONCE * max(manifest.defaults.width, manifest.defaults.height):
        upscale = upscale.model_copy(update={"tiled": True})
    start = Start(image=image, strength=0)
    return _from_picture(drawn, size, manifest, start).model_copy(update={"upscale": upscale})


def part_changed(drawn: Recipe, image: str, size: Size, manifest: Manifest) -> Recipe:
    """A draft in which a part of the picture is to be changed; see `refined_again`."""
    start = Start(image=image, strength=INPAINTED, area="masked")
    return _from_picture(drawn, size, manifest, start)


def _from_picture(drawn: Recipe, size: Size, manifest: Manifest, start: Start) -> Recipe:
    """The same words and people, in the size that the pack draws best: parts are drawn in it."""
    factor = 1.0 if drawn.upscale is None else drawn.upscale.factor
    before = round(size[0] / factor), round(size[1] / factor)
    recipe = adapted(drawn, manifest)
    people = tuple(
        one.model_copy(update={"landmarks": landmarks_in(one.landmarks, before, size)})
        for one in recipe.identities
    )
    defaults = manifest.defaults
    sampling = {"count": 1, "width": defaults.width, "height": defaults.height}
    return recipe.model_copy(
        update={
            "identities": people,
            "start": start,
            "upscale": None,
            "refine": None,
            "sampling": recipe.sampling.model_copy(update=sampling),
        }
    )
