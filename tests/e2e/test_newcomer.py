"""The first start of the program, and the second one."""

import re
from pathlib import Path

import numpy as np
import pytest

from core.picture import encode_png
from core.recipe import Recipe
from tests.e2e.program import use_program

USER = "tests.e2e.newcomer"


def test_newcomer_goes_by_enter_alone_from_the_first_page_to_a_portrait(tmp_path: Path) -> None:
    first = use_program(USER, "first", tmp_path)

    assert first["code"] == 0
    assert first["pages"] == [
        "Welcome to Likeness",
        "This computer",
        "Models",
        "Your first portrait",
    ]
    assert first["verdict"].startswith("This computer draws on its processor")
    assert re.match(r"Likeness \d+ %", first["likeness"])
    assert first["told"]
    assert first["shown"] == first["draft"] != ""

    assert use_program(USER, "back", tmp_path) == {"welcome": False, "code": 0}


@pytest.mark.parametrize("way", ["skip", "close"])
def test_welcome_comes_once_also_for_those_who_leave_it(tmp_path: Path, way: str) -> None:
    assert use_program(USER, way, tmp_path) == {"code": 0}
    assert use_program(USER, "back", tmp_path) == {"welcome": False, "code": 0}


def test_who_asks_for_a_picture_sees_it_and_is_greeted_the_next_time(tmp_path: Path) -> None:
    grey = np.full((64, 64, 3), 128, np.uint8)
    (tmp_path / "portrait.png").write_bytes(encode_png(grey, Recipe(prompt="a heron")))
    assert use_program(USER, "asked", tmp_path) == {"welcome": False, "code": 0}
    assert use_program(USER, "skip", tmp_path) == {"code": 0}
