"""What the settings are made of: cards with a title, rows of words and controls."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
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


class Form(QGridLayout):
    """Labels, and beside the middle of each its control: Qt's own form sets them a bit higher."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalSpacing(24)
        self.setVerticalSpacing(8)
        self.setColumnStretch(1, 1)

    def add(self, label: QLabel, control: QWidget | QLayout) -> None:
        row = self.count() // 2
        self.addWidget(label, row, 0)
        if isinstance(control, QLayout):
            self.addLayout(control, row, 1)
        else:
            self.addWidget(control, row, 1)


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
