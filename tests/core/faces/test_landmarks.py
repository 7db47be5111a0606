"""The landmark picture is the reference's, pixel for pixel."""

import hashlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.faces.landmarks import draw_landmarks, place

POINTS = np.array([[40, 50], [80, 50], [60, 70], [45, 90], [75, 90]], np.float32)
coordinates = st.floats(-100_000, 100_000, width=32)


@pytest.mark.parametrize(
    ("size", "points", "total", "start"),
    [
        (
            (1024, 1024),
            [(400.5, 420.25), (620.75, 415.5), (512, 540), (430.2, 660.9), (600.1, 655.3)],
            1494555,
            "f65a6f42477b9bdb",
        ),
        (
            (832, 1216),
            [(300, 500), (480, 505), (395, 600), (320, 700), (470, 705)],
            1348746,
            "94741bf9375ee9a7",
        ),
    ],
)
def test_the_drawing_is_that_of_the_reference(size, points, total, start):
    picture = draw_landmarks(np.array(points), *size)

    assert picture.shape == (size[1], size[0], 3)
    assert picture.dtype == np.uint8
    assert int(picture.sum()) == total
    assert hashlib.sha256(picture.tobytes()).hexdigest().startswith(start)


def test_points_are_bright_and_limbs_dim():
    picture = draw_landmarks(POINTS, 128, 128)

    assert picture[50, 40].tolist() == [255, 0, 0]
    assert picture[70, 60].tolist() == [0, 0, 255]
    assert picture[90, 75].tolist() == [255, 0, 255]
    far = draw_landmarks(POINTS * 3, 384, 384)
    assert far[180, 150].tolist() == [153, 0, 0]
    assert far[10, 10].tolist() == [0, 0, 0]


@given(st.lists(st.tuples(coordinates, coordinates), min_size=5, max_size=5),
       st.integers(1, 90), st.integers(1, 90))  # fmt: skip
def test_points_outside_of_the_picture_are_no_trouble(points, width, height):
    assert draw_landmarks(np.array(points), width, height).shape == (height, width, 3)


@pytest.mark.parametrize(
    "points",
    [POINTS[:4], POINTS.T, POINTS[None], np.full((5, 2), np.nan), np.full((5, 2), np.inf),
     np.full((5, 2), 1e9)],
)  # fmt: skip
def test_what_is_no_landmarks_is_refused(points):
    with pytest.raises(ValueError, match="landmarks"):
        draw_landmarks(points, 128, 128)
    with pytest.raises(ValueError, match="landmarks"):
        place(points, (128, 128), (128, 128))


@pytest.mark.parametrize("size", [(0, 10), (10, 0), (-1, 5)])
def test_a_picture_without_pixels_is_refused(size):
    with pytest.raises(ValueError, match="picture"):
        draw_landmarks(POINTS, *size)
    with pytest.raises(ValueError, match="sizes"):
        place(POINTS, (128, 128), size)


def test_placing_covers_the_picture_and_crops_at_the_centre():
    np.testing.assert_array_equal(place(POINTS, (128, 128), (128, 128)), POINTS)
    np.testing.assert_allclose(place(POINTS, (128, 128), (512, 512)), POINTS * 4)
    # Twice as wide as the picture: a quarter of the width goes on each side.
    np.testing.assert_allclose(place(POINTS, (256, 128), (128, 128)), POINTS - [64, 0])
    np.testing.assert_allclose(place(POINTS, (128, 256), (256, 256)), POINTS * 2 - [0, 128])
    centre = np.tile([30.0, 20.0], (5, 1))
    np.testing.assert_allclose(place(centre, (60, 40), (77, 201)), np.tile([38.5, 100.5], (5, 1)))
