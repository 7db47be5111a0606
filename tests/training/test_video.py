"""The rendered video is what it says: the same for the same seed, and true to its landmarks."""

import itertools
from pathlib import Path

import numpy as np

from core.opencv import cv2
from training.video import HEIGHT, PARTS, RATE, WIDTH, Part, Pose, render

AWAY = Pose(place=(-0.45, 0.36), scale=0.42)
SHORT = (Part("front", 0.1, 0.2, (Pose(), AWAY)), Part("left", 0.2, 0.1, (Pose(yaw=24), AWAY)))


def frames(path: Path) -> list[np.ndarray]:
    capture = cv2.VideoCapture(str(path))
    found: list[np.ndarray] = []
    while (frame := capture.read()[1]) is not None:
        found.append(frame)
    capture.release()
    return found


def test_the_same_seed_gives_the_same_video_and_another_seed_other_people(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("one.avi", "again.avi", "other.avi")]
    seeds = zip(paths, (3, 3, 4), strict=True)
    truths = [np.load(render(path, seed, SHORT)) for path, seed in seeds]
    one, again, other = (path.read_bytes() for path in paths)
    assert one == again
    assert one != other
    assert np.array_equal(truths[0]["landmarks"], truths[1]["landmarks"])
    assert not np.array_equal(truths[0]["landmarks"], truths[2]["landmarks"])


def test_there_is_a_truth_for_every_frame_that_opencv_reads(tmp_path: Path) -> None:
    truth = np.load(render(tmp_path / "video.avi", 0, SHORT))
    shown = frames(tmp_path / "video.avi")
    assert len(shown) == len(truth["landmarks"]) == len(truth["parts"]) == round(0.6 * RATE)
    assert shown[0].shape == (HEIGHT, WIDTH, 3)
    assert truth["seen"].tolist() == [[True, False]] * len(shown)
    noses = truth["landmarks"][:, 0, 2, 0]
    assert noses[-1] > noses[0] + 5  # who turns to the left, turns to the frame's right
    assert max(np.abs(a.astype(int) - b).mean() for a, b in itertools.pairwise(shown)) > 0


def test_a_video_that_is_there_is_not_drawn_again_unless_it_is_another(tmp_path: Path) -> None:
    path = tmp_path / "video.avi"
    render(path, 0, SHORT)
    before = path.stat().st_mtime_ns
    render(path, 0, SHORT)
    assert path.stat().st_mtime_ns == before
    render(path, 1, SHORT)
    assert path.stat().st_mtime_ns != before


def test_somebody_comes_and_somebody_leaves() -> None:
    assert {"front", "left", "right", "up", "smile", "two", "leave"} <= {p.name for p in PARTS}
