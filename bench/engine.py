"""What a picture costs: the plain way, ours, fast ones and drafts, side by side in one process.

Run `python -m bench engine`; prints a table on stderr and one JSON object, each number for the
demo pack (`demo`) and for a pack of middling size with random weights (`midsize`):

    bit_identical         whether our latents are those of the plain way, to the last bit
    operations_ratio      dispatcher operations of the plain way, divided by ours
    cpu_seconds_ratio     CPU seconds of the plain way, divided by ours: one thread, the medians
    fast_ratio            CPU seconds at the default settings, divided by those of guidance that
                          ends after 80 % of the steps and a full step every 2
    draft_ratio           CPU seconds at the default settings, divided by those of the draft
    seconds_per_picture   at the default settings, with all cores, pixels included

Drawn is one person (InstantID's tokens and IdentityNet) beside an image prompt (Plus). The plain
way is that of `bench/_plain.py`. All ways take turns; a first round is left out. What is measured
is from the words, the face's embedding and the image to the latents.
"""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from bench._midsize import NAME, make
from bench._operations import Operations
from bench._plain import Asked, Plain
from core.engine.models import Models
from core.engine.pipeline import decode, denoise, encode
from core.faces.person import Person
from core.imaging import fingerprint, load_image
from core.jobs import JobControl
from core.packs import Pack, default_store
from core.packs.defaults import default_recipe, draft_recipe
from core.recipe import Identity, ImagePrompt, Recipe

ROUNDS = 9
FAST = {"sampling.guided_until": 0.8, "sampling.full_every": 2}
ADAPTER = "ip-adapter-plus"
SAMPLES = Path(__file__).parent.parent / "resources" / "samples"


def main() -> None:
    """Measure both packs, or those that are named, and print."""
    wanted = sys.argv[1:] or ["demo", NAME]
    demo = default_store().named("demo")
    with tempfile.TemporaryDirectory() as folder:
        packs = {"demo": lambda: demo, NAME: lambda: make(Path(folder) / NAME, demo)}
        found = {name: measure(packs[name]()) for name in wanted}
    print(_table(found), file=sys.stderr)
    names = next(iter(found.values())).numbers
    print(
        json.dumps({name: {pack: of.numbers[name] for pack, of in found.items()} for name in names})
    )


@dataclass(frozen=True)
class Measured:
    """One pack."""

    ways: Mapping[str, tuple[int, list[float]]]  # operations, and CPU seconds of each round
    numbers: Mapping[str, Any]  # as `main` prints them


def measure(pack: Pack) -> Measured:
    """All ways to draw the same picture with one pack."""
    asked = _asked(pack)
    draft = draft_recipe(asked.recipe, pack.manifest)
    assert draft is not None
    fast = asked.recipe.with_fields(FAST)
    plain, models = Plain(pack, ADAPTER), Models(pack, "cpu")
    quick = Models(pack, "cpu")  # of its own: a LoRA is not put on and taken off between drafts
    ways: dict[str, Callable[[], Tensor]] = {
        "plain": lambda: plain.draw(asked),
        "exact": lambda: _ours(models, asked, asked.recipe),
        "fast": lambda: _ours(models, asked, fast),
        "draft": lambda: _ours(quick, asked, draft),
    }
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    same = torch.equal(ways["plain"](), ways["exact"]())
    ways["draft"]()  # attaches the LoRA
    operations = {name: _operations(draw) for name, draw in ways.items()}
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, draw in ways.items():
            began = time.process_time()
            draw()
            seconds[name].append(time.process_time() - began)
    torch.set_num_threads(threads)
    began = time.perf_counter()
    decode(models, ways["exact"]())
    picture = time.perf_counter() - began
    middle = {name: statistics.median(of) for name, of in seconds.items()}
    numbers = {
        "bit_identical": same,
        "operations_ratio": round(operations["plain"] / operations["exact"], 3),
        "cpu_seconds_ratio": round(middle["plain"] / middle["exact"], 3),
        "fast_ratio": round(middle["exact"] / middle["fast"], 2),
        "draft_ratio": round(middle["exact"] / middle["draft"], 2),
        "seconds_per_picture": round(picture, 2),
    }
    return Measured({name: (operations[name], seconds[name]) for name in ways}, numbers)


def _asked(pack: Pack) -> Asked:
    """A drawn person of the samples: where the face stands is known, who it is are numbers."""
    image = load_image(SAMPLES / "Bruno.png")
    told = json.loads((SAMPLES / "Bruno.json").read_text())
    defaults = pack.manifest.defaults
    size = np.array((defaults.width, defaults.height))
    landmarks = np.array(told["landmarks"]) * size / image.shape[1::-1]
    embedding = np.random.default_rng(1).normal(size=512).astype(np.float32)
    recipe = default_recipe(pack.manifest).model_copy(
        update={
            "prompt": told["caption"],
            "identities": (Identity(references=(fingerprint(image),)),),
            "image_prompts": (ImagePrompt(images=(fingerprint(image),), adapter=ADAPTER),),
        }
    )
    return Asked(recipe, Person(embedding, landmarks.astype(np.float32)), image)


def _ours(models: Models, asked: Asked, recipe: Recipe) -> Tensor:
    sources = {fingerprint(asked.image): asked.image}
    conditions = encode(models, recipe, sources, [asked.person], {})
    return denoise(models, conditions, recipe.sampling.seed, JobControl())


def _operations(draw: Callable[[], Tensor]) -> int:
    with Operations() as operations:
        draw()
    return operations.total


def _table(found: Mapping[str, Measured]) -> str:
    lines = [f"{'pack':10}{'way':8}{'operations':>12}{'CPU s':>9}{'least':>9}{'most':>9}"]
    for pack, of in found.items():
        for way, (operations, seconds) in of.ways.items():
            middle = statistics.median(seconds)
            lines.append(
                f"{pack:10}{way:8}{operations:12,}{middle:9.2f}{min(seconds):9.2f}{max(seconds):9.2f}"
            )
    return "\n".join(lines)
