"""Half the size for ONNX files."""

from pathlib import Path

import numpy as np
import onnx
import onnx.numpy_helper

SMALLEST = 1000  # numbers in a weight that is worth it


def halve(path: Path) -> None:
    """Store the large weights of an ONNX file in half precision; it computes in single.

    A Cast node behind each stored weight gives the float32 tensor under its old name;
    onnxruntime folds it once at load.
    """
    model = onnx.load(path)
    casts = []
    for weight in model.graph.initializer:
        values = onnx.numpy_helper.to_array(weight)
        if values.dtype != np.float32 or values.size < SMALLEST:
            continue
        name = weight.name
        weight.CopyFrom(onnx.numpy_helper.from_array(values.astype(np.float16), f"{name}_half"))
        casts.append(
            onnx.helper.make_node("Cast", [f"{name}_half"], [name], to=onnx.TensorProto.FLOAT)
        )
    for cast in reversed(casts):
        model.graph.node.insert(0, cast)
    onnx.checker.check_model(model)
    onnx.save(model, path)
