"""The average of several photos, and what a cosine means for one person."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.faces.face import cosine
from core.faces.likeness import Resemblance, Scale, agreement, mean_embedding, scale_of

USUAL = Scale(strangers=0.1, own=0.7, spread=0.08, photos=0)
RANDOM = np.random.default_rng(5)


def photos(count: int, noise: float = 0.5) -> list[np.ndarray]:
    """Raw embeddings of one person, of different lengths."""
    person = RANDOM.normal(size=512)
    return [
        ((person + noise * RANDOM.normal(size=512)) * RANDOM.uniform(0.7, 1.3)).astype(np.float32)
        for _ in range(count)
    ]


@given(st.integers(2, 6), st.floats(0.1, 2))
def test_the_average_is_as_long_as_the_photos_are_on_average(count: int, noise: float) -> None:
    own = photos(count, noise)
    lengths = [float(np.linalg.norm(one)) for one in own]
    assert np.linalg.norm(mean_embedding(own)) == pytest.approx(np.mean(lengths), rel=1e-5)
    assert np.linalg.norm(np.mean(own, axis=0)) < np.mean(lengths)  # what a plain mean makes


def test_a_long_embedding_does_not_outvote_the_others() -> None:
    one, other = np.eye(512, dtype=np.float32)[:2]
    mean = mean_embedding([100 * one, other])
    assert cosine(mean, one) == pytest.approx(cosine(mean, other), abs=1e-6)


def test_weights_turn_the_average() -> None:
    one, other = np.eye(512, dtype=np.float32)[:2]
    np.testing.assert_allclose(mean_embedding([3 * one, other], (1, 0)), 3 * one, rtol=1e-6)
    assert cosine(mean_embedding([one, other], (1, 0.25)), one) > 0.9


@pytest.mark.parametrize("weights", [(1.0,), (0.0, 0.0)])
def test_weights_that_do_not_fit_are_refused(weights: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="weight"):
        mean_embedding(photos(2), weights)


def test_strangers_are_at_nothing_and_own_photos_at_the_whole() -> None:
    own = photos(5)
    scale = scale_of(own, USUAL)
    assert scale.photos == 5
    shares = [scale.share(each) for each in agreement(own)]
    assert np.mean(shares) == pytest.approx(1)
    assert scale.share(USUAL.strangers) == 0
    assert scale.share(-0.5) == 0


def test_one_photo_has_the_usual_scale() -> None:
    assert scale_of(photos(1), USUAL) == Scale(0.1, 0.7, 0.08, 1)


def test_photos_that_agree_no_more_than_strangers_still_give_a_number() -> None:
    scale = scale_of([np.eye(512)[k] for k in range(3)], USUAL)
    assert np.isfinite(scale.share(0.9))
    assert np.isfinite(scale.spread_share)


def test_a_picture_without_the_face_has_no_share() -> None:
    assert Resemblance(np.zeros((5, 2)), None, None, USUAL).share is None
    assert Resemblance(np.zeros((5, 2)), np.zeros((5, 2)), 0.4, USUAL).share == pytest.approx(0.5)
