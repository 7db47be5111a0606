"""The Recipe: all that decides a picture, as one frozen, hashable value.

The same value stands in the panels, the queue, the PNG, the database and the CLI. Images are
never inside: a recipe names them by the sha256 of their pixels (`core.imaging.fingerprint`).
Each field declares its own title, description, range and default; forms, CLI, help text and
JSON schema read that one declaration. What only a form needs stands beside it, in a `Dial` or
in `Words`.
"""

import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from core.errors import BadInput
from core.recipe_control import Control as Control
from core.recipe_parts import (
    Dial,
    ImagePrompt,
    Name,
    Part,
    Sha256,
    Share,
    Strength,
    Windowed,
    Words,
    kept,
)
from core.recipe_retouch import Refine, Start, Upscale
from core.told import Told
from core.validation import describe_validation

VERSION = 1
MAX_JSON_BYTES = 1_000_000
HIGHEST_PIXEL = 10_000
MOST_PEOPLE = 3  # in one picture
MOST_PHOTOS = 32  # of one person in it
MOST_LORAS = 16
Pixel = Annotated[float, Field(ge=-HIGHEST_PIXEL, le=HIGHEST_PIXEL)]
Point = tuple[Pixel, Pixel]
Landmarks = tuple[Point, Point, Point, Point, Point]
MAX_PROMPT = 4000  # letters
SEEDS = 2**32
Text = Annotated[str, Field(max_length=MAX_PROMPT)]
Side = Annotated[int, Field(ge=64, le=2048, multiple_of=8), Dial(8, unit="px")]
Scheduler = Literal[
    "euler", "euler_ancestral", "ddim", "dpmpp_2m", "dpmpp_2m_sde", "unipc", "lcm", "tcd"
]
Spacing = Literal["pack", "karras", "align_your_steps", "trailing"]

_SCHEDULERS: dict[str, str] = {
    "euler": "Euler",
    "euler_ancestral": "Euler ancestral",
    "ddim": "DDIM",
    "dpmpp_2m": "DPM++ 2M",
    "dpmpp_2m_sde": "DPM++ 2M SDE",
    "unipc": "UniPC",
    "lcm": "LCM",
    "tcd": "TCD",
}
_SPACINGS: dict[str, str] = {
    "pack": "As the model was trained",
    "karras": "Karras",
    "align_your_steps": "Align your steps",
    "trailing": "Trailing",
}


class Identity(Windowed):
    """Whose likeness to keep, how strongly, and where the face stands.

    `window` is that of IdentityNet; the ID tokens act in every step.
    """

    references: tuple[Sha256, ...] = Field(
        min_length=1,
        max_length=MOST_PHOTOS,
        title="Photos",
        description="One or more photos of one person.",
    )
    weights: tuple[Share, ...] = Field(
        default=(),
        max_length=MOST_PHOTOS,
        title="Weights of the photos",
        description="How much each photo counts, 0 to 1; empty: all alike.",
    )
    person: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")] | None = Field(
        default=None,
        title="Person",
        description="Id of the person of the library whose photos these are, if any.",
    )
    face: int | None = Field(
        default=None,
        ge=0,
        le=255,
        title="Face",
        description="Which face of the first photo, from the left; empty: the largest.",
    )
    likeness: Strength = Field(
        default=0.8,
        title="Likeness λ",
        description="How much the person's features count: 0 leaves them out, more is liker, and "
        "much more drowns the words. It is the weight λ of the ID tokens in every cross-attention "
        "layer.",
    )
    structure: Strength = Field(
        default=0.8,
        title="Face structure",
        description="How firmly the face stands as in the photo of the pose: its place, its turn "
        "and its shape. It is the scale of IdentityNet.",
    )
    window: Annotated[tuple[Share, Share], Dial(0.05, unit="%")] = Field(
        default=(0.0, 1.0),
        title="IdentityNet's window",
        description="First and last share of the steps in which IdentityNet acts; a late start or "
        "an early end leaves the pose freer.",
    )
    landmarks: Landmarks | None = Field(
        default=None,
        title="Landmarks",
        description="Eyes (image-left first), nose, mouth corners (image-left first), in pixels of "
        "the picture; empty: as in the first photo.",
    )
    pose: Sha256 | None = Field(
        default=None,
        title="Pose photo",
        description="A photo whose landmarks are used; empty: the first reference.",
    )
    region: Sha256 | None = Field(
        default=None, title="Region", description="Mask of where this person acts: white is inside."
    )
    noise: Annotated[Share, Dial(0.05)] = Field(
        default=0.0,
        title="Noise in no face",
        description="What guidance leads away from: 0 is a face of zeros, as in training; above "
        "it a fixed noise of this height.",
    )

    @model_validator(mode="after")
    def _one_pose(self) -> Self:
        if self.landmarks is not None and self.pose is not None:
            raise ValueError(Told("give either landmarks or a pose photo, not both"))
        return self

    @model_validator(mode="after")
    def _weights_fit(self) -> Self:
        if self.weights and len(self.weights) != len(self.references):
            raise ValueError(Told("give one weight for each photo, or none"))
        if self.weights and not any(self.weights):
            raise ValueError(Told("one of the photos must count"))
        return self

    def with_references(self, references: tuple[str, ...]) -> "Identity":
        """The same person with other photos; those that stay keep their weights."""
        weights = kept(self.references, self.weights, references)
        return self.model_copy(update={"references": references, "weights": weights})


