"""In which blocks of a pack's UNet image prompts can speak: told from its settings, or its header.

Needs no torch, so that the window can tell it.
"""

import json
import re
from typing import Any, cast

from core.errors import BadInput, DamagedPack
from core.packs.checkpoints import check_safetensors
from core.packs.manifest import SINGLE
from core.packs.store import Pack
from core.told import Told

_MOST_LEVELS = 16
_MOST_PER_LEVEL = 64
_PREFIX = "model.diffusion_model."
_SINGLE = re.compile(
    r"(input_blocks|middle_block|output_blocks)\.(?:(\d+)\.)?1\.transformer_blocks\."
)
_SMALLER = re.compile(r"input_blocks\.(\d+)\.0\.op\.weight")


def listening_blocks(pack: Pack) -> tuple[str, ...]:
    """Names of the blocks that have cross-attention, as diffusers has them: down, middle, up.

    Raises:
        DamagedPack: if the UNet's settings, or the header of its file, can't be read.
    """
    base = pack.manifest.base
    if base.endswith(SINGLE):
        try:
            return _of_single_file(tuple(check_safetensors(pack.path(base))))
        except (OSError, BadInput) as error:
            raise _damaged(pack, base) from error
    file = f"{base}/unet/config.json"
    try:
        settings = json.loads(pack.path(file).read_text(encoding="utf-8"))
        return _of_settings(settings)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(pack, file) from error


def _damaged(pack: Pack, file: str) -> DamagedPack:
    return DamagedPack(
        Told("The pack '{0}' is damaged: {1} cannot be read.", pack.manifest.name, file)
    )


def _of_settings(settings: dict[str, Any]) -> tuple[str, ...]:
    down, up = settings["down_block_types"], settings["up_block_types"]
    each = _per_level(settings.get("layers_per_block", 2), len(down))
    found = [
        f"down_blocks.{level}.attentions.{index}"
        for level, kind in enumerate(down)
        if "CrossAttn" in kind
        for index in range(each[level])
    ]
    if "CrossAttn" in (settings.get("mid_block_type", "UNetMidBlock2DCrossAttn") or ""):
        found.append("mid_block.attentions.0")
    return tuple(found) + tuple(
        f"up_blocks.{level}.attentions.{index}"
        for level, kind in enumerate(up)
        if "CrossAttn" in kind
        for index in range(each[len(down) - 1 - level] + 1)
    )


def _per_level(given: object, levels: int) -> list[int]:
    each = cast(list[int], given) if isinstance(given, list) else [given] * levels
    counts = [int(cast(int, one)) for one in each]
    if len(counts) != levels or levels > _MOST_LEVELS or max(counts) > _MOST_PER_LEVEL:
        raise ValueError("layers of a UNet")
    return counts


def _of_single_file(names: tuple[str, ...]) -> tuple[str, ...]:
    """From the numbering of single files, which counts through all levels."""
    ours = [name.removeprefix(_PREFIX) for name in names if name.startswith(_PREFIX)]
    smaller = [int(found[1]) for name in ours if (found := _SMALLER.fullmatch(name))]
    per_level = min(smaller, default=3)  # the first level's layers, and what makes them smaller
    places = {(found[1], int(found[2] or 0)) for name in ours if (found := _SINGLE.match(name))}
    down = sorted(number - 1 for part, number in places if part == "input_blocks")
    up = sorted(number for part, number in places if part == "output_blocks")
    middle = ("mid_block.attentions.0",) * any(part == "middle_block" for part, _ in places)
    return (
        *(_named("down_blocks", number, per_level) for number in down),
        *middle,
        *(_named("up_blocks", number, per_level) for number in up),
    )


def _named(part: str, number: int, per_level: int) -> str:
    level, index = divmod(number, max(1, per_level))
    return f"{part}.{level}.attentions.{index}"
