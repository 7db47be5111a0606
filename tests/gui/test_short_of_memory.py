"""Memory runs out while a picture is drawn: it comes all the same, and the window says how."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.hosting import HostedEngine
from core.library import Library
from core.packs import Pack
from tests.gui.conftest import PATIENCE, MakeWindow
from tests.gui.short_engine import open_engine
from tests.gui.test_main_window import FewSteps

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def engine(demo_pack: Pack) -> Iterator[HostedEngine]:
    engine = HostedEngine(partial(open_engine, demo_pack.folder))
    yield engine
    engine.close()


def test_the_picture_comes_and_is_said_to_have_been_begun_again(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps, library: Library
) -> None:
    window = make_window(few_steps(prompt="a portrait"))
    with qtbot.waitSignal(window.worker.pictured, timeout=2 * PATIENCE):
        qtbot.mouseClick(window.generate_button, LEFT)
    qtbot.waitUntil(lambda: not window.side.cancel.isVisible(), timeout=PATIENCE)

    assert window.pictures.rowCount() == 1
    assert len(library.pictures(window.project)) == 1
    assert window.stage.notice.isVisible()
    assert "begun again" in window.stage.notice.text.text()
    window.memory.measure()
    qtbot.waitUntil(
        lambda: "All models stay in memory" in window.status.memory.toolTip(), timeout=PATIENCE
    )
