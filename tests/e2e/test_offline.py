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


_CREDENTIALS = """
import io, json, sys
from pathlib import Path
import c2pa, numpy as np
from core import credentials
from core.credentials.signing import context
from core.picture import encode_png
from core.recipe import Recipe

plain = encode_png(np.zeros((64, 64, 3), np.uint8), Recipe(prompt="a hill"))
mine = credentials.sign(plain, "image/png")
print(credentials.read(mine, "image/png").state.name)
assertions = [{"label": "c2pa.actions.v2", "data": {"actions": [{"action": "c2pa.opened"}]}}]
away = io.BytesIO()
with context(signer=credentials.key.signing_key()) as settings:
    with c2pa.Builder({"assertions": assertions}, settings) as builder:
        builder.set_no_embed()
        builder.set_remote_url("http://127.0.0.1:9/manifest.c2pa")
        builder.sign("image/png", io.BytesIO(plain), away)
if "as others read" in sys.argv:
    try:
        c2pa.Reader("image/png", io.BytesIO(away.getvalue()))
    except c2pa.C2paError:
        pass
else:
    print(credentials.read(away.getvalue(), "image/png").state.name)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="strace is a Linux program")
@pytest.mark.parametrize("how", ["as we read", "as others read"])
def test_credentials_make_no_connection(tmp_path: Path, how: str):
    """Neither to sign nor to read, not even where a file says that its manifest lies elsewhere.

    c2pa does connect by its own settings: so the watch would notice.
    """
    strace = shutil.which("strace")
    assert strace, "This test watches system calls with strace: apt-get install strace"
    log = tmp_path / "calls.txt"
    calls = "trace=socket,connect,sendto"
    command = [strace, "-f", "--seccomp-bpf", "-qq", "-e", calls, "-o", str(log)]

    done = subprocess.run(
        [*command, sys.executable, "-c", _CREDENTIALS, how],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[0] == "OURS"
    asked = re.findall(r"socket\(AF_INET6?|sa_family=AF_INET6?", log.read_text(encoding="utf-8"))
    assert bool(asked) == (how == "as others read")
