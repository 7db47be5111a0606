"""The foot of a pack in the making: what hinders, what it takes, and the button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout

from core.jobs import Progress
from core.packs import Pack
from core.told import Told
from gui.failure import Failure
from gui.icons import icon
from gui.language import in_language, on_language, said
from gui.packs.words import spoken_bytes
from gui.roles import restyle
from gui.theme import Theme

_TOLD = 3  # problems at once


class MakingFoot(QFrame):
    """Speaks of one thing at a time: problems, else how it ended, else the room."""

    used = Signal(object)  # Pack, which was made just now

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "footer")
        self._theme = theme
        self._problems: Sequence[Told] = ()
        self._room: tuple[int, int] | None = None
        self._failure: Failure | None = None
        self._pack: Pack | None = None
        self._busy = False
        self._progress: Progress | None = None
        self.sign, self.told = QLabel(), QLabel()
        self.told.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        said(self.bar, name=lambda: self.tr("How far the pack is"))
        self.make, self.stop, self.use = QPushButton(), QPushButton(), QPushButton()
        for button in (self.make, self.use):
            button.setProperty("role", "primary")
        self.stop.setProperty("role", "cancel")
        for button in (self.make, self.stop, self.use):
            button.setMinimumWidth(140)
        said(self.make, text=lambda: self.tr("Make the pack"))
        said(self.stop, text=lambda: self.tr("Cancel"))
        said(
            self.use,
            text=lambda: self.tr("Draw with it"),
            tip=lambda: self.tr("The window opens again with this pack"),
        )
        self._lay_out()
        self.use.clicked.connect(self._use)
        theme.changed.connect(self._tell)
        on_language(self, self._tell)
        self._tell()

    def show_problems(self, problems: Sequence[Told]) -> None:
        """What hinders; none: it can be made."""
        self._problems = problems
        self._tell()

    def show_room(self, room: tuple[int, int]) -> None:
        """Bytes that it would take, and those that are used where they lie."""
        self._room = room
        self._tell()

    def lose_room(self, _: Failure) -> None:
        """A part is not there any more."""
        self._room = None
        self._tell()

    def tell(self, failure: Failure) -> None:
        """Why it was not made."""
        self._failure = failure
        self._tell()

    def show_made(self, pack: Pack) -> None:
        """It is there: offer to draw with it."""
        self._pack = pack
        self._tell()

    def forget(self) -> None:
        """What was told of an earlier one is over."""
        self._failure = self._pack = None
        self._tell()

    def begin(self) -> None:
        """It is being made from now on."""
        self._busy, self._failure, self._pack = True, None, None
        self._progress = None
        self._tell()
        self.stop.setFocus()

    def follow(self, progress: Progress) -> None:
        """How far it is."""
        self._progress = progress
        self._tell()

    def end(self) -> None:
        """It is over, one way or another."""
        had_focus = self.stop.hasFocus()
        self._busy = False
        self._tell()
        if had_focus:
            (self.use if self._pack is not None else self.make).setFocus()

    def _lay_out(self) -> None:
        words = QHBoxLayout()
        words.setSpacing(10)
        words.addWidget(self.sign)
        words.addWidget(self.told, 1)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addLayout(words)
        left.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(16)
        row.addLayout(left, 1)
        for button in (self.use, self.stop, self.make):
            row.addWidget(button)

    def _tell(self) -> None:
        sign, role, words = self._words()
        self.told.setText(words)
        self.sign.setVisible(bool(sign))
        if sign:
            color = self._theme.color(role if role in ("warn", "good") else "muted")
            self.sign.setPixmap(icon(sign, color).pixmap(QSize(18, 18)))
        restyle(self.told, "" if sign else "muted")
        self.bar.setVisible(self._busy)
        total = self._progress.total if self._progress is not None else 0
        self.bar.setRange(0, 1000 if total else 0)
        if self._progress is not None and total:
            self.bar.setValue(round(1000 * self._progress.step / total))
        self.stop.setVisible(self._busy)
        ready = self._pack is not None and not self._busy
        self.make.setVisible(not self._busy and not ready)
        self.make.setEnabled(not self._problems)
        self.use.setVisible(ready)

    def _words(self) -> tuple[str, str, str]:
        """Sign, role and words."""
        if self._busy:
            return "", "muted", self.tr("The parts are put together and compared…")
        if self._pack is not None:
            title = self._pack.manifest.title
            return "check", "good", self.tr("“{0}” is ready.").format(title)
        if self._failure is not None:
            return (
                "warning",
                "warn",
                in_language(self._failure.message)
                + (f" {in_language(self._failure.hint)}" if self._failure.hint else ""),
            )
        if self._problems:
            lines = [in_language(one) for one in self._problems[:_TOLD]]
            more = len(self._problems) - _TOLD
            if more > 0:
                lines.append(self.tr("And {0} more.").format(more))
            return "warning", "warn", "\n".join(lines)
        if self._room is None:
            return "", "muted", ""
        new, kept = map(spoken_bytes, self._room)
        return "", "muted", self.tr(
            "It needs {0} more; {1} are used where they lie."
        ).format(new, kept)  # fmt: skip

    def _use(self) -> None:
        if self._pack is not None:
            self.used.emit(self._pack)
