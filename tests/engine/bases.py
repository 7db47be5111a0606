"""Tiny random base models of both families, each as a pack with every IP-Adapter there is."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from diffusers import (
    AutoencoderKL,
    ControlNetModel,
    PNDMScheduler,
    StableDiffusionPipeline,
    UNet2DConditionModel,
)
from safetensors.torch import load_file, save_file
from transformers import (
    CLIPTextConfig,
    CLIPTextModel,
    CLIPTokenizer,
    CLIPVisionConfig,
    CLIPVisionModelWithProjection,
)

from core.packs import Pack
from core.packs.stamping import write_manifest
from tests.engine import official
from tests.engine.conftest import FIXTURES

ENCODERS = {"vit-h": (64, 48), "vit-g": (80, 40)}  # hidden size, embedding
RESAMPLER = 128  # two heads

SD15 = ("basic", "vit-g", "plus", "plus-face", "full-face", "faceid", "faceid-plus",
        "faceid-plusv2", "portrait", "instantid")  # fmt: skip
SDXL = ("basic", "vit-g", "plus", "plus-face", "faceid", "faceid-plusv2", "portrait",
        "portrait-unnorm")  # fmt: skip
NOT_TOLD = ("faceid-plus", "faceid-plusv2", "plus-face")  # by the content alone


@dataclass(frozen=True)
class Base:
    """A pack with all adapters of its family."""

    pack: Pack
    family: str

    @property
    def folder(self) -> Path:
        return self.pack.path("base")

    def state(self, name: str) -> dict[str, torch.Tensor]:
        entry = next(one for one in self.pack.manifest.adapters if one.name == name)
        return load_file(self.pack.path(entry.file))

    def encoder(self, name: str) -> Any:
        folder = self.pack.path(f"encoders/{'vit-g' if name == 'vit-g' else 'vit-h'}")
        return CLIPVisionModelWithProjection.from_pretrained(folder, dtype=torch.float32)


def make(family: str, folder: Path) -> Base:
    """Everything into a folder, and its manifest."""
    torch.manual_seed(5)
    if family == "sdxl":
        shutil.copytree(FIXTURES / "sdxl", folder / "base")
    else:
        sd15(folder / "base")
    for name, (hidden, embedding) in ENCODERS.items():
        save_encoder(folder / "encoders" / name, hidden, embedding)
    unet: Any = UNet2DConditionModel.from_pretrained(folder / "base" / "unet")
    (folder / "adapters").mkdir()
    adapters: list[dict[str, Any]] = []
    for number, name in enumerate(SD15 if family == "sd15" else SDXL):
        adapters.append(save_adapter(folder, unet, number, name))
    data: dict[str, Any] = {
        "version": 1, "name": family, "title": family, "description": "", "family": family,
        "licences": [{"name": "Apache-2.0", "covers": "all"}], "base": "base",
        "adapters": adapters,
        "defaults": {"width": 64, "height": 64, "steps": 4, "guidance": 5.0, "likeness": 0.8,
                     "structure": 0.8, "scheduler": "euler"},
    }  # fmt: skip
    if family == "sd15":
        save_identity_net(folder / "identity", unet)
        data["instantid"] = {"controlnet": "identity", "adapter": adapters.pop()["file"]}
    write_manifest(folder, data)
    return Base(Pack.load(folder), family)


def save_adapter(folder: Path, unet: Any, number: int, name: str) -> dict[str, Any]:
    """One adapter under a name that says nothing, and its entry in a manifest."""
    encoder = "vit-g" if name == "vit-g" else "vit-h"
    variant = "basic" if name == "vit-g" else name
    sizes = official.Sizes(
        unet.config.cross_attention_dim, RESAMPLER, official.layers_of(unet),
        *ENCODERS[encoder], rank=4,
    )  # fmt: skip
    file = f"adapters/{number}.safetensors"
    save_file(official.adapter(variant, sizes, official.random(number)), folder / file)
    blind = name in ("faceid", "portrait", "portrait-unnorm", "instantid")
    entry = {"name": name, "file": file, "encoder": None if blind else f"encoders/{encoder}"}
    return entry | ({"variant": name} if name in NOT_TOLD else {})


def save_encoder(folder: Path, hidden: int, embedding: int) -> None:
    """A CLIP image encoder that sees 16 x 16 patches, as the official ones."""
    config = CLIPVisionConfig(
        hidden_size=hidden, intermediate_size=2 * hidden, projection_dim=embedding,
        num_hidden_layers=3, num_attention_heads=4, image_size=224, patch_size=14,
        hidden_act="gelu", initializer_factor=4.0,
    )  # fmt: skip
    CLIPVisionModelWithProjection(config).save_pretrained(folder)


def sd15(folder: Path) -> None:
    """The layout of Stable Diffusion 1.5: as many blocks and layers, all of them narrow."""
    unet = UNet2DConditionModel(
        sample_size=8, block_out_channels=(16, 24, 32, 32), norm_num_groups=8,
        cross_attention_dim=128, attention_head_dim=4,
    )  # fmt: skip
    vae = AutoencoderKL(
        block_out_channels=(8, 8, 16, 16), norm_num_groups=4, latent_channels=4,
        down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4,
    )  # fmt: skip
    tokenizer = CLIPTokenizer.from_pretrained(FIXTURES / "sdxl" / "tokenizer")
    text = CLIPTextConfig(
        hidden_size=128, intermediate_size=128, num_hidden_layers=2, num_attention_heads=4,
        vocab_size=len(tokenizer), bos_token_id=len(tokenizer) - 2,
        eos_token_id=len(tokenizer) - 1, pad_token_id=len(tokenizer) - 1,
    )  # fmt: skip
    scheduler = PNDMScheduler(
        beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", skip_prk_steps=True,
        set_alpha_to_one=False, steps_offset=1,
    )  # fmt: skip
    StableDiffusionPipeline(
        vae=vae, text_encoder=CLIPTextModel(text), tokenizer=tokenizer, unet=unet,
        scheduler=scheduler, safety_checker=None, feature_extractor=None,
        requires_safety_checker=False,
    ).save_pretrained(folder)  # fmt: skip


def save_identity_net(folder: Path, unet: Any) -> None:
    """A ControlNet over this UNet that does something: its last layers would be zero."""
    net = ControlNetModel.from_unet(unet)
    for layer in (*net.controlnet_down_blocks, net.controlnet_mid_block,
                  net.controlnet_cond_embedding.conv_out):  # fmt: skip
        torch.nn.init.normal_(layer.weight, std=0.1)
    net.save_pretrained(folder)
