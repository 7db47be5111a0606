"""A first lesson for the projection of InstantID: its tokens must tell the person's traits.

Left to the portraits alone, the projection learns late: tokens that mean nothing yet are ignored,
and what is ignored teaches nothing. After a minute of this, faces differ in their tokens from the
first step on. The reader that is trained beside it sees the tokens through noise: else it would
be content with differences too small for attention to notice. It is thrown away.
"""

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from training import dataset, features, networks
from training.common import Stage, pace

BATCH = 256
NOISE = 0.7  # tokens have unit deviation


def train(steps: int = 500) -> None:
    """Train; the weights of the projection lie in runs/projection/model.pt."""
    torch.set_num_threads(1)
    torch.manual_seed(6)
    stage, people = Stage("projection", steps), dataset.load()
    embeddings = features.load().embeddings
    model = networks.Resampler(512, networks.ID_TOKENS)
    reader = nn.Linear(networks.ID_TOKENS * networks.CONTEXT, people.traits.shape[1])
    parts = nn.ModuleList([model, reader])
    optimiser = torch.optim.AdamW(parts.parameters(), lr=1e-3, weight_decay=0.01, foreach=True)
    start = stage.resume(parts=parts, optimiser=optimiser)
    for step, rng, noise in stage.steps(start):
        picture = rng.integers(0, people.training, BATCH)
        tokens = model(torch.from_numpy(embeddings[picture])[:, None])
        wanted = torch.from_numpy(people.traits[picture // dataset.SCENES])
        heard = tokens + NOISE * torch.randn(tokens.shape, generator=noise)
        loss = F.smooth_l1_loss(reader(heard.flatten(1)), wanted)
        optimiser.zero_grad()
        loss.backward()
        for group in optimiser.param_groups:
            group["lr"] = 1e-3 * pace(step, steps)
        optimiser.step()
        stage.log(step, every=50, loss=loss.item(), spread=_spread(tokens))
    stage.save(steps, parts=parts, optimiser=optimiser)
    torch.save(model.state_dict(), stage.folder / "model.pt")


@torch.no_grad()
def _spread(tokens: torch.Tensor) -> float:
    """Share of the tokens' power that differs from person to person, 0 (all alike) to 1."""
    whole = tokens.square().mean()
    return float(np.clip((tokens - tokens.mean(0)).square().mean() / whole, 0, 1))
