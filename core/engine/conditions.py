"""All that the denoising of one picture depends on, ready for the nets: no files, no faces."""

from dataclasses import dataclass

from PIL import Image
from torch import Tensor

from core.engine.adapters import Slot
from core.engine.prompt import Prompt
from core.recipe import Sampling


@dataclass(frozen=True, eq=False)
class Guide:
    """One ControlNet at work."""

    net: str | None  # name in the pack; None: IdentityNet
    picture: Image.Image  # of the size of the picture to draw
    strength: float
    window: tuple[float, float]  # share of the steps in which it acts
    face: Tensor | None = None  # ID tokens (2, n, width) that IdentityNet reads
    region: Tensor | None = None  # (1, 1, h, w): where IdentityNet acts; None: everywhere


@dataclass(frozen=True, eq=False)
class Beginning:
    """The image to start from."""

    image: Image.Image  # of the size of the picture to draw
    strength: float  # share of the steps that are run
    mask: Tensor | None  # (1, 1, h, w) of 0 and 1 in latent pixels: 1 may change
    noisy: bool = False  # where it may change, noise takes the place of the image's latents
    noise: Tensor | None = None  # (1, channels, h, w): added first; None: drawn from the seed
    latents: Tensor | None = None  # (1, channels, h, w): clean ones in place of the image's


@dataclass(frozen=True, eq=False)
class Conditions:
    """What `encode` prepares and `denoise` draws from."""

    sampling: Sampling
    prompt: Prompt
    slots: tuple[Slot, ...]  # as the adapters are attached; those of the people come first
    guides: tuple[Guide, ...]  # IdentityNet comes first, once for each person
    beginning: Beginning | None

    @property
    def steps(self) -> int:
        """Steps that are run: with an image to start from, only the last share of them."""
        steps = self.sampling.steps
        return steps if self.beginning is None else int(steps * self.beginning.strength)
