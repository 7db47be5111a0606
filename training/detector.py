"""The face detector: an SCRFD-shaped network that insightface's own router accepts.

Feature pyramid with strides 8, 16 and 32, down and up again (Liu et al., PANet, CVPR 2018), two
anchors a cell; scores, box distances and landmark offsets in strides (Guo et al., SCRFD, ICLR
2022). Trained on faces of many sizes on all
kinds of backdrops, on pictures without a face, and on faces too close to be seen whole: these
it must not report, so that the ladder of `core.faces.analysis` shows it a smaller copy.
"""

from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training import dataset
from training.common import Stage, mixed, pace
from training.detector_scenes import SIDE, Scene, load_sharp, sample, weathered
from training.pinpoint import POINTS, Pinpoint, read

STRIDES = (8, 16, 32)
BATCH, ANCHORS = 16, 2
RATE = 2e-3
SIZES = ((0, 50), (34, 122), (84, 9999))  # of the faces that each stride answers for, in pixels
CAUTION = 1.85  # off the logits, once trained: what was 0.86 is the 0.5 above which faces count
ASTRAY = 0.1  # strides; deviation of the guesses that are to be made precise, beyond their own


def _conv(inside: int, outside: int, stride: int = 1, kernel: int = 3) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inside, outside, kernel, stride, kernel // 2, bias=False),
        nn.BatchNorm2d(outside),
        nn.ReLU(True),
    )


class Detector(nn.Module):
    """RGB (n, 3, h, w), (pixel - 127.5) / 128, to SCRFD's nine outputs."""

    def __init__(self, widths: tuple[int, ...] = (12, 24, 48, 72, 96), head: int = 64) -> None:
        super().__init__()
        a, b, *levels = widths
        self.stem = nn.Sequential(_conv(3, a, 2), _conv(a, b, 2))
        self.levels = nn.ModuleList(
            nn.Sequential(_conv(inside, outside, 2), _conv(outside, outside))
            for inside, outside in zip((b, *levels), levels, strict=False)
        )
        self.wide = nn.Sequential(_conv(levels[-1], levels[-1]), _conv(levels[-1], levels[-1]))
        self.lateral = nn.ModuleList(nn.Conv2d(width, head, 1) for width in levels)
        self.finer = nn.ModuleList(_conv(head, head, 2) for _ in levels[1:])
        self.towers = nn.ModuleList(
            nn.Sequential(_conv(head, head), _conv(head, head)) for _ in levels
        )
        self.scores = nn.ModuleList(nn.Conv2d(head, ANCHORS, 1) for _ in levels)
        self.boxes = nn.ModuleList(nn.Conv2d(head, 4 * ANCHORS, 1) for _ in levels)
        self.points = nn.ModuleList(nn.Conv2d(head, 10 * ANCHORS, 1) for _ in levels)
        for score, box in zip(self.scores, self.boxes, strict=True):
            nn.init.constant_(score.bias, -4.0)
            nn.init.constant_(box.bias, 2.0)
        self.pinpoint = Pinpoint(b, head)

    def maps(self, x: Tensor) -> tuple[list[tuple[Tensor, Tensor, Tensor]], Tensor]:
        """Per stride: logits (n, 2, h, w), boxes (n, 8, h, w), points (n, 20, h, w).

        And the places of `Pinpoint`, which make the points precise.
        """
        x, found = self.stem(x), []
        near = x
        for level in self.levels:
            x = level(x)
            found.append(x)
        found[-1] = self.wide(found[-1])  # close faces are as wide as this sees
        merged = [lateral(f) for lateral, f in zip(self.lateral, found, strict=True)]
        for k in (1, 0):
            merged[k] = merged[k] + F.interpolate(merged[k + 1], scale_factor=2.0, mode="nearest")
        for k, finer in enumerate(self.finer, 1):  # and back: corners of mouths are small
            merged[k] = merged[k] + finer(merged[k - 1])
        features = [tower(m) for tower, m in zip(self.towers, merged, strict=True)]
        heads = zip(self.scores, self.boxes, self.points, features, strict=True)
        told = [(score(f), box(f), point(f)) for score, box, point, f in heads]
        return told, self.pinpoint(near, merged[0])

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        """Scores, boxes and points for each stride, each (h * w * 2, k), for one picture."""
        maps, places = self.maps(x)
        rows = lambda t, k: t.permute(0, 2, 3, 1).reshape(-1, k)
        scores = tuple(torch.sigmoid(rows(score, 1) - CAUTION) for score, _, _ in maps)
        boxes = tuple(rows(box, 4) for _, box, _ in maps)
        cells = [_cells(point, stride) for (_, _, point), stride in zip(maps, STRIDES, strict=True)]
        guesses = [
            _guesses(point, c, s) for (_, _, point), c, s in zip(maps, cells, STRIDES, strict=True)
        ]
        exact = read(places, torch.cat(guesses, 3)).split([c.shape[3] for c in cells], 3)
        offsets = [(e - c) * (1 / s) for e, c, s in zip(exact, cells, STRIDES, strict=True)]
        each = lambda t: t.reshape(10, 1, -1).repeat(1, ANCHORS, 1).permute(2, 1, 0).reshape(-1, 10)
        return scores + boxes + tuple(each(offset) for offset in offsets)


