"""A batch is the same whoever draws it: one engine, several, or actors of Ray that are killed."""

import contextlib
import functools
import importlib.util
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from bench.batch import PEOPLE, WAYS, counted, drawn, recipes
from core.batch import on_ray
from core.packs import Pack
from main import main
from tests.e2e.test_offline import LOCAL, NETWORK

ROOT = Path(__file__).resolve().parent.parent.parent
NUMBER, SIDE, STEPS = 12, 64, 2
pytestmark = pytest.mark.timeout(900)
needs_ray = pytest.mark.skipif(
    importlib.util.find_spec("ray") is None, reason="the package ray is not installed"
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("batch") / "recipes.jsonl"
    path.write_text("".join(f"{one.to_json()}\n" for one in recipes(NUMBER, SIDE, STEPS)))
    return path


@pytest.fixture(scope="module")
def single(file: Path) -> Path:
    """The pictures of one engine."""
    out = file.parent / "single"
    words = ("batch", str(file), "--out", str(out), "--sources", str(PEOPLE), "--threads", "1")
    with contextlib.redirect_stdout(io.StringIO()) as told:
        assert main([*words]) == 0
    lines = [json.loads(line) for line in told.getvalue().splitlines()]
    figures = counted({"told": lines, "killed": 0, "seconds": 1.0}, out, NUMBER, out)
    assert (figures["pictures"], figures["retried"]) == (NUMBER, 0)
    return out


@pytest.fixture(scope="module")
def calls(file: Path) -> Path:
    """What a batch on Ray asked of the system, once it was drawn."""
    return file.parent / "calls.txt"


@pytest.fixture(scope="module")
def one_killed(file: Path, calls: Path) -> Callable[[str], dict[str, Any]]:
    """Draws in some way with two engines, one of which is killed; each way once."""
    strace = ("strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=connect,sendto,bind")
    linux = sys.platform.startswith("linux")

    @functools.cache
    def run(way: str) -> dict[str, Any]:
        watcher = (*strace, "-o", str(calls)) if way == "ray" and linux else ()
        if watcher:
            assert shutil.which("strace"), "Ray is watched with strace: apt-get install strace"
        with pytest.MonkeyPatch.context() as patch:
            patch.delenv("CI", raising=False)  # where Ray sees it, it may ask for less
            return drawn(file, file.parent / way, WAYS[way], NUMBER // 2, watcher)

    return run


@pytest.mark.parametrize("way", ["engines", pytest.param("ray", marks=needs_ray)])
def test_two_draw_what_one_would_have_drawn_though_one_is_killed(
    one_killed: Callable[[str], dict[str, Any]], single: Path, way: str
) -> None:
    figures: dict[str, Any] = counted(one_killed(way), single.parent / way, NUMBER, single)

    assert figures["killed"] == 1
    assert figures["pictures"] == NUMBER
    assert figures["missing"] == figures["twice"] == figures["different"] == 0
    assert figures["retried"] <= 1  # none if it was killed between two pictures


@needs_ray
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="strace is a Linux program")
def test_ray_connects_to_this_computer_alone(
    one_killed: Callable[[str], dict[str, Any]], calls: Path
) -> None:
    one_killed("ray")

    seen = calls.read_text(encoding="utf-8", errors="replace").splitlines()
    assert any("connect(" in call and LOCAL.search(call) for call in seen)
    asked = [call for call in seen if NETWORK.search(call) and not LOCAL.search(call)]
    assert [call for call in asked if not re.search(r"::ffff:127\.", call)] == []
    assert not (Path.home() / ".ray" / "auth_token").exists() or os.environ.get("RAY_AUTH_MODE")


@needs_ray
def test_a_batch_on_ray_that_is_killed_takes_its_engines_along_and_goes_on(
    file: Path, single: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "main.py", "batch", str(file), "--out", str(out), *WAYS["ray"]]
    command += ["--sources", str(PEOPLE), "--threads", "1"]
    environment = os.environ | {"TMPDIR": str(tmp_path)}  # too long for the sockets of Ray
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stdout.readline()
        children = psutil.Process(run.pid).children(recursive=True)
        artists = [one for one in children if one.name().startswith("ray::Artist")]
        run.kill()
    assert len(artists) == 2
    assert psutil.wait_procs(artists, timeout=60)[1] == []
    left = list(on_ray.temporary_folder().glob(f"likeness-ray-{run.pid}-*"))
    assert len(left) == 1
    before = {path.name: path.stat().st_mtime_ns for path in out.glob("*.png")}
    assert 1 <= len(before) < NUMBER

    command[command.index("2")] = "1"  # engine is enough for the rest
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert sum(one["state"] == "there" for one in told) == len(before)
    figures = counted({"told": told, "killed": 1, "seconds": 1.0}, out, NUMBER, single)
    assert figures["pictures"] == NUMBER
    assert figures["missing"] == figures["twice"] == figures["different"] == 0
    assert {path.name: path.stat().st_mtime_ns for path in out.glob("*.png")} | before == {
        path.name: path.stat().st_mtime_ns for path in out.glob("*.png")
    }
    assert not left[0].exists()


@needs_ray
def test_a_cluster_that_is_not_there_is_told(file: Path, tmp_path: Path) -> None:
    command = [sys.executable, "main.py", "batch", str(file), "--out", str(tmp_path / "out")]
    done = subprocess.run(
        [*command, "--sources", str(PEOPLE), "--ray", "127.0.0.1:9"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "There is no cluster of Ray at 127.0.0.1:9." in done.stderr
    assert "Traceback" not in done.stderr


_TWO_MACHINES = """
import sys, threading, time
from pathlib import Path
from ray.cluster_utils import Cluster
import main
from core.batch import on_ray
from core.packs import Pack
from core.batch.packs import Ticket

ticket_of = on_ray.ticket_of
on_ray.ticket_of = lambda pack: Ticket("", ticket_of(pack).digest)  # its folder is nobody else's
head = {"num_cpus": 1, "include_dashboard": False, "object_store_memory": 150_000_000}
cluster = Cluster(initialize_head=True, head_node_args=head)
second = cluster.add_node(num_cpus=1, object_store_memory=150_000_000)

def lose_one() -> None:
    while len(list(Path(sys.argv[2]).glob("*.png"))) < 4:
        time.sleep(0.05)
    cluster.remove_node(second, allow_graceful=False)

thread = threading.Thread(target=lose_one)
thread.start()
code = main.main(["batch", *sys.argv[1:2], "--out", *sys.argv[2:], "--ray", cluster.address])
thread.join()
cluster.shutdown()
sys.exit(code)
"""


@needs_ray
def test_a_cluster_loses_a_machine_and_was_brought_the_pack(
    file: Path, single: Path, tmp_path: Path, demo_pack: Pack
) -> None:
    out, pack = tmp_path / "out", tmp_path / "pack"
    shutil.copytree(demo_pack.folder, pack)  # as good as the original, and known nowhere
    manifest = (pack / "pack.json").read_text("utf-8")
    (pack / "pack.json").write_text(manifest.replace("Demo people", "Copied people"), "utf-8")
    words = (str(file), str(out), "--sources", str(PEOPLE), "--threads", "1", "--pack", str(pack))
    environment = os.environ | on_ray.ALONE | {"RAY_AUTH_MODE": "disabled"}

    done = subprocess.run(
        [sys.executable, "-c", _TWO_MACHINES, *words],
        cwd=ROOT,
        env=environment | {"LIKENESS_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    figures = counted({"told": told, "killed": 1, "seconds": 1.0}, out, NUMBER, single)
    assert figures["pictures"] == NUMBER
    assert figures["missing"] == figures["twice"] == figures["different"] == 0
    brought = list((tmp_path / "home" / "brought-packs").iterdir())
    assert [len(path.name) for path in brought] == [64]  # whole, and nothing beside it
