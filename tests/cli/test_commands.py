"""The smaller subcommands, and the window's door."""

import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import main
from core import system
from core.commands.arguments import parse
from core.errors import BadInput
from core.offline import SWITCHES
from core.packs import Pack
from core.picture import write_png
from core.recipe import Recipe
from tests.cli.conftest import Ask

ROOT = Path(__file__).resolve().parents[2]


def test_read_prints_the_recipe(ask: Ask, tmp_path: Path) -> None:
    recipe = Recipe(prompt="größer, 肖像")
    write_png(np.zeros((16, 16, 3), np.uint8), recipe, tmp_path / "x.png")

    answer = ask("read", tmp_path / "x.png")

    assert (answer.code, answer.err) == (0, "")
    assert Recipe.from_json(answer.out) == recipe


def test_a_recipe_can_be_printed_wherever_stdout_goes(tmp_path: Path) -> None:
    write_png(np.zeros((16, 16, 3), np.uint8), Recipe(prompt="größer, 肖像"), tmp_path / "x.png")
    ended = subprocess.run(
        [sys.executable, "main.py", "read", str(tmp_path / "x.png")],
        cwd=ROOT, env={**os.environ, "PYTHONIOENCODING": "latin-1"},
        capture_output=True, timeout=100,
    )  # fmt: skip

    assert ended.returncode == 0, ended.stderr
    assert Recipe.from_json(ended.stdout).prompt == "größer, 肖像"


def test_packs_are_listed_and_verified(ask: Ask, tiny_pack: Path) -> None:
    listed, verified = ask("packs", "list", "tiny"), ask("packs", "verify", "tiny")

    assert (listed.code, verified.code) == (0, 0)
    assert "tiny: Tiny (sdxl, 256 x 192" in listed.out
    assert verified.out == "tiny: all 3 files are as published\n"


def test_the_demo_pack_is_as_published(ask: Ask, demo_pack: Pack) -> None:
    assert ask("packs", "verify", "demo").code == 0
    assert "demo: " in ask("packs", "list").out


def test_help_says_what_can_be_asked(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main.main(["generate", "--help"])

    assert ended.value.code == 0
    assert "--landmarks" in capsys.readouterr().out


def test_a_file_alone_opens_the_window_on_it() -> None:
    assert parse(["my sheet.png"]).open == Path("my sheet.png")
    options = parse(["--debug", "a/b.png"])
    assert (options.open, options.debug, options.command) == (Path("a/b.png"), True, None)
    for words in (["generat"], ["a.png", "b.png"], ["faces"]):
        with pytest.raises(BadInput):
            parse(words)


def test_doctor_says_one_line_about_each_thing(ask: Ask, tiny_pack: Path) -> None:
    assert "ok  memory for tiny: All models stay in memory, on cpu" in ask("doctor").out
    (tiny_pack / "encoder" / "config.json").unlink()

    answer = ask("doctor")

    lines = answer.out.splitlines()
    assert answer.code == 1
    assert all(line[:4] in ("ok  ", "!!  ") for line in lines)
    subjects = [line[4:].split(":")[0] for line in lines]
    for subject in ("python", "torch", "insightface", "device", "memory", "disk", "display"):
        assert subjects.count(subject) == 1
    pack = lines[subjects.index("pack tiny")]
    assert pack.startswith("!!  pack tiny: The file encoder/config.json of pack tiny is missing.")
    assert "Run" in pack


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others always have a display")
def test_without_a_display_the_window_says_so(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert not system.has_display()

    answer = ask()

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("likeness: There is no display")
    assert answer.err.count("\n") == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others always have a display")
def test_a_display_that_is_gone_is_none(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":4242")

    answer = ask()

    assert answer.code == 2
    assert answer.err.startswith("likeness: There is no display")


def test_a_python_without_the_packages_is_told_what_to_do() -> None:
    ended = subprocess.run(
        [sys.executable, "-S", "main.py", "doctor"],
        cwd=ROOT, capture_output=True, text=True, timeout=100,
    )  # fmt: skip

    assert (ended.returncode, ended.stdout) == (1, "")
    assert re.fullmatch(
        r"likeness: the package \w+ is missing\. Run `make setup`.+\n", ended.stderr
    )


def test_the_switches_are_set_before_anything_is_imported() -> None:
    script = (
        "import os, sys\n"
        "import core.offline\n"
        "before = set(sys.modules)\n"
        "go = core.offline.go_offline\n"
        "def look():\n"
        "    print(sorted(set(sys.modules) - before - {'main'}))\n"
        "    go()\n"
        "core.offline.go_offline = look\n"
        "import main\n"
        f"print([os.environ.get(name) for name in {SWITCHES!r}])\n"
        "print({'torch', 'onnxruntime', 'insightface', 'PySide6'} & set(sys.modules))\n"
    )
    environment = {key: value for key, value in os.environ.items() if key not in SWITCHES}
    ended = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=100, check=True,
    )  # fmt: skip

    assert ended.stdout.splitlines() == ["[]", str(["1"] * len(SWITCHES)), "set()"]
