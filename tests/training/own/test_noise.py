"""What the base is asked to tell: the noise or v, as its scheduler says."""

from typing import Any

import pytest
import torch
from diffusers import DDPMScheduler, EulerDiscreteScheduler
from torch import Tensor, nn

from core.errors import Unsupported
from training.own.nets import Batch
from training.own.noise import Noise

BETAS: dict[str, Any] = {
    "beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"
}  # fmt: skip


class Knowing(nn.Module):
    """Knows what is under the noise, and tells the noise or v from that."""

    def __init__(self, clean: Tensor, tells: str) -> None:
        super().__init__()
        self._clean, self._tells = nn.Parameter(clean), tells
        self._kept = DDPMScheduler(**BETAS).alphas_cumprod

    def forward(self, noisy: Tensor, steps: Tensor, _: Batch) -> Tensor:
        kept = self._kept[steps][:, None, None, None]
        noise = (noisy - kept.sqrt() * self._clean) / (1 - kept).sqrt()
        v = kept.sqrt() * noise - (1 - kept).sqrt() * self._clean
        return v if self._tells == "v_prediction" else noise


@pytest.mark.parametrize("asked", ["epsilon", "v_prediction"])
@pytest.mark.parametrize("told", ["epsilon", "v_prediction"])
def test_who_tells_what_is_asked_makes_no_error(asked: str, told: str) -> None:
    noise = Noise(EulerDiscreteScheduler(**BETAS, prediction_type=asked))
    clean = torch.randn(4, 4, 8, 8, generator=torch.Generator().manual_seed(0))
    nothing = torch.zeros(4, 1)
    batch = Batch(clean, torch.zeros_like(clean), nothing, None, nothing, nothing, None)
    knowing: Any = Knowing(clean, told)
    steps, generator = torch.tensor([50, 300, 700, 990]), torch.Generator().manual_seed(1)
    error = noise.error_at(knowing, batch, steps, generator)
    assert error.shape == (4,)
    if asked == told:
        assert error.max() < 1e-5
    else:
        assert error.min() > 1e-3
    drawn = [noise.error(knowing, batch, torch.Generator().manual_seed(2)) for _ in range(2)]
    assert torch.equal(drawn[0], drawn[1])


def test_a_base_that_tells_something_else_is_refused() -> None:
    with pytest.raises(Unsupported, match="sample"):
        Noise(EulerDiscreteScheduler(**BETAS, prediction_type="sample"))
