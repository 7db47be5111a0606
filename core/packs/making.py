"""Make a pack from chosen parts, used where they lie."""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from core.errors import BadInput
from core.jobs import JobControl
from core.packs.assembling import assemble
from core.packs.checkpoints import check_safetensors
from core.packs.fit import (
    Part,
    Parts,
    faces_for,
    lora_beside,
    refuse_what_does_not_fit,
    trained_with,
)
from core.packs.layouts import is_controlnet
from core.packs.store import Pack
from core.told import Told

_WEIGHTS = "diffusion_pytorch_model.safetensors"
YUNET = "detector/face_detection_yunet.onnx"  # where packs have it
_BASE_FOLDERS = (
    "unet", "vae", "text_encoder", "text_encoder_2", "tokenizer", "tokenizer_2", "scheduler",
)  # fmt: skip
_TEXTS = frozenset({".json", ".txt"})
_UNSAFE = re.compile(r"[^\w .+-]")


def make_pack(
    parts: Parts,
    folder: Path,
    title: str,
    licence: str,
    control: JobControl,
    **settings: Any,
) -> Pack:
    """Make a pack in a new folder, whose name becomes the pack's.

    Args:
        parts: checked for fit first.
        folder: of the pack; must not exist.
        title: shown to the user.
        licence: under what terms the parts may be used, in the user's words.
        control: to watch and cancel.
        settings: further parts of the manifest, such as `draft`.

    Raises:
        BadInput: in one sentence, if the parts do not fit or one lacks its settings.
        as `assemble`.
    """
    refuse_what_does_not_fit(parts)
    places: dict[str, Path] = {}
    texts: dict[str, str] = {}
    manifest: dict[str, Any] = {
        "version": 1,
        "name": folder.name,
        "title": title,
        "description": "",
        "family": parts.base.what.family,
        "licences": [{"name": licence, "covers": title}],
        "base": _base(parts.base, places),
        "defaults": _defaults(parts),
        **settings,
    }
    if parts.vae is not None:
        manifest["vae"] = "vae/model.safetensors"
        places[manifest["vae"]] = parts.vae.path
    if parts.instantid is not None:
        adapter, net = parts.instantid
        places["instantid/ip-adapter.safetensors"] = adapter.path
        _net(net, "instantid/net", places, texts)
        manifest["instantid"] = {
            "adapter": "instantid/ip-adapter.safetensors",
            "controlnet": "instantid/net",
        }
    manifest |= entries(parts, places, texts, {})
    if parts.faces:
        places |= {f"faces/{name}": path for name, path in parts.faces.items()}
        manifest["faces"] = "faces"
    if parts.detector is not None:
        manifest["detector"] = YUNET
        places[YUNET] = parts.detector
    return assemble(folder, places, texts, manifest, control)


def entries(
    parts: Parts, places: dict[str, Path], texts: dict[str, str], folders: dict[Path, str]
) -> dict[str, Any]:
    """What a manifest says of adapters, ControlNets and LoRAs.

    Args:
        parts: the pack's.
        places: their files are added, by paths in the pack.
        texts: and the content of small ones that are made.
        folders: of image encoders by their weights, and of further face models by their first
            file, where the pack has them already; the others are added.
    """
    faces: dict[str, str] = {}
    for name, files in parts.other_faces.items():
        first = next(iter(files.values()))
        if first not in folders:
            folders[first] = f"faces/{name}"
            places |= {f"faces/{name}/{file}": path for file, path in files.items()}
        faces[name] = folders[first]
    return {
        "adapters": list(_adapters(parts, places, texts, folders, faces)),
        "controlnets": list(_nets(parts, places, texts)),
        "loras": list(_loras(parts, places)),
    }


def _base(base: Part, places: dict[str, Path]) -> str:
    """Where the base model stands in the pack."""
    if base.what.role == "checkpoint":
        places["base/model.safetensors"] = base.path
        return "base/model.safetensors"
    top = base.path.parent.parent
    if not (top / "model_index.json").is_file():
        raise BadInput(
            Told("The folder of {0} has no model_index.json.", base.path.name),
            "Choose a whole base model.",
        )
    places["base/model_index.json"] = top / "model_index.json"
    folders = [top / name for name in _BASE_FOLDERS if (top / name).is_dir()]
    half = all(_half(folder) for folder in folders if list(folder.glob("*.safetensors")))
    for folder in folders:
        for path in sorted(folder.iterdir()):
            weights = path.suffix == ".safetensors"
            if path.suffix in _TEXTS or (weights and half == (".fp16." in path.name)):
                places[f"base/{folder.name}/{path.name}"] = path
    return "base"


def _half(folder: Path) -> bool:
    return any(".fp16." in path.name for path in folder.glob("*.safetensors"))


