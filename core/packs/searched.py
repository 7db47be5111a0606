"""Which folders are looked through for models: those of other programs, and those that were added.

Kept in `model-folders.json` of the user's data folder.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core import durable
from core.packs.places import program_of, usual_places
from core.settings import data_folder


@dataclass(frozen=True)
class Place:
    """A folder with models."""

    folder: Path
    program: str  # whose it is, as far as that is known
    added: bool  # by the user
    searched: bool


class SearchedFolders:
    """Those that were added, and those that are to be left alone. Nothing is kept in memory."""

    def __init__(self, path: Path | None = None, home: Path | None = None) -> None:
        """Read and write this file; None: that of this user.

        Args:
            path: of the file.
            home: where other programs are looked for; None: the user's.
        """
        self._path = path or data_folder() / "model-folders.json"
        self._home = home

    def places(self) -> tuple[Place, ...]:
        """Programs that are where they usually are, then what was added; each folder once."""
        added, left = self._kept("added"), self._kept("left")
        found = {folder: program for program, folder in usual_places(self._home)}
        own = {folder: program_of(folder) for folder in added if folder not in found}
        return tuple(
            Place(folder, program, folder in own, folder not in left)
            for folder, program in (found | own).items()
        )

    def add(self, folder: Path) -> None:
        """Look through a folder from now on.

        Raises:
            UserError: if that can't be written.
        """
        whole = folder.absolute()
        added, left = self._kept("added"), self._kept("left")
        self._keep([*added, whole], [one for one in left if one != whole])

    def remove(self, folder: Path) -> None:
        """Forget a folder that was added; raises as `add`."""
        self._keep([one for one in self._kept("added") if one != folder], self._kept("left"))

    def search(self, folder: Path, searched: bool) -> None:
        """Look through a folder or leave it alone; raises as `add`."""
        others = [one for one in self._kept("left") if one != folder]
        self._keep(self._kept("added"), others if searched else [*others, folder])

    def _kept(self, name: str) -> list[Path]:
        try:
            kept: Any = json.loads(self._path.read_text(encoding="utf-8"))
            return [Path(text) for text in kept[name] if isinstance(text, str)]
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return []  # there is no such file, or it is damaged

    def _keep(self, added: Iterable[Path], left: Iterable[Path]) -> None:
        durable.make_folder(self._path.parent)
        kept = {"added": list(dict.fromkeys(map(str, added))), "left": [str(one) for one in left]}
        durable.save(json.dumps(kept, indent=1).encode("ascii"), self._path)
