"""Nobody phones home: the system calls of a whole portrait, watched from outside."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from core.packs import Pack
from core.picture import encode_png
from core.recipe import Recipe

ROOT = Path(__file__).resolve().parent.parent.parent
NETWORK = re.compile(r"sa_family=AF_(?:INET6?|PACKET)\b")
LOCAL = re.compile(r'inet_addr\("127\.|inet_pton\(AF_INET6, "::1"')


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="strace is a Linux program")
@pytest.mark.timeout(600)
def test_a_portrait_makes_no_connection(demo_pack: Pack, sample_face: np.ndarray, tmp_path: Path):
    strace = shutil.which("strace")
    assert strace, "This test watches system calls with strace: apt-get install strace"
    face, picture, log = tmp_path / "face.png", tmp_path / "portrait.png", tmp_path / "calls.txt"
    face.write_bytes(encode_png(sample_face, Recipe()))
    # onnxruntime stays silent on a CI machine, so this must not look like one.
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    for switch in ("ORT_DISABLE_TELEMETRY", "HF_HUB_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"):
        environment.pop(switch, None)  # main.py sets its own
    command = [
        *(strace, "-f", "--seccomp-bpf", "-qq", "-e", "trace=connect,sendto", "-o", str(log)),
        *(sys.executable, "main.py", "generate", "--pack", "demo", "--set", "sampling.steps=2"),
        *("--prompt", "a portrait", "--face", str(face), "--out", str(picture)),
    ]

    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert picture.exists()
    calls = log.read_text(encoding="utf-8", errors="replace").splitlines()
    assert [call for call in calls if NETWORK.search(call) and not LOCAL.search(call)] == []


def test_the_watch_sees_a_connection(tmp_path: Path):
    """The other test would notice: a process that does connect is caught."""
    if not sys.platform.startswith("linux"):
        pytest.skip("strace is a Linux program")
    log = tmp_path / "calls.txt"
    script = (
        "import socket\n"
        "with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s: s.connect(('192.0.2.1', 9))"
    )
    strace = shutil.which("strace")
    assert strace, "This test watches system calls with strace: apt-get install strace"
    command = [strace, "-f", "--seccomp-bpf", "-qq", "-e", "trace=connect,sendto", "-o", str(log)]
    subprocess.run([*command, sys.executable, "-c", script], check=False)
    calls = log.read_text(encoding="utf-8").splitlines()
    assert [call for call in calls if NETWORK.search(call) and not LOCAL.search(call)]
