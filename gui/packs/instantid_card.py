"""InstantID in a pack: its adapter and its IdentityNet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLabel, QWidget

from core.packs.importing import Found
from core.packs.proposing import Choice, may_be_identity_net, spoken_file
from gui.forms.controls import CheckBox, QuietCombo
from gui.language import in_language, on_language, said
from gui.packs.kinds import spoken_folder
from gui.roles import restyle
from gui.settings_card import Form, SettingsCard, titled


class InstantIdCard(SettingsCard):
    """A box to tick, and which files; what hinders is told."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(lambda: "InstantID")
        self._adapters: Sequence[Choice] = ()
        self._nets: Sequence[Choice] = ()
        self.box, self.why = CheckBox(), QLabel()
        self.why.setWordWrap(True)
        self.adapter, self.net = QuietCombo(), QuietCombo()
        said(self.box, text=lambda: self.tr("Keep the likeness by InstantID"))
        self._files = QWidget()
        form = Form()
        form.setContentsMargins(0, 0, 0, 0)
        self._files.setLayout(form)
        form.add(
            titled(
                self.adapter,
                lambda: self.tr("Adapter"),
                lambda: self.tr("What tells the base model whose face it is"),
            ),
            self.adapter,
        )
        form.add(
            titled(
                self.net,
                lambda: self.tr("IdentityNet"),
                lambda: self.tr(
                    "The ControlNet that was published with InstantID. It looks like any other "
                    "one, so choose it yourself where its file was renamed."
                ),
            ),
            self.net,
        )
        self.body.addWidget(self.box)
        self.body.addWidget(self._files)
        self.body.addWidget(self.why)
        self.box.toggled.connect(self._changed)
        for combo in (self.adapter, self.net):
            combo.currentIndexChanged.connect(self._changed)
        on_language(self, self._tell)
        self._tell()

    def show_choices(self, adapters: Sequence[Choice], nets: Sequence[Choice]) -> None:
        """Offer those that fit; what was chosen stays."""
        self._adapters, self._nets = adapters, nets
        for combo, choices in ((self.adapter, adapters), (self.net, nets)):
            kept: Found | None = combo.currentData()
            with QSignalBlocker(combo):
                combo.clear()
                for one in choices:
                    if one.fits:
                        path = one.found.path
                        name = f"{spoken_file(path)}  –  {spoken_folder(path.parent)}"
                        combo.addItem(name, one.found)
                paths = [combo.itemData(place).path for place in range(combo.count())]
                if kept is not None and kept.path in paths:
                    combo.setCurrentIndex(paths.index(kept.path))
        if not self.possible:
            self.tick(False)
        self._tell()

    @property
    def possible(self) -> bool:
        """Whether both halves are there."""
        return self.adapter.count() > 0 and self.net.count() > 0

    @property
    def obvious(self) -> bool:
        """Whether nobody has to be asked which ControlNet is IdentityNet."""
        return self.possible and may_be_identity_net(self.net.itemData(0))

    def chosen(self) -> tuple[Found, Found] | None:
        """Adapter and IdentityNet; None: without InstantID."""
        if not self.box.isChecked() or not self.possible:
            return None
        return self.adapter.currentData(), self.net.currentData()

    def tick(self, ticked: bool, paths: Sequence[object] = ()) -> None:
        """Use it or not, without telling; with these files where they are among the choices."""
        for combo in (self.adapter, self.net):
            with QSignalBlocker(combo):
                for place in range(combo.count()):
                    if combo.itemData(place).path in paths:
                        combo.setCurrentIndex(place)
        with QSignalBlocker(self.box):
            self.box.setChecked(ticked and self.possible)
        self._tell()

    def _changed(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        self.box.setEnabled(self.possible)
        self._files.setVisible(self.possible)
        for combo in (self.adapter, self.net):
            combo.setEnabled(self.box.isChecked())
        hindering = [
            in_language(reason)
            for choices, combo in ((self._adapters, self.adapter), (self._nets, self.net))
            if not combo.count()
            for reason in (choices[0].reasons[:1] if choices else ())
        ]
        if not self._adapters:
            hindering = [self.tr("No adapter of InstantID was found.")]
        elif not self._nets:
            hindering.append(self.tr("No ControlNet was found that could be IdentityNet."))
        self.why.setText("" if self.possible else hindering[0])
        self.why.setVisible(bool(self.why.text()))
        restyle(self.why, "warn" if self._adapters else "muted")
