"""The plot of a sweep on the person's own scale, looked at by its pixels, and exported."""

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from core.compare.axis import Axis
from core.compare.curves import curves_of
from core.compare.grid import Opened
from core.compare.sheet import Figures
from core.compare.sweep import sweep
from core.faces.alike import Alike
from core.faces.likeness import Scale
from core.imaging import load_image
from core.recipe import Recipe
from gui.compare.plot import SheetPlot
from gui.images import to_pixels
from gui.main_window import MainWindow
from gui.theme import Theme

SCALE = Scale(strangers=0.0, own=0.5, spread=0.05, photos=5)
SHEET = sweep(Recipe(prompt="x"), Axis("sampling.guidance", (2.0, 3.0, 4.0, 5.0)))
SHARES = (0.2, 0.6, 0.9, 1.15)
PATIENCE = 60_000


def figures(*shares: float | None) -> dict[tuple[int, int], Figures]:
    """Of a row of cells whose person is so alike."""
    found = (None if share is None else share * SCALE.own for share in shares)
    return {
        (0, column): Figures(cosine, None, 1.0, (Alike(cosine, SCALE),))
        for column, cosine in enumerate(found)
    }


@pytest.fixture
def plot(qtbot: QtBot, theme: Theme) -> SheetPlot:
    curves = curves_of(SHEET)
    assert curves is not None
    plot = SheetPlot(curves, theme)
    qtbot.addWidget(plot)
    plot.resize(700, 260)
    plot.show()
    return plot


def row_of(plot: SheetPlot, y: int, x: int) -> str:
    return plot.grab().toImage().pixelColor(x, y).name()


def test_own_photos_are_a_band_at_the_top_and_strangers_the_floor(
    plot: SheetPlot, theme: Theme
) -> None:
    plot.show_figures(figures(*SHARES))

    spots = [plot.spot((0, column)) for column in range(4)]
    heights = [spot.y() for spot in spots if spot is not None]
    assert heights == sorted(heights, reverse=True)
    per_share = (heights[0] - heights[2]) / 0.7
    floor, top = heights[0] + 0.2 * per_share, heights[0] - 0.8 * per_share
    assert floor < plot.height() - 20
    x = round((spots[0].x() + spots[1].x()) / 2)
    band = theme.color("accent_soft").name()
    assert row_of(plot, round(top - 0.07 * per_share), x) == band
    assert row_of(plot, round(top + 0.07 * per_share), x) == band
    assert row_of(plot, round(top + 0.25 * per_share), x) != band
    assert "own photos, which agree to ±10 %" in plot.accessibleName()
    assert "likeness 115 %" in plot.accessibleDescription()


def test_who_shows_no_face_is_a_cross_and_old_sheets_keep_their_cosines(plot: SheetPlot) -> None:
    plot.show_figures(figures(0.2, None, 0.9, 0.5))
    assert plot.spot((0, 1)) is None
    assert "no face found" in plot.accessibleDescription()

    plot.show_figures({(0, column): Figures(0.1 * column, None, 1.0) for column in range(4)})
    assert "likeness 0.30" in plot.accessibleDescription()
    assert "%" not in plot.accessibleName()


def test_the_picture_of_a_plot_is_the_plot_twice_as_sharp(plot: SheetPlot, theme: Theme) -> None:
    plot.show_figures(figures(*SHARES))

    pixels = to_pixels(plot.picture())

    assert pixels.shape == (840, 1800, 3)
    paper = theme.color("window")
    assert tuple(pixels[2, 2]) != (0, 0, 0)
    assert tuple(pixels[839, 1799]) == (paper.red(), paper.green(), paper.blue())
    line = theme.color("accent_line")
    same = (pixels == (line.red(), line.green(), line.blue())).all(axis=2)
    assert same.sum() > 500


def save_as(qtbot: QtBot, target: Path, press: Callable[[], None]) -> None:
    """Type where an export goes, and press Enter."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            QTimer.singleShot(20, answer)
            return
        line = dialog.findChild(QLineEdit)
        assert line is not None
        line.setText(str(target))
        QTest.keyClick(line, Qt.Key.Key_Return)
        if dialog.isVisible():
            dialog.done(QDialog.DialogCode.Accepted)

    QTimer.singleShot(0, answer)
    press()


def test_plot_and_figures_are_exported(
    qtbot: QtBot, make_window: Callable[..., MainWindow], tmp_path: Path
) -> None:
    window = make_window()
    window.pages.sheets.show_opened(
        Opened(SHEET, figures(*SHARES), {}), np.zeros((8, 8, 3), np.uint8)
    )
    page = window.pages.sheets.page
    assert page is not None
    assert page.more.isEnabled()
    assert page.cells[0, 1].text() == "likeness 60 %"

    save_as(qtbot, tmp_path / "plot.png", page.as_plot.trigger)
    qtbot.waitUntil((tmp_path / "plot.png").exists, timeout=PATIENCE)
    save_as(qtbot, tmp_path / "figures", page.as_table.trigger)
    qtbot.waitUntil((tmp_path / "figures.csv").exists, timeout=PATIENCE)

    assert load_image(tmp_path / "plot.png").shape == (840, 1800, 3)
    text = (tmp_path / "figures.csv").read_text("utf-8-sig")
    lines = list(csv.DictReader(text.splitlines()))
    assert [line["share"] for line in lines] == ["0.2", "0.6", "0.9", "1.15"]
    assert [line["column_label"] for line in lines] == ["2", "3", "4", "5"]
