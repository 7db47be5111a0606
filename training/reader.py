"""The reader: tells from noisy latents what is drawn and who, so that the portraits can be taught.

The squared error hardly notices who is drawn or what is worn: few of the numbers depend on it. So
the portraits are also asked whether a reader would find in them the facts and the face that they
were told. The reader learns from noisy latents of drawings, and reads what the portraits tell
through fresh noise as well: that hides what no drawing has, so that it can't be pleased by
patterns that only it can see. It measures nothing; critic and judge have no part in it.

Sources: the identity losses of adapters that followed InstantID (PuLID, Guo et al., 2024), and
classifiers of noisy pictures (Dhariwal and Nichol, 2021).
"""

import numpy as np
import torch
import torch.nn.functional as F
from insightface.utils.face_align import arcface_dst
from torch import Tensor, nn

from training import autoencoder, critic, dataset, features
from training.common import RUNS, Stage, constant, mixed, pace
from training.labels import UNSEEN
from training.noise import schedule
from training.recogniser import Block

BATCH, RATE = 96, 2e-3
FACE_SIDE = 16  # cells of the aligned face
FACE_MARGIN = 1.2  # of what a recogniser sees
LOUDEST = 600  # timestep up to which noise is read through
PLACES = 4  # rows and columns of the map in which things have their places


