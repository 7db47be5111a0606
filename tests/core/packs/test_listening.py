"""The blocks of a UNet in which image prompts can speak, told without torch."""

import json
from pathlib import Path
from typing import Any

import pytest

from core.errors import DamagedPack
from core.packs import Pack
from core.packs.listening import listening_blocks
from core.packs.stamping import write_manifest
from tests.core.packs import official
from tests.core.packs.conftest import description

SDXL = (
    *(f"down_blocks.{level}.attentions.{index}" for level in (1, 2) for index in (0, 1)),
    "mid_block.attentions.0",
    *(f"up_blocks.{level}.attentions.{index}" for level in (0, 1) for index in (0, 1, 2)),
)
SD15 = (
    *(f"down_blocks.{level}.attentions.{index}" for level in (0, 1, 2) for index in (0, 1)),
    "mid_block.attentions.0",
    *(f"up_blocks.{level}.attentions.{index}" for level in (1, 2, 3) for index in (0, 1, 2)),
)
CROSS, PLAIN = "CrossAttnDownBlock2D", "DownBlock2D"
SETTINGS: dict[str, dict[str, Any]] = {
    "sdxl": {
        "down_block_types": [PLAIN, CROSS, CROSS],
        "up_block_types": ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"],
        "layers_per_block": 2,
    },
    "sd15": {
        "down_block_types": [CROSS, CROSS, CROSS, PLAIN],
        "up_block_types": ["UpBlock2D", *["CrossAttnUpBlock2D"] * 3],
        "layers_per_block": 2,
        "mid_block_type": "UNetMidBlock2DCrossAttn",
    },
}


def write_settings(pack_folder: Path, settings: object) -> None:
    (pack_folder / "base" / "unet" / "config.json").write_text(json.dumps(settings))


@pytest.mark.parametrize(("family", "blocks"), [("sdxl", SDXL), ("sd15", SD15)])
def test_of_the_official_settings(pack_folder: Path, family: str, blocks: tuple[str, ...]):
    write_settings(pack_folder, SETTINGS[family])
    assert listening_blocks(Pack.load(pack_folder)) == blocks
    keys = official.unet(family)
    named = {key.partition(".transformer_blocks")[0] for key in keys if ".attn2." in key}
    assert named == set(blocks)


@pytest.mark.parametrize("with_sizes", [True, False])
@pytest.mark.parametrize(("family", "blocks"), [("sdxl", SDXL), ("sd15", SD15)])
def test_of_a_single_file(
    pack_folder: Path, family: str, blocks: tuple[str, ...], with_sizes: bool
):
    shapes = official.smaller(official.checkpoint(family))
    if with_sizes:
        shapes |= {
            f"model.diffusion_model.input_blocks.{number}.0.op.weight": (4, 4, 3, 3)
            for number in ((3, 6) if family == "sdxl" else (3, 6, 9))
        }
    official.write(pack_folder / "base.safetensors", shapes)
    write_manifest(pack_folder, description(base="base.safetensors"))
    assert listening_blocks(Pack.load(pack_folder)) == blocks


@pytest.mark.parametrize(
    "settings",
    [
        [],
        {},
        {**SETTINGS["sdxl"], "layers_per_block": [1, 2]},
        {**SETTINGS["sdxl"], "layers_per_block": 10**9},
        {**SETTINGS["sdxl"], "down_block_types": None},
    ],
)
def test_odd_settings_are_damage(pack_folder: Path, settings: object):
    write_settings(pack_folder, settings)
    with pytest.raises(DamagedPack, match=r"config\.json"):
        listening_blocks(Pack.load(pack_folder))


def test_a_missing_file_is_damage(pack: Pack):
    with pytest.raises(DamagedPack, match=r"config\.json"):
        listening_blocks(pack)
