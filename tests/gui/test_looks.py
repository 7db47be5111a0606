"""What eyes need: a focus that is seen, words that can be read, in the light and in the dark."""

import itertools
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.library import Library
from core.portrait import Portrait
from core.recipe import ImagePrompt, Recipe
from gui.app import SAMPLES
from gui.compare.view import BLINK, SIDE, SPLIT
from gui.main_window import MainWindow
from gui.opening import open_project
from gui.preferences import Preferences
from gui.queue.bar import Elided
from gui.queue.model import Column
from tests.gui.conftest import PATIENCE, MakeWindow
from tests.gui.events import drop_on
from tests.gui.sights import difference
from tests.gui.test_theme import luminance

ROOT = Path(__file__).resolve().parents[2]

READABLE = 4.5  # contrast of words, as WCAG 2.2 asks for
SEEN = 24  # pixels by which a control must look different with the focus


def show_all(qtbot: QtBot, window: MainWindow) -> None:
    """Unfold what is folded away, choose a person and a style: controls that are on, too."""
    side = window.side
    qtbot.waitUntil(lambda: bool(side.person.strip.buttons), timeout=PATIENCE)
    side.person.strip.buttons[0].click()
    qtbot.waitUntil(lambda: bool(side.person.photos.tiles), timeout=PATIENCE)
    next(iter(side.prompt.styles.tiles.values())).click()
    side.sampling.advanced.setChecked(True)
    side.sampling.lock.setChecked(True)
    for panel in (side.retouching.refine, side.retouching.enlarge):
        panel.switch.click()
    start = side.retouching.start
    start.fold.setChecked(True)
    drop_on(start.drop, SAMPLES / "Chen.png")
    qtbot.waitUntil(lambda: start.edits.image_size is not None, timeout=PATIENCE)
    for fold in (start.tools.fold, start.more):
        fold.setChecked(True)
    window.gallery.search.toggle.setChecked(True)
    window.queue_panel.toggle()
    window.activateWindow()
    (box,) = side.sampling.guess_mode.controls
    qtbot.waitUntil(lambda: box.height() >= box.sizeHint().height())  # all is laid out


@pytest.mark.parametrize("theme_name", ["light", "dark"])
def test_every_control_shows_that_it_has_the_focus(
    qtbot: QtBot, make_window: MakeWindow, preferences: Preferences, theme_name: str
) -> None:
    preferences.choose_theme(theme_name)
    window = make_window()
    show_all(qtbot, window)
    window.side.person.fold.setFocus(Qt.FocusReason.TabFocusReason)
    looks: dict[QWidget, QImage] = {}
    unseen: list[str] = []
    while (widget := QApplication.focusWidget()) not in looks:
        assert widget is not None
        looks[widget] = widget.grab().toImage()
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
        if difference(looks[widget], widget.grab().toImage()) < SEEN:
            unseen.append(f"{type(widget).__name__} {widget.accessibleName()}")
    assert unseen == []
    assert len(looks) > 60


@pytest.mark.parametrize("theme_name", ["light", "dark"])
@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_what_an_empty_field_asks_for_can_be_read(
    qtbot: QtBot, preferences: Preferences, theme_name: str, kind: type[QWidget]
) -> None:
    """Qt paints placeholders half transparent unless the style sheet says otherwise."""
    preferences.choose_theme(theme_name)
    field = kind()
    qtbot.addWidget(field)
    field.setProperty("placeholderText", "█████████")
    field.show()
    ground = luminance(preferences.theme.colors.field)
    image = field.grab().toImage()
    inner = image.copy(image.rect().adjusted(8, 4, -8, -4))  # without its frame
    words = max(
        (
            luminance(inner.pixelColor(x, y).name())
            for x in range(inner.width())
            for y in range(inner.height())
        ),
        key=lambda light: abs(light - ground),
    )
    dark, light = sorted((words, ground))
    assert (light + 0.05) / (dark + 0.05) >= READABLE


def places(window: MainWindow) -> list[tuple[str, QRect, str]]:
    """Kind, place and font of everything that is seen around the picture."""
    parts = (window.side, window.stage, window.gallery, window.queue_panel)
    found = [one for part in parts for one in part.findChildren(QWidget) if one.isVisible()]
    return [(type(one).__name__, one.geometry(), one.font().key()) for one in found]


def places_at_rest(qtbot: QtBot, window: MainWindow) -> list[tuple[str, QRect, str]]:
    """The same once the layouts stand still, however busy the machine is."""
    before: list[tuple[str, QRect, str]] = []
    while (now := places(window)) != before:
        before = now
        qtbot.wait(200)
    return now


