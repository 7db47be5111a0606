"""The face detector: an SCRFD-shaped network that insightface's own router accepts.

Feature pyramid with strides 8, 16 and 32, down and up again (Liu et al., PANet, CVPR 2018), two
anchors a cell; scores, box distances and landmark offsets in strides (Guo et al., SCRFD, ICLR
2022). Trained on faces of many sizes on all
kinds of backdrops, on pictures without a face, and on faces too close to be seen whole: these
it must not report, so that the ladder of `core.faces.analysis` shows it a smaller copy.
"""

import io
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor, nn

from training import dataset
from training.common import Stage, mixed, pace
from training.people.drawing import draw as draw_person
from training.people.identity import sample_identity
from training.people.scene import sample_scene

STRIDES = (8, 16, 32)
SIDE, BATCH, ANCHORS = 160, 32, 2
SMALLEST, LARGEST = 18, 150  # widths in pixels of the faces to find
CLOSEST = 640  # and up to which width they are shown as too close
SMALL, MEDIUM = 40, 100  # face sizes in pixels up to which stride 8, then 16, is responsible
CAUTION = 0.85  # off the logits, once trained: what was 0.7 is the 0.5 above which faces count
SHARP, SHARP_SIDE = 1500, 384  # further pictures, drawn large: close faces with sharp edges


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

    def maps(self, x: Tensor) -> list[tuple[Tensor, Tensor, Tensor]]:
        """Per stride: logits (n, 2, h, w), boxes (n, 8, h, w), points (n, 20, h, w)."""
        x, found = self.stem(x), []
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
        return [(score(f), box(f), point(f)) for score, box, point, f in heads]

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        """Scores, boxes and points for each stride, each (h * w * 2, k), for one picture."""
        maps = self.maps(x)
        rows = lambda t, k: t.permute(0, 2, 3, 1).reshape(-1, k)
        scores = tuple(torch.sigmoid(rows(score, 1) - CAUTION) for score, _, _ in maps)
        boxes = tuple(rows(box, 4) for _, box, _ in maps)
        return scores + boxes + tuple(rows(point, 10) for _, _, point in maps)


def train(steps: int = 12000) -> None:
    """Train; the weights lie in runs/detector/model.pt. About 40 minutes of one core."""
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    torch.manual_seed(3)
    stage, people = Stage("detector", steps), dataset.load()
    model = Detector().to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]
    sharp = _sharp(stage.folder / "sharp.npz")
    optimiser = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=1e-3, foreach=True)
    start = stage.resume(model=model, optimiser=optimiser)
    for step, rng, _ in stage.steps(start):
        scenes = [_scene(people, sharp, rng) for _ in range(BATCH)]
        scenes = [(weathered(image, rng), box, points) for image, box, points in scenes]
        images = torch.from_numpy(np.stack([image for image, _, _ in scenes]))
        images = images.permute(0, 3, 1, 2).float().sub(127.5).div(128)
        with mixed():
            maps = model.maps(images)
        loss, found = _loss(maps, scenes)
        optimiser.zero_grad()
        loss.backward()
        for group in optimiser.param_groups:
            group["lr"] = 3e-3 * pace(step, steps, hold=0.2)
        optimiser.step()
        stage.log(step, every=100, loss=loss.item(), landmarks=found)
        if stage.due():
            stage.save(step + 1, model=model, optimiser=optimiser)
    stage.save(steps, model=model, optimiser=optimiser)
    model.eval()
    torch.save(model.state_dict(), stage.folder / "model.pt")


@dataclass(frozen=True, eq=False)
class Sharp:
    """Pictures of other people, drawn large."""

    images: np.ndarray  # uint8 (n, SHARP_SIDE, SHARP_SIDE, 3)
    landmarks: np.ndarray  # (n, 5, 2)
    boxes: np.ndarray  # (n, 4)


def _sharp(path: Path) -> Sharp:
    if not path.exists():
        rng = np.random.default_rng([dataset.SEED, 7])
        drawings = [
            draw_person(sample_identity(rng), sample_scene(rng), SHARP_SIDE) for _ in range(SHARP)
        ]
        np.savez(
            path,
            images=np.stack([d.image for d in drawings]),
            landmarks=np.stack([d.landmarks for d in drawings]),
            boxes=np.stack([d.box for d in drawings]),
        )
    kept = np.load(path)
    return Sharp(kept["images"], kept["landmarks"], kept["boxes"])


Scene = tuple[np.ndarray, np.ndarray | None, np.ndarray | None]


