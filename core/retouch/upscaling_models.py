"""Files of the user's own that enlarge pictures, and whether what reads them is there."""

from importlib.util import find_spec
from pathlib import Path

from core.errors import Unsupported
from core.settings import data_folder
from core.told import Told

_SUFFIX = ".safetensors"


def folder() -> Path:
    """Where the user puts upscaling models; may not exist."""
    return data_folder() / "upscalers"


def names() -> tuple[str, ...]:
    """What recipes call the models that are there."""
    files = folder().glob(f"*{_SUFFIX}") if folder().is_dir() else ()
    return tuple(sorted(file.stem for file in files))


def file_of(name: str) -> Path:
    """The file of an upscaling model.

    Raises:
        Unsupported: if there is none of this name.
    """
    file = folder() / f"{name}{_SUFFIX}"
    if not file.is_file():
        raise Unsupported(
            Told("There is no upscaling model '{0}'.", name),
            Told("Put {0} into {1}.", file.name, str(folder())),
        )
    return file


def refuse_missing(name: str) -> None:
    """Raise an Unsupported, before anything is drawn, if a model or what reads it is missing."""
    file_of(name)
    if not can_read():
        raise no_reader()


def can_read() -> bool:
    """Whether the extra that reads such models is installed."""
    return find_spec("spandrel") is not None


def no_reader() -> Unsupported:
    """What is to be said where it is not."""
    return Unsupported(
        "Upscaling models need spandrel and torchvision, which are not installed.",
        "Install likeness[upscale], or choose no upscaling model.",
    )
