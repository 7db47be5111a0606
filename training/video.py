"""A webcam's view of drawn people, with the true place of every landmark in every frame.

They hold still, turn, look up, smile, come nearer and go, two of them at once; none of them is in
any picture that training has seen. The same seed gives the same bytes. Qt, which draws, is
imported by `render` alone, so that this module costs nothing where the video is there already.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from training.people.identity import Identity
    from training.people.scene import Scene

WIDTH, HEIGHT, RATE = 640, 480, 30
STREAM = 79  # of random numbers; training's people come from others
QUALITY = 90  # of the JPEG that a webcam would send
NOISE = 1.5  # levels, as of a sensor in a well lit room
INSIDE = 0.9  # share of a face's box that must be in the frame, or it counts as gone
_FIELDS = 8  # of noise, taken in turn
_FAR = (-0.45, 0.36)  # outside of the frame


@dataclass(frozen=True)
class Pose:
    """How somebody is seen at one moment; lengths in shares of the frame's width."""

    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    place: tuple[float, float] = (0.5, 0.36)
    scale: float = 0.55
    expression: str = "neutral"


@dataclass(frozen=True)
class Part:
    """A piece of the video: everybody goes to a pose, and stays there until the end of it."""

    name: str
    going: float  # seconds
    staying: float  # seconds
    poses: tuple[Pose, ...]  # of the one who sits there, and of the guest


_AWAY = Pose(place=_FAR, scale=0.42)
_BESIDE = Pose(place=(0.27, 0.38), scale=0.42, yaw=8)
PARTS = (
    Part("front", 0.1, 2.4, (Pose(), _AWAY)),
    Part("left", 0.7, 1.8, (Pose(yaw=24), _AWAY)),
    Part("right", 0.9, 1.8, (Pose(yaw=-24), _AWAY)),
    Part("up", 0.8, 1.8, (Pose(pitch=-0.95), _AWAY)),
    Part("smile", 0.7, 2.2, (Pose(expression="smiling"), _AWAY)),
    Part("lean", 0.7, 0.4, (Pose(roll=14, place=(0.56, 0.37)), _AWAY)),
    Part("near", 0.8, 0.4, (Pose(scale=0.78, place=(0.5, 0.36)), _AWAY)),
    Part("far", 1.0, 0.4, (Pose(scale=0.38, place=(0.4, 0.44)), _AWAY)),
    Part("aside", 0.8, 0.2, (Pose(scale=0.42, place=(0.72, 0.38), yaw=-6), _AWAY)),
    Part(
        "two",
        0.9,
        1.6,
        (
            Pose(scale=0.42, place=(0.72, 0.38), yaw=-10, expression="smiling"),
            Pose(scale=0.42, place=(0.27, 0.38), yaw=10),
        ),
    ),
    Part("talk", 0.6, 0.9, (Pose(scale=0.42, place=(0.72, 0.38), yaw=-18), _BESIDE)),
    Part(
        "leave",
        1.2,
        0.3,
        (Pose(scale=0.42, place=(1.45, 0.38), yaw=16), Pose(scale=0.42, place=(0.34, 0.37))),
    ),
    Part(
        "alone",
        0.6,
        1.2,
        (Pose(scale=0.42, place=(1.45, 0.38)), Pose(scale=0.5, place=(0.5, 0.36))),
    ),
)
"""For `left` and `right` as who is filmed says it: their left is the frame's right."""


def render(path: Path, seed: int, parts: tuple[Part, ...] = PARTS) -> Path:
    """Write a video, Motion JPEG in AVI, and beside it the truth, `.npz`.

    The truth: `landmarks` float32 (frames, 2, 5, 2), pixels, the one who sits there first;
    `boxes` float32 (frames, 2, 4); `seen` bool (frames, 2): in the frame, as good as whole;
    `parts` (frames,), the names of the parts; `rate`.

    Args:
        path: of the video; its folder is made.
        seed: who is seen, how they are dressed, where they are, and how their heads sway.
        parts: what happens.

    Returns:
        The path of the truth. Both are written at most once for the same arguments.

    Raises:
        OSError: if the video can't be written.
    """
    truth = path.with_suffix(".npz")
    made_of = json.dumps([seed, [repr(part) for part in parts], _version()])
    if truth.exists() and path.exists() and str(np.load(truth)["made_of"]) == made_of:
        return truth
    path.parent.mkdir(parents=True, exist_ok=True)
    names, moments = _moments(parts, np.random.default_rng([STREAM, seed, 1]))
    film = _Film(path, np.random.default_rng([STREAM, seed, 2]))
    people, scenes = _cast(seed)
    shown = [film.add(people, scenes, poses) for poses in moments]
    film.close()
    landmarks, boxes, seen = (np.stack(rows) for rows in zip(*shown, strict=True))
    part = truth.with_suffix(".part.npz")
    np.savez(
        part,
        landmarks=landmarks,
        boxes=boxes,
        seen=seen,
        parts=np.array(names),
        rate=RATE,
        made_of=made_of,
    )
    os.replace(part, truth)
    return truth


def _version() -> list[Any]:
    return [WIDTH, HEIGHT, RATE, QUALITY, NOISE, INSIDE, 1]


def _cast(seed: int) -> "tuple[list[Identity], list[Scene]]":
    """The two people, and how each is dressed; the room is that of the first."""
    from training.people.identity import sample_identity
    from training.people.scene import sample_scene

    rng = np.random.default_rng([STREAM, seed])
    people: list[Identity] = []
    while len(people) < 2:
        person = sample_identity(rng)
        if person.glasses != "sunglasses" and person.age != "child":
            people.append(person)
    return people, [sample_scene(rng, "flat vector") for _ in people]


