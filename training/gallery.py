"""Contact sheets of a pack, to be looked at: `python -m training.gallery OUTDIR`.

People, poses and prompts are those of `training.trials`, which training never saw; every
picture is drawn by the application's own Engine at the pack's settings.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np

from training import nearest
from training.measure import LAMBDAS
from training.people.captions import plain_caption
from training.people.scene import STYLES
from training.sheets import Tile, save_labelled
from training.studio import Studio
from training.trials import Trial, trials

Item = TypeVar("Item")
PEOPLE = 8


def by_prompt(studio: Studio, path: Path) -> None:
    """64 portraits by their prompts alone: the base, with all adapters off."""
    tiles = [Tile(_by_words(studio, trial), trial.words) for trial in trials(64)]
    title = "Portraits by prompt alone, adapters off"
    save_labelled(_in_rows(tiles, 8), path, title, lines=6)


def by_style(studio: Studio, path: Path) -> None:
    """8 people in 8 styles: one pose and scene a person, only the style in the prompt differs."""
    rows = []
    for trial in _varied(PEOPLE):
        row = [Tile(trial.reference.image, "reference")]
        for style in STYLES:
            prompt = plain_caption(trial.person, replace(trial.scene, style=style), "scene")
            recipe = studio.with_face(studio.plain(prompt, trial.number), trial)
            row.append(Tile(studio.draw(recipe, trial).image, style))
        rows.append(row)
    save_labelled(rows, path, "8 people in 8 styles; pose, prompt and seed of a row are the same")


def by_pose(studio: Studio, path: Path) -> None:
    """8 people in 8 poses: landmarks of other people's drawings, shown in the first row."""
    people = _varied(PEOPLE)
    poses = sorted(trials(48), key=lambda trial: trial.scene.yaw)[::6]
    rows = [[Tile(None), *(Tile(pose.render.image, _angles(pose)) for pose in poses)]]
    for trial in people:
        row = [Tile(trial.reference.image, "reference")]
        for pose in poses:
            asked = studio.with_face(studio.plain(trial.prompt, trial.number), trial, pose.pose)
            row.append(Tile(studio.draw(asked, trial).image, _angles(pose)))
        rows.append(row)
    save_labelled(rows, path, "8 people in 8 poses; the first row shows where the head was asked")


def by_look(studio: Studio, path: Path) -> None:
    """Image prompts: the prompt picture, what it gives without a face and with one."""
    asked = trials(8)
    rows = [[Tile(t.look.image, f"image prompt: {t.look_scene.style}") for t in asked]]
    for adapter in studio.image_prompts:
        plain = [studio.plain(trial.title, trial.number) for trial in asked]
        for recipes, text in (
            (plain, f"{adapter}, no face"),
            ([studio.with_face(r, t) for r, t in zip(plain, asked, strict=True)], "with the face"),
        ):
            row = []
            for recipe, trial in zip(recipes, asked, strict=True):
                image = studio.draw(studio.with_look(recipe, trial, adapter), trial).image
                row.append(Tile(image, text))
            rows.append(row)
    rows.append([Tile(trial.reference.image, "the face") for trial in asked])
    save_labelled(rows, path, "Image prompts; the prompt tells only age and gender")


def by_likeness(studio: Studio, path: Path) -> None:
    """The weight λ of the ID tokens from 0 to 1.25 for 6 people, structure as always."""
    rows = []
    for trial in _varied(6):
        row = [Tile(trial.reference.image, "reference")]
        for weight in LAMBDAS:
            portrait = studio.draw(studio.portrait(trial, likeness=weight), trial)
            alike = studio.see(portrait).embedding @ studio.know(trial.reference)
            row.append(Tile(portrait.image, f"lambda {weight:g}, cosine {alike:.2f}"))
        rows.append(row)
    save_labelled(
        rows, path, "Likeness lambda; the cosine is the judge's, between portrait and reference"
    )


def real_against_drawn(studio: Studio, path: Path) -> None:
    """The renderer's picture above, the pack's below: the same person and scene were asked."""
    rows = []
    for group in _in_rows(trials(16), 8):
        real = [Tile(trial.render.image, f"renderer: {trial.scene.style}") for trial in group]
        drawn = [Tile(studio.draw(studio.portrait(t), t).image, "portrait") for t in group]
        rows += [real, drawn]
    title = "Renderer against pack; the pack got another picture of the person, pose and prompt"
    save_labelled(rows, path, title)


def nearest_training(studio: Studio, path: Path) -> None:
    """64 portraits by prompt, each beside the nearest pictures that training saw."""
    images = np.stack([_by_words(studio, trial) for trial in trials(64)])
    by_features, by_pixels = nearest.find(images, studio.critic)
    texts = ("portrait", "by features", "by pixels")
    groups = [
        [Tile(image, text) for image, text in zip(three, texts, strict=True)]
        for three in zip(images, by_features, by_pixels, strict=True)
    ]
    rows = [[tile for group in row for tile in group] for row in _in_rows(groups, 6)]
    title = (
        "Portraits by prompt, and the nearest of all training pictures: by the cosine of the "
        f"critic's features, and by the squared difference of {nearest.SIDE} x {nearest.SIDE} "
        "pixels"
    )
    save_labelled(rows, path, title)


SHEETS: dict[str, Callable[[Studio, Path], None]] = {
    "prompts": by_prompt,
    "styles": by_style,
    "poses": by_pose,
    "image-prompts": by_look,
    "likeness": by_likeness,
    "real-and-drawn": real_against_drawn,
    "nearest": nearest_training,
}


def _by_words(studio: Studio, trial: Trial) -> np.ndarray:
    return studio.draw(studio.plain(trial.words, trial.number), trial).image


def _varied(count: int) -> list[Trial]:
    """Trials of people from light to dark skin."""
    many = sorted(trials(count * 4), key=lambda trial: trial.person.skin)
    return many[2::4]


def _in_rows(items: Sequence[Item], length: int) -> list[Sequence[Item]]:
    return [items[k : k + length] for k in range(0, len(items), length)]


def _angles(trial: Trial) -> str:
    return f"yaw {round(trial.scene.yaw)}°, roll {round(trial.scene.roll)}°"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.gallery", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the sheets go, as NAME.png")
    parser.add_argument("--pack", default="demo", help="name or folder; default: %(default)s")
    parser.add_argument("--only", nargs="+", choices=SHEETS, default=list(SHEETS))
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    studio = Studio(chosen.pack)
    for name in chosen.only:
        SHEETS[name](studio, chosen.folder / f"{name}.png")
        print(chosen.folder / f"{name}.png", flush=True)


if __name__ == "__main__":
    main()
