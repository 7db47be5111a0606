"""A base model in one file: what is in it, told by the names and shapes in its header.

Any that is not of SDXL or Stable Diffusion 1.5, or lacks a part, is refused in a sentence. Needs
neither torch nor the weights themselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.errors import Unsupported
from core.packs import layouts
from core.packs.checkpoints import check_safetensors
from core.packs.layouts import Family, Settings, Shapes
from core.told import Told

UNET = "model.diffusion_model."
VAE = "first_stage_model."
FIRST = {"sdxl": "conditioner.embedders.0.transformer.", "sd15": "cond_stage_model.transformer."}
SECOND = "conditioner.embedders.1.model."
TITLES = {"sdxl": "SDXL", "sd15": "Stable Diffusion 1.5"}

_REFINER, _SD2 = 1280, 1024  # widths of the words that other models of these layouts read
_REFINERS = "conditioner.embedders.0.model."
_SD2S = "cond_stage_model.model."
_FOREIGN = {
    "double_blocks.": "Flux",
    "joint_blocks.": "Stable Diffusion 3",
    "double_layers.": "AuraFlow",
    "clip_txt_mapper.": "Stable Cascade",
}
_SPECIAL = {"edm_mean": "Playground 2.5", "edm_vpred.": "CosXL"}
_SCHEDULER: Settings = {
    "beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear",
    "num_train_timesteps": 1000, "set_alpha_to_one": False, "skip_prk_steps": True,
    "steps_offset": 1, "trained_betas": None, "clip_sample": False,
}  # fmt: skip
_SCHEDULERS: dict[Family, Settings] = {
    "sdxl": _SCHEDULER | {
        "_class_name": "EulerDiscreteScheduler", "interpolation_type": "linear",
        "prediction_type": "epsilon", "sample_max_value": 1.0, "timestep_spacing": "leading",
        "use_karras_sigmas": False,
    },
    "sd15": _SCHEDULER | {"_class_name": "PNDMScheduler"},
}  # fmt: skip


@dataclass(frozen=True)
class Single:
    """What is in a checkpoint: the settings of its parts, as diffusers names both.

    A part that is not there has None.
    """

    family: Family
    unet: Settings
    vae: Settings | None
    text_encoder: Settings | None
    text_encoder_2: Settings | None
    scheduler: Settings


def read(file: Path) -> Single:
    """Tell what is in a checkpoint, from its header.

    Raises:
        BadInput: if it is no sound safetensors file.
        Unsupported: as `look`.
        OSError: if it cannot be read.
    """
    return look(check_safetensors(file), file.name)


def read_vae(file: Path, family: Family) -> Settings:
    """Settings of a VAE in a file of its own, of either layout; raises as `read`."""
    shapes = check_safetensors(file)
    try:
        return layouts.vae(below(shapes, vae_prefix(shapes)), family)
    except (KeyError, IndexError, ValueError) as error:
        raise Unsupported(Told("{0} is no VAE for these models.", file.name)) from error


def vae_prefix(shapes: Shapes) -> str:
    """What stands before the names of a VAE: in a file of its own mostly nothing."""
    return VAE if any(key.startswith(VAE) for key in shapes) else ""


def look(shapes: Shapes, name: str) -> Single:
    """Tell what is in a checkpoint.

    Args:
        shapes: from `check_safetensors`.
        name: of the file, for messages only.

    Raises:
        Unsupported: in one sentence, if it is no base model of SDXL or Stable Diffusion 1.5.
    """
    unet = below(shapes, UNET)
    _refuse_foreign(shapes, unet, name)
    family: Family = "sdxl" if "label_emb.0.0.weight" in unet else "sd15"
    try:
        first, second, vae = words(shapes, family), below(shapes, SECOND), below(shapes, VAE)
        words_2 = layouts.second_words(second) if layouts.TOKENS_2 in second else None
        pooled = words_2["projection_dim"] if words_2 else 0
        return Single(
            family,
            layouts.unet(unet, family, pooled),
            layouts.vae(vae, family) if "decoder.conv_in.weight" in vae else None,
            layouts.first_words(first) if layouts.TOKENS in first else None,
            words_2,
            _scheduler(shapes, family),
        )
    except (KeyError, IndexError, ValueError, ZeroDivisionError) as error:
        raise Unsupported(Told("{0} is cut, or a base model of unknown sizes.", name)) from error


def refuse_lacking(single: Single, name: str, own_vae: bool) -> None:
    """Refuse a checkpoint without what a picture needs; some are shared without those parts.

    Args:
        single: what is in it.
        name: of the file.
        own_vae: whether the pack brings a VAE in a file of its own.

    Raises:
        Unsupported
    """
    second = single.family != "sdxl" or single.text_encoder_2 is not None
    if single.text_encoder is None or not second:
        raise Unsupported(
            Told("{0} lacks a text encoder.", name), "Use a version of it that has all parts."
        )
    if single.vae is None and not own_vae:
        raise Unsupported(
            Told("{0} lacks a VAE.", name),
            "Add a VAE to the pack, or use a version of it that has all parts.",
        )


def below(content: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """What stands below a prefix, by the names without it."""
    return {key[len(prefix) :]: one for key, one in content.items() if key.startswith(prefix)}


def words(content: Mapping[str, Any], family: Family) -> dict[str, Any]:
    """The first text encoder by the names of transformers; old files leave out the first."""
    whole = ("text_model.", "text_projection.", "logit_scale")
    return {
        key if key.startswith(whole) else f"text_model.{key}": one
        for key, one in below(content, FIRST[family]).items()
    }


def _scheduler(shapes: Shapes, family: Family) -> Settings:
    """The official settings, but for models that say, by empty tensors, how they were trained.

    Source: Lin et al., Common Diffusion Noise Schedules and Sample Steps are Flawed, 2024: a model
    trained to start from pure noise has to start from there.
    """
    settings = dict(_SCHEDULERS[family])
    if "v_pred" in shapes:
        settings["prediction_type"] = "v_prediction"
        if "ztsnr" in shapes:
            settings |= {"rescale_betas_zero_snr": True, "timestep_spacing": "trailing"}
    return settings


def _refuse_foreign(shapes: Shapes, unet: Shapes, name: str) -> None:
    if "input_blocks.0.0.weight" not in unet or "out.2.weight" not in unet:
        for key, title in _FOREIGN.items():
            if any(one.startswith(key) for one in (*unet, *shapes)):
                raise _other(name, title)
        raise Unsupported(Told("{0} is no base model of SDXL or Stable Diffusion 1.5.", name))
    for key, title in _SPECIAL.items():  # they look the same, and are asked otherwise
        if any(one.startswith(key) for one in shapes):
            raise _other(name, title)
    read = unet.get("middle_block.1.transformer_blocks.0.attn2.to_k.weight")
    width = read.shape[-1] if read is not None and read.shape else 0
    if "label_emb.0.0.weight" in unet:
        if width == _REFINER or any(key.startswith(_REFINERS) for key in shapes):
            raise _other(name, Told("the SDXL refiner"))
    elif width == _SD2 or any(key.startswith(_SD2S) for key in shapes):
        raise _other(name, "Stable Diffusion 2")
    _refuse_more_channels(unet, name)


def _refuse_more_channels(unet: Shapes, name: str) -> None:
    first, last = unet["input_blocks.0.0.weight"].shape, unet["out.2.weight"].shape
    reads, gives = (first[1], last[0]) if len(first) == len(last) == 4 else (0, 0)
    if reads == 2 * gives + 1:  # the latents, a mask, and what is outside of it
        raise Unsupported(Told("{0} is a base model for inpainting only.", name))
    if reads != gives:
        raise Unsupported(
            Told("{0} reads {1} channels, and the latents have {2}.", name, reads, gives)
        )


def _other(name: str, title: str) -> Unsupported:
    return Unsupported(Told("{0} is a model of {1}, which is not supported.", name, title))
