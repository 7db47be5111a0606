"""Which face is meant, and how alike two are."""

import numpy as np
import pytest

from core.errors import BadInput, NoFace
from core.faces.face import Face, cosine, largest, quality
from core.faces.person import average, choose


def face(x: float, width: float, seed: int = 0) -> Face:
    embedding = np.random.default_rng(seed).normal(0, 2, 512).astype(np.float32)
    box = np.array([x, 10, x + width, 10 + 1.2 * width], np.float32)
    return Face(box, 0.9, np.zeros((5, 2), np.float32), embedding)


FACES = (face(0, 50, 1), face(100, 120, 2), face(300, 80, 3))


def test_the_largest_face_is_meant_unless_one_is_named():
    assert choose(FACES, None, "x.png") is largest(FACES) is FACES[1]
    assert choose(FACES, 2, "x.png") is FACES[2]
    assert choose(FACES, 0, "x.png") is FACES[0]


def test_no_face_says_so_and_what_to_do():
    with pytest.raises(NoFace, match=r"^No face found in holiday\.png\.$") as caught:
        choose((), None, "holiday.png")
    assert "Choose a photo" in caught.value.sentence()


@pytest.mark.parametrize("index", [3, -1, 255])
def test_a_face_that_is_not_there_is_refused(index):
    with pytest.raises(BadInput, match=r"^x\.png shows 3 faces; choose 0 to 2\.$"):
        choose(FACES, index, "x.png")
    with pytest.raises(BadInput, match=r"^x\.png shows 1 face; choose 0\.$"):
        choose(FACES[:1], index, "x.png")


def test_the_average_has_the_mean_direction_and_the_mean_length():
    mean = average(FACES)

    assert mean.dtype == np.float32
    directions = sum(f.normed_embedding for f in FACES)
    assert cosine(mean, directions) == pytest.approx(1, abs=1e-6)
    length = np.mean([np.linalg.norm(f.embedding) for f in FACES])
    assert np.linalg.norm(mean) == pytest.approx(length, rel=1e-5)
    np.testing.assert_array_equal(average(FACES[:1]), FACES[0].embedding)
    with pytest.raises(ValueError, match="no faces"):
        average(())


def test_cosine_is_a_likeness():
    a, b = FACES[0].embedding, FACES[1].embedding

    assert cosine(a, a * 3) == pytest.approx(1)
    assert cosine(a, -a) == pytest.approx(-1)
    assert abs(cosine(a, b)) < 0.2
    assert cosine(a, b * 0) == 0
    assert cosine(a, b) == pytest.approx(
        float(FACES[0].normed_embedding @ FACES[1].normed_embedding), abs=1e-6
    )
    with pytest.raises(ValueError, match="shapes"):
        cosine(a, b[:10])


def test_sizes_and_quality_of_a_face():
    assert np.linalg.norm(FACES[0].normed_embedding) == pytest.approx(1)
    assert FACES[0].width == 50
    assert FACES[0].area == pytest.approx(3000)
    assert quality(face(0, 48)) == "Face is 48 px wide; 112 px or more works better."
    assert quality(face(0, 112)) is None


def test_no_faces_have_no_largest():
    with pytest.raises(ValueError, match="empty"):
        largest(())
