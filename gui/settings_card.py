"""What the settings are made of: cards with a title, rows of words and controls."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
)

from gui.language import Text, said


class SettingsCard(QFrame):
    """A titled part of the settings."""

    def __init__(self, title: Text) -> None:
        super().__init__()
        self.setProperty("role", "card")
        label = QLabel()
        label.setProperty("role", "title")
        said(label, text=title)
        said(self, name=title)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 12, 16, 14)
        self.body.setSpacing(10)
        self.body.addWidget(label)


def make_form() -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(24)
    form.setVerticalSpacing(8)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return form


def titled(box: QComboBox, title: Text, help_text: Text) -> QLabel:
    """The label of a list of choices, which gets its name and its help."""
    label = QLabel()
    label.setBuddy(box)
    box.setMinimumWidth(220)
    said(label, text=title)
    said(box, name=title, tip=help_text)
    said(box.view(), name=title)
    return label


def beside(words: QLabel, button: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(words, 1)
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return row


def offer(box: QComboBox, choices: Mapping[Any, str], chosen: str | int) -> None:
    with QSignalBlocker(box):
        box.clear()
        for value, words in choices.items():
            box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
