"""Engines as actors of Ray, on this computer or on the machines of a cluster.

Ray starts the processes, puts them where there is room, starts them anew when they are lost, and
carries recipes, images and portraits; who draws what is up to `core.batch.drawing`, as for engines
of this process. Our code is brought to each machine by Ray, a pack as `core.batch.packs` says.

Ray reports nothing: its usage statistics are switched off, and a cluster made here listens to this
computer alone and obeys only who knows a secret that is made anew each time. Even so it would ask
some addresses which cloud it is in; so its processes get a way out that leads nowhere.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import os
import secrets
import shutil
import socket
import tempfile
import traceback
from collections import OrderedDict
from collections.abc import Callable, Generator, Iterator, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from core.batch.packs import Read, Ticket, have, reader, ticket_of
from core.computer import cores
from core.errors import BadInput, EngineLost, UserError
from core.jobs import JobControl
from core.lazy import Lazy
from core.offline import go_offline
from core.packs import Pack
from core.portrait import Portrait
from core.recipe import Recipe
from core.serving import ERROR_KINDS, Drawing, kind_of
from core.told import Told

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

LOCAL = "local"
_CODE = Path(__file__).resolve().parents[1]
_SHARED = 64  # images that the machines keep for the pictures to come
_STORE = 300_000_000  # bytes for images and portraits on the way, of a cluster made here
_FOLDER = "likeness-ray-"  # and the process whose it is: what Ray keeps of a cluster made here
_LONG = 20  # letters; what Ray adds to a folder of ours are up to 80
_PATIENCE = 5  # seconds for a cluster to answer
_SILENT = {"RAY_USAGE_STATS_ENABLED": "0"}
ALONE = {
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # on every system: Ray listens to 127.0.0.1 only
    "RAY_AUTH_MODE": "token",
    **dict.fromkeys(
        ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9"
    ),
    **dict.fromkeys(("no_proxy", "NO_PROXY"), "127.0.0.1,localhost"),
}
ray: Any = Lazy("ray")  # reads the environment when it is imported


@contextlib.contextmanager
def connected(address: str, processors: int) -> Generator[Cluster]:
    """Join a cluster while the block runs.

    Args:
        address: of a running cluster, as `ray.init` takes it; `local`: of one that is made here.
        processors: how many there must be in the latter, if the computer has fewer.

    Raises:
        UserError: if the package ray is missing, or there is no such cluster.
    """
    if importlib.util.find_spec("ray") is None:
        raise UserError(
            "To draw on several machines the package ray is needed.",
            "Install it with `.venv/bin/pip install ray`.",
        )
    with contextlib.ExitStack() as stack:
        options: dict[str, Any] = {"address": address}
        environment = dict(_SILENT)
        if address == LOCAL:
            environment |= ALONE | {"RAY_AUTH_TOKEN": secrets.token_hex(32)}
            _sweep()
            name = f"{_FOLDER}{os.getpid()}-"
            folder = tempfile.TemporaryDirectory(
                prefix=name, dir=temporary_folder(), ignore_cleanup_errors=True
            )
            options |= {
                "num_cpus": max(cores(), processors),
                "object_store_memory": _STORE,
                "include_dashboard": False,
                "_temp_dir": stack.enter_context(folder),
            }
        elif not _listens(address):
            raise _no_cluster(address)
        stack.enter_context(_environment(environment))
        # It tells of lost processes on stdout, which is ours, and so do we, in a sentence.
        nowhere = stack.enter_context(open(os.devnull, "w"))
        stack.enter_context(contextlib.redirect_stdout(nowhere))
        try:
            ray.init(
                **options,
                runtime_env={"py_modules": [str(_CODE)]},
                log_to_driver=False,
                logging_level="critical",
            )
        except (ConnectionError, ValueError, RuntimeError) as error:
            if address == LOCAL:
                raise
            raise _no_cluster(address) from error
        stack.callback(ray.shutdown)
        yield Cluster(address == LOCAL)


class Cluster:
    """What Ray has room for. Made by `connected`."""

    def __init__(self, local: bool) -> None:
        self._local = local
        self._images = _Images()

    def hands(
        self,
        open_engine: Callable[..., Drawing],
        pack: Pack,
        number: int,
        threads: int,
        pictures: int,
    ) -> Iterator[ActorHand]:
        """Engines for a pack, spread over the machines.

        Args:
            open_engine: as for `HostedEngine`, and takes the folder of a pack, `device` and
                `threads`.
            pack: of which they draw.
            number: of engines; 0: one for each graphics card, or one on each machine.
            threads: of each engine on the processor; 0: so that they share it.
            pictures: no more engines than these are opened.

        Raises:
            BadInput: if there is no room for so many.
        """
        there = [node["Resources"] for node in ray.nodes() if node["Alive"]]
        machines = [machine for machine in there if machine.get("CPU", 0) >= 1]
        cards = int(sum(machine.get("GPU", 0) for machine in machines))
        number = min(number or cards or max(1, len(machines)), pictures)
        if cards:
            needs, room = {"num_gpus": 1, "num_cpus": 1}, cards
        else:
            least = int(min((machine["CPU"] for machine in machines), default=1))
            threads = threads or max(1, least // -(-number // max(1, len(machines))))
            needs = {"num_cpus": threads}
            room = sum(int(machine["CPU"]) // threads for machine in machines)
        if number > room:
            raise BadInput(
                Told("The cluster has room for {0} engines.", room),
                "Give a smaller number with --engines or --threads.",
            )
        brings = None
        if not self._local:
            here = ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy
            node = here(ray.get_runtime_context().get_node_id(), soft=False)
            files = ray.remote(PackFiles).options(num_cpus=0, scheduling_strategy=node)
            brings = files.remote(str(pack.folder))
        artist = ray.remote(Artist).options(**needs, max_restarts=-1, scheduling_strategy="SPREAD")
        opening = (open_engine, ticket_of(pack), brings, threads)
        for _ in range(number):
            yield ActorHand(artist.remote(), opening, self._images)


class ActorHand:
    """An engine in an actor. Ray starts it anew, perhaps elsewhere, when it is lost."""

    def __init__(self, actor: Any, opening: tuple[Any, ...], images: _Images) -> None:
        """`opening` is what `Artist.open` takes."""
        self._actor, self._opening, self._images = actor, opening, images

    def ready(self) -> Future[None]:
        """As `Hand.ready`; waits for as long as there is no room for it."""
        return _answer(self._actor.open.options(max_task_retries=-1).remote(*self._opening))

    def draw(self, recipe: Recipe, sources: Mapping[str, np.ndarray]) -> Future[Portrait]:
        """As `Hand.draw`."""
        return _answer(self._actor.draw.remote(recipe, self._images.shared(sources)))

    def close(self) -> None:
        """As `Hand.close`."""
        ray.kill(self._actor)


class Artist:
    """The actor: an engine in a process of Ray's. Answers are read by `_answer`."""

    def __init__(self) -> None:
        go_offline()
        self._engine: Drawing | None = None

    def open(
        self, open_engine: Callable[..., Drawing], ticket: Ticket, brings: Any, threads: int
    ) -> tuple[Any, ...]:
        """Open the engine, for which the pack may have to be brought first.

        It comes before anything else, also after Ray has started the process anew.
        """

        def opened() -> None:
            read: Read | None = None
            if brings is not None:
                read = lambda *piece: ray.get(brings.read.remote(*piece))
            folder = have(ticket, read).folder
            device = "cuda:0" if ray.get_gpu_ids() else "cpu"
            self._engine = open_engine(folder, device=device, threads=threads)

        return _answered(opened)

    def draw(self, recipe: Recipe, sources: Mapping[str, Any]) -> tuple[Any, ...]:
        """Draw the one picture of a recipe; `sources` are references to the images."""
        engine = self._engine
        if engine is None:
            return ("lost",)  # the process was started anew since

        def portrait() -> Portrait:
            images = ray.get(list(sources.values()))
            writable = {key: np.array(one) for key, one in zip(sources, images, strict=True)}
            [drawn] = engine.generate(recipe, writable, JobControl())
            return drawn

        return _answered(portrait)


