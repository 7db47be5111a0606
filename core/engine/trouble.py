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
    "CUBLAS_STATUS_ALLOC_FAILED",
    "CUDNN_STATUS_ALLOC_FAILED",
)


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
