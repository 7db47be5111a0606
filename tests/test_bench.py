"""The measurements run and print what they promise; how fast it went is not asserted."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench import _program, survive
from bench.window import wait_of_most

ROOT = Path(__file__).resolve().parent.parent


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bench", *arguments],
        cwd=ROOT, capture_output=True, text=True, timeout=500, check=False,
    )  # fmt: skip


def test_gallery_prints_one_json_object() -> None:
    done = bench("gallery", "60")

    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert list(result) == ["pictures", "first_paint_ms", "worst_frame_ms", "rss_mb"]
    assert result["pictures"] == 60
    assert min(result.values()) > 0


def test_people_print_one_json_object() -> None:
    done = bench("people", "--people", "2", "--rounds", "4", "--videos", "1")

    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert list(result) == ["outliers", "average", "from_video"]
    assert list(result["outliers"]) == ["3", "4", "5", "6", "8"]
    assert result["average"]["people"] == 2


def test_killed_downloads_are_counted_and_end_with_the_right_file() -> None:
    done = bench("download", "--megabytes", "2", "--kills", "4")

    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["kills"] >= 1
    assert result["right"] is True
    assert result["resumed_bytes"] > 0
    assert result["sent_bytes"] == result["bytes"] + result["sent_twice_bytes"]


def test_start_of_the_window_is_measured_without_torch(tmp_path: Path) -> None:
    seen = _program.run("window_start", tmp_path)

    assert seen["first_paint_ms"] > 0
    assert seen["torch_loaded"] is False
    assert (tmp_path / "library" / "library.db").exists()  # it was the program itself


def test_what_failed_was_cancelled_or_swapped_leaves_the_next_picture_right(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In this process, where torch is loaded for other tests too."""
    monkeypatch.setattr(sys, "argv", ["survive", "--rounds", "3"])  # each stage fails once
    survive.main()

    result = json.loads(capsys.readouterr().out)
    assert list(result) == ["memory_ran_out", "cancelled", "swapped"]
    for trial in result.values():
        assert trial["right"] == trial["rounds"] == 3
        assert list(trial) == ["rounds", "right", "before_mb", "after_mb", "grown_mb"]


def test_a_long_stall_counts_as_long_as_it_lasts() -> None:
    gaps = [1.0] * 9_900 + [100.0]  # of 10 seconds one tenth

    assert wait_of_most(gaps, 0.99) == pytest.approx(1, abs=0.01)
    assert wait_of_most([*gaps, 200.0], 0.99) == pytest.approx(99, abs=2)
    assert wait_of_most([5.0] * 100, 0.5) == pytest.approx(2.5)


def test_an_unknown_name_is_told_which_there_are() -> None:
    done = bench("nonsense")

    assert done.returncode != 0
    assert "gallery" in done.stderr
