"""Blocks of a UNet in which an image prompt can speak, and how loudly it does in each.

A block is named as diffusers names it, such as `up_blocks.0.attentions.1`. What a recipe says of a
part of the UNet goes for all blocks below it, unless it says more of one of them.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from core.recipe_parts import BlockWeight, ImagePrompt, Layers

Preset = Literal["all", "style", "composition", "both", "no-composition", "no-style"]
DOWN, UP = "down_blocks.", "up_blocks."


def meant_by(layers: Layers, blocks: Sequence[str]) -> tuple[str, ...]:
    """The blocks that a recipe's `layers` stand for; none where this UNet has no such ones.

    Style lives in the middle attention of the first up block that has any, composition in the last
    attention of the last such down block.

    Source: Wang et al., InstantStyle, 2024, §3.2.
    """
    if layers == "all":
        return tuple(blocks)
    side = [block for block in blocks if block.startswith(UP if layers == "style" else DOWN)]
    if not side:
        return ()
    if layers == "composition":
        return (side[-1],)
    first = [block for block in side if _level(block) == _level(side[0])]
    return (first[len(first) // 2],)


def preset(name: Preset, blocks: Sequence[str]) -> tuple[BlockWeight, ...]:
    """Weights of the blocks of a UNet that are usual; blocks that keep silent are left out."""
    style, composition = meant_by("style", blocks), meant_by("composition", blocks)
    speaking = {
        "all": blocks,
        "style": style,
        "composition": composition,
        "both": (*composition, *style),
        "no-composition": [block for block in blocks if block not in composition],
        "no-style": [block for block in blocks if block not in style],
    }
    return tuple(BlockWeight(block=block) for block in speaking[name])


def weight_in(block: str, given: Sequence[BlockWeight]) -> float:
    """How loudly an image prompt speaks in a block: as the longest name says that fits it."""
    fitting = [one for one in given if f"{block}.".startswith(f"{one.block}.")]
    return max(fitting, key=lambda one: len(one.block)).weight if fitting else 0.0


def weights_in(prompt: ImagePrompt, blocks: Sequence[str]) -> Mapping[str, float]:
    """How loudly an image prompt speaks in each block of a UNet."""
    if prompt.blocks:
        return {block: weight_in(block, prompt.blocks) for block in blocks}
    speaking = meant_by(prompt.layers, blocks)
    return {block: float(block in speaking) for block in blocks}


def with_weight(
    given: tuple[BlockWeight, ...], block: str, weight: float
) -> tuple[BlockWeight, ...]:
    """The same weights but for one block.

    A block that keeps silent is left out, unless it would speak then as a part of a larger one, or
    nothing were left: no weights at all mean that every block listens.
    """
    others = tuple(one for one in given if one.block != block)
    if not weight and others and not weight_in(block, others):
        return others
    new = BlockWeight(block=block, weight=weight)
    if len(others) == len(given):
        return (*given, new)
    return tuple(new if one.block == block else one for one in given)


def unfitting(given: Sequence[BlockWeight], blocks: Sequence[str]) -> tuple[BlockWeight, ...]:
    """What a recipe says of other parts than whole blocks of this UNet, or groups of them.

    Those lie within a block, or belong to another UNet.
    """
    return tuple(
        one for one in given if not any(f"{block}.".startswith(f"{one.block}.") for block in blocks)
    )


def _level(block: str) -> str:
    return ".".join(block.split(".")[:2])
