"""Published pickles become safetensors once; torch does it in a child process."""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from core import durable
from core.errors import BadInput, UserError
from core.jobs import JobControl
from core.packs.catalogue import Known, known
from core.packs.checkpoints import check_safetensors, content_of, file_sha256
from core.told import Told

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
    sha256 = file_sha256(pickle)
    if lookup(sha256) is None:
        raise BadInput(
            Told(
                "{0} is a kind of file that can run code, and it is not a published one.",
                pickle.name,
            ),
            "Use the .safetensors version.",
        )
    twin = folder / f"{sha256}.safetensors"
    if twin.is_file():
        return twin
    durable.make_folder(folder)
    with tempfile.TemporaryDirectory(dir=folder) as name:
        made = Path(name) / twin.name
        command = [
            sys.executable,
            "-m",
            "core.conversion",
            str(pickle.resolve()),
            sha256,
            str(made),
        ]
        root = Path(__file__).resolve().parents[2]
        child = subprocess.Popen(command, cwd=root, stderr=subprocess.DEVNULL)
        try:
            while child.poll() is None:
                control.report("converting")
                try:
                    child.wait(_POLL_SECONDS)
                except subprocess.TimeoutExpired:
                    continue
        finally:
            child.kill()
            child.wait()
        if child.returncode or not made.is_file():
            raise UserError(Told("{0} can't be converted.", pickle.name), "Get the file again.")
        check_safetensors(made)
        with made.open("rb") as file:
            durable.flush_handle(file.fileno())
        durable.move(made, twin)
    return twin
