"""Which layers listen to an image prompt, chosen and weighed by real hands."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.packs import Pack
from core.packs.listening import listening_blocks
from core.recipe_parts import BlockWeight
from gui.image_prompts.tray import ImagePromptTray
from gui.main_window import MainWindow
from gui.preferences import Preferences
from tests.gui.conftest import PATIENCE, MakeWindow
from tests.gui.events import LEFT, drag, turn_wheel
from tests.gui.image_prompts.conftest import click, pick, prompt, tray

Key = Qt.Key
Unfold = Callable[[], ImagePromptTray]


def choose(qtbot: QtBot, window: MainWindow, row: int) -> None:
    """Go to a row of the list of layers by keys."""
    combo = tray(window).layers.combo
    combo.setFocus()
    qtbot.keyClick(combo, Key.Key_Home)
    for _ in range(row):
        qtbot.keyClick(combo, Key.Key_Down)


def single(qtbot: QtBot, window: MainWindow) -> None:
    """Choose single blocks, once the pack's are known."""
    qtbot.waitUntil(lambda: bool(window.side.image_prompts.blocks.names), timeout=PATIENCE)
    choose(qtbot, window, 3)
    bars = tray(window).bars.bars.values()
    qtbot.waitUntil(lambda: all(bar.height() == bar.sizeHint().height() for bar in bars))


def heard(window: MainWindow) -> dict[str, float]:
    return {one.block: one.weight for one in prompt(window).blocks}


def test_single_blocks_begin_as_what_was_chosen(
    qtbot: QtBot, window: MainWindow, unfold: Unfold, demo_pack: Pack
) -> None:
    one, names = unfold(), listening_blocks(demo_pack)
    assert not one.bars.isVisible()
    single(qtbot, window)
    # By keys the list goes through style and composition, which are left as they were found.
    assert heard(window) == {"down_blocks.3.attentions.0": 1}
    assert prompt(window).layers == "all"
    assert list(one.bars.bars) == list(names)
    assert one.bars.isVisible()
    window.draft.history.undo()
    assert (prompt(window).layers, prompt(window).blocks) == ("composition", ())
    choose(qtbot, window, 0)
    assert (prompt(window).layers, prompt(window).blocks) == ("all", ())


def test_a_bar_is_dragged_turned_and_reset(
    qtbot: QtBot, window: MainWindow, unfold: Unfold
) -> None:
    one = unfold()
    single(qtbot, window)
    name = "up_blocks.1.attentions.0"
    bar = one.bars.bars[name]
    window.side.scroller.ensureWidgetVisible(one.bars)
    steps = window.draft.history.stack.count()
    middle = bar.width() // 2
    drag(bar, QPoint(middle, bar.height() - 3), *(QPoint(middle, y) for y in (50, 40, 36)))
    assert heard(window)[name] == 0.5
    assert window.draft.history.stack.count() == steps + 1
    assert bar.accessibleName() == "Up 1.0 · 0.50"
    assert name in bar.toolTip()
    assert one.bars.words.text() == "Up 1.0 · 0.50"

    turn_wheel(bar)
    assert heard(window)[name] == 0.5  # without the focus
    bar.setFocus()
    qtbot.keyClick(bar, Key.Key_Up)
    assert heard(window)[name] == 0.55
    qtbot.keyClick(bar, Key.Key_Home)
    assert name not in heard(window)
    qtbot.mouseClick(bar, LEFT, pos=QPoint(middle, 60))
    qtbot.mouseDClick(bar, LEFT, pos=QPoint(middle, 60))
    assert heard(window)[name] == 1


