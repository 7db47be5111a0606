"""Face recognisers: an image of an aligned face to 512 numbers that tell people apart.

Two are trained, from different seeds and in different shapes: `recogniser` conditions the
portraits, `judge` only measures them. Each learns with an additive-margin softmax over the
drawn people (as ArcFace, Deng et al., CVPR 2019, with CosFace's simpler margin) and by
telling the traits of the person, which keeps the whole look in the embedding.
"""

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor, nn

from training import dataset
from training.alignment import align
from training.common import RUNS, Stage, images_to_tensor, mixed, pace
from training.looking import open_session
from training.shipped import shipped

MARGIN, SCALE, BATCH = 0.25, 24.0, 128
TRAIT_WEIGHT = 0.5


@dataclass(frozen=True)
class Shape:
    """What tells the two apart: name, widths of the stem and of the stages, seed."""

    name: str
    widths: tuple[int, ...]
    seed: int


RECOGNISER = Shape("recogniser", (24, 40, 72, 128), 1)
JUDGE = Shape("judge", (20, 28, 48, 72, 96), 2)


class Block(nn.Module):
    """Two 3x3 convolutions beside a shortcut."""

    def __init__(self, inside: int, outside: int, stride: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(inside, outside, 3, stride, 1, bias=False)
        self.first_norm = nn.BatchNorm2d(outside)
        self.act = nn.PReLU(outside)
        self.second = nn.Conv2d(outside, outside, 3, 1, 1, bias=False)
        self.second_norm = nn.BatchNorm2d(outside)
        self.shortcut = (
            nn.Sequential(
                nn.Conv2d(inside, outside, 1, stride, bias=False), nn.BatchNorm2d(outside)
            )
            if stride > 1 or inside != outside
            else nn.Identity()
        )

    def forward(self, x: Tensor) -> Tensor:
        y = self.act(self.first_norm(self.first(x)))
        return F.relu(self.second_norm(self.second(y)) + self.shortcut(x))


class Recogniser(nn.Module):
    """RGB (n, 3, 112, 112) in [-1, 1] to raw embeddings (n, 512)."""

    def __init__(self, widths: tuple[int, ...]) -> None:
        super().__init__()
        stem, *rest = widths
        self.stem = nn.Sequential(
            nn.Conv2d(3, stem, 3, 2, 1, bias=False), nn.BatchNorm2d(stem), nn.PReLU(stem)
        )
        blocks: list[nn.Module] = []
        for inside, outside in zip(widths, rest, strict=False):
            blocks += [Block(inside, outside, 2), Block(outside, outside, 1)]
        self.blocks = nn.Sequential(*blocks)
        side = -(-56 // 2 ** len(rest))
        self.head: nn.Module = nn.Linear(widths[-1] * side * side, 512, bias=False)
        self.norm = nn.BatchNorm1d(512, affine=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.norm(self.head(self.blocks(self.stem(x)).flatten(1)))


def train(shape: Shape, steps: int) -> None:
    """Train one recogniser; its weights lie in runs/<name>/model.pt."""
    torch.set_num_threads(1)
    torch.manual_seed(shape.seed)
    stage, people = Stage(shape.name, steps), dataset.load()
    faces = aligned(people)
    count = people.training // dataset.SCENES
    model = Recogniser(shape.widths)
    centres = nn.Linear(512, count, bias=False)
    traits = nn.Linear(512, people.traits.shape[1])
    parts = nn.ModuleList([model, centres, traits])
    nn.init.normal_(centres.weight, std=0.05)
    optimiser = torch.optim.AdamW(parts.parameters(), lr=2e-3, weight_decay=5e-2, foreach=True)
    start = stage.resume(parts=parts, optimiser=optimiser)
    for step, rng, noise in stage.steps(start):
        picture = rng.integers(0, people.training, BATCH)
        person = torch.from_numpy(picture // dataset.SCENES)
        wanted = torch.from_numpy(people.traits[picture // dataset.SCENES])
        with mixed():
            embedding = model(_disturb(faces[picture], rng, noise))
        embedding = embedding.float()
        margin = MARGIN * min(1.0, max(0.0, (step / steps - 0.15) / 0.3))
        cosine = F.normalize(embedding) @ F.normalize(centres.weight).T
        cosine = cosine - margin * F.one_hot(person, count)
        told = F.smooth_l1_loss(traits(embedding), wanted)
        loss = F.cross_entropy(SCALE * cosine, person) + TRAIT_WEIGHT * 10 * told
        optimiser.zero_grad()
        loss.backward()
        for group in optimiser.param_groups:
            group["lr"] = 2e-3 * pace(step, steps, hold=0.1)
        optimiser.step()
        stage.log(step, loss=loss.item(), traits=told.item())
        if stage.due():
            stage.save(step + 1, parts=parts, optimiser=optimiser)
    stage.save(steps, parts=parts, optimiser=optimiser)
    model.eval()
    torch.save(model.state_dict(), stage.folder / "model.pt")
    print(shape.name, measure(model, people, faces), flush=True)


def aligned(people: dataset.People) -> np.ndarray:
    """All faces cut out and aligned as insightface does, uint8 (n, 112, 112, 3); kept on disk."""
    path = dataset.folder() / "aligned.npy"
    if not path.exists():
        faces = np.stack(
            [
                align(image, points)
                for image, points in zip(people.images, people.landmarks, strict=True)
            ]
        )
        partial = path.with_suffix(".part.npy")
        np.save(partial, faces)
        partial.replace(path)
    return np.load(path, mmap_mode="r")


def _disturb(faces: np.ndarray, rng: np.random.Generator, noise: torch.Generator) -> Tensor:
    """What cameras, files and drawn portraits bring with them.

    Wrongly placed landmarks, light, colour cast, blur, JPEG, noise, something before the face.
    """
    spoilt = rng.random(len(faces)) < 0.15
    faces = np.stack([_as_jpeg(f, rng) if s else f for f, s in zip(faces, spoilt, strict=True)])
    n, x = len(faces), images_to_tensor(faces)
    x = F.grid_sample(x, _misplaced(n, noise), "bilinear", "border", align_corners=False)
    x = x * (1 + 0.15 * torch.randn(n, 1, 1, 1, generator=noise))
    x = x + 0.1 * torch.randn(n, 1, 1, 1, generator=noise)
    x = x + 0.06 * torch.randn(n, 3, 1, 1, generator=noise)
    if rng.random() < 0.4:  # blur, and faces of few pixels
        small = int(np.exp(rng.uniform(np.log(24), np.log(100))))
        half = slice(0, n, int(rng.integers(1, 4)))
        lost = F.interpolate(x[half], small, mode="area")
        x[half] = F.interpolate(lost, x.shape[-1], mode="bilinear")
    for k in np.flatnonzero(rng.random(n) < 0.08):
        high, wide = rng.integers(12, 48, 2)
        top, left = rng.integers(0, x.shape[-1] - 12, 2)
        x[k, :, top : top + high, left : left + wide] = torch.randn(3, 1, 1, generator=noise)
    loud = 0.02 + 0.12 * torch.rand(n, 1, 1, 1, generator=noise) ** 3
    return x + loud * torch.randn(x.shape, generator=noise)


def _misplaced(count: int, noise: torch.Generator) -> Tensor:
    """Sampling grids that shift, turn and scale a little, (count, 112, 112, 2)."""
    shift = 0.05 * torch.randn(count, 2, generator=noise)
    turn = 0.08 * torch.randn(count, generator=noise)
    scale = 1 + 0.05 * torch.randn(count, generator=noise)
    c, s = scale * torch.cos(turn), scale * torch.sin(turn)
    rows = torch.stack([c, -s, shift[:, 0], s, c, shift[:, 1]], 1).view(count, 2, 3)
    return F.affine_grid(rows, [count, 3, 112, 112], align_corners=False)


def _as_jpeg(face: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    stored = io.BytesIO()
    Image.fromarray(face).save(stored, "JPEG", quality=int(rng.integers(15, 80)))
    return np.asarray(Image.open(stored))


@torch.no_grad()
def embed(model: Recogniser, faces: np.ndarray) -> Tensor:
    """Raw embeddings (n, 512) of aligned faces."""
    model.eval()
    return torch.cat(
        [model(images_to_tensor(faces[i : i + 200])) for i in range(0, len(faces), 200)]
    )


def trained_anew() -> bool:
    """Whether this run has a recogniser of its own, and does not go on with the pack's."""
    return (RUNS / RECOGNISER.name / "model.pt").exists()


def embed_as_shipped(faces: np.ndarray) -> np.ndarray:
    """Raw embeddings (n, 512), float32, of aligned faces by the pack's recogniser.

    Raises:
        FileNotFoundError: if there is no pack to go on from.
    """
    file = shipped("faces", "arcface_demo.onnx")
    if file is None:
        raise FileNotFoundError("train the recogniser first: there is no pack to go on from")
    session, rows = _session(file), []
    for i in range(0, len(faces), 200):
        pixels = images_to_tensor(faces[i : i + 200]).numpy()
        rows.append(session.run(None, {"input.1": pixels})[0])
    return np.concatenate(rows)


@cache
def _session(file: Path) -> Any:
    return open_session(file)


@torch.no_grad()
def measure(model: Recogniser, people: dataset.People, faces: np.ndarray) -> dict[str, float]:
    """Retrieval of the second and third picture among the first ones of the unseen people."""
    vectors = F.normalize(embed(model, faces[people.training :])).view(-1, dataset.SCENES, 512)
    gallery = vectors[:, 0]
    out: dict[str, float] = {}
    for scene, name in ((1, "flat"), (2, "any style")):
        cosines = vectors[:, scene] @ gallery.T
        own = cosines.diag()
        others = (cosines.sum() - own.sum()) / (len(own) * (len(own) - 1))
        right = (cosines.argmax(1) == torch.arange(len(own))).float().mean()
        out |= {
            f"top-1 of {len(own)}, {name}": round(right.item(), 3),
            f"own, {name}": round(own.mean().item(), 3),
            f"others, {name}": round(others.item(), 3),
        }
    return out


@torch.no_grad()
def thin(layer: nn.Linear, rank: int) -> nn.Sequential:
    """The nearest product of two matrices of this rank (Eckart and Young, 1936)."""
    u, s, v = torch.linalg.svd(layer.weight, full_matrices=False)
    first = nn.Linear(layer.in_features, rank, bias=False)
    second = nn.Linear(rank, layer.out_features, bias=False)
    first.weight.copy_(s[:rank, None] * v[:rank])
    second.weight.copy_(u[:, :rank])
    return nn.Sequential(first, second)


def export(shape: Shape, weights: Path | None, path: Path, rank: int | None = None) -> None:
    """Write the ONNX file that insightface reads as an ArcFace recogniser: RGB 112 to 512.

    With a `rank` the last matrix, most of the file, is stored as the product of two thin ones.
    """
    model = Recogniser(shape.widths).eval()
    if weights is not None:
        model.load_state_dict(torch.load(weights, weights_only=True))
    if rank is not None:
        model.head = thin(model.head, rank)
    torch.onnx.export(
        model,
        (torch.zeros(1, 3, 112, 112),),
        str(path),
        input_names=["input.1"],
        output_names=["embedding"],
        dynamic_axes={"input.1": {0: "batch"}},
        opset_version=17,
        dynamo=False,
    )
