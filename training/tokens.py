"""A CLIP tokenizer for the words of the captions.

Byte-pair encoding in CLIP's file format: the byte alphabet, then merges until every known word
is one token. Unknown words fall to pieces, as they do in the large tokenizer.
"""

import json
import re
import shutil
from collections import Counter
from itertools import pairwise
from pathlib import Path

from transformers import CLIPTokenizer

from training import words
from training.common import RUNS
from training.shipped import shipped

LENGTH = 77
EXTRA_WORDS = (
    "a an the and or of in on at with without by wearing no not photo picture image painting "
    "drawing illustration face person people human lady gentleman boy girl kid grandmother "
    "grandfather blurry low quality bad ugly deformed cropped dark bright colorful colourful "
    "style head hair eyes her his she he has is that very beautiful handsome detailed drawn painted"
)
_BYTES = [chr(n) for n in (*range(33, 127), *range(161, 173), *range(174, 256))]
_BYTES += [chr(256 + n) for n in range(256 - len(_BYTES))]


def build(folder: Path) -> tuple[CLIPTokenizer, CLIPTokenizer]:
    """Write and return `tokenizer` and `tokenizer_2`, which differ in padding as SDXL's do."""
    vocabulary, merges = _learn(_words())
    pads = {"tokenizer": "<|endoftext|>", "tokenizer_2": "!"}
    made = []
    for name, pad in pads.items():
        home = folder / name
        home.mkdir(parents=True, exist_ok=True)
        (home / "vocab.json").write_text(json.dumps(vocabulary))
        (home / "merges.txt").write_text(
            "#version: 0.2\n" + "\n".join(map(" ".join, merges)) + "\n"
        )
        tokenizer = CLIPTokenizer.from_pretrained(home, model_max_length=LENGTH, pad_token=pad)
        tokenizer.save_pretrained(home)
        made.append(tokenizer)
    return made[0], made[1]


def load() -> tuple[CLIPTokenizer, CLIPTokenizer]:
    """The two tokenizers of this run: on first use the pack's, or built if it lacks a word."""
    folder = RUNS / "tokenizers"
    if not (folder / "tokenizer_2" / "tokenizer_config.json").exists():
        pack = shipped("base")
        if pack is None or not _knows(pack, _words()):
            return build(folder)
        for name in ("tokenizer", "tokenizer_2"):
            shutil.copytree(pack / name, folder / name)
    first, second = (
        CLIPTokenizer.from_pretrained(folder / n) for n in ("tokenizer", "tokenizer_2")
    )
    return first, second


def as_shipped() -> bool:
    """Whether this run's words are those of the pack."""
    pack, name = shipped("base"), "tokenizer/vocab.json"
    ours = RUNS / "tokenizers" / name
    return pack is not None and ours.read_text() == (pack / name).read_text()


def _words() -> Counter[str]:
    """How often each word is said in the captions, and once what else should be known."""
    known = Counter(EXTRA_WORDS.split())
    for caption in words.load()[0]:
        known.update(re.findall(r"[a-z]+|[^\sa-z]+", caption.lower()))
    return known


def _knows(pack: Path, said: Counter[str]) -> bool:
    """Whether each word is one token of the pack's tokenizer."""
    vocabulary = json.loads((pack / "tokenizer" / "vocab.json").read_text())
    return all(f"{word}</w>" in vocabulary for word in said)


def _learn(words: Counter[str]) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Vocabulary in CLIP's order (alphabet, its word ends, merges, two specials) and merges."""
    vocabulary = {token: n for n, token in enumerate(_BYTES + [b + "</w>" for b in _BYTES])}
    pieces = {
        word: [*word[:-1], word[-1] + "</w>"]
        for word in words
        if all(c in vocabulary for c in word)
    }
    merges: list[tuple[str, str]] = []
    while True:
        pairs: Counter[tuple[str, str]] = Counter()
        for word, parts in pieces.items():
            for pair in pairwise(parts):
                pairs[pair] += words[word]
        if not pairs:
            break
        best = max(pairs, key=lambda pair: (pairs[pair], pair))
        merges.append(best)
        vocabulary.setdefault("".join(best), len(vocabulary))
        pieces = {word: _merge(parts, best) for word, parts in pieces.items()}
    for special in ("<|startoftext|>", "<|endoftext|>"):
        vocabulary[special] = len(vocabulary)
    return vocabulary, merges


def _merge(parts: list[str], pair: tuple[str, str]) -> list[str]:
    merged: list[str] = []
    for part in parts:
        if merged and (merged[-1], part) == pair:
            merged[-1] += part
        else:
            merged.append(part)
    return merged