class Lora(Part):
    """Low-rank change of the base model's weights."""

    name: Name = Field(title="LoRA", description="Name of a LoRA of the pack.")
    weight: Annotated[float, Dial(0.05)] = Field(
        default=1.0, ge=-2, le=2, title="Weight", description="How strongly it acts; 0: not at all."
    )


class Sampling(Part):
    """How the noise becomes a picture."""

    width: Side = Field(default=256, title="Width", description="Pixels, a multiple of 8.")
    height: Side = Field(default=256, title="Height", description="Pixels, a multiple of 8.")
    steps: Annotated[int, Dial(1, usual=(1, 60))] = Field(
        default=20,
        ge=1,
        le=150,
        title="Steps",
        description="More steps take longer and bring out more detail.",
    )
    guidance: Annotated[float, Dial(0.5, usual=(0, 15))] = Field(
        default=4.0,
        ge=0,
        le=30,
        title="Guidance scale",
        description="How closely to follow; up to 1: no guidance.",
    )
    guided_until: Annotated[Share, Dial(0.05, unit="%")] = Field(
        default=1.0,
        title="Guided until",
        description="Share of the steps that the guidance steers; each of the others takes about "
        "half the time. At 80 % the picture hardly changes, at 40 % its details do.",
    )
    full_every: Annotated[int, Dial(1)] = Field(
        default=1,
        ge=1,
        le=5,
        title="Full step every",
        description="One of so many steps is computed in full, 1: each. In the others only fine "
        "detail is drawn anew; what the picture shows and where is taken over. 2 is nearly as "
        "good and much faster, 3 changes details.",
    )
    guess_mode: bool = Field(
        default=False,
        title="Guess mode",
        description="IdentityNet acts on the conditional half only.",
    )
    scheduler: Annotated[Scheduler, Words(_SCHEDULERS)] = Field(
        default="euler", title="Scheduler", description="How the noise is taken away, step by step."
    )
    spacing: Annotated[Spacing, Words(_SPACINGS)] = Field(
        default="pack",
        title="Spacing of the steps",
        description="How much noise is left at each step. Karras spends more steps on details, "
        "align your steps is made for about ten, trailing for the few of a Lightning LoRA.",
    )
    seed: Annotated[int, Dial(1)] = Field(
        default=0,
        ge=0,
        le=SEEDS - 1,
        title="Seed",
        description="First picture's seed; the next ones count up.",
    )
    count: Annotated[int, Dial(1)] = Field(
        default=1, ge=1, le=64, title="Pictures", description="How many, each with its own seed."
    )


class Asked(Part):
    """Prompts as they were written, before words were chosen for their wildcards."""

    prompt: Text = Field(default="", title="Prompt")
    negative_prompt: Text = Field(default="", title="Negative prompt")


