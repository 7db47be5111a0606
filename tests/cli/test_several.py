"""Several people on the command line: each with a group of options."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.imaging import fingerprint, load_image
from core.picture import read_recipe
from gui.app import SAMPLES
from tests.cli.conftest import Ask

pytestmark = pytest.mark.usefixtures("demo_pack")
AMARA, BRUNO, CHEN, DALIA = (
    SAMPLES / f"{name}.png" for name in ("Amara", "Bruno", "Chen", "Dalia")
)
FAST = ("--set", "sampling.steps=2", "--set", "sampling.width=384", "--seed", 3)


def key(path: Path) -> str:
    return fingerprint(load_image(path))


@pytest.fixture
def right(tmp_path: Path) -> Path:
    """A mask of the right half."""
    mask = np.zeros((256, 384, 3), np.uint8)
    mask[:, 192:] = 255
    Image.fromarray(mask).save(tmp_path / "right.png")
    return tmp_path / "right.png"


def test_two_people_are_drawn_from_two_groups_and_once_more_from_the_recipe(
    ask: Ask, right: Path, tmp_path: Path
) -> None:
    first, again, recipe = (tmp_path / name for name in ("1.png", "2.png", "recipe.json"))
    group = ("--person", "--face", BRUNO, "--face", CHEN, "--pose", DALIA, "--region", right)

    answer = ask(
        *("generate", "--prompt", "two people", "--face", AMARA, *group, *FAST, "--out", first)
    )

    assert answer.code == 0, answer.err
    assert len(json.loads(answer.out)["people"]) == 2
    one, other = read_recipe(first).identities
    assert (one.references, one.pose, one.region) == ((key(AMARA),), None, None)
    assert other.references == (key(BRUNO), key(CHEN))
    assert (other.pose, other.region) == (key(DALIA), key(right))

    recipe.write_text(ask("read", first).out)
    answer = ask(
        *("generate", "--recipe", recipe, "--person", "--face", AMARA, *group, "--out", again)
    )
    assert answer.code == 0, answer.err
    assert (load_image(again) == load_image(first)).all()


def test_landmarks_are_those_of_the_group_they_stand_in(ask: Ask, tmp_path: Path) -> None:
    points = [[250, 90], [290, 90], [270, 110], [255, 130], [285, 130]]
    (tmp_path / "points.json").write_text(json.dumps(points))
    picture = tmp_path / "a.png"
    group = ("--person", "--face", BRUNO, "--landmarks", tmp_path / "points.json")
    answer = ask(*("generate", "--prompt", "two", "--face", AMARA, *group, *FAST, "--out", picture))
    assert answer.code == 0, answer.err
    one, other = read_recipe(picture).identities
    assert one.landmarks is None
    assert other.landmarks == tuple(map(tuple, points))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--face", AMARA, "--person", "--pose", BRUNO), "need a person"),
        (("--face", AMARA, "--person"), "need a person"),
        (
            [word for face in (AMARA, BRUNO, CHEN, DALIA) for word in ("--person", "--face", face)],
            "at most",
        ),
    ],
)
def test_groups_that_can_not_be_drawn_are_told(
    ask: Ask, tmp_path: Path, words: tuple[object, ...], sentence: str
) -> None:
    answer = ask("generate", "--prompt", "x", *words, *FAST, "--out", tmp_path / "a.png")
    assert answer.code == 2
    assert sentence in answer.err
    assert not (tmp_path / "a.png").exists()


def test_a_twin_of_several_says_that_it_shows_one(ask: Ask, tmp_path: Path) -> None:
    answer = ask(
        *("twin", "--prompt", "x", "--face", AMARA, "--person", "--face", BRUNO, *FAST),
        *("--dry-run", "--out", tmp_path / "twin.png"),
    )
    assert answer.code == 0, answer.err
    assert "only the first person" in answer.err
