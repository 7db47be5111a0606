"""The settings' tick for content credentials: it acts on the next picture, in both programs."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core import credentials
from core.credentials import State
from core.picture import write_png
from core.recipe import Recipe
from core.settings import wants_credentials
from gui.credentials_card import CredentialsCard
from gui.language import Language

LEFT = Qt.MouseButton.LeftButton


def state_of_the_next(tmp_path: Path) -> State:
    write_png(np.zeros((16, 16, 3), np.uint8), Recipe(prompt="a hill"), tmp_path / "next.png")
    return credentials.read((tmp_path / "next.png").read_bytes(), "image/png").state


def click(card: CredentialsCard) -> None:
    QTest.mouseClick(card.sign, LEFT, pos=card.sign.rect().center())


def test_the_tick_acts_on_the_next_picture(
    qtbot: QtBot, language: Language, tmp_path: Path
) -> None:
    card = CredentialsCard()
    qtbot.addWidget(card)
    card.show()
    assert card.sign.isChecked()
    assert state_of_the_next(tmp_path) is State.OURS

    click(card)
    assert not wants_credentials()
    assert state_of_the_next(tmp_path) is State.NONE
    other = CredentialsCard()
    qtbot.addWidget(other)
    assert not other.sign.isChecked()

    click(card)
    assert state_of_the_next(tmp_path) is State.OURS


def test_without_the_package_it_says_what_to_install(
    qtbot: QtBot, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    credentials.is_available.cache_clear()
    try:
        card = CredentialsCard()
        qtbot.addWidget(card)
        assert not card.sign.isEnabled()
        assert not card.sign.isChecked()
        assert "-m pip install c2pa-python" in card.about.text()
    finally:
        credentials.is_available.cache_clear()


def test_a_folder_that_can_not_be_written_is_told(
    qtbot: QtBot, language: Language, own_folders: Path
) -> None:
    (own_folders / "credentials").write_text("a file is in the way")
    card = CredentialsCard()
    qtbot.addWidget(card)
    card.show()

    click(card)

    assert card.trouble.isVisible()
    assert card.trouble.text()
