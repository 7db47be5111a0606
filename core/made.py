"""What a picture was made with: model files, libraries and the device, beside its recipe.

A recipe says what to draw. Whether it comes out the same, to the pixel, also hangs on the content
of the model files that take part, on the versions of the libraries that run them, and on what they
run on. So each picture keeps these, in a text chunk of its own: a picture without one is as
readable as ever, and the recipe stays small.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from core.errors import BadInput
from core.recipe_parts import Name, Part, Sha256
from core.told import Told
from core.validation import describe_validation

MAX_CHARACTERS = 200_000
MAX_FILES = 500
_Word = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[ -~]+$")]
_File = Annotated[str, Field(min_length=1, max_length=400, pattern=r'^[^\x00-\x1f\\:*?"<>|]+$')]

NAMES: Mapping[str, str] = {
    "likeness": "Likeness",
    "torch": "torch",
    "diffusers": "diffusers",
    "transformers": "transformers",
    "device": Told("Device"),
    "processor": Told("Processor"),
    "dtype": Told("Number type"),
    "pack": Told("Pack"),
}
"""What the fields are called, those in which two pictures can differ besides their files."""


class MadeWith(Part):
    """All that decides the pixels beside the recipe; no path of a computer, no name of a person."""

    version: Literal[1] = 1
    likeness: _Word
    torch: _Word
    diffusers: _Word
    transformers: _Word
    device: _Word  # as torch names it: cpu, cuda:0
    processor: _Word  # of the device: its instructions, or what the graphics card is called
    dtype: _Word  # number type of the weights, such as float32
    pack: Name
    files: Mapping[_File, Sha256] = Field(max_length=MAX_FILES)  # paths inside of the pack

    def to_json(self) -> str:
        return self.model_dump_json()

    @classmethod
    def from_json(cls, text: str) -> "MadeWith":
        """Read what `to_json` wrote.

        Raises:
            BadInput: with one sentence, if it is anything else.
        """
        if len(text) > MAX_CHARACTERS:
            raise BadInput("It is too long.")
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            raise BadInput(describe_validation(error)) from error
        except (ValueError, RecursionError) as error:
            raise BadInput("It is not readable as JSON.") from error


def changes(one: MadeWith, other: MadeWith) -> Iterator[tuple[str, str, str]]:
    """What two pictures were not made alike with: a field or file, and what each of both has.

    Of files it is their fingerprints, empty where a picture was made without that file.
    """
    for name in NAMES:
        first, second = getattr(one, name), getattr(other, name)
        if first != second:
            yield name, first, second
    for file in sorted(one.files.keys() | other.files.keys()):
        first, second = one.files.get(file, ""), other.files.get(file, "")
        if first != second:
            yield file, first, second
