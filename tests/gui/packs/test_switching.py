"""A recipe of another pack: its message comes with the way to that pack."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.jobs import JobControl
from core.packs import Pack
from core.packs.ownership import copy_of
from gui.main_window import MainWindow
from gui.packs.models import Setup
from tests.gui.conftest import PATIENCE
from tests.gui.packs.conftest import press


@pytest.mark.parametrize("installed", [True, False])
def test_a_recipe_of_another_pack_offers_to_switch_to_it(
    qtbot: QtBot,
    make_window: Callable[..., MainWindow],
    own_folders: Path,
    demo_pack: Pack,
    installed: bool,
) -> None:
    if installed:
        copy_of(demo_pack, own_folders / "packs" / "other", "Other", JobControl())
    window = make_window()
    window.pages.models.setup = Setup(home=own_folders, bundles=(), additions=())
    window.draft.update(pack="other", prompt="a person")
    qtbot.mouseClick(window.generate_button, Qt.MouseButton.LeftButton)
    notice = window.stage.notice
    qtbot.waitUntil(notice.isVisible, timeout=PATIENCE)
    assert notice.text.text() == "The recipe asks for the pack 'other', not for 'demo'."
    assert notice.act.text() == "Switch to that pack"
    qtbot.waitUntil(lambda: window.worker.queue.running is None, timeout=PATIENCE)
    press(qtbot, notice.act)
    models = window.pages.models
    if installed:
        qtbot.waitUntil(lambda: models.handover.pack is not None, timeout=PATIENCE)
        assert models.handover.pack is not None
        assert models.handover.pack.manifest.name == "other"
    else:
        qtbot.waitUntil(lambda: models.page is not None, timeout=PATIENCE)
        assert models.page is not None
        assert models.page.notice.text.text() == "The pack other is not installed."
        assert models.handover.pack is None
