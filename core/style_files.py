"""Style presets as other programs keep them: read, written, and kept beside ours.

AUTOMATIC1111's web UI has a table, styles.csv: name, prompt, negative_prompt. Fooocus has lists,
sdxl_styles/*.json: objects of the same three. `{prompt}` stands for the user's own words; in the
table it may be missing, and the words then come first.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from core import durable
from core.errors import BadInput
from core.recipe import MAX_PROMPT
from core.settings import data_folder
from core.styles import PLACE, Style
from core.told import Told

MAX_BYTES = 4_000_000
MOST = 500  # styles of a file, and of a user
_LONGEST_NAME = 100
_KINDS = Told("Choose a styles.csv or a list of styles as .json.")


def read_style_file(file: Path) -> tuple[Style, ...]:
    """The styles of a file of another program, or of one that `write_style_file` made.

    Raises:
        BadInput: if it is neither a table nor a list of styles, or holds too much.
    """
    try:
        if not file.is_file() or file.stat().st_size > MAX_BYTES:
            raise BadInput(Told("{0} is no file of at most 4 MB.", file.name), _KINDS)
        text = file.read_bytes().decode("utf-8-sig")
        rows: Any = json.loads(text) if text.lstrip()[:1] in ("[", "{") else _table(text)
        found = tuple(_styles(rows))
    except (OSError, ValueError, RecursionError, csv.Error) as error:
        raise BadInput(Told("{0} can't be read as styles.", file.name), _KINDS) from error
    if not found:
        raise BadInput(Told("{0} holds no style.", file.name), _KINDS)
    if len(found) > MOST:
        raise BadInput(Told("{0} holds more than {1} styles.", file.name, MOST), _KINDS)
    return found


def write_style_file(styles: Iterable[Style], file: Path) -> None:
    """Write styles for other programs: a list where the name ends in .json, else a table.

    Raises:
        UserError: if the disk is full or failing.
    """
    rows = [(style.title, style.prompt, style.negative) for style in styles]
    names = ("name", "prompt", "negative_prompt")
    if file.suffix.lower() == ".json":
        listed = [dict(zip(names, row, strict=True)) for row in rows]
        text = json.dumps(listed, ensure_ascii=False, indent=4) + "\n"
    else:
        table = io.StringIO()
        csv.writer(table).writerows([names, *rows])
        text = "\ufeff" + table.getvalue()  # by which spreadsheets know the letters
    durable.save(text.encode("utf-8", "replace"), file)


def own_styles() -> tuple[Style, ...]:
    """The styles that the user imported; none where their file is missing or damaged."""
    try:
        return read_style_file(_own_file())
    except BadInput:
        return ()


def keep_own_styles(styles: Sequence[Style]) -> None:
    """Keep the user's styles.

    Raises:
        UserError: if they can't be written.
    """
    durable.make_folder(data_folder())
    write_style_file(styles, _own_file())


def merged(styles: Sequence[Style], more: Iterable[Style]) -> tuple[Style, ...]:
    """Both, without doubles: a style of the same title takes the place of the older one."""
    by_title = {style.title: style for style in (*styles, *more)}
    return tuple(by_title.values())[:MOST]


def _own_file() -> Path:
    return data_folder() / "styles.json"


def _table(text: str) -> list[dict[str, Any]]:
    if "\0" in text:
        raise ValueError("no text")
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    if "name" not in (reader.fieldnames or ()):
        raise ValueError("no table of styles")
    return list(reader)


def _styles(rows: Any) -> Iterable[Style]:
    if not isinstance(rows, list):
        raise ValueError("no list")
    for row in rows:
        if not isinstance(row, dict):
            raise ValueError("no style")
        name, prompt, negative = (row.get(key) for key in ("name", "prompt", "negative_prompt"))
        if not isinstance(name, str) or not name.strip():
            raise ValueError("no name")
        words = _words(prompt), _words(negative)
        if any(words):
            title = " ".join(name.split())[:_LONGEST_NAME]
            yield Style(f"own-{_slug(title)}", title, _with_place(words[0]), _bare(words[1]))


def _words(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > MAX_PROMPT:
        raise ValueError("no words")
    return value.strip().replace("\0", " ")


def _with_place(words: str) -> str:
    """With the place for the prompt exactly once."""
    if PLACE not in words:
        return f"{PLACE}, {words}" if words else PLACE
    before, _, after = words.partition(PLACE)
    return f"{before}{PLACE}{after.replace(PLACE, '')}"


def _bare(words: str) -> str:
    left = (part.strip() for part in words.replace(PLACE, "").split(","))
    return ", ".join(filter(None, left))


def _slug(title: str) -> str:
    return re.sub(r"\W+", "-", title.casefold()).strip("-") or "style"
