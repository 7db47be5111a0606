"""Words in a picture: a font that has their letters, and lines that fit.

Fonts are looked for where the system keeps them. Where none has all the letters, Pillow's own
stands in, and what it lacks is written with plain letters.
"""

from __future__ import annotations

import functools
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

from core.lazy import Lazy

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont
else:
    ImageFont = Lazy("PIL.ImageFont")

# Files that Pillow finds in the system's own folders, the best first: Latin and Greek, Chinese.
_FILES = (
    *("", "Inter-Regular.ttf", "NotoSans-Regular.ttf", "segoeui.ttf", "SFNS.ttf", "Helvetica.ttc"),
    *("DejaVuSans.ttf", "LiberationSans-Regular.ttf", "arial.ttf"),
    *("NotoSansCJK-Regular.ttc", "NotoSansSC-Regular.otf", "SourceHanSansSC-Regular.otf"),
    *("msyh.ttc", "PingFang.ttc", "Hiragino Sans GB.ttc", "STHeiti Light.ttc", "wqy-microhei.ttc"),
    *("DroidSansFallbackFull.ttf", "DroidSansFallback.ttf", "simsun.ttc", "Arial Unicode.ttf"),
)
_OWN = ""  # in place of a file: Pillow's own font, which has little more than ASCII
_PLAIN = {
    "λ": "",
    "→": "",
    "↓": "",
    "×": "x",
    "–": "-",
    "—": "-",
    "·": "-",
    "…": "...",
    "“": '"',
    "”": '"',
    "′": "'",
}
_FIRST_WIDE = "\u2e80"  # from here on, scripts have no spaces between words
_CLOSING, _OPENING = "，。；：！？、）》”’", "（《“‘"  # that no line begins or ends with
_NO_LETTER = "\uffff"
_ELLIPSIS = "…"
_BALANCING = 12  # tries; the last one takes nearly half of the width


class Lettering:
    """One typeface for a whole picture; letters that it lacks come from others.

    Args:
        text: all that will be written with it.
    """

    def __init__(self, text: str) -> None:
        left = frozenset(letter for letter in text if not letter.isspace())
        self._main = _best(left)
        self._files: dict[str, str] = {}
        self._plain: dict[str, str] = {}
        file = self._main
        while found := _has(file, left):
            self._files |= dict.fromkeys(found, file)
            left -= found
            file = _best(left)
        self._plain = {letter: _plain(letter) for letter in left}

    def width(self, text: str, size: int) -> float:
        """Pixels that a line takes."""
        return sum(_font(file, size).getlength(run) for file, run in self._runs(text))

    def lines(self, text: str, size: int, width: float, most: int) -> list[str]:
        """Break a text into lines of at most `width` pixels; the last of `most` lines is cut."""
        lines: list[str] = []
        rest = " ".join(text.split())
        while rest:
            if len(lines) == most - 1 or self.width(rest, size) <= width:
                return [*lines, self.cut(rest, size, width)]
            end = self._break(rest, size, width)
            lines.append(rest[:end].rstrip())
            rest = rest[end:].lstrip()
        return lines

    def balanced(self, text: str, size: int, width: float, most: int) -> list[str]:
        """Break a text as `lines` does, into lines of about the same length."""
        best = self.lines(text, size, width, most)
        whole = "".join(best)
        for part in range(1, _BALANCING):
            narrower = width * (1 - part / (2 * _BALANCING))
            lines = self.lines(text, size, narrower, most)
            if len(lines) > len(best) or len("".join(lines)) < len(whole):
                break
            best = lines
        return best

    def cut(self, text: str, size: int, width: float) -> str:
        """The text, or as much of its beginning as fits, and an ellipsis."""
        if self.width(text, size) <= width:
            return text
        end = self._fitting(text, size, width - self.width(_ELLIPSIS, size))
        return text[:end].rstrip(" ,.;:") + _ELLIPSIS

    def write(
        self,
        canvas: ImageDraw.ImageDraw,
        place: tuple[float, float],
        text: str,
        size: int,
        colour: str,
        side: float = 0.0,
    ) -> None:
        """Write one line.

        Args:
            canvas: what to write on.
            place: x, y in pixels; y is the upper edge of the line.
            text: the line.
            size: of the letters, in pixels.
            colour: as Pillow names it.
            side: where x lies in the line: 0 is its left end, 0.5 its middle, 1 its right end.
        """
        x, y = place
        x -= self.width(text, size) * side
        for file, run in self._runs(text):
            font = _font(file, size)
            canvas.text((x, y + size), run, fill=colour, font=font, anchor="ls")
            x += font.getlength(run)

    def _break(self, text: str, size: int, width: float) -> int:
        """Where to break a text that is too long: between words, or where the line is full."""
        end = max(1, self._fitting(text, size, width))
        return next((place for place in range(end, 0, -1) if _may_break(text, place)), end)

    def _fitting(self, text: str, size: int, width: float) -> int:
        """How many letters of the beginning fit."""
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.width(text[:middle], size) <= width:
                low = middle
            else:
                high = middle - 1
        return low

    def _runs(self, text: str) -> list[tuple[str, str]]:
        """The text in pieces of one font each: file and letters."""
        letters = "".join(self._plain.get(letter, letter) for letter in text)
        files = groupby(letters, lambda letter: self._files.get(letter, self._main))
        return [(file, "".join(run)) for file, run in files]


def _may_break(text: str, place: int) -> bool:
    """Whether a new line may begin here: at spaces, and between Chinese characters."""
    before, after = text[place - 1], text[place]
    if after in _CLOSING or before in _OPENING:
        return False
    return after == " " or before == " " or max(before, after) >= _FIRST_WIDE


def _best(wanted: frozenset[str]) -> str:
    """The first font that has all letters, else the one that has most of them."""
    best, most = _OWN, -1
    for file in _FILES:
        found = len(_has(file, wanted))
        if found > most:
            best, most = file, found
        if most == len(wanted):
            break
    return best


def _has(file: str, letters: frozenset[str]) -> frozenset[str]:
    """Which of these letters a font has; none if there is no such font here."""
    try:
        nothing = _shape(file, _NO_LETTER)
    except OSError:
        return frozenset()
    return frozenset(letter for letter in letters if _shape(file, letter) != nothing)


@functools.lru_cache(4096)
def _shape(file: str, letter: str) -> tuple[tuple[int, int], bytes]:
    mask = _font(file, 20).getmask(letter)
    return mask.size, bytes(mask)  # pyright: ignore[reportArgumentType]  # a sequence of numbers


@functools.lru_cache(256)
def _font(file: str, size: int) -> ImageFont.FreeTypeFont:
    if file == _OWN:
        font = ImageFont.load_default(size)
        assert isinstance(font, ImageFont.FreeTypeFont)
        return font
    return ImageFont.truetype(file, size)


def _plain(letter: str) -> str:
    if letter in _PLAIN:
        return _PLAIN[letter]
    plain = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
    return plain or "?"
