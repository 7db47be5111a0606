"""What differs between families of base models. All that only SDXL has is named here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from diffusers import (
    StableDiffusionXLControlNetImg2ImgPipeline,
    StableDiffusionXLControlNetPipeline,
    StableDiffusionXLImg2ImgPipeline,
    StableDiffusionXLPipeline,
)

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

    from_noise: Any
    from_image: Any
    from_noise_controlled: Any
    from_image_controlled: Any
    encode_prompt: Callable[[Any, str, str, bool], Prompt]
    options: dict[str, Any]  # given to every pipeline
    settings: tuple[str, ...]  # carried over from the base model's model_index.json

    def pipeline(self, controlled: bool, from_image: bool) -> Any:
        """The pipeline class for this kind of picture."""
        if controlled:
            return self.from_image_controlled if from_image else self.from_noise_controlled
        return self.from_image if from_image else self.from_noise


SDXL = Family(
    from_noise=StableDiffusionXLPipeline,
    from_image=StableDiffusionXLImg2ImgPipeline,
    from_noise_controlled=StableDiffusionXLControlNetPipeline,
    from_image_controlled=StableDiffusionXLControlNetImg2ImgPipeline,
    encode_prompt=encode_prompt,
    options={"add_watermarker": False},
    settings=("force_zeros_for_empty_prompt",),
)

FAMILIES = {"sdxl": SDXL}


def family_of(name: str) -> Family:
    """The family that a pack names.

    Raises:
        Unsupported: if this version cannot draw with it.
    """
    if name not in FAMILIES:
        raise Unsupported(Told("Packs of the family '{0}' are not supported yet.", name))
    return FAMILIES[name]
