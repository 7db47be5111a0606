"""Where people stand in a picture that was there before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from core.faces.arranging import whose_by_likeness
from core.faces.face import Face
from core.faces.likeness import Known
from core.lazy import Lazy
from core.recipe import Identity
from core.recipe_retouch import Start

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")


def moved_faces(faces: Sequence[Face], start: Start) -> list[Face]:
    """The faces of a start image where they stand in its extended canvas."""
    shift = np.array(start.extend[:2], np.float32)
    return [
        replace(face, box=face.box + np.tile(shift, 2), landmarks=face.landmarks + shift)
        for face in faces
    ]


def faces_there(
    identities: Sequence[Identity], known: Sequence[Known], faces: Sequence[Face]
) -> list[Face | None]:
    """The face that each person is, of a picture that was there before.

    Nobody's, for whoever has landmarks or a pose photo of their own: they stand there.

    Args:
        identities: of the recipe.
        known: what each of them is compared with.
        faces: of the picture.
    """
    return whose_by_likeness(faces, known, [is_free(one) for one in identities])


def is_free(identity: Identity) -> bool:
    """Whether somebody stands wherever the picture shows somebody like them."""
    return identity.landmarks is None and identity.pose is None
