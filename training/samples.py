"""The sample people of `resources/samples`, drawn by the renderer, with their landmarks."""

import json
from pathlib import Path

import numpy as np
from PIL import Image

from training.people.captions import caption
from training.people.drawing import draw as draw_person
from training.people.identity import Identity, sample_identity
from training.people.scene import Scene, sample_scene

FOLDER = Path(__file__).parents[1] / "resources" / "samples"
SIZE = 512
NAMES = ("Amara", "Bruno", "Chen", "Dalia", "Elin", "Farid", "Grace", "Hugo")
WISHES: tuple[tuple[str, str, str], ...] = (  # gender, age, hair style: all looks are there
    ("woman", "young", "curly hair"),
    ("man", "adult", "quiff"),
    ("man", "young", "spiky hair"),
    ("woman", "adult", "headscarf"),
    ("woman", "young", "braids"),
    ("man", "adult", "side part"),
    ("woman", "old", "bun"),
    ("man", "old", "bald"),
)
SKINS = (5.6, 2.2, 2.8, 3.6, 0.6, 4.2, 1.2, 6.4)
PROMPTS = (
    "watercolor portrait of a young woman, smiling, snow background",
    "film noir portrait of a man, wearing a black suit, city background",
    "neon portrait of a young man, city background",
    "oil painting portrait of a woman, jungle background",
    "pop art portrait of a young woman, wearing a red hoodie, surprised, sunset background",
    "pencil sketch portrait of a man, wearing a turtleneck, mountains background",
    "watercolor portrait of an old woman, wearing a blue dress, by a window",
    "flat vector illustration portrait of an old man, smiling, night sky background",
)


def draw(folder: Path = FOLDER) -> None:
    """Draw each sample person looking at the viewer, as NAME.png and NAME.json."""
    folder.mkdir(parents=True, exist_ok=True)
    for n, (name, prompt) in enumerate(zip(NAMES, PROMPTS, strict=True)):
        person, scene, rng = _person(n), *_scene(n)
        drawing = draw_person(person, scene, SIZE)
        Image.fromarray(drawing.image).save(folder / f"{name}.png", optimize=True)
        facts = {
            "name": name,
            "caption": caption(person, scene, rng),
            "landmarks": [[round(float(v), 2) for v in point] for point in drawing.landmarks],
            "prompt": prompt,
        }
        (folder / f"{name}.json").write_text(json.dumps(facts, indent=1) + "\n")


def _person(n: int) -> Identity:
    """The first of many random people who has the wished looks; never one of training's."""
    rng = np.random.default_rng([77, n])
    gender, age, hair = WISHES[n]
    while True:
        person = sample_identity(rng)
        alike = (person.gender, person.age, person.hair_style) == (gender, age, hair)
        if alike and abs(person.skin - SKINS[n]) < 0.7 and person.glasses != "sunglasses":
            return person


def _scene(n: int) -> tuple[Scene, np.random.Generator]:
    """A calm scene: nearly frontal, plain or soft background."""
    rng = np.random.default_rng([78, n])
    while True:
        scene = sample_scene(rng, "flat vector")
        calm = scene.background in ("plain", "gradient", "circle") and scene.light == "soft"
        gentle = abs(scene.yaw) < 12 and abs(scene.roll) < 5 and abs(scene.pitch) < 0.35
        if calm and gentle and scene.expression in ("neutral", "smiling"):
            return scene, rng
