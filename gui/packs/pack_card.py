"""One pack that is installed: what it is and may, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton

from core.jobs import Progress
from core.packs import Pack
from gui.calls import Call
from gui.language import in_language, on_language, said
from gui.packs import words
from gui.roles import restyle
from gui.theme import Theme
from gui.welcome.page import Card, Line

_BAR = 1000


class PackCard(Card):
    """Says what the user wants; `show_check` and its kin say what became of it."""

    use = Signal(object)  # Pack, as with all of these
    check = Signal(object)
    stop = Signal(object)
    show_folder = Signal(object)
    remove = Signal(object)

    def __init__(
        self, pack: Pack, drawing: bool, own: bool, theme: Theme, outdated: bool = False
    ) -> None:
        """Show a pack.

        Args:
            pack: which.
            drawing: whether it is in use.
            own: whether it is this user's; else it came along, and can't be removed.
            theme: whose colours the signs take.
            outdated: whether it is in use as it was before a change.
        """
        super().__init__()
        self.pack, self._drawing, self._outdated = pack, drawing, outdated
        manifest = pack.manifest
        said(self, name=lambda: in_language(manifest.title))
        self.title, self.pill, self.about = QLabel(), QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.pill.setProperty("role", "pill")
        self.about.setProperty("role", "muted")
        for label in (self.title, self.about):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)  # a pack may bring any words along
        self.lines = tuple(Line(sign, theme) for sign in ("chip", "person", "licence", "folder"))
        self.result = QLabel()
        self.result.setWordWrap(True)
        self.result.setTextFormat(Qt.TextFormat.PlainText)
        self._make_buttons(own)
        self._lay_out()
        on_language(self, self._tell)
        self._tell()
        self.show_check(None)

    def show_check(self, progress: Progress | None) -> None:
        """How far a check is; None: there is none."""
        going = progress is not None
        self.bar.setVisible(going)
        self.halt.setVisible(going)
        self.checking.setVisible(not going)
        if progress is not None:
            self.show_result("")
            self.bar.setRange(0, _BAR if progress.total else 0)
            if progress.total:
                self.bar.setValue(_BAR * progress.step // progress.total)

    def show_result(self, told: str, good: bool = True) -> None:
        """What a check has found, a sentence of `core.told`; empty: nothing yet."""
        self._told = told
        restyle(self.result, "good" if good else "warn")
        self._tell_result()

    def _make_buttons(self, own: bool) -> None:
        self.choose, self.checking, self.halt = QPushButton(), QPushButton(), QPushButton()
        self.open, self.drop, self.bar = QPushButton(), QPushButton(), QProgressBar()
        self._told = ""
        title = self._title
        said(
            self.choose,
            text=lambda: self.tr("Open anew") if self._drawing else self.tr("Use it"),
            name=lambda: self.tr("Use {0}").format(title()),
            tip=lambda: self.tr("The window opens anew, and this pack draws"),
        )
        said(
            self.checking,
            text=lambda: self.tr("Check"),
            name=lambda: self.tr("Check {0}").format(title()),
            tip=lambda: self.tr("Reads every file and compares it with its fingerprint"),
        )
        said(
            self.halt,
            text=lambda: self.tr("Stop the check"),
            name=lambda: self.tr("Stop the check of {0}").format(title()),
        )
        said(
            self.open,
            text=lambda: self.tr("Show in folder"),
            name=lambda: self.tr("Show the folder of {0}").format(title()),
        )
        said(
            self.drop,
            text=lambda: self.tr("Remove…"),
            name=lambda: self.tr("Remove {0}").format(title()),
        )
        self.bar.setTextVisible(False)
        said(self.bar, name=lambda: self.tr("Share of the files that is checked"))
        self.choose.setVisible(not self._drawing or self._outdated)
        self.drop.setVisible(own and not self._drawing)
        for button, signal in (
            (self.choose, self.use),
            (self.checking, self.check),
            (self.halt, self.stop),
            (self.open, self.show_folder),
            (self.drop, self.remove),
        ):
            Call(button.clicked, button, signal.emit, self.pack)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.choose, self.checking, self.halt, self.open):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.drop)
        self.column.addLayout(head)
        for part in (self.about, *self.lines, self.result, self.bar):
            self.column.addWidget(part)
        self.column.addLayout(row)

    def _title(self) -> str:
        return in_language(self.pack.manifest.title)

    def _tell(self) -> None:
        manifest = self.pack.manifest
        self.title.setText(self._title())
        self.about.setText(in_language(manifest.description))
        self.about.setVisible(bool(manifest.description))
        self.pill.setText(
            self.tr("Changed, in use as before") if self._outdated else self.tr("In use")
        )
        self.pill.setVisible(self._drawing)
        size = self.tr("pictures of {0} × {1} pixels")
        defaults = manifest.defaults
        facts = (words.family(manifest.family), size.format(defaults.width, defaults.height))
        licences = "\n".join(
            self.tr("{0}: {1}").format(licence.name, in_language(licence.covers))
            for licence in manifest.licences
        )
        allowed = words.commercial(manifest)
        texts = (
            " · ".join(facts),
            words.abilities(manifest),
            f"{words.spoken_commercial(allowed)}\n{licences}",
            f"{words.spoken_bytes(sum(file.size for file in manifest.files.values()))} · "
            f"{self.pack.folder}",
        )
        for line, text in zip(self.lines, texts, strict=True):
            line.words.setTextFormat(Qt.TextFormat.PlainText)
            line.words.setText(text)
        self._tell_result()

    def _tell_result(self) -> None:
        self.result.setText(in_language(self._told))
        self.result.setVisible(bool(self._told))
