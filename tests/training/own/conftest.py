"""Places to train at, and runs that have ended; each is made once for all tests of a file."""

import contextlib
import io
import json
from collections.abc import Callable
from functools import cache

import pytest

from tests.training.own.places import Place, Trained, make_place, train


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Place]:
    """A place to train on a base of a family, made once."""
    return cache(lambda family: make_place(family, tmp_path_factory.mktemp(family)))


@pytest.fixture(scope="module")
def place(places: Callable[[str], Place]) -> Place:
    return places("sdxl")


@pytest.fixture(scope="module")
def trained(places: Callable[[str], Place]) -> Callable[[str, str], Trained]:
    """A family and a kind to a run that has ended, made once."""

    @cache
    def made(family: str, kind: str) -> Trained:
        here, heard = places(family), io.StringIO()
        with contextlib.redirect_stdout(heard):
            how = ("--steps", "12", "--rate", "0.005", "--rank", "4")
            assert train(here, kind, here.cache.parent / kind, *how) == 0
        return Trained(here, kind, json.loads(heard.getvalue()))

    return made
