"""Pickles: only published ones are opened, none runs anything, and each is converted once."""

import pickle
from pathlib import Path

import numpy as np
import pytest
from safetensors.torch import load_file

from core.errors import BadInput
from core.jobs import JobControl
from core.packs.converting import converted

from .test_bundles import ADAPTER, FOUND_PICKLE, PICKLE, lookup, torch_file
from .test_checkpoints import Canary


def test_a_pickle_that_nobody_vouches_for_is_not_opened(tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    for data in (pickle.dumps(Canary(str(canary))), torch_file(ADAPTER)):
        (tmp_path / "model.bin").write_bytes(data)
        with pytest.raises(BadInput, match="can run code, and it is not a published one"):
            converted(tmp_path / "model.bin", tmp_path / "twins", JobControl())
    assert not canary.exists()
    assert not (tmp_path / "twins").exists()


def test_even_a_published_pickle_runs_nothing(tmp_path: Path) -> None:
    """As if the catalogue itself had been led astray."""
    canary = tmp_path / "canary"
    data = pickle.dumps(Canary(str(canary)), protocol=2)
    (tmp_path / "model.bin").write_bytes(data)
    (tmp_path / "model.pt").write_bytes(torch_file({"a": Canary(str(canary))}))
    for path in (tmp_path / "model.bin", tmp_path / "model.pt"):
        with pytest.raises(Exception, match=r"can't be converted\."):
            converted(path, tmp_path / "twins", JobControl(), lambda digest: FOUND_PICKLE)
    assert not canary.exists()
    assert list((tmp_path / "twins").iterdir()) == []


def test_a_published_pickle_is_converted_once(tmp_path: Path) -> None:
    (tmp_path / "any.name").write_bytes(PICKLE)
    twin = converted(tmp_path / "any.name", tmp_path / "twins", JobControl(), lookup)
    before = twin.stat()
    again = converted(tmp_path / "any.name", tmp_path / "twins", JobControl(), lookup)
    assert (again, again.stat().st_mtime_ns) == (twin, before.st_mtime_ns)
    assert np.array_equal(load_file(twin)["image_proj.latents"].numpy().ravel(), range(6))
