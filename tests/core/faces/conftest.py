"""Two hand-made ONNX models in the official formats, whose answers can be told in advance.

To the detector a face is a small green square: greener than what surrounds it by 70 % over
160 x 160 pixels of its input, so that a square above about 90 pixels is no face. It looks at
stride 32 only. The embedding is the mean colour of the aligned crop: red, green, blue, zeros.
"""

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from core.faces.analysis import FaceAnalyzer

STRIDES = (8, 16, 32)
# In strides from the centre: eyes, nose, mouth corners.
TEMPLATE = np.array([[-0.5, -0.5], [0.5, -0.5], [0, 0], [-0.4, 0.5], [0.4, 0.5]])


def green_face_detector() -> onnx.ModelProto:
    nodes = []
    consts = {
        "green": np.array([0, 1, 0], np.float32).reshape(1, 3, 1, 1),
        "gain": np.array(40, np.float32),
        "least": np.array(0.7 * 255 / 128, np.float32),
        "two": np.array([1, 2], np.int64),
        "zero": np.array(0, np.float32),
        "column": np.array([-1, 1], np.int64),
    }

    def node(kind: str, inputs: list[str], output: str, **attributes: object) -> str:
        nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    grey = node("Conv", ["input.1", "green"], "greens")
    for stride in STRIDES:
        cell = node("AveragePool", [grey], f"cell{stride}", kernel_shape=[stride] * 2,
                    strides=[stride] * 2)  # fmt: skip
        around = node("AveragePool", [cell], f"around{stride}", kernel_shape=[5, 5],
                      pads=[2, 2, 2, 2], count_include_pad=0)  # fmt: skip
        excess = node("Sub", [cell, around], f"excess{stride}")
        over = node("Sub", [excess, "least"], f"over{stride}")
        sharp = node("Mul", [over, "gain" if stride == 32 else "zero"], f"sharp{stride}")
        score = node("Sigmoid", [sharp], f"probability{stride}")
        if stride != 32:
            score = node("Mul", [score, "zero"], f"none{stride}")
        flat = node("Reshape", [score, "column"], f"flat{stride}")
        pair = node("Tile", [flat, "two"], f"pair{stride}")  # two anchors a cell
        node("Reshape", [pair, "column"], f"score_{stride}")
        for name, values in (
            ("bbox", np.array([4.5, 4.5, 5.5, 5.5])),
            ("kps", TEMPLATE.reshape(-1) + 0.5),
        ):
            consts[f"{name}_values"] = values.astype(np.float32)[None]
            zeros = node("Mul", [f"score_{stride}", "zero"], f"zeros_{name}_{stride}")
            node("Add", [zeros, f"{name}_values"], f"{name}_{stride}")
    outputs = [f"{name}_{stride}" for name in ("score", "bbox", "kps") for stride in STRIDES]
    return model(nodes, consts, [1, 3, "H", "W"], {name: [f"N_{name}", None] for name in outputs})


def mean_colour_recogniser() -> onnx.ModelProto:
    nodes = [
        helper.make_node("GlobalAveragePool", ["input.1"], ["mean"]),
        helper.make_node("Flatten", ["mean"], ["flat"]),
        helper.make_node("MatMul", ["flat", "spread"], ["embedding"]),
    ]
    return model(
        nodes, {"spread": np.eye(3, 512, dtype=np.float32)}, ["N", 3, 112, 112],
        {"embedding": ["N", 512]},
    )  # fmt: skip


def model(nodes, consts, shape, outputs) -> onnx.ModelProto:
    graph = helper.make_graph(
        nodes,
        "hand-made",
        [helper.make_tensor_value_info("input.1", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in outputs.items()],
        [numpy_helper.from_array(values, name) for name, values in consts.items()],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(made)
    return made


@pytest.fixture(scope="session")
def models_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "faces"
    folder.mkdir()
    onnx.save(green_face_detector(), folder / "detector.onnx")
    onnx.save(mean_colour_recogniser(), folder / "recogniser.onnx")
    return folder


@pytest.fixture(scope="session")
def analyzer(models_folder: Path) -> FaceAnalyzer:
    return FaceAnalyzer(models_folder)
