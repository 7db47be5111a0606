"""A sheet's figures as a table that other programs read."""

import csv
import io

from core.compare.axis import Axis
from core.compare.sheet import Figures
from core.compare.sweep import sweep
from core.compare.table import to_csv
from core.faces.alike import Alike
from core.faces.likeness import Scale
from core.recipe import Recipe

SCALE = Scale(strangers=0.1, own=0.6, spread=0.05, photos=4)


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_each_known_cell_is_a_line_with_its_figures_person_by_person() -> None:
    sheet = sweep(Recipe(prompt="x"), Axis("sampling.seed", (4, 5, 6)))
    both = Alike(0.5, SCALE), Alike(0.35, SCALE)
    figures = {
        (0, 0): Figures(0.5, 0.02, 1.25, both),
        (0, 2): Figures(0.25, None, None),
    }

    first, last = read(to_csv(sheet, figures))

    assert (first["column"], first["column_label"], first["seed"]) == ("1", "4", "4")
    assert (first["share"], first["share_1"], first["share_2"]) == ("0.5", "0.8", "0.5")
    assert (first["cosine_2"], first["own_2"], first["photos_2"]) == ("0.35", "0.6", "4")
    assert (first["landmark_error"], first["seconds"]) == ("0.02", "1.25")
    assert (last["column"], last["share"], last["cosine_1"], last["share_2"]) == (
        "3",
        "",
        "0.25",
        "",
    )


def test_a_label_of_anybody_is_no_formula() -> None:
    sheet = sweep(Recipe(prompt="red"), Axis("prompt:red", ("=1+1", "-2+3", "-0.5", "blue")))
    figures = {(0, column): Figures(0.5, None, None) for column in range(4)}

    labels = [line["column_label"] for line in read(to_csv(sheet, figures))]

    assert labels == ["'=1+1", "'-2+3", "-0.5", "blue"]
