"""What can be fetched, and how that goes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QMessageBox

from core.packs import Pack
from core.packs.bundles import Bundle
from gui.calls import Call
from gui.language import Text, in_language, said
from gui.packs.bundle_card import BundleCard
from gui.packs.models import ModelWork
from gui.packs.orders import Order
from gui.packs.starting import StartDialog
from gui.packs.view import View
from gui.theme import Theme


class BundlesView(View):
    """A card for each bundle and addition.

    Attributes:
        cards: by the name of the bundle.
        question: the last that was asked.
    """

    part_wanted = Signal(str)  # another part of the page

    def __init__(self, work: ModelWork, theme: Theme) -> None:
        super().__init__(
            lambda: self.tr("To download"),
            lambda: self.tr(
                "Official models, from their publishers. Nothing is fetched before you say so, and "
                "every file is compared with its published fingerprint."
            ),
        )
        self._work, self._theme = work, theme
        self.cards: dict[str, BundleCard] = {}
        self.question: StartDialog | QMessageBox | None = None
        self._fill(lambda: self.tr("Packs"), work.setup.bundles)
        self._fill(lambda: self.tr("Additions"), work.setup.additions)
        work.installations.changed.connect(self._show)
        work.packs_changed.connect(self._show)
        work.estimates.changed.connect(self._show)
        work.targets_changed.connect(self._show_targets)
        work.installations.installed.connect(self._show_added)
        self._show()
        self._show_targets()

    def ask(self, bundle: Bundle) -> None:
        """Ask for all that has to be agreed to, then fetch."""
        estimate = self._work.estimates.of(bundle)
        if estimate is None:
            return
        accepted, row = self._work.accepted, self.cards[bundle.name].target
        pack, order = (row.spoken(), row.order()) if row is not None else ("", Order(bundle.name))
        self.question = dialog = StartDialog(
            bundle, estimate, accepted, self._theme, self.window(), pack
        )
        Call(dialog.agreed, dialog, self._work.agree, bundle, order)
        dialog.open()

    def _fill(self, title: Text, bundles: tuple[Bundle, ...]) -> None:
        if not bundles:
            return
        heading = QLabel()
        heading.setProperty("role", "title")
        said(heading, text=title)
        self.body.addWidget(heading)
        for bundle in bundles:
            card = BundleCard(bundle, self._work.estimates, self._theme)
            self.cards[bundle.name] = card
            self.body.addWidget(card)
            card.wanted.connect(self.ask)
            card.used.connect(self._work.use)
            going, transfer = self._work.installations, card.transfer
            Call(transfer.pause, card, going.pause, bundle)
            Call(transfer.go_on, card, self._go_on, bundle)
            Call(transfer.cancel, card, self._ask_to_cancel, bundle)
            Call(transfer.help, card, self._help, bundle, takes=1)

    def showEvent(self, event: QShowEvent) -> None:
        """What other programs have need not be fetched."""
        super().showEvent(event)
        self._work.finding.begin()

    def _show(self) -> None:
        packs = {pack.manifest.name: pack for pack in self._work.packs}
        for card in self.cards.values():
            if card.bundle.manifest is not None:
                pack = packs.get(card.bundle.name)
                card.show_pack(pack, pack is not None and pack.manifest.name == self._work.drawing)
            card.show_installation(self._work.installations.of(card.bundle))

    def _show_targets(self) -> None:
        for name, found in self._work.targets.items():
            self.cards[name].show_targets(found)

    def _show_added(self, bundle: Bundle, pack: Pack | None) -> None:
        """Say at an addition's card into which pack it came."""
        if bundle.manifest is None and pack is not None:
            self.cards[bundle.name].show_added(pack, pack.manifest.name == self._work.drawing)

    def _go_on(self, bundle: Bundle) -> None:
        """To press that is to agree to the connection."""
        self._work.installations.go_on(bundle)

    def _help(self, bundle: Bundle, way: str) -> None:
        if way == "terms":
            self.ask(bundle)
        else:
            self.part_wanted.emit(way)

    def _ask_to_cancel(self, bundle: Bundle) -> None:
        """What has arrived may be worth keeping."""
        question = QMessageBox(self.window())
        question.setIcon(QMessageBox.Icon.Question)
        question.setWindowTitle(self.tr("Cancel the download"))
        question.setText(self.tr("Cancel the download of {0}?").format(in_language(bundle.title)))
        question.setInformativeText(
            self.tr("What has arrived can be kept: a later download goes on from there.")
        )
        roles = QMessageBox.ButtonRole
        keep = question.addButton(self.tr("Cancel and keep it"), roles.AcceptRole)
        drop = question.addButton(self.tr("Cancel and delete it"), roles.DestructiveRole)
        stay = question.addButton(self.tr("Go on"), roles.RejectRole)
        question.setDefaultButton(keep)
        question.setEscapeButton(stay)
        going = self._work.installations
        Call(keep.clicked, question, going.cancel, bundle, False)
        Call(drop.clicked, question, going.cancel, bundle, True)
        self.question = question
        question.open()
