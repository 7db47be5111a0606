"""main.py refine, inpaint and generate --start with the demo pack: what stays, what is told."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from core.imaging import fingerprint, load_image
from core.picture import read_recipe, write_png
from core.recipe import Recipe
from tests.cli.conftest import Ask

pytestmark = pytest.mark.usefixtures("demo_pack")


@pytest.fixture
def picture(tmp_path: Path, sample_face: np.ndarray) -> Path:
    """A picture of Likeness: its recipe names a photo that is not at hand."""
    drawn = Recipe.from_data(
        {
            "prompt": "a portrait in oil",
            "identities": [{"references": ["a" * 64], "landmarks": [[1, 1]] * 5}],
            "sampling": {"steps": 3, "seed": 9, "width": 512, "height": 512, "count": 1},
        }
    )
    path = tmp_path / "picture.png"
    write_png(sample_face, drawn, path)
    return path


@pytest.fixture
def mask(tmp_path: Path, sample_face: np.ndarray) -> Path:
    marks = np.zeros(sample_face.shape, np.uint8)
    marks[300:450, 100:400] = 255
    path = tmp_path / "mask.png"
    Image.fromarray(marks).save(path)
    return path


def result(answer: Any) -> tuple[dict[str, Any], np.ndarray, Recipe]:
    assert answer.code == 0, answer.err
    told = json.loads(answer.out)
    path = Path(told["path"])
    return told, load_image(path), read_recipe(path)


def test_refine_draws_the_face_again_with_the_person_and_names_the_picture(
    ask: Ask, picture: Path, out: Path
) -> None:
    answer = ask(
        *("refine", picture, "--face", picture, "--set", "refine.largest=1", "--out", out),
    )

    told, image, recipe = result(answer)
    before = load_image(picture)
    assert recipe.start is not None
    assert (recipe.start.image, recipe.start.strength) == (fingerprint(before), 0)
    assert recipe.prompt == "a portrait in oil"
    assert (recipe.sampling.steps, recipe.sampling.width) == (3, 256)
    assert recipe.refine is not None
    assert image.shape == before.shape
    changed = (image != before).any(axis=2)
    assert 0.05 < changed.mean() < 0.8
    assert len(told["before"]) == len(told["people"]) == 1
    assert told["before"][0]["cosine"] is not None


def test_inpaint_changes_what_is_white_alone(
    ask: Ask, picture: Path, mask: Path, out: Path
) -> None:
    answer = ask(
        *("inpaint", picture, "--mask", mask, "--prompt", "a red coat", "--fill", "blur"),
        *("--out", out),
    )

    _, image, recipe = result(answer)
    before, outside = load_image(picture), load_image(mask)[..., 0] == 0
    assert np.array_equal(image[outside], before[outside])
    assert (image[~outside] != before[~outside]).any(axis=1).mean() > 0.9
    assert recipe.start is not None
    assert (recipe.start.area, recipe.start.content) == ("masked", "blur")
    assert recipe.start.mask == fingerprint(load_image(mask))


def test_inpaint_extends(ask: Ask, picture: Path, out: Path) -> None:
    _, image, recipe = result(ask("inpaint", picture, "--extend", "0,0,100,0", "--out", out))
    assert image.shape == (512, 612, 3)
    assert np.array_equal(image[:, :500], load_image(picture)[:, :500])
    assert recipe.start is not None
    assert recipe.start.extend == (0, 0, 100, 0)


def test_generate_begins_from_a_picture_enlarges_and_refines(
    ask: Ask, picture: Path, out: Path
) -> None:
    answer = ask(
        *("generate", "--prompt", "a portrait", "--start", picture, "--change", 0.5),
        *("--upscale", 1.5, "--refine", 0.6, "--set", "sampling.steps=4", "--out", out),
    )

    _, image, recipe = result(answer)
    assert image.shape == (384, 384, 3)
    assert recipe.upscale is not None
    assert recipe.refine is not None
    assert (recipe.upscale.factor, recipe.refine.strength) == (1.5, 0.6)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("inpaint", "PICTURE"), "Nothing is marked that may change. Give --mask FILE"),
        (("inpaint", "PICTURE", "--extend", "a"), "--extend takes four numbers"),
        (("inpaint", "PICTURE", "--mask", "SMALL"), "The mask has 30 x 20 pixels, the picture 512"),
        (("generate", "--prompt", "x", "--mask", "SMALL"), "need a picture. Add --start FILE"),
        (("refine", "NOTHING"), "there is no such file"),
    ],
)
def test_what_can_t_be_done_is_one_sentence(
    words: tuple[str, ...],
    told: str,
    refused: Callable[..., str],
    picture: Path,
    tmp_path: Path,
    out: Path,
) -> None:
    small = tmp_path / "small.png"
    Image.fromarray(np.full((20, 30, 3), 255, np.uint8)).save(small)
    named = {"PICTURE": picture, "SMALL": small, "NOTHING": tmp_path / "nothing.png"}
    given = (named.get(word, word) for word in words)
    assert told in refused(*given, "--out", out / "new.png")
