"""Numbers stay with their faces, and a face is where it was, or where its motion carries it."""

import numpy as np
import pytest

from core.faces.face import Glimpse
from core.faces.tracking import HELD_SECONDS, KEPT_SECONDS, Tracker

POINTS = np.array([[30, 40], [70, 40], [50, 60], [35, 80], [65, 80]], np.float32)


def face(x: float, y: float = 0.0) -> Glimpse:
    box = np.array([x, y, x + 100, y + 120], np.float32)
    return Glimpse(box, 0.9, POINTS + np.array([x, y], np.float32))


def ids(tracker: Tracker, time: float) -> list[int]:
    return [one.id for one in tracker.at(time)]


def test_two_faces_that_move_past_each_other_keep_their_numbers() -> None:
    tracker = Tracker()
    for n in range(31):
        tracker.update([face(10 * n), face(300 - 10 * n, y=150)], n / 30)
    right = tracker.at(1.0)[-1]
    assert ids(tracker, 1.0) == [2, 1]  # by their places now
    assert right.face.box[0] == pytest.approx(300, abs=1)


def test_a_face_that_a_look_has_missed_is_the_same_one_again() -> None:
    tracker = Tracker()
    tracker.update([face(0)], 0.0)
    tracker.update([], 0.1)
    assert ids(tracker, 0.1) == [1]
    assert ids(tracker, HELD_SECONDS + 0.01) == []
    tracker.update([face(10)], 0.5)
    assert ids(tracker, 0.5) == [1]


def test_who_was_away_for_longer_gets_another_number_and_nobody_an_old_one() -> None:
    tracker = Tracker()
    tracker.update([face(0)], 0.0)
    tracker.update([], KEPT_SECONDS + 0.1)
    tracker.update([face(0)], KEPT_SECONDS + 0.2)
    assert ids(tracker, KEPT_SECONDS + 0.2) == [2]


def test_a_new_face_is_not_shown_on_frames_from_before_it_came() -> None:
    tracker = Tracker()
    tracker.update([face(0)], 0.0)
    tracker.update([face(0), face(300)], 0.2)
    assert ids(tracker, 0.1) == [1]
    assert ids(tracker, 0.2) == [1, 2]


def test_between_two_looks_a_face_was_on_its_way() -> None:
    tracker = Tracker()
    tracker.update([face(0)], 0.0)
    tracker.update([face(40)], 0.1)
    (between,) = tracker.at(0.05)
    (last,) = tracker.at(0.1)
    assert between.face.box[0] == pytest.approx(last.face.box[0] / 2)
    there = POINTS + np.array([last.face.box[0] / 2, 0])
    assert np.allclose(between.face.landmarks, there, atol=1e-3)


def test_a_steady_motion_is_carried_on_after_the_last_look() -> None:
    tracker = Tracker()
    for n in range(20):
        tracker.update([face(8 * n)], n / 30)
    (ahead,) = tracker.at(21 / 30)
    assert ahead.face.box[0] == pytest.approx(8 * 21, abs=3)


def test_the_jitter_of_the_detector_is_damped_where_nothing_moves() -> None:
    rng = np.random.default_rng(5)
    tracker, raw, shown = Tracker(), [], []
    for n in range(90):
        seen = face(100 + rng.normal(0, 0.5))
        tracker.update([seen], n / 30)
        raw.append(seen.box[0])
        shown.append(tracker.at(n / 30)[0].face.box[0])
    assert np.std(shown[10:]) < 0.8 * np.std(raw[10:])
