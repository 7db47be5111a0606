"""Which pictures of a list come first, as SQL and as keys to sort by: a test compares both."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from core.library.rows import PictureRow

Order = Literal["newest", "oldest", "alike", "stars"]
"""What comes first; among equals it is the newest."""

# What an older version measured, a bare cosine, comes behind all that has a share of a scale.
SQL: dict[Order, str] = {
    "newest": "number DESC",
    "oldest": "number",
    "alike": "share DESC NULLS LAST, likeness DESC NULLS LAST, number DESC",
    "stars": "stars DESC, number DESC",
}
Key = tuple[float, ...]


def _alike(row: PictureRow) -> Key:
    share, likeness = row.share, row.likeness
    return (share is None, -(share or 0.0), likeness is None, -(likeness or 0.0), -row.number)


KEYS: dict[Order, Callable[[PictureRow], Key]] = {
    "newest": lambda row: (-row.number,),
    "oldest": lambda row: (row.number,),
    "alike": _alike,
    "stars": lambda row: (-row.stars, -row.number),
}
