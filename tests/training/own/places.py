"""Where adapters are trained in these tests: tiny random bases of both families, drawn faces."""

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from PIL import Image

from core.engine.models import Models
from core.packs import Pack
from core.packs.stamping import write_manifest
from tests.core.faces.conftest import green_face_detector, mean_colour_recogniser
from tests.engine import bases
from training.own import command
from training.own.cache import Cache
from training.own.kinds import KINDS, Name
from training.own.seeing import Eyes, reading_of

SIDE = 64


def face_picture(number: int) -> np.ndarray:
    """A green face, as the hand-made detector sees faces, somewhere on a colour of its own."""
    rng = np.random.default_rng(number)
    red, blue = rng.integers(40, 220, 2)
    image = np.full((96, 128, 3), (red, 0, blue), np.uint8)
    x, y = rng.integers(30, 80), rng.integers(30, 60)
    image[y : y + 16, x : x + 16] = (0, 255, 0)
    return image


@dataclass(frozen=True)
class Place:
    """A pack to train with, and pictures."""

    pack: Pack
    pictures: Path
    cache: Path


@dataclass(frozen=True)
class Trained:
    """A run that has ended."""

    place: Place
    kind: str
    report: dict[str, Any]  # the object that is printed

    @property
    def file(self) -> Path:
        return Path(self.report["file"])


def make_place(family: str, home: Path) -> Place:
    """A pack of a family with face models, and six pictures."""
    made = bases.make(family, home / family)
    folder = made.pack.folder
    (folder / "faces").mkdir()
    onnx.save(green_face_detector(), folder / "faces" / "detector.onnx")
    onnx.save(mean_colour_recogniser(), folder / "faces" / "recogniser.onnx")
    manifest = made.pack.manifest.model_dump(mode="json", exclude={"files"})
    write_manifest(folder, {**manifest, "faces": "faces"})
    pictures = home / "pictures"
    pictures.mkdir()
    for number in range(6):
        Image.fromarray(face_picture(number)).save(pictures / f"{number}.png")
        (pictures / f"{number}.txt").write_text(f"a face, number {number}\n")
    return Place(Pack.load(folder), pictures, home / "cache")


def asked(place: Place, kind: str, out: Path, *more: str) -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    words = [kind, str(place.pictures), "--out", str(out), "--pack", str(place.pack.folder)]
    words += ["--cache", str(place.cache), "--device", "cpu", "--precision", "full"]
    return parser.parse_args([*words, "--batch", "3", "--size", str(SIDE), *more])


def train(place: Place, kind: str, out: Path, *more: str) -> int:
    """Run the command; its exit code."""
    return command.main(asked(place, kind, out, *more))


def eyes(place: Place, kind: Name, cache: Path) -> Eyes:
    """What looks at the pictures of a place."""
    reading = reading_of(place.pack, KINDS[kind])
    return Eyes(Models(place.pack, "cpu"), KINDS[kind], reading, SIDE, Cache(cache))
