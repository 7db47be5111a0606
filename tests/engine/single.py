"""Tiny random base models of the official make, each as a folder and as one file, with adapters.

Of the official make is all that shapes can't tell: heads, groups, activations, the vocabulary.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from diffusers import (
    AutoencoderKL,
    EulerDiscreteScheduler,
    PNDMScheduler,
    StableDiffusionPipeline,
    StableDiffusionXLPipeline,
    UNet2DConditionModel,
)
from safetensors.torch import save_file
from transformers import (
    CLIPTextConfig,
    CLIPTextModel,
    CLIPTextModelWithProjection,
    CLIPTokenizer,
)

from core.engine.single_files import TOKENIZER
from core.packs import Pack
from core.packs.stamping import write_manifest
from tests import ldm
from tests.engine.bases import ENCODERS, save_adapter, save_encoder, save_identity_net

SCHEDULER: dict[str, Any] = {
    "beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear",
    "steps_offset": 1,
}  # fmt: skip


@dataclass(frozen=True)
class Twins:
    """The same weights twice."""

    family: str
    pipe: Any
    folder: Pack  # the base model in the layout of diffusers
    single: Pack  # and as one file


def make(family: str, top: Path) -> Twins:
    """Everything into a folder."""
    torch.manual_seed(8)
    pipe = sdxl() if family == "sdxl" else sd15()
    folder = top / "folder"
    pipe.save_pretrained(folder / "base")
    (folder / "adapters").mkdir()
    save_encoder(folder / "encoders" / "vit-h", *ENCODERS["vit-h"])
    adapters = [
        save_adapter(folder, pipe.unet, number, name)
        for number, name in enumerate(("plus", "instantid"))
    ]
    save_identity_net(folder / "identity", pipe.unet)
    data: dict[str, Any] = {
        "version": 1, "name": "twin", "title": "Twin", "description": "", "family": family,
        "licences": [{"name": "Apache-2.0", "covers": "all"}], "base": "base",
        "instantid": {"controlnet": "identity", "adapter": adapters.pop()["file"]},
        "adapters": adapters,
        "defaults": {"width": 64, "height": 64, "steps": 4, "guidance": 5.0, "likeness": 0.8,
                     "structure": 0.8, "scheduler": "euler"},
    }  # fmt: skip
    write_manifest(folder, data)
    single = top / "single"
    shutil.copytree(folder, single, ignore=shutil.ignore_patterns("base", "pack.json"))
    save_file(ldm.checkpoint(pipe), single / "base.safetensors")
    write_manifest(single, data | {"base": "base.safetensors"})
    return Twins(family, pipe, Pack.load(folder), Pack.load(single))


def sdxl() -> Any:
    """SDXL, narrow: two text encoders, a linear way into attention, heads of 64 numbers."""
    unet = UNet2DConditionModel(
        sample_size=128, block_out_channels=(32, 64, 128), attention_head_dim=(1, 1, 2),
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
        cross_attention_dim=128, transformer_layers_per_block=(1, 1, 2),
        use_linear_projection=True, addition_embed_type="text_time", addition_time_embed_dim=8,
        projection_class_embeddings_input_dim=6 * 8 + 64,
    )  # fmt: skip
    return StableDiffusionXLPipeline(
        vae=autoencoder("sdxl"), unet=unet, text_encoder=CLIPTextModel(text("quick_gelu")),
        text_encoder_2=CLIPTextModelWithProjection(text("gelu")), tokenizer=tokenizer(),
        tokenizer_2=tokenizer(pad_token="!"),
        scheduler=EulerDiscreteScheduler.from_config(
            SCHEDULER | {"timestep_spacing": "leading"}
        ), add_watermarker=False,
    )  # fmt: skip


def sd15(channels: int = 4) -> Any:
    """Stable Diffusion 1.5, narrow: one text encoder, eight heads, convolutions into attention."""
    unet = UNet2DConditionModel(
        sample_size=64, block_out_channels=(32, 32, 64, 64), cross_attention_dim=64,
        attention_head_dim=8, in_channels=channels,
    )  # fmt: skip
    return StableDiffusionPipeline(
        vae=autoencoder("sd15"), unet=unet, text_encoder=CLIPTextModel(text("quick_gelu")),
        tokenizer=tokenizer(), safety_checker=None, feature_extractor=None,
        requires_safety_checker=False,
        scheduler=PNDMScheduler(**SCHEDULER, skip_prk_steps=True, set_alpha_to_one=False),
    )  # fmt: skip


def autoencoder(family: str) -> AutoencoderKL:
    return AutoencoderKL(
        block_out_channels=(32, 32, 32, 64), layers_per_block=2, latent_channels=4,
        down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4,
        scaling_factor=0.13025 if family == "sdxl" else 0.18215,
    )  # fmt: skip


def text(activation: str) -> CLIPTextConfig:
    return CLIPTextConfig(
        hidden_size=64, intermediate_size=128, num_hidden_layers=2, num_attention_heads=1,
        projection_dim=64, hidden_act=activation, bos_token_id=0, eos_token_id=2, pad_token_id=1,
    )  # fmt: skip


def tokenizer(**options: Any) -> Any:
    return CLIPTokenizer.from_pretrained(TOKENIZER, **options)
