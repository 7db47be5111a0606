"""Encode, denoise, decode: exact savings, determinism, cancel, and what goes wrong."""

import inspect
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from typing import Any, get_args

import numpy as np
import pytest
import torch
from diffusers import StableDiffusionXLControlNetInpaintPipeline

from core.engine import pipeline
from core.engine.caching import constant_projections, remembering
from core.engine.models import Models
from core.engine.pipeline import decode, denoise, fit
from core.engine.quiet import quietly
from core.engine.remembered import Remembered
from core.engine.trimming import FACTORS, PROCESSORS, Whole
from core.errors import OutOfMemory, UserError
from core.jobs import Cancelled, JobControl, Progress
from core.recipe import Sampling, Scheduler, Spacing
from tests.engine.conftest import EVERY_STEP, Parity, Scene, draw


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"sampling__guess_mode": True},
        {"sampling__guidance": 1.0},
        {"sampling__width": 96, "sampling__height": 64},
    ],
)
def test_remembering_changes_no_bit(changes, both: Scene, models: Models, monkeypatch):
    scene = both.but(**changes)
    remembered = draw(models, scene)
    monkeypatch.setattr(pipeline, "constant_projections", lambda *nets: [])
    assert torch.equal(remembered, draw(models, scene))


def test_what_is_left_out_changes_no_bit(both: Scene, models: Models, monkeypatch):
    spared = draw(models, both)
    monkeypatch.setattr(pipeline, "once_a_step", lambda *nets: nullcontext())
    nets = [models.unet, models.net(None)]
    layers = [layer for net in nets for layer in net.modules()]
    factors = [(one, name) for one in layers for name in FACTORS if hasattr(one, name)]
    assert len(factors) > 20
    for layer, name in factors:
        assert isinstance(getattr(layer, name), Whole)
        monkeypatch.setattr(layer, name, 1.0)
    dropouts = [one for one in layers if isinstance(one, torch.nn.Dropout)]
    assert dropouts
    for layer in dropouts:
        monkeypatch.delitem(vars(layer), "forward")
    monkeypatch.setattr(models.placing, "without_gradients", torch.no_grad)
    assert torch.equal(spared, draw(models, both))


def test_processors_are_asked_for_their_arguments_once():
    for processor in PROCESSORS:
        noted = processor.__call__.__signature__
        del processor.__call__.__signature__
        assert inspect.signature(processor.__call__) == noted
        processor.__call__.__signature__ = noted


def test_the_time_embedding_is_activated_once_a_step(both: Scene, models: Models, monkeypatch):
    shapes: list[int] = []

    def silu(x: torch.Tensor, inplace: bool = False) -> torch.Tensor:
        shapes.append(x.dim())
        return plain(x, inplace)

    plain = torch.nn.functional.silu
    monkeypatch.setattr(torch.nn.functional, "silu", silu)
    draw(models, both)
    nets = {4: 0, 2: 0} | {dim: shapes.count(dim) for dim in (2, 4)}
    embeddings = 4 * 2 * (1 + 2)  # steps, nets; the activation, and those inside the embeddings
    assert nets[2] <= embeddings
    assert nets[4] > embeddings
    kept = [one for net in (models.unet, models.net(None)) for one in net.modules()]
    assert not any("forward" in vars(one) for one in kept if type(one) is torch.nn.SiLU)


def test_prompts_and_tokens_are_computed_once_and_never_go_stale(
    parity: Parity, both: Scene, rich: Models, monkeypatch
):
    encoded: list[str] = []
    encode = rich.base.encode_prompt

    def count(words: str, *rest: Any, **options: Any) -> Any:
        encoded.append(words)
        return encode(words, *rest, **options)

    monkeypatch.setattr(rich.base, "encode_prompt", count)
    monkeypatch.setattr(rich, "_remembered", Remembered())
    other = both.but(prompt="a quiet harbour")
    with_lora = both.but(loras=[{"name": "style", "weight": 0.5}])
    fresh: list[torch.Tensor] = []
    for scene in (both, other, with_lora):
        fresh.append(draw(rich, scene))
        monkeypatch.setattr(rich, "_remembered", Remembered())
    for scene in (both, other, with_lora):
        draw(rich, scene)
    encoded.clear()
    again = [draw(rich, scene) for scene in (with_lora, both, other)]
    assert encoded == []
    assert torch.equal(again[0], fresh[2])
    assert torch.equal(again[1], fresh[0])
    assert torch.equal(again[2], fresh[1])


def test_of_what_is_remembered_the_longest_unused_goes_first():
    runs: list[str] = []

    def compute(name: str) -> str:
        runs.append(name)
        return name.upper()

    remembered = Remembered(most=2)
    for name in "abacab":
        assert remembered.get(name, partial(compute, name)) == name.upper()
    assert runs == ["a", "b", "c", "b"]
    with pytest.raises(ZeroDivisionError):
        remembered.get("z", lambda: 1 / 0)
    assert remembered.get("z", lambda: 1) == 1


