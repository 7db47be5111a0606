"""Drawn people as a folder of captioned pictures: `python -m training.own.render FOLDER`.

They are people of whom neither the pack nor `training.trials` knows anything. Captions tell style,
age, gender and scene, and nothing of the looks: those are left for the face to tell.
"""

import argparse
from pathlib import Path

from PIL import Image

from training import dataset
from training.people.captions import plain_caption
from training.people.drawing import draw

FIRST = 10_000  # of the pairs of people; those of the pack and of the trials are below 5,000


def render(folder: Path, people: int, first: int = FIRST, size: int = dataset.SIZE) -> None:
    """Draw one picture of each person, as NUMBER.png with its caption NUMBER.txt."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(people):
        identities, scenes = dataset.cast(first + number)
        person, scene = identities[number % 2], scenes[number % len(scenes)]
        stem = folder / f"{number:04}"
        Image.fromarray(draw(person, scene, size).image).save(stem.with_suffix(".png"))
        caption = plain_caption(person, scene, "scene")
        stem.with_suffix(".txt").write_text(f"{caption}\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.own.render", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=200, help="default: %(default)s")
    parser.add_argument("--first", type=int, default=FIRST, help="number; default: %(default)s")
    chosen = parser.parse_args()
    render(chosen.folder, chosen.people, chosen.first)


if __name__ == "__main__":
    main()
