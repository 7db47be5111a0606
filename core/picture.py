"""A finished picture, and PNG files that carry their recipe.

Text chunks stand before the pixels: `recipe` (our JSON, what Likeness reads back), `made_with`
(what it was drawn with), `parameters` (the text that other tools of the field show), and an XMP
packet with IPTC's digital source type, which marks the picture as made by a trained model. The
recipe names its source images by fingerprint only: no path, no name, no face embedding goes into a
file. Where content credentials are signed (`core.credentials`), their chunk comes last of all.
What signs is imported late: the window needs it for no first paint.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core import durable
from core.errors import BadInput
from core.faces.alike import Alike, lowest_share
from core.imaging import FORMATS, MAX_BYTES
from core.lazy import Lazy
from core.parameters import Loaded, parameters_text, read_parameters
from core.png import PNG_START, TEXT_CHUNKS, chunk, chunks
from core.recipe import Recipe
from core.told import Told

if TYPE_CHECKING:
    import numpy as np
    from PIL import Image, PngImagePlugin

    from core.made import MadeWith
else:
    np = Lazy("numpy")
    Image = Lazy("PIL.Image")
    PngImagePlugin = Lazy("PIL.PngImagePlugin")

RECIPE_KEY = "recipe"
MADE_KEY = "made_with"
PARAMETERS_KEY = "parameters"
XMP_KEY = "XML:com.adobe.xmp"
_EXIF_FOLDER = 0x8769  # tags of EXIF 2.3, tables 3 and 4
_USER_COMMENT = 0x9286

XMP = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
    '<rdf:Description rdf:about=""'
    ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">\n'
    "<Iptc4xmpExt:DigitalSourceType>"
    "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    "</Iptc4xmpExt:DigitalSourceType>\n"
    "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n"
    '<?xpacket end="r"?>'
)


@dataclass(frozen=True)
class Picture:
    """One picture of the library, small enough to hand from thread to thread.

    Attributes:
        id: lower-case hexadecimal UUID, also the name of the file.
        path: the PNG file.
        recipe: draws exactly this picture again.
        width, height: in pixels.
        likeness: cosine between the first person's face and their photos; None: not known.
        seconds: how long it took to draw; 0 where not known.
        created: when it was saved, ISO 8601 in UTC; for display only, never for the order.
        sha256: of the file, hexadecimal, less its content credentials; see `fingerprint_of`.
        people: how each person of the recipe came out, on their own scale; none of pictures that
            an older version drew, or that were found without a row.
    """

    id: str
    path: Path
    recipe: Recipe
    width: int
    height: int
    likeness: float | None
    seconds: float
    created: str
    sha256: str
    people: tuple[Alike, ...] = ()

    @property
    def share(self) -> float | None:
        """The likeness by which it stands among others; see `lowest_share`."""
        return lowest_share(self.people)


def encode_png(image: np.ndarray, recipe: Recipe, made: MadeWith | None = None) -> bytes:
    """The bytes of a PNG with the recipe inside; the same input gives the same bytes.

    Args:
        image: RGB uint8, shape (h, w, 3).
        recipe: draws exactly this picture.
        made: what it was drawn with, where that is known.

    Raises:
        ValueError: if the image has another type or shape.
    """
    return encode_marked(image, _texts_of(recipe), made)


def info_of(
    recipe: Recipe | None, made: MadeWith | None = None, mark: bool = True
) -> PngImagePlugin.PngInfo:
    """The text chunks of a PNG that holds just this."""
    return _info(_texts_of(recipe) if recipe is not None else {}, made, mark)


def _info(texts: Mapping[str, str], made: MadeWith | None, mark: bool) -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    for key, text in texts.items():
        info.add_text(key, text)
    if made is not None:
        info.add_text(MADE_KEY, made.to_json(), zip=True)  # fingerprints: half the size
    if mark:
        info.add_itxt(XMP_KEY, XMP)
    return info


def _texts_of(recipe: Recipe) -> dict[str, str]:
    recipe_text = json.dumps(recipe.model_dump(mode="json"))  # ASCII by default
    return {RECIPE_KEY: recipe_text, PARAMETERS_KEY: parameters_text(recipe)}


def with_recipe(data: bytes, recipe: Recipe) -> bytes:
    """The same PNG with another recipe in its text; not a byte of the pixels is changed.

    Content credentials would no longer hold, and are left out.

    Args:
        data: a PNG that `encode_png` wrote.
        recipe: takes the place of the one inside.

    Raises:
        BadInput: if it is no whole PNG.
    """
    from core.credentials import unsigned

    ours = {key.encode() for key in (RECIPE_KEY, PARAMETERS_KEY)}
    info = info_of(recipe, mark=False)
    fresh = b"".join(chunk(kind, body) for kind, body, *_ in info.chunks)
    kept: list[bytes] = []
    for kind, body in chunks(unsigned(data)):
        if kind in TEXT_CHUNKS and body.partition(b"\0")[0] in ours:
            continue
        kept.append(chunk(kind, body))
        if kind == b"IHDR":
            kept.append(fresh)
    return PNG_START + b"".join(kept)


def fingerprint_of(data: bytes) -> str:
    """The sha256 of a PNG without its content credentials, hexadecimal.

    They differ each time that the same picture is signed. Other files: of all their bytes.
    """
    from core.credentials import unsigned

    with contextlib.suppress(BadInput):
        data = unsigned(data)
    return hashlib.sha256(data).hexdigest()


def encode_marked(
    image: np.ndarray, texts: Mapping[str, str], made: MadeWith | None = None
) -> bytes:
    """The bytes of a PNG that is marked as made by a trained model, with text chunks before it.

    Args:
        image: RGB uint8, shape (h, w, 3).
        texts: by keyword.
        made: what it was drawn with.

    Raises:
        ValueError: if the image has another type or shape.
    """
    if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] != 3:
        raise ValueError(f"expected RGB uint8 (h, w, 3), got {image.dtype} {image.shape}")
    info = _info(texts, made, mark=True)
    buffer = io.BytesIO()
    Image.fromarray(image).save(buffer, format="PNG", pnginfo=info, compress_level=6)
    return buffer.getvalue()


def write_png(image: np.ndarray, recipe: Recipe, path: Path, made: MadeWith | None = None) -> None:
    """Save a picture with its recipe, signed if that is wanted, whole or not at all.

    Args:
        image: RGB uint8, shape (h, w, 3).
        recipe: draws exactly this picture.
        path: the file; its folder must exist, an existing file is replaced.
        made: what it was drawn with.

    Raises:
        UserError: if the disk is full or the folder can't be written to.
    """
    from core.credentials import signed

    durable.save(signed(encode_png(image, recipe, made)), path, mode=0o666)


def read_recipe(path: Path) -> Recipe:
    """The recipe inside a PNG of Likeness; the pixels are not decoded.

    Raises:
        BadInput: if there is no such file, it is no PNG, or it holds no readable recipe.
    """
    texts = _read_texts(path, ("PNG",))
    if RECIPE_KEY not in texts:
        raise BadInput(
            Told("{0} has no recipe inside.", path.name),
            "Choose a picture that Likeness has saved.",
        )
    return _parse(path, texts[RECIPE_KEY])


def read_made(path: Path) -> MadeWith | None:
    """What a PNG of Likeness was made with; None where that is not known, as of older pictures.

    Raises:
        BadInput: if there is no such file, it is no PNG, or what it says can't be used.
    """
    text = read_text(path, MADE_KEY)
    if text is None:
        return None
    from core.made import MadeWith  # the window needs it for no first paint

    try:
        return MadeWith.from_json(text)
    except BadInput as error:
        raise BadInput(
            Told("What {0} says of its making can't be used: {1}", path.name, error.message),
            error.hint,
        ) from error


def read_text(path: Path, key: str, formats: tuple[str, ...] = ("PNG",)) -> str | None:
    """A text chunk of a PNG; None if it has none of this keyword. The pixels are not decoded.

    Raises:
        BadInput: if there is no such file, or it is of no such format.
    """
    return _read_texts(path, formats, (key,)).get(key)


def recipe_in(path: Path, base: Recipe) -> Loaded | None:
    """The recipe that a picture brings along: our own, or AUTOMATIC1111's `parameters`.

    Looked for in a PNG's text and in the EXIF comment of other files; no pixel is decoded.

    Args:
        path: any file.
        base: gives what the picture's text does not say; see `read_parameters`.

    Returns:
        None if the picture brings none.

    Raises:
        BadInput: if it is no such picture, or its recipe of ours can't be used.
    """
    texts = _read_texts(path, FORMATS)
    if RECIPE_KEY in texts:
        return Loaded(_parse(path, texts[RECIPE_KEY]))
    return read_parameters(texts.get(PARAMETERS_KEY, ""), base)


def _parse(path: Path, text: str) -> Recipe:
    try:
        return Recipe.from_json(text)
    except BadInput as error:
        raise BadInput(
            Told("The recipe in {0} can't be used: {1}", path.name, error.message), error.hint
        ) from error


def _read_texts(
    path: Path,
    formats: tuple[str, ...],
    keys: tuple[str, ...] = (RECIPE_KEY, PARAMETERS_KEY),
) -> dict[str, str]:
    """The texts of these keywords, within Pillow's limits; those that are there."""
    try:
        about = path.stat()
    except (OSError, ValueError) as error:
        raise BadInput(Told("There is no file {0}.", path.name), "Check the path.") from error
    if not stat.S_ISREG(about.st_mode) or about.st_size > MAX_BYTES:
        raise BadInput(
            Told("{0} is not a picture file.", path.name), "Choose a PNG file up to 100 MB."
        )
    try:
        with Image.open(path, formats=formats) as image:
            if image.format != "PNG":
                comment = image.getexif().get_ifd(_EXIF_FOLDER).get(_USER_COMMENT, b"")
                return {PARAMETERS_KEY: comment_text(comment)}
            found = {key: image.info.get(key) for key in keys}
    except Exception as error:  # Pillow raises many kinds on damaged files
        fault = (
            Told("Can't read {0}: it is not a PNG, or damaged.", path.name)
            if len(formats) == 1
            else Told("Can't read {0}: it is not a picture, or damaged.", path.name)
        )
        raise BadInput(fault, "Choose another file.") from error
    return {key: str(text) for key, text in found.items() if text is not None}


def comment_text(comment: object) -> str:
    """The text of an EXIF UserComment, whose encoding eight bytes name; empty if it is none.

    Source: EXIF 2.3, table 9.
    """
    if not isinstance(comment, bytes):
        return ""
    kind, data = comment[:8], comment[8:]
    if kind != b"UNICODE\0":
        return data.decode("utf-8", "replace")
    # Writers differ in the order of bytes; of prompts, most letters have a zero in the higher one.
    order = "utf-16-be" if data[0::2].count(0) >= data[1::2].count(0) else "utf-16-le"
    return data.decode(order, "replace")
