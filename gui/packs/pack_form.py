"""What a new pack is called, its terms, and the settings it begins with."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit

from core.packs.titles import pack_name
from core.recipe import Sampling
from gui.forms.controls import NumberBox
from gui.forms.spec import Spec
from gui.language import said
from gui.settings_card import Form, SettingsCard

_LONGEST = 200  # letters, as the manifest allows


class PackForm(SettingsCard):
    """Proposes what it can; what the user has typed stays."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(lambda: self.tr("The pack"))
        self._taken: tuple[str, ...] = ()
        self._settings: dict[str, Any] = {}
        self._own_licence = False
        self.title, self.licence, self.folder = QLineEdit(), QLineEdit(), QLabel()
        self.folder.setProperty("role", "small")
        for edit in (self.title, self.licence):
            edit.setMaxLength(_LONGEST)
        said(
            self.title,
            name=lambda: self.tr("Title"),
            placeholder=lambda: self.tr("What you call it"),
        )
        said(
            self.licence,
            name=lambda: self.tr("Licence"),
            placeholder=lambda: self.tr("Under what terms the models may be used"),
            tip=lambda: self.tr("The window shows it while this pack draws."),
        )
        self.numbers = {
            name: NumberBox(Spec.of(Sampling, name))
            for name in ("width", "height", "steps", "guidance")
        }
        self._lay_out()
        self.title.textChanged.connect(self._retitled)
        self.licence.textEdited.connect(self._licensed)
        for number in self.numbers.values():
            number.valueChanged.connect(self._numbered)

    @property
    def name(self) -> str:
        """Of the pack and its folder."""
        return pack_name(self.title.text(), self._taken)

    def settings(self) -> dict[str, Any]:
        """As for a manifest's `defaults`."""
        whole = ("width", "height", "steps")
        values = {name: box.value() for name, box in self.numbers.items()}
        return self._settings | values | {name: int(values[name]) for name in whole}

    def propose(self, settings: Mapping[str, Any], title: str) -> None:
        """Another base model: begin with its size and sampling, and with its name."""
        self._settings = dict(settings)
        for name, number in self.numbers.items():
            with QSignalBlocker(number):
                number.setValue(settings[name])
        if not self.title.isModified():
            self.title.setText(title)

    def propose_licence(self, words: str) -> None:
        """What is known of the parts' terms, unless the user has said something."""
        if not self._own_licence:
            self.licence.setText(words[:_LONGEST])

    def set_taken(self, names: Collection[str]) -> None:
        """Other packs have these names."""
        self._taken = tuple(names)
        self._show_folder()

    def clear(self) -> None:
        """Begin another pack."""
        self._own_licence = False
        self.title.clear()
        self.licence.clear()

    def _lay_out(self) -> None:
        form = Form()
        form.add(self._label(self.title, self.title), self.title)
        form.add(QLabel(), self.folder)
        form.add(self._label(self.licence, self.licence), self.licence)
        size, sampling = QHBoxLayout(), QHBoxLayout()
        for row, names in ((size, ("width", "height")), (sampling, ("steps", "guidance"))):
            row.setSpacing(8)
            for name in names:
                number = self.numbers[name]
                number.setFixedWidth(92)
                row.addWidget(number)
            row.addStretch()
        size.insertWidget(1, QLabel("×"))
        sizes, samplings = QLabel(), QLabel()
        said(sizes, text=lambda: self.tr("Size"))
        said(samplings, text=lambda: self.tr("Steps, guidance"))
        form.add(sizes, size)
        form.add(samplings, sampling)
        self.body.addLayout(form)

    def _label(self, edit: QLineEdit, buddy: QLineEdit) -> QLabel:
        label = QLabel()
        label.setBuddy(buddy)
        said(label, text=edit.accessibleName)
        return label

    def _retitled(self) -> None:
        self._show_folder()
        self.changed.emit()

    def _show_folder(self) -> None:
        if self.title.text().strip():
            self.folder.setText(self.tr("Its folder is called {0}.").format(self.name))
        else:
            self.folder.clear()

    def _licensed(self, words: str) -> None:
        self._own_licence = bool(words.strip())
        self.changed.emit()

    def _numbered(self, _: float) -> None:
        self.changed.emit()
