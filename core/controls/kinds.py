"""Which kind of picture a ControlNet reads: told by the pack, its published file, or its name."""

from core.packs.catalogue import known
from core.packs.manifest import ControlNetEntry, Manifest, Reads
from core.recipe_control import Preprocessor

_WORDS: tuple[tuple[str, Reads], ...] = (
    ("canny", "canny"),
    ("softedge", "other"),  # grey lines, which are no canny edges
    ("landmark", "landmarks"),
    ("instantid", "landmarks"),
    ("identitynet", "landmarks"),
    ("kps", "landmarks"),
    ("openpose", "pose"),
    ("pose", "pose"),
    ("depth", "depth"),
)
PREPROCESSORS: dict[Reads, Preprocessor] = {"canny": "canny", "landmarks": "landmarks"}
"""What makes the kinds of pictures that are made here; all others have to be ready."""


def reads(net: ControlNetEntry, manifest: Manifest) -> Reads:
    """What kind of picture one of the pack's ControlNets reads, as far as can be told."""
    if net.reads is not None:
        return net.reads
    for path, file in manifest.files.items():
        if path.startswith(f"{net.folder}/") and (published := known(file.sha256)) is not None:
            return named(published.name)
    return named(net.name)


def named(name: str) -> Reads:
    """What kind of picture a ControlNet of this name reads; `other` if it does not say so."""
    plain = "".join(letter for letter in name.lower() if letter.isalnum())
    for word, kind in _WORDS:
        if word in plain:
            return kind
    return "other"
