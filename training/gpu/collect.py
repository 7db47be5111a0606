"""Put what a course has kept where the stages have theirs: `python -m training.gpu.collect OUT`.

Then `python -m training pack` makes the pack.
"""

import shutil
import sys
from pathlib import Path

import torch
from safetensors.torch import load, save_file
from torch import Tensor

from training import autoencoder, card, critic, draft, preview, vision
from training.common import RUNS


def collect(out: Path) -> None:
    """Write the stages' results from the files of `course`; tensors become single precision."""
    others = _joined(out, "encoders") | _joined(out, "quick")
    for stage, part, model in (
        ("autoencoder", "vae", autoencoder.build()),
        ("vision", "tower", vision.build()),
        ("preview", "preview", preview.build()),
    ):
        model.load_state_dict(_part(others, part))
        model.save_pretrained(RUNS / stage / "model")
    vision.processor().save_pretrained(RUNS / "vision" / "model")
    draft.path().parent.mkdir(parents=True, exist_ok=True)
    save_file({name: t.half() for name, t in _part(others, "draft").items()}, draft.path())
    if judging := _joined(out, "critic"):  # a course may leave it out
        critic.folder().mkdir(parents=True, exist_ok=True)
        torch.save(judging, critic.folder() / "model.pt")
    adapters = RUNS / "adapters"
    adapters.mkdir(parents=True, exist_ok=True)
    torch.save(_joined(out, "portraits"), adapters / "model.pt")
    shutil.copy(out / card.NOTE, RUNS)


def _joined(out: Path, name: str) -> dict[str, Tensor]:
    files = sorted(out.glob(f"{name}.*.bin"), key=lambda path: int(path.suffixes[0][1:]))
    stored = load(b"".join(path.read_bytes() for path in files)) if files else {}
    return {key: t.float() if t.is_floating_point() else t for key, t in stored.items()}


def _part(tensors: dict[str, Tensor], part: str) -> dict[str, Tensor]:
    return {
        name.removeprefix(f"{part}:"): value
        for name, value in tensors.items()
        if name.startswith(f"{part}:")
    }


if __name__ == "__main__":
    collect(Path(sys.argv[1]))
