"""Where other programs keep their models."""

import os
from pathlib import Path


def program_of(folder: Path) -> str:
    """Which program a folder belongs to, by what lies in it; empty: none that is known."""
    signs = (
        ("ComfyUI", ("comfy", "models/checkpoints")),
        ("Fooocus", ("fooocus_version.py", "models")),
        ("Forge", ("modules_forge", "models/Stable-diffusion")),
        ("A1111", ("webui.py", "models/Stable-diffusion")),
        ("InvokeAI", ("invokeai.yaml",)),
    )
    for program, needed in signs:
        if all((folder / name).exists() for name in needed):
            return program
    if any(child.name.startswith("models--") for child in _children(folder)):
        return "Hugging Face"
    return ""


def usual_places(home: Path | None = None) -> list[tuple[str, Path]]:
    """Programs with models that are where they usually are, with their folders."""
    home = home or Path.home()
    cache = os.environ.get("HF_HUB_CACHE") or os.environ.get("HUGGINGFACE_HUB_CACHE")
    hub = Path(os.environ.get("HF_HOME") or home / ".cache" / "huggingface") / "hub"
    parents = (home, home / "Documents", home / "AI", home / "StabilityMatrix" / "Packages")
    candidates = [child for parent in parents for child in _children(parent)]
    candidates.append(Path(cache) if cache else hub)
    if os.environ.get("INVOKEAI_ROOT"):
        candidates.append(Path(os.environ["INVOKEAI_ROOT"]))
    places = ((program_of(folder), folder) for folder in dict.fromkeys(candidates))
    return [(program, folder) for program, folder in places if program]


def _children(folder: Path) -> list[Path]:
    try:
        return sorted(child for child in folder.iterdir() if child.is_dir())
    except OSError:
        return []