class PackFiles:
    """The actor that reads a pack for machines that lack it; it stays where the pack is."""

    def __init__(self, folder: str) -> None:
        self._read = reader(Path(folder))

    def read(self, name: str, start: int, size: int) -> bytes:
        """Bytes of a file of the pack; see `core.batch.packs.Read`."""
        return self._read(name, start, size)


class _Images:
    """Images that all machines can read: each is handed to Ray once."""

    def __init__(self) -> None:
        self._references: OrderedDict[str, Any] = OrderedDict()

    def shared(self, images: Mapping[str, np.ndarray]) -> dict[str, Any]:
        for key, image in images.items():
            if key not in self._references:
                self._references[key] = ray.put(image)
            self._references.move_to_end(key)
        found = {key: self._references[key] for key in images}
        while len(self._references) > max(_SHARED, len(images)):
            self._references.popitem(last=False)
        return found


@contextlib.contextmanager
def _environment(values: Mapping[str, str]) -> Generator[None]:
    """Set variables for the processes that are started within."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def temporary_folder() -> Path:
    """Where Ray may keep its sockets, whose whole paths must not be longer than 107 bytes."""
    usual, short = Path(tempfile.gettempdir()), Path("/tmp")
    return short if len(str(usual)) > _LONG and os.access(short, os.W_OK) else usual


def _sweep() -> None:
    """Delete what Ray kept for programs of ours that were killed."""
    for folder in temporary_folder().glob(f"{_FOLDER}*-*"):
        process = folder.name.removeprefix(_FOLDER).partition("-")[0]
        if process.isdecimal() and not psutil.pid_exists(int(process)):
            shutil.rmtree(folder, ignore_errors=True)  # another user's stays


def _listens(address: str) -> bool:
    """Whether anybody is at HOST:PORT; Ray itself would wait for minutes before it says so."""
    host, colon, port = address.rpartition(":")
    if not colon or not port.isdecimal():
        return True  # something like `auto`, which Ray looks for
    try:
        with socket.create_connection((host.rpartition("/")[2].strip("[]"), int(port)), _PATIENCE):
            return True
    except (OSError, OverflowError):
        return False


def _no_cluster(address: str) -> UserError:
    return UserError(
        Told("There is no cluster of Ray at {0}.", address),
        "Start one with `ray start --head`, or give --ray local.",
    )


def _answered(work: Callable[[], object]) -> tuple[Any, ...]:
    """What an actor answers: a value, or an error that the other end knows too."""
    try:
        return ("value", work())
    except UserError as error:
        return (kind_of(error), error.message, error.hint)
    except Exception:  # a bug of ours or of a library: its traceback is what helps
        return ("bug", traceback.format_exc())


def _answer(reference: Any) -> Future[Any]:
    """What an actor will have answered; EngineLost if it is lost before."""
    answer: Future[Any] = Future()

    def hear(done: Future[Any]) -> None:
        error = done.exception()
        lost = EngineLost("The engine's process ended in the middle of its work.")
        if error is not None:
            bug = isinstance(error, importlib.import_module("ray.exceptions").RayTaskError)
            answer.set_exception(RuntimeError(str(error)) if bug else lost)
            return
        ending, *words = done.result()
        if ending == "value":
            answer.set_result(words[0])
        elif ending == "lost":
            answer.set_exception(lost)
        elif ending == "bug":
            answer.set_exception(RuntimeError(words[0]))
        else:
            answer.set_exception(ERROR_KINDS[ending](*words))

    reference.future().add_done_callback(hear)
    return answer
