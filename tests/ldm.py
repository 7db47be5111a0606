"""The names of diffusers and transformers turned into those of single files, and the tensors, too.

Written from the training code of Stable Diffusion and OpenCLIP, not from diffusers' conversion,
which goes the other way.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor

State = dict[str, Tensor]
Names = list[tuple[str, str]]

_RESNET: Names = [
    ("norm1", "in_layers.0"), ("conv1", "in_layers.2"), ("time_emb_proj", "emb_layers.1"),
    ("norm2", "out_layers.0"), ("conv2", "out_layers.3"), ("conv_shortcut", "skip_connection"),
]  # fmt: skip
_TOP: Names = [
    ("time_embedding.linear_1", "time_embed.0"), ("time_embedding.linear_2", "time_embed.2"),
    ("add_embedding.linear_1", "label_emb.0.0"), ("add_embedding.linear_2", "label_emb.0.2"),
    ("conv_in", "input_blocks.0.0"), ("conv_norm_out", "out.0"), ("conv_out", "out.2"),
    ("controlnet_mid_block", "middle_block_out.0"),
]  # fmt: skip


def checkpoint(pipe: Any) -> State:
    """A whole checkpoint of a pipeline of SDXL or Stable Diffusion 1.5."""
    first, second = "cond_stage_model.transformer.", None
    if hasattr(pipe, "text_encoder_2"):
        first, second = "conditioner.embedders.0.transformer.", "conditioner.embedders.1.model."
    state = _below("model.diffusion_model.", unet(pipe.unet))
    state |= _below("first_stage_model.", vae(pipe.vae)) | _below(first, words(pipe.text_encoder))
    state[f"{first}text_model.embeddings.position_ids"] = torch.arange(77)[None]
    if second:
        state |= _below(second, open_clip(pipe.text_encoder_2))
    return state


def unet(net: Any) -> State:
    """A UNet, or a ControlNet."""
    layers = net.config.layers_per_block
    attending = {index for index, block in enumerate(getattr(net, "up_blocks", []))
                 if hasattr(block, "attentions")}  # fmt: skip

    def place(match: re.Match[str]) -> str:
        side, block, part, index, rest = match.groups()
        slot = int(block) * (layers + 1) + (layers if "samplers" in part else int(index))
        row = {"resnets": 0, "attentions": 1, "downsamplers": 0}.get(part)
        if part == "upsamplers":
            row = 2 if int(block) in attending else 1
        if part == "downsamplers":
            rest = rest.replace("conv", "op")
        if part == "resnets":
            rest = _swap(rest, _RESNET)
        name, first = ("input_blocks", 1) if side == "down" else ("output_blocks", 0)
        return f"{name}.{slot + first}.{row}.{rest}"

    def name(key: str) -> str:
        block = re.fullmatch(r"(down|up)_blocks\.(\d+)\.(\w+)\.(\d+)\.(.*)", key)
        if block:
            return place(block)
        middle = re.fullmatch(r"mid_block\.(resnets|attentions)\.(\d)\.(.*)", key)
        if middle:
            part, index, rest = middle.groups()
            if part == "attentions":
                return f"middle_block.1.{rest}"
            return f"middle_block.{2 * int(index)}.{_swap(rest, _RESNET)}"
        hint = re.fullmatch(r"controlnet_cond_embedding\.(conv_in|conv_out|blocks\.(\d+))(.*)", key)
        if hint:
            part, index, rest = hint.groups()
            number = {"conv_in": 0, "conv_out": 14}.get(part)
            return f"input_hint_block.{2 * int(index) + 2 if number is None else number}{rest}"
        zero = re.fullmatch(r"controlnet_down_blocks\.(\d+)(.*)", key)
        if zero:
            return f"zero_convs.{zero[1]}.0{zero[2]}"
        return _swap(key, _TOP)

    return _renamed(net.state_dict(), name)


def vae(net: Any) -> State:
    """An autoencoder; its attention is made of convolutions of one pixel."""
    last = len(net.config.block_out_channels) - 1
    attention: Names = [
        ("group_norm", "norm"), ("to_q", "q"), ("to_k", "k"), ("to_v", "v"),
        ("to_out.0", "proj_out"),
    ]  # fmt: skip

    def name(key: str) -> str:
        down = re.fullmatch(r"encoder\.down_blocks\.(\d)\.(resnets|downsamplers)\.(\d)\.(.*)", key)
        up = re.fullmatch(r"decoder\.up_blocks\.(\d)\.(resnets|upsamplers)\.(\d)\.(.*)", key)
        if down or up:
            level, part, index, rest = (down or up).groups()  # pyright: ignore
            top = f"encoder.down.{level}" if down else f"decoder.up.{last - int(level)}"
            if part == "resnets":
                rest = rest.replace("conv_shortcut", "nin_shortcut")
                return f"{top}.block.{index}.{rest}"
            return f"{top}.{part.removesuffix('rs')}.{rest}"
        middle = re.fullmatch(r"(\w+)\.mid_block\.(resnets|attentions)\.(\d)\.(.*)", key)
        if middle:
            half, part, index, rest = middle.groups()
            if part == "attentions":
                return f"{half}.mid.attn_1.{_swap(rest, attention)}"
            return f"{half}.mid.block_{int(index) + 1}.{rest}"
        return key.replace("conv_norm_out", "norm_out")

    state = _renamed(net.state_dict(), name)
    return {
        key: tensor[..., None, None] if ".attn_1." in key and tensor.ndim == 2 else tensor
        for key, tensor in state.items()
    }


def words(net: Any) -> State:
    """The text encoder of OpenAI, by its names in transformers of 2022."""
    return _renamed(net.state_dict(), lambda key: f"text_model.{key.removeprefix('text_model.')}")


def open_clip(net: Any) -> State:
    """The text encoder of OpenCLIP, whose three projections are one."""
    state = {key.removeprefix("text_model."): one for key, one in net.state_dict().items()}
    found = {
        "token_embedding.weight": state.pop("embeddings.token_embedding.weight"),
        "positional_embedding": state.pop("embeddings.position_embedding.weight"),
        "text_projection": state.pop("text_projection.weight").T.contiguous(),
        "logit_scale": torch.tensor(4.6),
    }
    for half in ("weight", "bias"):
        found[f"ln_final.{half}"] = state.pop(f"final_layer_norm.{half}")
        for layer in range(net.config.num_hidden_layers):
            old, new = f"encoder.layers.{layer}", f"transformer.resblocks.{layer}"
            found[f"{new}.attn.in_proj_{half}"] = torch.cat(
                [state.pop(f"{old}.self_attn.{part}_proj.{half}") for part in "qkv"]
            )
            for ours, theirs in (("self_attn.out_proj", "attn.out_proj"), ("layer_norm1", "ln_1"),
                                 ("layer_norm2", "ln_2"), ("mlp.fc1", "mlp.c_fc"),
                                 ("mlp.fc2", "mlp.c_proj")):  # fmt: skip
                found[f"{new}.{theirs}.{half}"] = state.pop(f"{old}.{ours}.{half}")
    assert not state
    return found


def _below(prefix: str, state: State) -> State:
    return {prefix + key: tensor for key, tensor in state.items()}


def _renamed(state: Mapping[str, Tensor], name: Callable[[str], str]) -> State:
    found = {name(key): tensor for key, tensor in state.items()}
    assert len(found) == len(state)
    return found


def _swap(key: str, names: Names) -> str:
    """The key with the first of these beginnings replaced."""
    for old, new in names:
        if key.startswith(f"{old}."):
            return new + key.removeprefix(old)
    return key
