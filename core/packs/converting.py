"""Published pickles become safetensors once; torch does it in a child process."""

import contextlib
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from core import durable
from core.errors import UserError
from core.jobs import JobControl
from core.packs.catalogue import Known, known
from core.packs.checkpoints import check_safetensors, content_of, file_sha256, unpublished
from core.told import Told

ORIGIN = "sha256"  # in a twin's metadata: that of the pickle
_POLL_SECONDS = 0.2


def usable(
    path: Path,
    folder: Path,
    control: JobControl,
    lookup: Callable[[str], Known | None] = known,
) -> Path:
    """A file of weights as sound safetensors: itself, or the twin of a published pickle.

    Raises:
        as `converted`.
    """
    if content_of(path) == "pickle":
        return converted(path, folder, control, lookup)
    check_safetensors(path)
    return path


def converted(
    pickle: Path,
    folder: Path,
    control: JobControl,
    lookup: Callable[[str], Known | None] = known,
) -> Path:
    """The safetensors twin of a published pickle in a folder, made on first use.

    Args:
        pickle: the file; its content decides, not its name.
        folder: of the twins, which are named by sha256; made if missing.
        control: stage "converting"; a cancel ends the child.
        lookup: which sha256 are published.

    Raises:
        BadInput: if nobody vouches for it; then it is not opened by anything that reads pickles.
        UserError: if torch refuses it.
        Cancelled
    """
    sha256 = sha256_of_published(pickle, lookup)
    twin = folder / f"{sha256}.safetensors"
    if not twin.is_file():
        make_twin(pickle, sha256, twin, control)
    return twin


def sha256_of_published(pickle: Path, lookup: Callable[[str], Known | None]) -> str:
    """The sha256 of a pickle that somebody vouches for.

    Raises:
        BadInput: if nobody does.
    """
    sha256 = file_sha256(pickle)
    if lookup(sha256) is None:
        raise unpublished(pickle)
    return sha256


def make_twin(pickle: Path, sha256: str, twin: Path, control: JobControl) -> None:
    """Convert a published pickle; the twin keeps its sha256, which tells what it is.

    Args:
        pickle: the file; the child compares it once more.
        sha256: from `sha256_of_published`.
        twin: what is made, wholly or not at all; its folder is made if missing.
        control: stage "converting"; a cancel ends the child.

    Raises:
        UserError: if torch refuses it.
        Cancelled
    """
    durable.make_folder(twin.parent)
    with tempfile.TemporaryDirectory(dir=twin.parent) as name:
        made = Path(name) / twin.name
        if _run([str(pickle.resolve()), sha256, str(made)], control) or not made.is_file():
            raise UserError(Told("{0} can't be converted.", pickle.name), "Get the file again.")
        check_safetensors(made)
        with made.open("rb") as file:
            durable.flush_handle(file.fileno())
        durable.move(made, twin)


def _run(arguments: list[str], control: JobControl) -> int:
    """Run `core.conversion` to its end; the child is gone when this returns or raises."""
    command = [sys.executable, "-m", "core.conversion", *arguments]
    root = Path(__file__).resolve().parents[2]
    child = subprocess.Popen(command, cwd=root, stderr=subprocess.DEVNULL)
    try:
        while child.poll() is None:
            control.report("converting")
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(_POLL_SECONDS)
        return child.returncode
    finally:
        child.kill()
        child.wait()
