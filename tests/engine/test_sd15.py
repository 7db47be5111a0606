"""Stable Diffusion 1.5 as a base: InstantID's mechanism, start images, words and LoRAs on it."""

import warnings
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from diffusers import (
    ControlNetModel,
    EulerDiscreteScheduler,
    StableDiffusionControlNetPipeline,
    StableDiffusionInpaintPipeline,
)
from PIL import Image
from safetensors.torch import load_file

from core.engine.models import Models
from core.faces.landmarks import draw_landmarks
from core.faces.person import Person
from core.recipe import Identity, Recipe, Sampling, Start
from tests.engine import bases, written_out
from tests.engine.bases import Base
from tests.engine.conftest import Scene, draw
from tests.engine.written_out import Voice

NOISE = np.random.default_rng(9)
WORDS, UNWANTED = "portrait of a scientist, film grain", "blurry, low quality"
STEPS, SEED, GUIDANCE = 4, 11, 5.0
POINTS = np.array([[20, 20], [44, 20], [32, 34], [24, 46], [42, 46]], np.float32)
PERSON = Person((NOISE.standard_normal(512) * 20).astype(np.float32), POINTS)
IMAGE = NOISE.integers(0, 256, (64, 64, 3), np.uint8)
MASK = np.zeros((64, 64, 3), np.uint8)
MASK[:, 32:] = 255


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return bases.make("sd15", tmp_path_factory.mktemp("sd15") / "sd15")


@pytest.fixture(scope="module")
def models(base: Base) -> Models:
    return Models(base.pack, "cpu")


def scene(people: int = 0, **parts: Any) -> Scene:
    recipe = Recipe(
        prompt=WORDS, negative_prompt=UNWANTED, pack="sd15",
        identities=(Identity(references=("a" * 64,), likeness=0.6, structure=0.9),) * people,
        sampling=Sampling(width=64, height=64, steps=STEPS, guidance=GUIDANCE, seed=SEED),
    ).model_copy(update=parts)  # fmt: skip
    sources = {"a" * 64: IMAGE, "b" * 64: MASK}
    return Scene(recipe, sources, [PERSON] * people)


class FaceNet(ControlNetModel):
    """A ControlNet that is told of a face instead of the text."""

    said: Any = None

    def forward(self, sample: Any, timestep: Any, encoder_hidden_states: Any, *a: Any, **k: Any):
        return super().forward(sample, timestep, self.said, *a, **k)


def prepared(kind: Any, base: Base, **parts: Any) -> Any:
    pipe = kind.from_pretrained(base.folder, dtype=torch.float32, **parts)
    pipe.set_progress_bar_config(disable=True)
    pipe.scheduler = EulerDiscreteScheduler.from_config(pipe.scheduler.config)
    return pipe


def run(pipe: Any, **options: Any) -> torch.Tensor:
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore", DeprecationWarning)
        return pipe(
            WORDS, negative_prompt=UNWANTED, num_inference_steps=STEPS, guidance_scale=GUIDANCE,
            generator=torch.Generator().manual_seed(SEED), output_type="latent",
            **({"width": 64, "height": 64} | options),
        ).images  # fmt: skip


def distance(a: torch.Tensor, b: torch.Tensor) -> float:
    return float((a - b).abs().max())


def test_instantid_on_this_base_is_its_written_out_computation(base: Base, models: Models):
    assert base.pack.manifest.instantid is not None
    state = load_file(base.pack.path(base.pack.manifest.instantid.adapter))
    rows = written_out.faces(PERSON.embedding[None], unit=False)
    said = written_out.tokens("instantid", state, rows)
    net = FaceNet.from_pretrained(base.pack.path("identity"))
    net.said = said
    pipe = prepared(StableDiffusionControlNetPipeline, base, controlnet=net)
    written_out.give(pipe.unet, [Voice(state, said, 0.6)])
    picture = Image.fromarray(draw_landmarks(POINTS, 64, 64))
    expected = run(pipe, image=picture, controlnet_conditioning_scale=0.9)

    ours = draw(models, scene(people=1))
    assert distance(ours, expected) < 1e-3
    assert distance(ours, draw(models, scene())) > 1e-2
    silent = scene(people=1).but(identities__0__likeness=0.0, identities__0__structure=0.0)
    assert torch.equal(draw(models, silent), draw(models, scene()))


def test_two_people_share_the_picture(models: Models):
    alone = draw(models, scene(people=1))
    assert distance(draw(models, scene(people=2)), alone) < 1e-3


@pytest.mark.parametrize("people", [0, 1])
def test_a_start_image_is_changed_and_a_mask_keeps_the_rest(people: int, models: Models):
    start = Start(image="a" * 64, strength=0.5)
    changed = draw(models, scene(people, start=start))
    more = draw(models, scene(people, start=start.model_copy(update={"strength": 1.0})))
    assert changed.shape == more.shape == (1, 4, 8, 8)
    assert distance(changed, more) > 0.1
    kept = draw(models, scene(people, start=start.model_copy(update={"mask": "b" * 64})))
    assert distance(kept[..., 4:], changed[..., :4]) > 0.1
    other = scene(people, start=start.model_copy(update={"mask": "b" * 64}), prompt="a blue cat")
    assert torch.equal(draw(models, other)[..., :4], kept[..., :4])
    assert not torch.equal(draw(models, other)[..., 4:], kept[..., 4:])


def test_repainting_is_that_of_the_stock_pipeline(base: Base, models: Models):
    start = Start(image="a" * 64, strength=0.75, mask="b" * 64)
    pipe = prepared(StableDiffusionInpaintPipeline, base, safety_checker=None)
    expected = run(
        pipe, image=Image.fromarray(IMAGE), mask_image=Image.fromarray(MASK).convert("L"),
        strength=0.75,
    )  # fmt: skip
    assert distance(draw(models, scene(start=start)), expected) < 1e-3


def test_words_may_weigh_more_and_texts_may_be_long(models: Models):
    plain = draw(models, scene())
    assert not torch.equal(draw(models, scene(prompt=WORDS.replace("film", "(film:1.4)"))), plain)
    assert torch.equal(draw(models, scene(prompt=WORDS.replace("film", "(film:1.0)"))), plain)
    start = "a " * 90
    assert not torch.equal(
        draw(models, scene(prompt=start)), draw(models, scene(prompt=f"{start}film"))
    )
    empty = replace(scene(), recipe=scene().recipe.model_copy(update={"negative_prompt": ""}))
    assert not torch.equal(draw(models, empty), plain)
