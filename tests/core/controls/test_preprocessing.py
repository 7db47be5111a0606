"""What is made of an image for a ControlNet."""

from itertools import pairwise

import numpy as np
import pytest
from PIL import Image

from core.controls.preprocessing import canny, looks_like_edges, prepared
from core.errors import NoFace
from core.faces.face import Glimpse
from core.faces.landmarks import draw_landmarks, place
from core.imaging import load_image
from core.recipe_control import Preprocessing
from gui.app import SAMPLES

KEY = "0" * 64
POINTS = np.array([[30, 40], [60, 42], [45, 60], [33, 75], [58, 76]], np.float32)


def glimpse(points: np.ndarray) -> Glimpse:
    return Glimpse(np.array([20, 20, 70, 90], np.float32), 0.9, points)


@pytest.fixture(scope="module")
def portrait() -> np.ndarray:
    return load_image(SAMPLES / "Amara.png")


def test_edges_are_white_lines_where_two_colours_meet() -> None:
    image = np.full((64, 80, 3), 40, np.uint8)
    image[:, 40:] = 210

    edges = canny(image)

    assert edges.shape == image.shape
    assert edges.dtype == np.uint8
    assert set(np.unique(edges)) == {0, 255}
    assert (edges[..., 0] == edges[..., 1]).all()
    assert (edges[..., 0] == edges[..., 2]).all()
    columns = np.flatnonzero(edges[..., 0].any(0))
    assert len(columns) > 0
    assert np.abs(columns - 40).max() <= 1


def test_higher_thresholds_leave_fewer_edges(portrait: np.ndarray) -> None:
    counts = [int((canny(portrait, high / 2, high) > 0).sum()) for high in (60, 150, 300, 500)]
    assert all(more > fewer for more, fewer in pairwise(counts))


def test_the_lower_threshold_follows_edges_further(portrait: np.ndarray) -> None:
    far, near = (canny(portrait, low, 300) > 0 for low in (30, 290))
    assert (far | ~near).all()
    assert far.sum() > near.sum()


def test_thresholds_may_be_given_in_any_order(portrait: np.ndarray) -> None:
    assert np.array_equal(canny(portrait, 200, 80), canny(portrait, 80, 200))


def test_edges_are_found_in_what_the_portrait_will_show(portrait: np.ndarray) -> None:
    wide = np.concatenate([portrait, portrait], 1)  # the engine crops it at the centre
    how = Preprocessing(photo=KEY)

    made = prepared(wide, how, (128, 192))

    assert made.shape == (192, 128, 3)
    assert set(np.unique(made)) == {0, 255}  # no edge was scaled
    height, width = wide.shape[:2]
    crop = round(height * 128 / 192)
    middle = Image.fromarray(wide[:, (width - crop) // 2 : (width + crop) // 2])
    same = canny(np.asarray(middle.resize((128, 192), Image.Resampling.LANCZOS)))
    assert (made != same).mean() < 0.02


def test_the_same_image_gives_the_same_picture(portrait: np.ndarray) -> None:
    how = Preprocessing(photo=KEY, low=70, high=160)
    assert np.array_equal(prepared(portrait, how, (96, 96)), prepared(portrait, how, (96, 96)))


def test_landmarks_stand_where_the_portrait_shows_the_face() -> None:
    image = np.zeros((100, 200, 3), np.uint8)
    how = Preprocessing(photo=KEY, by="landmarks")

    made = prepared(image, how, (256, 256), (glimpse(POINTS),))

    assert np.array_equal(made, draw_landmarks(place(POINTS, (200, 100), (256, 256)), 256, 256))


def test_every_face_gets_its_landmarks() -> None:
    image = np.zeros((100, 200, 3), np.uint8)
    how = Preprocessing(photo=KEY, by="landmarks")
    one, other = glimpse(POINTS), glimpse(POINTS + np.array([90, 0], np.float32))

    both = prepared(image, how, (200, 100), (one, other))

    for face in (one, other):
        alone = prepared(image, how, (200, 100), (face,))
        assert alone.any()
        assert (both >= alone).all()


def test_without_a_face_there_are_no_landmarks(portrait: np.ndarray) -> None:
    with pytest.raises(NoFace, match="No face"):
        prepared(portrait, Preprocessing(photo=KEY, by="landmarks"), (64, 64))


def test_pictures_of_edges_are_known_and_others_are_not(portrait: np.ndarray) -> None:
    edges = canny(portrait)
    grey = np.asarray(Image.fromarray(edges).resize((600, 600), Image.Resampling.BICUBIC))
    assert looks_like_edges(edges)
    assert looks_like_edges(grey)
    night = (portrait // 8).astype(np.uint8)
    landmarks = draw_landmarks(POINTS, 100, 100)
    for other in (portrait, night, landmarks, np.zeros_like(portrait), 255 - edges):
        assert not looks_like_edges(other)
