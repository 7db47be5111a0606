"""Models in one file each: a whole base model, its VAE, a ControlNet.

The weights are renamed by diffusers' own functions. Its `from_single_file` is not used: that takes
settings from the hub or a folder, tells some models apart by one key, leaves what a file lacks
empty, and drops what it does not know. Here settings come from the shapes in the header, nothing
may be missing, and nothing of a part may be left over.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import torch
from accelerate import init_empty_weights
from diffusers import (
    AutoencoderKL,
    EulerDiscreteScheduler,
    PNDMScheduler,
    UNet2DConditionModel,
)
from diffusers.loaders import single_file_utils as diffusers_names
from safetensors import safe_open
from torch import Tensor
from transformers import (
    CLIPTextConfig,
    CLIPTextModel,
    CLIPTextModelWithProjection,
    CLIPTokenizer,
)

from core.engine.family import Family
from core.errors import Unsupported
from core.packs import layouts, singles
from core.packs.checkpoints import check_safetensors
from core.packs.layouts import Settings
from core.told import Told

State = dict[str, Tensor]
TOKENIZER = Path(__file__).resolve().parents[2] / "resources" / "tokenizers" / "clip"

# What some files hold beside the weights of a text encoder, or left from the training of a VAE.
_NO_WEIGHTS = ("position_ids", "logit_scale", "attn_mask")
_TRAINING = ("loss.", "model_ema.")
_SCHEDULERS: dict[str, Any] = {
    kind.__name__: kind for kind in (EulerDiscreteScheduler, PNDMScheduler)
}


def load_base(
    file: Path, family: Family, vae: Any, device: torch.device, dtype: torch.dtype
) -> Any:
    """A pipeline that draws from noise, of a checkpoint in one file.

    One part after another is read and turned into `dtype`, so that at no time a second copy of
    more than one part is in memory.

    Args:
        file: safetensors in the layout in which checkpoints are shared.
        family: that it has to be of.
        vae: to use instead of its own; None: its own.
        device: where the weights go.
        dtype: of the weights there.

    Raises:
        BadInput: if it is no sound safetensors file.
        Unsupported: if it is of another family, incomplete, or something else; in one sentence.
        OSError: if it cannot be read.
    """
    single = singles.read(file)
    if single.family != family.name:
        raise Unsupported(
            Told("{0} is a base model of {1}, not of {2}, as the pack says.",
                 file.name, singles.TITLES[single.family], singles.TITLES[family.name])
        )  # fmt: skip
    singles.refuse_lacking(single, file.name, vae is not None)
    load = _Loader(file, device, dtype)
    parts: dict[str, Any] = {
        "vae": vae or load.vae(single.vae or {}, singles.VAE),
        "text_encoder": load.first_words(single),
        "tokenizer": _tokenizer(),
        "unet": load.unet(single),
        "scheduler": _SCHEDULERS[single.scheduler["_class_name"]].from_config(single.scheduler),
    }
    if single.family == "sdxl":
        parts |= {"text_encoder_2": load.second_words(single), "tokenizer_2": _tokenizer("!")}
    else:
        parts["feature_extractor"] = None
    refuse_other_latents(parts["unet"], parts["vae"], file.name)
    return family.from_noise(**parts, **family.options)


def load_vae(file: Path, family: Family, device: torch.device, dtype: torch.dtype) -> Any:
    """A VAE in one file of either layout; raises as `load_base`."""
    settings = singles.read_vae(file, family.name)
    return _Loader(file, device, dtype).vae(settings, singles.vae_prefix(check_safetensors(file)))


def is_ldm_controlnet(file: Path) -> bool:
    """Whether a file holds a ControlNet in the layout of its training code."""
    return layouts.is_controlnet(check_safetensors(file))


def load_controlnet(file: Path, kind: Any, device: torch.device, dtype: torch.dtype) -> Any:
    """A ControlNet of Stable Diffusion 1.5 in that layout, as this kind; raises as `load_base`."""
    shapes = check_safetensors(file)
    prefix = layouts.NET if any(key.startswith(layouts.NET) for key in shapes) else ""
    try:
        settings = layouts.controlnet(singles.below(shapes, prefix))
    except (KeyError, IndexError, ValueError) as error:
        raise Unsupported(Told("{0} is no ControlNet.", file.name)) from error
    load = _Loader(file, device, dtype)
    return load.controlnet(kind, settings, prefix)


def refuse_other_latents(unet: Any, vae: Any, name: str) -> None:
    """Raise an Unsupported if a VAE makes latents with more or fewer channels than a UNet reads."""
    reads, makes = unet.config.in_channels, vae.config.latent_channels
    if reads != makes:
        raise Unsupported(
            Told("The VAE makes latents of {0} channels; {1} reads {2}.", makes, name, reads)
        )


def _tokenizer(padding: str | None = None) -> Any:
    """CLIP's; SDXL's second one pads with "!"."""
    own: dict[str, Any] = {} if padding is None else {"pad_token": padding}
    return CLIPTokenizer.from_pretrained(TOKENIZER, local_files_only=True, **own)


class _Loader:
    """Builds the parts of one file."""

    def __init__(self, file: Path, device: torch.device, dtype: torch.dtype) -> None:
        self._file = file
        self._there: dict[str, Any] = {"device": device, "dtype": dtype}

    def unet(self, single: singles.Single) -> Any:
        def names(state: State) -> State:
            state = {singles.UNET + key: tensor for key, tensor in state.items()}
            named = diffusers_names.convert_ldm_unet_checkpoint(state, single.unet)
            return self._all_of(state, named)

        return self.filled(
            lambda: UNet2DConditionModel.from_config(single.unet), singles.UNET, names
        )

    def controlnet(self, kind: Any, settings: Settings, prefix: str) -> Any:
        def names(state: State) -> State:
            named = diffusers_names.convert_controlnet_checkpoint(state, settings)
            return self._all_of(state, named)

        return self.filled(lambda: kind.from_config(settings), prefix, names)

    def vae(self, settings: Settings, prefix: str) -> Any:
        def names(state: State) -> State:
            state = {key: one for key, one in state.items() if not key.startswith(_TRAINING)}
            if "encoder.down_blocks.0.resnets.0.conv1.weight" in state:
                return _newer(state)
            return diffusers_names.convert_ldm_vae_checkpoint(state, settings)

        return self.filled(lambda: AutoencoderKL.from_config(settings), prefix, names)

    def first_words(self, single: singles.Single) -> Any:
        prefix = singles.FIRST[single.family]

        def make() -> Any:
            return CLIPTextModel(CLIPTextConfig(**single.text_encoder or {}))

        def names(state: State) -> State:
            state = {prefix + key: tensor for key, tensor in state.items()}
            found = singles.words(state, single.family)
            found.pop("text_projection.weight", None)  # of no use here
            return found

        return self.filled(make, prefix, names)

    def second_words(self, single: singles.Single) -> Any:
        config = CLIPTextConfig(**single.text_encoder_2 or {})
        with init_empty_weights(include_buffers=False):
            empty = CLIPTextModelWithProjection(config)

        def names(state: State) -> State:
            return diffusers_names.convert_open_clip_checkpoint(empty, state, prefix="")

        return self.filled(lambda: empty, singles.SECOND, names)

    def filled(self, make: Callable[[], Any], prefix: str, names: Callable[[State], State]) -> Any:
        """A net with what stands below a prefix of the file.

        Args:
            make: the net, without weights.
            prefix: taken off the names in the file.
            names: from those to the net's own.
        """
        with init_empty_weights(include_buffers=False):
            net = make()
        state = self._below(prefix)
        try:
            named = names(state)
        except KeyError as error:
            raise self._lacking(str(error.args[0])) from error
        wanted = net.state_dict()
        if not any(key.startswith("text_model.") for key in wanted):  # flat in transformers 5.6
            named = {key.removeprefix("text_model."): tensor for key, tensor in named.items()}
        self._refuse_misfit(wanted, named)
        # Copies, also of what needs no change: in the file they lie at any place, and products of
        # matrices round otherwise there. So a checkpoint draws the same whatever else is in it.
        weights = {key: named[key].to(**self._there, copy=True) for key in wanted}
        net.load_state_dict(weights, strict=True, assign=True)
        return net.to(self._there["device"]).eval()

    def _below(self, prefix: str) -> State:
        with safe_open(self._file, "pt") as content:
            return {
                key[len(prefix) :]: content.get_tensor(key)
                for key in content.keys()  # noqa: SIM118 - not a mapping
                if key.startswith(prefix) and not key.endswith(_NO_WEIGHTS)
            }

    def _refuse_misfit(self, wanted: Mapping[str, Tensor], named: Mapping[str, Any]) -> None:
        for key, place in wanted.items():
            tensor = named.get(key)
            if tensor is None:
                raise self._lacking(key)
            if tensor.shape != place.shape:
                raise Unsupported(
                    Told("{0} does not fit together: {1} has another size than the rest.",
                         self._file.name, key)
                )  # fmt: skip
        for key in named:
            if key not in wanted:
                raise Unsupported(Told("{0} has an unknown part: {1}.", self._file.name, key))

    def _all_of(self, state: State, named: State) -> State:
        """The renamed tensors, if no one was left over: each of these has one new name."""
        kept = {id(tensor) for tensor in named.values()}
        for key, tensor in state.items():
            if id(tensor) not in kept:
                raise Unsupported(Told("{0} has an unknown part: {1}.", self._file.name, key))
        return named

    def _lacking(self, key: str) -> Unsupported:
        return Unsupported(Told("{0} is incomplete: it lacks {1}.", self._file.name, key))


def _newer(state: State) -> State:
    """A VAE of diffusers' layout; older files call the parts of attention otherwise."""
    renamed = {".query.": ".to_q.", ".key.": ".to_k.", ".value.": ".to_v.",
               ".proj_attn.": ".to_out.0."}  # fmt: skip
    found: State = {}
    for key, tensor in state.items():
        for old, new in renamed.items():
            key = key.replace(old, new)
        flat = ".attentions." in key and tensor.ndim == 4
        found[key] = tensor[:, :, 0, 0] if flat else tensor
    return found