def _moments(
    parts: tuple[Part, ...], rng: np.random.Generator
) -> tuple[list[str], list[list[Pose]]]:
    """The name of each frame's part, and everybody's pose in it."""
    names: list[str] = []
    moments: list[list[Pose]] = []
    before = parts[0].poses
    for part in parts:
        for frame in range(round((part.going + part.staying) * RATE)):
            share = min(1.0, (frame + 1) / max(1.0, part.going * RATE))
            names.append(part.name)
            moments.append(
                [_between(*pair, share) for pair in zip(before, part.poses, strict=True)]
            )
        before = part.poses
    sways = [_sway(len(names), rng) for _ in before]
    return names, [
        [_swayed(pose, sway[n]) for pose, sway in zip(poses, sways, strict=True)]
        for n, poses in enumerate(moments)
    ]


def _between(start: Pose, end: Pose, share: float) -> Pose:
    """On the way from one pose to another, slowly at first and at the end."""
    eased = share * share * (3 - 2 * share)

    def mixed(a: float, b: float) -> float:
        return a + (b - a) * eased

    return Pose(
        yaw=mixed(start.yaw, end.yaw),
        pitch=mixed(start.pitch, end.pitch),
        roll=mixed(start.roll, end.roll),
        place=(mixed(start.place[0], end.place[0]), mixed(start.place[1], end.place[1])),
        scale=mixed(start.scale, end.scale),
        expression=end.expression if share > 0.5 else start.expression,
    )


def _sway(frames: int, rng: np.random.Generator) -> np.ndarray:
    """What a head never stops doing: yaw, pitch, roll, x and y of each frame, (frames, 5)."""
    time = np.arange(frames) / RATE
    rates, phases = rng.uniform(0.15, 0.6, (5, 3)), rng.uniform(0, 2 * np.pi, (5, 3))
    waves = np.sin(2 * np.pi * rates[..., None] * time + phases[..., None]).mean(1)
    return (waves * np.array([2.5, 0.08, 2.0, 0.006, 0.005])[:, None]).T


def _swayed(pose: Pose, sway: np.ndarray) -> Pose:
    yaw, pitch, roll, x, y = (float(value) for value in sway)
    return Pose(
        yaw=pose.yaw + yaw,
        pitch=pose.pitch + pitch,
        roll=pose.roll + roll,
        place=(pose.place[0] + x, pose.place[1] + y),
        scale=pose.scale,
        expression=pose.expression,
    )


class _Film:
    """The video file, written frame by frame."""

    def __init__(self, path: Path, rng: np.random.Generator) -> None:
        from core.opencv import cv2

        self._convert = cv2.cvtColor, cv2.COLOR_RGB2BGR
        code = cv2.VideoWriter.fourcc(*"MJPG")
        quality = [cv2.VIDEOWRITER_PROP_QUALITY, QUALITY]
        size = (WIDTH, HEIGHT)
        self._writer = cv2.VideoWriter(str(path), cv2.CAP_OPENCV_MJPEG, code, RATE, size, quality)
        if not self._writer.isOpened():
            raise OSError(f"{path.name} can't be written")
        self._frames = 0
        self._fields = rng.normal(0, NOISE, (_FIELDS, HEIGHT, WIDTH, 3)).round().astype(np.int16)

    def add(
        self, people: "list[Identity]", scenes: "list[Scene]", poses: list[Pose]
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Draw a frame; landmarks, boxes and who is seen, as `render` keeps them."""
        pixels, landmarks, boxes = _draw(people, scenes, poses)
        noisy = pixels.astype(np.int16) + self._fields[self._frames % _FIELDS]
        convert, to_bgr = self._convert
        self._writer.write(convert(np.clip(noisy, 0, 255).astype(np.uint8), to_bgr))
        self._frames += 1
        return landmarks, boxes, np.array([_share_inside(box) >= INSIDE for box in boxes])

    def close(self) -> None:
        self._writer.release()


def _draw(
    people: "list[Identity]", scenes: "list[Scene]", poses: list[Pose]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A frame, RGB uint8, with landmarks (people, 5, 2) and boxes (people, 4)."""
    from dataclasses import replace

    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QImage, QPainter

    from training.people.backgrounds import draw_background
    from training.people.canvas import Canvas
    from training.people.drawing import paint_person
    from training.people.head import Head

    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB888)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(WIDTH, WIDTH)
    canvas = Canvas(painter)
    draw_background(canvas, scenes[0])
    landmarks, boxes = [], []
    for person, scene, pose in zip(people, scenes, poses, strict=True):
        posed = replace(
            scene,
            yaw=pose.yaw,
            pitch=pose.pitch,
            roll=pose.roll,
            place=pose.place,
            scale=pose.scale,
            expression=pose.expression,
            strength=1.0,
            gaze=(0.0, 0.0),
        )
        head = Head(person, posed)
        placed = paint_person(canvas, head)
        points = [placed.map(QPointF(x, y)) for x, y in head.landmarks()]
        box = placed.map(head.face).boundingRect()
        landmarks.append([(point.x(), point.y()) for point in points])
        boxes.append((box.left(), box.top(), box.right(), box.bottom()))
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(HEIGHT, image.bytesPerLine())
    pixels = rows[:, : WIDTH * 3].reshape(HEIGHT, WIDTH, 3).copy()
    return pixels, np.array(landmarks, np.float32), np.array(boxes, np.float32)


def _share_inside(box: np.ndarray) -> float:
    """How much of a box the frame shows, 0 to 1."""
    left, top, right, bottom = (float(edge) for edge in box)
    wide = max(0.0, min(right, WIDTH) - max(left, 0.0))
    high = max(0.0, min(bottom, HEIGHT) - max(top, 0.0))
    return wide * high / max((right - left) * (bottom - top), 1e-6)
