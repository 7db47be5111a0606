"""The guides tell good frames of a rendered person from bad ones, and the poses of a set apart."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageFilter

from core.faces.face import Glimpse
from core.faces.guides import GUIDES, STEPS, Judgement, fits, judge
from core.opencv import cv2
from training.video import PARTS, render

ASKED = tuple(
    replace(part, going=0.1, staying=0.1)  # seconds; the last frame is looked at
    for part in PARTS
    if part.name in (*STEPS, "lean", "two")
)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[np.ndarray, list[Glimpse]]]:
    """The last frame of each part with its true faces."""
    path = tmp_path_factory.mktemp("video") / "set.avi"
    truth = np.load(render(path, 0, ASKED))
    names = [str(name) for name in truth["parts"]]
    wanted = {len(names) - 1 - names[::-1].index(part.name): part.name for part in ASKED}
    capture = cv2.VideoCapture(str(path))
    found: dict[str, tuple[np.ndarray, list[Glimpse]]] = {}
    for number in range(max(wanted) + 1):
        pixels = cv2.cvtColor(capture.read()[1], cv2.COLOR_BGR2RGB)
        if number in wanted:
            rows = zip(truth["boxes"][number], truth["landmarks"][number], strict=True)
            faces = [Glimpse(box, 1.0, points) for box, points in rows]
            seen = [face for face, there in zip(faces, truth["seen"][number], strict=True) if there]
            found[wanted[number]] = (pixels, seen)
    capture.release()
    return found


def of(shown: dict[str, tuple[np.ndarray, list[Glimpse]]], part: str) -> Judgement:
    return judge(*shown[part])


def test_a_good_frame_is_good(shown: dict) -> None:
    assert of(shown, "front").missing() == ()


def test_what_is_wrong_is_said(shown: dict) -> None:
    pixels, faces = shown["front"]
    soft = np.asarray(Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(9)))
    (face,) = faces
    small = Glimpse(face.box / 4, 1.0, face.landmarks / 4)
    tiny = np.asarray(Image.fromarray(pixels).resize((160, 120)))
    assert judge(soft, faces).missing() == ("sharp",)
    assert judge(pixels // 12, faces).missing() == ("light",)
    assert "size" in judge(tiny, [small]).missing()
    assert "one" in of(shown, "two").missing()
    assert of(shown, "lean").missing() == ("level",)
    assert of(shown, "left").missing() == ("angle",)
    assert judge(pixels, []).missing() == GUIDES


@pytest.mark.parametrize("step", STEPS)
def test_each_step_is_met_by_its_own_pose_alone(shown: dict, step: str) -> None:
    front = of(shown, "front").face
    met = [part for part in STEPS if fits(step, of(shown, part), front)]
    # A smile and a lifted chin are from the front as well.
    assert met == (["front", "up", "smile"] if step == "front" else [step])


def test_nothing_fits_where_two_are_seen_or_nobody(shown: dict) -> None:
    for step in STEPS:
        assert not fits(step, of(shown, "two"), None)
        assert not fits(step, judge(shown["front"][0], []), None)


def test_a_chin_is_compared_with_nothing_where_the_photo_from_the_front_shows_no_head(
    shown: dict,
) -> None:
    (face,) = shown["front"][1]
    flat = np.repeat(face.landmarks[:1], 5, axis=0)  # taken with the key, whatever was seen
    assert fits("up", of(shown, "up"), Glimpse(face.box, 1.0, flat)) == fits(
        "up", of(shown, "up"), None
    )
