"""The question before a bundle is fetched: terms, room, and the connection that it takes."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.packs.bundles import Bundle
from core.packs.terms import Acceptances, Terms
from gui.calls import Call
from gui.forms.controls import CheckBox
from gui.language import in_language, listed, said
from gui.packs.estimates import Estimate
from gui.packs.installations import hosts_of
from gui.packs.words import (
    allowed_by,
    spoken_bytes,
    spoken_commercial,
    spoken_terms,
)
from gui.people.words import spoken_day
from gui.theme import Theme
from gui.welcome.page import Card, Line

_WIDTH, _HEIGHT = 620, 560


class StartDialog(QDialog):
    """Its button waits until all terms are ticked that have to be, one by one."""

    agreed = Signal(object)  # Bundle

    def __init__(
        self,
        bundle: Bundle,
        estimate: Estimate,
        accepted: Acceptances,
        theme: Theme,
        parent: QWidget,
        pack: str = "",
    ) -> None:
        """Ask.

        Args:
            bundle: what is wanted.
            estimate: what that takes.
            accepted: the terms that were accepted earlier.
            theme: whose colours the signs take.
            parent: above which it stands.
            pack: what the pack is called that takes an addition in; empty: none does.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bundle, self._estimate, self._theme = bundle, estimate, theme
        self._accepted, self._pack = accepted, pack
        self.ticks: list[CheckBox] = []
        said(self, window=lambda: self.tr("Download models"))
        kind = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kind.Ok | kind.Cancel)
        self.ok = self.buttons.button(kind.Ok)
        said(self.ok, text=self._deed)
        said(self.buttons.button(kind.Cancel), text=lambda: self.tr("Cancel"))
        self._lay_out()
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._check()
        (self.ticks[0] if self.ticks else self.ok).setFocus()

    def accept(self) -> None:
        """Go on, once all is ticked."""
        if self.ok.isEnabled():
            super().accept()
            self.agreed.emit(self._bundle)

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        title = QLabel()
        title.setProperty("role", "display")
        title.setWordWrap(True)
        said(title, text=lambda: in_language(self._bundle.title))
        column.addWidget(title)
        if self._pack:
            goes = Line("box", self._theme)
            said(goes.words, text=lambda: self.tr("It is added to: {0}").format(self._pack))
            column.addWidget(goes)
        for sign, text, role in (
            ("down", self._size, ""),
            ("box", self._room, "" if self._estimate.fits else "caution"),
            ("shield", self._connection, ""),
            ("licence", self._allowed, "" if allowed_by(self._bundle) else "caution"),
        ):
            line = Line(sign, self._theme, role)
            said(line.words, text=text)
            column.addWidget(line)
        for one in self._bundle.terms:
            if one.to_accept:
                column.addWidget(self._make_terms(one))
        column.addWidget(self._make_others())
        column.addStretch()
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addWidget(area, 1)
        outer.addWidget(self.buttons)
        self.resize(_WIDTH, _HEIGHT)

    def _make_terms(self, one: Terms) -> Card:
        """Their words, where they are in full, and a box to tick."""
        card = Card()
        title, words, link, tick = QLabel(), QLabel(), QPushButton(), CheckBox()
        day = self._accepted.when(one)
        title.setProperty("role", "title")
        words.setWordWrap(True)
        link.setProperty("role", "inline")
        link.setAutoDefault(False)
        said(title, text=lambda: in_language(one.title))
        said(words, text=lambda: in_language(one.words))
        said(
            link,
            text=lambda: self.tr("Read them in full"),
            name=lambda: self.tr("Read the terms of {0} in full").format(in_language(one.title)),
            tip=lambda: self.tr("Opens {0} in your browser").format(one.url),
        )
        Call(link.clicked, link, QDesktopServices.openUrl, QUrl(one.url))
        said(
            tick,
            text=lambda: self._tick_words(day),
            name=lambda: self.tr("I accept the terms of {0}").format(in_language(one.title)),
        )
        row = QHBoxLayout()
        row.addWidget(tick)
        row.addStretch()
        row.addWidget(link)
        for part in (title, words):
            card.column.addWidget(part)
        card.column.addLayout(row)
        if day is not None:
            tick.setChecked(True)
            tick.setEnabled(False)
        else:
            self.ticks.append(tick)
            tick.toggled.connect(self._check)
        return card

    def _tick_words(self, day: date | None) -> str:
        if day is None:
            return self.tr("I accept these terms")
        return self.tr("You accepted these terms on {0}").format(spoken_day(day))

    def _make_others(self) -> QLabel:
        """Terms that ask for nothing."""
        others = [one for one in self._bundle.terms if not one.to_accept]
        label = QLabel()
        label.setProperty("role", "small")
        label.setWordWrap(True)
        said(
            label,
            text=lambda: self.tr("The other files are published under: {0}.").format(
                spoken_terms(others)
            ),
        )
        label.setVisible(bool(others))
        return label

    def _deed(self) -> str:
        if self._pack and not self._estimate.missing:
            return self.tr("Add")
        return self.tr("Download and add") if self._pack else self.tr("Download")

    def _size(self) -> str:
        hosts, left = listed(hosts_of(self._estimate.missing)), self._estimate.fetch
        if not self._estimate.missing:
            return self.tr("All files are on this computer already. Nothing has to be fetched.")
        words = self.tr("{0} to fetch from {1}").format(spoken_bytes(left), hosts)
        if self._estimate.arrived:
            there = self.tr("{0} of it arrived earlier and is not fetched again.")
            words = f"{words}. {there.format(spoken_bytes(self._estimate.arrived))}"
        return words

    def _room(self) -> str:
        needed, free = map(spoken_bytes, (self._estimate.needed, self._estimate.free))
        if self._estimate.fits:
            return self.tr("{0} needed on the disk, {1} free").format(needed, free)
        words = self.tr("{0} needed on the disk, but only {1} free: make room first.")
        return words.format(needed, free)

    def _connection(self) -> str:
        if not self._estimate.missing:
            return self.tr("No connection is made.")
        return self.tr(
            "Likeness connects only while it fetches these files. Their publishers then see your "
            "internet address, which files you want, and your access token if you gave one. "
            "Nothing else is sent."
        )

    def _allowed(self) -> str:
        return spoken_commercial(allowed_by(self._bundle))

    def _check(self) -> None:
        ticked = all(tick.isChecked() for tick in self.ticks)
        self.ok.setEnabled(ticked and self._estimate.fits)
