"""A picture that begins from another one and keeps its pixels: inpainting and outpainting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.engine.passes import Pass, Shown, Work, following, redraw
from core.faces.face import Face
from core.faces.landmarks import place
from core.faces.likeness import Known
from core.faces.person import Person
from core.recipe import Identity, Start
from core.retouch.canvas import box_of, extended, faded, filled, laid_over, mask_of
from core.retouch.settling import faces_there, is_free
from core.retouch.window import Window, around, whole


@dataclass(frozen=True, eq=False)
class Canvas:
    """What is given to be changed.

    Attributes:
        picture: RGB uint8, (h, w, 3), extended where it is to be.
        mask: uint8 (h, w): what may change; None: nothing does.
        window: which is drawn; None without a mask.
    """

    picture: np.ndarray
    mask: np.ndarray | None
    window: Window | None


def canvas_of(start: Start, sources: Mapping[str, np.ndarray], size: tuple[int, int]) -> Canvas:
    """What a start image that keeps its pixels gives.

    Args:
        start: one that retouches.
        sources: its image and mask.
        size: width and height in which the window is drawn.

    Raises:
        BadInput: if the mask marks nothing or is of another size, or the canvas is too large.
    """
    picture, mask = sources[start.image], None
    if start.mask is not None:
        mask = mask_of(sources[start.mask], (picture.shape[1], picture.shape[0]))
    if any(start.extend):
        left, top, right, bottom = start.extend
        picture, new = extended(picture, start.extend, start.feather)
        if mask is not None:
            wide = np.pad(mask, ((top, bottom), (left, right)))
            new = np.maximum(new, wide)
        mask = new
    if mask is None or start.strength == 0:
        return Canvas(picture, None, None)
    there = (picture.shape[1], picture.shape[0])
    if start.area == "masked":
        window = around(box_of(mask), start.margin, there, size)
    else:
        window = whole(there, size)
    return Canvas(picture, mask, window)


def inpaint(work: Work, canvas: Canvas) -> np.ndarray:
    """The picture with what its mask marks drawn anew; every other pixel stays as it is.

    Raises as `redraw` does.
    """
    start = work.recipe.start
    if canvas.mask is None or canvas.window is None or start is None:
        return canvas.picture
    begun = filled(canvas.picture, canvas.mask, start.content)
    steps, shown = int(work.recipe.sampling.steps * start.strength), Shown(canvas.picture)
    one = Pass(
        canvas.window,
        start.strength,
        work.seed,
        mask=canvas.mask,
        noisy=start.content == "noise",
    )
    window = canvas.window
    control = following(
        work.control, "denoise", 0, steps, lambda preview: shown.with_part(preview, window)
    )
    drawn = redraw(work, begun, one, control)
    return laid_over(canvas.picture, drawn, window, faded(canvas.mask, start.feather))


def settled(
    identities: Sequence[Identity],
    people: Sequence[Person],
    known: Sequence[Known],
    faces: Sequence[Face],
    canvas: Canvas,
) -> list[Person]:
    """Where each person stands in a picture that was there before.

    Who has landmarks or a pose photo of their own stands there. Everybody else is the face that
    is most like them. In a picture without any face they stand in the window, as in their photo.

    Args:
        identities: of the recipe.
        people: as they would be placed in a picture of this size.
        known: what each of them is compared with.
        faces: of the canvas.
        canvas: what is to be changed.
    """
    theirs = faces_there(identities, known, faces)
    found: list[Person] = []
    for one, person, face in zip(identities, people, theirs, strict=True):
        if face is not None:
            found.append(replace(person, landmarks=face.landmarks))
        elif is_free(one) and not faces and canvas.window is not None:
            found.append(replace(person, landmarks=_into(canvas, person.landmarks)))
        else:
            found.append(person)
    return found


def _into(canvas: Canvas, landmarks: np.ndarray) -> np.ndarray:
    """Landmarks of the picture as if the window were the picture."""
    assert canvas.window is not None
    picture = (canvas.picture.shape[1], canvas.picture.shape[0])
    return canvas.window.points_back(place(landmarks, picture, canvas.window.size))
