"""LoRAs, FaceID adapters and a tiny decoder with random numbers, in the official layouts."""

from pathlib import Path
from typing import Any

import torch
from diffusers import AutoencoderTiny
from torch import Tensor, nn

RANK, ALPHA = 4, 2.0
TOKENS = 4  # of a FaceID adapter, per face

Factors = dict[str, tuple[Tensor, Tensor]]
"""The two factors of each layer's change, down and up, by the layer's name in its net."""


def factors(net: nn.Module, parts: tuple[str, ...], seed: int = 0, gain: float = 0.2) -> Factors:
    """Random changes of the linear and convolution layers whose names hold one of `parts`."""
    noise = torch.Generator().manual_seed(seed)

    def draw(*shape: int) -> Tensor:
        return torch.randn(shape, generator=noise) * gain

    found: Factors = {}
    for name, layer in net.named_modules():
        adapter = ".processor." in name  # keys and values of an image prompt are not the UNet's
        if adapter or not any(part in name for part in parts):
            continue
        if isinstance(layer, nn.Conv2d):
            down = draw(RANK, layer.in_channels, *layer.kernel_size)
            found[name] = down, draw(layer.out_channels, RANK, 1, 1)
        elif isinstance(layer, nn.Linear):
            found[name] = draw(RANK, layer.in_features), draw(layer.out_features, RANK)
    return found


def kohya(changes: Factors, prefix: str = "lora_unet_") -> dict[str, Tensor]:
    """As lcm-lora-sdxl and SDXL-Lightning have it, with `alpha`."""
    tensors: dict[str, Tensor] = {}
    for name, (down, up) in changes.items():
        key = prefix + name.replace(".", "_")
        tensors[f"{key}.lora_down.weight"] = down
        tensors[f"{key}.lora_up.weight"] = up
        tensors[f"{key}.alpha"] = torch.tensor(ALPHA)
    return tensors


def peft(changes: Factors, prefix: str = "unet.") -> dict[str, Tensor]:
    """As diffusers writes it; without alpha, which then is the rank."""
    tensors: dict[str, Tensor] = {}
    for name, (down, up) in changes.items():
        tensors[f"{prefix}{name}.lora_A.weight"] = down
        tensors[f"{prefix}{name}.lora_B.weight"] = up
    return tensors


def change(down: Tensor, up: Tensor, scale: float) -> Tensor:
    """What is added to a layer's weight, in float64."""
    product = up.double().flatten(1) @ down.double().flatten(1)
    return scale * product.view(len(up), *down.shape[1:])


def face_id(unet: Any, seed: int = 0, lora: bool = False) -> dict[str, Tensor]:
    """An IP-Adapter FaceID Portrait; with `lora` an IP-Adapter FaceID."""
    noise = torch.Generator().manual_seed(seed)

    def draw(*shape: int) -> Tensor:
        return torch.randn(shape, generator=noise) * shape[-1] ** -0.5

    width = unet.config.cross_attention_dim
    tensors = {
        "image_proj.proj.0.weight": draw(1024, 512),
        "image_proj.proj.0.bias": draw(1024),
        "image_proj.proj.2.weight": draw(TOKENS * width, 1024),
        "image_proj.proj.2.bias": draw(TOKENS * width),
        "image_proj.norm.weight": 1 + draw(width),
        "image_proj.norm.bias": draw(width),
    }
    layers = [name.removesuffix(".processor") for name in unet.attn_processors]
    for number, name in enumerate(layers):
        layer = unet.get_submodule(name)
        inner = layer.to_q.out_features
        if name.endswith("attn2"):
            for part in ("to_k_ip", "to_v_ip"):
                tensors[f"ip_adapter.{number}.{part}.weight"] = draw(inner, width)
        for part in ("to_q", "to_k", "to_v", "to_out") if lora else ():
            linear = layer.to_out[0] if part == "to_out" else getattr(layer, part)
            key = f"ip_adapter.{number}.{part}_lora"
            tensors[f"{key}.down.weight"] = draw(RANK, linear.in_features)
            tensors[f"{key}.up.weight"] = draw(linear.out_features, RANK)
    return tensors


def save_tiny(folder: Path, channels: int) -> None:
    """An AutoencoderTiny that makes 4 pixels of one latent pixel."""
    torch.manual_seed(0)
    sizes = {"encoder_block_out_channels": (8, 8, 8), "decoder_block_out_channels": (8, 8, 8)}
    blocks = {"num_encoder_blocks": (1, 1, 1), "num_decoder_blocks": (1, 1, 1)}
    AutoencoderTiny(latent_channels=channels, **sizes, **blocks).save_pretrained(folder)
