"""A copy of a picture for others, with as much inside as its owner chooses."""

from __future__ import annotations

import io
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from core.credentials import sign
from core.credentials.signing import Kind
from core.errors import BadInput
from core.imaging import load_image
from core.lazy import Lazy
from core.made import MadeWith
from core.parameters import parameters_text
from core.picture import XMP, info_of, read_made, read_recipe
from core.png import PNG_START, chunk, chunks
from core.recipe import Recipe

if TYPE_CHECKING:
    from PIL import Image
else:
    Image = Lazy("PIL.Image")

Format = Literal["png", "jpeg", "webp"]
SUFFIXES: dict[Format, str] = {"png": ".png", "jpeg": ".jpg", "webp": ".webp"}
_KINDS: dict[Format, Kind] = {"png": "image/png", "jpeg": "image/jpeg", "webp": "image/webp"}
_PIXEL_CHUNKS = (b"IHDR", b"PLTE", b"tRNS", b"sRGB", b"gAMA", b"cHRM", b"IDAT", b"IEND")
_QUALITY = 95
_EXIF_FOLDER, _USER_COMMENT = 0x8769, 0x9286  # tags of EXIF 2.3, tables 3 and 4


@dataclass(frozen=True)
class Choice:
    """What a copy is to hold, besides its pixels.

    Attributes:
        format: PNG keeps every pixel; the others are smaller, and hold a recipe only as the text
            that other programs read.
        recipe: seed, size, strengths, pack.
        words: of the recipe, its prompts.
        photos: of the recipe, whom it was drawn after: fingerprints of images, places of faces.
        made: model files, versions and device.
        mark: that a trained model made it, as the IPTC's digital source type.
        credentials: the same, signed.
    """

    format: Format = "png"
    recipe: bool = False
    words: bool = False
    photos: bool = False
    made: bool = False
    mark: bool = True
    credentials: bool = True

    @property
    def suffix(self) -> str:
        return SUFFIXES[self.format]


def kind_of(data: bytes) -> Kind | None:
    """What a file is by its first bytes; None: none of the three."""
    if data.startswith(PNG_START):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    return "image/webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None


def encode_copy(source: Path, choice: Choice) -> bytes:
    """The bytes of a copy, signed last of all.

    Args:
        source: a picture of the library; of other images only the pixels can be taken.
        choice: what the copy is to hold.

    Raises:
        BadInput: if the source can't be read.
        UserError: if it is to be signed, and can't be.
    """
    recipe, made = _texts(source, choice)
    if choice.format == "png":
        data = _as_png(source, recipe, made, choice.mark)
    else:
        data = _compressed(source, recipe, choice)
    return sign(data, _KINDS[choice.format]) if choice.credentials else data


def shared(recipe: Recipe, choice: Choice) -> Recipe:
    """The recipe as far as it is to be told. Who it is in this library never is."""
    if not choice.words:
        recipe = recipe.model_copy(update={"prompt": "", "negative_prompt": ""})
    if not choice.photos:
        nobody = {"identities": (), "image_prompts": (), "controls": (), "start": None}
        return recipe.model_copy(update=nobody)
    unnamed = (one.model_copy(update={"person": None}) for one in recipe.identities)
    return recipe.model_copy(update={"identities": tuple(unnamed)})


def _texts(source: Path, choice: Choice) -> tuple[Recipe | None, MadeWith | None]:
    recipe, made = None, None
    if choice.recipe:
        with suppress(BadInput):  # then there is none to hand on
            recipe = shared(read_recipe(source), choice)
    if choice.made:
        with suppress(BadInput):
            made = read_made(source)
    return recipe, made


def _as_png(source: Path, recipe: Recipe | None, made: MadeWith | None, mark: bool) -> bytes:
    """The same pixels, not compressed anew where it is a PNG already."""
    load_image(source)  # only whole pictures are handed on
    data = source.read_bytes()
    if kind_of(data) != "image/png":
        buffer = io.BytesIO()
        Image.fromarray(load_image(source)).save(buffer, format="PNG", compress_level=6)
        data = buffer.getvalue()
    texts = info_of(recipe, made, mark)
    fresh = b"".join(chunk(kind, body) for kind, body, *_ in texts.chunks)
    parts: list[bytes] = []
    for kind, body in chunks(data):
        if kind in _PIXEL_CHUNKS:
            parts.append(chunk(kind, body))
        if kind == b"IHDR":
            parts.append(fresh)
    return PNG_START + b"".join(parts)


def _compressed(source: Path, recipe: Recipe | None, choice: Choice) -> bytes:
    """A JPEG or WebP; its recipe is the text of other programs, in the EXIF comment."""
    exif = Image.Exif()
    if recipe is not None:
        text = parameters_text(recipe)
        comment = (
            b"ASCII\0\0\0" + text.encode("ascii")
            if text.isascii()
            else (b"UNICODE\0" + text.encode("utf-16-be"))
        )
        exif.get_ifd(_EXIF_FOLDER)[_USER_COMMENT] = comment
    options: dict[str, object] = {"subsampling": 0} if choice.format == "jpeg" else {"method": 4}
    if choice.mark:
        options["xmp"] = XMP.encode()
    if recipe is not None:
        options["exif"] = exif
    buffer = io.BytesIO()
    image = Image.fromarray(load_image(source))
    image.save(buffer, format=choice.format.upper(), quality=_QUALITY, **options)
    return buffer.getvalue()
