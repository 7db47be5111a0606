"""How a picture came out again, told in a sentence with its reasons."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from core import credentials
from core.errors import BadInput
from core.made import MadeWith
from core.picture import encode_png, write_png
from core.portrait import Portrait
from core.recipe import Recipe
from core.replay import Kept, Outcome, compared, shown_difference
from tests.core.credentials.test_signing import grafted
from tests.core.test_made import MADE

RECIPE = Recipe(prompt="a hill")


@pytest.fixture
def image() -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (64, 96, 3), dtype=np.uint8)


def again(image: np.ndarray, made: MadeWith | None = MADE) -> Portrait:
    return Portrait(image, RECIPE, 1.0, None, None, None, made=made)


def kept(path: Path, image: np.ndarray, made: MadeWith | None = MADE) -> Kept:
    write_png(image, RECIPE, path, made)
    return Kept.load(path)


def test_every_pixel_the_same(tmp_path: Path, image: np.ndarray) -> None:
    found = compared(kept(tmp_path / "a.png", image), again(image))

    assert found.outcome is Outcome.IDENTICAL
    assert (found.largest, found.mean, found.changed, found.reasons) == (0, 0, 0, ())
    assert found.sentence() == "Identical: every pixel is the same."


def test_one_pixel_apart_is_close(tmp_path: Path, image: np.ndarray) -> None:
    other = image.copy()
    other[3, 5, 1] ^= 2

    found = compared(kept(tmp_path / "a.png", image), again(other))

    assert found.outcome is Outcome.CLOSE
    assert found.largest == 2
    assert found.changed == 1 / (64 * 96)
    assert found.reasons == (
        "Model files, versions and device are the same; so the pixels were changed.",
    )


def test_another_picture_is_different(tmp_path: Path, image: np.ndarray) -> None:
    found = compared(kept(tmp_path / "a.png", image), again(255 - image))

    assert found.outcome is Outcome.DIFFERENT
    assert found.largest == 255
    assert found.verdict().startswith("Different: a colour differs by up to 255 of 255")


def test_the_reasons_name_version_device_and_file(tmp_path: Path, image: np.ndarray) -> None:
    files = {**MADE.files, "base/unet/model.safetensors": "e" * 64, "faces/new.onnx": "f" * 64}
    del files["loras/soft 柔.safetensors"]
    now = MADE.model_copy(update={"torch": "2.14.0", "files": files})

    found = compared(kept(tmp_path / "a.png", image), again(image, now))

    assert found.outcome is Outcome.IDENTICAL
    assert found.reasons == (
        "torch: it was 2.13.0+cpu, and is 2.14.0 now.",
        "The file base/unet/model.safetensors of the pack demo has another content.",
        "The file faces/new.onnx did not take part, and does now.",
        "The file loras/soft 柔.safetensors took part, and does not any more.",
    )


def test_many_reasons_are_counted(tmp_path: Path, image: np.ndarray) -> None:
    now = MADE.model_copy(update={"files": {f"other/{n}": "e" * 64 for n in range(20)}})

    found = compared(kept(tmp_path / "a.png", image), again(image, now))

    assert len(found.reasons) == 5
    assert found.reasons[-1] == "18 more files or versions differ."


def test_an_older_picture_does_not_say(tmp_path: Path, image: np.ndarray) -> None:
    found = compared(kept(tmp_path / "a.png", image, None), again(image))

    assert found.sentence() == (
        "Identical: every pixel is the same. The picture does not say what it was made with."
    )


def test_a_picture_that_was_painted_over_is_told_by_its_credentials(
    tmp_path: Path, image: np.ndarray
) -> None:
    painted = image.copy()
    painted[:20, :20] = 255
    path = tmp_path / "a.png"
    signed = credentials.sign(encode_png(image, RECIPE, MADE), "image/png")
    path.write_bytes(grafted(signed, encode_png(painted, RECIPE, MADE)))

    found = compared(Kept.load(path), again(image))

    assert found.reasons == ("The file was changed since it was signed.",)


def test_a_resized_picture_is_refused(tmp_path: Path, image: np.ndarray) -> None:
    path = tmp_path / "a.png"
    write_png(image, RECIPE, path)
    with Image.open(path) as opened:
        texts = PngImagePlugin.PngInfo()
        texts.add_text("recipe", RECIPE.to_json())
        opened.resize((48, 32)).save(path, pnginfo=texts)

    with pytest.raises(BadInput, match="it is 48 × 32, and was drawn 96 × 64"):
        compared(Kept.load(path), again(image))


def test_the_difference_is_shown_as_bright_as_can_be(image: np.ndarray) -> None:
    other = image.copy()
    other[3, 5] = image[3, 5] ^ 1

    shown = shown_difference(image, other)

    assert shown[3, 5].max() == 255
    assert shown.dtype == np.uint8
    assert np.count_nonzero(shown.max(axis=2)) == 1
