"""Points that are kept come back as they were: as a named pose, a draft, in a PNG, in a sheet."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QSettings

from core.compare.grid import encode_sheet, read_sheet
from core.compare.sheet import ONE, Cell, Edge, Sheet
from core.library import Library
from core.picture import read_recipe, write_png
from core.pose import as_landmarks
from core.recipe import Identity, Recipe, Sampling
from gui.pose.poses import Poses
from gui.pose.tools import CLIPBOARD, points_in

TOLERANCE = 1e-6
with_files = settings(max_examples=50)
coordinate = st.floats(-2000, 4000)
points = st.lists(st.tuples(coordinate, coordinate), min_size=5, max_size=5).map(np.array)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept")


def recipe_of(spots: np.ndarray) -> Recipe:
    person = Identity(references=("0" * 64,), landmarks=as_landmarks(spots))
    return Recipe(prompt="a", identities=(person,), sampling=Sampling(width=64, height=64))


def same(recipe: Recipe | None, spots: np.ndarray) -> bool:
    assert recipe is not None
    kept = recipe.identities[0].landmarks
    return kept is not None and np.allclose(np.array(kept), spots, rtol=0, atol=TOLERANCE)


@with_files
@given(points, st.sampled_from([(256, 256), (832, 1216)]))
def test_as_a_named_pose(folder: Path, spots: np.ndarray, size: tuple[int, int]) -> None:
    path = str(folder / "poses.ini")
    kept = QSettings(path, QSettings.Format.IniFormat)
    Poses(kept).keep("bust", spots, size)
    kept.sync()
    pose = Poses(QSettings(path, QSettings.Format.IniFormat)).all()["bust"]
    assert pose.size == size
    assert np.allclose(np.array(pose.points), spots, rtol=0, atol=TOLERANCE)


@with_files
@given(points)
def test_inside_of_a_picture_and_of_a_sheet(folder: Path, spots: np.ndarray) -> None:
    path, recipe = folder / "picture.png", recipe_of(spots)
    write_png(np.zeros((64, 64, 3), np.uint8), recipe, path)
    assert same(read_recipe(path), spots)
    other = recipe_of(spots[::-1].copy())
    sheet = Sheet("", Edge("", ("a", "b")), ONE, (Cell(0, 0, recipe), Cell(0, 1, other)))
    (folder / "sheet.png").write_bytes(encode_sheet(sheet, []))
    cells = read_sheet(folder / "sheet.png").sheet.cells
    assert same(cells[0].recipe, spots)
    assert same(cells[1].recipe, spots[::-1])


def test_as_the_draft_of_a_project(library: Library) -> None:
    project = library.create_project("one").id

    @with_files
    @given(points)
    def kept(spots: np.ndarray) -> None:
        library.save_draft(project, recipe_of(spots))
        assert same(library.load_draft(project), spots)

    kept()


@given(points)
def test_on_the_clipboard(spots: np.ndarray) -> None:
    data = QMimeData()
    data.setData(CLIPBOARD, json.dumps(spots.tolist()).encode())
    read = points_in(data)
    assert read is not None
    assert np.array_equal(read, spots)
