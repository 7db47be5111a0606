"""main.py verify and diff: the real engine, the real demo pack."""

import json
from pathlib import Path

import numpy as np
import pytest

from core.commands.keeping import Keeping
from core.imaging import load_image
from core.packs import Pack
from core.picture import read_made, read_recipe, write_png
from core.portrait import Portrait
from core.recipe import Identity, Recipe
from tests.cli.conftest import Ask

ROOT = Path(__file__).resolve().parents[2]
FACE = min((ROOT / "resources" / "samples").glob("*.png"))
SMALL = ("--set", "sampling.steps=2", "--set", "sampling.width=128", "--set", "sampling.height=128")
WORDS = ("--prompt", "a portrait, watercolour", *SMALL)


@pytest.fixture
def portrait(ask: Ask, tmp_path: Path) -> Path:
    """A picture of two steps."""
    path = tmp_path / "portrait.png"
    answer = ask("generate", *WORDS, "--face", FACE, "--out", path)
    assert answer.code == 0, answer.err
    return path


def test_a_picture_comes_out_the_same(ask: Ask, portrait: Path, demo_pack: Pack) -> None:
    answer = ask("verify", portrait, "--photo", FACE)

    assert answer.code == 0, answer.err
    facts = json.loads(answer.out)
    assert facts["outcome"] == "identical"
    assert (facts["largest"], facts["mean"], facts["reasons"]) == (0, 0, [])
    made = read_made(portrait)
    assert made is not None
    for name, sha256 in made.files.items():
        assert demo_pack.manifest.files[name].sha256 == sha256
    assert "base/unet/diffusion_pytorch_model.safetensors" in made.files
    assert not any(name.startswith(("scorer/", "preview/")) for name in made.files)


def test_what_is_not_the_same_any_more_is_named(ask: Ask, portrait: Path) -> None:
    """The photo lies in the library, one colour of one pixel was changed, and torch was older."""
    recipe, made, image = read_recipe(portrait), read_made(portrait), load_image(portrait)
    assert made is not None
    image[100, 100, 0] ^= 4
    older = made.model_copy(update={"torch": "2.10.0"})
    write_png(image, recipe, portrait, older)
    photo = load_image(FACE)
    keeping = Keeping({recipe.identities[0].references[0]: photo})
    keeping.keep(Portrait(image, recipe, 1.0, None, None, None), portrait)

    answer = ask("verify", portrait)

    assert answer.code == 1, answer.err
    facts = json.loads(answer.out)
    assert (facts["outcome"], facts["largest"]) == ("close", 4)
    assert facts["reasons"] == [f"torch: it was 2.10.0, and is {made.torch} now."]


def test_a_missing_photo_is_named(refused, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    recipe = Recipe(identities=(Identity(references=("ab" * 32,)),))
    write_png(np.zeros((64, 64, 3), np.uint8), recipe, path)

    assert "The source image abababababab of this picture is missing" in refused("verify", path)


def test_a_missing_pack_is_named(refused, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    write_png(np.zeros((64, 64, 3), np.uint8), Recipe(prompt="a hill", pack="elsewhere"), path)

    assert "elsewhere" in refused("verify", path)


def test_a_changed_file_of_the_pack_is_named(refused, tmp_path: Path, tiny_pack: Path) -> None:
    path = tmp_path / "a.png"
    write_png(np.zeros((64, 64, 3), np.uint8), Recipe(prompt="a hill", pack="tiny"), path)
    (tiny_pack / "base" / "model_index.json").write_text("[]")

    assert "base/model_index.json of pack tiny" in refused("verify", path)


def test_a_picture_without_recipe_is_refused(refused, photo: Path) -> None:
    assert "photo.png has no recipe inside" in refused("verify", photo)
    assert "photo.png has no recipe inside" in refused("diff", photo, photo)


def test_two_pictures_are_compared(ask: Ask, tmp_path: Path) -> None:
    from tests.core.test_made import MADE

    one, two = tmp_path / "one.png", tmp_path / "two.png"
    recipe, grey = Recipe(prompt="a hill"), np.zeros((64, 64, 3), np.uint8)
    write_png(grey, recipe, one, MADE)
    write_png(
        grey,
        recipe.with_fields({"prompt": "a lake", "sampling.seed": 7}),
        two,
        MADE.model_copy(update={"device": "cuda:0"}),
    )

    same, differs = ask("diff", one, one), ask("diff", one, two)

    assert (same.code, json.loads(same.out)) == (0, {"recipe": {}, "made_with": {}})
    assert differs.code == 1
    assert json.loads(differs.out) == {
        "recipe": {"prompt": ["a hill", "a lake"], "sampling.seed": [0, 7]},
        "made_with": {"device": ["cpu", "cuda:0"]},
    }


def test_a_file_is_asked_what_it_reveals(ask: Ask, tmp_path: Path) -> None:
    from tests.core.test_made import MADE

    path = tmp_path / "a.png"
    recipe = Recipe(prompt="a hill", identities=(Identity(references=("ab" * 32,)),))
    write_png(np.zeros((64, 64, 3), np.uint8), recipe, path, MADE)

    answer = ask("reveal", path)

    assert answer.code == 0, answer.err
    facts = json.loads(answer.out)
    assert (facts["words"], facts["photos"], facts["model_files"]) == ("a hill", 1, 2)
    assert facts["marked"]
    assert facts["credentials"]["state"] == "ours"


def test_what_is_no_picture_reveals_nothing(refused, tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("no picture")

    assert "This is no PNG, JPEG or WebP file" in refused("reveal", text)
    assert "This is no PNG, JPEG or WebP file" in refused("reveal", tmp_path)
    assert "This is no PNG, JPEG or WebP file" in refused("reveal", tmp_path / "gone.png")
