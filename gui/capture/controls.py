"""The buttons below the camera's picture."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from gui.capture.flow import Flow
from gui.forms.controls import CheckBox
from gui.icons import icon
from gui.language import on_language, said
from gui.theme import Theme

FLASH_MILLISECONDS = 1500
_SIGN = QSize(18, 18)


class Controls(QWidget):
    """Take a photo, in some seconds, by itself, a guided set; live portrait."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._guided = False
        self.snap, self.timer, self.guided = QPushButton(), QPushButton(), QPushButton()
        self.live, self.by_itself = QPushButton(), CheckBox()
        self.live.setCheckable(True)
        self.snap.setProperty("role", "primary")
        self.taken = QLabel()
        self.taken.setProperty("role", "good")
        self._fade = QTimer(self, singleShot=True, interval=FLASH_MILLISECONDS)
        self._fade.timeout.connect(self.taken.clear)
        said(self.snap, text=lambda: self.tr("Take a photo"))
        said(
            self.timer,
            text=lambda: self.tr("In 3 s"),
            tip=lambda: self.tr("Take a photo in three seconds. Again: don't."),
        )
        said(
            self.by_itself,
            text=lambda: self.tr("By itself"),
            tip=lambda: self.tr("Take a photo whenever everything below the picture is good"),
        )
        said(
            self.live,
            text=lambda: self.tr("Live portrait"),
            tip=lambda: self.tr("Quick drafts of the person follow the face before the camera"),
        )
        row = Flow(centred=True)
        self.setLayout(row)
        for widget in (self.snap, self.timer, self.guided, self.live, self.by_itself, self.taken):
            row.addWidget(widget)
        on_language(self, self._tell)
        self._tell()
        theme.changed.connect(self._dress)
        self._dress()
        self.set_ready(False)

    def set_ready(self, ready: bool) -> None:
        """Whether frames come in which faces are looked for."""
        for button in (self.snap, self.timer, self.live):
            button.setEnabled(ready)
        self.guided.setEnabled(ready or self._guided)

    def set_guided(self, on: bool) -> None:
        """Whether a guided set is being taken."""
        self._guided = on
        self._tell()

    def flash(self) -> None:
        """A photo was taken."""
        self.taken.setText(self.tr("✓ Photo taken"))
        self._fade.start()

    def _tell(self) -> None:
        self.guided.setText(self.tr("Finish the set") if self._guided else self.tr("Guided set"))
        self.guided.setToolTip(
            self.tr("Five photos: from the front, left, right, with the chin up, smiling")
        )

    def _dress(self) -> None:
        self.snap.setIcon(icon("camera", self._theme.color("accent_text")))
        self.snap.setIconSize(_SIGN)
        self.timer.setIcon(icon("clock", self._theme.color("muted")))
        self.live.setIcon(icon("bolt", self._theme.color("muted")))
