"""The quick look at a camera's frame sees what the careful one sees, without whose face it is."""

from collections.abc import Iterator

import numpy as np
import pytest

from core.commands.watching import Watcher
from core.errors import Unsupported
from core.faces.face import Face
from core.packs import Pack
from core.recipe import Recipe


@pytest.fixture(scope="module")
def watcher(demo_pack: Pack) -> Iterator[Watcher]:
    watcher = Watcher(demo_pack.folder)  # not by `open_engine`, which makes this process polite
    yield watcher
    watcher.close()


def test_it_sees_the_face_where_the_careful_look_does(
    watcher: Watcher, sample_face: np.ndarray
) -> None:
    (quick,), (careful,) = watcher.watch(sample_face), watcher.faces(sample_face)
    assert not isinstance(quick, Face)
    eyes = float(np.linalg.norm(careful.landmarks[0] - careful.landmarks[1]))
    assert np.linalg.norm(quick.landmarks - careful.landmarks, axis=1).max() < 0.15 * eyes


def test_it_sees_nobody_where_nobody_is(watcher: Watcher) -> None:
    assert watcher.watch(np.full((480, 640, 3), 127, np.uint8)) == ()
    assert watcher.watch(np.zeros((10, 1000, 3), np.uint8)) == ()
    with pytest.raises(ValueError, match="expected RGB"):
        watcher.watch(np.zeros((480, 640), np.uint8))


def test_it_draws_nothing(watcher: Watcher) -> None:
    with pytest.raises(Unsupported):
        list(watcher.generate(Recipe(), {}, None))
    with pytest.raises(Unsupported):
        watcher.inside(Recipe(), {}, None)
