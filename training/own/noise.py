"""The error that is made smaller, by the noise schedule of the base."""

from dataclasses import fields, replace
from typing import Any

import torch
import torch.nn.functional as F
from diffusers import DDPMScheduler
from torch import Tensor

from core.errors import Unsupported
from training.own.nets import Batch, Own


class Noise:
    """Noise as the base was trained with, and what its UNet tells of it."""

    def __init__(self, scheduler: Any) -> None:
        """Of the scheduler that comes with the base.

        Raises:
            Unsupported: if the UNet tells neither the noise nor v.
        """
        self._scheduler = DDPMScheduler.from_config(scheduler.config)
        self._tells = self._scheduler.config["prediction_type"]
        if self._tells not in ("epsilon", "v_prediction"):
            raise Unsupported(f"A base model that tells '{self._tells}' can't be trained on.")

    @property
    def steps(self) -> int:
        """How many timesteps there are."""
        return self._scheduler.config["num_train_timesteps"]

    def error(self, own: Own, batch: Batch, generator: torch.Generator) -> Tensor:
        """The mean squared error of a batch at timesteps anywhere, with noise from `generator`."""
        steps = torch.randint(self.steps, (len(batch.latents),), generator=generator)
        return self.error_at(own, batch, steps, generator).mean()

    def error_at(self, own: Own, batch: Batch, steps: Tensor, generator: torch.Generator) -> Tensor:
        """The squared error of each picture (n,) at these timesteps (n,).

        All is drawn on the CPU, so that a seed means the same on every device.
        """
        where = next(own.parameters()).device
        drawn, added = (torch.randn(batch.latents.shape, generator=generator) for _ in range(2))
        latents = batch.latents + batch.deviation * drawn
        noisy = self._scheduler.add_noise(latents, added, steps)
        wanted = added
        if self._tells == "v_prediction":
            wanted = self._scheduler.get_velocity(latents, added, steps)
        told = own(noisy.to(where), steps.to(where), _moved(batch, where))
        return F.mse_loss(told, wanted.to(where), reduction="none").mean((1, 2, 3))


def _moved(batch: Batch, where: torch.device) -> Batch:
    parts = {one.name: getattr(batch, one.name) for one in fields(batch)}
    return replace(batch, **{n: p.to(where) for n, p in parts.items() if p is not None})
