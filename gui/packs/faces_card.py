"""Face models in a pack."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout

from core.packs import terms
from core.packs.importing import FacePack
from gui.forms.controls import CheckBox
from gui.language import in_language, on_language
from gui.packs.kinds import spoken_folder
from gui.settings_card import SettingsCard


class FacesCard(SettingsCard):
    """A box for each set; those that a chosen adapter was trained with stay ticked."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(lambda: self.tr("Face models"))
        self._sets: tuple[FacePack, ...] = ()
        self._needed: frozenset[str] = frozenset()
        self.boxes: list[CheckBox] = []
        self._abouts: list[QLabel] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setProperty("role", "muted")
        self.body.addLayout(self._lines)
        self.body.addWidget(self.note)
        on_language(self, self._tell)
        self._tell()

    def show_sets(self, sets: Sequence[FacePack]) -> None:
        """Offer these; what was ticked stays so."""
        kept = {one.name for one in self.ticked()}
        for widget in (*self.boxes, *self._abouts):
            widget.hide()
            widget.deleteLater()
        self._sets, self.boxes, self._abouts = tuple(sets), [], []
        for one in sets:
            box, about = CheckBox(), QLabel()
            box.setText(one.name)
            box.setChecked(one.name in kept)
            box.toggled.connect(self._toggled)
            about.setProperty("role", "small")
            about.setWordWrap(True)
            about.setContentsMargins(26, 0, 0, 4)
            self.boxes.append(box)
            self._abouts.append(about)
            self._lines.addWidget(box)
            self._lines.addWidget(about)
        self._tell()

    def need(self, names: Collection[str]) -> None:
        """Chosen adapters were trained with these."""
        self._needed = frozenset(names)
        self._tell()

    def ticked(self) -> tuple[FacePack, ...]:
        """Those that are chosen."""
        pairs = zip(self._sets, self.boxes, strict=True)
        return tuple(one for one, box in pairs if box.isChecked())

    def _toggled(self, _: bool) -> None:
        self.changed.emit()

    def _tell(self) -> None:
        for one, box, about in zip(self._sets, self.boxes, self._abouts, strict=True):
            needed = one.name in self._needed
            with QSignalBlocker(box):
                box.setChecked(box.isChecked() or needed)
            box.setEnabled(not needed)
            where = spoken_folder(next(iter(one.files.values())).parent)
            why = self.tr("needed by what is chosen") if needed else ""
            about.setText(" · ".join(filter(None, (where, why))))
            box.setAccessibleDescription(about.text())
        if self._sets:
            self.note.setText(in_language(terms.INSIGHTFACE.words))
        else:
            self.note.setText(self.tr("No set of face models was found."))
