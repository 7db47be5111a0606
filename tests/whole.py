"""Checkpoints in one file with all the official names, in the official shapes or narrow ones."""

from functools import cache
from types import SimpleNamespace
from typing import Any

import torch
from diffusers import AutoencoderKL, ControlNetModel, UNet2DConditionModel
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

from tests import ldm
from tests.official_settings import UNET, UNET_SD15, VAE, VAE_SD15, WORDS, WORDS_2, Settings

Shapes = dict[str, tuple[int, ...]]


def nets(family: str, narrow: bool = False) -> Any:
    """Nets without weights, by the names that they have in a pipeline.

    Args:
        family: of base models.
        narrow: few numbers inside, but what goes from net to net is as wide as in the official.
    """
    unet, vae = (UNET, VAE) if family == "sdxl" else (UNET_SD15, VAE_SD15)
    little: Settings = {}
    words: Settings = {}
    if narrow:
        little = {"block_out_channels": [32] * len(unet["block_out_channels"])}
        vae = vae | {"block_out_channels": [32] * 4}
        words = {"num_hidden_layers": 1, "intermediate_size": 64}
        if family == "sdxl":
            little |= {"attention_head_dim": 1, "transformer_layers_per_block": 1}
    with torch.device("meta"):
        made = SimpleNamespace(
            unet=UNet2DConditionModel.from_config(unet | little),
            vae=AutoencoderKL.from_config(vae),
            text_encoder=CLIPTextModel(CLIPTextConfig(**WORDS | words)),
        )
        if family == "sdxl":
            made.text_encoder_2 = CLIPTextModelWithProjection(CLIPTextConfig(**WORDS_2 | words))
    return made


@cache
def checkpoint(family: str, narrow: bool = False) -> Shapes:
    """Of a whole checkpoint, by name."""
    return {key: tuple(one.shape) for key, one in ldm.checkpoint(nets(family, narrow)).items()}


@cache
def controlnet() -> Shapes:
    """Of a ControlNet for Stable Diffusion 1.5 by its old names, as ControlNet 1.1 has them."""
    with torch.device("meta"):
        net = ControlNetModel.from_config(
            {key: one for key, one in UNET_SD15.items() if not key.startswith(("_", "up", "out"))}
        )
    return {f"control_model.{key}": tuple(one.shape) for key, one in ldm.unet(net).items()}
