"""The kinds of adapter that can be trained, and what the papers' scripts set for each."""

from dataclasses import dataclass
from typing import Literal

Name = Literal["basic", "plus", "faceid", "instantid"]


@dataclass(frozen=True)
class Drops:
    """Shares of the pictures that are learnt from without their image or face, text, or both."""

    image: float = 0.05
    text: float = 0.05
    both: float = 0.05


@dataclass(frozen=True)
class Kind:
    """One kind of adapter.

    Attributes:
        name: as the command line and manifests have it.
        file: the name of its file; the family of the base model goes into the braces.
        told: what its projection reads: an image's embedding, its hidden states, or a face.
        tokens: for each image or face.
        drops: of InstantID none, as its authors say of the released model.
        rate: of AdamW. InstantID's is not published; this is that of the known attempts at it.
        half: whether its file is in half precision, as the published one. InstantID's is not: that
            is how its file is told from FaceID Portrait's.
    """

    name: Name
    file: str
    told: Literal["embedding", "hidden", "face"]
    tokens: int
    drops: Drops = Drops()
    rate: float = 1e-4
    half: bool = True


KINDS: dict[Name, Kind] = {
    "basic": Kind("basic", "ip-adapter_{}.safetensors", "embedding", 4),
    "plus": Kind("plus", "ip-adapter-plus_{}.safetensors", "hidden", 16),
    "faceid": Kind("faceid", "ip-adapter-faceid_{}.safetensors", "face", 4),
    "instantid": Kind(
        "instantid", "ip-adapter.safetensors", "face", 16, Drops(0, 0, 0), 1e-5, half=False
    ),
}
IDENTITY_NET = "ControlNetModel"
"""The folder of InstantID's other half, beside its file."""
