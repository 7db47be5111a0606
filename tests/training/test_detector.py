"""The detector: labels on the pixels, a file that says what the network says, exact landmarks."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from insightface.model_zoo.scrfd import SCRFD

from core.faces.analysis import FaceAnalyzer
from core.faces.face import largest
from core.opencv import cv2
from core.packs import Pack
from core.portrait import landmark_error
from training import detector, pinpoint
from training.detector_scenes import warped
from training.people.drawing import Drawing, draw
from training.people.identity import sample_identity
from training.people.scene import HEAD_UNIT, sample_scene


@pytest.mark.parametrize("zoom", [0.2, 0.45, 1.0, 1.6])
@pytest.mark.parametrize("smooth", [True, False])
def test_a_dot_is_drawn_where_its_label_says(zoom: float, smooth: bool) -> None:
    image = np.zeros((256, 256, 3), np.uint8)
    cv2.circle(image, (130, 98), 24, (255, 255, 255), -1)  # around the middle of that pixel
    turn = np.radians(11)
    c, s = zoom * np.cos(turn), zoom * np.sin(turn)
    matrix = np.array([[c, -s, 40.0], [s, c, 21.0]])

    picture = warped(image, matrix, np.zeros((400, 400, 3), np.uint8), smooth)

    weight = picture[..., 0].astype(np.float64)
    down, across = np.mgrid[:400, :400] + 0.5
    seen = np.array([(weight * across).sum(), (weight * down).sum()]) / weight.sum()
    assert np.abs(seen - (matrix[:, :2] @ [130.5, 98.5] + matrix[:, 2])).max() < 0.06


def test_guesses_are_replaced_by_what_the_maps_say_around_them() -> None:
    truth = torch.tensor([[30.0, 41.5], [66.2, 40.0], [48.0, 60.3], [35.0, 77.0], [61.0, 78.9]])
    net = pinpoint.Pinpoint(4, 4).eval()
    places = net(torch.zeros(2, 4, 24, 32), torch.zeros(2, 4, 12, 16))
    assert places.shape == (10, 3, 24, 32)
    told = torch.cat([truth, torch.ones(5, 1)], 1)[:, :, None, None].expand(5, 3, 24, 32)
    places = torch.cat([0.3 * told, 0.7 * (told + torch.tensor([16.0, 0, 0])[:, None, None])])
    astray = (truth + torch.tensor([3.0, -5.0])).T.reshape(2, 5, 1).transpose(0, 1)

    found = pinpoint.read(places, astray.expand(2, 5, 2, 1))

    assert torch.allclose(found[0, :, :, 0], truth, atol=1e-3)
    assert torch.allclose(found[1, :, :, 0], truth + torch.tensor([16.0, 0.0]), atol=1e-3)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the exporter, which we chose
@pytest.mark.filterwarnings("ignore::torch.jit.TracerWarning")
def test_the_file_says_what_the_network_says_at_every_size(tmp_path: Path) -> None:
    torch.manual_seed(4)
    net = detector.Detector().eval()
    torch.save(net.state_dict(), tmp_path / "model.pt")
    detector.export(tmp_path / "model.pt", tmp_path / "detector.onnx")
    session = onnxruntime.InferenceSession(tmp_path / "detector.onnx")
    for height, width in ((160, 160), (192, 320)):
        picture = torch.randn(1, 3, height, width)
        with torch.no_grad():
            wanted = net(picture)
        for told, want in zip(session.run(None, {"input.1": picture.numpy()}), wanted, strict=True):
            np.testing.assert_allclose(told, want.numpy(), atol=2e-3)


@pytest.fixture(scope="module")
def faces(demo_pack: Pack) -> Path:
    return demo_pack.path(demo_pack.manifest.faces or "")


def unseen(count: int, side: int, width: float) -> Iterator[Drawing]:
    """People of no training, their faces about so many pixels wide."""
    rng = np.random.default_rng([77, side, int(width)])
    for _ in range(count):
        person, scene = sample_identity(rng), sample_scene(rng, "flat vector")
        scale = width / (2 * person.face_width * HEAD_UNIT * side)
        yield draw(person, replace(scene, scale=scale, place=(0.5, 0.45)), side)


def test_landmarks_are_exact(faces: Path) -> None:
    analyzer, errors = FaceAnalyzer(faces), []
    for width in (95, 125, 200):
        for drawing in unseen(10, 640, width):
            found = largest(analyzer.analyze(drawing.image)).landmarks
            errors.append(landmark_error(found, drawing.landmarks))
    assert float(np.median(errors)) < 0.025
    assert float(np.quantile(errors, 0.95)) < 0.045


def test_no_width_is_overlooked_between_the_strides(faces: Path) -> None:
    """At a single size, before any ladder."""
    path = str(faces / "scrfd_demo.onnx")
    single = SCRFD(path, session=onnxruntime.InferenceSession(path))
    single.prepare(-1, det_thresh=0.5)
    found = []
    for width in (40, 48, 60, 75, 90, 110):
        for drawing in unseen(12, 320, width):
            boxes, _ = single.detect(drawing.image[:, :, ::-1], input_size=(320, 320))
            near = np.abs(boxes[:, :4] - drawing.box).max(1, initial=0) < 0.25 * width
            found.append(len(boxes) == 1 and near.all())
    assert np.mean(found) > 0.95
