"""Parts of a Recipe that change a picture: a start image, enlarging, refined faces."""

from typing import Annotated, Literal

from pydantic import Field

from core.recipe_parts import Dial, Name, Part, Sha256, Share, Words
from core.told import Told

HIGHEST_EXTENSION = 2048
Area = Literal["whole", "masked"]
Content = Literal["original", "blur", "noise"]
By = Literal["pixels", "latents"]
Extension = Annotated[int, Field(ge=0, le=HIGHEST_EXTENSION)]
Feather = Annotated[int, Dial(1, usual=(0, 60), unit="px")]
Amount = Annotated[float, Field(gt=0, le=1), Dial(0.05)]


class Start(Part):
    """Begin from an image instead of from noise; with a mask, change only what it marks.

    With a mask, an extension or a change of 0 the picture has the image's own size, and the size
    of the sampling is that at which the part that changes is drawn. Else it has the size of the
    sampling, to which the image is scaled.
    """

    image: Sha256 = Field(title="Image")
    strength: Annotated[float, Dial(0.05)] = Field(
        default=0.6,
        ge=0,
        le=1,
        title="Change",
        description="Share of the steps that are run on the image; 0: it stays as it is.",
    )
    mask: Sha256 | None = Field(default=None, title="Mask", description="What may change: white.")
    area: Annotated[Area, Words({"whole": "Whole picture", "masked": "Only masked"})] = Field(
        default="whole",
        title="Area",
        description="What is drawn anew: the whole picture, or only the part around the mask, "
        "enlarged, so that it gets more detail. Outside of the mask nothing changes either way.",
    )
    margin: Annotated[float, Dial(0.05, unit="%")] = Field(
        default=0.25,
        ge=0,
        le=2,
        title="Surroundings",
        description="How much is seen around the masked part, as a share of its longer side.",
    )
    feather: Feather = Field(
        default=8,
        ge=0,
        le=256,
        title="Feather",
        description="How far inside of the mask its edge fades, in pixels of the picture.",
    )
    content: Annotated[
        Content, Words({"original": "Original", "blur": "Blurred", "noise": "Noise"})
    ] = Field(
        default="original",
        title="Filled with",
        description="What the drawing begins from where it may change: the picture itself, its "
        "surroundings blurred into it, or noise.",
    )
    extend: tuple[Extension, Extension, Extension, Extension] = Field(
        default=(0, 0, 0, 0),
        title="Extension",
        description="Pixels by which the picture grows to the left, at the top, to the right and "
        "at the bottom; what is new is drawn.",
    )

    @property
    def retouches(self) -> bool:
        """Whether the picture keeps the image's own size, and its pixels but for a part."""
        return self.mask is not None or any(self.extend) or self.strength == 0


class Upscale(Part):
    """Enlarge the drawn picture, and draw its details in a second pass."""

    factor: Annotated[float, Dial(0.25, usual=(1.5, 4))] = Field(
        default=1.5, ge=1.05, le=4, title="Factor", description="How many times wider and higher."
    )
    strength: Annotated[float, Dial(0.05)] = Field(
        default=0.35,
        ge=0,
        le=1,
        title="Change",
        description="Share of the steps of the second pass; 0: it is enlarged and left so. "
        "Latents need about 0.5.",
    )
    by: Annotated[By, Words({"pixels": "Picture", "latents": "Latents"})] = Field(
        default="pixels",
        title="What is enlarged",
        description="The picture, or its latents, which is softer and invents more.",
    )
    upscaler: Name | None = Field(
        default=None,
        title="Upscaler",
        description="Name of an upscaling model; empty: a plain enlargement by Lanczos.",
    )
    tiled: bool = Field(
        default=False,
        title="In tiles",
        description="The second pass draws overlapping tiles of the size of the sampling, one at "
        "a time. A large picture takes no more memory than a small one then.",
    )
    overlap: Annotated[float, Dial(0.05, unit="%")] = Field(
        default=0.25,
        ge=0.05,
        le=0.5,
        title="Overlap",
        description="By how much of their width tiles overlap, and fade into each other.",
    )


class Refine(Part):
    """Draw each face of the finished picture once more, enlarged, with its own person.

    Sizes are those of heads, from chin to crown, in shares of the picture's height.
    """

    strength: Amount = Field(
        default=0.5,
        title="Change",
        description="Share of the steps that are run on each enlarged face.",
    )
    smallest: Annotated[Share, Dial(0.01, usual=(0, 0.5))] = Field(
        default=0.02,
        title="Smallest face",
        description="Heads smaller than this share of the picture's height are left alone.",
    )
    largest: Annotated[Share, Dial(0.05)] = Field(
        default=0.6,
        title="Largest face",
        description="Heads larger than this share of the picture's height are left alone: they "
        "have all the detail that there is.",
    )
    padding: Annotated[float, Dial(0.05, unit="%")] = Field(
        default=0.25,
        ge=0,
        le=2,
        title="Surroundings",
        description="How much is seen around the head on each side, as a share of its height.",
    )
    feather: Annotated[float, Dial(0.05, unit="%")] = Field(
        default=0.3,
        ge=0,
        le=1,
        title="Feather",
        description="Share of the oval around the head in which it fades into the picture.",
    )
    prompt: Annotated[str, Field(max_length=4000)] = Field(
        default="",
        title="Prompt for faces",
        description="What the enlarged faces show; empty: the prompt of the picture.",
    )


def no_step(part: Start | Upscale | Refine | None, steps: int) -> Told | None:
    """Why a pass with this share of the steps would draw nothing, or None."""
    if part is None or part.strength == 0 or int(steps * part.strength) >= 1:
        return None
    return Told("A change of {0:g} in {1} steps leaves no step to run.", part.strength, steps)
