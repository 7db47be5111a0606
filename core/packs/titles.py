"""Names of packs and of their parts, made from titles and from the names of files."""

import re
import unicodedata
from collections.abc import Collection

_UNSAFE = re.compile(r"[^\w+-]+")
_LONGEST = 60  # letters, of at most four bytes each: no file system has less room
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)  # by Windows


def pack_name(title: str, taken: Collection[str] = ()) -> str:
    """A safe name for the folder of a pack: letters of any language, digits, - and +.

    Args:
        title: in the user's words.
        taken: other packs' names; some file systems do not tell cases apart.
    """
    return _free(_plain(title.lower(), "pack"), taken)


def part_name(stem: str, taken: Collection[str] = ()) -> str:
    """What recipes are to call a part whose file has this name."""
    return _free(_plain(stem.replace(".", "-"), "part"), taken)


def _plain(words: str, fallback: str) -> str:
    plain = _UNSAFE.sub("-", unicodedata.normalize("NFKC", words)).strip("-+")
    plain = plain[:_LONGEST].rstrip("-+") or fallback
    return f"{plain}-{fallback}" if _RESERVED.fullmatch(plain) else plain


def _free(name: str, taken: Collection[str]) -> str:
    """The name, with a number where it is taken."""
    lowered = {one.lower() for one in taken}
    free, number = name, 2
    while free.lower() in lowered:
        free, number = f"{name}-{number}", number + 1
    return free
