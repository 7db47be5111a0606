"""Faces cut out as insightface cuts them."""

import warnings

import numpy as np
import pytest
from insightface.utils import face_align

from core.faces.crops import aligned, around, fit_similarity

NOISE = np.random.default_rng(3)
IMAGE = NOISE.integers(0, 256, (240, 320, 3), np.uint8)
UPRIGHT = np.array(face_align.arcface_dst, np.float32)


@pytest.mark.parametrize("size", [112, 128, 224, 256])
@pytest.mark.parametrize("case", range(4))
def test_the_upright_face_is_that_of_insightface(size: int, case: int) -> None:
    turn = NOISE.uniform(-0.8, 0.8)
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    points = UPRIGHT @ rotation * NOISE.uniform(0.5, 2) + NOISE.uniform(-20, 60, 2)
    points = (points + NOISE.normal(0, 2, (5, 2))).astype(np.float32)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        expected = face_align.norm_crop(IMAGE, points, size)
    ours = aligned(IMAGE, points, size)
    assert ours.shape == (size, size, 3)
    assert np.abs(ours.astype(int) - expected).max() <= 1
    assert case >= 0


def test_other_sizes_are_refused() -> None:
    with pytest.raises(ValueError, match="neither 112 nor 128"):
        aligned(IMAGE, UPRIGHT, 200)


def test_a_mirrored_face_is_not_turned_over() -> None:
    mirrored = UPRIGHT * np.float32([-1, 1])
    matrix = fit_similarity(mirrored.astype(np.float64), UPRIGHT.astype(np.float64))
    assert np.linalg.det(matrix[:, :2]) > 0


@pytest.mark.parametrize(
    ("box", "place"),
    [
        ((100, 100, 140, 160), (slice(85, 175), slice(75, 165))),  # 60 high: a square of 90
        ((-10, 5, 30, 45), (slice(0, 60), slice(0, 60))),  # moved inside
        ((300, 220, 340, 260), (slice(180, 240), slice(260, 320))),
        ((0, 0, 320, 240), (slice(0, 240), slice(40, 280))),  # no larger than the image
    ],
)
def test_the_square_around_a_face(box: tuple[int, ...], place: tuple[slice, slice]) -> None:
    assert np.array_equal(around(IMAGE, np.array(box, np.float32)), IMAGE[place])
