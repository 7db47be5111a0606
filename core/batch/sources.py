"""Find the images that recipes name: in folders of images, and in a library."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import BadInput
from core.imaging import fingerprint, load_image
from core.library.folders import Folders
from core.library.sources import kept_source
from core.told import Told

if TYPE_CHECKING:
    import numpy as np

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff")
_REMEMBERED = 16  # images, as thousands of pictures often show the same few people


class Sources:
    """Images by their fingerprint. For one thread.

    Args:
        folders: hold images, also in folders below; each is read once, when an image is asked for
            that the library lacks.
        library: may be open elsewhere.

    Raises:
        BadInput: if one of these is no folder.
    """

    def __init__(self, folders: Sequence[Path], library: Path) -> None:
        for folder in folders:
            if not folder.is_dir():
                raise BadInput(Told("There is no folder {0}.", folder.name), "Check the path.")
        self._folders, self._library = folders, Folders(library)
        self._found: dict[str, Path] | None = None
        self._load: Callable[[str], np.ndarray] = lru_cache(_REMEMBERED)(self._read)

    def lacking(self, keys: Collection[str]) -> Iterator[str]:
        """Those of some fingerprints for which there is no image."""
        for key in sorted(keys):
            if not self._library.source(key).exists() and key not in self._listed():
                yield key

    def images(self, keys: Collection[str]) -> dict[str, np.ndarray]:
        """These images, RGB uint8 (h, w, 3).

        Raises:
            BadInput: if one is missing, or was changed since it was found.
        """
        return {key: self._load(key) for key in sorted(keys)}

    def _read(self, key: str) -> np.ndarray:
        if self._library.source(key).exists():
            return kept_source(self._library, key)
        listed = self._listed()
        if key not in listed:
            raise BadInput(Told("The source image {0} of this recipe is missing.", key[:12]))
        image = load_image(listed[key])
        if fingerprint(image) != key:
            raise BadInput(
                Told("The image {0} was changed meanwhile.", listed[key].name),
                "Run the same command again.",
            )
        return image

    def _listed(self) -> dict[str, Path]:
        """What the folders hold, the first file of each image; what is no image is passed over."""
        if self._found is None:
            self._found = {}
            for folder in self._folders:
                for path in sorted(folder.rglob("*")):
                    if path.suffix.lower() not in SUFFIXES or not path.is_file():
                        continue
                    try:
                        self._found.setdefault(fingerprint(load_image(path)), path)
                    except BadInput:
                        continue
        return self._found
