"""The plain way to draw with InstantID and an image prompt: diffusers as it is, and nothing kept.

Stock pipelines with stock attention processors, each adapter in its slot with its projection
inside of the UNet; the one thing that diffusers lacks is a ControlNet that reads a face where
others read the prompt. What an application would compute for each picture is computed for each:
the encoded prompt, the image's features, the tokens of the face.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from diffusers import (
    ControlNetModel,
    StableDiffusionXLControlNetPipeline,
    StableDiffusionXLPipeline,
)
from PIL import Image
from torch import Tensor

from core.engine.image_encoder import ImageEncoder
from core.engine.memory import Plan
from core.engine.placing import Placing
from core.engine.quiet import quietly
from core.faces.landmarks import draw_landmarks
from core.faces.person import Person
from core.packs import Pack
from core.recipe import Recipe

_FROM_DISK = {"dtype": torch.float32, "local_files_only": True, "use_safetensors": True}


class PlainNet(ControlNetModel):
    """Reads the tokens of a face; everything else is that of the stock class."""

    face: Tensor

    def forward(  # pyright: ignore[reportIncompatibleMethodOverride] - the rest goes by name
        self, sample: Tensor, timestep: Any, encoder_hidden_states: Tensor, *more: Any, **rest: Any
    ) -> Any:
        return super().forward(sample, timestep, self.face, *more, **rest)


@dataclass(frozen=True, eq=False)
class Asked:
    """What is drawn in all ways that are compared: one person, and an image prompt."""

    recipe: Recipe  # Euler, spaced as the pack says
    person: Person
    image: np.ndarray  # of the image prompt: RGB uint8, (h, w, 3)


class Plain:
    """A pack of the SDXL family with InstantID, drawn with the plain way."""

    def __init__(self, pack: Pack, adapter: str) -> None:
        """Load it, with InstantID and one adapter for image prompts that reads patches (Plus)."""
        manifest = pack.manifest
        assert manifest.instantid is not None
        entry = next(one for one in manifest.adapters if one.name == adapter)
        files = [pack.path(manifest.instantid.adapter), pack.path(entry.file)]
        with quietly():
            self._base: Any = StableDiffusionXLPipeline.from_pretrained(
                pack.path(manifest.base), add_watermarker=False, **_FROM_DISK
            )
            self._base.load_ip_adapter(
                [str(file.parent) for file in files],
                subfolder="",
                weight_name=[file.name for file in files],
                image_encoder_folder=None,
            )
            net: Any = PlainNet.from_pretrained(
                pack.path(manifest.instantid.controlnet), **_FROM_DISK
            )
        self._net = net
        self._pipe = StableDiffusionXLControlNetPipeline(
            **self._base.components, controlnet=net, add_watermarker=False
        )
        self._pipe.set_progress_bar_config(disable=True)
        assert entry.encoder is not None
        self._encoder = ImageEncoder(pack.path(entry.encoder), Placing(Plan("cpu")))

    @torch.no_grad()
    def draw(self, asked: Asked) -> Tensor:
        """Latents of one picture, (1, channels, h, w)."""
        recipe, person = asked.recipe, asked.person
        (identity,), (prompt,) = recipe.identities, recipe.image_prompts
        sampling = recipe.sampling
        size = (sampling.width, sampling.height)
        embedding = torch.from_numpy(person.embedding).reshape(1, 1, -1)
        face = torch.cat([torch.zeros_like(embedding), embedding])
        seen = self._encoder.features([asked.image], fine=True)
        project = self._base.unet.encoder_hid_proj.image_projection_layers[0]
        self._net.face = project(face)
        self._pipe.set_ip_adapter_scale([identity.likeness, prompt.strength])
        output: Any = self._pipe(
            prompt=recipe.prompt,
            negative_prompt=recipe.negative_prompt or None,
            image=Image.fromarray(draw_landmarks(person.landmarks, *size)),
            controlnet_conditioning_scale=identity.structure,
            ip_adapter_image_embeds=[face[:, None], seen[:, None]],
            num_inference_steps=sampling.steps,
            guidance_scale=sampling.guidance,
            width=size[0],
            height=size[1],
            generator=torch.Generator("cpu").manual_seed(sampling.seed),
            output_type="latent",
        )
        return output.images
