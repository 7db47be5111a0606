"""The question for a name and for consent: without it nobody is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from core.people.record import MAX_NAME
from gui.forms.controls import CheckBox
from gui.language import Text, said

_WIDTH = 520


class ConsentDialog(QDialog):
    """Asks who it is, and whether they agree; its button waits for both."""

    agreed = Signal(str)  # the name; empty where none was asked for

    def __init__(self, title: Text, accept: Text, parent: QWidget, named: bool = True) -> None:
        """Ask.

        Args:
            title: of the window.
            accept: what the button says.
            parent: the window.
            named: whether a name is asked for.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        said(self, window=title)
        self.name = QLineEdit()
        self.name.setMaxLength(MAX_NAME)
        said(
            self.name,
            name=lambda: self.tr("Name of the person"),
            placeholder=lambda: self.tr("Name of the person"),
        )
        self.name.setVisible(named)
        self._named = named
        self.consent = CheckBox()
        said(
            self.consent,
            text=lambda: self.tr(
                "I am this person or have their permission; it stays on this computer"
            ),
        )
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.about.setProperty("role", "small")
        said(
            self.about,
            text=lambda: self.tr(
                "It: photos, and what is measured of the face. They lie in the library's folder, "
                "and “Forget this person” deletes all of it."
            ),
        )
        kind = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kind.Ok | kind.Cancel)
        said(self.buttons.button(kind.Ok), text=accept)
        said(self.buttons.button(kind.Cancel), text=lambda: self.tr("Cancel"))
        self.ok = self.buttons.button(kind.Ok)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        for part in (self.name, self.consent, self.about, self.buttons):
            column.addWidget(part)
        self.setMinimumWidth(_WIDTH)
        self.name.textChanged.connect(self._check)
        self.consent.toggled.connect(self._check)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._check()
        (self.name if named else self.consent).setFocus()

    def accept(self) -> None:
        """Go on, once there are a name and consent."""
        if self.ok.isEnabled():
            super().accept()
            self.agreed.emit(self.name.text().strip())

    def _check(self) -> None:
        named = bool(self.name.text().strip()) or not self._named
        self.ok.setEnabled(named and self.consent.isChecked())
