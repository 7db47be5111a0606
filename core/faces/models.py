"""Look at a folder of face models before insightface does, whose own errors say nothing.

Kinds are told apart by shape, as insightface's router does. Imports onnx, not onnxruntime.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from core.errors import BadInput
from core.faces.face import EMBEDDING_SIZE
from core.told import Told

Kind = Literal["detection", "yunet", "recognition", "other"]

_NEEDED = (
    (Told("detection"), "scrfd_10g_bnkps.onnx"),
    (Told("recognition"), "glintr100.onnx"),
)
_DETECTOR_OUTPUTS = (9, 15)  # scores, boxes and landmarks at three or five strides
_YUNET_OUTPUTS = {
    f"{part}_{stride}" for part in ("cls", "obj", "bbox", "kps") for stride in (8, 16, 32)
}
_CROP_SIDE = 112


def check_folder(folder: Path, detecting: bool = True) -> Path:
    """Make sure that a folder holds one detection and one recognition model.

    Args:
        folder: of the models.
        detecting: whether the detection model is needed, as no other one stands in for it.

    Returns:
        The recognition model.

    Raises:
        BadInput: names what is missing, damaged, there twice, or one folder too deep.
    """
    if not folder.is_dir():
        raise BadInput(Told("There is no folder of face models '{0}'.", folder.name), _advice())
    if (folder / "manifest.json").exists():  # insightface would follow it instead of the files
        raise BadInput(Told("The folder {0} holds a manifest.json.", folder.name), _advice())
    files = sorted(folder.glob("*.onnx"))
    if not files:
        _refuse_empty(folder)
    kinds = [(model_kind(file), file.name) for file in files]
    for needed, example in _NEEDED if detecting else _NEEDED[1:]:
        names = [name for kind, name in kinds if kind == needed]
        if not names:
            raise BadInput(
                Told(
                    "The folder {0} holds no {1} model, such as {2}.", folder.name, needed, example
                ),
                _advice(),
            )
        if len(names) > 1:
            raise BadInput(
                Told(
                    "The folder {0} holds {1} {2} models: {3}.",
                    folder.name,
                    len(names),
                    needed,
                    tuple(names),
                ),
                "Leave one of them.",
            )
    return folder / next(name for kind, name in kinds if kind == "recognition")


def model_kind(file: Path) -> Kind:
    """What an .onnx file is for, by the shapes of its inputs and outputs.

    Raises:
        BadInput: if it is not readable, or takes its weights from other files.
    """
    import onnx

    try:
        graph: Any = onnx.load_model(str(file), load_external_data=False).graph
    except Exception as error:  # the parser's own kind of error, depending on its build
        raise BadInput(
            Told("The face model {0} is damaged.", file.name),
            "Restore it or install the pack again.",
        ) from error
    if _is_external(graph.initializer):
        raise BadInput(
            Told("The face model {0} takes its weights from other files.", file.name),
            "Use a model that is one file.",
        )
    return _kind_of(graph)


def _kind_of(graph: Any) -> Kind:
    if {output.name for output in graph.output} == _YUNET_OUTPUTS:
        return "yunet"
    if len(graph.output) in _DETECTOR_OUTPUTS:
        return "detection"
    if len(graph.output) != 1 or len(graph.input) < 1:
        return "other"
    if _shape(graph.input[0])[2:] == [_CROP_SIDE, _CROP_SIDE] and _may_be(
        _shape(graph.output[0]), EMBEDDING_SIZE
    ):
        return "recognition"
    return "other"


def _shape(value: Any) -> list[int]:
    """Sizes of each dimension, 0 where it is free."""
    return [int(dimension.dim_value) for dimension in value.type.tensor_type.shape.dim]


def _may_be(shape: list[int], last: int) -> bool:
    return not shape or shape[-1] in (0, last)


def _is_external(tensors: Iterable[Any]) -> bool:
    return any(tensor.data_location == 1 for tensor in tensors)  # TensorProto.EXTERNAL


def _refuse_empty(folder: Path) -> None:
    deeper = next(iter(sorted(folder.glob("*/*.onnx"))), None)
    if deeper is None:
        raise BadInput(Told("The folder {0} holds no face models (.onnx).", folder.name), _advice())
    raise BadInput(
        Told(
            "The face models lie one folder too deep, in {0}/{1}.", folder.name, deeper.parent.name
        ),
        Told("Move the .onnx files up into {0}.", folder.name),
    )


def _advice() -> Told:
    return Told("It needs a detection and a recognition model, as in antelopev2.")
