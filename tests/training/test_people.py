"""The drawn people: the same from the same seed, and with landmarks where the features are."""

import numpy as np
import pytest

from training.people.captions import caption, plain_caption
from training.people.drawing import draw
from training.people.identity import sample_identity
from training.people.scene import CLOTHES, STYLES, sample_scene


@pytest.mark.parametrize("style", STYLES)
def test_the_same_seed_draws_the_same_picture(style: str) -> None:
    def one() -> tuple[bytes, str]:
        rng = np.random.default_rng(4)
        person, scene = sample_identity(rng), sample_scene(rng, style)
        return draw(person, scene, 96).image.tobytes(), caption(person, scene, rng)

    first = one()
    assert first == one()
    assert len(set(first[0])) > 8, "the picture is nearly empty"


def test_landmarks_lie_in_the_face_in_their_order() -> None:
    rng = np.random.default_rng(5)
    for _ in range(40):
        drawing = draw(sample_identity(rng), sample_scene(rng, "flat vector"), 128)
        left_eye, right_eye, nose, left_mouth, right_mouth = drawing.landmarks
        x0, y0, x1, y1 = drawing.box
        assert (drawing.landmarks >= (x0, y0)).all()
        assert (drawing.landmarks <= (x1, y1)).all()
        assert left_eye[0] < right_eye[0]
        assert left_mouth[0] < right_mouth[0]
        eyes, mouth = (left_eye + right_eye) / 2, (left_mouth + right_mouth) / 2
        down = mouth - eyes
        assert 0 < (nose - eyes) @ down < down @ down, "the nose is between eyes and mouth"


def test_landmarks_scale_with_the_picture() -> None:
    rng = np.random.default_rng(6)
    person, scene = sample_identity(rng), sample_scene(rng, "flat vector")
    small, large = draw(person, scene, 128), draw(person, scene, 256)
    assert np.allclose(small.landmarks * 2, large.landmarks, atol=1e-3)


def test_a_person_stays_the_same_and_people_differ() -> None:
    rng = np.random.default_rng(7)
    first, second = sample_identity(rng), sample_identity(rng)
    assert first.vector().dtype == np.float32
    assert (first.vector() == first.vector()).all()
    assert np.abs(first.vector() - second.vector()).max() > 0.5


def test_no_child_has_a_beard_and_everyone_any_hair() -> None:
    rng = np.random.default_rng(8)
    people = [sample_identity(rng) for _ in range(1500)]
    assert not any(p.facial_hair != "none" for p in people if p.age == "child")
    dark = {p.hair_style for p in people if p.skin > 5}
    light = {p.hair_style for p in people if p.skin < 2}
    assert dark == light == {p.hair_style for p in people}


def test_captions_vary_and_say_what_they_are_about() -> None:
    rng = np.random.default_rng(9)
    said = set()
    for _ in range(60):
        person, scene = sample_identity(rng), sample_scene(rng)
        hair = "headscarf" if person.hair_style == "headscarf" else person.hair_colour
        assert scene.clothing in plain_caption(person, scene)
        assert hair in plain_caption(person, scene) or person.hair_style == "bald"
        words = caption(person, scene, rng, "person")
        assert not any(garment in words for garment in CLOTHES)
        assert "hair" not in caption(person, scene, rng, "scene")
        said.add(caption(person, scene, rng, "all"))
    assert len(said) == 60
