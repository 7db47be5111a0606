"""Small copies: a cache that may be deleted or torn at any time without being noticed."""

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from core.errors import BadInput
from core.library import Library
from core.library.thumbnails import SIDE
from core.portrait import Portrait
from core.recipe import Recipe


@pytest.fixture
def ramp() -> np.ndarray:
    """An upright picture, 768 x 1024, whose red grows downwards."""
    image = np.zeros((1024, 768, 3), np.uint8)
    image[..., 0] = np.linspace(0, 255, 1024)[:, None]
    return image


def test_a_saved_picture_has_its_thumbnail_at_once(tmp_path: Path, ramp: np.ndarray) -> None:
    with contextlib.closing(Library(tmp_path / "library")) as library:
        project = library.create_project("People").id
        picture = library.save(Portrait(ramp, Recipe(), 1.0, None, None, None), project)
        [file] = (tmp_path / "library" / "thumbs").rglob("*.jpg")
        picture.path.rename(tmp_path / "aside.png")  # so that nothing can be made anew

        small = library.thumbnails.load(picture.id)
        smaller = library.thumbnails.load(picture.id, 100)

        assert file.stem == picture.id
        assert small.shape == (SIDE, SIDE * 3 // 4, 3)
        assert smaller.shape == (100, 75, 3)
        for copy in (small, smaller):
            expected = np.linspace(0, 255, len(copy))
            assert np.abs(copy[..., 0].mean(axis=1) - expected).max() < 4
        (tmp_path / "aside.png").rename(picture.path)


def test_small_pictures_are_not_blown_up(
    library: Library, make_portrait: Callable[..., Portrait]
) -> None:
    picture = library.save(make_portrait(side=40), library.create_project("People").id)

    assert library.thumbnails.load(picture.id).shape == (40, 40, 3)


@pytest.mark.parametrize("harm", ["deleted", "cut", "zeros", "empty", "text"])
def test_a_torn_thumbnail_is_made_again(tmp_path: Path, ramp: np.ndarray, harm: str) -> None:
    folder = tmp_path / "library"
    with contextlib.closing(Library(folder)) as library:
        project = library.create_project("People").id
        picture = library.save(Portrait(ramp, Recipe(), 1.0, None, None, None), project)
        whole = library.thumbnails.load(picture.id)
        [file] = (folder / "thumbs").rglob("*.jpg")
        data = file.read_bytes()
        if harm == "deleted":
            shutil.rmtree(folder / "thumbs")
        else:
            file.write_bytes(
                {
                    "cut": data[: len(data) // 2],
                    "zeros": data[:1000] + bytes(len(data) - 1000),
                    "empty": b"",
                    "text": b"not a picture",
                }[harm]
            )

        again = library.thumbnails.load(picture.id)

        assert np.array_equal(again, whole) or np.abs(again.astype(int) - whole).max() < 8
        assert file.read_bytes() == data


def test_a_thumbnail_of_nothing_is_refused(library: Library) -> None:
    with pytest.raises(BadInput):
        library.thumbnails.load("0" * 32)
