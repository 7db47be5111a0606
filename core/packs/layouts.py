"""Settings of the nets in single files, as diffusers and transformers name them, from shapes alone.

The names are those of the training code of Stable Diffusion ("LDM"), in which checkpoints are
shared. What shapes can't tell is as in the official settings: heads, groups of the norms,
activations, scales. Needs neither torch nor the weights themselves.

All functions raise KeyError, IndexError, ValueError or ZeroDivisionError where the shapes are those
of something else.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from core.packs.checkpoints import Tensor

Family = Literal["sdxl", "sd15"]
Shapes = Mapping[str, Tensor]
Settings = dict[str, Any]

VOCABULARY = 49408  # of CLIP, the tokenizer of all of these models
NET = "control_model."  # before the names of a ControlNet, in most files of this layout
TOKENS = "text_model.embeddings.token_embedding.weight"
TOKENS_2 = "token_embedding.weight"

_HINT = "input_hint_block.0.weight"
_MOST = 100  # blocks or layers in a row
_GROUPS = 32
_HEAD = 64  # numbers per head of CLIP's text encoders and of SDXL's UNet
_HEADS = 8  # of every layer of the UNet of SD 1.5
_SIZES = 6  # numbers that SDXL is told about the picture: its size, the cut, the size that it had


def unet(shapes: Shapes, family: Family, pooled: int) -> Settings:
    """A UNet; `pooled` is the width of the second text encoder's embedding, 0 where unknown."""
    settings = _down(shapes, family)
    down: list[str] = settings["down_block_types"]
    names = {"DownBlock2D": "UpBlock2D", "CrossAttnDownBlock2D": "CrossAttnUpBlock2D"}
    settings |= {
        "_class_name": "UNet2DConditionModel",
        "sample_size": 128 if family == "sdxl" else 64,
        "out_channels": shapes["out.2.weight"].shape[0],
        "up_block_types": [names[kind] for kind in reversed(down)],
    }
    if family == "sdxl":
        read = shapes["label_emb.0.0.weight"].shape[1]
        settings |= {
            "addition_embed_type": "text_time",
            "addition_time_embed_dim": (read - pooled) // _SIZES if pooled else 256,
            "projection_class_embeddings_input_dim": read,
        }
    return settings


def is_controlnet(names: Iterable[str]) -> bool:
    """Whether these are the names of a ControlNet in this layout, with what stands before them."""
    return not {_HINT, NET + _HINT}.isdisjoint(names)


def controlnet(shapes: Shapes) -> Settings:
    """A ControlNet for Stable Diffusion 1.5."""
    hints = sorted(int(key.split(".")[1]) for key in shapes if key.startswith("input_hint_block."))
    layers = list(dict.fromkeys(hints))[:-1]  # the last makes it fit the UNet
    widths = [shapes[f"input_hint_block.{layer}.weight"].shape[0] for layer in layers[::2]]
    return _down(shapes, "sd15") | {
        "_class_name": "ControlNetModel",
        "conditioning_channels": shapes["input_hint_block.0.weight"].shape[1],
        "conditioning_embedding_out_channels": widths,
    }


def vae(shapes: Shapes, family: Family) -> Settings:
    """A VAE, in either layout."""
    ours = "encoder.down_blocks.0.resnets.0.conv1.weight" in shapes
    level, layer = ("down_blocks", "resnets") if ours else ("down", "block")
    levels = _count(shapes, f"encoder.{level}.")
    widths = [
        shapes[f"encoder.{level}.{index}.{layer}.0.conv1.weight"].shape[0]
        for index in range(levels)
    ]
    _divisible(widths)
    return {
        "_class_name": "AutoencoderKL",
        "block_out_channels": widths,
        "down_block_types": ["DownEncoderBlock2D"] * levels,
        "up_block_types": ["UpDecoderBlock2D"] * levels,
        "layers_per_block": _count(shapes, f"encoder.{level}.0.{layer}."),
        "latent_channels": shapes["decoder.conv_in.weight"].shape[1],
        "norm_num_groups": _GROUPS,
        "use_quant_conv": "quant_conv.weight" in shapes,
        "use_post_quant_conv": "post_quant_conv.weight" in shapes,
        "sample_size": 1024 if family == "sdxl" else 512,
        "scaling_factor": 0.13025 if family == "sdxl" else 0.18215,
        "force_upcast": True,
    }