def _guesses(points: Tensor, cells: Tensor, stride: int) -> Tensor:
    """What the cells of a stride guess on average over their anchors, (n, 5, 2, h * w), pixels."""
    mean = points.unflatten(1, (ANCHORS, 2 * POINTS)).mean(1)
    return cells + stride * mean.reshape(points.shape[0], POINTS, 2, -1)


def _cells(points: Tensor, stride: int) -> Tensor:
    """Where each of these cells has its origin, (1, 1, 2, h * w) pixels."""
    across = torch.arange(points.shape[3], device=points.device) * float(stride)
    down = torch.arange(points.shape[2], device=points.device) * float(stride)
    return torch.stack(torch.meshgrid(across, down, indexing="xy")).reshape(1, 1, 2, -1)


def train(steps: int = 12000) -> None:
    """Train; the weights lie in runs/detector/model.pt. About an hour of one core.

    Begins from runs/detector/start.pt if that is there, which need not know `Pinpoint`.
    """
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    torch.manual_seed(3)
    stage, people = Stage("detector", steps), dataset.load()
    model = Detector()
    begin = stage.folder / "start.pt"
    if begin.exists():
        model.load_state_dict(torch.load(begin, weights_only=True), strict=False)
    model = model.to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]
    sharp = load_sharp(stage.folder / "sharp.npz")
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=1e-3, foreach=True)
    start = stage.resume(model=model, optimiser=optimiser)
    for step, rng, noise in stage.steps(start):
        scenes = [sample(people, sharp, rng) for _ in range(BATCH)]
        scenes = [(weathered(image, rng), box, points) for image, box, points in scenes]
        images = torch.from_numpy(np.stack([image for image, _, _ in scenes]))
        images = images.permute(0, 3, 1, 2).float().sub(127.5).div(128)
        with mixed():
            maps, places = model.maps(images.contiguous(memory_format=torch.channels_last))
        loss, figures = _loss(maps, places, scenes, noise)
        optimiser.zero_grad()
        loss.backward()
        for group in optimiser.param_groups:
            group["lr"] = RATE * pace(step, steps, hold=0.2)
        optimiser.step()
        stage.log(step, every=100, loss=loss.item(), **figures)
        if stage.due():
            stage.save(step + 1, model=model, optimiser=optimiser)
    stage.save(steps, model=model, optimiser=optimiser)
    model.eval()
    torch.save(model.state_dict(), stage.folder / "model.pt")


