"""Where several people stand, which part of the picture is whose, and which face is whose."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.faces.arranging import FARTHEST, arranged, whose
from core.faces.face import Face
from core.faces.regions import face_scale, share_out
from core.recipe import Identity

POINTS = np.float32([[-20, -15], [20, -15], [0, 5], [-15, 25], [15, 25]])
A, B, C = ("a" * 64, "b" * 64, "c" * 64)


def at(x: float, y: float, scale: float = 1.0) -> np.ndarray:
    return scale * POINTS + np.float32([x, y])


def face(points: np.ndarray) -> Face:
    box = np.concatenate([points.min(0) - 10, points.max(0) + 10])
    return Face(box, 0.9, points, np.ones(512, np.float32))


def faces_of(key: str) -> tuple[Face, ...]:
    return (face(at(128, 120, {"a": 1.0, "b": 1.5, "c": 0.4}[key[0]])),)


def size_of(key: str) -> tuple[int, int]:
    return 256, 256


@pytest.mark.parametrize("size", [(256, 256), (384, 256), (512, 256), (768, 512), (256, 384)])
@pytest.mark.parametrize("keys", [(A, B), (B, C), (A, B, C), (C, C, C)])
def test_everybody_has_a_column(size: tuple[int, int], keys: tuple[str, ...]) -> None:
    people = [Identity(references=(key,)) for key in keys]
    wide = size[0] / len(keys)
    for index, points in enumerate(arranged(people, size, size_of, faces_of)):
        assert points.dtype == np.float32
        assert points[:, 0].min() > index * wide
        assert points[:, 0].max() < (index + 1) * wide
        assert points[:, 1].min() > 0
        assert points[:, 1].max() < size[1]
        assert face_scale(points) <= 0.26 * wide + 1e-3


def test_given_landmarks_stay_and_one_person_stands_as_ever() -> None:
    given_points = tuple((float(x), float(y)) for x, y in at(60, 60))
    people = [Identity(references=(A,), landmarks=given_points), Identity(references=(B,))]
    first, second = arranged(people, (384, 256), size_of, faces_of)
    np.testing.assert_array_equal(first, np.float32(given_points))
    assert second[:, 0].min() > 192
    (alone,) = arranged([Identity(references=(A,))], (256, 256), size_of, faces_of)
    np.testing.assert_allclose(alone, at(128, 120), rtol=1e-6)


@given(
    st.lists(
        st.tuples(st.floats(0, 300), st.floats(0, 200), st.floats(0.2, 3)), min_size=1, max_size=3
    )
)
def test_the_parts_make_the_whole(places: list[tuple[float, float, float]]) -> None:
    masks = share_out([at(*place) for place in places], (300, 200))
    assert all(mask.shape == (200, 300) and mask.dtype == np.float32 for mask in masks)
    np.testing.assert_allclose(sum(masks), 1, atol=1e-5)
    assert all(mask.min() >= 0 for mask in masks)


def test_each_has_the_own_face() -> None:
    left, right = share_out([at(60, 100), at(220, 100, 2.0)], (300, 200))
    assert left[100, 60] > 0.99
    assert right[100, 220] > 0.99
    assert right[100, 140] > 0.9  # the larger face takes more room


def test_faces_are_matched_by_place() -> None:
    asked = [at(60, 100), at(220, 100)]
    near, far, small = face(at(225, 104)), face(at(64, 96)), face(at(150, 30, 0.3))
    assert whose([small, near, far], asked) == [far, near]
    assert whose([near], asked) == [None, near]
    lost = face(at(60, 100 + 40 * FARTHEST + 2))
    assert whose([lost], asked) == [None, None]
    assert whose([], asked) == [None, None]


def test_one_face_is_not_two_peoples() -> None:
    only = face(at(110, 100))
    assert whose([only], [at(100, 100), at(130, 100)]) == [only, None]


def test_one_person_has_the_largest_face() -> None:
    faces = [face(at(40, 40, 0.5)), face(at(200, 100, 1.2))]
    assert whose(faces, [at(40, 40)]) == [faces[1]]
    assert whose([], [at(40, 40)]) == [None]
