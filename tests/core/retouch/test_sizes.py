"""How large a picture becomes, and where faces stand in it."""

from typing import Any

import numpy as np
import pytest

from core.errors import BadInput
from core.recipe import Recipe
from core.recipe_retouch import Upscale
from core.retouch.sizes import finished_size, picture_size, reframed, target_size

PHOTO = "a" * 64
OTHER = "b" * 64
SIZES = {PHOTO: (600, 400), OTHER: (300, 200)}
POINTS = [[100, 100], [140, 100], [120, 120], [105, 140], [135, 140]]


def recipe(start: dict[str, Any] | None = None, **changes: Any) -> Recipe:
    sampling = {"width": 256, "height": 192}
    return Recipe.from_data({"prompt": "a", "start": start, "sampling": sampling, **changes})


@pytest.mark.parametrize(
    ("start", "size"),
    [
        (None, (256, 192)),
        ({"image": PHOTO}, (256, 192)),
        ({"image": PHOTO, "mask": OTHER}, (600, 400)),
        ({"image": PHOTO, "strength": 0}, (600, 400)),
        ({"image": PHOTO, "extend": [10, 20, 30, 40]}, (640, 460)),
    ],
)
def test_a_picture_that_is_retouched_keeps_its_own_size(
    start: dict[str, Any] | None, size: tuple[int, int]
):
    asked = recipe(start)
    assert picture_size(asked, SIZES.__getitem__) == size
    assert finished_size(asked, SIZES.__getitem__) == size


def test_enlarging_comes_last_and_gives_whole_latents():
    asked = recipe({"image": PHOTO, "mask": OTHER}, upscale={"factor": 1.5})
    assert finished_size(asked, SIZES.__getitem__) == (896, 600)
    assert target_size(Upscale(factor=1.3, by="latents"), (256, 192), 64) == (320, 256)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"start": {"image": "c" * 64, "extend": [2048, 0, 0, 0]}}, "extended picture would have"),
        ({"start": {"image": "c" * 64, "mask": OTHER}, "upscale": {"factor": 4}}, "enlarged"),
    ],
)
def test_what_would_be_too_large_is_told(changes: dict[str, Any], words: str):
    asked = recipe().with_fields(changes)
    with pytest.raises(BadInput, match=words):
        finished_size(asked, lambda key: (7000, 4000))


def with_face(start: dict[str, Any] | None, points: Any = POINTS) -> Recipe:
    return recipe(start, identities=[{"references": [OTHER], "landmarks": points}])


def points_of(recipe: Recipe) -> np.ndarray:
    return np.array(recipe.identities[0].landmarks)


def test_a_face_stays_on_its_spot_when_the_image_is_extended():
    before = with_face({"image": PHOTO, "mask": OTHER})
    after = with_face({"image": PHOTO, "mask": OTHER, "extend": [64, 8, 100, 100]})
    moved = reframed(after, before, SIZES.__getitem__)
    assert np.allclose(points_of(moved), np.array(POINTS) + np.array((64, 8)))
    back = reframed(
        after.model_copy(update={"start": before.start, "identities": moved.identities}),
        moved,
        SIZES.__getitem__,
    )
    assert np.allclose(points_of(back), POINTS)


def test_a_face_keeps_its_framing_in_a_picture_of_another_size():
    before, after = with_face(None), with_face({"image": PHOTO, "mask": OTHER})
    moved = points_of(reframed(after, before, SIZES.__getitem__))
    old, new = np.array(POINTS, float), moved
    assert np.ptp(new[:, 1]) == pytest.approx(np.ptp(old[:, 1]) * 400 / 192)
    assert reframed(before, with_face({"image": PHOTO}), SIZES.__getitem__) == before