def _loss(
    maps: list[tuple[Tensor, Tensor, Tensor]],
    places: Tensor,
    scenes: list[Scene],
    noise: torch.Generator,
) -> tuple[Tensor, dict[str, float]]:
    """Focal loss on scores, smooth L1 on boxes and landmarks of the cells inside faces.

    Landmarks count twice: as the cells guess them, in strides, and as they are read in the
    places then, in shares of the eye distance, which is what they are measured by.
    """
    total, off, count = torch.zeros(()), 0.0, 0
    maps = [(score.float(), box.float(), point.float()) for score, box, point in maps]
    levels = list(zip(maps, STRIDES, strict=True))
    targets = [_targets(scenes, *level) for level in zip(STRIDES, SIZES, strict=True)]
    positives = max(1.0, float(sum(t[0].sum() for t in targets)))
    for ((score, box, point), stride), (inside, boxes, points) in zip(levels, targets, strict=True):
        logits = score.permute(0, 2, 3, 1)
        wanted = inside[..., None].expand_as(logits)
        chance = torch.sigmoid(logits)
        right = torch.where(wanted > 0, chance, 1 - chance)
        cross = F.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
        balance = torch.where(wanted > 0, 0.75, 0.25)
        total = total + 1.5 * (cross * (1 - right) ** 2 * balance).sum() / positives
        chosen = inside > 0
        if not chosen.any():
            continue
        told_box = box.permute(0, 2, 3, 1).unflatten(-1, (ANCHORS, 4))[chosen]
        told_points = point.permute(0, 2, 3, 1).unflatten(-1, (ANCHORS, 10))[chosen]
        true_box = boxes[chosen][:, None].expand_as(told_box)
        true_points = points[chosen][:, None].expand_as(told_points)
        by_box = F.smooth_l1_loss(told_box, true_box, reduction="sum", beta=0.1) / 8
        by_point = F.smooth_l1_loss(told_points, true_points, reduction="sum", beta=0.05) / 5
        cells = _cells(point, stride)
        guesses = _guesses(point, cells, stride)
        guesses = guesses + ASTRAY * stride * torch.randn(guesses.shape, generator=noise)
        exact = (read(places, guesses) - cells) / stride
        exact = exact.flatten(1, 2).transpose(1, 2).reshape(*inside.shape, 2 * POINTS)[chosen]
        eyes = (points[chosen][:, :2] - points[chosen][:, 2:4]).norm(dim=-1, keepdim=True)
        missed = (exact - points[chosen]) / eyes
        by_place = F.smooth_l1_loss(missed, torch.zeros_like(missed), reduction="sum", beta=0.01)
        total = total + (by_box + 2 * by_point + 6 * by_place) / positives
        off += float(missed.detach().unflatten(-1, (POINTS, 2)).norm(dim=-1).mean(-1).sum())
        count += len(missed)
    return total, {"landmarks": off / max(1, count)}


def _targets(
    scenes: list[Scene], stride: int, sizes: tuple[int, int]
) -> tuple[Tensor, Tensor, Tensor]:
    """Per cell: whether it answers for a face, the box's distances and the landmarks' offsets."""
    n = SIDE // stride
    grid = np.stack(np.mgrid[:n, :n][::-1], -1).astype(np.float32) * stride
    inside = np.zeros((len(scenes), n, n), np.float32)
    boxes = np.zeros((len(scenes), n, n, 4), np.float32)
    points = np.zeros((len(scenes), n, n, 10), np.float32)
    for k, (_, box, landmarks) in enumerate(scenes):
        if box is None or landmarks is None:
            continue
        boxes[k] = np.concatenate([grid - box[:2], box[2:] - grid], -1) / stride
        points[k] = ((landmarks - grid[:, :, None]) / stride).reshape(n, n, 10)
        size = max(box[2] - box[0], box[3] - box[1])
        if sizes[0] < size <= sizes[1]:
            away = np.hypot(*np.moveaxis(grid - (box[:2] + box[2:]) / 2, -1, 0))
            inside[k] = away < max(0.9 * stride, 0.22 * size)
    return torch.from_numpy(inside), torch.from_numpy(boxes), torch.from_numpy(points)


def export(weights: Path | None, path: Path) -> None:
    """Write the ONNX file that insightface reads as an SCRFD detector."""
    model = Detector().eval()
    if weights is not None:
        model.load_state_dict(torch.load(weights, weights_only=True))
    names = [f"{kind}_{stride}" for kind in ("score", "bbox", "kps") for stride in STRIDES]
    torch.onnx.export(
        model,
        (torch.zeros(1, 3, 640, 640),),
        str(path),
        input_names=["input.1"],
        output_names=names,
        dynamic_axes={"input.1": {2: "height", 3: "width"}},
        opset_version=17,
        dynamo=False,
    )
