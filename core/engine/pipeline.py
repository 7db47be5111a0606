"""One picture, from a recipe to pixels: encode, denoise, decode.

Read this file first. Stock diffusers pipelines do the denoising; this file prepares what they
need, watches them step by step, and turns their latents into pixels.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from typing import Any

import numpy as np
import torch
from PIL import Image, ImageOps
from torch import Tensor

from core.engine.adapters import Slot
from core.engine.caching import constant_projections, remembering
from core.engine.conditions import Beginning, Conditions, Guide
from core.engine.deep import Deep, deep_parts
from core.engine.features import (
    Faces,
    Features,
    Sources,
    face_features,
    features_of,
    seen_in,
)
from core.engine.guidance import Guided
from core.engine.identity import face_rows
from core.engine.models import Models
from core.engine.preview import to_bytes, watching
from core.engine.quiet import quietly
from core.engine.recognition import AdapterFile
from core.engine.trimming import once_a_step
from core.engine.trouble import is_lost, readable_errors, refuse_black, refuse_nonsense
from core.faces.landmarks import draw_landmarks
from core.faces.person import Person
from core.faces.regions import share_out
from core.jobs import JobControl
from core.recipe import Recipe, Sampling, Start
from core.recipe_parts import ImagePrompt
from core.told import Told

# ---------------------------------------------------------------------------------- encode


@torch.no_grad()
def encode(
    models: Models, recipe: Recipe, sources: Sources, people: Sequence[Person], faces: Faces
) -> Conditions:
    """Turn text, faces and images into what the nets read; once for all pictures of a recipe.

    Args:
        models: the pack's; the recipe's adapters and LoRAs are attached to its nets.
        recipe: one that the engine supports.
        sources: every image that the recipe names.
        people: one for each identity of the recipe.
        faces: of every image of a prompt whose adapter reads or looks at faces.

    Raises:
        DamagedPack, Unsupported: if an adapter, ControlNet or LoRA of the pack cannot be used.
        OutOfMemory: if memory ran out.
    """
    with readable_errors():
        sampling, size = recipe.sampling, (recipe.sampling.width, recipe.sampling.height)
        regions = _regions(recipe, sources, people, size)
        slots = _slots(models, recipe, sources, people, regions, faces)
        guides: list[Guide] = []
        for index, identity in enumerate(recipe.identities):
            picture = Image.fromarray(draw_landmarks(people[index].landmarks, *size))
            how = (identity.structure, identity.window)
            guides.append(Guide(None, picture, *how, slots[index].tokens, regions[index]))
        for extra in recipe.controls:
            picture = fit(sources[extra.image], size)
            guides.append(Guide(extra.net, picture, extra.strength, extra.window))
        guided = is_guided(models, sampling)
        return Conditions(
            sampling=sampling,
            prompt=models.prompt(recipe.prompt, recipe.negative_prompt, guided),
            slots=slots,
            guides=tuple(guides),
            beginning=_beginning(models, recipe.start, sources, size) if recipe.start else None,
        )


def _regions(
    recipe: Recipe, sources: Sources, people: Sequence[Person], size: tuple[int, int]
) -> list[Tensor | None]:
    """Where each person acts: (1, 1, h, w) in 0..1; None: everywhere.

    Several people share the picture between them, but for those whose region was painted.
    """
    painted = [_mask(sources, identity.region, size) for identity in recipe.identities]
    if len(people) < 2:
        return painted
    shared = share_out([person.landmarks for person in people], size)
    return [
        torch.from_numpy(own)[None, None] if mask is None else mask
        for mask, own in zip(painted, shared, strict=True)
    ]


def _slots(
    models: Models,
    recipe: Recipe,
    sources: Sources,
    people: Sequence[Person],
    regions: Sequence[Tensor | None],
    faces: Faces,
) -> tuple[Slot, ...]:
    size = (recipe.sampling.width, recipe.sampling.height)
    contents = models.attach(recipe)
    slots: list[Slot] = []
    for identity, person, region in zip(recipe.identities, people, regions, strict=True):
        rows = face_features(person.embedding, models.device, identity.noise)
        project = partial(models.adapters.project, len(slots), Features(rows))
        tokens = models.tokens(len(slots), rows.cpu().numpy().tobytes(), project)
        slots.append(Slot(tokens, identity.likeness, "all", (0.0, 1.0), region))
    for prompt in recipe.image_prompts:
        project = partial(
            _project, models, contents[len(slots)], len(slots), prompt, sources, faces
        )
        how = (prompt.adapter, prompt.images, prompt.weights, prompt.combining)
        tokens = models.tokens(len(slots), (*how, seen_in(prompt, faces)), project)
        mask = _mask(sources, prompt.mask, size)
        said = (prompt.strength, prompt.layers, prompt.window, mask, prompt.blocks)
        slots.append(Slot(tokens, *said))
    return tuple(slots)


def _project(
    models: Models,
    content: AdapterFile,
    slot: int,
    prompt: ImagePrompt,
    sources: Sources,
    faces: Faces,
) -> Tensor:
    """The tokens of one image prompt, see `Adapters.project`."""
    encoder = models.encoder(prompt.adapter) if content.reads_images else None
    trained = models.entry(prompt.adapter).faces
    found = {image: face for (by, image), face in faces.items() if by == trained}
    features = features_of(
        content, encoder, prompt, sources, found, models.family.crop, models.device
    )
    return models.adapters.project(slot, features)


def _mask(sources: Sources, name: str | None, size: tuple[int, int]) -> Tensor | None:
    """(1, 1, h, w) in 0..1 from the brightness of a source image; white is 1."""
    if name is None:
        return None
    grey = np.asarray(fit(sources[name], size).convert("L"), np.float32) / 255
    return torch.from_numpy(grey)[None, None]


def _beginning(models: Models, start: Start, sources: Sources, size: tuple[int, int]) -> Beginning:
    mask = _mask(sources, start.mask, size)
    if mask is not None:
        factor = models.base.vae_scale_factor
        inside = (mask >= 0.5).to(torch.float32)
        mask = torch.nn.functional.interpolate(inside, (size[1] // factor, size[0] // factor))
    return Beginning(fit(sources[start.image], size), start.strength, mask)


def fit(image: np.ndarray, size: tuple[int, int]) -> Image.Image:
    """Scale an image until it covers (width, height), and crop at the centre."""
    return ImageOps.fit(Image.fromarray(image), size, Image.Resampling.LANCZOS)


def is_guided(models: Models, sampling: Sampling) -> bool:
    """Whether there is an unconditional half; the rule is that of the pipelines."""
    return sampling.guidance > 1 and models.unet.config.time_cond_proj_dim is None


# --------------------------------------------------------------------------------- denoise


def denoise(
    models: Models, conditions: Conditions, seed: int, control: JobControl, images: int = 1
) -> Tensor:
    """Draw latents.

    Deterministic on the CPU: the same conditions and seed give the same bits. Noise is always
    drawn on the CPU, so that a seed means the same on every device.

    Args:
        models: with the adapters attached for which `conditions` were encoded.
        conditions: from `encode`.
        seed: of the initial noise.
        control: told about every step, with a preview of the predicted picture.
        images: pictures drawn at once, from one stream of noise.

    Returns:
        Clean latents, shape (images, channels, h, w).

    Raises:
        Cancelled: within one step of a cancel; nothing is left behind in the nets.
        OutOfMemory, UserError: if memory ran out, or the numbers became invalid.
    """
    sampling, steps = conditions.sampling, conditions.steps
    nets = models.nets([guide.net for guide in conditions.guides])
    pipe = models.pipeline(nets, conditions.beginning is not None, sampling)
    generator = torch.Generator("cpu").manual_seed(seed)
    preview = models.preview() if control.previews else None
    models.adapters.set_weights(conditions.slots, 0, steps)
    control.report("denoise", 0, steps)
    with ExitStack() as stack:
        stack.callback(pipe.maybe_free_model_hooks)
        stack.enter_context(readable_errors())
        stack.enter_context(quietly())
        stack.enter_context(models.placing.without_gradients())
        constant = models.placing.constant(models.unet, nets)
        stack.enter_context(remembering(*constant_projections(*constant)))
        deep = Deep(sampling.full_every, steps, conditions.slots, conditions.guides)
        may_rest = len(constant) > len(nets)  # all of the nets
        stack.enter_context(deep.taking_over(*(deep_parts(pipe) if may_rest else ())))
        stack.enter_context(once_a_step(models.unet, *nets))
        watch = stack.enter_context(watching(pipe.scheduler))
        for net, guide in zip(nets, conditions.guides, strict=True):
            if guide.face is not None:
                halves = is_guided(models, sampling)
                rows = face_rows(guide.face, images, halves, sampling.guess_mode)
                stack.enter_context(net.seeing(rows, guide.region))
        start = _Start(models, pipe, conditions, generator, images)
        until = sampling.guided_until if is_guided(models, sampling) else 1.0
        guided = Guided(pipe, nets, models.adapters, until, steps, images)
        stack.callback(models.adapters.speak_together)

        def after_step(_: Any, step: int, __: Any, state: dict[str, Any]) -> dict[str, Any]:
            latents = start.keep_outside(state["latents"], step)
            refuse_nonsense(latents, Told("step {0}", step + 1))
            if step + 1 < steps:
                models.adapters.set_weights(conditions.slots, step + 1, steps)
            seen = None
            if preview is not None and watch.clean is not None and control.wants_preview:
                seen = preview.draw(watch.clean)
            control.report("denoise", step + 1, steps, seen)
            halved = guided.after_step(step, state)
            deep.prepare(step + 1, guided.goes_on)
            return {"latents": latents, **halved}

        output = pipe(
            **_arguments(conditions, nets, is_guided(models, sampling)),
            **start.arguments,
            num_images_per_prompt=images,
            generator=generator,
            callback_on_step_end=after_step,
            callback_on_step_end_tensor_inputs=["latents", *guided.inputs],
            output_type="latent",
        )
    return output.images.clone()  # may be changed in place again


def _arguments(conditions: Conditions, nets: list[Any], guided: bool) -> dict[str, Any]:
    """What the pipeline call takes from the conditions."""
    sampling, slots, guides = conditions.sampling, conditions.slots, conditions.guides
    arguments: dict[str, Any] = {
        **conditions.prompt,
        "num_inference_steps": sampling.steps,
        "guidance_scale": sampling.guidance,
    }
    if slots:
        tokens = [slot.tokens if guided else slot.tokens[1:] for slot in slots]
        arguments["ip_adapter_image_embeds"] = [rows[:, None] for rows in tokens]
    if any(slot.mask is not None for slot in slots):
        arguments["cross_attention_kwargs"] = {"ip_adapter_masks": [slot.mask for slot in slots]}
    if guides:
        single = len(nets) == 1
        pictures = [guide.picture for guide in guides]
        strengths = [float(guide.strength) for guide in guides]
        arguments |= {
            "image" if conditions.beginning is None else "control_image": (
                pictures[0] if single else pictures
            ),
            "controlnet_conditioning_scale": strengths[0] if single else strengths,
            "control_guidance_start": [guide.window[0] for guide in guides],
            "control_guidance_end": [guide.window[1] for guide in guides],
            "guess_mode": sampling.guess_mode,
        }
    return arguments


class _Start:
    """Where the denoising starts: from noise, or from an image, of which a mask may keep a part.

    The pipelines could noise an image themselves, but for latents of 4 channels only; so the
    latents are handed to them ready-made.
    """

    def __init__(
        self, models: Models, pipe: Any, conditions: Conditions, generator: Any, images: int
    ) -> None:
        sampling, self._beginning = conditions.sampling, conditions.beginning
        if self._beginning is None:
            self.arguments: dict[str, Any] = {"width": sampling.width, "height": sampling.height}
            return
        self._scheduler = pipe.scheduler
        self._scheduler.set_timesteps(sampling.steps, device=models.device)
        strength = self._beginning.strength
        self._timesteps, _ = pipe.get_timesteps(sampling.steps, strength, models.device)
        clean = self._beginning.latents
        if clean is None:
            clean = image_to_latents(models, self._beginning.image, generator)
        self._clean = clean.to(models.device).repeat(images, 1, 1, 1)
        noise = self._beginning.noise
        if noise is None:
            noise = torch.randn(self._clean.shape, generator=generator, dtype=clean.dtype)
        self._noise = noise.to(self._clean)
        self._seen = self._clean
        if self._beginning.noisy and self._beginning.mask is not None:
            fresh = torch.randn(self._clean.shape, generator=generator, dtype=clean.dtype)
            mask = self._beginning.mask.to(self._clean)
            self._seen = (1 - mask) * self._clean + mask * fresh.to(self._clean)
        if self._beginning.mask is not None and strength == 1:
            latents = self._noise * self._scheduler.init_noise_sigma  # as the inpaint pipelines
        else:
            latents = self._noised(self._seen, self._timesteps[:1].repeat(images))
        given = models.family.beginning(self._beginning.image, latents)
        self.arguments = given | {"strength": strength}

    def keep_outside(self, latents: Tensor, step: int) -> Tensor:
        """Put back what the mask keeps, as noisy as the rest is after this step."""
        if self._beginning is None or self._beginning.mask is None:
            return latents
        last = step + 1 == len(self._timesteps)
        if last:
            kept = self._clean
        else:
            kept = self._noised(self._clean, self._timesteps[step + 1 : step + 2].cpu())
        mask = self._beginning.mask.to(latents)
        return (1 - mask) * kept + mask * latents

    def _noised(self, clean: Tensor, timesteps: Tensor) -> Tensor:
        return self._scheduler.add_noise(clean, self._noise, timesteps)


# ---------------------------------------------------------------------------------- decode


@torch.no_grad()
def decode(models: Models, latents: Tensor) -> np.ndarray:
    """Latents to pictures: RGB uint8, shape (n, h, w, 3).

    SDXL's own VAE overflows in half precision: then it does its work again in float32, and keeps
    that for the pictures to come.

    Raises:
        OutOfMemory, UserError: if memory ran out, or there are invalid numbers or mere black.
    """
    with readable_errors():
        pictures = _pixels(models, latents)
        if models.vae.dtype != torch.float32 and is_lost(pictures, latents):
            models.vae.to(torch.float32)
            pictures = _pixels(models, latents)
        refuse_nonsense(pictures, Told("the picture"))
        refuse_black(pictures, latents)
        return to_bytes(pictures.permute(0, 2, 3, 1)).cpu().numpy()


def _pixels(models: Models, latents: Tensor) -> Tensor:
    """(n, 3, h, w) in -1 to 1."""
    clean = _unscaled(models, latents.to(models.vae.dtype))
    return models.vae.decode(clean, return_dict=False)[0]


@torch.no_grad()
def image_to_latents(models: Models, image: Image.Image, generator: Any) -> Tensor:
    """(1, channels, h, w): a sample of what the VAE's encoder sees, scaled as the UNet reads it."""
    pixels = models.base.image_processor.preprocess(image)
    seen = models.vae.encode(pixels.to(models.device, models.vae.dtype)).latent_dist.sample(
        generator
    )
    factor, mean, deviation = _scaling(models, seen)
    latents = seen * factor if mean is None else (seen - mean) * factor / deviation
    return latents.to(models.dtype)


def _unscaled(models: Models, latents: Tensor) -> Tensor:
    factor, mean, deviation = _scaling(models, latents)
    return latents / factor if mean is None else latents * deviation / factor + mean


def _scaling(models: Models, like: Tensor) -> tuple[float, Any, Any]:
    """The VAE's scaling factor, and the mean and standard deviation per channel or None."""
    config = models.vae.config
    if config.latents_mean is None or config.latents_std is None:
        return config.scaling_factor, None, None
    shape = (1, -1, 1, 1)
    return (
        config.scaling_factor,
        torch.tensor(config.latents_mean).to(like).view(shape),
        torch.tensor(config.latents_std).to(like).view(shape),
    )
