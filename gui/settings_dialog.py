"""What can be chosen about the window; every choice takes effect at once."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.icons import icon
from gui.language import LANGUAGES, SYSTEM, Text, on_language, said
from gui.preferences import Preferences


class _Section(QFrame):
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


class SettingsDialog(QDialog):
    """Appearance, folders and privacy."""

    def __init__(
        self,
        preferences: Preferences,
        library: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._preferences, self._library = preferences, library
        said(self, window=lambda: self.tr("Settings"))
        self.theme, self.language = QComboBox(), QComboBox()
        self.leave = QPushButton()
        self.leave.setDefault(True)
        said(
            self.leave,
            text=lambda: self.tr("Close"),
            tip=lambda: self.tr("Close the settings (Esc)"),
        )
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        for section in (self._make_appearance(), self._make_folders(), self._make_privacy()):
            column.addWidget(section)
        column.addStretch()
        column.addLayout(foot)
        self.setMinimumWidth(520)
        on_language(self, self._fill)
        self._fill()
        self.theme.activated.connect(self._choose_theme)
        self.language.activated.connect(self._choose_language)
        self.leave.clicked.connect(self.accept)
        preferences.theme.changed.connect(self._paint_icons)
        self._paint_icons()

    def _make_appearance(self) -> _Section:
        card = _Section(lambda: self.tr("Appearance"))
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for box, title, help_text in (
            (self.theme, lambda: self.tr("Theme"), lambda: self.tr("Light or dark")),
            (
                self.language,
                lambda: self.tr("Language"),
                lambda: self.tr("The language of the window. Prompts are best in English."),
            ),
        ):
            label = QLabel()
            label.setBuddy(box)
            box.setMinimumWidth(220)
            said(label, text=title)
            said(box, name=title, tip=help_text)
            said(box.view(), name=title)
            form.addRow(label, box)
        card.body.addLayout(form)
        return card

    def _make_folders(self) -> _Section:
        card = _Section(lambda: self.tr("Folders"))
        words = QLabel()
        said(words, text=lambda: self.tr("Pictures, photos and projects lie here:"))
        self.place = QLabel(str(self._library))
        self.place.setProperty("role", "muted")
        self.place.setWordWrap(True)
        self.place.setTextFormat(Qt.TextFormat.PlainText)
        self.place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.show_folder = QPushButton()
        self.show_folder.setIconSize(QSize(16, 16))
        said(
            self.show_folder,
            text=lambda: self.tr("Open"),
            name=lambda: self.tr("Open the folder of the library"),
            tip=lambda: self.tr("Show this folder in the file manager"),
        )
        self.show_folder.clicked.connect(self._open_folder)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.place, 1)
        row.addWidget(self.show_folder, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addWidget(words)
        card.body.addLayout(row)
        return card

    def _make_privacy(self) -> _Section:
        card = _Section(lambda: self.tr("Privacy"))
        for text in (
            lambda: self.tr("Nothing leaves this computer: Likeness makes no connection."),
            lambda: self.tr("Deleted pictures stay in the trash until the window is closed."),
        ):
            label = QLabel()
            label.setWordWrap(True)
            said(label, text=text)
            card.body.addWidget(label)
        return card

    def _fill(self) -> None:
        """Name the choices in the language of today."""
        system = self.tr("As the system")
        themes = {SYSTEM: system, "light": self.tr("Light"), "dark": self.tr("Dark")}
        _offer(self.theme, themes, self._preferences.theme_choice)
        _offer(self.language, {SYSTEM: system, **LANGUAGES}, self._preferences.language_choice)

    def _choose_theme(self) -> None:
        self._preferences.choose_theme(self.theme.currentData())

    def _choose_language(self) -> None:
        self._preferences.choose_language(self.language.currentData())

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._library)))

    def _paint_icons(self) -> None:
        self.show_folder.setIcon(icon("folder", self._preferences.theme.color("muted")))


def _offer(box: QComboBox, choices: Mapping[str, str], chosen: str) -> None:
    with QSignalBlocker(box):
        box.clear()
        for value, words in choices.items():
            box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
