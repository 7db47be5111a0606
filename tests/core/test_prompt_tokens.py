"""Tokens as the engine counts them, and what LoRA files say of themselves."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from transformers import CLIPTokenizer

from core.errors import BadInput
from core.packs import Pack
from core.prompt_tokens import measure, open_readers
from core.trigger_words import trigger_words

TEXTS = ("A café, isn't it? 肖像 émile's 123", "oil painting,\n\n(red:1.2) 12:30", "😀 hat", "")


def test_the_count_is_that_of_transformers(demo_pack: Pack, tmp_path: Path) -> None:
    base = demo_pack.path(demo_pack.manifest.base)
    theirs = CLIPTokenizer.from_pretrained(base / "tokenizer")
    bare = tmp_path / "demo"
    for name in ("tokenizer", "tokenizer_2"):
        (bare / "base" / name).mkdir(parents=True)
        for file in ("vocab.json", "merges.txt"):  # as official models have it
            shutil.copy(base / name / file, bare / "base" / name)
    for readers in (open_readers(demo_pack), open_readers(Pack(bare, demo_pack.manifest))):
        assert len(readers) == 2
        for text in TEXTS:
            told = theirs(text, add_special_tokens=False, return_offsets_mapping=True)
            for reader in readers:
                assert list(reader(text)) == told.offset_mapping


def test_cuts_stand_where_the_prompt_with_its_brackets_goes_on(demo_pack: Pack) -> None:
    readers = open_readers(demo_pack)
    prompt = "((red hoodie:1.2)) BREAK (green:0.5) dress BREAK blue"
    found = measure(prompt, readers)
    assert (found.tokens, found.parts) == (5, 3)
    assert [prompt[cut:].split()[0] for cut in found.cuts] == ["green:0.5)", "blue"]
    assert measure("", readers).tokens == 0


def test_counting_needs_no_torch(demo_pack: Pack) -> None:
    code = (
        "import sys; from core.packs import default_store; from core.prompt_tokens import *\n"
        "print(measure('a red hoodie', open_readers(default_store().named('demo'))).tokens)\n"
        "assert not {'torch', 'transformers', 'numpy'} & sys.modules.keys()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "3"


def safetensors(path: Path, told: Any) -> Path:
    header = json.dumps({"__metadata__": told}).encode()
    path.write_bytes(len(header).to_bytes(8, "little") + header)
    return path


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, ()),
        ({"modelspec.trigger_phrase": "ink wash,  old  paper"}, ("ink wash", "old paper")),
        (
            {"ss_tag_frequency": json.dumps({"a": {"cat": 3, "sea": 9}, "b": {"cat": 8}})},
            ("cat", "sea"),
        ),
        ({"ss_tag_frequency": "{" * 5000}, ()),
        ({"ss_tag_frequency": json.dumps({"a": {"x" * 200: 3, "y": "many", "z": -1}})}, ()),
        ({"ss_tag_frequency": json.dumps([1, {"a": 2}])}, ()),
        ({"modelspec.trigger_phrase": "a\u202eb, c"}, ("c",)),
        ({"modelspec.trigger_phrase": 7}, ()),
    ],
)
def test_words_of_a_lora_file(tmp_path: Path, told: Any, words: tuple[str, ...]) -> None:
    assert trigger_words(safetensors(tmp_path / "lora.safetensors", told)) == words


@pytest.mark.parametrize("content", [b"", b"\xff" * 20, b"\x04\0\0\0\0\0\0\0[42]"])
def test_what_is_no_lora_file_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "lora.safetensors"
    file.write_bytes(content)
    with pytest.raises(BadInput, match="not a sound safetensors file"):
        trigger_words(file)