class Reader(nn.Module):
    """Latents (n, channels, h, w) and landmarks to what `forward` says."""

    def __init__(self) -> None:
        super().__init__()
        channels = autoencoder.LATENT_CHANNELS
        self.scene = nn.Sequential(
            nn.Conv2d(channels, 64, 3, 1, 1, bias=False),
            nn.BatchNorm2d(64),
            nn.PReLU(64),
            Block(64, 96, 2),
            Block(96, 128, 2),
        )
        self.features = nn.Sequential(
            nn.Conv2d(channels, 64, 3, 1, 1, bias=False),
            nn.BatchNorm2d(64),
            nn.PReLU(64),
            Block(64, 96, 2),
            Block(96, 128, 2),
            nn.Flatten(),
        )
        width = 128 * (FACE_SIDE // 4) ** 2
        self.face = nn.Linear(width, 512, bias=False)
        self.hidden = nn.Linear((2 + PLACES**2) * 128 + width, 256)
        self.facts = nn.Linear(256, sum(critic.CLASSES))

    def forward(self, latents: Tensor, landmarks: Tensor) -> tuple[Tensor, Tensor]:
        """Read latents.

        Args:
            latents: (n, channels, h, w), of unit deviation, under any noise up to LOUDEST.
            landmarks: (n, 5, 2), in cells of the latents.

        Returns:
            Scores of all classes of all facts (n, sum of CLASSES), face of unit length (n, 512).
        """
        scene = self.scene(latents)
        parts = [scene.mean((2, 3)), scene.amax((2, 3))]
        parts.append(F.adaptive_avg_pool2d(scene, PLACES).flatten(1))
        near = self.features(aligned(latents, landmarks))
        facts = self.facts(F.relu(self.hidden(torch.cat([*parts, near], 1))))
        return facts.float(), F.normalize(self.face(near).float())


def aligned(latents: Tensor, landmarks: Tensor) -> Tensor:
    """The faces turned upright and scaled to the usual five points, (n, channels, 16, 16)."""
    usual = constant(tuple(arcface_dst.flatten().tolist()), landmarks.device)
    wanted = torch.view_as_complex(usual.view(5, 2))
    middle = wanted.mean()
    wanted = wanted - middle
    found = torch.view_as_complex(landmarks.float().contiguous())
    place = found.mean(1, keepdim=True)
    turn = (wanted.conj() * (found - place)).sum(1) / wanted.abs().square().sum()
    steps = torch.arange(FACE_SIDE, device=landmarks.device)
    cells = 112 * FACE_MARGIN * ((steps + 0.5) / FACE_SIDE - 0.5) + 56
    grid = torch.complex(*torch.meshgrid(cells, cells, indexing="xy")) - middle
    points = torch.view_as_real(turn[:, None, None] * grid + place[..., None])
    size = constant((latents.shape[-1], latents.shape[-2]), points.device)
    return F.grid_sample(latents, 2 * points / size - 1, "bilinear", "border", align_corners=False)


def through_noise(
    latents: Tensor, powers: Tensor, noise: torch.Generator | None, quietest: int = 0
) -> Tensor:
    """Latents under noise of any strength up to LOUDEST; `powers` is the noise schedule."""
    where, count = latents.device, (len(latents),)
    steps = torch.randint(quietest, LOUDEST, count, generator=noise, device=where)
    kept = powers[steps][:, None, None, None]
    added = torch.randn(latents.shape, generator=noise, device=where)
    return kept.sqrt() * latents + (1 - kept).sqrt() * added


def missed(
    model: Reader,
    latents: Tensor,
    places: Tensor,
    truth: Tensor,
    faces: Tensor,
    powers: Tensor,
    noise: torch.Generator | None,
) -> tuple[Tensor, Tensor]:
    """What the reader misses in drawings: of the facts as `told`, of the faces 1 - cosine."""
    shift = 0.4 * torch.randn(places.shape, generator=noise, device=places.device)
    with mixed(latents.device):
        scores, found = model(through_noise(latents, powers, noise), places + shift)
    return told(scores, truth), 1 - (found * faces).sum(1).mean()


def told(scores: Tensor, truth: Tensor) -> Tensor:
    """Mean of the cross-entropies of all facts; `truth` (n, facts) is UNSEEN where none counts."""
    parts = scores.split(critic.CLASSES, 1)
    losses = [
        F.cross_entropy(part, truth[:, k], ignore_index=UNSEEN) for k, part in enumerate(parts)
    ]
    return torch.stack(losses).nan_to_num().mean()


def people(embeddings: np.ndarray) -> np.ndarray:
    """The face of every person, of unit length, from the plain pictures: float32 (people, 512)."""
    plain = embeddings.reshape(-1, dataset.SCENES, 512)[:, : dataset.PLAIN]
    mean = (plain / np.linalg.norm(plain, axis=-1, keepdims=True)).mean(1)
    return mean / np.linalg.norm(mean, axis=-1, keepdims=True)


def train(steps: int = 2000) -> None:
    """Train; the weights lie in runs/reader/model.pt. About 8 minutes of one core."""
    torch.set_num_threads(1)
    torch.manual_seed(8)
    stage, model = Stage("reader", steps), Reader()
    drawn, told_of = dataset.load(), features.load()
    truth, faces = torch.from_numpy(critic.known()), people(told_of.embeddings)
    places = torch.from_numpy(drawn.landmarks / autoencoder.FACTOR)
    powers = schedule()
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.05, foreach=True)
    start = stage.resume(model=model, optimiser=optimiser)
    for step, rng, noise in stage.steps(start):
        chosen = np.sort(rng.choice(drawn.training, BATCH, replace=False))
        latents = torch.from_numpy(told_of.latents[chosen]).float()
        wanted = torch.from_numpy(faces[chosen // dataset.SCENES])
        facts, off = missed(model, latents, places[chosen], truth[chosen], wanted, powers, noise)
        loss = facts + 2 * off
        optimiser.zero_grad()
        loss.backward()
        for group in optimiser.param_groups:
            group["lr"] = RATE * pace(step, steps, hold=0.3)
        optimiser.step()
        stage.log(step, every=50, facts=facts.detach(), face=1 - off.detach())
        if stage.due():
            stage.save(step + 1, model=model, optimiser=optimiser)
    stage.save(steps, model=model, optimiser=optimiser)
    model.eval()
    torch.save(model.state_dict(), stage.folder / "model.pt")


def load() -> Reader:
    """The trained reader, frozen; raises FileNotFoundError before `train` has finished."""
    model = Reader()
    model.load_state_dict(torch.load(RUNS / "reader" / "model.pt", weights_only=True))
    return model.eval().requires_grad_(False)
