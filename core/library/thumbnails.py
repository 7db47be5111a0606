"""Small copies of pictures on the disk, a cache that may be deleted at any time.

Each is a JPEG followed by the checksum of its bytes, which viewers ignore. So it can be written
without waiting for the disk: what a power cut tears is seen, and made again from the picture.
"""

from __future__ import annotations

import contextlib
import io
import zlib
from typing import TYPE_CHECKING

from core import durable
from core.errors import UserError
from core.imaging import load_image
from core.lazy import Lazy
from core.library.folders import Folders

if TYPE_CHECKING:
    import numpy as np
    from PIL import Image
else:
    np = Lazy("numpy")
    Image = Lazy("PIL.Image")

SIDE = 512  # pixels of the longer side: shown at up to 256 logical pixels on a screen of twice that
_QUALITY = 90
_CHECK_BYTES = 4


class Thumbnails:
    """Makes, keeps and reads the small copies. Any thread."""

    def __init__(self, folders: Folders, writable: bool) -> None:
        self._folders = folders
        self._writable = writable

    def keep(self, picture_id: str, image: np.ndarray) -> None:
        """Make the small copy of a picture that is at hand, RGB uint8 (h, w, 3).

        A disk that is full or read-only is no trouble: the copy is then made again when needed.
        """
        if not self._writable:
            return
        path = self._folders.thumbnail(picture_id)
        with contextlib.suppress(UserError):
            durable.make_folder(path.parent)
            durable.save(_encode(image), path, scratch=self._folders.tmp, flush=False)

    def load(self, picture_id: str, side: int = SIDE) -> np.ndarray:
        """The whole picture, at most `side` pixels wide and high (up to SIDE): RGB uint8 (h, w, 3).

        Raises:
            UserError: if neither the small copy nor the picture can be read.
        """
        small = self._read(picture_id, side)
        if small is None:
            image = load_image(self._folders.picture(picture_id))
            self.keep(picture_id, image)
            small = Image.fromarray(image)
        return np.asarray(_fitted(small, min(side, SIDE)))

    def forget(self, picture_id: str) -> None:
        """Delete the small copy of a picture that is deleted for good."""
        path = self._folders.thumbnail(picture_id)
        with durable.readable_errors(path):
            path.unlink(missing_ok=True)

    def _read(self, picture_id: str, side: int) -> Image.Image | None:
        """The copy on the disk, perhaps reduced on the way; None if it is missing or torn."""
        try:
            data = self._folders.thumbnail(picture_id).read_bytes()
        except OSError:
            return None
        jpeg, check = data[:-_CHECK_BYTES], data[-_CHECK_BYTES:]
        if not jpeg or zlib.crc32(jpeg).to_bytes(_CHECK_BYTES, "big") != check:
            return None
        image = Image.open(io.BytesIO(jpeg), formats=("JPEG",))
        image.draft("RGB", (side, side))  # decodes at a half or a quarter where that is enough
        return image.convert("RGB")


def _encode(image: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    _fitted(Image.fromarray(image), SIDE).save(buffer, format="JPEG", quality=_QUALITY)
    jpeg = buffer.getvalue()
    return jpeg + zlib.crc32(jpeg).to_bytes(_CHECK_BYTES, "big")


def _fitted(image: Image.Image, side: int) -> Image.Image:
    """The image scaled down, never up, to `side` pixels at most."""
    longer = max(image.size)
    if longer <= side:
        return image
    width, height = (max(1, round(length * side / longer)) for length in image.size)
    return image.resize((width, height), Image.Resampling.LANCZOS)
