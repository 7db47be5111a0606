"""The pack's scorer: the second recogniser, for the window to judge portraits with.

It is the judge of `training/judge`, its last matrix, half of the file, stored as the product of
two thin ones. What its cosines mean for people in general is measured on people that training
never saw, found by the pack's own detector as the application does.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

from core.faces.analysis import FaceAnalyzer
from core.faces.face import cosine, largest
from core.faces.likeness import agreement, mean_embedding
from training import dataset, looking
from training.halving import halve
from training.people.drawing import draw

RANK = 96
SAMPLE_PAIRS = 150  # people, twice as many, in all their scenes
PAIRS_FROM = 20_000  # beyond those of the trials, so that nothing is measured on them twice


def thinned(target: Path, rank: int = RANK) -> None:
    """Write the judge with its last matrix and norm as a product of two matrices of this rank.

    They keep what differs most between faces: the principal components of the embeddings of some
    people of the training.
    """
    model = onnx.load(looking.FOLDER / "judge.onnx")
    nodes, values = model.graph.node, _values(model)
    product = next(node for node in nodes if node.op_type == "MatMul")
    norm = next(node for node in nodes if product.output[0] in node.input)
    mean, variance = (values[name] for name in norm.input[3:5])
    deviation = np.sqrt(variance + _epsilon(norm))
    head = values[product.input[1]].astype(np.float64) / deviation
    components = _components(rank)
    parts = {
        "head_first": head @ components,
        "head_second": components.T,
        "head_bias": -(mean / deviation) @ components @ components.T,
    }
    for old in (product, norm):
        nodes.remove(old)
    nodes.extend(
        [
            helper.make_node("MatMul", [product.input[0], "head_first"], ["head_thin"]),
            helper.make_node("MatMul", ["head_thin", "head_second"], ["head_wide"]),
            helper.make_node("Add", ["head_wide", "head_bias"], [norm.output[0]]),
        ]
    )
    for name, matrix in parts.items():
        whole = np.ascontiguousarray(matrix, np.float32)
        model.graph.initializer.append(numpy_helper.from_array(whole, name))
    _drop_unused(model)
    target.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, target)
    halve(target)


def _values(model: onnx.ModelProto) -> dict[str, np.ndarray]:
    """All constants by name, those behind a Cast or in a node of their own, too."""
    found = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == "Constant":
            found[node.output[0]] = numpy_helper.to_array(node.attribute[0].t)
        elif node.op_type == "Cast" and node.input[0] in found:
            found[node.output[0]] = found[node.input[0]]
    return found


def _epsilon(norm: onnx.NodeProto) -> float:
    return next((one.f for one in norm.attribute if one.name == "epsilon"), 1e-5)


def _components(rank: int) -> np.ndarray:
    """Directions (512, rank) in which the judge's embeddings of people differ most."""
    judge, rows = looking.Judge(), []
    for pair in range(SAMPLE_PAIRS):
        people, scenes = dataset.cast(pair)
        for person in people:
            for scene in scenes:
                drawing = draw(person, scene, dataset.SIZE)
                rows.append(judge.embed(drawing.image, drawing.landmarks))
    _, _, directions = np.linalg.svd(np.stack(rows).astype(np.float64), full_matrices=False)
    return directions[:rank].T


def _drop_unused(model: onnx.ModelProto) -> None:
    """Take out what no node reads any more."""
    graph, wanted = model.graph, {one.name for one in model.graph.output}
    wanted |= {name for node in graph.node for name in node.input}
    for node in list(graph.node):
        if not wanted & set(node.output):
            graph.node.remove(node)
    wanted = {name for node in graph.node for name in node.input}
    for one in list(graph.initializer):
        if one.name not in wanted:
            graph.initializer.remove(one)


def usual(faces: Path, file: Path, people: int = 160) -> dict[str, float]:
    """Mean cosines on unseen people: `strangers`, `own` and the latter's `spread`.

    Args:
        faces: the pack's folder of face models, whose detector finds them.
        file: the scorer.
        people: how many.
    """
    analyzer = FaceAnalyzer(faces, file)
    known = [photos for k in range(people) if len(photos := _photos(analyzer, k)) >= 3]
    agreed = [value for photos in known for value in agreement(photos)]
    means = [mean_embedding(photos) for photos in known]
    others = [
        cosine(photos[0], means[(index + step) % len(means)])
        for index, photos in enumerate(known)
        for step in range(1, 20)
    ]
    rounded = lambda value: round(float(value), 3)
    return {
        "strangers": rounded(np.mean(others)),
        "own": rounded(np.mean(agreed)),
        "spread": rounded(np.std(agreed)),
    }


def _photos(analyzer: FaceAnalyzer, number: int) -> Sequence[np.ndarray]:
    """Embeddings of one unseen person in all scenes, as far as a face is found."""
    people, scenes = dataset.cast(dataset.PAIRS + PAIRS_FROM + number // 2)
    drawings = (draw(people[number % 2], scene, dataset.SIZE).image for scene in scenes)
    return [largest(faces).judged for image in drawings if (faces := analyzer.analyze(image))]
