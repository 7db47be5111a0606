"""What a pack is made of: `pack.json` as frozen, checked models."""

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from core.recipe import Name, Scheduler, Sha256, Side, Spacing, Strength

VERSION = 1
MAX_FILES = 10_000
SINGLE = ".safetensors"  # suffix of a base model in one file


def _relative(path: str) -> str:
    """A path that stays inside the pack on every system; raises ValueError for any other."""
    parts = path.split("/")
    if any(part in ("", ".", "..") or part.endswith((" ", ".")) for part in parts):
        raise ValueError("a path must be relative and stay inside the pack")
    if any(letter in '\\:*?"<>|' or not letter.isprintable() for letter in path):
        raise ValueError("a path must be written with / and plain characters")
    return path


RelativePath = Annotated[str, Field(min_length=1, max_length=400), AfterValidator(_relative)]
Single = Annotated[RelativePath, Field(pattern=r"\.safetensors$")]
Weight = Annotated[float, Field(ge=-100, le=100)]
Colour = tuple[Weight, Weight, Weight]


class Entry(BaseModel):
    """Base of all that a manifest is made of: frozen, exact about names and types."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class Licence(Entry):
    """Under what terms a part of the pack may be used."""

    name: str = Field(min_length=1, max_length=200)
    covers: str = Field(min_length=1, max_length=1000)


class InstantId(Entry):
    """The two halves of InstantID."""

    controlnet: RelativePath  # folder of IdentityNet, in the layout of diffusers
    adapter: RelativePath  # .safetensors with `image_proj` and `ip_adapter`


Variant = Literal[
    "basic",
    "plus",
    "plus-face",
    "full-face",
    "faceid",
    "faceid-plus",
    "faceid-plusv2",
    "portrait",
    "portrait-unnorm",
    "instantid",
]
"""The published adapters; light and vit-G are basic ones."""


class Adapter(Entry):
    """One image-prompt adapter (IP-Adapter).

    What it is, its content tells. Only FaceID-Plus of both versions, and Plus beside Plus-face,
    have the same content, and `variant` says which one it is where the file's name does not.
    """

    name: Name
    file: RelativePath
    encoder: RelativePath | None = None  # folder of the CLIP vision tower; None: it reads faces
    variant: Variant | None = None
    lora: Name | None = None  # of the pack, used in place of the one inside of the file
    faces: RelativePath | None = None  # face models it was trained with; None: those of the pack

    @property
    def reads_faces(self) -> bool:
        """Whether it is shown a photo of a face and keeps that, as far as the manifest tells."""
        reading = ("faceid-plus", "faceid-plusv2")
        return self.encoder is None or self.variant in reading or self.looks_at_faces

    @property
    def looks_at_faces(self) -> bool:
        """Whether it needs to know where a face is, and not whose, as far as that tells."""
        return self.variant in ("plus-face", "full-face")


Reads = Literal["canny", "depth", "pose", "landmarks", "other"]
"""What a ControlNet's picture shows: edges, depth, a stick figure, a face's five points."""


class ControlNetEntry(Entry):
    """One further ControlNet."""

    name: Name
    folder: RelativePath
    reads: Reads | None = None  # None: as its name or its published file tells


class LoraEntry(Entry):
    """One low-rank change of the base model's weights."""

    name: Name
    file: Single


class Preview(Entry):
    """From scaled latents to RGB in [-1, 1], for pictures between the steps."""

    factors: tuple[Colour, ...] = Field(min_length=1, max_length=128)  # one per latent channel
    bias: Colour  # latents times factors plus bias
    tiny: RelativePath | None = None  # folder of an AutoencoderTiny, shown instead of this map


class Defaults(Entry):
    """Settings with which this pack works well."""

    width: Side
    height: Side
    steps: int = Field(ge=1, le=150)
    guidance: float = Field(ge=0, le=30)
    likeness: Strength
    structure: Strength
    scheduler: Scheduler


class Draft(Entry):
    """How this pack draws quickly: a LoRA that was distilled for few steps, and its settings."""

    lora: Name
    steps: int = Field(ge=1, le=150)
    guidance: float = Field(ge=0, le=30)
    scheduler: Scheduler
    spacing: Spacing = "pack"


OnnxFile = Annotated[RelativePath, Field(pattern=r"\.onnx$")]


class Scorer(Entry):
    """A second recogniser, which judges how alike a portrait is and conditions nothing.

    The three numbers are cosines, measured for this recogniser: what is usual between a picture
    of somebody and the average of somebody else; between one photo of a person and the average of
    the person's others; and the standard deviation of the latter.
    """

    file: OnnxFile
    strangers: float = Field(ge=-1, le=1)
    own: float = Field(ge=-1, le=1)
    spread: float = Field(ge=0, le=1)


