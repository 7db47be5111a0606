"""Every IP-Adapter on both families draws what its written-out computation draws."""

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
import torch
from diffusers import (
    EulerDiscreteScheduler,
    StableDiffusionPipeline,
    StableDiffusionXLPipeline,
)
from insightface.utils import face_align

from core.engine.models import Models
from core.faces.face import Face
from core.recipe import ImagePrompt, Recipe, Sampling
from tests.engine import bases, written_out
from tests.engine.bases import Base
from tests.engine.conftest import Scene, draw
from tests.engine.written_out import Voice

NOISE = np.random.default_rng(7)
WORDS, UNWANTED = "portrait of a scientist, film grain", "blurry, low quality"
STEPS, SEED, GUIDANCE, STRENGTH = 3, 11, 5.0, 0.7
POINTS = np.array([[70, 60], [106, 64], [88, 84], [72, 100], [103, 103]], np.float32)


def picture() -> np.ndarray:
    """Coarse patches of colour, larger than what an encoder reads."""
    return np.kron(NOISE.integers(0, 256, (20, 26, 3), np.uint8), np.ones((12, 12, 1), np.uint8))


IMAGES = {letter * 64: picture() for letter in "abc"}
FACES = {
    name: Face(
        np.array([50, 30, 130, 120], np.float32) + 9 * shift, 0.9, POINTS + 9 * shift,
        (NOISE.standard_normal(512) * 20).astype(np.float32),
    )
    for shift, name in enumerate(IMAGES)
}  # fmt: skip
FIRST = ("a" * 64,)
EVERY = [("sdxl", name) for name in bases.SDXL] + [("sd15", name) for name in bases.SD15[:-1]]


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Base]:
    return {
        family: bases.make(family, tmp_path_factory.mktemp(family) / family)
        for family in ("sdxl", "sd15")
    }


@pytest.fixture(scope="module")
def engines(packs: dict[str, Base]) -> dict[str, Models]:
    return {family: Models(base.pack, "cpu") for family, base in packs.items()}


def scene(family: str, *prompts: ImagePrompt, **sampling: Any) -> Scene:
    recipe = Recipe(
        prompt=WORDS, negative_prompt=UNWANTED, pack=family, image_prompts=prompts,
        sampling=Sampling(
            width=64, height=64, steps=STEPS, guidance=GUIDANCE, seed=SEED, **sampling
        ),
    )  # fmt: skip
    return Scene(recipe, IMAGES, [], FACES)


def asking(adapter: str, images: Sequence[str] = FIRST, **options: Any) -> ImagePrompt:
    return ImagePrompt(
        **{"images": tuple(images), "adapter": adapter, "strength": STRENGTH} | options
    )


def upright(name: str, size: int) -> np.ndarray:
    """By insightface, which is what FaceID-Plus was trained with."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        return face_align.norm_crop(IMAGES[name], FACES[name].landmarks, size)


def cut(name: str) -> np.ndarray:
    """The square around a face, half as large again as its box."""
    x0, y0, x1, y1 = FACES[name].box
    side = round(max(x1 - x0, y1 - y0) * 1.5)
    left, top = max(0, round((x0 + x1 - side) / 2)), max(0, round((y0 + y1 - side) / 2))
    return IMAGES[name][top : top + side, left : left + side]


def tokens(base: Base, adapter: str, images: Sequence[str] = FIRST) -> torch.Tensor:
    """As the papers' code makes them."""
    variant = "basic" if adapter == "vit-g" else adapter
    state = base.state(adapter)
    embeddings = np.stack([FACES[name].embedding for name in images])
    if variant in ("portrait-unnorm", "instantid"):
        return written_out.tokens(variant, state, written_out.faces(embeddings, unit=False))
    encoder = base.encoder(adapter)
    if "faceid" in variant or variant == "portrait":
        rows, looked = written_out.faces(embeddings, unit=True), None
        if "plus" in variant:
            size = 224 if base.family == "sd15" else 256
            crops = [upright(name, size) for name in images]
            looked = written_out.seen(encoder, crops, fine=True)
        return written_out.tokens(variant, state, rows, looked)
    shown = [cut(name) if "face" in variant else IMAGES[name] for name in images]
    rows = written_out.seen(encoder, shown, fine=variant != "basic")
    return written_out.tokens(variant, state, rows)


def voice(base: Base, adapter: str, strength: float = STRENGTH, **options: Any) -> Voice:
    return Voice(base.state(adapter), tokens(base, adapter), strength, **options)


def written(base: Base, *voices: Voice) -> torch.Tensor:
    """Latents by a stock pipeline whose attention is written out."""
    kind: Any = StableDiffusionXLPipeline if base.family == "sdxl" else StableDiffusionPipeline
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore", DeprecationWarning)
        pipe = kind.from_pretrained(base.folder, dtype=torch.float32)
        pipe.set_progress_bar_config(disable=True)
        pipe.scheduler = EulerDiscreteScheduler.from_config(pipe.scheduler.config)
        written_out.give(pipe.unet, voices)
        return pipe(
            WORDS, negative_prompt=UNWANTED, num_inference_steps=STEPS, guidance_scale=GUIDANCE,
            width=64, height=64, generator=torch.Generator().manual_seed(SEED),
            output_type="latent",
        ).images  # fmt: skip


def distance(a: torch.Tensor, b: torch.Tensor) -> float:
    return float((a - b).abs().max())


@pytest.mark.parametrize(("family", "adapter"), EVERY)
def test_it_draws_what_its_written_out_computation_draws(
    family: str, adapter: str, packs: dict[str, Base], engines: dict[str, Models]
):
    base, models = packs[family], engines[family]
    ours = draw(models, scene(family, asking(adapter)))
    off = distance(ours, written(base, voice(base, adapter)))
    assert off < 1e-3
    plain = draw(models, scene(family))
    assert distance(ours, plain) > 1e-2
    silent = draw(models, scene(family, asking(adapter, strength=0.0)))
    assert torch.equal(silent, plain)


@pytest.mark.parametrize(("family", "adapter"), EVERY)
def test_several_images_stand_side_by_side(
    family: str, adapter: str, packs: dict[str, Base], engines: dict[str, Models]
):
    names = tuple(IMAGES)
    conditions = scene(family, asking(adapter, names)).encode(engines[family])
    expected = tokens(packs[family], adapter, names)
    assert conditions.slots[0].tokens.shape == expected.shape
    assert distance(conditions.slots[0].tokens, expected) < 1e-3
