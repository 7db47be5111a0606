"""A folder of face models that insightface could not use is refused by name."""

import shutil

import onnx
import pytest
from onnx import TensorProto

from core.errors import BadInput
from core.faces.models import check_folder, model_kind

from .conftest import mean_colour_recogniser, model


@pytest.fixture
def folder(models_folder, tmp_path):
    return shutil.copytree(models_folder, tmp_path / "antelopev2")


def refusal(folder) -> str:
    with pytest.raises(BadInput) as caught:
        check_folder(folder)
    return caught.value.sentence()


def test_a_detector_and_a_recogniser_are_enough(folder):
    check_folder(folder)

    assert model_kind(folder / "detector.onnx") == "detection"
    assert model_kind(folder / "recogniser.onnx") == "recognition"


def test_other_models_do_no_harm(folder):
    landmarks = model(mean_colour_recogniser().graph.node, {"spread": _eye(212)},
                      ["N", 3, 192, 192], {"embedding": ["N", 212]})  # fmt: skip
    onnx.save(landmarks, folder / "2d106det.onnx")

    check_folder(folder)
    assert model_kind(folder / "2d106det.onnx") == "other"


@pytest.mark.parametrize(
    ("missing", "kind"), [("detector.onnx", "detection"), ("recogniser.onnx", "recognition")]
)
def test_what_is_missing_is_named(folder, missing, kind):
    (folder / missing).unlink()

    assert refusal(folder).startswith(f"The folder antelopev2 holds no {kind} model, such as ")


def test_two_of_a_kind_are_named(folder):
    shutil.copy(folder / "recogniser.onnx", folder / "w600k_r50.onnx")

    assert "holds 2 recognition models: recogniser.onnx, w600k_r50.onnx." in refusal(folder)


def test_the_double_folder_is_explained(folder):
    deeper = folder / "antelopev2"
    deeper.mkdir()
    for file in folder.glob("*.onnx"):
        file.rename(deeper / file.name)

    assert refusal(folder) == (
        "The face models lie one folder too deep, in antelopev2/antelopev2. "
        "Move the .onnx files up into antelopev2."
    )


def test_no_folder_and_no_models_are_told_apart(tmp_path):
    assert "There is no folder of face models 'gone'" in refusal(tmp_path / "gone")
    assert "holds no face models" in refusal(tmp_path)


@pytest.mark.parametrize("content", [b"", b"not a model", b"\x80\x04K\x01."])
def test_a_damaged_model_is_named(folder, content):
    (folder / "detector.onnx").write_bytes(content)

    text = refusal(folder)
    assert "The face model detector.onnx is damaged" in text or "no detection model" in text


def test_a_truncated_model_is_refused(folder):
    path = folder / "recogniser.onnx"
    path.write_bytes(path.read_bytes()[:-100])

    assert "The face model recogniser.onnx is damaged" in refusal(folder)


def test_weights_in_other_files_are_refused(folder):
    recogniser = onnx.load(folder / "recogniser.onnx")
    weights = recogniser.graph.initializer[0]
    weights.ClearField("raw_data")
    weights.data_location = TensorProto.EXTERNAL
    weights.external_data.add(key="location", value="../../secret")
    onnx.save(recogniser, folder / "recogniser.onnx")

    assert "recogniser.onnx takes its weights from other files" in refusal(folder)


def test_a_manifest_of_insightface_is_refused(folder):
    (folder / "manifest.json").write_text("{}")

    assert "holds a manifest.json" in refusal(folder)


def _eye(columns):
    import numpy as np

    return np.eye(3, columns, dtype=np.float32)
