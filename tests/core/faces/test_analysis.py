"""Finding faces: all of them, in order, at every scale, with hand-made and with real models."""

import numpy as np
import onnx
import pytest

from core.errors import BadInput
from core.faces.analysis import FaceAnalyzer
from core.faces.face import cosine, largest, quality

GREEN = (0, 255, 0)


def scene(width: int, height: int, *squares: tuple[int, int, int]) -> np.ndarray:
    """Green squares (x, y of the centre, side) on dark red: RGB uint8."""
    image = np.zeros((height, width, 3), np.uint8)
    image[..., 0] = 100
    for x, y, side in squares:
        image[y - side // 2 : y + side // 2, x - side // 2 : x + side // 2] = GREEN
    return image


def centre(face) -> np.ndarray:
    return (face.box[:2] + face.box[2:]) / 2


def test_all_faces_are_found_from_left_to_right(analyzer):
    faces = analyzer.analyze(scene(640, 640, (496, 112, 64), (112, 304, 64), (304, 496, 64)))

    assert [round(float(centre(face)[0])) // 100 for face in faces] == [1, 3, 4]
    for face in faces:
        assert face.box.shape == (4,)
        assert face.landmarks.shape == (5, 2)
        assert face.embedding.shape == (512,)
        assert {face.box.dtype, face.landmarks.dtype, face.embedding.dtype} == {np.dtype("f4")}
        assert 0.5 <= face.score <= 1
        assert np.all(face.landmarks > face.box[:2])
        assert np.all(face.landmarks < face.box[2:])


def test_no_face_gives_none(analyzer):
    assert analyzer.analyze(scene(200, 300)) == ()


@pytest.mark.parametrize("size", [(1, 1), (1, 40), (3000, 10), (10, 3000), (17, 16)])
def test_tiny_and_narrow_images_hold_no_face(analyzer, size):
    assert analyzer.analyze(scene(*size)) == ()


@pytest.mark.parametrize("side", [70, 120, 160, 200, 260, 320, 450, 600])
def test_a_tight_crop_is_seen_by_a_smaller_detector(analyzer, side):
    (face,) = analyzer.analyze(scene(640, 640, (320, 320, side)))

    assert np.abs(centre(face) - 320).max() < side / 2
    assert np.abs(face.landmarks.mean(0) - 320).max() < side / 2


@pytest.mark.parametrize("side", [400, 1300, 1900])
def test_a_large_tight_crop_keeps_its_own_coordinates(analyzer, side):
    (face,) = analyzer.analyze(scene(2000, 1950, (1000, 970, side)))

    assert np.abs(centre(face) - [1000, 970]).max() < side / 2
    assert np.abs(face.landmarks.mean(0) - [1000, 970]).max() < side / 2


def test_coordinates_are_those_of_the_image(analyzer):
    (face,) = analyzer.analyze(scene(1280, 960, (960, 320, 128)))

    assert np.abs(centre(face) - [960, 320]).max() < 65


def test_the_embedding_reads_rgb(analyzer):
    image = scene(640, 640, (304, 304, 64))
    image[..., 0] = 255

    (face,) = analyzer.analyze(image)

    red, green, blue = face.embedding[:3]
    assert red > 0.9 > green > blue
    assert blue == pytest.approx(-1, abs=0.01)
    assert np.all(face.embedding[3:] == 0)


def test_the_same_image_gives_the_same_faces(analyzer):
    image = scene(300, 200, (100, 100, 40))

    first, second = analyzer.analyze(image)[0], analyzer.analyze(image.copy())[0]

    np.testing.assert_array_equal(first.embedding, second.embedding)
    np.testing.assert_array_equal(first.landmarks, second.landmarks)


@pytest.mark.parametrize(
    "image",
    [np.zeros((8, 8), np.uint8), np.zeros((8, 8, 4), np.uint8), np.zeros((8, 8, 3)),
     np.zeros((0, 8, 3), np.uint8)],
)  # fmt: skip
def test_other_arrays_are_refused(analyzer, image):
    with pytest.raises(ValueError, match="RGB uint8"):
        analyzer.analyze(image)


def test_loading_is_silent(models_folder, capfd):
    FaceAnalyzer(models_folder)

    assert capfd.readouterr() == ("", "")


def test_without_offline_switches_nothing_is_loaded(models_folder, monkeypatch):
    monkeypatch.delenv("ORT_DISABLE_TELEMETRY")

    with pytest.raises(RuntimeError, match="go_offline"):
        FaceAnalyzer(models_folder)


def test_a_model_that_cannot_run_is_refused(models_folder, tmp_path):
    broken = onnx.load(models_folder / "detector.onnx")
    broken.graph.node[0].op_type = "NoSuchThing"
    onnx.save(broken, tmp_path / "detector.onnx")
    onnx.save(onnx.load(models_folder / "recogniser.onnx"), tmp_path / "recogniser.onnx")

    with pytest.raises(BadInput, match="can't be loaded"):
        FaceAnalyzer(tmp_path)


def test_the_demo_pack_sees_a_sample_person(demo_pack, sample_face):
    analyzer = FaceAnalyzer(demo_pack.path(demo_pack.manifest.faces))
    height, width = sample_face.shape[:2]

    face = largest(analyzer.analyze(sample_face))

    assert np.all(face.landmarks >= 0)
    assert np.all(face.landmarks < [width, height])
    assert face.landmarks[0, 0] < face.landmarks[1, 0]
    assert face.landmarks[:2, 1].max() < face.landmarks[3:, 1].min()
    assert (quality(face) is None) == (face.width >= 112)
    shifted = np.roll(sample_face, 2, axis=1)
    assert cosine(face.embedding, largest(analyzer.analyze(shifted)).embedding) > 0.8
