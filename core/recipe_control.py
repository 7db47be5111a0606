"""The part of a Recipe that is a further ControlNet, and what its picture was made from."""

from typing import Annotated, Literal

from pydantic import Field

from core.recipe_parts import Dial, Name, Part, Sha256, Strength, Windowed, Words

STEEPEST = 510  # beyond it hardly any edge of an 8-bit picture is left
LOW, HIGH = 100, 200  # thresholds with which the published canny ControlNets were trained
Steepness = Annotated[int, Field(ge=0, le=STEEPEST), Dial(10, usual=(0, 400))]
Preprocessor = Literal["canny", "landmarks"]

_PREPROCESSORS = {"canny": "Edges (canny)", "landmarks": "Face landmarks"}


class Preprocessing(Part):
    """How a control image was made. Drawing does not need it: the image itself is kept."""

    photo: Sha256 = Field(title="Original image")
    by: Annotated[Preprocessor, Words(_PREPROCESSORS)] = Field(
        default="canny", title="Control picture"
    )
    low: Steepness = Field(
        default=LOW,
        title="Lower threshold",
        description="How steep an edge must be where it goes on from a clear one: lower values "
        "follow edges further.",
    )
    high: Steepness = Field(
        default=HIGH,
        title="Upper threshold",
        description="How steep an edge must be to be taken for one at all: higher values leave "
        "fewer edges.",
    )


class Control(Windowed):
    """A further ControlNet of the pack, fed with a ready control image."""

    net: Name = Field(title="ControlNet", description="Name of a ControlNet of the pack.")
    image: Sha256 = Field(title="Control image")
    strength: Strength = Field(
        default=0.5,
        title="Strength",
        description="How firmly the picture follows the control image; 0 leaves it out.",
    )
    made: Preprocessing | None = Field(
        default=None,
        title="Made from",
        description="From which image the control image was made, and how; empty: it was ready.",
    )
