"""A sheet as one PNG: what it shows, that its recipes come back, and that no file does harm."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from core.compare.axis import parse_axis
from core.compare.grid import encode_sheet, is_sheet, read_sheet, sheet_in, write_sheet
from core.compare.page import compose
from core.compare.sheet import NOTHING, Cell, Drawn, Figures, Sheet
from core.compare.sweep import sweep
from core.errors import BadInput
from core.faces.alike import Alike
from core.faces.likeness import Scale
from core.imaging import load_image
from core.picture import fingerprint_of, read_recipe, write_png
from core.portrait import Portrait
from core.recipe import Identity, Recipe, Sampling
from core.told import Told

PERSON = Identity(references=("a" * 64,))
RECIPE = Recipe(
    prompt="a calm woman", identities=(PERSON,), sampling=Sampling(width=64, height=64, seed=5)
)
FIGURES = Figures(0.5, 0.125, 1.5)
COLOURS = [(200, 30, 30), (30, 200, 30), (30, 30, 200), (200, 200, 30), (30, 200, 200), (9, 9, 9)]


def drawn(cell: Cell, colour: tuple[int, int, int], figures: Figures = FIGURES) -> Drawn:
    sampling = cell.recipe.sampling
    image = np.full((sampling.height, sampling.width, 3), colour, np.uint8)
    return Drawn(cell, Portrait(image, cell.recipe, 1.5, 0.5, None, None), figures)


def two_by_three() -> Sheet:
    return sweep(
        RECIPE, parse_axis("identities.0.likeness=0:1:0.5"), parse_axis("prompt:calm=calm,sad")
    )


def places(image: np.ndarray, colour: tuple[int, int, int]) -> np.ndarray:
    """Where a colour is: row and column of each such pixel."""
    return np.argwhere((image == colour).all(axis=2))


def test_recipes_and_figures_come_back(tmp_path: Path) -> None:
    sheet, file = two_by_three(), tmp_path / "sheet.png"
    done = [drawn(cell, colour) for cell, colour in zip(sheet.cells, COLOURS, strict=True)][:-1]

    write_sheet(sheet, done, file)
    opened = read_sheet(file)

    assert opened.sheet == sheet
    assert opened.figures[0, 0] == FIGURES
    assert opened.figures[1, 2] == NOTHING
    assert is_sheet(file)
    with pytest.raises(BadInput, match="no recipe"):
        read_recipe(file)  # it is no picture of one recipe


def test_a_picture_of_another_shape_is_not_distorted(tmp_path: Path) -> None:
    """One that was extended or enlarged is not as large as its sampling."""
    sheet = two_by_three()
    wide = drawn(sheet.cells[0], (0, 0, 0))
    image = np.zeros((64, 128, 3), np.uint8)
    image[:, :] = COLOURS[0]
    extended = Drawn(wide.cell, Portrait(image, wide.cell.recipe, 1.5, 0.5, None, None), FIGURES)
    others = [drawn(cell, COLOURS[1]) for cell in sheet.cells[1:]]
    page = compose(sheet, [extended, *others])
    found = places(page, COLOURS[0])
    high, across = np.ptp(found, axis=0) + 1
    assert (across, high) == (64, 32)


def test_people_come_back_with_their_scales_and_stand_below_in_percent(tmp_path: Path) -> None:
    sheet, file = two_by_three(), tmp_path / "sheet.png"
    scale = Scale(strangers=0.1, own=0.6, spread=0.05, photos=4)
    figures = Figures(0.53, 0.125, 1.5, (Alike(0.53, scale), Alike(None, scale)))
    said: list[str] = []

    def say(words: str) -> str:
        said.append(words)
        return words

    write_sheet(sheet, [drawn(sheet.cells[0], (1, 2, 3), figures)], file, say)

    assert read_sheet(file).figures[0, 0] == figures
    assert "likeness 1: 86 % · 2: no face" in said


def test_pictures_are_cut_out_of_the_page_again(tmp_path: Path) -> None:
    sheet, file = two_by_three(), tmp_path / "sheet.png"
    write_sheet(
        sheet, [drawn(*pair) for pair in zip(sheet.cells[:5], COLOURS[:5], strict=True)], file
    )
    opened, pixels = read_sheet(file), load_image(file)
    for cell, colour in zip(sheet.cells[:5], COLOURS[:5], strict=True):
        part = opened.cut(pixels, cell.row, cell.column)
        assert part is not None
        assert part.shape == (64, 64, 3)
        assert (part == colour).all()
    assert opened.cut(pixels, 1, 2) is None, "it was not drawn"
    assert opened.cut(pixels[:40], 1, 0) is None, "the file was cut since"


def test_any_picture_may_be_asked_for_a_sheet(tmp_path: Path) -> None:
    file = tmp_path / "sheet.png"
    write_sheet(two_by_three(), [], file)
    opened = sheet_in(file)
    assert opened is not None
    assert opened.sheet == two_by_three()
    for name in ("plain.png", "plain.jpg"):
        Image.new("RGB", (8, 8)).save(tmp_path / name)
        assert sheet_in(tmp_path / name) is None


def test_the_same_sheet_gives_the_same_bytes_marked_as_made_by_a_model() -> None:
    sheet = two_by_three()
    done = [drawn(cell, COLOURS[0]) for cell in sheet.cells]

    data = encode_sheet(sheet, done)

    assert fingerprint_of(data) == fingerprint_of(encode_sheet(sheet, iter(done)))
    assert b"trainedAlgorithmicMedia" in data


def test_each_picture_stands_whole_in_its_row_and_column() -> None:
    sheet = two_by_three()
    image = compose(sheet, [drawn(*pair) for pair in zip(sheet.cells, COLOURS, strict=True)])

    corners = []
    for colour in COLOURS:
        found = places(image, colour)
        assert len(found) == 64 * 64  # not cut, not scaled
        corners.append(tuple(found.min(axis=0)))
    rows, columns = {y for y, _ in corners}, {x for _, x in corners}
    assert (len(rows), len(columns)) == (2, 3)
    assert corners == sorted(corners)


def test_what_was_not_drawn_is_empty_and_says_why() -> None:
    sheet = two_by_three()
    some = [drawn(cell, COLOURS[0]) for cell in sheet.cells[:2]]
    image = compose(sheet, some)
    failed = Drawn(sheet.cells[2], None, NOTHING, Told("No face found in {0}.", "the photo"))
    with_fault = compose(sheet, [*some, failed])

    assert len(places(image, COLOURS[0])) == 2 * 64 * 64
    assert image.shape == with_fault.shape
    assert not np.array_equal(image, with_fault)


def test_nobody_asked_for_has_no_figures() -> None:
    plain = RECIPE.model_copy(update={"identities": ()})
    sheet = sweep(plain, parse_axis("sampling.seed=1,2"))
    without = compose(sheet, [drawn(cell, COLOURS[0], NOTHING) for cell in sheet.cells])
    with_figures = compose(sheet, [drawn(cell, COLOURS[0]) for cell in sheet.cells])

    assert without.shape[0] < with_figures.shape[0]


def test_words_are_said_in_another_language() -> None:
    sheet = two_by_three()
    asked: list[str] = []

    def say(text: str) -> str:
        asked.append(text)
        return "人像"

    image = compose(sheet, [drawn(sheet.cells[0], COLOURS[0])], say)

    assert {"Likeness λ", "“calm” becomes", "likeness 0.50", "0.5", "seed 5"} <= set(asked)
    assert not np.array_equal(image, compose(sheet, [drawn(sheet.cells[0], COLOURS[0])]))


@pytest.mark.parametrize(
    ("width", "height", "axes"),
    [
        (1024, 1536, ["sampling.seed=1:4", "sampling.guidance=1:9:4"]),
        (64, 64, ["sampling.seed=1:256"]),
        (64, 64, ["sampling.seed=1", "sampling.guidance=0:25.5:0.1"]),
        (2048, 64, ["sampling.seed=1:30"]),
        (64, 2048, ["sampling.seed=1:3", "sampling.steps=1:2"]),
        (64, 64, ["sampling.width=64,128", "sampling.height=128,64"]),
    ],
)
def test_large_sheets_stay_readable_files(width: int, height: int, axes: list[str]) -> None:
    recipe = RECIPE.with_fields({"sampling.width": width, "sampling.height": height})
    sheet = sweep(recipe, *map(parse_axis, axes))

    image = compose(sheet, [drawn(sheet.cells[0], COLOURS[0])])

    assert max(image.shape) < 32_768  # what Qt paints
    assert image.shape[0] * image.shape[1] < 64e6  # what `load_image` reads
    assert len(places(image, COLOURS[0])) > 0


def test_a_large_sheet_is_read_back(tmp_path: Path) -> None:
    sheet = sweep(RECIPE, parse_axis("sampling.seed=1:16"), parse_axis("sampling.steps=1:16"))
    write_sheet(sheet, [drawn(cell, COLOURS[0]) for cell in sheet.cells], tmp_path / "sheet.png")

    assert read_sheet(tmp_path / "sheet.png").sheet == sheet
    assert load_image(tmp_path / "sheet.png").shape[2] == 3


def test_odd_words_can_be_drawn() -> None:
    recipe = RECIPE.with_field("prompt", "a😀b\x00c\x1b[31m مرحبا \u202e calm " + "x" * 3000)
    sheet = sweep(recipe, parse_axis('prompt:calm=肖像,"","' + "y" * 500 + '"'))

    assert compose(sheet, []).shape[2] == 3


def with_chunk(path: Path, text: str, zipped: bool = False) -> Path:
    info = PngImagePlugin.PngInfo()
    info.add_text("sheet", text, zip=zipped)
    Image.new("RGB", (8, 8)).save(path, pnginfo=info)
    return path


def chunk() -> dict[str, Any]:
    data = encode_sheet(two_by_three(), [])
    text = data.split(b"tEXtsheet\x00", 1)[1].split(b"iTXt", 1)[0][:-8]
    return json.loads(text)


def changed(path: str, value: Any) -> dict[str, Any]:
    data = chunk()
    *parents, last = path.split(".")
    place: Any = data
    for name in parents:
        place = place[int(name)] if isinstance(place, list) else place[name]
    place[last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("version", 2, "version"),
        ("cells", [], "cells"),
        ("cells", {}, "cells"),
        ("cells.0.row", -1, "at least 0"),
        ("cells.0.row", 7, "do not fit together"),
        ("cells.0.column", 1, "same place"),
        ("cells.0.column", 10**400, "cells.0.column"),
        ("cells.0.likeness", "x", "likeness"),
        ("cells.0.likeness", float("nan"), "likeness"),
        ("cells.0.box", [0, 0, -1, 8], "box"),
        ("cells.0.box", [0, 0, 8], "box"),
        ("cells.0.box", [0, 0, 8, 10**30], "box"),
        ("cells.0.changes", {"sampling.stepss": 1}, "'sampling.stepss'"),
        ("cells.0.changes", {"sampling.steps": 10**9}, "'sampling.steps'"),
        ("cells.0.changes", {f"a{n}": 1 for n in range(300)}, "changes"),
        ("columns.labels", [], "labels"),
        ("columns.labels", ["x"] * 257, "labels"),
        ("columns.labels", ["x"] * 256, "do not fit together"),
        ("columns.notes", ["x"], "do not fit together"),
        ("columns.title", "{0.__class__}" * 1000, "title"),
        ("recipe.colour", "red", "'colour'"),
        ("recipe.version", 9, "version 9"),
        ("recipe", [], "recipe"),
        ("colour", "red", "'colour'"),
    ],
)
def test_hostile_chunks_are_refused(tmp_path: Path, path: str, value: Any, words: str) -> None:
    file = with_chunk(tmp_path / "sheet.png", json.dumps(changed(path, value)))

    with pytest.raises(BadInput) as caught:
        read_sheet(file)

    assert words in caught.value.sentence()
    assert "sheet.png" in caught.value.sentence()
    assert "\n" not in caught.value.sentence()


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "NaN", "[" * 100_000, '"x"', "\x00\xff"])
def test_what_is_no_sheet_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInput, match=r"sheet\.png"):
        read_sheet(with_chunk(tmp_path / "sheet.png", text))


def test_bombs_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"sheet\.png"):
        read_sheet(with_chunk(tmp_path / "sheet.png", "[" + " " * 5_000_000, zipped=False))
    with pytest.raises(BadInput, match=r"sheet\.png"):
        read_sheet(with_chunk(tmp_path / "sheet.png", " " * 90_000_000, zipped=True))


def test_words_of_a_file_are_never_patterns(tmp_path: Path) -> None:
    data = changed("columns.title", "{0.__class__} {1}")
    opened = read_sheet(with_chunk(tmp_path / "sheet.png", json.dumps(data)))

    assert opened.sheet.columns.title == "{0.__class__} {1}"
    assert not isinstance(opened.sheet.columns.title, Told)


def test_other_files_are_no_sheets(tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    write_png(np.zeros((8, 8, 3), np.uint8), RECIPE, picture)

    assert not is_sheet(picture)
    with pytest.raises(BadInput, match="no recipes of a sheet"):
        read_sheet(picture)
    with pytest.raises(BadInput, match="no file"):
        read_sheet(tmp_path / "missing.png")
