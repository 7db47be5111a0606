"""Children of a HostedEngine that are there at once, forked off a process that has imported torch.

To import torch and diffusers takes six seconds of a core, and most tests of the window and of the
command line that start or lose a child are about what comes after. How the application starts its
children, from nothing, is what test_hosting and all programs in processes of their own go through;
so does everything on other systems than Linux.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from core import hosting

ROOT = Path(__file__).resolve().parent.parent
LINUX = sys.platform == "linux"
_MODULES = ["tests.preloaded"]


def _begin(environment: dict[str, str], target: Callable[..., None], *arguments: Any) -> None:
    """In the child: with the variables of who started it, not those of whom it is forked off."""
    os.environ.clear()
    os.environ.update(environment)
    target(*arguments)


if LINUX:
    from multiprocessing import forkserver
    from multiprocessing.context import ForkServerContext, ForkServerProcess

    class _Process(ForkServerProcess):
        def __init__(
            self, *, target: Callable[..., None], args: tuple[Any, ...], **options: Any
        ) -> None:
            super().__init__(target=_begin, args=(dict(os.environ), target, *args), **options)
            forkserver.set_forkserver_preload(_MODULES)
            with contextlib.chdir(ROOT):  # where it finds them
                forkserver.ensure_running()

    class _Context(ForkServerContext):
        Process = _Process


@contextlib.contextmanager
def forked_children() -> Iterator[None]:
    """Within, a HostedEngine gets a fork of what has imported torch where it asks to spawn."""
    with pytest.MonkeyPatch.context() as patch:
        if LINUX:
            forked = SimpleNamespace(get_context=lambda _: _Context())
            patch.setattr(hosting, "multiprocessing", forked)
        yield


@pytest.fixture(scope="module", autouse=True)
def children_are_forked() -> Iterator[None]:
    """For the conftest.py of a folder: all children of its tests come at once."""
    with forked_children():
        yield
