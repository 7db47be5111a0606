"""The critic: looks at a finished portrait and names what it shows and where the face stands.

A small network of our own, trained on the drawings alone, that only measures. It sees pictures
of 128 x 128 pixels, larger ones are shrunk. Its own errors on unseen drawings, printed by
`measure`, are the bound for what it can say about a pack.
"""

from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from core.opencv import cv2
from training import dataset
from training.common import RUNS, Stage, constant, images_to_tensor, mixed, pace
from training.halving import halve
from training.labels import FACTS, UNSEEN, table
from training.looking import MIRRORED, PATH, SIDE
from training.recogniser import Block

BATCH, RATE = 64, 2e-3
CELLS = 32  # the map in which landmarks are sought has as many rows and columns
SPREAD = 1.0  # cells; deviation of the wanted heat around a landmark
HEAT_WEIGHT, PLACE_WEIGHT = 0.3, 2.0
CLASSES = [len(names) for names in FACTS.values()]
PER_STYLE = ("style", "expression", "hair", "glasses")  # what is told of each style apart


class Net(nn.Module):
    """RGB (n, 3, 128, 128) in [-1, 1] to what `forward` says."""

    def __init__(self) -> None:
        super().__init__()
        fine, middle, coarse = 40, 72, 112
        self.stem = nn.Sequential(
            nn.PixelUnshuffle(2),
            nn.Conv2d(12, fine, 3, 2, 1, bias=False),
            nn.BatchNorm2d(fine),
            nn.PReLU(fine),
        )
        self.fine = Block(fine, fine, 1)
        self.middle = nn.Sequential(Block(fine, middle, 2), Block(middle, middle, 1))
        self.coarse = nn.Sequential(Block(middle, coarse, 2), Block(coarse, coarse, 1))
        self.from_middle = nn.Conv2d(middle, fine, 1)
        self.from_coarse = nn.Conv2d(coarse, fine, 1)
        self.fused = Block(fine, fine, 1)
        self.heat = nn.Conv2d(fine, 5, 1)
        self.places = nn.Conv2d(coarse, 16, 1)
        self.hidden = nn.Linear(2 * coarse + 7 * fine + 16 * 64, 256)
        self.facts = nn.Linear(256, sum(CLASSES))
        centres = (torch.arange(CELLS) + 0.5) / CELLS
        self.register_buffer("centres", centres, persistent=False)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Look at pictures.

        Returns:
            Scores of all classes of all facts (n, sum of CLASSES); landmarks (n, 5, 2) in shares
            of the side; what was seen in general (n, 256); logarithm of the heat of each
            landmark (n, 5, CELLS * CELLS).
        """
        fine = self.fine(self.stem(x))
        middle = self.middle(fine)
        coarse = self.coarse(middle)
        above = self.from_middle(middle) + F.interpolate(self.from_coarse(coarse), scale_factor=2)
        fused = self.fused(fine + F.interpolate(above, scale_factor=2))
        log_heat = self.heat(fused).flatten(2).float().log_softmax(-1)
        heat = log_heat.exp()
        grid = heat.view(-1, 5, CELLS, CELLS)
        points = torch.stack([grid.sum(2) @ self.centres, grid.sum(3) @ self.centres], -1)
        face = heat.detach().to(fused.dtype) @ fused.flatten(2).transpose(1, 2)
        parts = [coarse.mean((2, 3)), coarse.amax((2, 3)), face.flatten(1)]
        parts += [self.places(coarse).flatten(1), *_texture(fine)]
        seen = F.relu(self.hidden(torch.cat(parts, 1)))
        return self.facts(seen).float(), points, seen.float(), log_heat


def _texture(x: Tensor) -> tuple[Tensor, Tensor]:
    """Mean and deviation of each channel, (n, channels) both: brush strokes are told by these."""
    mean = x.mean((2, 3), keepdim=True)
    return mean.flatten(1), (x - mean).square().mean((2, 3)).add(1e-4).sqrt()


def folder() -> Path:
    return RUNS / "critic"


def shrunk() -> np.ndarray:
    """All pictures at SIDE pixels, uint8 (n, SIDE, SIDE, 3), made once and kept on disk."""
    path = folder() / "shrunk.npy"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        images = dataset.load().images
        partial = path.with_suffix(".part.npy")
        shape = (len(images), SIDE, SIDE, 3)
        small = np.lib.format.open_memmap(partial, "w+", np.uint8, shape)
        for k, image in enumerate(images):
            small[k] = cv2.resize(image, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
        small.flush()
        partial.replace(path)
    return np.load(path, mmap_mode="r")


def known() -> np.ndarray:
    """The facts of all pictures, int64 (n, facts), UNSEEN where they can't be told; kept."""
    path = folder() / "facts.npy"
    if not path.exists():
        count = len(dataset.load().images)
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = []
        for pair in range(count // (2 * dataset.SCENES)):
            people, scenes = dataset.cast(pair)
            rows.append(table([(person, scene) for person in people for scene in scenes]))
        partial = path.with_suffix(".part.npy")
        np.save(partial, np.concatenate(rows))
        partial.replace(path)
    return np.load(path)


def train(steps: int = 3000) -> None:
    """Train; the weights lie in runs/critic/model.pt. About 20 minutes of one core."""
    torch.set_num_threads(1)
    torch.manual_seed(6)
    stage, people, model = Stage("critic", steps), dataset.load(), Net()
    images, truth = shrunk(), torch.from_numpy(known())
    places = torch.from_numpy(people.landmarks / dataset.SIZE)
    shares = rarity(truth[: people.training]).numpy().astype(np.float64)
    shares /= shares.sum()
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.03, foreach=True)
    start = stage.resume(model=model, optimiser=optimiser)
    for step, rng, noise in stage.steps(start):
        chosen = np.sort(rng.choice(people.training, BATCH, replace=False, p=shares))
        pictures = images_to_tensor(images[chosen])
        loss, figures = loss_of(model, pictures, places[chosen], truth[chosen], rng, noise)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        for group in optimiser.param_groups:
            group["lr"] = RATE * pace(step, steps, hold=0.3, floor=0.01)
        optimiser.step()
        stage.log(step, **figures)
        if stage.due():
            stage.save(step + 1, model=model, optimiser=optimiser)
    stage.save(steps, model=model, optimiser=optimiser)
    model.eval()
    torch.save(model.state_dict(), stage.folder / "model.pt")


