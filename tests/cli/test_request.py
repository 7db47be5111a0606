"""From flags to a recipe: defaults, flags, --recipe and --set, in this order."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.commands.arguments import parse
from core.commands.request import Request, build_request
from core.errors import BadInput
from core.imaging import fingerprint, load_image
from core.recipe import ImagePrompt, Recipe
from core.recipe_parts import BlockWeight

pytestmark = pytest.mark.usefixtures("tiny_pack")


def request(*argv: object) -> Request:
    return build_request(parse(["generate", "--out", "x.png", *map(str, argv)]))


@pytest.fixture
def other_photo(tmp_path: Path) -> Path:
    path = tmp_path / "other.png"
    Image.fromarray(np.full((50, 60, 3), 7, np.uint8)).save(path)
    return path


def test_the_pack_gives_the_defaults() -> None:
    recipe = request("--pack", "tiny", "--prompt", "a portrait").recipe

    sampling = recipe.sampling
    assert (sampling.width, sampling.height, sampling.steps) == (256, 192, 9)
    assert (sampling.guidance, sampling.scheduler) == (3.0, "ddim")
    assert (recipe.pack, recipe.prompt, recipe.sources()) == ("tiny", "a portrait", frozenset())


def test_every_flag_finds_its_field(photo: Path, other_photo: Path, tmp_path: Path) -> None:
    points = tmp_path / "points.json"
    points.write_text(json.dumps({"name": "Ann", "landmarks": [[1, 2.5]] * 5}))

    made = request(
        *("--pack", "tiny", "--prompt", "p", "--negative", "n", "--seed", 5, "--count", 3),
        *("--face", photo, "--face", other_photo, "--landmarks", points),
        *("--style-image", other_photo, "--set", "identities.0.window=[0, 0.5]"),
        *("--set", "sampling.steps=4", "--set", "image_prompts.0.layers=style"),
    )

    recipe = made.recipe
    [person], [style] = recipe.identities, recipe.image_prompts
    keys = tuple(fingerprint(load_image(path)) for path in (photo, other_photo))
    assert person.references == keys
    assert person.landmarks == ((1.0, 2.5),) * 5
    assert (person.likeness, person.structure, person.window) == (0.7, 0.6, (0.0, 0.5))
    assert (style.adapter, style.images, style.layers) == ("one", keys[1:], "style")
    assert (recipe.negative_prompt, recipe.sampling.seed, recipe.sampling.count) == ("n", 5, 3)
    assert recipe.sampling.steps == 4
    assert made.sources.keys() == recipe.sources() == set(keys)
    assert np.array_equal(made.sources[keys[0]], load_image(photo))


def test_a_pose_photo_is_named_by_fingerprint(photo: Path, other_photo: Path) -> None:
    recipe = request("--pack", "tiny", "--face", photo, "--pose", other_photo).recipe

    assert recipe.identities[0].pose == fingerprint(load_image(other_photo))


def test_landmarks_of_a_described_image_are_carried_over(photo: Path) -> None:
    """The photo has 160 x 200 pixels; scaled to cover 320 x 320 it loses 40 at the top."""
    photo.with_suffix(".json").write_text(json.dumps({"landmarks": [[10, 50]] * 5}))

    recipe = request(
        *("--pack", "tiny", "--face", photo, "--landmarks", photo.with_suffix(".json")),
        *("--set", "sampling.width=320", "--set", "sampling.height=320"),
    ).recipe

    landmarks = recipe.identities[0].landmarks
    assert landmarks is not None
    assert np.allclose(landmarks, [[20, 60]] * 5, atol=1)


def test_a_recipe_with_the_same_photo_is_drawn_unchanged(photo: Path, tmp_path: Path) -> None:
    first = request("--pack", "tiny", "--face", photo, "--set", "identities.0.likeness=1").recipe
    file = tmp_path / "recipe.json"
    file.write_text(first.to_json())

    assert request("--recipe", file, "--face", photo).recipe == first


def test_flags_prevail_over_the_recipe(tmp_path: Path) -> None:
    file = tmp_path / "recipe.json"
    file.write_text(Recipe(prompt="old", negative_prompt="kept", pack="tiny").to_json())

    recipe = request("--recipe", file, "--prompt", "new", "--set", "sampling.seed=9").recipe

    assert (recipe.prompt, recipe.negative_prompt, recipe.sampling.seed) == ("new", "kept", 9)


def with_draft(folder: Path) -> None:
    """Give a pack settings for drafts."""
    data = json.loads((folder / "pack.json").read_text())
    data["loras"] = [{"name": "quick", "file": "adapter/one.safetensors"}]
    data["draft"] = {"lora": "quick", "steps": 4, "guidance": 1.0, "scheduler": "lcm"}
    (folder / "pack.json").write_text(json.dumps(data))


def test_a_preset_is_by_the_pack_and_comes_before_what_is_set(photo: Path) -> None:
    asked = ("--pack", "tiny", "--prompt", "x", "--face", photo)
    plain, words = request(*asked).recipe, request(*asked, "--preset", "prompt").recipe
    assert words.identities[0].likeness == pytest.approx(plain.identities[0].likeness / 2)
    assert words.sampling.guidance > plain.sampling.guidance
    set_too = request(*asked, "--preset", "prompt", "--set", "sampling.guidance=3").recipe
    assert set_too.sampling.guidance == 3
    assert set_too.identities == words.identities


def test_a_preset_that_a_pack_lacks_and_one_beside_a_draft(tiny_pack: Path) -> None:
    asked = ("--pack", "tiny", "--prompt", "x", "--preset")
    with pytest.raises(BadInput, match="no preset draft"):
        request(*asked, "draft")
    with_draft(tiny_pack)
    assert request(*asked, "draft").recipe == request(*asked[:-1], "--draft").recipe
    with pytest.raises(BadInput, match="both choose"):
        request(*asked, "draft", "--draft")
    with pytest.raises(BadInput, match="--preset"):
        request(*asked, "oil")


def test_a_draft_takes_the_settings_of_the_pack(tiny_pack: Path, tmp_path: Path) -> None:
    with_draft(tiny_pack)
    file = tmp_path / "recipe.json"
    file.write_text(Recipe(prompt="a face", pack="tiny").to_json())

    plain = request("--recipe", file, "--seed", 5).recipe
    draft = request("--recipe", file, "--draft", "--seed", 5).recipe
    changed = request("--pack", "tiny", "--prompt", "x", "--draft", "--set", "sampling.steps=6")

    assert draft.loras[0].name == "quick"
    sampling = {"steps": 4, "guidance": 1.0, "scheduler": "lcm"}
    assert draft.sampling == plain.sampling.model_copy(update=sampling)
    assert draft.prompt == "a face"
    assert changed.recipe.sampling.steps == 6


def test_a_pack_without_draft_settings_says_so() -> None:
    with pytest.raises(BadInput, match="The pack tiny has no settings for drafts"):
        request("--pack", "tiny", "--prompt", "x", "--draft")


def test_a_style_image_goes_to_an_adapter_that_reads_images(tiny_pack: Path, photo: Path) -> None:
    data = json.loads((tiny_pack / "pack.json").read_text())
    data["adapters"].insert(0, {"name": "face", "file": "adapter/one.safetensors"})
    (tiny_pack / "pack.json").write_text(json.dumps(data))

    recipe = request("--pack", "tiny", "--style-image", photo).recipe

    assert recipe.image_prompts[0].adapter == "one"


def test_a_recipe_saved_by_an_editor_of_windows_is_read(tmp_path: Path) -> None:
    file = tmp_path / "recipe.json"
    file.write_text(Recipe(prompt="größer", pack="tiny").to_json(), encoding="utf-8-sig")

    assert request("--recipe", file).recipe.prompt == "größer"


def test_a_pack_can_be_given_as_a_folder(tiny_pack: Path) -> None:
    assert request("--pack", tiny_pack, "--prompt", "x").recipe.pack == "tiny"


def test_text_values_need_no_quotes() -> None:
    recipe = request(
        "--pack", "tiny", "--set", "prompt=a = b", "--set", 'negative_prompt="5"'
    ).recipe

    assert (recipe.prompt, recipe.negative_prompt) == ("a = b", "5")


def test_image_prompts_say_all_that_a_recipe_can(photo: Path, other_photo: Path) -> None:
    made = request(
        *("--pack", "tiny", "--prompt", "x"),
        *("--style-image", photo, "--style-image", other_photo, "--image-weights", "1,0.5"),
        *("--image-combining", "average", "--image-strength", "0.9", "--image-window", "0:0.5"),
        *("--image-layers", "style", "--image-mask", other_photo),
        *("--image-prompt", "--style-image", other_photo, "--image-adapter", "elsewhere"),
        *("--image-block", "up_blocks.0=0.4", "--image-block", "mid_block"),
    )
    first, second = made.recipe.image_prompts

    assert first.images == (fingerprint(load_image(photo)), fingerprint(load_image(other_photo)))
    assert (first.adapter, first.weights, first.combining) == ("one", (1, 0.5), "average")
    assert (first.strength, first.window, first.layers) == (0.9, (0, 0.5), "style")
    assert first.mask == second.images[0]
    assert second.adapter == "elsewhere"
    assert [(one.block, one.weight) for one in second.blocks] == [
        ("up_blocks.0", 0.4),
        ("mid_block", 1),
    ]
    assert made.recipe.sources() == made.sources.keys()


def test_options_change_the_image_prompts_of_a_recipe(
    tmp_path: Path, photo: Path, other_photo: Path
) -> None:
    blocks = (BlockWeight(block="up_blocks", weight=0.5),)
    key = fingerprint(load_image(photo))
    prompt = ImagePrompt(images=(key, key), weights=(1, 0.5), blocks=blocks, adapter="one")
    file = tmp_path / "recipe.json"
    file.write_text(Recipe(prompt="x", pack="tiny", image_prompts=(prompt,)).to_json())

    given = ("--recipe", file, "--style-image", photo, "--style-image", photo)
    (same,) = request(*given).recipe.image_prompts
    (style,) = request(*given, "--image-layers", "style").recipe.image_prompts
    (other,) = request("--recipe", file, "--style-image", other_photo).recipe.image_prompts

    assert same == prompt
    assert (style.layers, style.blocks, style.weights) == ("style", (), (1, 0.5))
    assert (other.weights, other.blocks) == ((), blocks)


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--image-strength", "0.5"), "needs an image"),
        (("--style-image", "PHOTO", "--image-prompt", "--image-layers", "all"), "needs an image"),
        (("--style-image", "PHOTO", "--image-window", "0.5"), "not two numbers"),
        (("--style-image", "PHOTO", "--image-window", "0.5:0.2"), "must start before"),
        (("--style-image", "PHOTO", "--image-weights", "1,x"), "no number"),
        (("--style-image", "PHOTO", "--image-weights", "1,1"), "one weight for each"),
        (("--style-image", "PHOTO", "--image-weights", "0"), "must count"),
        (("--style-image", "PHOTO", "--image-block", "sideways=1"), "block"),
        (("--style-image", "PHOTO", "--image-layers", "some"), "invalid choice"),
    ],
)
def test_image_prompts_that_do_not_fit_are_told(
    photo: Path, options: tuple[str, ...], complaint: str
) -> None:
    words = [photo if word == "PHOTO" else word for word in options]
    with pytest.raises(BadInput, match=complaint):
        request("--pack", "tiny", "--prompt", "x", *words)
