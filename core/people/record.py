"""What is kept of a person: `person.json` as frozen, checked models.

No vector is in here, no file name and no path: photos are source images of the library, named by
their fingerprint.
"""

from __future__ import annotations

import json
import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from core.errors import BadInput
from core.faces import head, quality
from core.faces.face import GOOD_WIDTH, Face
from core.lazy import Lazy
from core.recipe import Identity, Sha256, Share
from core.told import Told
from core.validation import describe_validation

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

VERSION = 1
MAX_JSON_BYTES = 1_000_000
MAX_PHOTOS = 200
MAX_NAME = 200
PersonId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
Number = Annotated[float, Field(ge=-1e6, le=1e6)]
Degrees = Annotated[float, Field(ge=-180, le=180)]
Use = Literal["auto", "yes", "no"]
Flaw = Literal["no-face", "small-face", "blurred", "turned"]


class Kept(BaseModel):
    """Base of all that is kept: frozen, exact about names and numbers."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Seen(Kept):
    """The face of the person in one photo, in pixels of it; see `core.faces.face.Face`.

    `blur` is 0 to 1, `turn` in distances of the eyes, as in core.faces.quality. The angles are
    degrees, as in core.faces.head; None where five points are no head.
    """

    box: tuple[Number, Number, Number, Number]
    landmarks: tuple[tuple[Number, Number], ...] = Field(min_length=5, max_length=5)
    score: float = Field(ge=0, le=1)
    blur: float = Field(ge=0, le=1)
    turn: float = Field(ge=0, le=1e6)
    yaw: Degrees | None = None
    pitch: Degrees | None = None
    roll: Degrees | None = None

    @property
    def width(self) -> float:
        """Of the face, pixels."""
        return self.box[2] - self.box[0]

    @classmethod
    def of(cls, face: Face, pixels: np.ndarray) -> Self:
        """Measure a face of an image, RGB uint8 (h, w, 3)."""
        size = (pixels.shape[1], pixels.shape[0])
        try:
            pose = head.fit(face.landmarks)
            angles = {"yaw": pose.yaw, "pitch": pose.pitch, "roll": pose.roll}
        except head.NotAHead:
            angles = {}
        left, top, right, bottom = (float(edge) for edge in face.box)
        return cls(
            box=(left, top, right, bottom),
            landmarks=tuple((float(x), float(y)) for x, y in face.landmarks),
            score=min(1.0, max(0.0, float(face.score))),
            blur=min(1.0, max(0.0, quality.blur(quality.crop(face, pixels, size)))),
            turn=quality.turn(face.landmarks),
            **angles,
        )


class PersonPhoto(Kept):
    """One photo of a person.

    `use`: whether it counts; "auto": unless something is wrong with it. `weight`: how much.
    """

    source: Sha256
    width: int = Field(ge=1, le=100_000)
    height: int = Field(ge=1, le=100_000)
    face: Seen | None = None  # None: no face was found
    use: Use = "auto"
    weight: Share = 1.0
    added: date

    @property
    def flaws(self) -> tuple[Flaw, ...]:
        """What keeps it from being a good photo of somebody, the worst first."""
        if self.face is None:
            return ("no-face",)
        found: list[Flaw] = ["small-face"] if self.face.width < GOOD_WIDTH else []
        if self.face.blur > quality.MOST_BLUR:
            found.append("blurred")
        if self.face.turn > quality.MOST_TURN:
            found.append("turned")
        return tuple(found)


class Person(Kept):
    """Somebody who agreed to it, as the library keeps them."""

    version: Literal[1] = VERSION
    id: PersonId
    name: str = Field(min_length=1, max_length=MAX_NAME)
    consent: date  # when 'I am this person or have their permission' was ticked
    created: date
    expires: date | None = None
    photos: tuple[PersonPhoto, ...] = Field(default=(), max_length=MAX_PHOTOS)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if len(set(self.keys)) < len(self.photos):
            raise ValueError(Told("a photo is there twice"))
        if not self.name.isprintable():  # a list shows it, and it may come from a file
            raise ValueError(Told("a name has letters only that can be shown"))
        return self

    @property
    def keys(self) -> tuple[str, ...]:
        """Fingerprints of all photos, in order."""
        return tuple(photo.source for photo in self.photos)

    def photo(self, key: str) -> PersonPhoto | None:
        """The photo of that fingerprint, if it is one of theirs."""
        return next((photo for photo in self.photos if photo.source == key), None)

    def with_photo(self, photo: PersonPhoto) -> Person:
        """The same with one photo changed."""
        photos = tuple(photo if one.source == photo.source else one for one in self.photos)
        return self.model_copy(update={"photos": photos})

    def without(self, *keys: str) -> Person:
        """The same without some photos."""
        photos = tuple(one for one in self.photos if one.source not in keys)
        return self.model_copy(update={"photos": photos})

    def to_json(self) -> str:
        return self.model_dump_json(indent=1)

    @classmethod
    def from_json(cls, text: str | bytes) -> Person:
        """Read what `to_json` wrote.

        Raises:
            BadInput: if it is too large, no JSON, or has unknown, missing or wrong fields.
        """
        if len(text) > MAX_JSON_BYTES:
            raise BadInput("The file of this person is too large.")
        try:
            data: Any = json.loads(text)
            return cls.model_validate_json(text) if isinstance(data, dict) else _refuse()
        except ValidationError as error:
            raise BadInput(describe_validation(error)) from error
        except (ValueError, RecursionError) as error:
            raise BadInput("The file of this person is not readable.") from error


def today() -> date:
    """The user's date."""
    return datetime.now().astimezone().date()  # a day of their calendar, wherever they are


def new_person(name: str, consented: bool, when: date | None = None) -> Person:
    """Somebody new, without photos, who consented on a day; None: today.

    Raises:
        BadInput: without the tick, or if the name is empty or too long.
    """
    if not consented:
        raise BadInput(
            "A person can't be kept without their consent.",
            "Tick that you are this person or have their permission.",
        )
    day = when or today()
    return Person(id=uuid.uuid4().hex, name=checked_name(name), consent=day, created=day)


def checked_name(name: str) -> str:
    """A name without blanks around it.

    Raises:
        BadInput: if it is empty or too long.
    """
    stripped = " ".join(name.split())
    if not stripped.isprintable() or not 1 <= len(stripped) <= MAX_NAME:
        raise BadInput("A person's name has 1 to 200 characters.", "Choose another name.")
    return stripped


def used_by(person: Person, identity: Identity | None, counted: tuple[PersonPhoto, ...]) -> bool:
    """Whether an identity of a recipe names exactly the photos and weights that count."""
    if identity is None or identity.person != person.id:
        return False
    weights = identity.weights or (1.0,) * len(identity.references)
    return identity.references == tuple(one.source for one in counted) and weights == tuple(
        one.weight for one in counted
    )


def _refuse() -> Person:
    raise ValueError("not an object")
