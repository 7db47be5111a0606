"""Faces of a finished picture drawn once more, enlarged, each with its own person.

A face of 60 pixels has some 8 x 8 latents: too few for eyes and mouth. Cut out with what is around
it and enlarged to the size that the model draws best, it begins from what is there, is redrawn with
the person's ID tokens and with IdentityNet at the landmarks of the cut, and fades back in an oval.

Source of the manner: ADetailer, and FaceDetailer of ComfyUI-Impact-Pack.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.engine.passes import Pass, Shown, Work, derived, following, redraw
from core.faces.posing import HEAD_HEIGHT
from core.recipe import Refine
from core.retouch.canvas import head_box, head_scale, laid_over, oval
from core.retouch.window import around


@dataclass(frozen=True, eq=False)
class Target:
    """One face that is to be refined."""

    person: int | None  # its place in the recipe; None: nobody of it
    landmarks: np.ndarray  # (5, 2), pixels of the picture


def chosen(targets: Sequence[Target], refine: Refine, height: int) -> list[tuple[int, Target]]:
    """Those whose heads are neither too small nor too large, with their numbers among all."""
    return [
        (number, target)
        for number, target in enumerate(targets)
        if refine.smallest <= head_share(target.landmarks, height) <= refine.largest
    ]


def head_share(landmarks: np.ndarray, height: int) -> float:
    """Height of a head, from chin to crown, as a share of the picture's height."""
    return HEAD_HEIGHT * head_scale(landmarks)[0] / height


def refined(
    work: Work, picture: np.ndarray, targets: Sequence[Target], side: tuple[int, int]
) -> np.ndarray:
    """The picture with its faces drawn anew.

    The first one is drawn first, and each has a seed of its own, which does not depend on how many
    others there are.

    Args:
        work: what the picture was made with; its recipe says how to refine.
        picture: RGB uint8, (h, w, 3).
        targets: its faces, in the order in which they are drawn.
        side: width and height in which each is drawn.

    Raises as `redraw` does.
    """
    refine = work.recipe.refine
    assert refine is not None
    height, width = picture.shape[:2]
    picked = chosen(targets, refine, height)
    steps = int(work.recipe.sampling.steps * refine.strength)
    for done, (number, target) in enumerate(picked):
        window = around(head_box(target.landmarks), refine.padding, (width, height), side)
        shares = oval(target.landmarks, (width, height), refine.feather)
        one = Pass(
            window,
            refine.strength,
            derived(work.seed, "face", number if target.person is None else target.person),
            mask=(shares > 0).astype(np.uint8) * 255,
            prompt=refine.prompt,
            only=-1 if target.person is None else target.person,
            landmarks=None if target.person is None else target.landmarks,
        )
        shown = Shown(picture)
        control = following(
            work.control,
            "refine",
            done * steps,
            len(picked) * steps,
            lambda preview, shown=shown, window=window: shown.with_part(preview, window),
        )
        picture = laid_over(picture, redraw(work, picture, one, control), window, shares)
    return picture