def has_samples(window: MainWindow) -> bool:
    """Whether the sample people can be seen."""
    return bool(window.side.person.strip.buttons)


@pytest.mark.parametrize("theme_name", ["light", "dark"])
@pytest.mark.parametrize("tongue", ["en", "zh_CN"])
def test_window_that_got_its_style_late_looks_the_same(
    qtbot: QtBot,
    make_window: MakeWindow,
    preferences: Preferences,
    few_steps: Callable[..., Recipe],
    theme_name: str,
    tongue: str,
) -> None:
    preferences.choose_theme(theme_name)
    preferences.choose_language(tongue)
    prompt = ImagePrompt(images=("0" * 64,))
    recipe = few_steps("two words").model_copy(update={"image_prompts": (prompt, prompt)})
    looks: list[QImage] = []
    found: list[list[tuple[str, QRect, str]]] = []
    for manner in (preferences.theme.undressed(), nullcontext()):
        with manner:
            window = make_window(recipe)
        window.resize(1440, 900)
        qtbot.waitUntil(partial(has_samples, window), timeout=PATIENCE)
        window.side.sampling.advanced.setChecked(True)
        # An image of that recipe is not there, which is told beside what is compared.
        qtbot.waitUntil(window.stage.notice.isVisible, timeout=PATIENCE)
        found.append(places_at_rest(qtbot, window))
        looks.append(window.side.grab().toImage())
        window.close()

    assert len(found[0]) > 60
    assert found[0] == found[1]
    assert difference(*looks) == 0


def middle(widget: QWidget) -> QPoint:
    """Its middle on the screen."""
    return widget.mapToGlobal(widget.rect().center())


@pytest.mark.parametrize("tongue", ["en", "zh_CN"])
def test_words_of_the_settings_stand_beside_the_middle_of_their_lists(
    qtbot: QtBot, make_window: MakeWindow, preferences: Preferences, tongue: str
) -> None:
    preferences.choose_language(tongue)
    dialog = make_window().show_settings()
    qtbot.waitUntil(dialog.isVisible)
    labels = [one for one in dialog.findChildren(QLabel) if one.buddy() is not None]
    assert len(labels) == 4
    for label in labels:
        assert abs(middle(label).y() - middle(label.buddy()).y()) <= 1
        assert label.alignment() & Qt.AlignmentFlag.AlignVCenter


