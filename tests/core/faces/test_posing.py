"""Landmarks moved by hand: each gesture can be undone by its opposite, and a head stays one."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.faces import posing
from core.faces.head import Head, NotAHead, fit
from core.recipe import Identity
from training.people.drawing import draw
from training.people.identity import sample_identity
from training.people.scene import sample_scene

angles = st.floats(-30, 30)
heads = st.builds(
    Head,
    size=st.floats(15, 400),
    place=st.tuples(st.floats(-100, 1200), st.floats(-100, 1200)),
    yaw=st.floats(-45, 45),
    pitch=angles,
    roll=st.floats(-170, 170),
    mouth=st.tuples(
        st.tuples(st.floats(-0.55, -0.3), st.floats(1.0, 1.3)),
        st.tuples(st.floats(0.3, 0.55), st.floats(1.0, 1.3)),
    ),
)
coordinate = st.floats(-2000, 4000)
five = st.lists(st.tuples(coordinate, coordinate), min_size=5, max_size=5).map(np.array)
TOLERANCE = 1e-6


@given(heads)
def test_a_head_is_found_again_in_its_landmarks(head: Head) -> None:
    found = fit(head.landmarks())
    assert found.size == pytest.approx(head.size, abs=TOLERANCE, rel=1e-9)
    assert (found.yaw, found.pitch) == pytest.approx((head.yaw, head.pitch), abs=TOLERANCE)
    assert found.roll == pytest.approx(head.roll, abs=TOLERANCE)
    assert np.allclose(found.landmarks(), head.landmarks(), atol=TOLERANCE)


@given(heads, st.floats(-40, 40), angles)
def test_a_turn_there_and_back_changes_nothing(head: Head, yaw: float, pitch: float) -> None:
    points = head.landmarks()
    there = posing.turned(points, yaw=yaw, pitch=pitch)
    assert fit(there).yaw == pytest.approx(yaw, abs=TOLERANCE)
    assert np.allclose(posing.turned(there, yaw=head.yaw, pitch=head.pitch), points, atol=TOLERANCE)


@given(heads, st.floats(-75, 75), st.floats(-60, 60))
def test_no_turn_goes_where_there_is_no_way_back(head: Head, yaw: float, pitch: float) -> None:
    points = head.landmarks()
    try:
        there = posing.turned(points, yaw=yaw, pitch=pitch)
    except NotAHead:
        return
    back = posing.turned(there, yaw=head.yaw, pitch=head.pitch)
    assert np.allclose(back, points, atol=0.01)


@given(heads, st.floats(-180, 180), st.floats(0.1, 10), st.floats(-500, 500))
def test_every_gesture_has_its_opposite(head: Head, turn: float, factor: float, by: float) -> None:
    points = head.landmarks()
    for there, back in (
        (lambda p: posing.rotated(p, turn), lambda p: posing.rotated(p, -turn)),
        (lambda p: posing.scaled(p, factor), lambda p: posing.scaled(p, 1 / factor)),
        (lambda p: posing.moved(p, by, -by), lambda p: posing.moved(p, -by, by)),
        (posing.mirrored, posing.mirrored),
    ):
        assert np.allclose(back(there(points)), points, atol=TOLERANCE)


@given(five, st.floats(-180, 180), st.floats(0.1, 10))
def test_so_it_has_for_points_that_are_no_head(points, turn: float, factor: float) -> None:
    for there, back in (
        (posing.mirrored, posing.mirrored),
        (lambda p: posing.rotated(p, turn), lambda p: posing.rotated(p, -turn)),
        (lambda p: posing.scaled(p, factor), lambda p: posing.scaled(p, 1 / factor)),
    ):
        assert np.allclose(back(there(points)), points, rtol=0, atol=TOLERANCE)
    thrice = posing.rotated(posing.rotated(posing.rotated(points, 120), 120), 120)
    assert np.allclose(thrice, points, rtol=0, atol=TOLERANCE)


@given(heads, st.sampled_from([(256, 256), (512, 768), (1216, 832)]))
def test_a_face_is_fitted_into_a_picture_and_keeps_its_turn(head: Head, size) -> None:
    points = head.landmarks()
    inside = posing.fitted(points, *size)
    assert ((inside > 0) & (inside < size)).all()
    after = fit(inside)
    turns = (after.yaw, after.pitch, after.roll)
    assert turns == pytest.approx((head.yaw, head.pitch, head.roll), abs=TOLERANCE)
    assert after.size <= head.size + TOLERANCE
    assert np.allclose(posing.fitted(inside, *size), inside, rtol=0, atol=TOLERANCE)


@given(heads)
def test_a_recipe_keeps_the_points(head: Head) -> None:
    points = head.landmarks()
    given_points = tuple((float(x), float(y)) for x, y in points)
    identity = Identity(references=("0" * 64,), landmarks=given_points)
    kept = Identity.model_validate_json(identity.model_dump_json())
    assert kept.landmarks is not None
    assert np.allclose(np.array(kept.landmarks), points, atol=TOLERANCE)


def test_a_mirrored_face_looks_the_other_way() -> None:
    head = Head(60, (128, 128), yaw=25, pitch=5)
    other = fit(posing.mirrored(head.landmarks()))
    assert (other.yaw, other.pitch) == pytest.approx((-25, 5))
    assert not posing.is_mirrored(posing.mirrored(head.landmarks()))


def test_the_turn_of_drawn_people_is_seen() -> None:
    """Faces differ, so that it is only nearly the turn that they were drawn with."""
    rng = np.random.default_rng(4)
    drawn = [
        (scene := sample_scene(rng), draw(sample_identity(rng), scene, 128)) for _ in range(40)
    ]
    heads = [(scene, fit(drawing.landmarks)) for scene, drawing in drawn]
    asked = np.array([scene.yaw for scene, _ in heads])
    assert np.corrcoef(asked, [head.yaw for _, head in heads])[0, 1] > 0.95
    for scene, head in heads:
        assert head.roll == pytest.approx(scene.roll, abs=0.01)


@pytest.mark.parametrize("framing", posing.FRAMINGS)
@pytest.mark.parametrize("third", posing.THIRDS)
@pytest.mark.parametrize("size", [(256, 256), (192, 256), (256, 192), (1216, 832)])
def test_a_framing_is_inside_of_the_picture_and_keeps_the_turn(framing, third, size) -> None:
    points = Head(500, (-90, 2000), yaw=20, pitch=-10, roll=8).landmarks()
    framed = posing.framed(points, framing, third, *size)
    head = fit(framed)
    assert (head.yaw, head.pitch, head.roll) == pytest.approx((20, -10, 8), abs=TOLERANCE)
    assert (framed > 0).all()
    assert (framed < size).all()
    wanted = posing.FRAMINGS[framing][0] * size[1] / posing.HEAD_HEIGHT
    assert head.size == pytest.approx(min(wanted, 0.98 * size[0] / posing.HEAD_WIDTH))


@given(heads, st.sampled_from([(256, 256), (512, 768), (1024, 1024)]))
def test_another_size_of_the_same_shape_keeps_the_framing(head: Head, size) -> None:
    points = head.landmarks()
    double = posing.resized(points, size, (2 * size[0], 2 * size[1]))
    assert np.allclose(double, 2 * points, atol=1e-6, rtol=1e-9)
    assert np.allclose(posing.resized(double, (2 * size[0], 2 * size[1]), size), points, atol=1e-6)


def test_a_narrower_picture_keeps_the_head_whole() -> None:
    points = posing.framed(Head(60, (0, 0)).landmarks(), "close", "centre", 256, 256)
    narrow = posing.resized(points, (256, 256), (128, 256))
    assert fit(narrow).size * posing.HEAD_WIDTH <= 128
    assert abs(narrow[:, 0].mean() - 64) < 1
    assert not posing.faults(narrow, 128, 256)


def test_what_no_picture_could_show_is_told() -> None:
    good = posing.framed(Head(60, (0, 0)).landmarks(), "bust", "centre", 256, 256)
    assert posing.faults(good, 256, 256) == ()
    small = posing.scaled(good, 0.2)
    assert ["small" in fault for fault in posing.faults(small, 256, 256)] == [True]
    outside = posing.moved(good, -150, 0)
    assert ["outside" in fault for fault in posing.faults(outside, 256, 256)] == [True]
    swapped = good[[1, 0, 2, 4, 3]]
    assert ["exchanged" in fault for fault in posing.faults(swapped, 256, 256)] == [True]
    broken = good.copy()
    broken[2] = (250, 20)
    assert ["No head" in fault for fault in posing.faults(broken, 256, 256)] == [True]


@given(st.lists(st.tuples(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4)), min_size=5, max_size=5))
def test_any_five_points_are_a_head_or_are_told_not_to_be(points) -> None:
    spots = np.array(points)
    try:
        head = fit(spots)
    except NotAHead:
        assert posing.faults(spots, 256, 256)
        return
    assume(head.size < 1e6)
    assert np.allclose(head.landmarks(), spots, atol=1e-4, rtol=1e-6)
