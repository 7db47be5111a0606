"""How loudly an image prompt speaks in the blocks of a UNet."""

import pytest

from core.blocks import meant_by, preset, unfitting, weight_in, weights_in, with_weight
from core.recipe import ImagePrompt
from core.recipe_parts import BlockWeight

SDXL = (
    *(f"down_blocks.{level}.attentions.{index}" for level in (1, 2) for index in (0, 1)),
    "mid_block.attentions.0",
    *(f"up_blocks.{level}.attentions.{index}" for level in (0, 1) for index in (0, 1, 2)),
)
STYLE, COMPOSITION = "up_blocks.0.attentions.1", "down_blocks.2.attentions.1"


def given(**weights: float) -> tuple[BlockWeight, ...]:
    return tuple(
        BlockWeight(block=name.replace("__", "."), weight=weight)
        for name, weight in weights.items()
    )


def test_style_and_composition_are_those_of_instantstyle():
    assert meant_by("all", SDXL) == SDXL
    assert meant_by("style", SDXL) == (STYLE,)
    assert meant_by("composition", SDXL) == (COMPOSITION,)
    assert meant_by("style", ("mid_block.attentions.0",)) == ()


def test_the_longest_name_that_fits_decides():
    some = given(up_blocks=0.5, up_blocks__0__attentions__1=0.9, up_blocks__1=0.1)
    assert weight_in("up_blocks.0.attentions.0", some) == 0.5
    assert weight_in(STYLE, some) == 0.9
    assert weight_in("up_blocks.1.attentions.2", some) == 0.1
    assert weight_in("up_blocks.11.attentions.2", some) == 0.5  # no part of up_blocks.1
    assert weight_in(COMPOSITION, some) == 0


def test_layers_and_blocks_are_told_alike():
    prompt = ImagePrompt(images=("a" * 64,), layers="style")
    assert {block for block, weight in weights_in(prompt, SDXL).items() if weight} == {STYLE}
    single = ImagePrompt(images=("a" * 64,), blocks=preset("style", SDXL))
    assert weights_in(single, SDXL) == weights_in(prompt, SDXL)


@pytest.mark.parametrize(
    ("name", "count"),
    [("all", 11), ("style", 1), ("composition", 1), ("both", 2), ("no-style", 10)],
)
def test_presets(name, count):
    blocks = preset(name, SDXL)
    assert len(blocks) == count
    assert (STYLE in {one.block for one in blocks}) is (name in ("all", "style", "both"))


def test_a_weight_changes_one_block_and_no_other():
    some = given(up_blocks=0.5)
    louder = with_weight(some, STYLE, 0.8)
    assert weight_in(STYLE, louder) == 0.8
    assert weight_in("up_blocks.0.attentions.2", louder) == 0.5
    silent = with_weight(louder, STYLE, 0)
    assert weight_in(STYLE, silent) == 0  # and not 0.5, as a part of the larger one
    assert with_weight(with_weight(some, COMPOSITION, 0.3), COMPOSITION, 0) == some


def test_the_last_block_falls_silent_and_not_all_speak():
    silent = with_weight(given(up_blocks__0__attentions__1=1), STYLE, 0)
    assert silent
    assert weights_in(ImagePrompt(images=("a" * 64,), blocks=silent), SDXL)[COMPOSITION] == 0


def test_what_another_unet_has_is_found():
    some = given(up_blocks=1, down_blocks__9__attentions__0=1)
    within = given(up_blocks__0__attentions__1__transformer_blocks__0=1)
    assert unfitting(some, SDXL) == some[1:]
    assert unfitting(within, SDXL) == within
