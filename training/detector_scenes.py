"""What the detector is taught on: drawn faces of many sizes on backdrops, and what is no face."""

import io
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from training import dataset
from training.people.drawing import draw as draw_person
from training.people.identity import sample_identity
from training.people.scene import sample_scene

SIDE = 160
SMALLEST, LARGEST = 18, 150  # widths in pixels of the faces to find
USUAL = 50  # smaller ones are seldom looked at closely
CLOSEST = 640  # and up to which width they are shown as too close
SHARP, SHARP_SIDE = 1500, 384  # further pictures, drawn large: close faces with sharp edges


@dataclass(frozen=True, eq=False)
class Sharp:
    """Pictures of other people, drawn large."""

    images: np.ndarray  # uint8 (n, SHARP_SIDE, SHARP_SIDE, 3)
    landmarks: np.ndarray  # (n, 5, 2)
    boxes: np.ndarray  # (n, 4)


def load_sharp(path: Path) -> Sharp:
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


def sample(people: dataset.People, sharp: Sharp, rng: np.random.Generator) -> Scene:
    """One picture (SIDE, SIDE, 3) with its face's box (4,) and landmarks (5, 2), or without."""
    source = sharp if rng.random() < 0.45 else people
    picture = int(rng.integers(SHARP if source is sharp else people.training))
    image = np.asarray(source.images[picture])
    landmarks, box = source.landmarks[picture], source.boxes[picture]
    kind = rng.random()
    if kind < 0.14:
        return _without_face(image, box, rng), None, None
    close = kind < 0.27
    sizes = (1.06 * LARGEST, CLOSEST) if close else (SMALLEST, LARGEST)
    if not close and rng.random() < 0.4:
        sizes = (USUAL, LARGEST)
    wanted = float(np.exp(rng.uniform(*np.log(sizes))))
    matrix = _placement(box, wanted, landmarks.mean(0), rng)
    scene = warped(image, matrix, _backdrop(rng), smooth=rng.random() < 0.6)
    left, top, right, bottom = box
    corners = np.array([[left, top], [right, top], [left, bottom], [right, bottom]])
    corners = corners @ matrix[:, :2].T + matrix[:, 2]
    moved = landmarks @ matrix[:, :2].T + matrix[:, 2]
    grain = 4 * rng.standard_normal(scene.shape, np.float32)
    light = rng.normal(1, 0.12) * scene + rng.normal(0, 8, 3) + grain
    scene = light.clip(0, 255).astype(np.uint8)
    if close:
        return scene, None, None
    return scene, np.concatenate([corners.min(0), corners.max(0)]), moved


def warped(image: np.ndarray, matrix: np.ndarray, onto: np.ndarray, smooth: bool) -> np.ndarray:
    """Put a picture onto a backdrop; as in a drawing, pixel (0, 0) covers the area from 0 to 1.

    Args:
        image: RGB uint8, square.
        matrix: (2, 3), from places in `image` to places in `onto`.
        onto: RGB uint8.
        smooth: halve a picture that becomes much smaller first, so that its edges don't break.
    """
    matrix, zoom = matrix.copy(), float(np.hypot(*matrix[0, :2]))
    while smooth and zoom < 0.6:
        image = cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        matrix[:, :2] *= 2
        zoom *= 2
    matrix[:, 2] += matrix[:, :2].sum(1) / 2 - 0.5  # OpenCV counts from the middle of a pixel
    side, border = onto.shape[1::-1], cv2.BORDER_TRANSPARENT
    return cv2.warpAffine(image, matrix, side, dst=onto, flags=cv2.INTER_LINEAR, borderMode=border)


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
