"""An engine in a child process: what crosses, and what happens when the child does not behave."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from core.errors import BadInput, DamagedPack, EngineLost, NoFace, OutOfMemory
from core.hosting import HostedEngine
from core.jobs import Cancelled, JobControl, Progress
from core.recipe import Recipe, Sampling
from tests.core import fragile_engine
from tests.core.fragile_engine import STEPS

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def shared() -> Iterator[HostedEngine]:
    engine = HostedEngine(fragile_engine.open_engine)
    yield engine
    engine.close()


def test_pictures_and_previews_cross(shared: HostedEngine) -> None:
    seen: list[Progress] = []
    recipe = Recipe(prompt="draw", sampling=Sampling(seed=7, count=2))
    source = np.zeros((4, 4, 3), np.uint8)

    portraits = list(shared.generate(recipe, {"a" * 64: source}, JobControl(seen.append)))

    assert [portrait.recipe.sampling.seed for portrait in portraits] == [7, 8]
    assert portraits[0].image.shape == (8, 8, 3)
    assert portraits[0].image.max() == 1  # one source was there
    steps = [progress for progress in seen if progress.stage == "denoise"]
    assert [progress.step for progress in steps] == [*range(1, STEPS + 1)] * 2
    assert steps[1].preview is not None
    assert steps[1].preview.tolist() == np.full((2, 2, 3), 2).tolist()


def test_the_child_knows_how_many_previews_are_looked_at(shared: HostedEngine) -> None:
    recipe = Recipe(prompt="previews")
    for wished in (0, 7):
        control = JobControl(lambda _: None, previews=wished)
        [portrait] = shared.generate(recipe, {}, control)
        assert portrait.image.max() == wished
    [portrait] = shared.generate(recipe, {}, JobControl())
    assert portrait.image.max() == 0  # nobody listens


def test_a_look_inside_crosses(shared: HostedEngine) -> None:
    seen: list[Progress] = []
    recipe = Recipe(prompt="draw", sampling=Sampling(seed=7))
    inside = shared.inside(recipe, {}, JobControl(seen.append))
    assert inside.steps == STEPS
    assert inside.map([0]).tolist() == np.ones((2, 2)).tolist()
    assert len([progress for progress in seen if progress.stage == "denoise"]) == STEPS
    with pytest.raises(NoFace, match="no face"):
        shared.inside(Recipe(prompt="no face"), {}, JobControl())


def test_faces_cross(shared: HostedEngine) -> None:
    (face,) = shared.faces(np.full((20, 30, 3), 9, np.uint8))

    assert face.box.tolist() == [0, 0, 30, 20]
    assert shared.faces(np.zeros((20, 30, 3), np.uint8)) == ()


def test_who_watches_has_a_child_of_its_own(shared: HostedEngine) -> None:
    watcher = shared.beside()
    (face,) = watcher.watch(np.full((20, 30, 3), 9, np.uint8))
    assert face.box.tolist() == [0, 0, 30, 20]
    pid = watcher.pid
    assert pid not in (None, shared.pid)
    watcher.close()
    assert not alive(pid)
    assert shared.faces(np.zeros((4, 4, 3), np.uint8)) == ()


@pytest.mark.parametrize(
    ("prompt", "kind", "message", "hint"),
    [
        ("no face", NoFace, "The photo shows no face.", NoFace.hint),
        ("own hint", OutOfMemory, "Too much.", "Ask for less."),
    ],
)
def test_errors_keep_their_kind(
    shared: HostedEngine, prompt: str, kind: type[BadInput], message: str, hint: str
) -> None:
    with pytest.raises(kind) as caught:
        list(shared.generate(Recipe(prompt=prompt), {}, JobControl()))

    assert (str(caught.value), caught.value.hint) == (message, hint)


def test_bug_arrives_with_its_traceback(shared: HostedEngine) -> None:
    with pytest.raises(
        RuntimeError, match=r"(?s)Traceback.*ZeroDivisionError: a bug in the engine"
    ):
        list(shared.generate(Recipe(prompt="bug"), {}, JobControl()))

    assert len(list(shared.generate(Recipe(prompt="draw"), {}, JobControl()))) == 1


def test_cancel_stops_the_child_and_keeps_it(shared: HostedEngine) -> None:
    shared.faces(np.zeros((4, 4, 3), np.uint8))
    pid = shared.pid
    control = JobControl(lambda progress: control.cancel() if progress.step == 3 else None)

    began = time.monotonic()
    with pytest.raises(Cancelled):
        list(shared.generate(Recipe(prompt="slow"), {}, control))

    assert time.monotonic() - began < 2
    assert shared.faces(np.zeros((4, 4, 3), np.uint8)) == ()
    assert shared.pid == pid


def test_leaving_early_stops_the_child(shared: HostedEngine) -> None:
    portraits = shared.generate(Recipe(sampling=Sampling(count=64)), {}, JobControl())

    next(portraits)
    portraits.close()

    assert shared.faces(np.zeros((4, 4, 3), np.uint8)) == ()


def test_deaf_child_is_killed_and_replaced() -> None:
    engine = HostedEngine(fragile_engine.open_engine, grace=0.2)
    engine.faces(np.zeros((4, 4, 3), np.uint8))
    pid = engine.pid
    control = JobControl(lambda progress: control.cancel())

    with pytest.raises(Cancelled):
        list(engine.generate(Recipe(prompt="deaf"), {}, control))

    assert engine.pid not in (pid, None)
    assert not alive(pid)
    assert engine.faces(np.zeros((4, 4, 3), np.uint8)) == ()
    engine.close()


@pytest.mark.parametrize("how", ["segfault", "kill"])
def test_lost_child_costs_one_call(how: str) -> None:
    engine = HostedEngine(fragile_engine.open_engine)

    def kill(progress: Progress) -> None:
        if progress.step == 2 and how == "kill":
            assert engine.pid is not None
            os.kill(engine.pid, signal.SIGKILL)

    prompt = "segfault" if how == "segfault" else "slow"
    with pytest.raises(EngineLost):
        list(engine.generate(Recipe(prompt=prompt), {}, JobControl(kill)))

    assert len(list(engine.generate(Recipe(prompt="draw"), {}, JobControl()))) == 1
    engine.close()


def test_idle_child_that_died_is_replaced() -> None:
    engine = HostedEngine(fragile_engine.open_engine)
    engine.warm()
    assert engine.device == ""  # not known before the engine is open
    assert eventually(engine.listen)
    assert engine.device == "cpu"
    assert engine.pid is not None
    os.kill(engine.pid, signal.SIGKILL)

    assert eventually(lambda: not engine.listen())

    assert eventually(engine.listen)
    engine.close()


def test_idle_child_is_released_and_another_one_comes_with_the_next_call() -> None:
    engine = HostedEngine(fragile_engine.open_engine)
    assert engine.release()  # there is none
    assert engine.faces(np.zeros((4, 4, 3), np.uint8)) == ()
    pid = engine.pid

    assert engine.release()
    assert engine.pid is None
    assert not alive(pid)

    assert engine.faces(np.zeros((4, 4, 3), np.uint8)) == ()
    assert engine.pid not in (pid, None)
    engine.close()


def test_child_that_works_or_loads_is_left_alone() -> None:
    engine = HostedEngine(fragile_engine.open_engine)
    engine.warm()
    assert not engine.release()
    assert engine.pid is not None
    portraits = engine.generate(Recipe(sampling=Sampling(count=3)), {}, JobControl())
    next(portraits)
    assert not engine.release()
    assert len(list(portraits)) == 2

    assert engine.release()
    engine.close()


def test_a_pack_that_is_checked_tells_how_far_it_is_and_a_call_can_be_cancelled(
    tmp_path: Path,
) -> None:
    mark = tmp_path / "half"
    engine = HostedEngine(partial(fragile_engine.open_checking_engine, mark))
    engine.warm()
    assert eventually(lambda: not engine.listen() and engine.opening is not None)
    mark.touch()
    seen: list[Progress] = []

    def stop_at_half(progress: Progress) -> None:
        seen.append(progress)
        if progress.step == 4:
            control.cancel()

    control = JobControl(stop_at_half)
    image, pid = np.ones((4, 4, 3), np.uint8), engine.pid
    with pytest.raises(Cancelled):
        engine.faces(image, control)
    assert (seen[-1].stage, seen[-1].step, seen[-1].total) == ("checking", 4, 8)

    mark.unlink()
    assert len(engine.faces(image)) == 1
    assert engine.pid == pid  # what was read until then was not in vain
    assert engine.opening is None
    engine.close()


def test_trouble_on_opening_is_told_with_each_call() -> None:
    engine = HostedEngine(fragile_engine.open_broken_engine)

    for _ in range(2):
        with pytest.raises(DamagedPack, match=r"unet\.safetensors"):
            engine.faces(np.zeros((4, 4, 3), np.uint8))
    engine.close()


def test_child_is_offline_before_it_opens_its_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ORT_DISABLE_TELEMETRY", raising=False)
    engine = HostedEngine(fragile_engine.environment_of_child)

    with pytest.raises(BadInput, match="ORT_DISABLE_TELEMETRY=1"):
        engine.faces(np.zeros((4, 4, 3), np.uint8))
    engine.close()


def test_close_ends_a_call_in_another_thread() -> None:
    engine = HostedEngine(fragile_engine.open_engine)
    begun = threading.Event()
    ended: list[str] = []

    def draw() -> None:
        try:
            list(engine.generate(Recipe(prompt="slow"), {}, JobControl(lambda _: begun.set())))
        except Cancelled:
            ended.append("cancelled")

    thread = threading.Thread(target=draw)
    thread.start()
    assert begun.wait(30)
    pid = engine.pid
    engine.close()
    thread.join(5)

    assert ended == ["cancelled"]
    assert not alive(pid)


def test_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        textwrap.dedent("""
        import time
        import numpy as np
        from core.hosting import HostedEngine
        from tests.core import fragile_engine

        if __name__ == "__main__":
            engine = HostedEngine(fragile_engine.open_engine)
            engine.faces(np.zeros((4, 4, 3), np.uint8))
            print(engine.pid, flush=True)
            time.sleep(60)
        """)
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(script)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert alive(pid)
        parent.kill()

    assert eventually(lambda: not alive(pid))


def alive(pid: int | None) -> bool:
    """Whether a process runs; one that ended and waits to be reaped does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def eventually(condition: Callable[[], bool], seconds: float = 30) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