def loss_of(
    model: Net,
    pictures: Tensor,
    places: Tensor,
    truth: Tensor,
    rng: np.random.Generator,
    noise: torch.Generator | None,
) -> tuple[Tensor, dict[str, Tensor]]:
    """The loss on one batch, and figures for the log.

    Args:
        model: looks at the pictures as `_disturb` spoils them.
        pictures: (n, 3, SIDE, SIDE) in [-1, 1].
        places: their landmarks, (n, 5, 2) in shares of the side.
        truth: the facts, int64 (n, facts).
        rng: decides for the whole batch.
        noise: decides for each picture.
    """
    pictures, points = _disturb(pictures, places, rng, noise)
    with mixed(pictures.device):
        scores, found, _, heat = model(pictures)
    told = _told(scores, truth)
    off = F.smooth_l1_loss(found * CELLS, points * CELLS, beta=0.2)
    warmth = -(_wanted_heat(points, model.centres) * heat).sum(-1).mean()
    loss = told + PLACE_WEIGHT * off + HEAT_WEIGHT * warmth
    eyes = (points[:, 0] - points[:, 1]).norm(dim=-1)
    error = ((found - points).norm(dim=-1).mean(1) / eyes).median()
    return loss, {"loss": loss.detach(), "facts": told.detach(), "landmarks": error.detach()}


def rarity(truth: Tensor) -> Tensor:
    """How often pictures of these facts (n, facts) are shown, (n,): all styles alike.

    Half of all pictures are flat vector; else oil paintings would pass for soft ones of these.
    """
    plain = dataset.PLAIN / dataset.SCENES
    shares = tuple(
        (1 - plain) * dataset.STYLES[name] + plain * (name == dataset.PLAIN_STYLE)
        for name in FACTS["style"]
    )
    return 1 / constant(shares, truth.device)[truth[:, list(FACTS).index("style")]]


def _told(scores: Tensor, truth: Tensor) -> Tensor:
    """Sum of the cross-entropies of all facts, each over the pictures that show it."""
    losses = [
        F.cross_entropy(part, truth[:, k], ignore_index=UNSEEN, label_smoothing=0.02)
        for k, part in enumerate(scores.split(CLASSES, 1))
    ]
    return torch.stack(losses).nan_to_num().sum()


def _wanted_heat(points: Tensor, centres: Tensor) -> Tensor:
    """Bells around the landmarks (n, 5, 2), each of sum 1: (n, 5, CELLS * CELLS)."""
    bells = torch.exp(-((points[..., None] - centres) * CELLS).square() / (2 * SPREAD**2))
    heat = (bells[..., 1, :, None] * bells[..., 0, None, :]).flatten(2)
    return heat / heat.sum(-1, keepdim=True).clamp(min=1e-6)