class FileEntry(Entry):
    """How a file must be to be the one that was published."""

    size: int = Field(ge=0)  # bytes
    sha256: Sha256


class Manifest(Entry):
    """A pack's `pack.json`. Paths are relative to its folder and written with /."""

    version: Literal[1]
    name: Name
    title: str = Field(min_length=1, max_length=200)
    description: str = Field(max_length=4000)
    family: Literal["sdxl", "sd15"]
    licences: tuple[Licence, ...] = Field(min_length=1, max_length=100)
    base: RelativePath  # folder in the layout of diffusers, or one .safetensors file of all parts
    vae: Single | None = None  # used instead of the base model's
    instantid: InstantId | None = None
    adapters: tuple[Adapter, ...] = Field((), max_length=100)
    controlnets: tuple[ControlNetEntry, ...] = Field((), max_length=100)
    loras: tuple[LoraEntry, ...] = Field((), max_length=100)
    faces: RelativePath | None = None  # folder of .onnx files for insightface
    detector: OnnxFile | None = None  # YuNet: finds faces in place of the one in any such folder
    scorer: Scorer | None = None  # None: likeness is judged by the recogniser of `faces`
    preview: Preview | None = None
    defaults: Defaults
    draft: Draft | None = None
    files: Mapping[RelativePath, FileEntry] = Field(min_length=1, max_length=MAX_FILES)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        for name, names in (
            ("adapters", [adapter.name for adapter in self.adapters]),
            ("ControlNets", [net.name for net in self.controlnets]),
            ("LoRAs", [lora.name for lora in self.loras]),
        ):
            if len(set(names)) < len(names):
                raise ValueError(f"two {name} have the same name")
        if self.draft is not None and all(lora.name != self.draft.lora for lora in self.loras):
            raise ValueError(f"there is no LoRA {self.draft.lora}, which the draft names")
        loras = {lora.name for lora in self.loras}
        for adapter in self.adapters:
            if adapter.lora is not None and adapter.lora not in loras:
                raise ValueError(f"there is no LoRA {adapter.lora}, which {adapter.name} names")
        for folder in self._folders():
            if not any(file.startswith(f"{folder}/") for file in self.files):
                raise ValueError(f"no file of the folder {folder} is listed")
        for file in self._single_files():
            if file not in self.files:
                raise ValueError(f"the file {file} is not listed")
        return self

    def lacks_faces_for(self, adapter: Adapter) -> bool:
        """Whether an adapter needs face models that the pack does not have."""
        if adapter.faces is not None or self.faces is not None:
            return False
        return adapter.reads_faces and not (adapter.looks_at_faces and self.detector is not None)

    def face_folders(self) -> frozenset[str]:
        """Folders of face models that the pack or an adapter names."""
        named = (self.faces, *(adapter.faces for adapter in self.adapters))
        return frozenset(folder for folder in named if folder is not None)

    def fixed(self) -> Iterator[str]:
        """Files and folders that are no part with a name of its own."""
        yield from self._fixed_folders()
        yield from self._fixed_files()

    def _folders(self) -> Iterator[str]:
        yield from self._fixed_folders()
        yield from (adapter.encoder for adapter in self.adapters if adapter.encoder is not None)
        yield from (adapter.faces for adapter in self.adapters if adapter.faces is not None)
        yield from (net.folder for net in self.controlnets)

    def _single_files(self) -> Iterator[str]:
        yield from self._fixed_files()
        yield from (adapter.file for adapter in self.adapters)
        yield from (lora.file for lora in self.loras)

    def _fixed_folders(self) -> Iterator[str]:
        if not self.base.endswith(SINGLE):
            yield self.base
        if self.faces is not None:
            yield self.faces
        if self.instantid is not None:
            yield self.instantid.controlnet
        if self.preview is not None and self.preview.tiny is not None:
            yield self.preview.tiny

    def _fixed_files(self) -> Iterator[str]:
        if self.base.endswith(SINGLE):
            yield self.base
        if self.vae is not None:
            yield self.vae
        if self.instantid is not None:
            yield self.instantid.adapter
        if self.scorer is not None:
            yield self.scorer.file
        if self.detector is not None:
            yield self.detector


def is_within(file: str, roots: Collection[str], flat: Collection[str]) -> bool:
    """Whether a file is one of these, or in one of these folders.

    Of flat folders, as those of face models are, what lies in a folder within is no part.
    """
    return any(
        file == root
        or (file.rpartition("/")[0] == root if root in flat else file.startswith(f"{root}/"))
        for root in roots
    )
