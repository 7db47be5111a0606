"""How many tokens a prompt has, told without torch: by the pack's own vocabulary.

The window counts while somebody types. `tokenizers`, with which transformers does the same, loads
in a tenth of a second and needs neither transformers nor torch.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.packs import Pack
from core.prompt_parts import Reader, divide
from core.prompt_weights import parse

_FOLDERS = ("tokenizer", "tokenizer_2")
_END = "<|endoftext|>"
# As transformers makes CLIP's tokenizer from its vocabulary.
_PIECES = (
    r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d"
    r"|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"
)


@dataclass(frozen=True)
class Measured:
    """How long a prompt is.

    Attributes:
        tokens: without those that begin and end each part.
        parts: in which the text encoders read it.
        cuts: where in the prompt each part but the first begins, in letters.
    """

    tokens: int
    parts: int
    cuts: tuple[int, ...]


def measure(prompt: str, readers: Sequence[Reader]) -> Measured:
    """Count the tokens of a prompt as the engine will read it.

    Args:
        prompt: with brackets and all.
        readers: of the pack's text encoders, from `open_readers`; at least one.
    """
    words = parse(prompt)
    parts = divide(words.text, readers)
    starts = (_spoken(words.text, part.start) for part in parts[1:])
    cuts = tuple(words.places[start] for start in starts)
    return Measured(sum(part.tokens for part in parts), len(parts), cuts)


def open_readers(pack: Pack) -> tuple[Reader, ...]:
    """The tokenizers of a pack's text encoders; none where its base model is a single file.

    Raises:
        OSError, ValueError: if a vocabulary can't be read.
    """
    base = pack.path(pack.manifest.base)
    folders = (base / name for name in _FOLDERS)
    return tuple(_reader(folder) for folder in folders if folder.is_dir())


def _reader(folder: Path) -> Reader:
    from tokenizers import Tokenizer

    file = folder / "tokenizer.json"
    try:
        made: Any = Tokenizer.from_file(str(file)) if file.is_file() else _of_vocabulary(folder)
    except Exception as error:  # its library knows no other kind
        raise ValueError(f"{folder.name} can't be read") from error
    made.no_truncation()
    made.no_padding()
    return lambda text: made.encode(text, add_special_tokens=False).offsets


def _of_vocabulary(folder: Path) -> Any:
    """CLIP's tokenizer in the layout of its authors: vocab.json and merges.txt."""
    from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers
    from tokenizers.models import BPE

    words = json.loads((folder / "vocab.json").read_text("utf-8"))
    lines = (folder / "merges.txt").read_text("utf-8").splitlines()
    merges = [tuple(line.split()) for line in lines if line and not line.startswith("#version")]
    made = Tokenizer(
        BPE(
            vocab=words,
            merges=[pair for pair in merges if len(pair) == 2],
            continuing_subword_prefix="",
            end_of_word_suffix="</w>",
            unk_token=_END,
        )
    )
    made.normalizer = normalizers.Sequence(
        [normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()]
    )
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_PIECES), behavior="removed", invert=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False),
        ]
    )
    return made


def _spoken(text: str, start: int) -> int:
    """The first letter from there on that is no space."""
    return next((place for place in range(start, len(text)) if not text[place].isspace()), start)
