"""Masks, extended canvases, and what is laid over a picture."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.retouch.canvas import box_of, extended, faded, filled, laid_over, mask_of, oval
from core.retouch.window import Window, around


def noise(height: int, width: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)


def square_mask(height: int = 60, width: int = 80) -> np.ndarray:
    mask = np.zeros((height, width), np.uint8)
    mask[20:50, 30:70] = 255
    return mask


@given(st.integers(0, 40))
def test_nothing_is_laid_over_outside_of_a_mask(feather: int):
    mask = square_mask()
    shares = faded(mask, feather)
    assert (shares[mask == 0] == 0).all()
    assert (shares[mask > 0] > 0).all()
    assert shares.max() <= 1


def test_a_feather_rises_inwards_and_not_from_the_picture_s_edge():
    shares = faded(square_mask(), 8)
    row = shares[35, 30:50]
    assert (np.diff(row[:8]) > 0).all()
    assert row[9:].min() == 1
    half = np.zeros((40, 40), np.uint8)
    half[:, 20:] = 255
    assert faded(half, 8)[0, 39] == faded(half, 8)[20, 39] == 1


def test_what_a_mask_keeps_is_the_same_to_the_bit_and_the_rest_is_another():
    picture, drawn = noise(60, 80), noise(64, 64, 1)
    mask = square_mask()
    window = around(box_of(mask), 0.25, (80, 60), (64, 64))
    result = laid_over(picture, drawn, window, faded(mask, 4))
    assert np.array_equal(result[mask == 0], picture[mask == 0])
    assert (result[26:44, 36:64] != picture[26:44, 36:64]).any(axis=2).mean() > 0.95


def test_a_tint_of_the_whole_drawing_is_taken_away():
    picture = np.full((60, 80, 3), 120, np.uint8)
    tinted = np.full((60, 80, 3), (130, 118, 120), np.uint8)
    result = laid_over(picture, tinted, Window(0, 0, 80, 60, (80, 60)), faded(square_mask(), 4))
    assert np.array_equal(result, picture)


def test_an_extended_canvas_holds_the_picture_and_marks_what_is_new():
    picture = noise(40, 50)
    canvas, mask = extended(picture, (10, 0, 20, 30), 4)
    assert canvas.shape == (70, 80, 3)
    assert np.array_equal(canvas[:40, 10:60], picture)
    assert (mask[:, :10] == 255).all()
    assert (mask[40:] == 255).all()
    assert (mask[0:36, 14:56] == 0).all()
    assert (mask[:40, 10:14] == 255).all()  # the seam
    assert (mask[0, 14:56] == 0).all()  # the picture does not grow at the top


def test_an_extended_canvas_goes_on_in_the_picture_s_colours():
    picture = np.zeros((40, 50, 3), np.uint8)
    picture[:, 25:] = (200, 100, 50)
    canvas, _ = extended(picture, (0, 0, 20, 0), 4)
    assert np.abs(canvas[:, 50:].astype(int) - (200, 100, 50)).max() < 40


def test_a_blurred_fill_has_the_surrounding_colours_and_leaves_the_rest():
    picture = np.full((60, 80, 3), (10, 200, 90), np.uint8)
    mask = square_mask()
    picture[mask > 0] = 255
    result = filled(picture, mask, "blur")
    assert np.array_equal(result[mask == 0], picture[mask == 0])
    assert np.abs(result[mask > 0].astype(int) - (10, 200, 90)).max() < 3
    assert np.array_equal(filled(picture, mask, "original"), picture)
    assert filled(picture, np.full((60, 80), 255, np.uint8), "blur").std() == 0


@pytest.mark.parametrize(
    ("image", "words"),
    [
        (np.zeros((60, 80, 3), np.uint8), "marks nothing"),
        (np.full((60, 80, 3), 3, np.uint8), "marks nothing"),
        (np.full((80, 60, 3), 255, np.uint8), "60 x 80 pixels, the picture 80 x 60"),
    ],
)
def test_a_mask_that_can_t_be_used_is_told(image: np.ndarray, words: str):
    with pytest.raises(BadInput, match=words):
        mask_of(image, (80, 60))


def test_a_soft_mask_stays_soft():
    image = np.repeat(np.linspace(0, 255, 80).astype(np.uint8)[None, :, None], 60, 0).repeat(3, 2)
    shares = faded(mask_of(image, (80, 60)), 0)
    assert shares[0, 0] == 0
    assert shares[0, 79] == 1
    assert 0.4 < shares[0, 40] < 0.6


def test_a_canvas_that_is_too_large_is_told():
    with pytest.raises(BadInput, match="8204 x 40"):
        extended(noise(40, 8196), (4, 0, 4, 0), 4)


def test_an_oval_is_around_the_head_and_fades():
    points = np.array([[80, 90], [120, 90], [100, 112], [84, 136], [116, 136]], np.float32)
    shares = oval(points, (200, 260), 0.3)
    assert shares[110, 100] == 1
    assert shares[0, 0] == shares[259, 199] == 0
    assert 0 < shares[shares < 1].max() < 1
    rows = np.flatnonzero(shares.max(axis=1) > 0)
    assert rows[-1] - rows[0] == pytest.approx(1.35 * 3.6 * 40, rel=0.1)
