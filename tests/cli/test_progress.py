"""The progress bar and the places where pictures go."""

import io
from pathlib import Path

import numpy as np

from core.commands.outlet import Outlet
from core.commands.progress import ProgressLine
from core.jobs import Progress, Transfer
from core.picture import read_recipe
from core.portrait import Portrait
from core.recipe import Recipe, Sampling


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(stream: io.StringIO, count: int = 1, steps: int = 20) -> None:
    """A run in which each step takes a second and loading takes a hundred."""
    now = [0.0]
    line = ProgressLine(stream, count, clock=lambda: now[0])
    line.update(Progress("load"))
    now[0] += 100
    line.update(Progress("encode"))
    for _ in range(count):
        for step in range(1, steps + 1):
            now[0] += 1
            line.update(Progress("denoise", step, steps))
        line.update(Progress("decode"))
        line.finish_picture()
    line.clear()


def test_a_terminal_shows_how_far_a_pack_is_checked() -> None:
    stream = Terminal()
    line = ProgressLine(stream, 1)
    line.update(Transfer("checking", 1, 4))
    assert "checking the pack: 25 %" in stream.getvalue()
    assert stream.getvalue().count("#") == stream.getvalue().count(".") // 3


def test_a_terminal_shows_a_bar_with_the_time_left() -> None:
    stream = Terminal()

    run(stream)

    frames = stream.getvalue().split("\r")
    halfway = next(frame for frame in frames if "step 10 of 20" in frame)
    assert "[############............]" in halfway
    assert "about 10 s left" in halfway
    assert "loading" in frames[1]
    assert frames[-2].strip() == frames[-1] == ""
    assert "\n" not in stream.getvalue()
    assert max(map(len, frames)) < 80


def test_elsewhere_there_are_few_lines() -> None:
    stream = io.StringIO()

    run(stream, count=2)

    lines = stream.getvalue().splitlines()
    assert len(lines) == 8
    assert lines[2] == "picture 1 of 2: 38% of the run, about 25 s left"
    assert lines[-1].startswith("picture 2 of 2: 100%")


def test_long_runs_count_in_minutes() -> None:
    stream = io.StringIO()

    run(stream, count=10, steps=100)

    assert "about 12 min left" in stream.getvalue()


def portrait(seed: int, side: int = 16) -> Portrait:
    image = np.random.default_rng(seed).integers(0, 256, (side, side, 3), dtype=np.uint8)
    return Portrait(image, Recipe(prompt="x", sampling=Sampling(seed=seed)), 1.0, None, None, None)


def test_a_named_file_is_replaced(tmp_path: Path) -> None:
    outlet = Outlet(tmp_path / "x.png", 1)

    for seed in (1, 2):
        assert outlet.save(portrait(seed)) == tmp_path / "x.png"

    assert read_recipe(tmp_path / "x.png").sampling.seed == 2
    assert len(list(tmp_path.iterdir())) == 1


def test_nothing_in_a_folder_is_replaced(tmp_path: Path) -> None:
    outlet = Outlet(tmp_path / "new", 3)
    assert not (tmp_path / "new").exists()

    names = [outlet.save(portrait(seed)).name for seed in (7, 7, 8, 7)]

    assert names == ["portrait-7.png", "portrait-7-2.png", "portrait-8.png", "portrait-7-3.png"]
