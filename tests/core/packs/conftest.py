"""A small pack in the layout of the real ones, made afresh for each test."""

import json
import struct
from pathlib import Path
from typing import Any

import pytest

from core.packs import Pack
from core.packs.fit import Parts
from core.packs.stamping import write_manifest
from core.settings import data_folder

from .parting import all_parts, make


def safetensors(**changes: Any) -> bytes:
    """The bytes of a safetensors file with one F32 tensor, `changes` made in its entry."""
    entry = {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24], **changes}
    header = json.dumps({"__metadata__": {"format": "pt"}, "weight": entry}).encode()
    return struct.pack("<Q", len(header)) + header + bytes(range(24))


def description(**changes: Any) -> dict[str, Any]:
    """What a manifest says but for its files."""
    return {
        "version": 1,
        "name": "tiny",
        "title": "Tiny",
        "description": "For tests.",
        "family": "sdxl",
        "licences": [{"name": "Apache-2.0", "covers": "all"}],
        "base": "base",
        "instantid": {"controlnet": "instantid/net", "adapter": "instantid/id.safetensors"},
        "adapters": [{"name": "ip-adapter", "file": "ip/a.safetensors", "encoder": "ip/encoder"}],
        "controlnets": [],
        "faces": None,
        "preview": {"factors": [[0.1, 0.2, 0.3]], "bias": [0, 0, 0]},
        "defaults": {
            "width": 128, "height": 128, "steps": 20, "guidance": 4.0, "likeness": 0.8,
            "structure": 0.8, "scheduler": "euler",
        },
        **changes,
    }  # fmt: skip


FILES = {
    "base/model_index.json": b"{}\n",
    "base/unet/diffusion_pytorch_model.safetensors": safetensors(),
    "instantid/net/config.json": b"{}\n",
    "instantid/net/diffusion_pytorch_model.safetensors": safetensors(),
    "instantid/id.safetensors": safetensors(shape=[3, 2]),
    "ip/a.safetensors": safetensors(),
    "ip/encoder/config.json": b"{}\n",
    "README.md": b"A pack.\n",
}


@pytest.fixture
def pack_folder(tmp_path: Path) -> Path:
    """A folder with the files of a pack, stamped."""
    folder = tmp_path / "packs" / "tiny"
    for relative, content in FILES.items():
        path = folder / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    write_manifest(folder, description())
    return folder


@pytest.fixture
def pack(pack_folder: Path) -> Pack:
    return Pack.load(pack_folder)


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A folder in the style of another program."""
    return tmp_path / "ComfyUI" / "models"


@pytest.fixture
def parts(models: Path) -> Parts:
    """Everything that a pack can hold; see `all_parts`."""
    return all_parts(models)


@pytest.fixture
def mine(parts: Parts) -> Pack:
    """A pack of the user with all kinds of parts."""
    return make(parts, data_folder() / "packs" / "mine")
