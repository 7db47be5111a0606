"""At the full size of SDXL and Stable Diffusion 1.5: the keys and shapes of the published files."""

from typing import Any

import pytest
import torch
from diffusers import ControlNetModel, UNet2DConditionModel

from tests import official_settings
from tests.engine import official
from training.own.kinds import KINDS
from training.own.nets import Own

UNETS = {"sdxl": official_settings.UNET, "sd15": official_settings.UNET_SD15}
READS = {"basic": 1024, "plus": 1280, "faceid": 512, "instantid": 512}  # ViT-H, or a face
RESAMPLERS = {"sdxl": 1280, "sd15": 768}
PLAIN = ("basic", "plus", "faceid")
TRIED = (*(("sdxl", kind) for kind in KINDS), *(("sd15", kind) for kind in PLAIN))


@pytest.mark.parametrize(("family", "kind"), TRIED)
def test_it_has_the_keys_and_shapes_of_the_published_file(family: str, kind: str) -> None:
    with torch.device("meta"):
        unet: Any = UNet2DConditionModel.from_config(UNETS[family])
        own = Own(KINDS[kind], unet, READS[kind], None, 8)
    sizes = official.Sizes(
        unet.config.cross_attention_dim,
        RESAMPLERS[family],
        official.layers_of(unet),
        hidden=1280,
        embedding=1024,
    )
    published = official.adapter(kind, sizes, official.empty)
    mine = own.adapter.state()
    assert {name: one.shape for name, one in mine.items()} == {
        name: one.shape for name, one in published.items()
    }
    if kind == "instantid":
        assert sum(one.numel() for one in mine.values()) == 422_765_824
        assert sum(one.numel() for one in own.identity_net.parameters()) == 1_251_014_160
        assert type(own.identity_net) is ControlNetModel