class Recipe(Part):
    """All that decides a picture."""

    version: Literal[1] = VERSION
    prompt: Text = Field(
        default="",
        title="Prompt",
        description="What the picture shows. (word:1.2) counts for more, (word:0.8) for less.",
    )
    negative_prompt: Text = Field(
        default="", title="Negative prompt", description="What the picture should not show."
    )
    asked: Asked | None = Field(
        default=None,
        title="As it was asked",
        description="The prompts with the wildcards from which their words were chosen, if any.",
    )
    identities: tuple[Identity, ...] = Field(default=(), max_length=8, title="People")
    image_prompts: tuple[ImagePrompt, ...] = Field(default=(), max_length=8, title="Image prompts")
    controls: tuple[Control, ...] = Field(default=(), max_length=8, title="Controls")
    loras: tuple[Lora, ...] = Field(default=(), max_length=MOST_LORAS, title="LoRAs")
    start: Start | None = Field(default=None, title="Start image")
    upscale: Upscale | None = Field(default=None, title="Enlarging")
    refine: Refine | None = Field(default=None, title="Faces refined")
    sampling: Sampling = Field(default_factory=Sampling, title="Sampling")
    pack: Name = Field(default="demo", title="Pack", description="Name of the model pack.")

    def sources(self) -> frozenset[str]:
        """Fingerprints of every image that this recipe names."""
        found: set[str] = set()
        for identity in self.identities:
            found.update(identity.references)
            found.update(filter(None, (identity.pose, identity.region)))
        for prompt in self.image_prompts:
            found.update(prompt.images)
            found.update(filter(None, (prompt.mask,)))
        found.update(control.image for control in self.controls)
        if self.start is not None:
            found.update(filter(None, (self.start.image, self.start.mask)))
        return frozenset(found)

    def problems(self) -> tuple[Told, ...]:
        """Why this recipe can't be drawn as it stands, a sentence each; empty when it can."""
        start, enlarging, refine = self.start, self.upscale, self.refine
        kept = start is not None and start.strength == 0
        drawn = not kept or refine is not None or (enlarging is not None and enlarging.strength)
        if drawn and not (self.prompt.strip() or self.identities or self.image_prompts):
            return (Told("Write a prompt, or add a person or an image prompt."),)
        if kept and enlarging is None and refine is None:
            return (Told("Nothing would change: raise the change of the start image."),)
        if enlarging is not None and enlarging.by == "latents":
            if enlarging.tiled or enlarging.upscaler or enlarging.strength == 0:
                return (Told("Latents are enlarged at once, without a model, and drawn anew."),)
            if start is not None and start.retouches:
                return (Told("Latents of a picture of which only a part is drawn stay as large."),)
        return ()

    def to_json(self) -> str:
        return self.model_dump_json()

    @classmethod
    def from_json(cls, text: str | bytes) -> "Recipe":
        """Read a recipe of this or an earlier version.

        Raises:
            BadInput: if it is not JSON, is too large, or has unknown, missing or wrong fields.
        """
        if len(text) > MAX_JSON_BYTES:
            raise BadInput(
                "This recipe is larger than 1 MB.", "Recipes hold no images; check the file."
            )
        try:
            data = json.loads(text, parse_constant=_refuse_constant)
        except (ValueError, RecursionError) as error:
            raise BadInput("This recipe is not readable as JSON.", "Check the file.") from error
        return cls.from_data(data)

    @classmethod
    def from_data(cls, data: Any) -> "Recipe":
        """Validate plain JSON data; raises BadInput with one sentence that names the field."""
        if not isinstance(data, dict):
            raise BadInput("A recipe must be a JSON object.", "Check the file.")
        version = data.get("version", VERSION)
        if isinstance(version, int) and version > VERSION:
            raise BadInput(
                Told(
                    "This recipe is of version {0}, this Likeness reads up to {1}.",
                    version,
                    VERSION,
                ),
                "Update Likeness.",
            )
        try:
            return cls.model_validate(data)
        except ValidationError as error:
            raise BadInput(describe_validation(error)) from error

    def with_field(self, path: str, value: Any) -> "Recipe":
        """A copy with one field changed, named by a dotted path such as `sampling.steps`.

        Raises:
            BadInput: if there is no such field or the value does not fit.
        """
        return self.with_fields({path: value})

    def with_fields(self, values: Mapping[str, Any]) -> "Recipe":
        """A copy with some fields changed, which are checked together; see `with_field`."""
        data = self.model_dump(mode="json")
        for path, value in values.items():
            _put(data, path, value)
        return Recipe.from_data(data)


def _put(data: Any, path: str, value: Any) -> None:
    *parents, last = path.split(".")
    place = data
    try:
        for name in parents:
            place = place[int(name)] if isinstance(place, list) else place[name]
        if isinstance(place, list):
            place[int(last)] = value
        elif isinstance(place, dict) and last in place:
            place[last] = value
        else:
            raise KeyError(last)
    except (KeyError, IndexError, ValueError, TypeError) as error:
        raise BadInput(
            Told("A recipe has no field '{0}'.", path), "Try for example sampling.steps."
        ) from error


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number")
