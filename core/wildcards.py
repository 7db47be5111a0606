r"""Words that are chosen anew for each picture: `{red|blue}` and `__hair__`.

`{a|b|c}` is one of them; `__name__` is a line of the file name.txt of a wildcard folder, the
user's or ours. They nest, also in files. `\{` is a bracket that is only text. What is chosen
follows from the seed alone, and the recipe of each picture holds the words that were chosen: it is
drawn again without the files. `Recipe.asked` remembers what was written.

The grammar is the part of the Dynamic Prompts extension of AUTOMATIC1111's web UI that most
prompts use.
"""

import hashlib
import re
from collections.abc import Callable, Generator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import BadInput
from core.jobs import JobControl
from core.portrait import Portrait
from core.recipe import MAX_PROMPT, SEEDS, Asked, Recipe
from core.reuse import remaining
from core.settings import data_folder
from core.told import Told

if TYPE_CHECKING:
    from core.serving import Drawing

OURS = Path(__file__).parent.parent / "resources" / "wildcards"
MAX_BYTES = 1_000_000  # of a file
MOST_FILES = 2000  # of a folder
_DEEPEST = 20
_TRIES = 40  # to choose words that no other picture of a job has
_NAME = re.compile(r"__(\w(?:[\w/ .-]*?\w)?)__")
_ESCAPED = "{}|"
_TOLD = 12  # names that a message lists


class Wildcards:
    """The lists of some folders, read when they are asked for; those of the first one win."""

    def __init__(self, *folders: Path) -> None:
        """Take folders of .txt files, which need not exist; by default the user's and ours."""
        self._folders = folders or (own_folder(), OURS)

    def names(self) -> tuple[str, ...]:
        """All that can stand between the underscores, sorted; in subfolders `folder/name`."""
        return tuple(sorted(self._files()))

    def lines(self, name: str) -> tuple[str, ...]:
        """What a wildcard may become; empty lines and those that begin with # are left out.

        Raises:
            BadInput: if there is none of that name, or its file holds nothing that can be read.
        """
        files = self._files()
        if name not in files:
            listed = tuple(f"__{known}__" for known in sorted(files)[:_TOLD])
            hint = Told("There are {0}.", listed) if listed else None
            raise BadInput(Told("There is no wildcard __{0}__.", name), hint)
        try:
            if files[name].stat().st_size > MAX_BYTES:
                raise BadInput(Told("The wildcard __{0}__ is larger than 1 MB.", name))
            text = files[name].read_text("utf-8-sig")
        except (OSError, ValueError) as error:
            raise BadInput(
                Told("The wildcard __{0}__ can't be read.", name), "Save it as UTF-8 text."
            ) from error
        lines = (line.strip() for line in text.replace("\0", " ").splitlines())
        found = tuple(line for line in lines if line and not line.startswith("#"))
        if not found:
            raise BadInput(Told("The wildcard __{0}__ has no line to choose.", name))
        return found

    def _files(self) -> Mapping[str, Path]:
        found: dict[str, Path] = {}
        for folder in reversed(self._folders):
            files = sorted(folder.rglob("*.txt"))[:MOST_FILES] if folder.is_dir() else []
            found |= {file.relative_to(folder).with_suffix("").as_posix(): file for file in files}
        return found


def own_folder() -> Path:
    """Where the user's own wildcards lie; may not exist yet."""
    return data_folder() / "wildcards"


def asks(text: str) -> bool:
    """Whether there is anything to choose in a text."""
    return _NAME.search(text) is not None or any(
        letter == "{" and _options(text, place) is not None for place, letter in enumerate(text)
    )


def resolve(text: str, wildcards: Wildcards, pick: Callable[[int], int]) -> str:
    """Choose the words of a text.

    Args:
        text: what was asked.
        wildcards: the lists.
        pick: chooses one of n, 0 to n - 1.

    Raises:
        BadInput: for an unknown wildcard, lists that name each other without end, and words
            longer than a prompt may be.
    """
    words = _resolved(text, wildcards, pick, 0)
    if len(words) > MAX_PROMPT:
        raise BadInput(Told("With its wildcards the prompt has more than {0} letters.", MAX_PROMPT))
    return words


