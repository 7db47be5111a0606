"""Recipes that go on from a finished picture."""

import numpy as np
import pytest

from core.packs import Pack
from core.packs.defaults import default_recipe, draft_recipe
from core.recipe import Recipe
from core.recipe_retouch import Refine, Upscale
from core.retouch.again import enlarged_again, part_changed, refined_again

IMAGE, PERSON = "a" * 64, "b" * 64
POINTS = [[100, 100], [140, 100], [120, 120], [105, 140], [135, 140]]


@pytest.fixture
def drawn(demo_pack: Pack) -> Recipe:
    """What a picture was drawn with: a person placed by hand, three pictures, another size."""
    recipe = default_recipe(demo_pack.manifest)
    people = [{"references": [PERSON], "landmarks": POINTS}]
    return Recipe.from_data(
        recipe.model_dump(mode="json") | {"prompt": "a person", "identities": people}
    ).with_fields({"sampling.count": 3, "sampling.width": 192, "sampling.seed": 5})


def test_refining_keeps_the_picture_and_its_people(drawn: Recipe, demo_pack: Pack):
    recipe = refined_again(drawn, IMAGE, (192, 256), demo_pack.manifest)
    assert recipe.start is not None
    assert recipe.start.image == IMAGE
    assert recipe.start.strength == 0
    assert recipe.refine == Refine(largest=1.0)
    how = Refine(strength=0.3)
    assert refined_again(drawn, IMAGE, (192, 256), demo_pack.manifest, how).refine == how
    assert recipe.identities == drawn.identities
    assert (recipe.prompt, recipe.sampling.seed, recipe.sampling.count) == ("a person", 5, 1)
    assert (recipe.sampling.width, recipe.sampling.height) == (256, 256)
    assert recipe.problems() == ()


def test_a_face_stands_where_it_is_in_a_picture_that_was_enlarged(drawn: Recipe, demo_pack: Pack):
    larger = drawn.model_copy(update={"upscale": Upscale(factor=2)})
    recipe = refined_again(larger, IMAGE, (384, 512), demo_pack.manifest)
    assert recipe.upscale is None
    assert np.allclose(np.array(recipe.identities[0].landmarks), np.array(POINTS) * 2)


def test_a_large_picture_is_enlarged_in_tiles_unless_told_how(drawn: Recipe, demo_pack: Pack):
    small = enlarged_again(drawn, IMAGE, (192, 256), demo_pack.manifest).upscale
    large = enlarged_again(drawn, IMAGE, (512, 512), demo_pack.manifest).upscale
    assert small is not None
    assert large is not None
    assert (small.tiled, large.tiled) == (False, True)
    how = Upscale(factor=3, by="latents", strength=0.6)
    told = enlarged_again(drawn, IMAGE, (512, 512), demo_pack.manifest, how)
    assert told.upscale == how.model_copy(update={"by": "pixels"})
    assert told.problems() == ()


def test_a_part_is_drawn_by_itself_and_changes_much(drawn: Recipe, demo_pack: Pack):
    recipe = part_changed(drawn, IMAGE, (192, 256), demo_pack.manifest)
    assert recipe.start is not None
    assert (recipe.start.area, recipe.start.strength) == ("masked", 0.75)
    assert recipe.refine is None


def test_a_draft_of_a_small_change_has_a_step_to_run(drawn: Recipe, demo_pack: Pack):
    start = {"image": IMAGE, "strength": 0.1}
    quick = draft_recipe(drawn.with_field("start", start), demo_pack.manifest)
    assert quick is not None
    assert int(quick.sampling.steps * 0.1) == 1