def _scene(people: dataset.People, sharp: Sharp, rng: np.random.Generator) -> Scene:
    """One picture (SIDE, SIDE, 3) with its face's box (4,) and landmarks (5, 2), or without."""
    source = sharp if rng.random() < 0.45 else people
    picture = int(rng.integers(SHARP if source is sharp else people.training))
    image = np.asarray(source.images[picture])
    landmarks, box = source.landmarks[picture], source.boxes[picture]
    kind = rng.random()
    if kind < 0.24:
        return _without_face(image, box, rng), None, None
    close = kind < 0.46
    sizes = (1.06 * LARGEST, CLOSEST) if close else (SMALLEST, LARGEST)
    wanted = float(np.exp(rng.uniform(*np.log(sizes))))
    matrix = _placement(box, wanted, landmarks.mean(0), rng)
    zoom = float(np.hypot(*matrix[0, :2]))
    scene = cv2.warpAffine(
        image,
        matrix,
        (SIDE, SIDE),
        flags=cv2.INTER_AREA if zoom < 0.7 else cv2.INTER_LINEAR,
        dst=_backdrop(rng),
        borderMode=cv2.BORDER_TRANSPARENT,
    )
    left, top, right, bottom = box
    corners = np.array([[left, top], [right, top], [left, bottom], [right, bottom]])
    corners = corners @ matrix[:, :2].T + matrix[:, 2]
    moved = landmarks @ matrix[:, :2].T + matrix[:, 2]
    light = rng.normal(1, 0.12) * scene + rng.normal(0, 8, 3) + rng.normal(0, 4, scene.shape)
    scene = light.clip(0, 255).astype(np.uint8)
    if close:
        return scene, None, None
    return scene, np.concatenate([corners.min(0), corners.max(0)]), moved


