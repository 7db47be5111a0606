"""Packs that the coach judges by: the demo, and one set like the official SDXL models."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from core.faces.head import Head
from core.faces.posing import HEAD_HEIGHT
from core.packs import Manifest, Pack
from core.packs.defaults import default_recipe
from core.packs.manifest import Defaults, LoraEntry
from core.recipe import Identity, ImagePrompt, Recipe

PHOTO = "1" * 64
OFFICIAL = Defaults(
    width=1024,
    height=1024,
    steps=30,
    guidance=5.0,
    likeness=0.8,
    structure=0.8,
    scheduler="euler",
)


@dataclass(frozen=True)
class Case:
    """A pack, and a recipe for it as it should be: one person, large enough, at the pack's own."""

    manifest: Manifest

    @property
    def side(self) -> int:
        return self.manifest.defaults.height

    def recipe(self, **sampling: Any) -> Recipe:
        usual = self.manifest.defaults
        person = Identity(references=(PHOTO,), likeness=usual.likeness, structure=usual.structure)
        plain = default_recipe(self.manifest)
        side = 992 if self.side == 1024 else self.side  # where no watermark is
        sampling = {"width": side, "height": side, **sampling}
        return plain.model_copy(
            update={
                "prompt": "portrait of a woman",
                "identities": (person,),
                "sampling": plain.sampling.model_copy(update=sampling),
            }
        )

    def image_prompt(self, **changes: Any) -> ImagePrompt:
        return ImagePrompt(images=(PHOTO,), adapter="ip-adapter", **changes)

    def head(
        self, share: float = 0.5, yaw: float = 0.0, pitch: float = 0.0, roll: float = 0.0
    ) -> np.ndarray:
        """Landmarks (5, 2) of a head that takes this share of the height of the pack's pictures."""
        middle = (self.side / 2, self.side / 2)
        return Head(share * self.side / HEAD_HEIGHT, middle, yaw, pitch, roll).landmarks()


@pytest.fixture(params=["demo", "official"])
def case(request: pytest.FixtureRequest, demo_pack: Pack) -> Case:
    """Each pack in turn."""
    if request.param == "demo":
        return Case(demo_pack.manifest)
    lightning = LoraEntry(name="fast", file="loras/sdxl_lightning_4step_lora.safetensors")
    changes = {"defaults": OFFICIAL, "loras": (lightning,), "draft": None}
    return Case(demo_pack.manifest.model_copy(update=changes))
