"""Draws a person in a scene, with the exact place of the face's landmarks."""

import os
from dataclasses import dataclass

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter, QTransform

from training.people.accessories import draw_facial_hair, draw_glasses
from training.people.backgrounds import draw_background
from training.people.canvas import Canvas, ink
from training.people.clothing import draw_body
from training.people.eyes import draw_eyes
from training.people.face import draw_ears, draw_mouth, draw_nose, draw_skin
from training.people.hair import draw_hair
from training.people.hair_behind import draw_hair_behind, draw_hair_over_shoulders
from training.people.head import Head
from training.people.identity import Identity
from training.people.palette import Colour
from training.people.scene import HEAD_UNIT, Scene
from training.people.styles import apply_style

_TINTS: dict[str, Colour] = {"warm": (255, 170, 80), "cool": (70, 130, 255)}


@dataclass(frozen=True, eq=False)
class Drawing:
    """A picture and where its face is. Pixel (0, 0) covers the area from 0 to 1 on both axes."""

    image: np.ndarray  # RGB uint8, (size, size, 3)
    landmarks: (
        np.ndarray
    )  # float32 (5, 2), pixels: eyes (picture's left first), nose, mouth corners
    box: np.ndarray  # float32 (4,), pixels: x0, y0, x1, y1 around the skin of the face


def draw(identity: Identity, scene: Scene, size: int = 128) -> Drawing:
    """Draw `identity` in `scene`; the same arguments give the same bytes.

    Args:
        identity: who is drawn.
        scene: pose, expression, clothes, background, light and art style.
        size: width and height of the picture in pixels.
    """
    head = Head(identity, scene)
    image = QImage(size, size, QImage.Format.Format_RGB888)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size, size)
    canvas = Canvas(painter)
    draw_background(canvas, scene)
    placed = paint_person(canvas, head)
    if scene.light in _TINTS:
        painter.resetTransform()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SoftLight)
        painter.fillRect(0, 0, size, size, ink(_TINTS[scene.light], 90))
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(size, image.bytesPerLine())
    pixels = rows[:, : size * 3].reshape(size, size, 3).copy()
    mapped = [placed.map(QPointF(x, y)) for x, y in head.landmarks()]
    box = placed.map(head.face).boundingRect()
    return Drawing(
        image=apply_style(pixels, scene.style, scene.seed),
        landmarks=np.array([(point.x(), point.y()) for point in mapped], np.float32),
        box=np.array([box.left(), box.top(), box.right(), box.bottom()], np.float32),
    )


def paint_person(canvas: Canvas, head: Head) -> QTransform:
    """Paint somebody over what is there; returns how head-local points map to pixels."""
    scene = head.scene
    unit = HEAD_UNIT * scene.scale * (0.95 if head.identity.age == "child" else 1)
    with canvas.moved(*scene.place, scale=(unit, unit)):
        with canvas.moved(degrees=scene.roll):
            draw_hair_behind(canvas, head)
        draw_body(canvas, head)
        with canvas.moved(degrees=scene.roll):
            draw_hair_over_shoulders(canvas, head)
            draw_ears(canvas, head)
            draw_skin(canvas, head)
            draw_nose(canvas, head)
            draw_facial_hair(canvas, head)
            draw_mouth(canvas, head)
            with canvas.clipped(head.face):
                draw_eyes(canvas, head)
            draw_hair(canvas, head)
            draw_glasses(canvas, head)
            return canvas.painter.transform()
