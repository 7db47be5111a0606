"""Words to which a LoRA listens, as its file says: they were in the captions of its training.

Sources: the metadata of kohya's sd-scripts (`ss_tag_frequency`) and of the ModelSpec standard
(`modelspec.trigger_phrase`).
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from core.packs.checkpoints import metadata_of

MOST = 8
_LONGEST = 80  # letters; what is longer is a caption, no word
_MOST_TAGS = 100_000


def trigger_words(file: Path) -> tuple[str, ...]:
    """What to say so that a LoRA acts as it learned to; empty where its file doesn't tell.

    Args:
        file: a safetensors file, whose header alone is read.

    Raises:
        BadInput: if it is none.
        OSError: if it can't be read.
    """
    told = metadata_of(file)
    phrase = told.get("modelspec.trigger_phrase", "")
    words = [word.strip() for word in phrase[:1000].split(",")]
    words += _often(told.get("ss_tag_frequency", ""))
    fitting = (" ".join(word.split()) for word in words if 0 < len(word) <= _LONGEST)
    return tuple(dict.fromkeys(word for word in fitting if word and word.isprintable()))[:MOST]


def _often(text: str) -> list[str]:
    """The tags that most pictures of the training had, those of all its folders together."""
    try:
        folders: Any = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return []
    counted: Counter[str] = Counter()
    tables = list(folders.values()) if isinstance(folders, dict) else []
    for table in tables:
        pairs = list(table.items())[:_MOST_TAGS] if isinstance(table, dict) else []
        for tag, times in pairs:
            if isinstance(tag, str) and type(times) is int and 0 < times < 2**31:
                counted[tag.strip()] += times
    return [tag for tag, _ in counted.most_common(MOST)]
