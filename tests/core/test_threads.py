"""What OpenMP is told before torch loads it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize(
    ("policy", "told"), [(None, "PASSIVE"), ("ACTIVE", "ACTIVE")], ids=["ours", "the user's"]
)
def test_threads_of_the_engine_wait_asleep_unless_told_otherwise(
    policy: str | None, told: str
) -> None:
    environment = {key: one for key, one in os.environ.items() if key != "OMP_WAIT_POLICY"}
    environment |= {"OMP_DISPLAY_ENV": "true"} | ({"OMP_WAIT_POLICY": policy} if policy else {})

    done = subprocess.run(
        [sys.executable, "-c", "import core.engine"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert f"OMP_WAIT_POLICY = '{told}'" in done.stderr
