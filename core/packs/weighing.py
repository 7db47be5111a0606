"""How much memory the models of a recipe take, told from the sizes of a pack's files.

`memory_needed` looks at the manifest alone. `weigh` also reads the headers of the files, which name
every tensor: it knows the parts of each model, and what they take in another number type. Neither
reads weights, or needs torch.
"""

import contextlib
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from core.errors import BadInput
from core.packs import singles
from core.packs.checkpoints import Tensor, check_safetensors
from core.packs.manifest import Manifest
from core.packs.store import Pack
from core.recipe import Recipe

_WORK = 3_000  # bytes for each pixel that is decoded: two maps of 384 channels in float32


def memory_needed(recipe: Recipe, manifest: Manifest) -> int:
    """Bytes that a recipe takes at least: its models, in the number type of their files, and work.

    Files of half precision take twice as much where they are drawn with in float32.
    """
    places = set(_places(recipe, manifest))
    files = sum(
        entry.size
        for file, entry in manifest.files.items()
        if any(file == place or file.startswith(f"{place}/") for place in places)
    )
    return files + _WORK * recipe.sampling.width * recipe.sampling.height


def _places(recipe: Recipe, manifest: Manifest) -> Iterator[str]:
    """Files and folders of the pack that the recipe uses."""
    yield manifest.base
    if manifest.vae is not None:
        yield manifest.vae
    if recipe.identities and manifest.instantid is not None:
        yield manifest.instantid.controlnet
        yield manifest.instantid.adapter
    for adapter in manifest.adapters:
        if adapter.name in _adapters(recipe):
            yield adapter.file
            if adapter.encoder is not None:
                yield adapter.encoder
    yield from (net.folder for net in manifest.controlnets if net.name in _nets(recipe))
    loras = {lora.name for lora in recipe.loras}
    yield from (lora.file for lora in manifest.loras if lora.name in loras)


@dataclass(frozen=True)
class Weights:
    """How many numbers the parts of the models of a recipe have.

    Keys and values of cross-attention are counted apart: once the tokens of a picture are
    projected, their weights are not needed until there are others.
    """

    unet: int = 0  # without the following
    unet_keys: int = 0  # keys and values of the text
    nets: int = 0  # all ControlNets, as the UNet
    net_keys: int = 0
    adapter_keys: int = 0  # keys and values that adapters add to the UNet
    projections: int = 0  # what makes tokens of faces and images
    words: int = 0  # text encoders
    eyes: int = 0  # image encoders
    vae: int = 0

    def __add__(self, other: "Weights") -> "Weights":
        return Weights(
            **{one.name: getattr(self, one.name) + getattr(other, one.name) for one in _PARTS}
        )


_PARTS = fields(Weights)


def weigh(pack: Pack, recipe: Recipe) -> Weights:
    """Count the numbers of all models that a recipe uses, from the headers of their files.

    What cannot be read counts as nothing: whoever loads it tells what is wrong with it. Adapters
    that are still pickles are told by their size, as half-precision numbers.
    """
    manifest = pack.manifest
    base = pack.path(manifest.base)
    found = _whole(base) if base.is_file() else _folder(base)
    if manifest.vae is not None:
        found = replace(found, vae=_count(_tensors(pack.path(manifest.vae))))
    folders = [net.folder for net in manifest.controlnets if net.name in _nets(recipe)]
    adapters = [one for one in manifest.adapters if one.name in _adapters(recipe)]
    files = {adapter.file for adapter in adapters}
    if recipe.identities and manifest.instantid is not None:
        folders.append(manifest.instantid.controlnet)
        files.add(manifest.instantid.adapter)
    for folder in folders:
        rest, keys = _apart(_read(pack.path(folder)))
        found += Weights(nets=rest, net_keys=keys)
    for file in files:
        found += _adapter(pack.path(file))
    loras = {lora.name for lora in recipe.loras}
    for lora in (lora.file for lora in manifest.loras if lora.name in loras):
        found += Weights(unet=_count(_tensors(pack.path(lora))))
    for encoder in {adapter.encoder for adapter in adapters if adapter.encoder is not None}:
        found += Weights(eyes=_count(_read(pack.path(encoder))))
    return found


def _nets(recipe: Recipe) -> set[str]:
    return {control.net for control in recipe.controls}


def _adapters(recipe: Recipe) -> set[str]:
    return {prompt.adapter for prompt in recipe.image_prompts}


def _folder(base: Path) -> Weights:
    """A base model in the layout of diffusers."""
    rest, keys = _apart(_read(base / "unet"))
    words = sum(_count(_read(base / name)) for name in ("text_encoder", "text_encoder_2"))
    return Weights(unet=rest, unet_keys=keys, words=words, vae=_count(_read(base / "vae")))


def _whole(file: Path) -> Weights:
    """A base model in one file."""
    tensors = _tensors(file)
    rest, keys = _apart(singles.below(tensors, singles.UNET))
    vae = _count(singles.below(tensors, singles.VAE))
    beside = (singles.UNET, singles.VAE)
    words = _count({key: one for key, one in tensors.items() if not key.startswith(beside)})
    return Weights(unet=rest, unet_keys=keys, words=words, vae=vae)


def _adapter(file: Path) -> Weights:
    if file.suffix != ".safetensors":
        with contextlib.suppress(OSError):
            return Weights(adapter_keys=file.stat().st_size // 2)
        return Weights()
    tensors = _tensors(file)
    keys = _count(singles.below(tensors, "ip_adapter."))
    return Weights(adapter_keys=keys, projections=_count(singles.below(tensors, "image_proj.")))


def _apart(tensors: Mapping[str, Tensor]) -> tuple[int, int]:
    """The numbers of a net without the keys and values of cross-attention, and those."""
    is_key: Callable[[str], bool] = lambda name: ".attn2.to_k." in name or ".attn2.to_v." in name
    keys = _count({name: one for name, one in tensors.items() if is_key(name)})
    return _count(tensors) - keys, keys


def _read(folder: Path) -> dict[str, Tensor]:
    """What is in the safetensors files of a folder; those of half precision only if alone."""
    files = sorted(folder.glob("*.safetensors"))
    whole = [file for file in files if ".fp16" not in file.name]
    return _joined(_tensors(file) for file in whole or files)


def _joined(headers: Iterable[dict[str, Tensor]]) -> dict[str, Tensor]:
    return {name: one for header in headers for name, one in header.items()}


def _tensors(file: Path) -> dict[str, Tensor]:
    with contextlib.suppress(OSError, BadInput):
        return check_safetensors(file)
    return {}


def _count(tensors: Mapping[str, Tensor]) -> int:
    return sum(math.prod(one.shape) for one in tensors.values())
