"""Styles of other programs, there and back; and files that are none."""

import json
from pathlib import Path

import pytest

from core.errors import BadInput
from core.style_files import (
    MOST,
    keep_own_styles,
    merged,
    own_styles,
    read_style_file,
    write_style_file,
)
from core.styles import Style

TABLE = (
    "\ufeffname,prompt,negative_prompt\r\n"
    'Ink,"ink drawing of {prompt}, old ""paper""",colour\r\n'
    "Soft,soft light,\r\n"
    'Clean,,"blurry, {prompt}, ugly"\r\n'
    "Divider,,\r\n"
)
LIST = json.dumps(
    [
        {"name": "sai-anime", "prompt": "anime {prompt} . {prompt}", "negative_prompt": "photo"},
        {"name": "肖像", "prompt": "{prompt} 油画"},
    ]
)


def test_a_table_of_automatic1111(tmp_path: Path) -> None:
    file = tmp_path / "styles.csv"
    file.write_text(TABLE, "utf-8", newline="")
    ink, soft, clean = read_style_file(file)
    assert (ink.title, ink.prompt) == ("Ink", 'ink drawing of {prompt}, old "paper"')
    assert (soft.prompt, soft.negative) == ("{prompt}, soft light", "")
    assert (clean.prompt, clean.negative) == ("{prompt}", "blurry, ugly")


def test_a_list_of_fooocus(tmp_path: Path) -> None:
    file = tmp_path / "sdxl_styles.json"
    file.write_text(LIST, "utf-8")
    anime, oil = read_style_file(file)
    assert anime.prompt.count("{prompt}") == 1
    assert (oil.title, oil.prompt, oil.negative) == ("肖像", "{prompt} 油画", "")


@pytest.mark.parametrize("name", ["styles.csv", "styles.json"])
def test_what_is_written_is_read_back(tmp_path: Path, name: str) -> None:
    styles = (
        Style("own-ink", "Ink", 'a "{prompt}",\nx', "b, c"),
        Style("own-b", "B", "{prompt}", "d"),
    )
    write_style_file(styles, tmp_path / name)
    assert read_style_file(tmp_path / name) == styles


def test_own_styles_are_kept_and_a_damaged_file_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIKENESS_HOME", str(tmp_path / "home"))
    assert own_styles() == ()
    first, second = Style("own-a", "A", "{prompt} a", ""), Style("own-a", "A", "{prompt} b", "")
    keep_own_styles(merged((first,), (second,)))
    assert own_styles() == (second,)
    (tmp_path / "home" / "styles.json").write_text("[")
    assert own_styles() == ()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b"{}",
        b"[1]",
        b'[{"prompt": "x"}]',
        b'[{"name": "a", "prompt": 7}]',
        b'[{"name": "a", "prompt": "' + b"x" * 5000 + b'"}]',
        b"name,prompt\n\0,\0",
        b"a,b,c\n1,2,3\n",
        b'name,prompt\n"open,1\n',
        json.dumps([{"name": str(k), "prompt": "x"} for k in range(MOST + 1)]).encode(),
        b"x" * 4_000_001,
    ],
)
def test_a_file_that_is_none_is_told_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "styles.csv"
    file.write_bytes(content)
    with pytest.raises(BadInput) as caught:
        read_style_file(file)
    assert caught.value.sentence().startswith("styles.csv ")
