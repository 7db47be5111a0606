"""How alike a picture is, as the window says it: one place for the words of all who show it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from core.faces.alike import (
    BY_A_SECOND,
    BY_THE_SAME,
    HELP,
    MIDDLE,
    Alike,
    figure,
    from_text,
    lowest_share,
    percent,
    sentence,
)
from core.library import PictureRow
from core.packs.manifest import Manifest
from core.told import Told
from gui.language import in_language

parsed = lru_cache(maxsize=4096)(from_text)
"""The people of a gallery's row, which the same row asks for at each painting."""


def figure_words(people: Sequence[Alike], cosine: float | None) -> str:
    """`86 %`, or `1: 86 % · 2: 74 %`; empty where nobody was found."""
    shown = figure(people, cosine)
    return "" if shown is None else in_language(shown)


def short_words(people: Sequence[Alike], cosine: float | None) -> str:
    """The same where there is little room: `86 · 74 %`."""
    if len(people) < 2:
        return figure_words(people, cosine)
    shares = ["–" if one.share is None else str(round(100 * one.share)) for one in people]
    return QCoreApplication.translate("Alike", "{0} %").format(" · ".join(shares))


def tile_words(row: PictureRow) -> str:
    """What stands below a thumbnail; of one person, as most are, without reading what is kept."""
    if row.share is not None and row.people is not None and row.people.count("[") == 2:
        return QCoreApplication.translate("Alike", "{0} %").format(round(100 * row.share))
    return short_words(parsed(row.people), row.likeness)


def named_words(people: Sequence[Alike], cosine: float | None) -> str:
    """The figure with what it is, and in words what the colour of its pill says."""
    translate = QCoreApplication.translate
    words = translate("Alike", "Likeness {0}").format(figure_words(people, cosine))
    if people and (lowest_share(people) or 0.0) < MIDDLE:
        return translate("Alike", "{0}, nearer to strangers").format(words)
    return words


def sentence_words(people: Sequence[Alike], cosine: float | None) -> str:
    """The figure and where it comes from, each of several people on a line of their own."""
    if len(people) < 2:
        return in_language(sentence(people, cosine))
    alone = (sentence((one,), one.cosine) for one in people)
    return "\n".join(in_language(Told("{0}: {1}", *pair)) for pair in enumerate(alone, 1))


def percent_words(share: float) -> str:
    """A share as people say it."""
    return in_language(percent(share))


def judge_of(manifest: Manifest) -> Told:
    """Who tells the likeness of a pack's pictures."""
    return BY_THE_SAME if manifest.scorer is None else BY_A_SECOND


def help_words(people: Sequence[Alike], cosine: float | None, judge: Told | None = None) -> str:
    """What the figure means, for a tooltip; each sentence on a line of its own.

    Args:
        people: of the picture.
        cosine: of the first of them.
        judge: who has told it, if that is known.
    """
    if not people:
        return QCoreApplication.translate(
            "Alike",
            "The cosine of the angle between the embeddings of two faces: 1 is the same face, two "
            "strangers are near 0. Newer pictures are told on the person's own scale.",
        )
    parts = (sentence_words(people, cosine), in_language(HELP), in_language(judge or ""))
    return "\n".join(filter(None, parts))
