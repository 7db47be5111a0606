"""What a portrait knows about itself."""

import dataclasses

import numpy as np
import pytest

from core.portrait import Portrait, landmark_error
from core.recipe import Recipe

ASKED = np.array([[40, 50], [80, 50], [60, 70], [45, 90], [75, 90]], np.float32)
MOVED = ASKED + np.array([4, 0], np.float32)  # by a tenth of the eye distance


def test_the_landmark_error_is_in_shares_of_the_asked_eye_distance() -> None:
    assert landmark_error(ASKED, ASKED) == 0
    assert landmark_error(MOVED, ASKED) == pytest.approx(0.1)
    one_off = ASKED + np.array([[0, 20], [0, 0], [0, 0], [0, 0], [0, 0]])
    assert landmark_error(one_off, ASKED) == pytest.approx(0.1)
    assert landmark_error(MOVED * 2, ASKED * 2) == pytest.approx(0.1)


def test_nothing_is_said_of_landmarks_that_are_not_known() -> None:
    portrait = Portrait(np.zeros((8, 8, 3), np.uint8), Recipe(), 1.0, None, ASKED, MOVED)

    assert portrait.landmark_error == pytest.approx(0.1)
    assert dataclasses.replace(portrait, found=None).landmark_error is None
    assert dataclasses.replace(portrait, asked=None).landmark_error is None
