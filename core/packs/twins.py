"""Published pickles that were found, as the safetensors that are made of them once."""

from collections.abc import Callable
from pathlib import Path

from core.jobs import JobControl
from core.packs.catalogue import Known
from core.packs.checkpoints import check_safetensors
from core.packs.converting import usable
from core.packs.importing import Found
from core.packs.recognition import name_of, recognise


def twin_of(pickle: Found, folder: Path) -> Found | None:
    """What was made of a pickle earlier; None: nothing yet.

    Args:
        pickle: see `Found.is_pickle`.
        folder: of the twins, see `converted`.

    Raises:
        BadInput: if it is damaged.
    """
    twin = folder / f"{pickle.sha256}.safetensors"
    return _found(twin, pickle) if twin.is_file() else None


def make_twin_of(
    pickle: Found, folder: Path, lookup: Callable[[str], Known | None], control: JobControl
) -> Found:
    """Convert a pickle; raises as `converted`."""
    return _found(usable(pickle.path, folder, control, lookup), pickle)


def _found(twin: Path, pickle: Found) -> Found:
    what = recognise(check_safetensors(twin), name_of(pickle.path), pickle.published)
    return Found(twin, twin.stat().st_size, what, pickle.published)