def resolutions(recipe: Recipe, wildcards: Wildcards) -> tuple[Recipe, ...]:
    """A recipe for each of a recipe's pictures, with its own seed and the words chosen for it.

    No two have the same words, as far as there are as many. Always the same for the same recipe
    and lists.

    Raises as `resolve` does.
    """
    found: list[Recipe] = []
    for index in range(recipe.sampling.count):
        seed = (recipe.sampling.seed + index) % SEEDS
        words = _words(recipe, wildcards, f"{seed}/0")
        for again in range(1, _TRIES):
            if all(words != (one.prompt, one.negative_prompt) for one in found):
                break
            words = _words(recipe, wildcards, f"{seed}/{again}")
        sampling = recipe.sampling.model_copy(update={"seed": seed, "count": 1})
        found.append(_said(recipe, words).model_copy(update={"sampling": sampling}))
    return tuple(found)


def resolved(recipe: Recipe, wildcards: Wildcards) -> Recipe:
    """The recipe with the words of its first picture; the same one where nothing is chosen."""
    if not chooses(recipe):
        return recipe
    return _said(recipe, _words(recipe, wildcards, f"{recipe.sampling.seed}/0"))


def chooses(recipe: Recipe) -> bool:
    """Whether any words of a recipe are still to be chosen."""
    return asks(recipe.prompt) or asks(recipe.negative_prompt)


def draw_chosen(
    engine: "Drawing",
    recipe: Recipe,
    sources: Mapping[str, Any],
    control: JobControl,
    wildcards: Wildcards,
    skip: int = 0,
) -> Generator[Portrait]:
    """Draw a recipe's pictures, each with the words chosen for it; see `Drawing.generate`.

    `skip`: how many of its pictures are there already.
    """
    if chooses(recipe):
        for single in resolutions(recipe, wildcards)[skip:]:
            yield from engine.generate(single, sources, control)
        return
    yield from engine.generate(remaining(recipe, skip), sources, control)


def _said(recipe: Recipe, words: tuple[str, str]) -> Recipe:
    """The recipe with these words, which remembers what was asked."""
    asked = Asked(prompt=recipe.prompt, negative_prompt=recipe.negative_prompt)
    changes = {"prompt": words[0], "negative_prompt": words[1], "asked": asked}
    return recipe.model_copy(update=changes)


def _words(recipe: Recipe, wildcards: Wildcards, key: str) -> tuple[str, str]:
    pick = _picker(key)
    texts = (recipe.prompt, recipe.negative_prompt)
    prompt, negative = (resolve(text, wildcards, pick) if asks(text) else text for text in texts)
    return prompt, negative


def _picker(key: str) -> Callable[[int], int]:
    """Chooses by a hash of the key and of how often it was asked: the same on every computer."""
    asked = 0

    def pick(options: int) -> int:
        nonlocal asked
        asked += 1
        digest = hashlib.sha256(f"{key}/{asked}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % options

    return pick


def _resolved(text: str, wildcards: Wildcards, pick: Callable[[int], int], depth: int) -> str:
    if depth > _DEEPEST:
        raise BadInput("The wildcards of this prompt name each other without end.")
    told: list[str] = []
    place = 0
    while place < len(text):
        named = _NAME.match(text, place)
        options = _options(text, place) if text[place] == "{" else None
        if text[place] == "\\" and text[place + 1 : place + 2] in tuple(_ESCAPED):
            told.append(text[place + 1])
            place += 2
        elif named is not None:
            lines = wildcards.lines(named[1])
            told.append(_resolved(lines[pick(len(lines))], wildcards, pick, depth + 1))
            place = named.end()
        elif options is not None:
            choices, place = options
            told.append(_resolved(choices[pick(len(choices))], wildcards, pick, depth + 1))
        else:
            told.append(text[place])
            place += 1
        if sum(map(len, told)) > MAX_PROMPT:
            break  # which is refused, however long it would become
    return "".join(told)


def _options(text: str, start: int) -> tuple[Sequence[str], int] | None:
    """What stands between the bars of the brackets that open here, and where they end.

    None where they don't close, or hold no bar.
    """
    depth, begin, found = 0, start + 1, list[str]()
    place = start
    while place < len(text):
        letter = text[place]
        if letter == "\\":
            place += 1
        elif letter == "{":
            depth += 1
        elif letter in "|}" and depth == 1:
            found.append(text[begin:place])
            begin = place + 1
        if letter == "}":
            depth -= 1
            if not depth:
                return (found, place + 1) if len(found) > 1 else None
        place += 1
    return None
