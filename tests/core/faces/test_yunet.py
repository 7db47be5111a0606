"""YuNet in the place of the detector, with a tiny model in the official layout.

To it a face is a green cell of the coarsest grid. What it says of the box and the landmarks depends
on the colour by random numbers, and is worked out here once more.
"""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from insightface.utils.face_align import norm_crop
from onnx import TensorProto, helper, numpy_helper
from pydantic import ValidationError

from core.errors import BadInput, Unsupported
from core.faces.analysis import FaceAnalyzer, open_analyzer
from core.faces.models import model_kind
from core.faces.yunet import OVERLAP, THRESHOLD, YuNet
from core.packs import Manifest, Pack
from core.people.vectors import recogniser_of

from .conftest import mean_colour_recogniser

STRIDES = (8, 16, 32)
PARTS = {"cls": 1, "obj": 1, "bbox": 4, "kps": 10}
GREEN, BLUE_GREEN = (0, 255, 0), (0, 255, 60)


def tiny_yunet(sizes: tuple[int | str, int | str] = (640, 640)) -> onnx.ModelProto:
    """Names and shapes of face_detection_yunet_2023mar.onnx; few weights."""
    random = np.random.default_rng(7)
    nodes, consts, outputs = [], {}, []
    for part, channels in PARTS.items():
        for stride in STRIDES:
            name, cell = f"{part}_{stride}", f"cell_{stride}"
            if part == "cls":
                sides = {"kernel_shape": [stride] * 2, "strides": [stride] * 2}
                nodes.append(helper.make_node("AveragePool", ["input"], [cell], **sides))
            weights = random.normal(0, 0.001, (channels, 3, 1, 1))
            bias = random.normal(0, 0.4, channels)
            if part == "bbox":
                bias[2:] += 1.2  # boxes of about three cells
            if part in ("cls", "obj"):  # blue, green, red
                weights = np.array([-0.002, 0.02, -0.05]).reshape(1, 3, 1, 1)
                bias = np.array([-2.0 if stride == 32 else -90.0])
            consts[f"{name}_w"] = weights.astype(np.float32)
            consts[f"{name}_b"] = bias.astype(np.float32)
            consts[f"{name}_s"] = np.array([1, -1, channels])
            said = name + "_said"
            nodes.append(helper.make_node("Conv", [cell, f"{name}_w", f"{name}_b"], [said]))
            nodes.append(helper.make_node("Transpose", [said], [f"{name}_t"], perm=[0, 2, 3, 1]))
            last = f"{name}_r" if part in ("cls", "obj") else name
            nodes.append(helper.make_node("Reshape", [f"{name}_t", f"{name}_s"], [last]))
            if last != name:
                nodes.append(helper.make_node("Sigmoid", [last], [name]))
            count = (640 // stride) ** 2 if sizes == (640, 640) else None
            outputs.append(
                helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, count, channels])
            )
    graph = helper.make_graph(
        nodes, "tiny", [helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, 3, *sizes])],
        outputs, [numpy_helper.from_array(values, name) for name, values in consts.items()],
    )  # fmt: skip
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 11)], ir_version=6)
    onnx.checker.check_model(made)
    return made


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("yunet") / "renamed.onnx"
    onnx.save(tiny_yunet(), path)
    return path


def scene(width: int, height: int, *squares: tuple[int, int, tuple[int, int, int]]) -> np.ndarray:
    """RGB; squares of 32 pixels by column and row of the grid."""
    image = np.zeros((height, width, 3), np.uint8)
    for column, row, colour in squares:
        image[32 * row : 32 * row + 32, 32 * column : 32 * column + 32] = colour
    return image


