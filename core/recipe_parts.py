"""What the Recipe's parts are made of, and the part that is an image prompt.

Each field declares its own title, description, range and default. What only a form needs stands
beside it, in a `Dial` or in `Words`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from core.told import Told


@dataclass(frozen=True)
class Dial:
    """How a form lets a number be turned. Which values are valid, the field itself says.

    Attributes:
        step: of one key press or one notch of the wheel.
        usual: ends of the slider, where the whole range would be too coarse.
        unit: stands behind the number; "%" for a share, which is shown times 100.
    """

    step: float
    usual: tuple[float, float] | None = None
    unit: str = ""


@dataclass(frozen=True, eq=False)
class Words:
    """What a form calls the choices of a field."""

    names: Mapping[str, str]


Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[\w][\w .+-]*$")]
Share = Annotated[float, Field(ge=0, le=1)]
Strength = Annotated[float, Field(ge=0, le=1.5), Dial(0.05)]
Layers = Literal["all", "style", "composition"]
Combining = Literal["concat", "average"]


def kept(
    before: tuple[str, ...], weights: tuple[float, ...], after: tuple[str, ...]
) -> tuple[float, ...]:
    """Weights of other photos: those that stay keep theirs; none where none is left that counts."""
    known = dict(zip(before, weights, strict=False))
    found = tuple(known.get(key, 1.0) for key in after) if known else ()
    return found if any(found) else ()


class Part(BaseModel):
    """Base of all that a Recipe is made of: frozen, strict about names and numbers."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Windowed(Part):
    """A part that acts in a share of the denoising steps only."""

    window: Annotated[tuple[Share, Share], Dial(0.05, unit="%")] = Field(
        default=(0.0, 1.0),
        title="Window",
        description="First and last share of the steps in which it acts.",
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.window[0] >= self.window[1]:
            raise ValueError(Told("the window must start before it ends"))
        return self


class BlockWeight(Part):
    """How much one block of the UNet listens to an image prompt."""

    block: Annotated[str, Field(pattern=r"^(down_blocks|mid_block|up_blocks)(\.[a-z0-9_]+)*$")] = (
        Field(title="Block")
    )
    weight: Share = Field(default=1.0, title="Weight")


class ImagePrompt(Windowed):
    """An image that speaks beside the text, through an IP-Adapter.

    Adapters that read faces (FaceID) take photos of a face, of which the largest one counts.
    """

    images: tuple[Sha256, ...] = Field(min_length=1, max_length=32, title="Images")
    adapter: Name = Field(
        default="ip-adapter",
        title="Adapter",
        description="Name of an image-prompt adapter of the pack.",
    )
    strength: Strength = Field(
        default=0.6,
        title="Strength λ",
        description="How much this picture counts beside the words; 0 leaves it out. It is the "
        "weight λ of the image in the cross-attention layers.",
    )
    layers: Annotated[
        Layers, Words({"all": "All", "style": "Style", "composition": "Composition"})
    ] = Field(
        default="all",
        title="Layers",
        description="Which blocks listen: all, those of style, or of composition.",
    )
    blocks: tuple[BlockWeight, ...] = Field(
        default=(),
        max_length=100,
        title="Blocks",
        description="Which single blocks of the UNet listen, and how much, such as "
        "up_blocks.0.attentions.1; empty: as the layers say.",
    )
    mask: Sha256 | None = Field(
        default=None, title="Mask", description="Where it acts: white is inside."
    )
    combining: Annotated[Combining, Words({"concat": "Side by side", "average": "Average"})] = (
        Field(
            default="concat",
            title="Combining",
            description="How several images speak together: side by side, each with its own "
            "tokens, or as their average.",
        )
    )
    weights: tuple[Share, ...] = Field(
        default=(),
        max_length=32,
        title="Weights of the images",
        description="How much each image counts, 0 to 1; empty: all alike.",
    )

    @model_validator(mode="after")
    def _weights_fit(self) -> Self:
        if self.weights and len(self.weights) != len(self.images):
            raise ValueError(Told("give one weight for each image, or none"))
        if self.weights and not any(self.weights):
            raise ValueError(Told("one of the images must count"))
        if self.blocks and self.layers != "all":
            raise ValueError(Told("give either layers or blocks, not both"))
        return self

    def with_images(self, images: tuple[str, ...]) -> "ImagePrompt":
        """The same prompt with other images; those that stay keep their weights."""
        return self.model_copy(
            update={"images": images, "weights": kept(self.images, self.weights, images)}
        )
