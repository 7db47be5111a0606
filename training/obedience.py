"""Whether portraits follow the edges that they are given: `python -m training.obedience`, as JSON.

The edges are those of a drawing of somebody whom training never saw, in each style in turn; the
prompt names the same scene. Each portrait is drawn by the application's own Engine at the pack's
settings with the control at several strengths: once by words alone, once with InstantID, which is
to keep another person's likeness while the edges are those of the sitter.

    pictures   how many drawings gave their edges
    edges      F1 of the portrait's edges and those asked for, both found by canny, where an edge
               counts as met if one lies within 2 pixels: by strength, by words alone
    together   the same with InstantID beside it
    likeness   mean cosine with the own person, by the judge, at those strengths
    other      the same with the sitter, whose edges they are
    landmarks  median distance of the face's landmarks from where they were asked for, by the eye
               distance, at those strengths
    render     F1 of the edges of the drawing itself, once through the pack's autoencoder: the most
               that can be had
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from core.controls.preprocessing import canny
from core.imaging import fingerprint
from core.jobs import JobControl
from core.opencv import cv2
from core.portrait import Portrait
from core.recipe import Recipe
from core.recipe_control import Control
from training.sharing import options, share_out
from training.sheets import Tile, save_labelled
from training.studio import Studio
from training.trials import Trial

PICTURES = 40
STRENGTHS = (0.0, 0.5, 1.0)
REACH = 2  # pixels


@dataclass(frozen=True, eq=False)
class Row:
    """One drawing, and the portraits that were given its edges; images RGB uint8."""

    sitter: np.ndarray
    photo: np.ndarray
    edges: np.ndarray
    words: tuple[np.ndarray, ...]  # by strength
    faces: tuple[np.ndarray, ...]  # by strength
    met: tuple[float, ...]  # F1, by words alone
    together: tuple[float, ...]  # F1, with InstantID
    own: tuple[float, ...]  # cosines
    other: tuple[float, ...]
    off: tuple[float, ...]  # landmark errors
    render: float  # F1


def agreement(drawn: np.ndarray, asked: np.ndarray, reach: int = REACH) -> float:
    """F1 of the edges of a picture and those asked for.

    Args:
        drawn: edges, uint8 (h, w, 3) of 0 and 255.
        asked: likewise.
        reach: how many pixels an edge may be off.
    """
    one, other = drawn[..., 0] > 0, asked[..., 0] > 0
    kernel = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    near_one, near_other = (cv2.dilate(m.astype(np.uint8), kernel) > 0 for m in (one, other))
    if not one.any() or not other.any():
        return float(one.any() == other.any())
    precision, recall = near_other[one].mean(), near_one[other].mean()
    return float(2 * precision * recall / max(precision + recall, 1e-9))


def run(pack: str, strengths: Sequence[float], numbers: Sequence[int]) -> list[Row]:
    """Draw and look at some trials."""
    studio, rows = Studio(pack), list[Row]()
    for number in numbers:
        row = _row(studio, Trial(number), strengths)
        told = " ".join(f"{value:.2f}" for value in (*row.met, *row.together, *row.own))
        print(f"{number}: {told}", file=sys.stderr, flush=True)
        rows.append(row)
    return rows


def _row(studio: Studio, trial: Trial, strengths: Sequence[float]) -> Row:
    sitter = studio.resized(trial.sitter.image)
    edges = canny(sitter)
    sources = {fingerprint(one): one for one in (edges, trial.reference.image)}

    def draw(recipe: Recipe, strength: float) -> Portrait:
        net = studio.manifest.controlnets[0].name
        control = Control(net=net, image=fingerprint(edges), strength=strength)
        steered = recipe.model_copy(update={"controls": (control,)})
        return next(studio.engine.generate(steered, sources, JobControl()))

    plain = studio.plain(trial.prompt, trial.number)
    words = [draw(plain, strength) for strength in strengths]
    faces = [draw(studio.with_face(plain, trial), strength) for strength in strengths]
    seen = [studio.see(portrait) for portrait in faces]
    people = [studio.know(one) for one in (trial.reference, trial.sitter)]
    own, other = ([float(one.embedding @ person) for one in seen] for person in people)
    return Row(
        sitter=sitter,
        photo=trial.reference.image,
        edges=edges,
        words=tuple(one.image for one in words),
        faces=tuple(one.image for one in faces),
        met=tuple(agreement(canny(one.image), edges) for one in words),
        together=tuple(agreement(canny(one.image), edges) for one in faces),
        own=tuple(own),
        other=tuple(other),
        off=tuple(one.off_critic for one in seen),
        render=agreement(canny(studio.through_autoencoder(trial.sitter)), edges),
    )


def summarise(rows: Sequence[Row], strengths: Sequence[float]) -> dict[str, Any]:
    """The figures of some drawings."""

    def by_strength(name: str, how: Any = np.nanmean) -> dict[str, float]:
        values = np.array([getattr(row, name) for row in rows], np.float64)
        pairs = zip(strengths, how(values, axis=0), strict=True)
        return {f"{strength:g}": round(float(value), 3) for strength, value in pairs}

    return {
        "pictures": len(rows),
        "edges": by_strength("met"),
        "together": by_strength("together"),
        "likeness": by_strength("own"),
        "other": by_strength("other"),
        "landmarks": by_strength("off", np.nanmedian),
        "render": round(float(np.mean([row.render for row in rows])), 3),
    }


def main() -> None:
    parser = options("training.obedience", __doc__, PICTURES)
    parser.add_argument("--strengths", type=float, nargs="+", default=STRENGTHS)
    chosen = parser.parse_args()
    work = partial(run, chosen.pack, chosen.strengths)
    rows = share_out(work, range(chosen.pictures), chosen.processes)
    if chosen.sheet is not None:
        _write_sheet(rows, chosen.strengths, chosen.sheet)
    print(json.dumps(summarise(rows, chosen.strengths)))


def _write_sheet(rows: Sequence[Row], strengths: Sequence[float], path: Path) -> None:
    """The edges, then by words alone, then the person of the photo with the same edges."""
    tiles = [
        [
            Tile(row.edges, "edges"),
            *_tiles(row.words, row.met, strengths, "control"),
            Tile(row.photo, "photo"),
            *_tiles(row.faces, row.together, strengths, "person, control"),
        ]
        for row in rows[:8]
    ]
    title = "A control of edges: how the portrait follows it by words alone, and with a person."
    save_labelled(tiles, path, title)


def _tiles(
    images: Sequence[np.ndarray], met: Sequence[float], strengths: Sequence[float], name: str
) -> list[Tile]:
    every = zip(images, met, strengths, strict=True)
    return [Tile(image, f"{name} {strength:g}: {f1:.2f}") for image, f1, strength in every]


if __name__ == "__main__":
    main()
