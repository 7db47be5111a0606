"""Source images: photos and other images that recipes name by their fingerprint."""

from __future__ import annotations

import io
from collections.abc import Collection
from typing import TYPE_CHECKING

from core import durable
from core.errors import BadInput
from core.imaging import MAX_BYTES, fingerprint, load_image
from core.lazy import Lazy
from core.library.base import LibraryBase
from core.library.folders import Folders

if TYPE_CHECKING:
    import numpy as np
    from PIL import Image
else:
    Image = Lazy("PIL.Image")


class SourceImages(LibraryBase):
    """The Library's source images."""

    def add_source(self, image: np.ndarray) -> str:
        """Keep an image that recipes may name; the same pixels are kept once.

        Args:
            image: RGB uint8, shape (h, w, 3).

        Returns:
            Its fingerprint.

        Raises:
            BadInput: if its PNG is larger than what `load_image` would read back.
        """
        self._must_be_writable()
        key = fingerprint(image)
        path = self._folders.source(key)
        if not path.exists():
            buffer = io.BytesIO()
            Image.fromarray(image).save(buffer, format="PNG", compress_level=6)
            data = buffer.getvalue()
            if len(data) > MAX_BYTES:
                raise BadInput("This image is too large to keep.", "Scale it down first.")
            durable.make_folder(path.parent)
            durable.save(data, path, scratch=self._folders.tmp)
        return key

    def source(self, sha256: str) -> np.ndarray:
        """The image of that fingerprint, RGB uint8, shape (h, w, 3).

        Raises:
            BadInput: if it is not in the library, or its file is damaged.
        """
        return kept_source(self._folders, sha256)

    def _delete_sources(self, needed: Collection[str]) -> int:
        """Delete all source images but these, for good; how many those were."""
        gone = [path for key, path in self._folders.source_files() if key not in needed]
        for path in gone:
            with durable.readable_errors(path):
                path.unlink(missing_ok=True)
        for folder in {path.parent for path in gone}:
            durable.sync_folder(folder)
        return len(gone)


def kept_source(folders: Folders, sha256: str) -> np.ndarray:
    """The image of that fingerprint, RGB uint8 (h, w, 3); the library may be open elsewhere.

    Raises:
        BadInput: if it is not in the library, or its file is damaged.
    """
    path = folders.source(sha256)
    if not path.exists():
        raise BadInput(
            "An image that this recipe needs is not in the library.", "Choose the photo again."
        )
    image = load_image(path)
    if fingerprint(image) != sha256:
        raise BadInput(
            "An image that this recipe needs was changed on the disk.",
            "Choose the photo again.",
        )
    return image