def test_a_remembered_module_runs_once_a_picture_and_never_goes_stale(both: Scene, models: Models):
    runs: list[int] = []
    layer = models.net(None).controlnet_cond_embedding
    hook = layer.conv_in.register_forward_hook(lambda *_: runs.append(1))
    first = draw(models, both)
    assert len(runs) == 1
    other = Scene(both.recipe, both.sources, [both.people[0].__class__(
        both.people[0].embedding * -1, both.people[0].landmarks + 9)])  # fmt: skip
    assert not torch.equal(draw(models, other), first)
    assert torch.equal(draw(models, both), first)
    assert len(runs) == 3
    hook.remove()


def test_remembering_puts_forwards_back_after_an_error():
    plain, hooked = torch.nn.Linear(2, 2), torch.nn.Linear(2, 2)
    put_on = hooked.forward
    hooked.forward = put_on
    with pytest.raises(RuntimeError), remembering(plain, hooked):
        plain(torch.zeros(3))  # does not fit
    assert "forward" not in plain.__dict__
    assert hooked.__dict__["forward"] is put_on


def test_the_same_recipe_gives_the_same_bits(both: Scene, models: Models):
    first, second = (decode(models, draw(models, both)) for _ in range(2))
    assert first.dtype == np.uint8
    assert first.shape == (1, 128, 64, 3)
    assert first.tobytes() == second.tobytes()


@pytest.mark.parametrize("step", [0, 1, 3])
def test_cancel_takes_effect_within_a_step_and_leaves_nothing(
    step: int, both: Scene, models: Models
):
    whole = draw(models, both)
    seen: list[Progress] = []

    def cancel(progress: Progress) -> None:
        seen.append(progress)
        if progress.step == step:
            control.cancel()

    control = JobControl(cancel)
    with pytest.raises(Cancelled):
        draw(models, both, control)
    assert seen[-1].step == step
    nets = (models.unet, models.net(None))
    assert not any("forward" in module.__dict__ for module in constant_projections(*nets))
    assert models.net(None).face is None
    assert torch.equal(draw(models, both), whole)


def test_previews_are_drawn_for_those_who_look_and_no_more_often_than_they_can_see(
    both: Scene, models: Models
):
    for previews, wanted in ((0, 0), (1e-3, 1), (EVERY_STEP, 4)):
        seen: list[Progress] = []
        draw(models, both, JobControl(seen.append, previews))
        assert sum(progress.preview is not None for progress in seen) == wanted
    assert not JobControl().wants_preview


def test_every_step_is_reported_with_a_preview(both: Scene, models: Models):
    seen: list[Progress] = []
    draw(models, both, JobControl(seen.append, EVERY_STEP))
    assert [(p.stage, p.step, p.total) for p in seen] == [("denoise", n, 4) for n in range(5)]
    assert seen[0].preview is None
    for progress in seen[1:]:
        assert progress.preview is not None
        assert progress.preview.shape == (16, 8, 3)
        assert progress.preview.dtype == np.uint8


@contextmanager
def poisoned(parameter: torch.nn.Parameter, value: float) -> Iterator[None]:
    kept = parameter.data.clone()
    parameter.data.fill_(value)
    try:
        yield
    finally:
        parameter.data.copy_(kept)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_invalid_numbers_are_never_a_black_picture(value: float, both: Scene, models: Models):
    whole = draw(models, both)
    with poisoned(models.unet.conv_out.bias, value), pytest.raises(UserError, match="step 1"):
        draw(models, both)
    with (
        poisoned(models.vae.decoder.conv_out.bias, value),
        pytest.raises(UserError, match="invalid numbers in the picture"),
    ):
        decode(models, whole)
    assert torch.equal(draw(models, both), whole)


@pytest.mark.parametrize(
    "error",
    [
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB."),
        RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried"),
        RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling cublasCreate"),
        MemoryError(),
    ],
)
def test_running_out_of_memory_is_said_so_and_the_next_picture_is_drawn(
    error: Exception, both: Scene, models: Models
):
    whole = draw(models, both)

    def fail(*_: Any) -> None:
        raise error

    nets = (models.unet.mid_block, models.net(None).mid_block, models.base.text_encoder)
    for number, module in enumerate(nets):
        new = both.but(prompt=f"words that were not said before {number}")
        hook = module.register_forward_pre_hook(fail)
        try:
            with pytest.raises(OutOfMemory):
                draw(models, new)
        finally:
            hook.remove()
    hook = models.vae.decoder.register_forward_pre_hook(fail)
    with pytest.raises(OutOfMemory):
        decode(models, whole)
    hook.remove()
    assert torch.equal(draw(models, both), whole)


def test_another_error_keeps_its_own_words(both: Scene, models: Models):
    def fail(*_: Any) -> None:
        raise RuntimeError("a bug")

    hook = models.unet.register_forward_pre_hook(fail)
    with pytest.raises(RuntimeError, match="a bug"):
        draw(models, both)
    hook.remove()


def started(parity: Parity, strength: float, masked: bool) -> Scene:
    """InstantID from an image; with a mask its left half may change."""
    scene = parity.scene({**parity.inputs["cases"]["A_img2img"], "strength": strength})
    if not masked:
        return scene
    mask = np.zeros((128, 64, 3), np.uint8)
    mask[:, :32] = 255
    sources = {**scene.sources, "a" * 64: mask}
    return Scene(scene.but(start__mask="a" * 64).recipe, sources, scene.people)


