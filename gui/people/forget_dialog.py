"""What forgetting a person would delete, the question, and what was deleted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from core.library.forgetting import Traces
from core.people.record import Person
from gui.failure import Failure
from gui.forms.controls import CheckBox
from gui.language import in_language, on_language, said
from gui.people.words import goes, stays

_WIDTH = 460


class ForgetDialog(QDialog):
    """Stays open until the user has read what became of it."""

    forget = Signal(object, bool)  # Person, whether portraits go too

    def __init__(self, person: Person, traces: Traces, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._person, self._traces = person, traces
        self._state = "asks"
        said(self, window=lambda: self.tr("Forget this person"))
        self.title, self.lines, self.kept, self.note = QLabel(), QLabel(), QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.kept.setProperty("role", "muted")
        self.note.setProperty("role", "small")
        for label in (self.title, self.lines, self.kept, self.note):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.portraits = CheckBox()
        self.portraits.setVisible(bool(traces.portraits))
        kind = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kind.Cancel)
        self.yes = self.buttons.addButton("", QDialogButtonBox.ButtonRole.DestructiveRole)
        self.close_button = self.buttons.button(kind.Cancel)
        self.close_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        for part in (self.title, self.lines, self.portraits, self.kept, self.note, self.buttons):
            column.addWidget(part)
        self.setFixedWidth(_WIDTH)
        self.yes.clicked.connect(self._forget)
        self.portraits.toggled.connect(self._tell)
        self.buttons.rejected.connect(self.reject)
        on_language(self, self._tell)
        self._tell()
        self.close_button.setFocus()

    def show_done(self, traces: Traces) -> None:
        """Say what was deleted; the name is not said any more."""
        self._traces, self._state = traces, "done"
        self._person = self._person.model_copy(update={"name": "", "photos": ()})
        self._tell()
        self.close_button.setFocus()

    def show_refused(self, failure: Failure) -> None:
        """Say why it could not be done."""
        self._state = "asks"
        self._tell()
        self.note.setText(in_language(failure.sentence()))

    def reject(self) -> None:
        """What has begun is waited for."""
        if self._state != "goes":
            super().reject()

    def _forget(self) -> None:
        self._state = "goes"
        self._tell()
        self.forget.emit(self._person, self.portraits.isChecked())

    def _tell(self) -> None:
        done, portraits = self._state == "done", self.portraits.isChecked()
        title = self.tr("Forget {0}?").format(self._person.name)
        self.title.setText(self.tr("Forgotten. This was removed:") if done else title)
        self.lines.setText("\n".join(f"•  {line}" for line in goes(self._traces, portraits)))
        kept = stays(self._traces, portraits)
        self.kept.setText("\n".join(kept))
        self.kept.setVisible(bool(kept))
        self.portraits.setText(
            self.tr("Also delete the portrait that was made of them")
            if self._traces.portraits == 1
            else self.tr("Also delete the {0} portraits that were made of them").format(
                self._traces.portraits
            )
        )
        self.portraits.setEnabled(self._state == "asks")
        self.portraits.setVisible(bool(self._traces.portraits) and not done)
        own = self.tr(
            "Nothing brings it back. Files that you have exported stay, as do names of projects "
            "and other words that you have written."
        )
        self.note.setText(self.tr("Forgetting…") if self._state == "goes" else "" if done else own)
        self.note.setVisible(bool(self.note.text()))
        self.yes.setText(self.tr("Forget"))
        self.yes.setVisible(not done)
        self.yes.setEnabled(self._state == "asks")
        self.close_button.setText(self.tr("Close") if done else self.tr("Cancel"))
        self.close_button.setEnabled(self._state != "goes")
        self.adjustSize()