def worked_out(image: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Boxes with scores and landmarks, best first, by the definition of the outputs."""
    session = onnxruntime.InferenceSession(
        tiny_yunet(("H", "W")).SerializeToString(), providers=["CPUExecutionProvider"]
    )
    height, width = (-(-side // 32) * 32 for side in image.shape[:2])
    padded = np.zeros((height, width, 3), np.float32)
    padded[: image.shape[0], : image.shape[1]] = image[:, :, ::-1]
    names = [f"{part}_{stride}" for part in PARTS for stride in STRIDES]
    values = session.run(names, {"input": padded.transpose(2, 0, 1)[None]})
    said = dict(zip(names, values, strict=True))
    found = []
    for stride in STRIDES:
        columns = width // stride
        parts = {part: np.asarray(said[f"{part}_{stride}"])[0] for part in PARTS}
        for index in range(len(parts["cls"])):
            score = float(np.sqrt(parts["cls"][index, 0] * parts["obj"][index, 0]))
            if score < THRESHOLD:
                continue
            cell = np.array([index % columns, index // columns])
            middle = (cell + parts["bbox"][index, :2]) * stride
            half = np.exp(parts["bbox"][index, 2:]) * stride / 2
            points = (parts["kps"][index].reshape(5, 2) + cell) * stride
            found.append((score, np.array([*middle - half, *middle + half, score]), points))
    found.sort(key=lambda one: -one[0])
    return np.array([box for _, box, _ in found]), np.array([points for *_, points in found])


@pytest.mark.parametrize("size", [(640, 640), (640, 480), (600, 450)])
def test_it_finds_what_the_outputs_say(file: Path, size: tuple[int, int]) -> None:
    image = scene(*size, (3, 4, GREEN), (14, 9, BLUE_GREEN))
    expected_boxes, expected_points = worked_out(image)
    assert len(expected_boxes) == 2
    boxes, points = YuNet(file).detect(np.ascontiguousarray(image[:, :, ::-1]), (max(size),) * 2)
    order = np.argsort(-boxes[:, 4])
    np.testing.assert_allclose(boxes[order], expected_boxes, atol=0.01)
    np.testing.assert_allclose(points[order], expected_points, atol=0.01)


def test_what_it_finds_is_told_in_pixels_of_the_photo(file: Path) -> None:
    net, image = YuNet(file), scene(640, 480, (3, 4, GREEN))[:, :, ::-1]
    (box,), (points,) = net.detect(np.ascontiguousarray(image), (640, 640))
    large = np.ascontiguousarray(image.repeat(2, axis=0).repeat(2, axis=1))
    (twice,), (doubled,) = net.detect(large, (640, 640))
    np.testing.assert_allclose(twice[:4], 2 * box[:4], atol=0.05)
    np.testing.assert_allclose(doubled, 2 * points, atol=0.05)
    assert net.detect(np.zeros((5, 900, 3), np.uint8), (640, 640))[0].shape == (0, 5)


def test_two_boxes_of_one_face_are_one(file: Path) -> None:
    image = scene(640, 640, (3, 4, GREEN), (4, 4, GREEN), (3, 5, GREEN), (15, 15, GREEN))
    assert len(worked_out(image)[0]) == 4
    boxes, _ = YuNet(file).detect(np.ascontiguousarray(image[:, :, ::-1]), (640, 640))
    kept = [box for box in boxes if box[0] < 320]
    for number, one in enumerate(kept):
        for other in kept[number + 1 :]:
            sides = np.minimum(one[2:4], other[2:4]) - np.maximum(one[:2], other[:2])
            shared = np.prod(np.maximum(sides, 0))
            areas = sum(np.prod(box[2:4] - box[:2]) for box in (one, other))
            assert shared / (areas - shared) <= OVERLAP + 0.05  # it compares whole pixels
    assert len(boxes) < 4


def test_it_is_known_by_its_outputs(file: Path, models_folder: Path, tmp_path: Path) -> None:
    assert model_kind(file) == "yunet"
    assert model_kind(models_folder / "detector.onnx") == "detection"
    with pytest.raises(BadInput, match="is not the face detector YuNet"):
        YuNet(models_folder / "detector.onnx")
    broken = onnx.load(file)
    broken.graph.node[0].op_type = "NoSuchThing"
    onnx.save(broken, tmp_path / "broken.onnx")
    with pytest.raises(BadInput, match="can't be loaded"):
        YuNet(tmp_path / "broken.onnx")
    (tmp_path / "cut.onnx").write_bytes(file.read_bytes()[:300])
    with pytest.raises(BadInput, match="is damaged"):
        YuNet(tmp_path / "cut.onnx")


@pytest.fixture
def recogniser(tmp_path: Path) -> Path:
    """A folder without a detector."""
    folder = tmp_path / "faces"
    folder.mkdir()
    onnx.save(mean_colour_recogniser(), folder / "recogniser.onnx")
    return folder


def test_it_stands_in_for_detection_and_the_recogniser_stays(
    file: Path, recogniser: Path, models_folder: Path
) -> None:
    image = scene(640, 480, (3, 4, GREEN), (14, 9, BLUE_GREEN))
    with pytest.raises(BadInput, match="holds no detection model"):
        FaceAnalyzer(recogniser)

    analyzer = FaceAnalyzer(recogniser, detector=file)
    faces = analyzer.analyze(image)

    assert [round(face.box[0]) < 320 for face in faces] == [True, False]
    boxes, points = YuNet(file).detect(np.ascontiguousarray(image[:, :, ::-1]), (640, 640))
    order = np.argsort(boxes[:, 0])
    np.testing.assert_allclose([face.landmarks for face in faces], points[order], atol=1e-3)
    for face in faces:
        crop = norm_crop(image, face.landmarks.copy(), 112)
        np.testing.assert_allclose(
            face.embedding[:3], crop.mean(axis=(0, 1)) / 127.5 - 1, atol=0.02
        )
    assert [one.box.tolist() for one in analyzer.find(image)] == [
        face.box.tolist() for face in faces
    ]
    assert len(analyzer.watch(scene(384, 288, (3, 4, GREEN)))) == 1
    own = FaceAnalyzer(models_folder, detector=file)  # whose own detector is not asked then
    assert [one.score for one in own.analyze(image)] == [one.score for one in faces]


def test_alone_it_finds_faces_and_tells_nobody_apart(file: Path) -> None:
    analyzer = FaceAnalyzer(None, detector=file)
    image = scene(640, 480, (3, 4, GREEN))
    assert len(analyzer.find(image)) == 1
    with pytest.raises(Unsupported, match="find faces, but tell nobody apart"):
        analyzer.analyze(image)


def changed(manifest: Manifest, **changes: object) -> Manifest:
    return Manifest.model_validate_json(manifest.model_copy(update=changes).model_dump_json())


def test_a_pack_says_that_it_stands_in(demo_pack: Pack, file: Path, tmp_path: Path) -> None:
    manifest = demo_pack.manifest
    with pytest.raises(ValidationError, match=r"the file eyes\.onnx is not listed"):
        changed(manifest, detector="eyes.onnx")
    listed = {**manifest.files, "eyes.onnx": manifest.files["README.md"]}
    with pytest.raises(ValidationError, match="String should match pattern"):
        changed(manifest, detector="README.md", files=listed)

    said = changed(manifest, detector="eyes.onnx", files=listed, scorer=None)
    (tmp_path / "eyes.onnx").write_bytes(file.read_bytes())
    for path in demo_pack.path("faces").iterdir():
        (tmp_path / "faces").mkdir(exist_ok=True)
        (tmp_path / "faces" / path.name).write_bytes(path.read_bytes())
    image = scene(640, 480, (3, 4, GREEN))
    assert len(open_analyzer(Pack(tmp_path, said)).analyze(image)) == 1
    assert open_analyzer(demo_pack).analyze(image) == ()
    alone = changed(said, faces=None, instantid=None)
    assert len(open_analyzer(Pack(tmp_path, alone)).find(image)) == 1

    assert recogniser_of(said) != recogniser_of(manifest)  # its landmarks decide what is seen
    more = {**manifest.files, "faces/buffalo_l/x.onnx": manifest.files["README.md"]}
    assert recogniser_of(changed(manifest, files=more)) == recogniser_of(manifest)
