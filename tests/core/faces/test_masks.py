"""Regions of people: made, grown, kept as images and read again."""

import numpy as np
import pytest

from core.faces.head import Head
from core.faces.masks import (
    around_face,
    as_image,
    as_mask,
    borders,
    borders_of_shares,
    grown,
    half,
    own_share,
)

SIZE = (320, 200)
LEFT = Head(30, (80, 90), 0, 0, 0).landmarks()
RIGHT = Head(30, (240, 90), 0, 0, 20).landmarks()


def test_an_ellipse_holds_the_head_and_turns_with_it() -> None:
    mask = around_face(RIGHT, SIZE)
    assert mask.shape == (200, 320)
    for x, y in RIGHT:
        assert mask[round(y), round(x)] == 255
    assert mask[:, :100].max() == 0
    rows, columns = np.nonzero(mask > 128)
    lean = np.polyfit(rows, columns, 1)[0]
    assert lean < -0.1, "a head that is tilted clockwise has its chin further left"


def test_points_that_are_no_head_have_a_region_too() -> None:
    mask = around_face(np.array([[10, 10], [50, 10], [30, -40], [20, 30], [40, 30]], float), SIZE)
    assert 0 < mask.mean() < 255


def test_halves_meet_and_shares_fill_the_picture() -> None:
    assert (half("left", SIZE) + half("right", SIZE) == 255).all()
    shares = [own_share([LEFT, RIGHT], place, SIZE).astype(int) for place in (0, 1)]
    assert abs(sum(shares) - 255).max() <= 1
    assert shares[0][90, 80] == shares[1][90, 240] == 255


@pytest.mark.parametrize("pixels", [6, -6])
def test_a_region_grows_and_shrinks_from_its_border_alone(pixels: int) -> None:
    mask = half("left", SIZE)
    width = (grown(mask, pixels) > 128).sum(axis=1)
    assert (width == 160 + pixels).all(), "the edge of the picture is no border"
    assert (grown(mask, 0) == mask).all()


def test_a_mask_survives_as_an_image_also_for_another_size() -> None:
    mask = around_face(LEFT, SIZE)
    assert (as_mask(as_image(mask), SIZE) == mask).all()
    larger = as_mask(as_image(mask), (640, 400))
    assert larger.shape == (400, 640)
    assert larger[180, 160] == 255


def test_borders_go_around_what_is_inside() -> None:
    (line,) = borders(half("left", SIZE))
    assert line.min(0) == pytest.approx([0, 0], abs=3)
    assert line.max(0) == pytest.approx([160, 200], abs=3)
    ring = grown(around_face(LEFT, SIZE), 8)
    ring[grown(ring, -16) > 128] = 0
    assert len(borders(ring)) == 2, "a hole has one, too"
    assert borders(np.zeros((200, 320), np.uint8)) == []
    left, right = borders_of_shares([LEFT, RIGHT], SIZE)
    assert left[0].max(0)[0] == pytest.approx(160, abs=6)
    assert right[0].min(0)[0] == pytest.approx(160, abs=6)
