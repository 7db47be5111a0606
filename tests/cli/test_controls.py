"""--control and the options behind it: from a file to the picture that a ControlNet reads."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.commands.arguments import parse
from core.commands.request import Request, build_request
from core.controls.preprocessing import canny, prepared
from core.errors import BadInput
from core.imaging import fingerprint, load_image
from core.packs import default_store
from core.packs.defaults import default_recipe
from core.recipe_control import Control, Preprocessing
from gui.app import SAMPLES

AMARA, BRUNO = (SAMPLES / f"{name}.png" for name in ("Amara", "Bruno"))


def request(*argv: object) -> Request:
    return build_request(parse(["generate", "--out", "x.png", "--prompt", "p", *map(str, argv)]))


@pytest.fixture
def edges(tmp_path: Path) -> Path:
    """A ready picture of edges."""
    path = tmp_path / "edges.png"
    Image.fromarray(canny(load_image(AMARA))).save(path)
    return path


def test_edges_are_found_and_handed_over_with_what_they_were_made_from() -> None:
    made = request("--control", AMARA)

    photo = load_image(AMARA)
    how = Preprocessing(photo=fingerprint(photo))
    picture = prepared(photo, how, (256, 256))
    [control] = made.recipe.controls
    assert control == Control(net="canny", image=fingerprint(picture), made=how)
    assert np.array_equal(made.sources[control.image], picture)
    assert made.recipe.sources() <= made.sources.keys()


def test_every_option_is_about_the_control_before_it(edges: Path) -> None:
    made = request(
        *("--control", AMARA, "--control-edges", "40:90", "--control-strength", 0.8),
        *("--control", edges, "--control-net", "canny", "--control-window", "0.1:0.6"),
        *("--control", BRUNO, "--control-make", "landmarks"),
    )

    first, second, third = made.recipe.controls
    assert (first.strength, first.window) == (0.8, (0.0, 1.0))
    assert first.made is not None
    assert (first.made.by, first.made.low, first.made.high) == ("canny", 40, 90)
    assert (second.made, second.window) == (None, (0.1, 0.6))  # it is edges already
    assert second.image == fingerprint(load_image(edges))
    assert third.made is not None
    assert third.made.by == "landmarks"
    drawn = made.sources[third.image]
    assert drawn.shape == (256, 256, 3)
    assert drawn.any()
    assert (drawn == 0).mean() > 0.9


def test_an_image_may_be_taken_as_it_is() -> None:
    made = request("--control", AMARA, "--control-make", "ready")
    assert made.recipe.controls == (
        Control(net="canny", image=fingerprint(load_image(AMARA)), made=None),
    )


def test_edges_are_found_at_the_size_that_is_drawn() -> None:
    made = request("--control", AMARA, "--set", "sampling.width=192")
    [control] = made.recipe.controls
    assert made.sources[control.image].shape == (256, 192, 3)


def test_a_recipe_is_drawn_again_from_either_image(tmp_path: Path, edges: Path) -> None:
    before = request("--control", AMARA, "--control-edges", "50:120")
    recipe = tmp_path / "recipe.json"
    recipe.write_text(before.recipe.to_json())
    ready = tmp_path / "ready.png"
    Image.fromarray(before.sources[before.recipe.controls[0].image]).save(ready)

    for path in (AMARA, ready):
        again = build_request(
            parse(["generate", "--out", "x.png", "--recipe", str(recipe), "--control", str(path)])
        )
        assert again.recipe == before.recipe
        assert again.recipe.sources() <= again.sources.keys()


def test_a_recipe_without_its_image_says_how_to_give_it(tmp_path: Path) -> None:
    recipe = tmp_path / "recipe.json"
    recipe.write_text(request("--control", AMARA).recipe.to_json())
    with pytest.raises(BadInput) as error:
        build_request(parse(["generate", "--out", "x.png", "--recipe", str(recipe)]))
    assert "--control" in error.value.hint


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--control-strength", "1"], "--control FILE"),
        (["--control", str(AMARA), "--control-edges", "40"], "100:200"),
        (["--control", str(AMARA), "--control-edges", "40:900"], "510"),
        (["--control", str(AMARA), "--control-make", "depth"], "depth"),
    ],
)
def test_what_makes_no_sense_is_refused(argv: list[str], said: str) -> None:
    with pytest.raises(BadInput) as error:
        request(*argv)
    assert said in f"{error.value} {error.value.hint}"


@pytest.mark.usefixtures("tiny_pack")
def test_a_pack_without_controlnets_says_so() -> None:
    with pytest.raises(BadInput, match="no ControlNets"):
        request("--pack", "tiny", "--control", AMARA)


def test_the_default_recipe_has_no_control() -> None:
    assert default_recipe(default_store().named("demo").manifest).controls == ()
    assert json.loads(request().recipe.to_json())["controls"] == []
