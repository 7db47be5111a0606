"""Measure a pack on people that training never saw: `python -m training.measure`.

Every portrait is drawn by the application's own Engine: the reference is one drawn picture of a
held-out person, the landmarks are those of somebody else, the prompt names only style and
person. Likeness is judged by a second recogniser that conditions nothing (training/judge);
the landmarks by the pack's own detector, whose error on real drawings is printed beside.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from core.offline import go_offline

go_offline()

import numpy as np  # noqa: E402
import onnxruntime  # noqa: E402

from core.faces.face import largest  # noqa: E402
from core.imaging import fingerprint  # noqa: E402
from core.jobs import JobControl  # noqa: E402
from core.packs import default_store  # noqa: E402
from core.packs.defaults import default_recipe  # noqa: E402
from core.packs.manifest import Manifest  # noqa: E402
from core.recipe import Identity  # noqa: E402
from training import dataset  # noqa: E402
from training.alignment import align  # noqa: E402
from training.sheets import save_rows  # noqa: E402

JUDGE = Path(__file__).parent / "judge" / "judge.onnx"
NOBODY = np.zeros(512, np.float32)


@dataclass(frozen=True, eq=False)
class Trial:
    """What is asked for one unseen person."""

    reference: np.ndarray  # RGB uint8, the picture that is given
    reference_landmarks: np.ndarray
    second: np.ndarray  # another drawn picture of the same person
    second_landmarks: np.ndarray
    landmarks: np.ndarray  # of another person's picture
    prompt: str
    seed: int


@dataclass(frozen=True, eq=False)
class Outcome:
    """What came of it: raw embeddings of the judge (512,), and landmark errors."""

    reference: np.ndarray
    second: np.ndarray
    portrait: np.ndarray
    without: np.ndarray  # of the picture with the adapters off
    found: bool
    found_without: bool
    off: float  # mean distance of asked and found landmarks in shares of the eye distance
    detector: float  # the same of the detector on the second drawn picture
    likeness: float  # by the pack's own recogniser
    seconds: float
    pictures: tuple[np.ndarray, np.ndarray, np.ndarray]  # reference, portrait, adapters off


def trials(people: int) -> list[Trial]:
    """Held-out people, drawn anew; person k poses as person k + 1 stands."""
    starts = range(dataset.PAIRS, dataset.PAIRS + -(-people // 2), dataset.CHUNK)
    last = dataset.PAIRS + -(-people // 2)
    chunks = [dataset.draw_pairs(start, last) for start in starts]
    rows: dict[str, list[Any]] = {
        name: [row for chunk in chunks for row in chunk[name]]
        for name in ("images", "landmarks", "short_captions")
    }
    count, step = len(rows["images"]) // dataset.SCENES, dataset.SCENES
    return [
        Trial(
            reference=rows["images"][k * step],
            reference_landmarks=rows["landmarks"][k * step],
            second=rows["images"][k * step + 1],
            second_landmarks=rows["landmarks"][k * step + 1],
            landmarks=rows["landmarks"][((k + 2) % count) * step + 1],
            prompt=rows["short_captions"][k * step],
            seed=k,
        )
        for k in range(count)
    ]


def run(pack: str, batch: Sequence[Trial], **settings: float) -> list[Outcome]:
    """Draw and judge some trials; `settings` are fields of Identity such as likeness."""
    from core.engine import Engine

    opened = default_store().open(pack)
    engine, manifest = Engine(opened), opened.manifest
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    judge = onnxruntime.InferenceSession(JUDGE, options, providers=["CPUExecutionProvider"])
    return [_run(engine, partial(_judge, judge), trial, manifest, settings) for trial in batch]


def _run(
    engine: Any, judge: Any, trial: Trial, manifest: Manifest, settings: dict[str, float]
) -> Outcome:
    key, chosen = fingerprint(trial.reference), manifest.defaults
    identity = Identity(
        references=(key,),
        landmarks=tuple((float(x), float(y)) for x, y in trial.landmarks),
        **({"likeness": chosen.likeness, "structure": chosen.structure} | settings),
    )
    plain = default_recipe(manifest)
    sampling = plain.sampling.model_copy(update={"seed": trial.seed})
    plain = plain.model_copy(update={"prompt": trial.prompt, "sampling": sampling})
    recipe = plain.model_copy(update={"identities": (identity,)})
    control = JobControl()
    portrait = next(engine.generate(recipe, {key: trial.reference}, control))
    without = next(engine.generate(plain, {}, control))
    seen = engine.faces(without.image)
    drawn = engine.faces(trial.second)
    eyes = float(np.linalg.norm(trial.landmarks[0] - trial.landmarks[1]))
    return Outcome(
        reference=judge(trial.reference, trial.reference_landmarks),
        second=judge(trial.second, trial.second_landmarks),
        portrait=judge(
            portrait.image, trial.landmarks if portrait.found is None else portrait.found
        ),
        without=judge(without.image, largest(seen).landmarks) if seen else NOBODY,
        found=portrait.found is not None,
        found_without=bool(seen),
        off=_distance(portrait.found, trial.landmarks) / eyes,
        detector=_distance(largest(drawn).landmarks if drawn else None, trial.second_landmarks)
        / float(np.linalg.norm(trial.second_landmarks[0] - trial.second_landmarks[1])),
        likeness=float("nan") if portrait.likeness is None else portrait.likeness,
        seconds=portrait.seconds,
        pictures=(trial.reference, portrait.image, without.image),
    )


def _distance(found: np.ndarray | None, asked: np.ndarray) -> float:
    return float("nan") if found is None else float(np.linalg.norm(found - asked, axis=1).mean())


def _judge(
    session: onnxruntime.InferenceSession, image: np.ndarray, landmarks: np.ndarray
) -> np.ndarray:
    face = align(image, landmarks).astype(np.float32) / 127.5 - 1
    return session.run(None, {"input.1": face.transpose(2, 0, 1)[None]})[0][0]


def summarise(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The figures of the pack; cosines are of the judge's embeddings."""
    references = _unit([o.reference for o in outcomes])
    figures: dict[str, float] = {"portraits": len(outcomes)}
    for name, vectors in (
        ("portrait", [o.portrait for o in outcomes]),
        ("adapters off", [o.without for o in outcomes]),
        ("another drawing", [o.second for o in outcomes]),
    ):
        cosines = _unit(vectors) @ references.T
        own = np.diag(cosines)
        figures[f"{name}: cosine to own reference"] = own.mean()
        figures[f"{name}: cosine to others"] = (cosines.sum() - own.sum()) / (
            cosines.size - len(own)
        )
        figures[f"{name}: top-1"] = (cosines.argmax(1) == np.arange(len(own))).mean()
    figures["likeness by the pack's recogniser"] = np.nanmean([o.likeness for o in outcomes])
    figures["faces found"] = np.mean([o.found for o in outcomes])
    figures["faces found, adapters off"] = np.mean([o.found_without for o in outcomes])
    figures["landmark distance, mean"] = np.nanmean([o.off for o in outcomes])
    figures["landmark distance, median"] = np.nanmedian([o.off for o in outcomes])
    figures["detector's own error on drawings"] = np.nanmean([o.detector for o in outcomes])
    figures["seconds a portrait"] = np.median([o.seconds for o in outcomes])
    return {name: round(float(value), 4) for name, value in figures.items()}