def _disturb(
    x: Tensor, points: Tensor, rng: np.random.Generator, noise: torch.Generator
) -> tuple[Tensor, Tensor]:
    """Move, mirror, tint, blur and spoil pictures, as generated portraits may come.

    Args:
        x: pictures, (n, 3, SIDE, SIDE) in [-1, 1].
        points: their landmarks, (n, 5, 2) in shares of the side; they are moved along.
        rng: decides for the whole batch.
        noise: decides for each picture.
    """
    n, where = len(x), {"generator": noise, "device": x.device}
    x, points = _moved(x, points, noise)
    x = x * (1 + 0.08 * torch.randn(n, 1, 1, 1, **where))
    x = x + 0.05 * torch.randn(n, 1, 1, 1, **where)
    x = x + 0.03 * torch.randn(n, 3, 1, 1, **where)
    part = torch.randperm(n, **where)[: n // 2]
    for group, lowest in zip(part.chunk(2), (80, 56), strict=True):  # soft, and very soft
        side = int(rng.integers(lowest, 120))
        grain = 0.08 * rng.random() ** 2 * torch.randn(len(group), 3, side, side, **where)
        lost = F.interpolate(x[group], side, mode="area") + grain
        x[group] = F.interpolate(lost, SIDE, mode="bilinear")
    loud = 0.1 * torch.rand(n, 1, 1, 1, **where) ** 5  # seldom: it hides brush strokes
    return x + loud * torch.randn(x.shape, **where), points


def _moved(x: Tensor, points: Tensor, noise: torch.Generator) -> tuple[Tensor, Tensor]:
    """Shift, turn, scale two of three pictures a little and mirror one of two."""
    n, where = len(x), {"generator": noise, "device": x.device}
    some = (torch.rand(n, **where) < 0.67).float()
    shift = 0.08 * torch.randn(n, 2, **where) * some[:, None]
    turn = 0.06 * torch.randn(n, **where) * some
    scale = 1 + 0.06 * torch.randn(n, **where) * some
    mirror = torch.rand(n, **where) < 0.5
    side = 1 - 2 * mirror.float()
    c, s = scale * torch.cos(turn), scale * torch.sin(turn)
    matrix = torch.stack([c * side, -s, s * side, c], 1).view(n, 2, 2)
    grid = F.affine_grid(torch.cat([matrix, shift[..., None]], 2), list(x.shape), False)
    seen = F.grid_sample(x, grid, "bilinear", "border", align_corners=False)
    carried = (points * 2 - 1 - shift[:, None]) @ torch.linalg.inv(matrix).transpose(1, 2)
    places = (carried + 1) / 2
    return seen, torch.where(mirror[:, None, None], places[:, MIRRORED], places)


def load() -> Net:
    """The trained network; raises FileNotFoundError before `train` has finished."""
    model = Net()
    model.load_state_dict(torch.load(folder() / "model.pt", weights_only=True))
    return model.eval()


class _Told(nn.Module):
    """The network without the heat, which only training needs."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        scores, points, seen, _ = self.net(x)
        return scores, points, seen


def export(path: Path = PATH) -> None:
    """Write the ONNX file that `looking.Critic` reads; its weights are in half precision."""
    path.parent.mkdir(exist_ok=True)
    torch.onnx.export(
        _Told(load()),
        (torch.zeros(2, 3, SIDE, SIDE),),
        str(path),
        input_names=["picture"],
        output_names=["facts", "landmarks", "seen"],
        dynamic_axes={"picture": {0: "batch"}},
        opset_version=17,
        dynamo=False,
    )
    halve(path)


@torch.no_grad()
def measure() -> dict[str, Any]:
    """Accuracies and landmark errors over the unseen drawings, printed and returned.

    The landmark error is the mean distance of a picture's five points in shares of the eye
    distance; median and mean over the pictures.
    """
    torch.set_num_threads(1)
    people, model = dataset.load(), load()
    images, truth = shrunk()[people.training :], known()[people.training :]
    places = people.landmarks[people.training :] / dataset.SIZE
    answers = [
        model(images_to_tensor(np.array(images[k : k + 100]))) for k in range(0, len(images), 100)
    ]
    scores, found = (torch.cat([row[k] for row in answers]).numpy() for k in (0, 1))
    ends = np.cumsum(CLASSES)[:-1]
    guesses = np.stack([part.argmax(1) for part in np.split(scores, ends, 1)], 1)
    right = np.where(truth == UNSEEN, np.nan, guesses == truth)
    eyes = np.linalg.norm(places[:, 0] - places[:, 1], axis=1)
    off = np.linalg.norm(found - places, axis=2).mean(1) / eyes
    out: dict[str, Any] = {"pictures": len(images)}
    out |= {name: round(float(np.nanmean(right[:, k])), 3) for k, name in enumerate(FACTS)}
    out |= {"landmarks, median": round(float(np.median(off)), 4)}
    out |= {"landmarks, mean": round(float(off.mean()), 4)}
    for k, style in enumerate(FACTS["style"]):
        own = truth[:, 0] == k
        shares = {name: right[own, list(FACTS).index(name)].mean() for name in PER_STYLE}
        out[style] = {name: round(float(v), 3) for name, v in shares.items()}
        out[style]["landmarks"] = round(float(np.median(off[own])), 4)
    for name, value in out.items():
        print(f"{name:20} {value}", flush=True)
    return out
