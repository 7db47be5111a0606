"""Going on from the pack that is shipped, since checkpoints are not: they are too large.

Each stage begins from the pack's model where its names and shapes are the same, so that a better
pack can be made from a good one. `python -m training --fresh STAGE` begins from nothing.
"""

import os
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from training.common import RUNS

PACK = Path(__file__).parents[1] / "resources" / "packs" / "demo"
FRESH = "LIKENESS_FRESH"  # in the environment, so that the processes of a stage know it too


def shipped(*parts: str) -> Path | None:
    """A file or folder of the pack; None if it is not there or is not to be used."""
    path = PACK.joinpath(*parts)
    return None if os.environ.get(FRESH) or not path.exists() else path


def made(stage: str, name: str, *parts: str) -> Path:
    """What a stage of this run has made, or else what the pack has in its place.

    Args:
        stage: the stage, whose folder in the runs holds `name`.
        name: of the file or folder.
        parts: where the pack keeps the same.

    Raises:
        FileNotFoundError: if neither is there.
    """
    path = RUNS / stage / name
    if path.exists():
        return path
    if (standing := shipped(*parts)) is None:
        raise FileNotFoundError(f"run the stage {stage} first: there is no pack to go on from")
    return standing


@torch.no_grad()
def begin_from(model: nn.Module, file: Path | None) -> bool:
    """Load a safetensors file of the pack into a model, in the model's own precision.

    Returns:
        False, with nothing changed, if there is none or its names or shapes are others.
    """
    if file is None:
        return False
    mine, stored = model.state_dict(), load_file(file)
    if _shapes(mine) != _shapes(stored):
        return False
    model.load_state_dict({name: value.to(mine[name].dtype) for name, value in stored.items()})
    return True


def _shapes(state: dict[str, Tensor]) -> dict[str, torch.Size]:
    return {name: value.shape for name, value in state.items()}
