"""What the engine makes its pictures with, as each of them keeps it."""

from functools import cache
from importlib.metadata import version
from pathlib import Path

import torch

from core.made import MAX_FILES, MadeWith
from core.packs import Manifest
from core.packs.checkpoints import file_sha256
from core.packs.taking_part import files_of
from core.recipe import Recipe
from core.retouch.upscaling_models import file_of
from core.version import VERSION


def made_with(
    recipe: Recipe, manifest: Manifest, device: torch.device, dtype: torch.dtype
) -> MadeWith:
    """All that decides the recipe's pixels beside it."""
    files = sorted((files_of(manifest, recipe) | _upscaler(recipe)).items())
    return MadeWith(
        likeness=VERSION,
        torch=torch.__version__,
        diffusers=version("diffusers"),
        transformers=version("transformers"),
        device=str(device),
        processor=_processor(device.type),
        dtype=str(dtype).removeprefix("torch."),
        pack=manifest.name,
        files=dict(files[:MAX_FILES]),
    )


def _upscaler(recipe: Recipe) -> dict[str, str]:
    """The user's own model that enlarged the picture, which is in no pack, and its sha256."""
    upscale = recipe.upscale
    if upscale is None or upscale.upscaler is None:
        return {}
    file = file_of(upscale.upscaler)
    seen = file.stat()
    return {f"{file.parent.name}/{file.name}": _sha256(file, seen.st_mtime_ns, seen.st_size)}


@cache
def _sha256(file: Path, changed: int, size: int) -> str:
    """Of a file; read once, and again when it was changed."""
    return file_sha256(file)


@cache
def _processor(kind: str) -> str:
    """What does the sums: of a CPU the instructions that torch uses, of a card its name."""
    if kind == "cuda":
        name = torch.cuda.get_device_name()
    elif kind == "cpu":
        name = f"{torch.backends.cpu.get_cpu_capability()}, threads {torch.get_num_threads()}"
    else:
        name = kind
    printable = "".join(letter for letter in name if " " <= letter <= "~")
    return printable.strip()[:100] or kind