def test_usual_settings_are_one_choice(qtbot: QtBot, window: MainWindow, unfold: Unfold) -> None:
    one = unfold()
    single(qtbot, window)
    pick(window, one.bars.set_to, "All but composition")
    assert set(heard(window)) == set(one.bars.bars) - {"down_blocks.3.attentions.0"}
    assert window.draft.history.stack.undoText() == "All but composition"
    pick(window, one.bars.set_to, "Style")
    assert heard(window) == {"up_blocks.0.attentions.1": 1}
    assert "style" in one.bars.bars["up_blocks.0.attentions.1"].accessibleName()


def test_when_no_block_listens_that_is_said(
    qtbot: QtBot, window: MainWindow, unfold: Unfold
) -> None:
    one = unfold()
    single(qtbot, window)
    bar = one.bars.bars["down_blocks.3.attentions.0"]
    bar.setFocus()
    qtbot.keyClick(bar, Key.Key_Home)
    assert heard(window) == {"down_blocks.3.attentions.0": 0}
    assert one.bars.words.text() == "No block listens: the pictures have no say."


def test_names_of_a_whole_side_are_shown_in_its_bars_and_kept(
    qtbot: QtBot, window: MainWindow, unfold: Unfold
) -> None:
    one = unfold()
    blocks = [
        {"block": "up_blocks", "weight": 0.6},
        {"block": "up_blocks.1.attentions.1", "weight": 0.2},
        {"block": "down_blocks.9.attentions.0", "weight": 0.4},
    ]
    window.draft.replace(window.draft.recipe.with_field("image_prompts.0.blocks", blocks), "Load")
    given = prompt(window)
    qtbot.waitUntil(lambda: bool(one.bars.bars), timeout=PATIENCE)
    values = {name: bar.value() * 5 for name, bar in one.bars.bars.items()}
    assert values["up_blocks.0.attentions.0"] == values["up_blocks.1.attentions.0"] == 60
    assert values["up_blocks.1.attentions.1"] == 20
    assert values["mid_block.attentions.0"] == 0
    assert one.bars.foreign.isVisible()
    assert "down_blocks.9.attentions.0" in one.bars.foreign.text()
    assert one.layers.combo.currentText() == "Single blocks"
    assert prompt(window) == given

    bar = one.bars.bars["up_blocks.1.attentions.1"]
    bar.setFocus()
    qtbot.keyClick(bar, Key.Key_Up)
    assert prompt(window).blocks[::2] == given.blocks[::2]
    assert prompt(window).blocks[1].weight == 0.25
    click(window, one.bars.tidy)
    assert len(prompt(window).blocks) == 2
    assert not one.bars.foreign.isVisible()


def test_what_the_pack_does_not_tell_is_closed_with_the_reason(
    qtbot: QtBot, make_window: MakeWindow, demo_pack: Pack, window: MainWindow
) -> None:
    gone = demo_pack.manifest.model_copy(update={"name": "elsewhere"})
    recipe = window.draft.recipe
    other = make_window(recipe, manifest=gone)
    blocks = other.side.image_prompts.blocks
    qtbot.waitUntil(lambda: bool(blocks.trouble), timeout=PATIENCE)
    combo = tray(other).layers.combo
    index = combo.model().index(3, 0)
    assert not combo.model().flags(index) & Qt.ItemFlag.ItemIsEnabled
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "There is no pack 'elsewhere'."
    combo.setFocus()
    QTest.keyClick(combo, Key.Key_End)
    assert prompt(other).blocks == ()


def test_bars_follow_language_and_theme(
    qtbot: QtBot, window: MainWindow, unfold: Unfold, preferences: Preferences
) -> None:
    one = unfold()
    single(qtbot, window)
    bar = one.bars.bars["up_blocks.0.attentions.1"]
    light = bar.grab().toImage()
    preferences.choose_language("zh_CN")
    qtbot.waitUntil(lambda: bar.accessibleName() == "上行 0.1 · 0.00 · 风格")
    assert one.layers.combo.currentText() == "单个模块"
    preferences.choose_theme("dark")
    assert bar.grab().toImage() != light
    assert isinstance(prompt(window).blocks[0], BlockWeight)