def first_words(shapes: Shapes) -> Settings:
    """The text encoder of both families: CLIP ViT-L of OpenAI."""
    layers = "text_model.encoder.layers."
    return _words(
        shapes[TOKENS].shape,
        shapes["text_model.embeddings.position_embedding.weight"].shape[0],
        shapes[f"{layers}0.mlp.fc1.weight"].shape[0],
        _count(shapes, layers),
    ) | {"hidden_act": "quick_gelu", "projection_dim": shapes[TOKENS].shape[1]}


def second_words(shapes: Shapes) -> Settings:
    """The second text encoder of SDXL: OpenCLIP ViT-bigG."""
    layers = "transformer.resblocks."
    return _words(
        shapes[TOKENS_2].shape,
        shapes["positional_embedding"].shape[0],
        shapes[f"{layers}0.mlp.c_fc.weight"].shape[0],
        _count(shapes, layers),
    ) | {"hidden_act": "gelu", "projection_dim": shapes["text_projection"].shape[1]}


def _words(tokens: tuple[int, ...], length: int, inner: int, layers: int) -> Settings:
    vocabulary, width = tokens
    if vocabulary != VOCABULARY or width % _HEAD:
        raise ValueError("not a text encoder of CLIP")
    return {
        "model_type": "clip_text_model",
        "vocab_size": vocabulary,
        "hidden_size": width,
        "intermediate_size": inner,
        "num_hidden_layers": layers,
        "num_attention_heads": width // _HEAD,
        "max_position_embeddings": length,
        # As in the official settings, though 49406 and 49407 would be right: 2 stands for that.
        "bos_token_id": 0,
        "eos_token_id": 2,
        "pad_token_id": 1,
    }


def _down(shapes: Shapes, family: Family) -> Settings:
    """The half of a UNet that a ControlNet has, too."""
    blocks: list[list[str]] = [[]]
    for number in range(1, _count(shapes, "input_blocks.")):
        if f"input_blocks.{number}.0.op.weight" in shapes:
            blocks.append([])
        else:
            blocks[-1].append(f"input_blocks.{number}")
    widths = [shapes[f"{block[0]}.0.out_layers.3.weight"].shape[0] for block in blocks]
    depths = [_depth(shapes, f"{block[0]}.1") for block in blocks]
    middle = "middle_block.1"
    _divisible(widths)
    heads = [max(1, width // _HEAD) for width in widths]
    return {
        "in_channels": shapes["input_blocks.0.0.weight"].shape[1],
        "block_out_channels": widths,
        "layers_per_block": len(blocks[0]),
        "down_block_types": [
            "CrossAttnDownBlock2D" if depth else "DownBlock2D" for depth in depths
        ],
        # The middle block is as deep as the last one says, though that may have no attention.
        "transformer_layers_per_block": [
            *(max(1, depth) for depth in depths[:-1]), _depth(shapes, middle),
        ],
        "cross_attention_dim": shapes[
            f"{middle}.transformer_blocks.0.attn2.to_k.weight"
        ].shape[1],
        "attention_head_dim": heads if family == "sdxl" else _HEADS,
        "use_linear_projection": len(shapes[f"{middle}.proj_in.weight"].shape) == 2,
        "norm_num_groups": _GROUPS,
    }  # fmt: skip


def _depth(shapes: Shapes, attention: str) -> int:
    return _count(shapes, f"{attention}.transformer_blocks.")


def _count(names: Iterable[str], prefix: str) -> int:
    """How many are numbered behind a prefix, from 0 on."""
    found = {key[len(prefix) :].partition(".")[0] for key in names if key.startswith(prefix)}
    count = 1 + max((int(number) for number in found if number.isdecimal()), default=-1)
    if count > _MOST:
        raise ValueError("more than any such model has")
    return count


def _divisible(widths: list[int]) -> None:
    if not widths or any(width % _GROUPS for width in widths):
        raise ValueError("sizes that no such model has")
