"""Where torch's words become ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch
from safetensors import SafetensorError
from torch import Tensor

from core.errors import DamagedPack, OutOfMemory, UserError
from core.told import Told

OUT_OF_MEMORY = (
    "out of memory",
    "not enough memory",
    "can't allocate memory",
    "Failed to allocate memory",  # onnxruntime
    "CUBLAS_STATUS_ALLOC_FAILED",
    "CUDNN_STATUS_ALLOC_FAILED",
)


BLACK = 2 * 2 / 255 - 1  # the brightest that counts as black: 2 of 255, as the VAE writes it
FLAT = 0.5  # deviation within a channel of latents that show something


@contextmanager
def readable_errors() -> Iterator[None]:
    """Turn the torch errors that a user can act on into UserErrors; let all others pass."""
    try:
        yield
    except torch.OutOfMemoryError as error:
        raise OutOfMemory("The graphics card ran out of memory.") from error
    except MemoryError as error:
        raise OutOfMemory("The computer ran out of memory.") from error
    except torch.AcceleratorError as error:
        raise UserError("The graphics card's driver failed.", "Restart Likeness.") from error
    except RuntimeError as error:
        if any(words in str(error) for words in OUT_OF_MEMORY):
            raise OutOfMemory("There was not enough memory for this picture.") from error
        raise


@contextmanager
def readable_files(pack: str, file: Path) -> Iterator[None]:
    """Turn the errors of a missing, cut or foreign model file into a DamagedPack that names it."""
    try:
        with readable_errors():
            yield
    except (OSError, SafetensorError, ValueError, RuntimeError) as error:
        raise DamagedPack(
            Told("The pack '{0}' is damaged: {1} cannot be read.", pack, file.name)
        ) from error


def refuse_nonsense(numbers: Tensor, what: Told) -> None:
    """Raise a UserError if any number is NaN or infinite: they would be saved as black."""
    if not bool(torch.isfinite(numbers).all()):
        raise UserError(
            Told("The model produced invalid numbers in {0}, so there is no picture.", what),
            "Lower the guidance scale and the strengths, or choose another scheduler.",
        )


def is_lost(pictures: Tensor, latents: Tensor) -> bool:
    """Whether decoding failed: not a number, or black where the latents show something.

    The latents of a picture that is meant to be black hardly vary over the picture.

    Args:
        pictures: (n, 3, h, w), -1 to 1.
        latents: (n, channels, h, w), scaled as the UNet writes them.
    """
    if not bool(torch.isfinite(pictures).all()):
        return True
    black = (pictures <= BLACK).flatten(1).all(1)
    flat = latents.float().std(dim=(-2, -1)).mean(1) < FLAT
    return bool((black & ~flat.to(black.device)).any())


def refuse_black(pictures: Tensor, latents: Tensor) -> None:
    """Raise a UserError if a picture came out black that shows something: see `is_lost`."""
    if is_lost(pictures, latents):
        raise UserError(
            "The model's decoder made the picture black, so there is no picture.",
            "Lower the guidance scale and the strengths, or use another VAE.",
        )
