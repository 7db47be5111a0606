"""Image prompts, parameters, and the column as a whole."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.packs import Pack
from core.recipe import Identity
from gui.app import SAMPLES
from gui.failure import Failure
from gui.main_window import MainWindow
from gui.panels.size_presets import preset_sizes
from gui.preferences import Preferences
from tests.gui.conftest import PATIENCE, MakeWindow
from tests.gui.events import LEFT, drop_on

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
AMARA, BRUNO = SAMPLES / "Amara.png", SAMPLES / "Bruno.png"


def click(window: MainWindow, qtbot: QtBot, widget: QWidget) -> None:
    """Click something in the column, scrolled to where it can be seen."""
    QApplication.processEvents()
    window.side.scroller.ensureWidgetVisible(widget)
    qtbot.mouseClick(widget, LEFT)


def test_image_prompts_are_added_edited_moved_and_removed(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    window = make_window()
    panel, draft = window.side.image_prompts, window.draft
    drop_on(panel.drop, AMARA, BRUNO)
    qtbot.waitUntil(lambda: len(panel.trays) == 2, timeout=PATIENCE)
    first, second = draft.recipe.image_prompts

    second_tray = panel.trays[1]
    second_tray.strength.slider.setFocus()
    qtbot.keyClick(second_tray.strength.slider, Key.Key_Right)
    second_tray.adapter.combo.setFocus()
    qtbot.keyClick(second_tray.adapter.combo, Key.Key_Down)
    second_tray.layers.combo.setFocus()
    qtbot.keyClick(second_tray.layers.combo, Key.Key_Down)
    second_tray.window_field.slider.setFocus()
    qtbot.keyClick(second_tray.window_field.slider, Key.Key_Right)
    edited = draft.recipe.image_prompts[1]
    assert draft.recipe.image_prompts[0] == first
    assert edited.strength > second.strength
    assert edited.adapter == "ip-adapter-plus"
    assert edited.layers == "style"
    assert edited.window == (0.05, 1.0)

    click(window, qtbot, panel.trays[0].down)
    assert draft.recipe.image_prompts == (edited, first)
    assert panel.trays[0].strength.value() == edited.strength
    click(window, qtbot, panel.trays[0].remove)
    assert draft.recipe.image_prompts == (first,)
    assert draft.history.stack.undoText() == "Remove an image prompt"
    qtbot.keyClick(window, Key.Key_Z, CONTROL)
    assert draft.recipe.image_prompts == (edited, first)
    assert len(panel.trays) == 2


def test_broken_files_change_nothing_wherever_they_are_dropped(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window()
    side = window.side
    told: list[Failure] = []
    window.sources.refused.connect(told.append)
    drop_on(side.person.drop, AMARA)
    qtbot.waitUntil(lambda: window.draft.identity is not None, timeout=PATIENCE)
    before = window.draft.recipe
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n and then nothing")
    (tmp_path / "notes.txt").write_text("no picture")

    targets = (side.person.photos.add, side.pose.choose, side.image_prompts.drop)
    for target in targets:
        for name in ("broken.png", "notes.txt"):
            count = len(told)
            drop_on(target, tmp_path / name)
            qtbot.waitUntil(lambda count=count: len(told) > count, timeout=PATIENCE)
            assert name in told[-1].message
            assert not told[-1].details  # not a bug
    assert window.draft.recipe == before


def test_photo_that_is_gone_says_so_once(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    told: list[Failure] = []
    window.sources.refused.connect(told.append)
    window.draft.update(identities=(Identity(references=("0" * 64,)),))
    tile = window.side.person.photos.tiles[0]
    qtbot.waitUntil(lambda: tile.accessibleName().endswith("Unknown"), timeout=PATIENCE)
    window.draft.update(prompt="typed on")
    qtbot.waitUntil(lambda: not window.sources.adding, timeout=PATIENCE)

    assert len(told) == 1
    assert told[0].message in tile.toolTip()


def test_sizes_are_one_click_and_follow_the_pack(
    make_window: MakeWindow, qtbot: QtBot, demo_pack: Pack
) -> None:
    window = make_window()
    sizes = window.side.sampling.sizes
    assert sizes.sizes == ((256, 256), (192, 256), (256, 192))
    click(window, qtbot, sizes.buttons[1])
    assert (window.draft.recipe.sampling.width, window.draft.recipe.sampling.height) == (192, 256)
    assert [button.isChecked() for button in sizes.buttons] == [False, True, False]
    assert window.draft.history.stack.undoText() == "Size"

    defaults = demo_pack.manifest.defaults.model_copy(update={"width": 896, "height": 1152})
    assert preset_sizes(defaults) == ((896, 1152), (1152, 1152), (1152, 896))


def test_seed_is_thrown_kept_and_rolled(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    sampling = window.side.sampling
    before = window.draft.recipe.sampling.seed
    click(window, qtbot, sampling.dice)
    assert window.draft.recipe.sampling.seed != before
    assert window.draft.history.stack.undoText() == "Seed"
    click(window, qtbot, sampling.lock)
    assert sampling.lock.isChecked()
    steps = window.draft.history.stack.count()
    sampling.roll()  # what Generate does by itself is no step
    assert window.draft.history.stack.count() == steps


def test_advanced_settings_are_folded_until_wanted(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    sampling = window.side.sampling
    sampling.advanced.setChecked(False)
    assert not sampling.guidance.isVisible()
    click(window, qtbot, sampling.advanced)
    assert sampling.guidance.isVisible()

    (row,) = sampling.loras.rows.values()
    assert not row.weight.isEnabled()
    row.check.setFocus()
    qtbot.keyClick(row.check, Key.Key_Space)
    row.weight.setFocus()
    qtbot.keyClick(row.weight, Key.Key_Down)
    (lora,) = window.draft.recipe.loras
    assert (lora.name, lora.weight) == ("draft", 0.95)
    click(window, qtbot, row.check)
    assert window.draft.recipe.loras == ()
    click(window, qtbot, sampling.advanced)
    assert not sampling.guidance.isVisible()


def test_panels_stay_as_they_were_folded(make_window: MakeWindow, qtbot: QtBot) -> None:
    first = make_window()
    fold = first.side.pose.fold
    fold.setFocus()
    qtbot.keyClick(fold, Key.Key_Space)
    assert not first.side.pose.view.isVisible()
    assert "Unfold Pose" in fold.toolTip()

    second = make_window(library=first.library)
    assert not second.side.pose.view.isVisible()
    click(second, qtbot, second.side.pose.fold)
    assert second.side.pose.view.isVisible()


def test_keyboard_resets_the_setting_that_has_the_focus(
    make_window: MakeWindow, qtbot: QtBot, demo_pack: Pack
) -> None:
    window = make_window()
    window.draft.update_sampling(steps=3)
    slider = window.side.sampling.steps.slider
    slider.setFocus()
    qtbot.keyClick(slider, Key.Key_R, CONTROL | SHIFT)
    assert window.draft.recipe.sampling.steps == demo_pack.manifest.defaults.steps


def test_generate_tells_how_many_and_how_long(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    side = window.side
    assert side.button.text() == "Generate"
    box = side.sampling.count.box
    box.setFocus()
    for _ in range(3):
        qtbot.keyClick(box, Key.Key_Up)
    side.set_estimate(8.2)
    assert side.button.text() == side.button.accessibleName() == "Generate 4 pictures · about 8 s"
    side.set_estimate(150)
    assert side.button.text().endswith("about 2 min")
    side.set_estimate(None)
    assert side.button.text() == "Generate 4 pictures"


def test_tab_reaches_photos_and_trays_in_their_place(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    side = window.side
    qtbot.waitUntil(lambda: bool(side.person.strip.buttons), timeout=PATIENCE)
    drop_on(side.person.drop, AMARA)
    drop_on(side.image_prompts.drop, BRUNO)
    qtbot.waitUntil(lambda: bool(side.image_prompts.trays), timeout=PATIENCE)
    wanted = [one for one in side.focus_order() if one.isVisible() and one.isEnabled()]

    wanted[0].setFocus()
    walked = []
    for _ in wanted:
        walked.append(QApplication.focusWidget())
        qtbot.keyClick(walked[-1], Key.Key_Tab)

    assert [one.accessibleName() for one in walked] == [one.accessibleName() for one in wanted]
    assert walked == wanted


def test_panels_follow_the_language(
    make_window: MakeWindow, qtbot: QtBot, preferences: Preferences
) -> None:
    window = make_window()
    side = window.side
    drop_on(side.person.drop, AMARA)
    drop_on(side.image_prompts.drop, BRUNO)
    qtbot.waitUntil(lambda: bool(side.image_prompts.trays), timeout=PATIENCE)
    scheduler, steps = side.sampling.scheduler, side.sampling.steps

    preferences.choose_language("zh_CN")
    qtbot.waitUntil(lambda: side.prompt.fold.text() == "提示词")
    assert steps.label.text() == steps.slider.accessibleName() == "步数"
    assert "恢复默认值" in steps.slider.toolTip()
    assert scheduler.value() == window.draft.recipe.sampling.scheduler
    assert side.image_prompts.trays[0].layers.combo.currentText() == "全部"
    assert side.prompt.styles.tiles["neon"].text() == "霓虹"
    assert side.pose.origin.text() == "与第一张照片相同"
    assert side.person.photos.tiles[0].accessibleName().startswith("第 1 张照片")
    assert side.button.text() == "生成"

    preferences.choose_language("en")
    qtbot.waitUntil(lambda: side.prompt.fold.text() == "Prompt")
    assert steps.label.text() == "Steps"