def _adapters(
    parts: Parts,
    places: dict[str, Path],
    texts: dict[str, str],
    folders: dict[Path, str],
    faces: Mapping[str, str],
) -> Iterator[dict[str, Any]]:
    for name, (adapter, encoder) in parts.adapters.items():
        entry: dict[str, Any] = {"name": name, "file": f"adapters/{_plain(name)}.safetensors"}
        places[entry["file"]] = adapter.path
        if adapter.what.variant is not None:  # the new name tells less than the old one did
            entry["variant"] = adapter.what.variant
        if encoder is not None:
            if encoder.path not in folders:
                taken = set(folders.values())
                free = (f"encoders/{n}" for n in count(1) if f"encoders/{n}" not in taken)
                folders[encoder.path] = folder = next(free)
                _with_settings(encoder, folder, "model.safetensors", places, texts)
            entry["encoder"] = folders[encoder.path]
        wanted = trained_with(adapter.what)
        if wanted is not None and (other := faces_for(parts, wanted)):
            entry["faces"] = faces[other]
        if (lora := lora_beside(adapter, parts.loras)) is not None:
            entry["lora"] = lora
        yield entry


def _nets(parts: Parts, places: dict[str, Path], texts: dict[str, str]) -> Iterator[dict[str, str]]:
    for name, net in parts.controlnets.items():
        folder = f"controls/{_plain(name)}"
        _net(net, folder, places, texts)
        yield {"name": name, "folder": folder}


def _loras(parts: Parts, places: dict[str, Path]) -> Iterator[dict[str, str]]:
    for name, lora in parts.loras.items():
        file = f"loras/{_plain(name)}.safetensors"
        places[file] = lora.path
        yield {"name": name, "file": file}


def _net(net: Part, folder: str, places: dict[str, Path], texts: dict[str, str]) -> None:
    if is_controlnet(check_safetensors(net.path)):  # the engine has its settings from its shapes
        places[f"{folder}/{_WEIGHTS}"] = net.path
    else:
        _with_settings(net, folder, _WEIGHTS, places, texts)


def _with_settings(
    part: Part, folder: str, name: str, places: dict[str, Path], texts: dict[str, str]
) -> None:
    """A model and its config.json: that beside it, or for official sizes the known one."""
    places[f"{folder}/{name}"] = part.path
    beside = part.settings or part.path.parent / "config.json"
    if beside.is_file():
        places[f"{folder}/config.json"] = beside
    elif (settings := _official(part)) is not None:
        texts[f"{folder}/config.json"] = json.dumps(settings, indent=1)
    else:
        raise BadInput(
            Told("{0} lacks its config.json.", part.path.name), "Put it beside the file."
        )


def _official(part: Part) -> dict[str, Any] | None:
    """The settings of models that other programs keep without theirs."""
    what = part.what
    if what.role == "controlnet" and what.family == "sdxl" and what.width == 2048:
        return _CONTROLNET | _CONTROLNET_SDXL
    if what.role == "controlnet" and what.family == "sd15" and what.width == 768:
        return _CONTROLNET | _CONTROLNET_SD15
    if what.role == "image-encoder" and what.gives == (1024, 1280):
        return _VISION | _VIT_H
    if what.role == "image-encoder" and what.gives == (1280, 1664):
        return _VISION | _VIT_G
    return None


def _defaults(parts: Parts) -> dict[str, Any]:
    side, guidance = (1024, 5.0) if parts.base.what.family == "sdxl" else (512, 7.0)
    return {
        "width": side, "height": side, "steps": 30, "guidance": guidance, "likeness": 0.8,
        "structure": 0.8, "scheduler": "euler",
    }  # fmt: skip


def _plain(name: str) -> str:
    """A recipe's name as that of a file."""
    return _UNSAFE.sub("_", name).rstrip(" .") or "_"


# What the published files say of themselves, where it differs from the defaults of the classes.
_CONTROLNET: dict[str, Any] = {"_class_name": "ControlNetModel"}
_CONTROLNET_SDXL: dict[str, Any] = {
    "addition_embed_type": "text_time",
    "addition_time_embed_dim": 256,
    "attention_head_dim": [5, 10, 20],
    "block_out_channels": [320, 640, 1280],
    "conditioning_embedding_out_channels": [16, 32, 96, 256],
    "cross_attention_dim": 2048,
    "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
    "projection_class_embeddings_input_dim": 2816,
    "transformer_layers_per_block": [1, 2, 10],
    "use_linear_projection": True,
}
_CONTROLNET_SD15: dict[str, Any] = {
    "attention_head_dim": 8,
    "block_out_channels": [320, 640, 1280, 1280],
    "conditioning_embedding_out_channels": [16, 32, 96, 256],
    "cross_attention_dim": 768,
}
_VISION: dict[str, Any] = {
    "architectures": ["CLIPVisionModelWithProjection"],
    "model_type": "clip_vision_model",
    "image_size": 224,
    "patch_size": 14,
    "num_attention_heads": 16,
    "hidden_act": "gelu",
}
_VIT_H: dict[str, Any] = {
    "hidden_size": 1280,
    "intermediate_size": 5120,
    "num_hidden_layers": 32,
    "projection_dim": 1024,
}
_VIT_G: dict[str, Any] = {
    "hidden_size": 1664,
    "intermediate_size": 8192,
    "num_hidden_layers": 48,
    "projection_dim": 1280,
}
