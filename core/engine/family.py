"""What differs between families of base models: all that only one of them has is named here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from diffusers import (
    StableDiffusionControlNetImg2ImgPipeline,
    StableDiffusionControlNetPipeline,
    StableDiffusionImg2ImgPipeline,
    StableDiffusionPipeline,
    StableDiffusionXLControlNetImg2ImgPipeline,
    StableDiffusionXLControlNetPipeline,
    StableDiffusionXLImg2ImgPipeline,
    StableDiffusionXLPipeline,
)
from PIL import Image
from torch import Tensor

from core.engine.prompt import Prompt, encode_prompt
from core.errors import Unsupported
from core.told import Told


@dataclass(frozen=True)
class Family:
    """The stock diffusers pipelines of one family, which share their components.

    There is no inpaint pipeline: those of diffusers accept UNets of 4 or 9 channels only. What
    they do beside image-to-image is one line, in `core.engine.pipeline`, for any number of
    channels; a test holds it to be bit-identical to the stock ones.
    """

    name: Literal["sdxl", "sd15"]
    from_noise: Any
    from_image: Any
    from_noise_controlled: Any
    from_image_controlled: Any
    encode_prompt: Callable[[Any, str, str, bool], Prompt]
    beginning: Callable[[Image.Image, Tensor], dict[str, Any]]
    """Arguments by which a pipeline from an image takes that image, and its latents ready-made."""
    options: dict[str, Any]  # given to every pipeline
    settings: tuple[str, ...]  # carried over from the base model's model_index.json
    crop: int  # side of the face that IP-Adapter FaceID-Plus looks at, in pixels

    def pipeline(self, controlled: bool, from_image: bool) -> Any:
        """The pipeline class for this kind of picture."""
        if controlled:
            return self.from_image_controlled if from_image else self.from_noise_controlled
        return self.from_image if from_image else self.from_noise


class _FromLatents(StableDiffusionImg2ImgPipeline):
    """Starts from latents that are noised already, which SDXL's pipelines take as they are."""

    def prepare_latents(  # pyright: ignore[reportIncompatibleMethodOverride] - called by place
        self, image: Tensor, *_: Any
    ) -> Tensor:
        return image


class _ControlledFromLatents(StableDiffusionControlNetImg2ImgPipeline):
    """As `_FromLatents`."""

    def prepare_latents(  # pyright: ignore[reportIncompatibleMethodOverride] - called by place
        self, image: Tensor, *_: Any
    ) -> Tensor:
        return image


SDXL = Family(
    name="sdxl",
    from_noise=StableDiffusionXLPipeline,
    from_image=StableDiffusionXLImg2ImgPipeline,
    from_noise_controlled=StableDiffusionXLControlNetPipeline,
    from_image_controlled=StableDiffusionXLControlNetImg2ImgPipeline,
    encode_prompt=encode_prompt,
    beginning=lambda image, latents: {"image": image, "latents": latents},  # for its size
    options={"add_watermarker": False},
    settings=("force_zeros_for_empty_prompt",),
    crop=256,
)

SD15 = Family(
    name="sd15",
    from_noise=StableDiffusionPipeline,
    from_image=_FromLatents,
    from_noise_controlled=StableDiffusionControlNetPipeline,
    from_image_controlled=_ControlledFromLatents,
    encode_prompt=encode_prompt,
    beginning=lambda _, latents: {"image": latents},
    options={"safety_checker": None, "requires_safety_checker": False},
    settings=(),
    crop=224,
)

FAMILIES = {"sdxl": SDXL, "sd15": SD15}


def family_of(name: str) -> Family:
    """The family that a pack names.

    Raises:
        Unsupported: if this version cannot draw with it.
    """
    if name not in FAMILIES:
        raise Unsupported(Told("Packs of the family '{0}' are not supported yet.", name))
    return FAMILIES[name]
