"""Which fields are offered for a sweep: each can be swept as it is proposed."""

import pytest

from core.compare.fields import title_of
from core.compare.proposals import proposal, read_axis, sweepable
from core.compare.sweep import sweep
from core.errors import BadInput
from core.packs import Pack
from core.recipe import Control, Identity, ImagePrompt, Lora, Recipe, Refine, Start, Upscale

ONE, TWO = "1" * 64, "2" * 64
WORDS = ("prompt", "negative_prompt")
FULL = Recipe(
    prompt="a person",
    negative_prompt="fog",
    identities=(Identity(references=(ONE, TWO)),),
    image_prompts=(ImagePrompt(images=(ONE,)), ImagePrompt(images=(ONE, TWO))),
    controls=(Control(net="depth", image=ONE),),
    loras=(Lora(name="turbo"),),
    start=Start(image=ONE),
    upscale=Upscale(),
    refine=Refine(),
)


@pytest.mark.parametrize("path", [path for path in sweepable(FULL) if path not in WORDS])
def test_what_is_proposed_can_be_drawn(path: str, demo_pack: Pack) -> None:
    values = proposal(path, FULL, demo_pack.manifest)
    sheet = sweep(FULL, read_axis(path, values, FULL))
    assert 2 <= len(sheet.cells) <= 7
    assert len({cell.recipe for cell in sheet.cells}) == len(sheet.cells)
    assert title_of(path) != path


def test_everything_that_has_an_amount_or_a_choice_is_offered() -> None:
    paths = sweepable(FULL)
    assert {path for path in paths if path.startswith("sampling")} == {
        f"sampling.{name}"
        for name in (
            *("guidance", "guided_until", "full_every", "steps", "scheduler", "spacing"),
            *("seed", "width", "height", "guess_mode"),
        )
    }
    assert paths[0] == "identities.0.likeness"
    for path in (
        *("identities.0.references", "identities.0.window", "image_prompts.1.adapter"),
        *("image_prompts.1.images", "image_prompts.0.layers", "controls.0.strength"),
        *("loras.0.weight", "start.strength", "prompt", "negative_prompt"),
    ):
        assert path in paths
    assert "image_prompts.0.images" not in paths, "there is one image only"


def test_nothing_is_offered_that_a_recipe_lacks() -> None:
    paths = sweepable(Recipe(prompt=" "))
    assert all(path.startswith("sampling.") for path in paths)


def test_photos_are_named_by_their_numbers() -> None:
    axis = read_axis("identities.0.references", "2, 1, 1+2", FULL)
    assert axis.values == ([TWO], [ONE], [ONE, TWO])
    assert axis.edge.labels == ("photo 2", "photo 1", "photos 1, 2")
    assert sweep(FULL, axis).cells[2].recipe.identities[0].references == (ONE, TWO)
    for wrong in ("3", "0", "", "1,", "one", "1+", "9" * 40):
        with pytest.raises(BadInput, match="none of the 2 photos"):
            read_axis("identities.0.references", wrong, FULL)
