"""Which pictures a list shows, as a value and as SQL."""

from dataclasses import dataclass
from typing import Any, Literal

from core.recipe import Recipe

Flag = Literal["none", "picked", "rejected"]
Mechanism = Literal["words", "instantid", "ip-adapter", "both"]

# FTS5's trigrams find no word of two characters, such as most Chinese ones; LIKE does.
_LIKE = "{} LIKE ? ESCAPE '\\'"


@dataclass(frozen=True)
class Filter:
    """What a picture must be to be listed; an empty one lets all through.

    Attributes:
        text: words that must all stand in the prompt or the title, or, where all projects are
            searched, in the project's name; upper case is as good as lower case (ASCII only).
        stars: at least as many.
        flags, packs, mechanisms: one of these; empty: any.
        alike: at least so many percent; 0: any, also where it is not known.
    """

    text: str = ""
    stars: int = 0
    flags: tuple[Flag, ...] = ()
    packs: tuple[str, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()
    alike: int = 0

    def conditions(self, project: int | None) -> tuple[str, list[Any]]:
        """The SQL behind WHERE over `picture` joined with `project`, and its values."""
        parts = ["picture.trashed IS NULL", "project.trashed IS NULL", "NOT missing"]
        values: list[Any] = []
        places = ["picture.prompt", "picture.title"]
        if project is None:
            places.append("project.name")
        else:
            parts.append("picture.project = ?")
            values.append(project)
        for word in self.text.split():
            parts.append(f"({' OR '.join(_LIKE.format(place) for place in places)})")
            values += [f"%{_escaped(word)}%"] * len(places)
        if self.stars > 0:
            parts.append("stars >= ?")
            values.append(self.stars)
        if self.alike > 0:
            parts.append("share >= ?")
            values.append((self.alike - 0.5) / 100)  # as it is shown, rounded
        for column, wanted in (
            ("flag", self.flags),
            ("pack", self.packs),
            ("mechanism", self.mechanisms),
        ):
            if wanted:
                parts.append(f"{column} IN ({', '.join('?' * len(wanted))})")
                values += wanted
        return " AND ".join(parts), values


def mechanism_of(recipe: Recipe) -> Mechanism:
    """What a recipe draws with: people, image prompts, both, or words alone."""
    if recipe.identities:
        return "both" if recipe.image_prompts else "instantid"
    return "ip-adapter" if recipe.image_prompts else "words"


def _escaped(word: str) -> str:
    """A user's word in which LIKE sees no wildcard."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