def weathered(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """RGB uint8 as a camera and a file might have left it: light, tint, blur, noise, JPEG, a hand.

    Each happens to some pictures only; half stay as they are.
    """
    if rng.random() < 0.5:
        return image
    x = image.astype(np.float32)
    if rng.random() < 0.6:  # light and tint
        x = 255 * (x / 255) ** float(np.exp(rng.normal(0, 0.35)))
        x = x * rng.uniform(0.6, 1.3) + rng.normal(0, 12, 3)
    if rng.random() < 0.3:
        x = cv2.GaussianBlur(x, (0, 0), float(rng.uniform(0.5, 2.2)))
    if rng.random() < 0.2:  # something before the picture
        (left, top), (wide, high) = rng.integers(0, SIDE, 2), rng.integers(8, SIDE // 3, 2)
        x[top : top + high, left : left + wide] = rng.integers(0, 256, 3)
    if rng.random() < 0.5:
        x = x + rng.standard_normal(x.shape, np.float32) * float(rng.uniform(2, 22))
    x = x.clip(0, 255).astype(np.uint8)
    if rng.random() < 0.3:
        stored = io.BytesIO()
        Image.fromarray(x).save(stored, "JPEG", quality=int(rng.integers(12, 70)))
        x = np.asarray(Image.open(stored))
    if rng.random() < 0.1:
        x = np.repeat(x.mean(2, keepdims=True).astype(np.uint8), 3, 2)
    return x


def _placement(
    box: np.ndarray, width: float, middle: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Affine matrix (2, 3) that gives the face this width, a small turn and a random place."""
    zoom = width / float(box[2] - box[0])
    turn = np.radians(rng.normal(0, 7))
    c, s = zoom * np.cos(turn), zoom * np.sin(turn)
    free = max(4.0, abs(SIDE - width) / 2)
    target = SIDE / 2 + rng.uniform(-free, free, 2)
    return np.array(
        [
            [c, -s, target[0] - c * middle[0] + s * middle[1]],
            [s, c, target[1] - s * middle[0] - c * middle[1]],
        ]
    )


def _backdrop(rng: np.random.Generator) -> np.ndarray:
    """Something without faces: a colour, a ramp, soft or fine noise, or black."""
    kind = rng.integers(4)
    if kind == 0:
        return np.zeros((SIDE, SIDE, 3), np.uint8)
    coarse = 1 if kind == 1 else int(np.exp(rng.uniform(np.log(2), np.log(SIDE))))
    small = rng.integers(0, 256, (coarse, coarse, 3))
    flags = cv2.INTER_CUBIC if kind == 2 else cv2.INTER_NEAREST
    return cv2.resize(small.astype(np.uint8), (SIDE, SIDE), interpolation=flags)


def _without_face(image: np.ndarray, box: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A backdrop with shapes, or a drawn picture whose face is covered, scrambled or cut off.

    Or what is beside the face, from near: a light out of focus is no face either.
    """
    kind = rng.random()
    if kind < 0.3:
        canvas = _backdrop(rng)
        for _ in range(int(rng.integers(0, 12))):
            x, y, r = (int(v) for v in rng.integers(0, SIDE, 3))
            colour = tuple(int(v) for v in rng.integers(0, 256, 3))
            cv2.circle(canvas, (x, y), r // 3 + 1, colour, -1)
        return canvas
    if kind < 0.7 and (beside := _beside(image, box, rng)) is not None:
        return beside
    side = image.shape[0]
    left, top, right, bottom = box.round().astype(int).clip(0, side)
    covered = image.copy()
    region = covered[top:bottom, left:right]
    way = rng.integers(3)
    if way == 0:
        region[:] = region.mean((0, 1))
    elif way == 1:
        blocks = [b for row in np.array_split(region, 4) for b in np.array_split(row, 4, 1)]
        pieces = [block.copy() for block in blocks]
        for place, n in zip(blocks, rng.permutation(len(blocks)), strict=True):
            place[:] = cv2.resize(pieces[n], (place.shape[1], place.shape[0]))
    else:  # a quarter of the face, too close to be one
        wide, high = (right - left) // 2, (bottom - top) // 2
        x, y = left + int(rng.integers(2)) * wide, top + int(rng.integers(2)) * high
        covered = covered[y : y + high, x : x + wide]
    return cv2.resize(covered, (SIDE, SIDE))


def _beside(image: np.ndarray, box: np.ndarray, rng: np.random.Generator) -> np.ndarray | None:
    """A part of a picture that does not meet its face, enlarged; None if none was found."""
    side = image.shape[0]
    for _ in range(12):
        size = int(side * np.exp(rng.uniform(np.log(0.12), np.log(0.5))))
        x, y = rng.integers(0, side - size, 2)
        if x + size < box[0] or x > box[2] or y + size < box[1] or y > box[3]:
            part = image[y : y + size, x : x + size]
            return cv2.resize(part, (SIDE, SIDE), interpolation=cv2.INTER_LINEAR)
    return None


def _loss(maps: list[tuple[Tensor, Tensor, Tensor]], scenes: list) -> tuple[Tensor, float]:
    """Focal loss on scores, smooth L1 on boxes and landmarks of the cells inside faces."""
    total, off, count = torch.zeros(()), 0.0, 0
    maps = [(score.float(), box.float(), point.float()) for score, box, point in maps]
    levels = list(zip(maps, STRIDES, strict=True))
    targets = [_targets(scenes, stride) for stride in STRIDES]
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
        if chosen.any():
            told_box = box.permute(0, 2, 3, 1).unflatten(-1, (ANCHORS, 4))[chosen]
            told_points = point.permute(0, 2, 3, 1).unflatten(-1, (ANCHORS, 10))[chosen]
            true_box = boxes[chosen][:, None].expand_as(told_box)
            true_points = points[chosen][:, None].expand_as(told_points)
            by_box = F.smooth_l1_loss(told_box, true_box, reduction="sum", beta=0.1) / 8
            by_point = F.smooth_l1_loss(told_points, true_points, reduction="sum", beta=0.05) / 5
            total = total + (by_box + 4 * by_point) / positives
            off += float((told_points - true_points).detach().abs().mean()) * stride
            count += 1
    return total, off / max(1, count)


def _targets(scenes: list, stride: int) -> tuple[Tensor, Tensor, Tensor]:
    """Per cell: whether it answers for a face, the box's distances and the landmarks' offsets."""
    n = SIDE // stride
    grid = np.stack(np.mgrid[:n, :n][::-1], -1).astype(np.float32) * stride
    inside = np.zeros((len(scenes), n, n), np.float32)
    boxes = np.zeros((len(scenes), n, n, 4), np.float32)
    points = np.zeros((len(scenes), n, n, 10), np.float32)
    for k, (_, box, landmarks) in enumerate(scenes):
        if box is None:
            continue
        boxes[k] = np.concatenate([grid - box[:2], box[2:] - grid], -1) / stride
        points[k] = ((landmarks - grid[:, :, None]) / stride).reshape(n, n, 10)
        size = max(box[2] - box[0], box[3] - box[1])
        if stride == (8 if size < SMALL else 16 if size < MEDIUM else 32):
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
