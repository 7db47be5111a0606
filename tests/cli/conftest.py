"""The command line in this process, a pack without models, and files to hand in."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from main import main
from tests.forked import children_are_forked

__all__ = ["children_are_forked"]


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str


Ask = Callable[..., Answer]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run main.py with these arguments, in this process."""

    def run(*argv: object) -> Answer:
        capsys.readouterr()
        code = main([str(word) for word in argv])
        seen = capsys.readouterr()
        return Answer(code, seen.out, seen.err)

    return run


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An empty folder for results."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def refused(ask: Ask, out: Path) -> Callable[..., str]:
    """Run main.py with bad input; checks how that ends, and returns the sentence."""

    def run(*argv: object) -> str:
        answer = ask(*argv)
        assert answer.code == 2, answer
        assert answer.out == ""
        assert answer.err.startswith("likeness: ")
        assert answer.err.count("\n") == 1
        assert "Traceback" not in answer.err
        assert not list(out.iterdir())
        return answer.err

    return run


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """An image file; nobody is in it."""
    image = np.random.default_rng(0).integers(0, 256, (200, 160, 3), dtype=np.uint8)
    path = tmp_path / "photo.png"
    Image.fromarray(image).save(path)
    return path


@pytest.fixture
def tiny_pack(own_folders: Path) -> Path:
    """An installed pack named `tiny` whose files are no models."""
    folder = own_folders / "packs" / "tiny"
    files = {"base/model_index.json": b"{}", "adapter/one.safetensors": _empty_safetensors()}
    files["encoder/config.json"] = b"{}"
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    manifest = {
        "version": 1,
        "name": "tiny",
        "title": "Tiny",
        "description": "",
        "family": "sdxl",
        "licences": [{"name": "Apache-2.0", "covers": "all"}],
        "base": "base",
        "adapters": [{"name": "one", "file": "adapter/one.safetensors", "encoder": "encoder"}],
        "defaults": {
            "width": 256, "height": 192, "steps": 9, "guidance": 3.0,
            "likeness": 0.7, "structure": 0.6, "scheduler": "ddim",
        },
        "files": {
            name: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in files.items()
        },
    }  # fmt: skip
    (folder / "pack.json").write_text(json.dumps(manifest))
    return folder


def _empty_safetensors() -> bytes:
    header = b'{"__metadata__":{}}'
    return len(header).to_bytes(8, "little") + header
