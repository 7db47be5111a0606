"""What a finished picture file reveals: read out of its bytes by readers that did not write them.

Nothing is taken from what was meant to be written. Pillow reads texts, EXIF and XMP, c2pa reads
content credentials, and whatever is found that has no place here is told by its name.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from core.credentials import Credentials, read
from core.errors import BadInput
from core.exporting.copies import kind_of
from core.imaging import MAX_BYTES, MAX_PIXELS
from core.lazy import Lazy
from core.picture import MADE_KEY, PARAMETERS_KEY, RECIPE_KEY, comment_text
from core.png import chunks

if TYPE_CHECKING:
    from PIL import Image
else:
    Image = Lazy("PIL.Image")

_FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}
_EXIF_FOLDER, _USER_COMMENT = 0x8769, 0x9286
_TIMES = (0x0132, 0x9003, 0x9004)  # tags of EXIF 2.3: changed, taken, digitised
_PLACE_FOLDER = 0x8825
_FINGERPRINT = re.compile(r"\b[0-9a-f]{64}\b")
_TIME_IN_XMP = re.compile(r"(?:Create|Modify|Metadata)Date\W{1,3}([^<\"']{4,40})")
_MARK = "newscodes/digitalsourcetype/trainedAlgorithmicMedia"
_HARMLESS = {"dpi", "jfif", "jfif_version", "jfif_unit", "jfif_density", "loop", "background",
             "timestamp", "duration", "gamma", "srgb", "chromaticity", "transparency"}  # fmt: skip
_MOST_TEXT = 1_000_000


@dataclass(frozen=True)
class Revealed:
    """What a file holds besides its pixels; empty where there is nothing of the kind.

    Attributes:
        format: PNG, JPEG or WEBP.
        size: bytes of the whole file.
        words: prompts, as found in a recipe or in the text for other programs.
        settings: what else that text says, such as the seed.
        has_recipe: whether it can be drawn again from it.
        photos: how many images are named by their fingerprints.
        people: how many people the recipe places.
        made: versions and device that it names.
        model_files: how many model files it names.
        marked: whether it says, by the IPTC's standard, that a trained model made it.
        times: points in time.
        names: of those that were looked for, which stand anywhere in its texts.
        credentials: what they say.
        others: by name, whatever else it holds.
    """

    format: str
    size: int
    words: str = ""
    settings: str = ""
    has_recipe: bool = False
    photos: int = 0
    people: int = 0
    made: str = ""
    model_files: int = 0
    marked: bool = False
    times: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    credentials: Credentials | None = None
    others: tuple[str, ...] = ()


def reveal(data: bytes, names: Iterable[str] = ()) -> Revealed:
    """Read a file as a stranger would.

    Args:
        data: all bytes of a PNG, JPEG or WebP, from anywhere.
        names: of people, to be looked for in all texts.

    Raises:
        BadInput: if it is no such file, or damaged, or too large.
    """
    kind = kind_of(data)
    if kind is None or len(data) > MAX_BYTES:
        raise BadInput("This is no PNG, JPEG or WebP file.", "Choose another file.")
    try:
        texts, times = _read(data, _FORMATS[kind])
    except Exception as error:  # Pillow raises many kinds on damaged files
        raise BadInput(
            "What is inside of this picture can't be read: it is damaged, or far too large.",
            "Choose another file.",
        ) from error
    credentials = read(data, kind)
    recipe = _as_dict(texts.get(RECIPE_KEY, ""))
    made = _as_dict(texts.get(MADE_KEY, ""))
    words, settings = _parameters(texts.get(PARAMETERS_KEY, ""))
    xmp = texts.get("xmp", "")
    every = "\n".join([*texts.values(), credentials.text])
    files = made.get("files")
    return Revealed(
        format=_FORMATS[kind],
        size=len(data),
        words="\n".join(dict.fromkeys(filter(None, (*_prompts(recipe), *words)))),
        settings=settings,
        has_recipe=bool(recipe),
        photos=len(set(_FINGERPRINT.findall(texts.get(RECIPE_KEY, "")))),
        people=_length(recipe.get("identities")),
        made=_versions(made),
        model_files=len(cast(dict[str, Any], files)) if isinstance(files, dict) else 0,
        marked=_MARK in xmp,
        times=(*times, *_TIME_IN_XMP.findall(xmp)),
        names=tuple(name for name in names if _stands_in(name, every)),
        credentials=credentials,
        others=tuple(sorted(texts.keys() - _OURS)) + _home(every),
    )


_OURS = {RECIPE_KEY, PARAMETERS_KEY, MADE_KEY, "xmp"}


def _read(data: bytes, kind: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """All texts by their names, and all points in time."""
    with Image.open(io.BytesIO(data), formats=(kind,)) as image:
        if image.width * image.height > MAX_PIXELS:
            raise ValueError("too many pixels")
        if kind == "PNG":
            image.load()  # texts may stand behind the pixels
        texts = {
            "xmp" if key in ("xmp", "XML:com.adobe.xmp") else str(key): _text(value)
            for key, value in image.info.items()
            if key not in _HARMLESS and key != "exif"
        }
        exif, times = _exif(image)
        texts |= exif
    if kind == "PNG":
        times += ["tIME" for chunk, _ in chunks(data) if chunk == b"tIME"]
    return texts, tuple(times)


def _exif(image: Image.Image) -> tuple[dict[str, str], list[str]]:
    outer = image.getexif()
    inner = outer.get_ifd(_EXIF_FOLDER)
    texts: dict[str, str] = {}
    if comment := comment_text(inner.get(_USER_COMMENT, b"")):
        texts[PARAMETERS_KEY] = comment[:_MOST_TEXT]
    known = {_EXIF_FOLDER, _USER_COMMENT, *_TIMES}
    for part in (outer, inner):
        for tag in part.keys() - known:
            name = "GPS" if tag == _PLACE_FOLDER else f"EXIF {tag:#06x}"
            texts[name] = _text(part[tag])
    return texts, [str(part[tag]) for part in (outer, inner) for tag in _TIMES if tag in part]


def _text(value: object) -> str:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return text[:_MOST_TEXT]


def _as_dict(text: str) -> dict[str, Any]:
    """JSON as it stands in the file; whatever is no object is none of ours."""
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return cast(dict[str, Any], found) if isinstance(found, dict) else {}


def _prompts(recipe: dict[str, Any]) -> Iterator[str]:
    for name in ("prompt", "negative_prompt"):
        if isinstance(text := recipe.get(name), str):
            yield text


def _parameters(text: str) -> tuple[list[str], str]:
    """The prompts, and what stands in the last line, of the text for other programs."""
    *lines, last = text.split("\n") if text else [""]
    return [line.removeprefix("Negative prompt: ") for line in lines], last


def _length(value: object) -> int:
    return len(cast(list[object], value)) if isinstance(value, list) else 0


def _versions(made: dict[str, Any]) -> str:
    called = {"likeness": "Likeness ", "torch": "torch ", "device": "", "processor": ""}
    found = ((words, made.get(name)) for name, words in called.items())
    return ", ".join(f"{words}{str(one)[:100]}" for words, one in found if one is not None)


def _stands_in(name: str, text: str) -> bool:
    """Whether a name stands in a text as a word of its own."""
    edge = r"\b" if name.isascii() else ""
    return bool(name.strip()) and bool(
        re.search(f"{edge}{re.escape(name.strip())}{edge}", text, re.IGNORECASE)
    )


def _home(text: str) -> tuple[str, ...]:
    """A folder of the user, wherever it slipped in."""
    home = str(Path.home())
    return (home,) if len(home) > 5 and home in text else ()
