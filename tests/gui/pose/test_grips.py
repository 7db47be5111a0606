"""What a pull at a point, the face or a handle does: a hand that comes back has changed nothing."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.faces.head import Head, NotAHead, fit
from core.pose import MOST_PITCH, MOST_YAW
from gui.pose.grips import POINTS, WHOLE, Grip, frame, grips, pulled

TOLERANCE = 1e-6
heads = st.builds(
    Head,
    size=st.floats(30, 300),
    place=st.tuples(st.floats(0, 600), st.floats(0, 600)),
    yaw=st.floats(-40, 40),
    pitch=st.floats(-25, 25),
    roll=st.floats(-170, 170),
).map(Head.landmarks)
ways = st.tuples(st.floats(-80, 80), st.floats(-80, 80)).map(np.array)
every_grip = st.sampled_from([WHOLE, *POINTS, *grips(frame(Head(60, (0, 0)).landmarks()))])


def held(grip: Grip, points: np.ndarray) -> np.ndarray:
    """Where the hand takes hold of it."""
    if grip.kind == "point":
        return points[grip.index]
    return points.mean(0) + 5 if grip == WHOLE else frame(points).handle(grip, 20)


@given(heads, every_grip)
def test_a_hand_that_comes_back_has_changed_nothing(points: np.ndarray, grip: Grip) -> None:
    start = held(grip, points)
    assert np.allclose(pulled(grip, points, start, start), points, rtol=0, atol=TOLERANCE)


@given(heads, st.sampled_from([WHOLE, *POINTS, Grip("roll"), Grip("scale", 2)]), ways)
def test_a_pull_there_and_one_back(points: np.ndarray, grip: Grip, way: np.ndarray) -> None:
    start = held(grip, points)
    away = start + way
    size = np.hypot(*(away - points.mean(0))) / np.hypot(*(start - points.mean(0)))
    assume(0.1 < size < 10)
    there = pulled(grip, points, start, away)
    assert np.allclose(pulled(grip, there, away, start), points, rtol=0, atol=TOLERANCE)


@given(heads, st.sampled_from(["yaw", "pitch"]), st.floats(-400, 400))
def test_a_head_turns_as_far_as_the_sliders_go(points: np.ndarray, kind: str, far: float) -> None:
    grip, before = Grip(kind), fit(points)  # pyright: ignore
    side = frame(points).across if kind == "yaw" else frame(points).down
    start = held(grip, points)
    try:
        after = fit(pulled(grip, points, start, start + far * side / np.hypot(*side)))
    except NotAHead:  # the hand goes on alone
        return
    most = MOST_YAW if kind == "yaw" else MOST_PITCH
    assert abs(getattr(after, kind)) <= most + TOLERANCE
    others = [name for name in ("yaw", "pitch", "roll", "size") if name != kind]
    assert [getattr(after, name) for name in others] == pytest.approx(
        [getattr(before, name) for name in others], abs=TOLERANCE
    )
