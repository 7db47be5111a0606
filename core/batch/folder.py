"""The folder that a batch fills: what is there already, and one writer at a time."""

import contextlib
from collections.abc import Generator
from pathlib import Path

from core import durable
from core.batch.orders import Order
from core.errors import BadInput
from core.locking import exclusive
from core.picture import read_recipe, write_png
from core.portrait import Portrait
from core.told import Told

_LOCK = ".likeness-batch"


class BatchFolder:
    """Holds each picture at most once, whole; see `opened`."""

    def __init__(self, folder: Path) -> None:
        """Look at what is there."""
        self._folder = folder
        self._there = {path.stem.rpartition("-")[2]: path for path in folder.glob("*-*.png")}

    def find(self, order: Order) -> Path | None:
        """The file of a picture that is there already, under whatever number; None: it is not.

        What has its name but is another picture, or damaged, does not count.
        """
        path = self._there.get(order.key)
        if path is not None:
            with contextlib.suppress(BadInput):
                if read_recipe(path) == order.recipe:
                    return path
        return None

    def keep(self, order: Order, portrait: Portrait) -> Path:
        """Write a picture, whole or not at all.

        Raises:
            UserError: if the disk is full or failing.
        """
        path = self._folder / order.name
        write_png(portrait.image, portrait.recipe, path, portrait.made)
        return path


@contextlib.contextmanager
def opened(folder: Path) -> Generator[BatchFolder]:
    """Have a folder to oneself; it is made if it is not there.

    What a run that was killed left half-written is deleted.

    Raises:
        BadInput: if it can't be used, or another batch writes there.
        UserError: if the disk is full or failing.
    """
    if folder.exists() and not folder.is_dir():
        raise BadInput(Told("{0} is in the way.", folder.name), "Choose another --out.")
    durable.make_folder(folder, mode=0o777)
    if not durable.may_write(folder):
        raise BadInput(Told("No permission to write in {0}.", folder), "Choose another --out.")
    with exclusive(folder / _LOCK) as free:
        if not free:
            raise BadInput(
                Told("Another batch is drawing into {0}.", folder.name),
                "Wait for it, or choose another --out.",
            )
        for part in folder.glob(f"{'[0-9a-f]' * 32}{durable.PART}"):
            part.unlink(missing_ok=True)
        yield BatchFolder(folder)
