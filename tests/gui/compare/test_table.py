"""What is listed of several recipes: every difference as it is, and nothing else."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.recipe import Identity, ImagePrompt, Recipe, Sampling
from gui.compare.table import DifferenceTable, rows_of
from gui.theme import Theme

KEY, OTHER = "a" * 64, "b" * 64
RECIPE = Recipe(prompt="a person", identities=(Identity(references=(KEY,)),))


def prompts(*strengths: float) -> Recipe:
    parts = (ImagePrompt(images=(KEY,), strength=strength) for strength in strengths)
    return RECIPE.model_copy(update={"image_prompts": tuple(parts)})


def test_the_same_recipes_have_nothing_to_list(qapp: QApplication) -> None:
    assert rows_of([RECIPE, RECIPE, RECIPE]) == []


def test_each_picture_has_its_own_value(qapp: QApplication) -> None:
    """The second one differs as a whole, the third one in a field of that whole."""
    rows = dict(rows_of([prompts(0.25), prompts(0.5, 0.75), prompts(1.0)]))
    assert rows == {
        "Image prompts": ["1", "2", "1"],
        "Strength λ": ["0.25", "0.5", "1"],
    }
    rows = dict(rows_of([prompts(0.5, 0.6), prompts(), prompts(0.5, 0.7)]))
    assert rows == {"Image prompts": ["2", "–", "2"], "Strength λ": ["0.6", "–", "0.7"]}


def test_long_words_are_whole(qtbot: QtBot, theme: Theme) -> None:
    table = DifferenceTable()
    qtbot.addWidget(table)
    table.resize(700, 400)
    table.show()
    prompt = "pencil sketch portrait of a person, smiling, wearing a teal hoodie, mountains "
    recipes = [RECIPE.model_copy(update={"prompt": prompt * times}) for times in (1, 4)]
    table.show_recipes(recipes, ["one", "other"])
    qtbot.wait(20)
    wide = table.rowHeight(0)
    width = table.columnWidth(1) - 16  # the style sheet's padding
    letters = table.fontMetrics().horizontalAdvance(prompt * 4)
    assert wide >= letters / width * table.fontMetrics().height()
    table.resize(400, 400)
    qtbot.waitUntil(lambda: table.rowHeight(0) > wide)


def test_fields_of_the_same_name_say_whose_they_are(qapp: QApplication) -> None:
    rows = dict(rows_of([prompts(0.2, 0.3), prompts(0.4, 0.5)]))
    assert list(rows) == ["Image prompts 1: Strength λ", "Image prompts 2: Strength λ"]


def test_photos_and_points_are_short(qapp: QApplication) -> None:
    points = ((40.25, 50.0), (80.0, 50.0), (60.0, 70.0), (45.0, 90.0), (75.0, 90.0))
    other = Identity(references=(OTHER, KEY), landmarks=points)
    sampling = Sampling(scheduler="ddim", seed=4)
    changed = RECIPE.model_copy(update={"identities": (other,), "sampling": sampling})
    assert rows_of([RECIPE, changed]) == [
        ("Photos", ["aaaaaa", "bbbbbb, aaaaaa"]),
        ("Landmarks", ["–", "40, 50  80, 50  60, 70  45, 90  75, 90"]),
        ("Scheduler", ["Euler", "DDIM"]),
        ("Seed", ["0", "4"]),
    ]
