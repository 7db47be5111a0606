"""A pack of middling size with random numbers, in the official layouts: what no cache holds.

It reads text 2,048 numbers wide, as SDXL does, and has 0.2 billion parameters. What it draws is
noise; only what it costs is of interest.
"""

import shutil
from pathlib import Path
from typing import Any

import torch
from diffusers import ControlNetModel, UNet2DConditionModel
from safetensors.torch import load_file, save_file
from torch import Tensor
from transformers import CLIPTextModel, CLIPTextModelWithProjection

from core.packs import Pack
from core.packs.stamping import write_manifest

NAME = "midsize"
WIDTH = 2048  # of what the cross-attention reads
CHANNELS = (128, 256, 512)
STEPS, SIDE = 20, 128
RANK = 8  # of the draft's LoRA
_TEXT = (
    (CLIPTextModel, "text_encoder", 768),
    (CLIPTextModelWithProjection, "text_encoder_2", WIDTH - 768),
)


def make(folder: Path, demo: Pack) -> Pack:
    """Write the pack; tokenizers, VAE and image encoder are those of the demo pack."""
    torch.manual_seed(1)
    shutil.copytree(demo.path(demo.manifest.base), folder / "base")
    for name in ("text_encoder", "text_encoder_2", "unet"):
        shutil.rmtree(folder / "base" / name)
    unet = _unet(demo)
    unet.save_pretrained(folder / "base/unet")
    for kind, name, width in _TEXT:
        config = kind.config_class.from_pretrained(demo.path(demo.manifest.base) / name)
        kind(_wider(config, width)).save_pretrained(folder / "base" / name)
    net: Any = ControlNetModel.from_unet(unet)
    for layer in (*net.controlnet_down_blocks, net.controlnet_mid_block):
        torch.nn.init.normal_(layer.weight, std=0.01)  # else it would say nothing
    net.save_pretrained(folder / "net")
    assert demo.manifest.instantid is not None
    plus = next(one for one in demo.manifest.adapters if one.name == "ip-adapter-plus")
    assert plus.encoder is not None
    shutil.copytree(demo.path(plus.encoder), folder / "encoder")
    _widen(demo.path(demo.manifest.instantid.adapter), folder / "instantid.safetensors", unet)
    _widen(demo.path(plus.file), folder / "plus.safetensors", unet)
    save_file(_lora(unet), folder / "draft.safetensors")
    write_manifest(folder, _manifest())
    return Pack.load(folder)


def _unet(demo: Pack) -> Any:
    latents = UNet2DConditionModel.load_config(demo.path(demo.manifest.base) / "unet")
    return UNet2DConditionModel(
        sample_size=SIDE // 8,
        in_channels=latents["in_channels"],
        out_channels=latents["out_channels"],
        block_out_channels=CHANNELS,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
        transformer_layers_per_block=(1, 2, 4),
        attention_head_dim=(4, 8, 16),
        cross_attention_dim=WIDTH,
        use_linear_projection=True,
        addition_embed_type="text_time",
        addition_time_embed_dim=64,
        projection_class_embeddings_input_dim=1280 + 6 * 64,
    )


def _wider(config: Any, width: int) -> Any:
    """The same text encoder, which knows the same words, with more numbers for each."""
    config.hidden_size = config.projection_dim = width
    config.intermediate_size, config.num_attention_heads = 2 * width, width // 64
    return config


def _widen(file: Path, target: Path, unet: Any) -> None:
    """An adapter of the demo pack with tokens as wide as this UNet reads, random ones."""
    before = load_file(file)
    narrow = len(before["image_proj.norm_out.weight"])
    tensors: dict[str, Tensor] = {}
    for key, tensor in before.items():
        if key.startswith(("image_proj.proj_out.", "image_proj.norm_out.")):
            shape = [WIDTH if side == narrow and place == 0 else side
                     for place, side in enumerate(tensor.shape)]  # fmt: skip
            tensors[key] = torch.randn(shape) * 0.05
        elif key.startswith("image_proj."):
            tensors[key] = tensor
    processors = list(unet.attn_processors)
    for place, name in enumerate(processors):
        if name.endswith("attn2.processor"):
            layer = unet.get_submodule(name.removesuffix(".processor"))
            for part in ("to_k_ip", "to_v_ip"):
                key = f"ip_adapter.{place}.{part}.weight"
                tensors[key] = torch.randn(layer.to_k.weight.shape) * WIDTH**-0.5
    save_file(tensors, target)


def _lora(unet: Any) -> dict[str, Tensor]:
    tensors: dict[str, Tensor] = {}
    for name, layer in unet.named_modules():
        if name.endswith((".to_q", ".to_k", ".to_v")):
            tensors[f"unet.{name}.lora_A.weight"] = torch.randn(RANK, layer.in_features) * 0.01
            tensors[f"unet.{name}.lora_B.weight"] = torch.randn(layer.out_features, RANK) * 0.01
    return tensors


def _manifest() -> dict[str, Any]:
    return {
        "version": 1,
        "name": NAME,
        "title": "Middling",
        "description": "Random numbers.",
        "family": "sdxl",
        "licences": [{"name": "CC0-1.0", "covers": "everything"}],
        "base": "base",
        "instantid": {"controlnet": "net", "adapter": "instantid.safetensors"},
        "adapters": [
            {"name": "ip-adapter-plus", "file": "plus.safetensors", "encoder": "encoder"}
        ],
        "loras": [{"name": "draft", "file": "draft.safetensors"}],
        "draft": {"lora": "draft", "steps": 4, "guidance": 1.0, "scheduler": "lcm"},
        "defaults": {
            "width": SIDE, "height": SIDE, "steps": STEPS, "guidance": 5.0,
            "likeness": 0.8, "structure": 0.8, "scheduler": "euler",
        },
    }  # fmt: skip
