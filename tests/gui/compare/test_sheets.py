"""Twin and Sweep in the window, on the real pack: the page fills, is exported and opened again."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.commands.arguments import parse
from core.compare.axis import Axis
from core.compare.grid import read_sheet, write_sheet
from core.compare.sheet import ONE, Cell, Drawn, Edge, Figures, Sheet
from core.compare.sweep import sweep
from core.portrait import Portrait
from gui.app import SAMPLES
from gui.compare.sheet_page import SheetPage
from gui.compare.sweep_dialog import SweepDialog
from gui.main_window import MainWindow
from tests.gui.conftest import PATIENCE, choose_person
from tests.gui.events import drop_on, name_file

ROOT = Path(__file__).resolve().parents[3]
LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, make_window: Callable[..., MainWindow], few_steps) -> MainWindow:
    made = make_window(few_steps("portrait of a person, smiling", steps=4))
    choose_person(qtbot, made)
    return made


def filled(qtbot: QtBot, window: MainWindow, count: int) -> SheetPage:
    page = window.pages.sheets.page
    assert page is not None
    assert len(page.cells) == count
    qtbot.waitUntil(lambda: page.drawn == count, timeout=PATIENCE)
    measured = lambda: all(v.figures.landmark_error is not None for v in page.cells.values())
    qtbot.waitUntil(measured, timeout=PATIENCE)
    return page


def test_a_twin_fills_its_row_and_is_exported(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    QTest.keyClick(window, Qt.Key.Key_T, CTRL)
    page = filled(qtbot, window, 6)
    assert page.isVisible()
    neither, both = page.cells[0, 0], page.cells[0, 5]
    assert neither.cell.recipe.identities == ()
    assert neither.figures.likeness is not None, "measured against the person all the same"
    assert both.figures.likeness is not None
    assert window.pictures.rowCount() == 6
    assert not page.cancel.isVisible()
    page.save.setEnabled(True)
    window.pages.sheets.export_to(tmp_path / "twin.png")
    qtbot.waitUntil((tmp_path / "twin.png").exists, timeout=PATIENCE)
    again = read_sheet(tmp_path / "twin.png")
    assert [cell.recipe for cell in again.sheet.cells] == [
        view.cell.recipe for view in page.cells.values()
    ]
    assert page.plot is None, "there are no values along a twin"
    QTest.mouseClick(both, LEFT)
    assert both.picture is not None
    qtbot.waitUntil(
        lambda: window.drawing.shown is not None and window.drawing.shown.id == both.picture.id,
        timeout=PATIENCE,
    )
    assert window.tabs.currentIndex() == 0


def test_a_sweep_says_how_many_and_what_is_wrong(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_T, CTRL | Qt.KeyboardModifier.ShiftModifier)
    (dialog,) = window.findChildren(SweepDialog)
    dialog.fields[0].setCurrentIndex(dialog.fields[0].findData("identities.0.likeness"))
    dialog.values[0].clear()
    QTest.keyClicks(dialog.values[0], "0,1")
    assert dialog.told.text().startswith("2 pictures")
    dialog.fields[1].setCurrentIndex(dialog.fields[1].findData("sampling.seed"))
    dialog.fields[1].activated.emit(dialog.fields[1].currentIndex())
    dialog.values[1].clear()
    QTest.keyClicks(dialog.values[1], "3,hello")
    assert not dialog.start.isEnabled()
    assert "seed" in dialog.told.text().lower()
    dialog.values[1].clear()
    QTest.keyClicks(dialog.values[1], "3,4")
    assert dialog.told.text().startswith("4 pictures")
    QTest.mouseClick(dialog.start, LEFT)
    page = filled(qtbot, window, 4)
    seeds = {place: view.cell.recipe.sampling.seed for place, view in page.cells.items()}
    assert seeds == {(0, 0): 3, (0, 1): 3, (1, 0): 4, (1, 1): 4}
    assert page.plot is None, "two values are no line"


def test_a_sweep_offers_photos_adapters_and_words(qtbot: QtBot, window: MainWindow) -> None:
    drop_on(window.side.person.photos.add, SAMPLES / "Bruno.png")
    drop_on(window.side.image_prompts.drop, SAMPLES / "Amara.png")
    qtbot.waitUntil(lambda: bool(window.draft.recipe.image_prompts), timeout=PATIENCE)
    qtbot.waitUntil(lambda: len(window.draft.identity.references) == 2, timeout=PATIENCE)
    dialog = window.pages.sheets.ask()
    field, values, told = dialog.fields[0], dialog.values[0], dialog.told
    texts = [field.itemText(place) for place in range(field.count())]
    assert texts[0] == "Likeness λ"
    assert "Image prompts 1: Adapter" in texts
    assert len(set(texts)) == len(texts), "each says what it is"

    def choose(path: str) -> None:
        field.setFocus()
        while field.currentData() != path:
            QTest.keyClick(field, Qt.Key.Key_Down)

    choose("identities.0.references")
    assert values.text() == "1,2"
    assert told.text().startswith("2 pictures")
    QTest.keyClicks(values, ",5")
    assert "none of the 2 photos" in told.text()
    assert not dialog.start.isEnabled()
    choose("image_prompts.0.adapter")
    assert told.text().startswith("3 pictures")
    choose("prompt")
    assert dialog.words[0].isVisible()
    QTest.keyClicks(dialog.words[0], "smiling")
    QTest.keyClicks(values, "calm, sad, angry, tired")
    assert told.text().startswith("4 pictures")
    QTest.mouseClick(dialog.start, LEFT)
    page = window.pages.sheets.page
    assert page is not None
    prompts = [view.cell.recipe.prompt for view in page.cells.values()]
    assert prompts[1] == "portrait of a person, sad"
    QTest.mouseClick(page.cancel, LEFT)


def test_the_lines_of_a_sweep_fill_as_pictures_come(qtbot: QtBot, window: MainWindow) -> None:
    axes = Axis("identities.0.likeness", (0.0, 0.5, 1.0)), Axis("sampling.seed", (1, 2))
    window.pages.sheets.begin(sweep(window.draft.recipe, *axes), window.draft.identity)
    page = window.pages.sheets.page
    assert page is not None
    plot = page.plot
    assert plot is not None
    assert plot.accessibleDescription() == "Nothing is drawn yet."
    qtbot.waitUntil(lambda: page.drawn >= 1, timeout=PATIENCE)
    first = plot.grab().toImage()
    filled(qtbot, window, 6)
    assert plot.grab().toImage() != first
    told = plot.accessibleDescription().split("; ")
    assert len(told) == 6
    assert told[0].startswith("0, 1 · ")
    spot = next(spot for place in page.cells if (spot := plot.spot(place)) is not None)
    QTest.mouseMove(plot, spot.toPoint())
    assert plot.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(plot, LEFT, pos=spot.toPoint())
    qtbot.waitUntil(lambda: window.drawing.shown is not None, timeout=PATIENCE)
    assert window.tabs.currentIndex() == 0


@pytest.fixture
def file(few_steps, tmp_path: Path) -> Path:
    """An exported sweep of which all but the last cell were drawn."""
    recipe = few_steps("a house, red", steps=2)
    axes = Axis("sampling.guidance", (2.0, 3.0, 4.0)), Axis("prompt:red", ("a", "b"))
    sheet = sweep(recipe, *axes)
    pixels = np.full((256, 256, 3), (20, 120, 220), np.uint8)
    done = [
        Drawn(cell, Portrait(pixels, cell.recipe, 1.0, 0.5, None, None), Figures(0.5, 0.1, 1.0))
        for cell in sheet.cells[:-1]
    ]
    write_sheet(sheet, done, tmp_path / "sweep.png")
    return tmp_path / "sweep.png"


def by_drop(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    drop_on(window, path)


def on_the_gallery(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    drop_on(window.gallery, path)


def by_key(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    name_file(path)
    qtbot.keyClick(window, Qt.Key.Key_O, CTRL)


def at_the_start(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    options = parse([str(path)])  # main.py FILE
    window.gallery.open_file(options.open)  # as gui.app does


@pytest.mark.parametrize("way", [by_drop, on_the_gallery, by_key, at_the_start])
def test_an_exported_sheet_opens_as_its_recipes(
    qtbot: QtBot, make_window: Callable[..., MainWindow], file: Path, way: Callable[..., None]
) -> None:
    window = make_window()
    before = window.draft.recipe
    way(qtbot, window, file)
    qtbot.waitUntil(lambda: window.pages.sheets.page is not None, timeout=PATIENCE)
    page = window.pages.sheets.page
    assert page is not None
    assert page.isVisible()
    assert window.draft.recipe == before, "nothing is loaded before a cell is chosen"
    assert "6 recipes" in page.far.text()
    assert not page.save.isVisible()
    assert not page.cancel.isVisible()
    assert page.plot is not None
    assert len(page.plot.accessibleDescription().split("; ")) == 5
    first, last = page.cells[0, 0], page.cells[1, 2]
    assert first.text() == "likeness 0.50 · off 0.10"
    assert last.text() == "not drawn"
    assert "4, b" in last.toolTip()
    colour = first.icon().pixmap(64, 64).toImage().pixelColor(32, 32)
    assert (colour.red(), colour.green(), colour.blue()) == (20, 120, 220)
    QTest.mouseClick(first, LEFT)
    assert window.draft.recipe == first.cell.recipe
    assert window.draft.keeps_seed
    assert window.tabs.currentIndex() == 0
    pixels = window.stage.canvas.pixels
    assert pixels is not None
    assert (pixels == (20, 120, 220)).all()
    window.tabs.setCurrentIndex(1)
    QTest.mouseClick(last, LEFT)
    assert window.draft.recipe == last.cell.recipe
    window.history.undo()
    assert window.draft.recipe == first.cell.recipe


def test_a_sheet_from_a_file_is_drawn_anew(
    qtbot: QtBot, make_window: Callable[..., MainWindow], file: Path
) -> None:
    window = make_window()
    drop_on(window, file)
    qtbot.waitUntil(lambda: window.pages.sheets.page is not None, timeout=PATIENCE)
    opened = window.pages.sheets.page
    assert opened is not None
    wanted = {view.cell.recipe for view in opened.cells.values()}
    QTest.mouseClick(opened.redraw, LEFT)
    page = window.pages.sheets.page
    assert page is not None
    assert page is not opened
    assert page.cancel.isVisible()
    qtbot.waitUntil(lambda: page.drawn == 6, timeout=PATIENCE)
    drawn = {picture.recipe for picture in window.library.pictures(window.project)}
    assert drawn == wanted


def test_a_damaged_sheet_is_told_in_one_sentence(
    qtbot: QtBot, make_window: Callable[..., MainWindow], file: Path, tmp_path: Path
) -> None:
    window = make_window()
    notice = window.stage.notice
    torn, odd = tmp_path / "torn.png", tmp_path / "odd.png"
    torn.write_bytes(file.read_bytes()[:-3000])
    info = PngInfo()
    info.add_text("sheet", '{"version": 1}')
    Image.new("RGB", (64, 64)).save(odd, pnginfo=info)
    for path in (torn, odd):
        drop_on(window, path)
        qtbot.waitUntil(notice.isVisible, timeout=PATIENCE)
        assert path.name in notice.text.text()
        assert not notice.copy.isVisible(), "no bug of ours"
        QTest.mouseClick(notice.dismiss, LEFT)
    assert window.pages.sheets.page is None


def test_words_of_a_file_are_no_markup(
    qtbot: QtBot, make_window: Callable[..., MainWindow], few_steps, tmp_path: Path
) -> None:
    bold, recipe = "<b>a</b>", few_steps("x")
    cells = tuple(
        Cell(0, column, recipe.with_field("sampling.seed", column)) for column in range(3)
    )
    write_sheet(Sheet("", Edge(bold, (bold, "b", "c")), ONE, cells), [], tmp_path / "odd.png")
    window = make_window()
    drop_on(window, tmp_path / "odd.png")
    qtbot.waitUntil(lambda: window.pages.sheets.page is not None, timeout=PATIENCE)
    page = window.pages.sheets.page
    assert page is not None
    labels = [label for label in page.findChildren(QLabel) if bold in label.text()]
    assert len(labels) == 2
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert "&lt;b&gt;" in page.cells[0, 0].toolTip()


@pytest.mark.parametrize("name", ["twin", "sweep"])
def test_sheets_of_the_manual_open_too(
    qtbot: QtBot, make_window: Callable[..., MainWindow], name: str
) -> None:
    window = make_window()
    drop_on(window, ROOT / "docs" / "screenshots" / f"{name}.png")
    qtbot.waitUntil(lambda: window.pages.sheets.page is not None, timeout=PATIENCE)
    page = window.pages.sheets.page
    assert page is not None
    assert len(page.cells) >= 6
    assert all(view.pixels is not None for view in page.cells.values())


def test_cancel_keeps_what_is_done(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_T, CTRL)
    page = window.pages.sheets.page
    assert page is not None
    qtbot.waitUntil(lambda: page.drawn >= 1, timeout=PATIENCE)
    QTest.mouseClick(page.cancel, LEFT)
    qtbot.waitUntil(lambda: not page.cancel.isVisible(), timeout=PATIENCE)
    assert 1 <= page.drawn < 6
    assert page.drawn == window.pictures.rowCount()
    assert "not drawn" in page.cells[0, 5].text()
    assert page.save.isEnabled()


def test_a_twin_needs_somebody(window: MainWindow) -> None:
    window.side.person.remove.click()
    QTest.keyClick(window, Qt.Key.Key_T, CTRL)
    assert window.stage.notice.isVisible()
    assert window.pages.sheets.page is None


def test_a_twin_of_several_people_shows_the_current_one_and_says_so(
    qtbot: QtBot, window: MainWindow
) -> None:
    (first,) = window.draft.recipe.identities
    QTest.mouseClick(window.side.person.people.another, LEFT)
    QTest.mouseClick(window.side.person.strip.buttons[1], LEFT)
    qtbot.waitUntil(lambda: len(window.draft.recipe.identities) == 2, timeout=PATIENCE)
    QTest.keyClick(window, Qt.Key.Key_T, CTRL)
    page = window.pages.sheets.page
    assert page is not None
    assert "Only person 2 of 2" in page.without.text()
    (shown,) = page.cells[0, 5].cell.recipe.identities
    assert shown.references != first.references
    QTest.mouseClick(page.cancel, LEFT)