@pytest.mark.parametrize("alone", [False, True])
def test_facts_stand_below_the_middle_of_the_picture(
    qtbot: QtBot,
    make_window: MakeWindow,
    library: Library,
    few_steps: Callable[..., Recipe],
    alone: bool,
) -> None:
    grey = np.full((64, 64, 3), 128, np.uint8)
    library.save(Portrait(grey, few_steps(), 1.0, 0.5, None, None), open_project(library))
    window = make_window()
    window.resize(1440, 900)
    for name in ("recipe", "gallery") if alone else ():
        qtbot.mouseClick(window.docks.title(name).close_dock, Qt.MouseButton.LeftButton)
    stage = window.stage
    qtbot.waitUntil(stage.facts.isVisible, timeout=PATIENCE)

    def off_the_middle() -> int:
        last = max(stage.facts.sizeHint().width(), stage.likeness.width() + stage.again.width())
        left = stage.likeness.mapToGlobal(QPoint()).x()
        return abs(left + last // 2 - middle(stage.canvas).x())

    qtbot.waitUntil(lambda: off_the_middle() < 40)  # half of the photo that may stand beside it


def squeezed(window: MainWindow, *pages: QWidget) -> list[str]:
    """What is narrower than its words, or lies over what stands beside it."""
    found: list[str] = []
    kinds = (QLabel, QAbstractButton, QSlider)
    parts = (window.side, window.stage, window.gallery, window.queue_panel, window.status)
    for part in (*parts, *pages):
        seen = [one for one in part.findChildren(QWidget) if one.isVisible()]
        for one in (one for one in seen if isinstance(one, kinds) and not isinstance(one, Elided)):
            needed = min(one.minimumSizeHint().width(), one.maximumWidth())
            if one.width() < needed and not isinstance(one.parent(), QLineEdit):  # Qt's own
                found.append(f"cut: {type(one).__name__} {one.accessibleName()} {one.toolTip()}")
        for one, other in itertools.combinations(seen, 2):
            beside = one.parentWidget() is other.parentWidget() and not one.isWindow()
            if beside and one.geometry().intersects(other.geometry()):
                found.append(f"over each other: {type(one).__name__}, {type(other).__name__}")
    return found


@pytest.mark.parametrize("tongue", ["en", "zh_CN"])
def test_nothing_is_squeezed_in_the_smallest_window(
    qtbot: QtBot,
    make_window: MakeWindow,
    preferences: Preferences,
    library: Library,
    few_steps: Callable[..., Recipe],
    tongue: str,
) -> None:
    grey = np.full((64, 64, 3), 128, np.uint8)
    library.save(Portrait(grey, few_steps(), 1.0, 0.5, None, None), open_project(library))
    preferences.choose_language(tongue)
    window = make_window(few_steps())
    window.worker.queue.pause(True)
    window.resize(window.minimumSize())
    window.generate()
    window.queue_panel.toggle()
    window.gallery.search.toggle.setChecked(True)
    qtbot.waitUntil(window.gallery.details.stars.isVisible, timeout=PATIENCE)
    qtbot.waitUntil(window.queue_panel.table.view.isVisible, timeout=PATIENCE)
    qtbot.waitUntil(partial(has_samples, window), timeout=PATIENCE)
    qtbot.wait(50)  # the layouts come to rest
    assert "\n".join(squeezed(window)) == ""
    view = window.queue_panel.table.view
    assert view.columnWidth(Column.PROMPT) > 100
    assert not view.horizontalScrollBar().isVisible()


@pytest.mark.parametrize("tongue", ["en", "zh_CN"])
def test_nor_are_pictures_side_by_side(
    qtbot: QtBot,
    make_window: MakeWindow,
    preferences: Preferences,
    library: Library,
    few_steps: Callable[..., Recipe],
    tongue: str,
) -> None:
    project = open_project(library)
    for shade in (90, 180):
        grey = np.full((64, 64, 3), shade, np.uint8)
        recipe = few_steps().with_field("sampling.seed", shade)
        library.save(Portrait(grey, recipe, 1.0, 0.5, None, None), project)
    preferences.choose_language(tongue)
    window = make_window(few_steps())
    window.resize(window.minimumSize())
    window.queue_panel.toggle()
    window.pages.comparing.compare(library.pictures(project))
    qtbot.waitUntil(lambda: window.pages.comparing.view is not None, timeout=PATIENCE)
    page = window.pages.comparing.view
    assert page is not None
    qtbot.waitUntil(partial(has_samples, window), timeout=PATIENCE)
    for mode in (SIDE, SPLIT, BLINK):
        page.show_mode(mode)
        qtbot.wait(50)  # the layouts come to rest
        assert "\n".join(squeezed(window, page)) == ""
    window.gallery.open_file(ROOT / "docs" / "screenshots" / "sweep.png")
    qtbot.waitUntil(lambda: window.pages.sheets.page is not None, timeout=PATIENCE)
    qtbot.wait(50)
    assert "\n".join(squeezed(window, window.pages.sheets.page)) == ""
    assert window.size() == window.minimumSize()


@pytest.mark.parametrize("tongue", ["en", "zh_CN"])
def test_nor_is_what_is_known_of_a_picture(
    qtbot: QtBot,
    make_window: MakeWindow,
    preferences: Preferences,
    library: Library,
    few_steps: Callable[..., Recipe],
    tongue: str,
) -> None:
    recipe = few_steps().with_field("identities", [{"references": ["a" * 64]}])
    points = np.array([[90, 100], [160, 100], [125, 140], [100, 180], [150, 180]], np.float64)
    grey = np.full((256, 256, 3), 128, np.uint8)
    portrait = Portrait(grey, recipe, 12.0, 0.56, points, points + 3)
    library.save(portrait, open_project(library))
    preferences.choose_language(tongue)
    window = make_window(few_steps())
    window.resize(window.minimumSize())
    qtbot.waitUntil(lambda: window.stage.canvas.pixels is not None, timeout=PATIENCE)
    window.stage.show_landmark_error(0.07)
    qtbot.waitUntil(partial(has_samples, window), timeout=PATIENCE)
    qtbot.wait(50)  # the layouts come to rest
    assert window.stage.off.isVisible()
    assert "\n".join(squeezed(window, window.stage)) == ""
    window.resize(1600, 900)
    qtbot.wait(50)
    assert window.stage.again.text()


@pytest.mark.parametrize("tongue", ["en", "zh_CN"])
def test_no_tooltip_is_wider_than_a_small_screen(
    qtbot: QtBot, make_window: MakeWindow, preferences: Preferences, tongue: str
) -> None:
    preferences.choose_language(tongue)
    window = make_window()
    show_all(qtbot, window)
    window.show_settings()
    ruler = QFontMetrics(QToolTip.font())
    wide = {
        one.toolTip()
        for one in window.findChildren(QWidget)
        if not one.toolTip().startswith("<")  # Qt breaks the lines of those
        and any(ruler.horizontalAdvance(line) > 800 for line in one.toolTip().split("\n"))
    }
    assert wide == set()
