"""A part of a picture drawn anew: a recipe of its own, made from the picture's, for one window.

What the picture's recipe says of places (landmarks, regions, masks of image prompts, control
images) is carried into the window; people who are not in it are silent there. So a pass is drawn by
the same code as any picture that begins from an image.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from torch import Tensor

from core.engine.features import Faces
from core.engine.models import Models
from core.engine.pipeline import decode, denoise, encode, fit
from core.faces.person import Person
from core.imaging import fingerprint
from core.jobs import JobControl, Progress
from core.recipe import Recipe, Start
from core.retouch.sizes import CELL
from core.retouch.window import Window, resized

SHOWN = 512  # pixels of the longer side of a preview that shows the whole picture


@dataclass(frozen=True, eq=False)
class Work:
    """One picture that is being made, and all that it is made with."""

    models: Models
    recipe: Recipe  # of this one picture: count 1, its own seed
    sources: Mapping[str, np.ndarray]
    people: Sequence[Person]  # landmarks in pixels of the picture
    faces: Faces
    control: JobControl

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in which parts are drawn."""
        return self.recipe.sampling.width, self.recipe.sampling.height

    @property
    def seed(self) -> int:
        return self.recipe.sampling.seed


@dataclass(frozen=True, eq=False)
class Pass:
    """How one window is drawn."""

    window: Window
    strength: float  # share of the steps that are run
    seed: int
    mask: np.ndarray | None = None  # uint8 (h, w), pixels of the picture: what may change
    noisy: bool = False  # begins from noise where it may change
    prompt: str = ""  # empty: the picture's
    only: int | None = None  # the one person who speaks; None: all who are seen in the window
    landmarks: np.ndarray | None = None  # (5, 2) of that person, pixels of the picture
    noise: Tensor | None = None  # (1, channels, h, w); None: of the seed
    latents: Tensor | None = None  # clean ones to begin from; None: those of the picture


def redraw(work: Work, picture: np.ndarray, one: Pass, control: JobControl) -> np.ndarray:
    """Draw a window of a picture from what it shows.

    Args:
        work: what the picture is made with.
        picture: RGB uint8, (h, w, 3).
        one: which window, and how.
        control: told of each step.

    Returns:
        RGB uint8 at the window's size.

    Raises as `encode`, `denoise` and `decode` do.
    """
    recipe, sources, people = _part_of(work, picture, one)
    conditions = encode(work.models, recipe, sources, people, work.faces)
    assert conditions.beginning is not None
    told = {"noisy": one.noisy, "noise": one.noise, "latents": one.latents}
    conditions = replace(conditions, beginning=replace(conditions.beginning, **told))
    latents = denoise(work.models, conditions, one.seed, control)
    return decode(work.models, latents)[0]


def _part_of(
    work: Work, picture: np.ndarray, one: Pass
) -> tuple[Recipe, dict[str, np.ndarray], list[Person]]:
    """The recipe of a window, the images that it names, and its people."""
    sources, window, recipe = dict(work.sources), one.window, work.recipe
    size = (picture.shape[1], picture.shape[0])

    def add(image: np.ndarray) -> str:
        key = fingerprint(image)
        sources[key] = image
        return key

    def seen(key: str | None) -> str | None:
        return None if key is None else add(window.cut(np.array(fit(sources[key], size))))

    people = [Person(p.embedding, window.points(p.landmarks)) for p in work.people]
    if one.only is not None and one.landmarks is not None:
        people[one.only] = replace(people[one.only], landmarks=window.points(one.landmarks))
    speaks = [
        window.shows(person.landmarks) if one.only is None else index == one.only
        for index, person in enumerate(work.people)
    ]
    silent = {"likeness": 0.0, "structure": 0.0}
    identities = tuple(
        identity.model_copy(update={"region": seen(identity.region)} | ({} if heard else silent))
        for identity, heard in zip(recipe.identities, speaks, strict=True)
    )
    changes = {
        "prompt": one.prompt or recipe.prompt,
        "identities": identities,
        "image_prompts": tuple(
            prompt.model_copy(update={"mask": seen(prompt.mask)}) for prompt in recipe.image_prompts
        ),
        "controls": tuple(
            extra.model_copy(update={"image": seen(extra.image)}) for extra in recipe.controls
        ),
        "start": Start(
            image=add(window.cut(picture)),
            strength=one.strength,
            mask=None if one.mask is None else add(_latent_mask(window, one.mask)),
        ),
        "sampling": recipe.sampling.model_copy(
            update={"width": window.size[0], "height": window.size[1], "seed": one.seed}
        ),
    }
    return recipe.model_copy(update=changes), sources, people


def _latent_mask(window: Window, mask: np.ndarray) -> np.ndarray:
    """What may change in the drawing, grown to whole latents, as an image."""
    from core.opencv import cv2

    marked = np.where(mask > 0, 255, 0).astype(np.uint8)
    seen = (window.cut(marked) > 0).astype(np.uint8) * 255
    cells = cv2.dilate(seen, np.ones((2 * CELL - 1,) * 2, np.uint8))
    return np.repeat(cells[..., None], 3, axis=2)


def derived(seed: int, what: str, number: int) -> int:
    """The seed of one part of a picture; the same wherever and whenever it is drawn."""
    told = hashlib.sha256(f"{seed} {what} {number}".encode()).digest()
    return int.from_bytes(told[:4], "big")


class Shown:
    """Previews of the whole picture while a part of it is drawn."""

    def __init__(self, picture: np.ndarray) -> None:
        height, width = picture.shape[:2]
        self._scale = min(1.0, SHOWN / max(height, width))
        size = (max(1, round(width * self._scale)), max(1, round(height * self._scale)))
        self._small = resized(picture, size)

    def with_part(self, preview: np.ndarray | None, window: Window) -> np.ndarray | None:
        """The picture with what is seen of the window so far; None where nothing is."""
        if preview is None:
            return None
        left, top, width, height = (
            round(side * self._scale)
            for side in (window.left, window.top, window.width, window.height)
        )
        place = Window(left, top, max(1, width), max(1, height), window.size)
        there, here = place.inside((self._small.shape[1], self._small.shape[0]))
        seen = self._small.copy()
        seen[there] = place.shrunk(preview)[here]
        return seen


def following(
    control: JobControl,
    stage: str,
    before: int,
    total: int,
    show: Callable[[np.ndarray | None], np.ndarray | None],
) -> JobControl:
    """A control for one of several passes, which is told as a part of all steps of a stage.

    Args:
        control: of the whole work; a cancel of it takes effect here.
        stage: what it is told.
        before: steps of the passes before this one.
        total: steps of all passes.
        show: makes the preview of the whole picture of that of the part.
    """

    def follow(progress: Progress) -> None:
        step = progress.step if progress.stage == "denoise" else 0
        control.report(stage, before + step, total, show(progress.preview))

    return JobControl(follow, control.previews)
