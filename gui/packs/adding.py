"""Further parts are put into a pack of the user."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.jobs import JobControl, Progress
from core.packs import Pack
from core.packs.adding import add
from core.packs.further import Further, further_parts
from core.packs.importing import Found
from core.packs.ownership import is_own
from core.told import Told
from gui.calls import Call
from gui.failure import Failure
from gui.forms.controls import QuietCombo
from gui.icons import icon
from gui.language import in_language, listed, on_language, said
from gui.packs.models import ModelWork
from gui.packs.tasks import Task
from gui.screens import grow
from gui.settings_card import Form, titled
from gui.theme import Theme

_WIDTH = 520


def own_packs(work: ModelWork) -> list[Pack]:
    """Those that can be changed."""
    return [pack for pack in work.packs if is_own(pack, work.folder)]


class AddDialog(QDialog):
    """Asks for the pack, tells whether the parts fit it, and adds them.

    Attributes:
        packs: to choose from.
        licence: the terms of the parts.
        ok: adds; `use` draws with the pack once that is done.
    """

    def __init__(
        self, chosen: Sequence[Found], work: ModelWork, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._chosen, self._work, self._theme = chosen, work, theme
        self._further: Further | None = None
        self._failure: Failure | None = None
        self._made: Pack | None = None
        self._task: Task | None = None
        said(self, window=lambda: self.tr("Add to a pack"))
        self._make_parts()
        self._lay_out()
        self.setMinimumWidth(_WIDTH)
        self.packs.currentIndexChanged.connect(self._look)
        self.licence.textChanged.connect(self._tell)
        self.ok.clicked.connect(self._begin)
        self.use.clicked.connect(self._use)
        self.leave.clicked.connect(self.reject)
        on_language(self, self._tell)
        theme.changed.connect(self._tell)
        self._look()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        grow(self)

    def reject(self) -> None:
        """Stop what goes on; else close."""
        if self._task is not None:
            self._task.cancel()
        else:
            super().reject()

    def _make_parts(self) -> None:
        self.names, self.told, self.sign = QLabel(), QLabel(), QLabel()
        self.names.setProperty("role", "headline")
        self.names.setText(listed(one.path.name for one in self._chosen))
        for label in (self.names, self.told):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.packs, self.licence, self.bar = QuietCombo(), QLineEdit(), QProgressBar()
        for pack in own_packs(self._work):
            self.packs.addItem(in_language(pack.manifest.title), pack)
        said(
            self.licence,
            name=lambda: self.tr("Licence"),
            placeholder=lambda: self.tr("Under what terms these parts may be used"),
        )
        self.licence.setMaxLength(200)
        self.bar.setTextVisible(False)
        said(self.bar, name=lambda: self.tr("How far it is"))
        self.ok, self.use, self.leave = QPushButton(), QPushButton(), QPushButton()
        said(self.ok, text=lambda: self.tr("Add"))
        said(
            self.use,
            text=lambda: self.tr("Draw with it"),
            tip=lambda: self.tr("The window opens again with this pack"),
        )
        self.ok.setDefault(True)

    def _lay_out(self) -> None:
        form, label = Form(), QLabel()
        label.setBuddy(self.licence)
        said(label, text=self.licence.accessibleName)
        form.add(
            titled(
                self.packs,
                lambda: self.tr("Pack"),
                lambda: self.tr("Only packs of your own can be changed."),
            ),
            self.packs,
        )
        form.add(label, self.licence)
        words, foot = QHBoxLayout(), QHBoxLayout()
        words.setSpacing(10)
        words.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        words.addWidget(self.told, 1)
        foot.setSpacing(8)
        foot.addStretch()
        for button in (self.leave, self.use, self.ok):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.names)
        column.addLayout(form)
        column.addLayout(words)
        column.addWidget(self.bar)
        column.addLayout(foot)

    def _look(self) -> None:
        """Whether the parts fit the pack that is chosen."""
        self._further = self._failure = None
        pack: Pack | None = self.packs.currentData()
        if pack is None:
            self._failure = Failure(
                Told("There is no pack of your own yet."), Told("Make one of these parts.")
            )
        else:
            self._work.background.run(
                partial(further_parts, pack, self._chosen, self._work.stock),
                partial(self._looked, pack),
                self._refused,
            )
        self._tell()

    def _looked(self, pack: Pack, further: Further) -> None:
        if pack is self.packs.currentData():
            self._further = further
            if not self.licence.isModified():
                self.licence.setText(further.licence)
            self._tell()

    def _refused(self, failure: Failure) -> None:
        self._failure = failure
        self._tell()

    def _begin(self) -> None:
        pack: Pack | None = self.packs.currentData()
        if pack is None or self._further is None:
            return
        self._task = task = Task(self)
        self._failure = None
        task.progressed.connect(self._follow)
        Call(task.done, task, self._done, takes=1)
        Call(task.failed, task, self._refused, takes=1)
        Call(task.ended, task, self._ended)
        names = ", ".join(one.path.name for one in self._chosen)[:1000]
        licences = [(self.licence.text().strip(), names)]
        work = partial(_add, pack, self._further, licences, self._work)
        self._work.looking.run(work, task)
        self._tell()

    def _follow(self, progress: Progress) -> None:
        self.bar.setRange(0, 1000 if progress.total else 0)
        if progress.total:
            self.bar.setValue(round(1000 * progress.step / progress.total))

    def _done(self, pack: Pack) -> None:
        self._made = pack
        self._work.list_packs()

    def _ended(self) -> None:
        self._task = None
        self._tell()
        if self._made is not None:
            self.use.setFocus()

    def _use(self) -> None:
        if self._made is not None:
            self.accept()
            self._work.use(self._made)

    def _tell(self) -> None:
        busy, over = self._task is not None, self._made is not None
        sign, words = self._words()
        self.sign.setVisible(bool(sign))
        if sign:
            color = self._theme.color("good" if over else "warn")
            self.sign.setPixmap(icon(sign, color).pixmap(QSize(18, 18)))
        self.told.setText(words)
        self.told.setVisible(bool(words))
        self.bar.setVisible(busy)
        for field in (self.packs, self.licence):
            field.setEnabled(not busy and not over)
        self.leave.setText(self.tr("Close") if over else self.tr("Cancel"))
        self.use.setVisible(over)
        self.ok.setVisible(not over)
        fits = self._further is not None and not self._further.problems
        self.ok.setEnabled(fits and not busy and bool(self.licence.text().strip()))
        grow(self)

    def _words(self) -> tuple[str, str]:
        """Sign and words."""
        if self._made is not None:
            title = in_language(self._made.manifest.title)
            return "check", self.tr("It is in the pack “{0}” now.").format(title)
        if self._task is not None:
            return "", self.tr("The parts are put together and compared…")
        if self._failure is not None:
            parts = (self._failure.message, self._failure.hint)
            return "warning", " ".join(in_language(part) for part in parts if part)
        if self._further is not None and self._further.problems:
            return "warning", "\n".join(map(in_language, self._further.problems[:3]))
        if self._further is not None and not self.licence.text().strip():
            return "", self.tr("Say under what terms these parts may be used.")
        return "", ""


def _add(
    pack: Pack,
    further: Further,
    licences: list[tuple[str, str]],
    work: ModelWork,
    control: JobControl,
) -> Pack:
    """In a thread."""
    return add(pack, further.parts, licences, control, work.folder)
