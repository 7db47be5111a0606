"""The one door for image files: whatever comes in, RGB uint8 or one clear sentence comes out.

No other code decodes a user's image. Only Pillow is used, for four formats, from bytes that
were read once; limits are checked on the header, before any pixel is decoded.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
import threading
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import BadInput
from core.lazy import Lazy
from core.told import Told

if TYPE_CHECKING:
    import numpy as np
    from PIL import Image, ImageCms
else:
    np = Lazy("numpy")
    Image = Lazy("PIL.Image")
    ImageCms = Lazy("PIL.ImageCms")

FORMATS = ("PNG", "JPEG", "WEBP", "TIFF")
MAX_BYTES = 100_000_000
MAX_PIXELS = 64_000_000

_HINT = Told("Use a PNG, JPEG, WebP or TIFF file of at most 64 megapixels and 100 MB.")
_ORIENTATION = 0x0112  # tag of EXIF 2.3, table 4
_TURNS = {  # the transpositions of Pillow
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
# The filters of `warnings` belong to the whole process, so one image is decoded at a time;
# that also bounds the memory.
_decoding = threading.Lock()


def load_image(path: str | os.PathLike[str]) -> np.ndarray:
    """Read an image file as it is meant to be seen.

    Turned as EXIF says, colours converted to sRGB, transparency laid on white, 16 bit scaled
    to 8, the first frame of an animation. Safe from any thread; blocks while it decodes.

    Args:
        path: a regular file, not a link, in one of `FORMATS` whatever its suffix.

    Returns:
        RGB uint8, shape (h, w, 3), contiguous and writable.

    Raises:
        BadInput: whatever is wrong with the file; the message holds its name, not its folder.
    """
    name = _shown_name(path)
    try:
        data = _read(Path(path))
    except FileNotFoundError as error:
        raise BadInput(
            Told("Can't open {0}: there is no such file.", name), "Check the name."
        ) from error
    except Exception as error:
        raise BadInput(
            Told("Can't open {0}: it is not a readable image file.", name), _HINT
        ) from error
    try:
        return _decode(data)
    except Exception as error:  # Pillow raises nearly every kind on damaged files
        raise BadInput(
            Told("Can't open {0}: damaged, too large or unsupported.", name), _HINT
        ) from error


def fingerprint(image: np.ndarray) -> str:
    """Name an image by its content: sha256, in hex, over shape and pixels.

    Args:
        image: RGB uint8, shape (h, w, 3).

    Raises:
        ValueError: if it is of another type or shape.
    """
    if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] != 3:
        raise ValueError(f"expected RGB uint8 (h, w, 3), not {image.dtype} {image.shape}")
    digest = hashlib.sha256(f"{image.shape[1]}x{image.shape[0]} RGB8\n".encode())
    digest.update(np.ascontiguousarray(image).data)
    return digest.hexdigest()


def _shown_name(path: str | os.PathLike[str]) -> str:
    """The file's name without its folder, on one line whatever characters it holds."""
    name = os.path.basename(os.fspath(path).rstrip("/\\"))
    return "".join(letter if letter.isprintable() else "?" for letter in name) or Told("the image")


def _read(path: Path) -> bytes:
    """All bytes of a regular file of at most MAX_BYTES; never follows a link, never blocks."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise ValueError("not a regular file")
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with open(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ValueError("not a regular file")
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ValueError("too many bytes")
    return data


def _decode(data: bytes) -> np.ndarray:
    with _decoding, warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=r"PIL\.")  # odd metadata; the pixels decide
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            width, height = image.size
            if width < 1 or height < 1 or width * height > MAX_PIXELS:
                raise ValueError(f"{width} x {height} pixels")
            image.load()
            return np.array(_on_white(_to_srgb(_to_8_bit(_turned(image)))))


def _turned(image: Image.Image) -> Image.Image:
    """Turn the picture as its EXIF data says; damaged EXIF data says nothing."""
    try:
        turn = _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # the parser trips over damaged data in many ways
        return image
    return image if turn is None else image.transpose(Image.Transpose[turn])


def _to_8_bit(image: Image.Image) -> Image.Image:
    """Scale 16 bit grey to 8 bit; Pillow's own conversion would clip it.

    Raises:
        ValueError: for pixels that are no 16 bit numbers: their range is not known.
    """
    if not image.mode.startswith(("I", "F")):
        return image
    values = np.array(image)
    if image.mode == "F" or values.min() < 0 or values.max() > 65535:
        raise ValueError(f"mode {image.mode} beyond 16 bit")
    grey = Image.fromarray(((values.astype(np.uint32) + 128) // 257).astype(np.uint8))
    return _with_profile(grey, image.info.get("icc_profile"))


def _to_srgb(image: Image.Image) -> Image.Image:
    """Convert the colours by the embedded ICC profile; without a usable one, leave them."""
    profile = image.info.get("icc_profile")
    if not profile:
        return image
    if image.mode in ("P", "PA"):
        image = _with_profile(image.convert(_open_mode(image)), profile)
    colours, alpha = _split_alpha(image)
    try:
        converted = ImageCms.profileToProfile(
            colours,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGB",
        )
    except Exception:  # a damaged profile, or one for other colours: the pixels are still good
        return image
    if converted is None:
        return image
    if alpha is not None:
        converted.putalpha(alpha)
    return converted


def _split_alpha(image: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    if not image.has_transparency_data:
        return image, None
    with_alpha = image.convert("RGBA")
    plain = image.convert("L") if image.mode in ("1", "L", "LA", "La") else image.convert("RGB")
    return plain, with_alpha.getchannel("A")


def _on_white(image: Image.Image) -> Image.Image:
    """Drop transparency by laying the picture on white; the result is RGB."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    with_alpha = image.convert("RGBA")
    white = Image.new("RGBA", with_alpha.size, "white")
    return Image.alpha_composite(white, with_alpha).convert("RGB")


def _open_mode(image: Image.Image) -> str:
    return "RGBA" if image.has_transparency_data else "RGB"


def _with_profile(image: Image.Image, profile: bytes | None) -> Image.Image:
    """`image` with nothing in its `info` but this colour profile."""
    image.info = {} if profile is None else {"icc_profile": profile}
    return image
