"""How far an installation is: a bar, words, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.jobs import Progress
from core.packs.bundles import Bundle
from core.packs.installing import ItemTransfer
from gui.language import in_language, on_language, said
from gui.packs.installations import Installation, State
from gui.packs.words import spoken_bytes, spoken_stage, spoken_transfer
from gui.queue.bar import Elided

_BAR = 1000


class TransferView(QWidget):
    """Follows one installation at a time; hidden without one."""

    pause = Signal()
    go_on = Signal()  # resume, try again, go on after a restart
    cancel = Signal()
    help = Signal(str)  # do what a failure asks for: "access", "found", "terms"

    def __init__(self, bundle: Bundle) -> None:
        super().__init__()
        self._bundle = bundle
        self.one: Installation | None = None
        self.bar, self.words, self.file = QProgressBar(), QLabel(), Elided()
        self.words.setWordWrap(True)
        self.bar.setRange(0, _BAR)
        self.bar.setTextVisible(False)
        self.words.setProperty("role", "strong")
        self.file.setProperty("role", "small")
        said(
            self.bar,
            name=lambda: self.tr("Share of {0} that has come").format(in_language(bundle.title)),
        )
        self.hold, self.resume, self.drop = QPushButton(), QPushButton(), QPushButton()
        said(
            self.hold,
            text=lambda: self.tr("Pause"),
            tip=lambda: self.tr("Close the connections for now; what has arrived is kept"),
        )
        said(self.drop, text=lambda: self.tr("Cancel…"))
        self.hold.clicked.connect(self.pause)
        self.resume.clicked.connect(self.go_on)
        self.drop.clicked.connect(self.cancel)
        self._make_trouble()
        self._lay_out()
        on_language(self, self.show_state)
        self.hide()

    def follow(self, one: Installation | None) -> None:
        """Show this one from now on."""
        if one is not self.one:
            if self.one is not None:
                self.one.changed.disconnect(self.show_state)
                self.one.progressed.disconnect(self.show_progress)
            if one is not None:
                one.changed.connect(self.show_state)
                one.progressed.connect(self.show_progress)
            self.one = one
        self.show_state()

    def show_state(self) -> None:
        """Tell all of it anew."""
        one = self.one
        self.setVisible(one is not None)
        if one is None:
            return
        failed, state = one.state is State.FAILED, one.state
        self.trouble.setVisible(failed)
        self.way.setVisible(False)
        for part in (self.bar, self.words, self.file):
            part.setVisible(state in (State.RUNNING, State.PAUSED))
        self.waiting.setVisible(state in (State.WAITING, State.LEFT))
        self.waiting.setText(self._waits())
        self.hold.setVisible(state is State.RUNNING)
        self.resume.setVisible(state in (State.PAUSED, State.FAILED, State.LEFT))
        self.resume.setText(self.tr("Try again") if failed else self.tr("Go on"))
        if failed and one.failure is not None:
            self._show_trouble(one.failure.message, one.failure.hint, one.kind)
        self.show_progress()

    def show_progress(self) -> None:
        """Tell how far it is."""
        if self.one is None or self.one.state not in (State.RUNNING, State.PAUSED):
            return
        progress, paused = self.one.progress, self.one.state is State.PAUSED
        fetching = isinstance(progress, ItemTransfer)
        known = progress is not None and progress.total > 0
        self.bar.setRange(0, _BAR if known else 0)
        if progress is not None and known:
            self.bar.setValue(_BAR * progress.step // progress.total)
        words = spoken_transfer(progress) if progress is not None and fetching else ""
        self.words.setText(words or spoken_stage(progress))
        if paused:
            self.words.setText(self._paused(progress))
        self.file.show_text(_file(progress) if isinstance(progress, ItemTransfer) else "")
        self.hold.setEnabled(fetching)

    def _paused(self, progress: Progress | None) -> str:
        if progress is None or not progress.total:
            return self.tr("Paused")
        there, all_of_it = spoken_bytes(progress.step), spoken_bytes(progress.total)
        return self.tr("Paused · {0} of {1}").format(there, all_of_it)

    def _waits(self) -> str:
        if self.one is not None and self.one.state is State.LEFT:
            return self.tr("It was interrupted when Likeness was closed. What has arrived is kept.")
        return self.tr("Waits until the download before it is done.")

    def _show_trouble(self, message: str, hint: str, kind: str) -> None:
        self.what.setText(in_language(message))
        self.hint.setText(in_language(hint))
        self.hint.setVisible(bool(hint))
        texts: dict[str, tuple[str, str]] = {
            "NeedsToken": ("access", self.tr("Enter a token…")),
            "NotAvailable": ("found", self.tr("Take the files from a folder…")),
            "Offline": ("found", self.tr("Take the files from a folder…")),
            "Incomplete": ("found", self.tr("Take the files from a folder…")),
            "Refused": ("access", self.tr("Show the access")),
            "TermsNotAccepted": ("terms", self.tr("Read the terms…")),
        }
        self._way, words = texts.get(kind, ("", ""))
        self.way.setText(words)
        self.way.setVisible(bool(words))

    def _help(self) -> None:
        self.help.emit(self._way)

    def _make_trouble(self) -> None:
        self.trouble, self.what, self.hint = QFrame(), QLabel(), QLabel()
        self.way, self._way = QPushButton(), ""
        self.trouble.setProperty("role", "notice")
        self.what.setProperty("role", "strong")
        for label in (self.what, self.hint):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.way.clicked.connect(self._help)
        words = QVBoxLayout(self.trouble)
        words.setContentsMargins(14, 10, 14, 10)
        words.setSpacing(2)
        words.addWidget(self.what)
        words.addWidget(self.hint)

    def _lay_out(self) -> None:
        self.waiting = QLabel()
        self.waiting.setProperty("role", "muted")
        self.waiting.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.resume, self.hold, self.way, self.drop):
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        for part in (self.trouble, self.waiting, self.words, self.bar, self.file):
            column.addWidget(part)
        column.addLayout(row)


def _file(progress: ItemTransfer) -> str:
    """Which file is fetched, and how far it is."""
    if progress.item is None:
        return ""
    there, whole = spoken_bytes(progress.item_step), spoken_bytes(progress.item_total)
    return f"{there} / {whole} · {progress.item.name}"
