"""Models that enlarge a picture, from files of the user's own, through spandrel if it is there.

Only .safetensors files are read: checkpoints of upscalers are mostly pickles, which can run any
code. spandrel is an optional extra, and needs torchvision beside it. Pictures are enlarged in
tiles, so that a large one takes no more memory than a small one.
"""

from pathlib import Path
from typing import Any

import numpy as np
import torch

from core.engine.trouble import readable_errors
from core.errors import BadInput, Unsupported
from core.jobs import JobControl
from core.retouch.upscaling_models import file_of, no_reader
from core.retouch.window import Window
from core.told import Told

TILE, ROOM = 256, 16  # pixels of a tile, and of what is seen around it


def upscaled(picture: np.ndarray, name: str | None, control: JobControl) -> np.ndarray:
    """A picture enlarged as far as the model does; as it is, without a model.

    Args:
        picture: RGB uint8, (h, w, 3).
        name: of an upscaling model.
        control: a cancel takes effect after each tile.

    Raises:
        Unsupported: if there is no such model, spandrel is missing or the model is none.
        OutOfMemory: if memory ran out.
    """
    if name is None:
        return picture
    model = _load(file_of(name))
    with readable_errors():
        return _in_tiles(model, picture, control)


def _load(file: Path) -> Any:
    """The model in a file, ready to run on the CPU."""
    try:
        from spandrel import ModelLoader  # pyright: ignore[reportMissingImports]
    except (ImportError, RuntimeError) as error:  # a torchvision for another torch
        raise no_reader() from error
    from safetensors.torch import load_file

    try:
        model = ModelLoader().load_from_state_dict(load_file(file))
    except Exception as error:  # spandrel raises nearly every kind on what it does not know
        raise Unsupported(Told("{0} is no upscaling model.", file.name)) from error
    if model.input_channels != 3 or model.output_channels != 3 or model.scale < 2:
        raise BadInput(Told("{0} does not enlarge pictures in colour.", file.name))
    return model.eval()


@torch.no_grad()
def _in_tiles(model: Any, picture: np.ndarray, control: JobControl) -> np.ndarray:
    height, width = picture.shape[:2]
    scale, side = int(model.scale), TILE + 2 * ROOM
    large = np.empty((height * scale, width * scale, 3), np.uint8)
    for top in range(0, height, TILE):
        for left in range(0, width, TILE):
            control.report("upscale")
            seen = Window(left - ROOM, top - ROOM, side, side, (side, side)).cut(picture)
            pixels = torch.from_numpy(seen).permute(2, 0, 1)[None].float() / 255
            made = model(pixels)[0].clamp(0, 1).permute(1, 2, 0).mul(255).round().byte().numpy()
            inner = made[ROOM * scale : -ROOM * scale, ROOM * scale : -ROOM * scale]
            place = large[top * scale : (top + TILE) * scale, left * scale : (left + TILE) * scale]
            place[:] = inner[: place.shape[0], : place.shape[1]]
    return large
