"""Where the CLI saves its pictures, checked before anything is drawn."""

import itertools
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from core.durable import make_folder
from core.errors import BadInput
from core.picture import write_png
from core.portrait import Portrait
from core.told import Told


class Outlet:
    """A .png file for one picture, or a folder in which each picture gets a free name.

    A file that was named is replaced; in a folder nothing ever is.

    Args:
        out: the file or folder; a folder is made with the first picture, not before.
        count: how many pictures are to come.
        inputs: files that are read, none of which may be replaced.

    Raises:
        BadInput: if they can't be saved there.
    """

    def __init__(self, out: Path, count: int, inputs: Iterable[Path] = ()) -> None:
        self._out = out
        self._is_folder = out.is_dir() or out.suffix == ""
        if not self._is_folder and out.suffix.lower() != ".png":
            raise BadInput("Portraits are saved as PNG.", "Let --out end in .png, or be a folder.")
        if not self._is_folder and count > 1:
            raise BadInput(Told("--out names one file for {0} pictures.", count), "Give a folder.")
        if out.exists() and not out.is_dir() and (self._is_folder or not out.is_file()):
            raise BadInput(Told("{0} is in the way.", out.name), "Choose another --out.")
        if out.is_file() and any(out.samefile(path) for path in inputs):
            raise BadInput(
                Told("--out would replace {0}, a given photo.", out.name), "Name another file."
            )
        above = out if out.is_dir() else out.absolute().parent
        if not above.is_dir():
            raise BadInput(
                Told("There is no folder {0}.", above), "Make it, or choose another --out."
            )
        if not os.access(above, os.W_OK | os.X_OK):
            raise BadInput(Told("No permission to write in {0}.", above), "Choose another --out.")

    def save(self, portrait: Portrait) -> Path:
        """Write one picture, whole or not at all; returns its path.

        Raises:
            UserError: if the disk is full or failing.
        """
        name = f"portrait-{portrait.recipe.sampling.seed}"
        return self.place(
            name, lambda path: write_png(portrait.image, portrait.recipe, path, portrait.made)
        )

    @property
    def is_folder(self) -> bool:
        """Whether there is room for several pictures."""
        return self._is_folder

    def place(self, name: str, write: Callable[[Path], None]) -> Path:
        """Let something be written to the file, or into the folder under a free name.

        Args:
            name: in the folder, without suffix.
            write: writes the PNG, whole or not at all.

        Raises:
            UserError: if the disk is full or failing.
        """
        path = self._out
        if self._is_folder:
            make_folder(self._out, mode=0o777)
            path = self._free_name(name)
        write(path)
        return path

    def _free_name(self, stem: str) -> Path:
        names = itertools.chain(
            (f"{stem}.png",), (f"{stem}-{number}.png" for number in itertools.count(2))
        )
        return next(path for name in names if not (path := self._out / name).exists())
