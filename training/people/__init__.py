"""People that we draw ourselves: who they are, the scene they are in, and the drawing of both."""

from training.people.captions import caption, plain_caption
from training.people.drawing import Drawing, draw
from training.people.identity import Identity, sample_identity
from training.people.scene import Scene, sample_scene

__all__ = [
    "Drawing",
    "Identity",
    "Scene",
    "caption",
    "draw",
    "plain_caption",
    "sample_identity",
    "sample_scene",
]
