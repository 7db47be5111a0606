"""One bundle or addition: what it is, what it takes, how its download goes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton

from core.packs import Pack
from core.packs.additions import Target
from core.packs.bundles import Bundle
from core.packs.installing import ItemTransfer
from gui.icons import icon
from gui.language import in_language, listed, on_language, said
from gui.packs.estimates import Estimate, Estimates
from gui.packs.files import FilesTable
from gui.packs.installations import Installation, State
from gui.packs.target_row import TargetRow
from gui.packs.transfer import TransferView
from gui.packs.words import allowed_by, spoken_bytes, spoken_commercial, spoken_terms
from gui.roles import restyle
from gui.theme import Theme
from gui.welcome.page import Card, Line


class BundleCard(Card):
    """Asks for nothing by itself: `wanted` and `used` say what the user wants.

    Attributes:
        target: where an addition is to come to; None: it is a pack of its own.
        added: says into which pack it came.
    """

    wanted = Signal(object)  # Bundle
    used = Signal(object)  # Pack

    def __init__(self, bundle: Bundle, estimates: Estimates, theme: Theme) -> None:
        super().__init__()
        self.bundle, self._estimates, self._theme = bundle, estimates, theme
        self._pack: Pack | None = None
        self._drawing = False
        self.title, self.pill = QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.title.setWordWrap(True)
        self.about = QLabel()
        self.about.setProperty("role", "muted")
        self.about.setWordWrap(True)
        said(self, name=lambda: in_language(bundle.title))
        self.takes, self.fit = Line("down", theme), Line("chip", theme)
        self.terms = Line("licence", theme)
        self.target = TargetRow(bundle) if bundle.manifest is None else None
        self.added = Line("check", theme)
        self.transfer = TransferView(bundle)
        self.files: FilesTable | None = None
        self._make_buttons()
        self._lay_out()
        theme.changed.connect(self._dress)
        on_language(self, self.tell)
        self._dress()
        self.tell()

    def show_installation(self, one: Installation | None) -> None:
        """Follow how it comes; None: it is not on its way."""
        before = self.transfer.one
        if one is not before:
            if before is not None:
                before.progressed.disconnect(self._show_file)
            if one is not None:
                one.progressed.connect(self._show_file)
        self.transfer.follow(one)
        self._show_file()
        self.tell()

    def show_pack(self, pack: Pack | None, drawing: bool) -> None:
        """What was made of it; None: nothing yet."""
        self._pack, self._drawing = pack, drawing
        self.tell()

    def show_targets(self, targets: Sequence[Target]) -> None:
        """Packs that an addition could come into, and why not into others."""
        if self.target is not None:
            self.target.show_targets(targets)
            self.tell()

    def show_added(self, pack: Pack, drawing: bool) -> None:
        """An addition came into this pack, which can be drawn with."""
        self._pack, self._drawing = pack, drawing
        self.tell()

    def tell(self) -> None:
        """Tell all of it in the language of today."""
        bundle, estimate = self.bundle, self._estimates.of(self.bundle)
        self.title.setText(in_language(bundle.title))
        self.about.setText(in_language(bundle.description))
        self.takes.words.setText(self._size_words(estimate))
        words, fits = self._fit_words()
        self.fit.words.setText(words)
        self.fit.setVisible(bool(words))
        restyle(self.fit.words, "" if fits else "caution")
        allowed = spoken_commercial(allowed_by(bundle))
        self.terms.words.setText(f"{spoken_terms(bundle.terms)}\n{allowed}")
        fetched = estimate is not None and not estimate.missing
        there = fetched if bundle.manifest is None else self._pack is not None
        self._tell_state(there)
        on_its_way = self.transfer.one is not None
        self.get.setText(self._get_text(fetched))
        self.get.setVisible(not on_its_way and (not there or self._can_be_added()))
        self.get.setEnabled(estimate is not None)
        self._tell_target(on_its_way)
        self.use.setText(self._use_text())
        drawn_with = self._drawing and bundle.manifest is not None
        self.use.setVisible(self._pack is not None and not drawn_with and not on_its_way)
        if self.files is not None:
            self.files.files.show_estimate(estimate)

    def _can_be_added(self) -> bool:
        return self.target is not None and self.target.chosen() is not None

    def _tell_target(self, on_its_way: bool) -> None:
        if self.target is None:
            return
        self.target.setVisible(self.target.looked and not on_its_way)
        self.added.setVisible(self._pack is not None and not on_its_way)
        if self._pack is not None:
            title = in_language(self._pack.manifest.title)
            self.added.words.setText(self.tr("It is in the pack “{0}” now.").format(title))

    def _get_text(self, fetched: bool) -> str:
        if not self._can_be_added():
            return self.tr("Download…")
        return self.tr("Add…") if fetched else self.tr("Download and add…")

    def _tell_state(self, there: bool) -> None:
        one = self.transfer.one
        words, role, addition = "", "pill", self.bundle.manifest is None
        if self._drawing and not addition:
            words = self.tr("In use")
        elif there and not (addition and one is not None):
            words = self.tr("On this computer") if addition else self.tr("Installed")
        elif one is not None:
            words = {
                State.WAITING: self.tr("Waiting"),
                State.RUNNING: self.tr("On its way"),
                State.PAUSED: self.tr("Paused"),
                State.FAILED: self.tr("Stopped"),
                State.LEFT: self.tr("Interrupted"),
            }[one.state]
            role = "pill" if one.state in (State.RUNNING, State.WAITING) else "pill-warn"
        self.pill.setText(words)
        self.pill.setVisible(bool(words))
        restyle(self.pill, role)

    def _size_words(self, estimate: Estimate | None) -> str:
        count = self.tr("{0} files").format(len(self.bundle.items))
        if len(self.bundle.items) == 1:
            count = self.tr("1 file")
        whole = spoken_bytes(self.bundle.bytes)
        if estimate is None:
            return listed((whole, count))
        if not estimate.missing:
            return listed((whole, count, self.tr("all of them on this computer")))
        fetch = spoken_bytes(estimate.fetch)
        if estimate.fetch == self.bundle.bytes:
            return listed((self.tr("{0} to fetch").format(fetch), count))
        return listed((self.tr("{0} of {1} to fetch").format(fetch, whole), count))

    def _fit_words(self) -> tuple[str, bool]:
        """Whether this computer's graphics card is large enough; empty for additions."""
        wanted, card = self.bundle.card, self._estimates.card
        if not wanted:
            return "", True
        if card is None and self._estimates.has_driver:
            return self.tr("For a graphics card of {0} GB or more").format(wanted), True
        if card is None:
            words = self.tr(
                "For a graphics card of {0} GB or more. This computer shows none by NVIDIA: "
                "pictures take minutes each."
            )
            return words.format(wanted), False
        size = round(card / (1 << 30))
        if size >= wanted:
            return self.tr("Fits this graphics card of {0} GB").format(size), True
        words = self.tr("For a graphics card of {0} GB or more; this one has {1} GB")
        return words.format(wanted, size), False

    def _make_buttons(self) -> None:
        self.get, self.use, self.more = QPushButton(), QPushButton(), QToolButton()
        said(self.get, name=self._get_name)
        said(
            self.use,
            text=self._use_text,
            tip=lambda: self.tr("The window opens anew, and this pack draws"),
        )
        self.more.setProperty("role", "subfold")
        self.more.setCheckable(True)
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        said(
            self.more,
            text=lambda: self.tr("Files"),
            name=lambda: self.tr("Files of {0}").format(in_language(self.bundle.title)),
        )
        self.get.clicked.connect(self._get)
        self.use.clicked.connect(self._use)
        self.more.toggled.connect(self._unfold)

    def _use_text(self) -> str:
        return self.tr("Open anew") if self._drawing else self.tr("Use it")

    def _get_name(self) -> str:
        return self.tr("Download {0}").format(in_language(self.bundle.title))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.get)
        row.addWidget(self.use)
        row.addStretch()
        row.addWidget(self.more)
        self.column.addLayout(head)
        for part in (self.about, self.takes, self.fit, self.terms):
            self.column.addWidget(part)
        if self.target is not None:
            self.column.addWidget(self.target)
            self.target.changed.connect(self.tell)
        self.added.hide()
        self.column.addWidget(self.added)
        self.column.addWidget(self.transfer)
        self.column.addLayout(row)

    def _unfold(self, wide: bool) -> None:
        """Show or hide the files; the table is made when it is first wanted."""
        if self.files is None:
            self.files = FilesTable(self.bundle)
            self.column.addWidget(self.files)
            self.tell()
            self._show_file()
        self.files.setVisible(wide)
        self._dress()

    def _show_file(self) -> None:
        if self.files is not None:
            one = self.transfer.one
            progress = one.progress if one is not None else None
            self.files.files.show_progress(progress if isinstance(progress, ItemTransfer) else None)

    def _get(self) -> None:
        self.wanted.emit(self.bundle)

    def _use(self) -> None:
        if self._pack is not None:
            self.used.emit(self._pack)

    def _dress(self) -> None:
        sign = "chevron-up" if self.more.isChecked() else "chevron-down"
        self.more.setIcon(icon(sign, self._theme.color("muted")))
