"""Windows of a picture that are drawn by themselves."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.retouch.window import Window, around, tiles, whole

sides = st.integers(40, 900)


@given(st.integers(-50, 400), st.integers(-50, 400), st.integers(1, 300), st.integers(1, 300))
def test_a_window_shows_all_of_its_box_and_has_the_proportions(x: int, y: int, w: int, h: int):
    window = around((x, y, x + w, y + h), 0.25, (400, 300), (256, 128))
    assert window.width >= w
    assert window.height >= h
    assert window.width / window.height == pytest.approx(2, abs=3 / window.height)


def test_a_window_stays_inside_where_there_is_room():
    assert around((0, 0, 40, 40), 0.5, (400, 300), (256, 256)) == Window(0, 0, 80, 80, (256, 256))
    beyond = around((0, 0, 400, 300), 0.0, (400, 300), (256, 256))
    assert (beyond.left, beyond.top, beyond.width, beyond.height) == (0, -50, 400, 400)


def test_what_is_cut_beyond_the_edge_is_mirrored():
    image = np.arange(16, dtype=np.uint8).reshape(4, 4)
    assert Window(-2, 0, 4, 4, (4, 4)).cut(image)[0].tolist() == [1, 0, 0, 1]
    assert Window(2, 0, 4, 4, (4, 4)).cut(image)[0].tolist() == [2, 3, 3, 2]


def test_a_window_of_the_picture_itself_is_the_picture():
    image = np.random.default_rng(0).integers(0, 256, (64, 48, 3), dtype=np.uint8)
    window = whole((48, 64), (48, 64))
    assert window == Window(0, 0, 48, 64, (48, 64))
    assert np.array_equal(window.cut(image), image)


def test_points_go_there_and_back():
    window = Window(30, 20, 100, 100, (256, 256))
    points = np.array([[30, 20], [80, 70], [130, 120]], np.float32)
    assert window.points(points).tolist() == [[0, 0], [128, 128], [256, 256]]
    assert np.allclose(window.points_back(window.points(points)), points)
    assert window.shows(points)
    assert not window.shows(points + 60)


@given(sides, sides, st.sampled_from([0.05, 0.25, 0.5]))
def test_tiles_cover_a_picture_overlap_and_stand_on_latents(w: int, h: int, overlap: float):
    covered = np.zeros((h, w), int)
    found = tiles((w, h), (256, 192), overlap)
    for window in found:
        there, here = window.inside((w, h))
        assert (there[0].stop - there[0].start, there[1].stop - there[1].start) == (
            here[0].stop - here[0].start,
            here[1].stop - here[1].start,
        )
        assert window.left % 8 == window.top % 8 == 0
        covered[there] += 1
    assert covered.min() >= 1
    columns = sorted({window.left for window in found})
    for left, right in pairwise(columns):
        assert left + 256 - right >= 256 * overlap - 8