@pytest.mark.parametrize("strength", [0.6, 1.0])
def test_a_mask_does_what_the_stock_inpaint_pipeline_does(
    strength: float, parity: Parity, models: Models
):
    scene = started(parity, strength, masked=True)
    conditions = scene.encode(models)
    ours = draw(models, scene)

    start, sampling = scene.recipe.start, scene.recipe.sampling
    net = models.net(None)
    stock = StableDiffusionXLControlNetInpaintPipeline(
        **{**models.base.components, "scheduler": models.base.scheduler},
        controlnet=net,
        add_watermarker=False,
    )
    stock.set_progress_bar_config(disable=True)
    size = (sampling.width, sampling.height)
    with torch.no_grad(), net.seeing(conditions.guides[0].face, None), quietly():
        theirs = stock(
            **conditions.prompt,
            image=fit(scene.sources[start.image], size),
            mask_image=fit(scene.sources[start.mask], size),
            control_image=conditions.guides[0].picture,
            width=sampling.width,
            height=sampling.height,
            strength=strength,
            num_inference_steps=sampling.steps,
            guidance_scale=sampling.guidance,
            controlnet_conditioning_scale=0.8,
            generator=torch.Generator().manual_seed(sampling.seed),
            ip_adapter_image_embeds=[conditions.slots[0].tokens[:, None]],
            output_type="latent",
        ).images
    assert torch.equal(ours, theirs)


def test_a_mask_keeps_what_is_outside(parity: Parity, models: Models):
    scene = started(parity, 0.6, masked=True)
    other = Scene(scene.recipe, scene.sources, [scene.people[0].__class__(
        -scene.people[0].embedding, scene.people[0].landmarks)])  # fmt: skip
    difference = (draw(models, scene) - draw(models, other)).abs()
    assert difference[..., 4:].max() == 0
    assert difference[..., :4].max() > 0.1


@pytest.mark.parametrize("masked", [False, True])
def test_an_image_is_enough_to_start_from(masked: bool, parity: Parity, models: Models):
    scene = started(parity, 0.5, masked)
    alone = Scene(scene.but(identities=[]).recipe, scene.sources, [])
    seen: list[Progress] = []
    latents = draw(models, alone, JobControl(seen.append))
    assert latents.shape == (1, 4, 16, 8)
    assert seen[-1].total == 4


@pytest.mark.parametrize("scheduler", get_args(Scheduler))
def test_every_scheduler_draws_from_noise_and_from_an_image(
    scheduler: str, parity: Parity, models: Models
):
    for masked in (False, True):
        scene = started(parity, 0.75, masked).but(sampling__scheduler=scheduler)
        first = draw(models, scene)
        assert torch.equal(first, draw(models, scene))
    noise = scene.but(start=None)
    assert torch.isfinite(draw(models, noise)).all()


@pytest.mark.parametrize("spacing", get_args(Spacing))
def test_every_spacing_draws_from_noise_and_from_an_image(
    spacing: str, parity: Parity, models: Models
):
    for masked in (False, True):
        scene = started(parity, 0.75, masked).but(sampling__spacing=spacing)
        first = draw(models, scene)
        assert torch.isfinite(first).all()
        assert torch.equal(first, draw(models, scene))


def test_a_prompt_of_300_tokens_is_drawn_with_all_adapters(both: Scene, models: Models):
    words = ", ".join(f"word {number}" for number in range(80))
    tokens = len(models.base.tokenizer(words, verbose=False).input_ids)
    assert tokens >= 300
    scene = both.but(prompt=words)
    prompt = scene.encode(models).prompt
    parts = prompt["prompt_embeds"].shape[1] / 77
    assert parts >= 4
    assert prompt["negative_prompt_embeds"].shape == prompt["prompt_embeds"].shape
    first = draw(models, scene)
    assert torch.isfinite(first).all()
    assert torch.equal(first, draw(models, scene))
    assert not torch.equal(first, draw(models, both.but(prompt=words[: len(words) // 2])))


def test_an_empty_negative_prompt_is_zeros(both: Scene, models: Models):
    prompt = both.but(negative_prompt="").encode(models).prompt
    assert prompt["negative_prompt_embeds"].abs().max() == 0
    prompt = both.but(sampling__guidance=1.0).encode(models).prompt
    assert sorted(prompt) == ["pooled_prompt_embeds", "prompt_embeds"]


def test_two_images_are_two(both: Scene, models: Models):
    conditions = both.encode(models)
    latents = denoise(models, conditions, 7, JobControl(), images=2)
    alone = denoise(models, conditions, 7, JobControl())
    assert not torch.equal(latents[0], latents[1])
    assert (latents[:1] - alone).abs().max() < 1e-3


def test_preparing_a_pipeline_costs_next_to_nothing(models: Models):
    start = time.process_time()
    for _ in range(10):
        models.pipeline([models.net(None)], True, Sampling())
    assert time.process_time() - start < 1.0