def _unit(vectors: Sequence[np.ndarray]) -> np.ndarray:
    stacked = np.stack(vectors)
    return stacked / np.maximum(np.linalg.norm(stacked, axis=1, keepdims=True), 1e-9)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.measure", description=__doc__)
    parser.add_argument("--people", type=int, default=200, help="default: %(default)s")
    parser.add_argument("--pack", default="demo", help="name or folder; default: %(default)s")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    parser.add_argument(
        "--sheet", type=Path, help="save references, portraits, adapters off as PNG"
    )
    parser.add_argument("--likeness", type=float, help="λ of the ID tokens; default: the pack's")
    parser.add_argument("--structure", type=float, help="scale of IdentityNet; default: the pack's")
    parser.add_argument("--processes", type=int, default=2)
    chosen = parser.parse_args()
    given = {"likeness": chosen.likeness, "structure": chosen.structure}
    settings = {name: value for name, value in given.items() if value is not None}
    every = trials(chosen.people)
    batches = [every[k :: chosen.processes] for k in range(chosen.processes)]
    with get_context("spawn").Pool(chosen.processes) as pool:
        outcomes = [
            o for part in pool.map(partial(run, chosen.pack, **settings), batches) for o in part
        ]
    if chosen.sheet:
        rows = [[o.pictures[k] for o in outcomes[:16]] for k in range(3)]
        save_rows([np.stack(row) for row in rows], chosen.sheet)
    figures = summarise(outcomes)
    if chosen.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:45} {value:10.4f}")


if __name__ == "__main__":
    main()
