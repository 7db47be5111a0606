"""main.py batch: many recipes, each drawn once, whatever happens meanwhile. Real engines draw."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import psutil
import pytest

from bench.batch import PEOPLE, recipes
from core.imaging import fingerprint, load_image
from core.picture import read_recipe
from core.recipe import Identity, Recipe, Sampling
from tests.cli.conftest import Ask

ROOT = Path(__file__).resolve().parent.parent.parent
SIDE, STEPS = 64, 2
pytestmark = pytest.mark.timeout(600)


def write(file: Path, lines: Sequence[Recipe | str]) -> Path:
    file.write_text("".join(f"{one if isinstance(one, str) else one.to_json()}\n" for one in lines))
    return file


def begin(*words: object, feed: bytes | None = None) -> subprocess.Popen[bytes]:
    command = [sys.executable, "main.py", "batch", *map(str, words), "--sources", str(PEOPLE)]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.PIPE if feed is not None else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    if feed is not None:
        assert process.stdin is not None
        process.stdin.write(feed)
        process.stdin.close()
        process.stdin = None
    return process


def tell(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    """The next line of a batch."""
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        assert process.stderr is not None
        pytest.fail(process.stderr.read().decode())
    return json.loads(line)


def told(out: str) -> dict[int, dict[str, Any]]:
    """What was told, by the number of the line."""
    found = [json.loads(line) for line in out.splitlines()]
    assert len({one["line"] for one in found}) == len(found)
    return {one["line"]: one for one in found}


def gone(processes: list[psutil.Process]) -> bool:
    _, alive = psutil.wait_procs(processes, timeout=20)
    return not alive


def test_a_batch_that_is_killed_again_and_again_draws_each_picture_once(
    ask: Ask, tmp_path: Path
) -> None:
    wanted = recipes(5, SIDE, STEPS)
    file, out = write(tmp_path / "recipes.jsonl", wanted), tmp_path / "out"
    drawn: list[int] = []
    written: dict[str, int] = {}

    for _ in range(2):
        run = begin(file, "--out", out)
        while True:
            one = tell(run)
            if one["state"] == "drawn":
                break
            assert one["line"] in drawn
        drawn.append(one["line"])
        children = psutil.Process(run.pid).children(recursive=True)
        time.sleep(0.2)  # the next one is being drawn, or written
        run.kill()
        run.communicate()
        assert gone(children)  # the engine ends with it
        now = {path.name: path.stat().st_mtime_ns for path in out.glob("*.png")}
        assert now | written == now
        written = now
        drawn = [int(name[:5]) for name in now]
    last = ask("batch", file, "--out", out, "--sources", PEOPLE)

    assert last.code == 0, last.err
    lines = told(last.out)
    assert [line for line in lines if lines[line]["state"] == "there"] == sorted(drawn)
    assert {path.name: path.stat().st_mtime_ns for path in out.glob("*.png")}.items() >= (
        written.items()
    )
    assert [read_recipe(Path(lines[line]["file"])) for line in range(1, 6)] == wanted
    assert len(list(out.iterdir())) == 5  # and nothing half-written


def test_bad_lines_are_told_by_their_number_and_the_rest_is_drawn(
    ask: Ask, tmp_path: Path, photo: Path, out: Path
) -> None:
    good, other = recipes(2, SIDE, STEPS)
    nobody = good.model_copy(
        update={"identities": (Identity(references=(fingerprint(load_image(photo)),)),)}
    )
    lines = [
        *(good, "nonsense", '{"sampling": {"steps": -1}}', good),
        good.with_field("identities.0.references", ["f" * 64]),
        good.model_copy(update={"pack": "nowhere"}),
        nobody,
        other.with_fields({"prompt": "a {red|blue} portrait", "sampling.count": 1}),
        good.model_copy(update={"identities": (), "image_prompts": (), "prompt": " "}),
    ]
    file = write(tmp_path / "recipes.jsonl", lines)

    folders = ("--sources", PEOPLE, "--sources", photo.parent)
    answer = ask("batch", file, "--out", out, *folders)

    assert answer.code == 2, answer
    found = told(answer.out)
    assert {line: one["state"] for line, one in found.items()} == {
        1: "drawn",
        2: "failed",
        3: "failed",
        4: "there",
        5: "failed",
        6: "failed",
        7: "failed",
        8: "drawn",
        9: "failed",
    }
    assert found[1]["file"] == found[4]["file"]
    assert found[1]["seconds"] > 0
    assert found[1]["seed"] == good.sampling.seed
    assert read_recipe(Path(found[8]["file"])).prompt in ("a red portrait", "a blue portrait")
    for line, words in {
        2: "not readable as JSON",
        3: "sampling.steps",
        5: "ffffffffffff",
        6: "nowhere",
        7: "face",
        9: "Write a prompt",
    }.items():
        assert words in found[line]["error"]
        assert f"line {line}: {found[line]['error']}" in answer.err
    assert len(list(out.iterdir())) == 2


def test_a_line_of_several_pictures_is_finished_one_by_one(
    ask: Ask, tmp_path: Path, out: Path
) -> None:
    [recipe] = recipes(1, SIDE, STEPS)
    file = write(tmp_path / "recipes.jsonl", [recipe.with_field("sampling.count", 3)])
    asked = ("batch", file, "--out", out, "--sources", PEOPLE)
    assert ask(*asked).code == 0
    names = sorted(path.name for path in out.iterdir())
    assert [name[:9] for name in names] == ["00001-01-", "00001-02-", "00001-03-"]
    kept = [read_recipe(out / name).sampling for name in names]
    assert [one.seed for one in kept] == [0, 1, 2]

    (out / names[1]).unlink()
    again = ask(*asked)

    states = [(one["seed"], one["state"]) for one in map(json.loads, again.out.splitlines())]
    assert sorted(states) == [(0, "there"), (1, "drawn"), (2, "there")]
    assert sorted(path.name for path in out.iterdir()) == names


def test_recipes_come_from_stdin_and_an_interrupt_ends_it_cleanly(tmp_path: Path) -> None:
    out = tmp_path / "out"
    text = "".join(f"{one.to_json()}\n" for one in recipes(40, 128, 20))
    run = begin("-", "--out", out, feed=text.encode())
    assert tell(run)["state"] == "drawn"
    children = psutil.Process(run.pid).children(recursive=True)

    run.send_signal(signal.SIGINT)
    rest, errors = run.communicate()

    assert run.returncode == 130, errors
    assert b"Traceback" not in errors
    assert errors.endswith(b"likeness: cancelled.\n")
    assert gone(children)
    assert len(list(out.iterdir())) == 1 + len(rest.splitlines()) < 40


def test_a_batch_of_what_is_there_starts_no_engine(ask: Ask, tmp_path: Path, out: Path) -> None:
    file = write(tmp_path / "recipes.jsonl", recipes(1, SIDE, STEPS))
    asked = ("batch", file, "--out", out, "--sources", PEOPLE)
    assert ask(*asked).code == 0
    before = set(psutil.Process().children(recursive=True))

    answer = ask(*asked, "--engines", 2)

    assert answer.code == 0
    assert answer.err.endswith("0 drawn, 1 were there already, 0 failed.\n")
    assert set(psutil.Process().children(recursive=True)) <= before


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (("missing.jsonl",), "Can't read missing.jsonl"),
        (("recipes.jsonl", "--engines", 0), "--engines must be 1 to 1000"),
        (("recipes.jsonl", "--threads", -1), "--threads must be 1 to 1000"),
        (("recipes.jsonl", "--sources", "nowhere"), "no folder nowhere"),
        (("recipes.jsonl", "--pack", "nowhere"), "no pack 'nowhere'"),
    ],
)
def test_what_can_not_begin_is_told(
    refused: Callable[..., str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[object, ...],
    fault: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "recipes.jsonl", [Recipe(prompt="a hill", sampling=Sampling())])
    assert fault in refused("batch", *words, "--out", "out")


def test_a_folder_that_another_batch_fills_is_left_to_it(
    refused: Callable[..., str], tmp_path: Path
) -> None:
    other = begin(write(tmp_path / "many.jsonl", recipes(40, 128, 20)), "--out", tmp_path / "busy")
    try:
        deadline = time.monotonic() + 60
        while not list(tmp_path.glob("busy/.*")) and time.monotonic() < deadline:
            time.sleep(0.05)  # it holds the folder before it draws
        file = write(tmp_path / "recipes.jsonl", recipes(1, SIDE, STEPS))
        asked = ("batch", file, "--out", tmp_path / "busy", "--sources", PEOPLE)
        assert "Another batch is drawing into busy" in refused(*asked)
    finally:
        other.kill()
        other.communicate()
    assert os.path.exists(tmp_path / "busy")
