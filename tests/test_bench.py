"""The measurements run and print what they promise; how fast it went is not asserted."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bench", *arguments],
        cwd=ROOT, capture_output=True, text=True, timeout=200, check=False,
    )  # fmt: skip


def test_gallery_prints_one_json_object() -> None:
    done = bench("gallery", "60")

    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert list(result) == ["pictures", "first_paint_ms", "worst_frame_ms", "rss_mb"]
    assert result["pictures"] == 60
    assert min(result.values()) > 0


def test_an_unknown_name_is_told_which_there_are() -> None:
    done = bench("nonsense")

    assert done.returncode != 0
    assert "gallery" in done.stderr
