"""A first lesson for the text encoders: the end of a caption must tell what the picture shows.

SDXL's text encoders come from CLIP and know, before any portrait is drawn, what a caption says as
a whole. Ours began at random and learned it late: after 112,000 pictures the pooled embedding told
the clothes in 37 of 100 captions. After some minutes of this it tells what was said. As with the
ID tokens, a reader beside them listens through noise, and is thrown away.
"""

import numpy as np
import torch
from torch import Tensor, nn

from training import critic, dataset, features, networks, tokens, words
from training.common import RUNS, Stage, mixed, pace
from training.reader import told
from training.shipped import begin_from, shipped

BATCH, RATE = 192, 8e-4
NOISE = 0.3
SHARES = (0.35, 0.35, 0.1, 0.1, 0.06, 0.04)  # of `words.VARIANTS`


class Encoders(nn.Module):
    """Both text encoders, and what the caption's end says in each."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = networks.text_encoders(*tokens.load())

    def forward(self, ids: tuple[Tensor, Tensor]) -> tuple[Tensor, Tensor]:
        """Token ids (n, 77) of each to the context at the end (n, 256) and the pooled (n, 256)."""
        first = self.first(ids[0], output_hidden_states=True).hidden_states[-2]
        second = self.second(ids[1], output_hidden_states=True)
        ends = []
        for encoder, row, states in (
            (self.first, ids[0], first),
            (self.second, ids[1], second.hidden_states[-2]),
        ):
            end = (row == encoder.config.eos_token_id).int().argmax(1)
            ends.append(states[torch.arange(len(row)), end])
        return torch.cat(ends, 1), second.text_embeds


def train(steps: int = 1500) -> None:
    """Train; the weights of both lie in runs/text. About 8 minutes of one core."""
    torch.set_num_threads(1)
    torch.manual_seed(9)
    stage, model = Stage("text", steps), Encoders()
    if tokens.as_shipped():
        for name, part in (("text_encoder", model.first), ("text_encoder_2", model.second)):
            begin_from(part, shipped("base", name, "model.safetensors"))
    classes = sum(critic.CLASSES)
    readers = nn.ModuleList(
        [nn.Linear(networks.CONTEXT, classes), nn.Linear(networks.POOLED, classes)]
    )
    parts = nn.ModuleList([model, readers])
    training, ids = dataset.load().training, features.load().ids
    truth = torch.from_numpy(critic.known())
    optimiser = torch.optim.AdamW(parts.parameters(), lr=RATE, weight_decay=0.02, foreach=True)
    start = stage.resume(parts=parts, optimiser=optimiser)
    for step, rng, noise in stage.steps(start):
        chosen = rng.integers(0, training, BATCH)
        variant = rng.choice(len(words.VARIANTS), BATCH, p=SHARES)
        rows = [torch.from_numpy(row[variant, chosen].astype(np.int64)) for row in ids]
        rows = [row[:, : _longest(row)] for row in rows]
        with mixed():
            said = model((rows[0], rows[1]))
        heard = [part + NOISE * torch.randn(part.shape, generator=noise) for part in said]
        losses = [
            told(reader(part.float()), truth[chosen])
            for reader, part in zip(readers, heard, strict=True)
        ]
        loss = losses[0] + losses[1]
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(parts.parameters(), 1.0)
        for group in optimiser.param_groups:
            group["lr"] = RATE * pace(step, steps, hold=0.3)
        optimiser.step()
        stage.log(step, every=50, context=losses[0].item(), pooled=losses[1].item())
        if stage.due():
            stage.save(step + 1, parts=parts, optimiser=optimiser)
    stage.save(steps, parts=parts, optimiser=optimiser)
    for name, part in (("text_encoder", model.first), ("text_encoder_2", model.second)):
        torch.save(part.state_dict(), stage.folder / f"{name}.pt")


def _longest(rows: Tensor) -> int:
    """Tokens up to and with the end of the longest caption; what follows can't change it."""
    return int((rows != rows[:, -1:]).sum(1).max()) + 1


def learned_before(name: str, encoder: nn.Module) -> None:
    """Begin a text encoder from its first lesson, if it had one."""
    lesson = RUNS / "text" / f"{name}.pt"
    if lesson.exists():
        encoder.load_state_dict(torch.load(lesson, weights_only=True))
