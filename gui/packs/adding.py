"""Further parts are put into a pack of the user."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from core.jobs import JobControl
from core.packs import Pack
from core.packs.adding import add
from core.packs.further import Further, further_parts
from core.packs.importing import Found
from core.packs.ownership import is_own
from core.told import Told
from gui.failure import Failure
from gui.forms.controls import QuietCombo
from gui.language import in_language, listed, on_language, said
from gui.packs.models import ModelWork
from gui.packs.task_dialog import TaskDialog
from gui.settings_card import Form, titled
from gui.theme import Theme


def own_packs(work: ModelWork) -> list[Pack]:
    """Those that can be changed."""
    return [pack for pack in work.packs if is_own(pack, work.folder)]


class AddDialog(TaskDialog):
    """Asks for the pack, tells whether the parts fit it, and adds them.

    Attributes:
        packs: to choose from.
        licence: the terms of the parts.
        ok: adds; `use` draws with the pack once that is done.
    """

    def __init__(
        self, chosen: Sequence[Found], work: ModelWork, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(lambda: self.tr("Add to a pack"), work, theme, parent)
        self._chosen = chosen
        self._further: Further | None = None
        self._made: Pack | None = None
        self._make_parts()
        self._lay_out()
        self.packs.currentIndexChanged.connect(self._look)
        self.licence.textChanged.connect(self._tell)
        self.ok.clicked.connect(self._begin)
        self.use.clicked.connect(self._use)
        on_language(self, self._tell)
        theme.changed.connect(self._tell)
        self._look()

    def _make_parts(self) -> None:
        self.names = QLabel(listed(one.path.name for one in self._chosen))
        self.names.setProperty("role", "headline")
        self.names.setTextFormat(Qt.TextFormat.PlainText)
        self.names.setWordWrap(True)
        self.packs, self.licence, self.use = QuietCombo(), QLineEdit(), QPushButton()
        for pack in own_packs(self._work):
            self.packs.addItem(in_language(pack.manifest.title), pack)
        said(
            self.licence,
            name=lambda: self.tr("Licence"),
            placeholder=lambda: self.tr("Under what terms these parts may be used"),
        )
        self.licence.setMaxLength(200)
        said(self.bar, name=lambda: self.tr("How far it is"))
        said(self.ok, text=lambda: self.tr("Add"))
        said(
            self.use,
            text=lambda: self.tr("Draw with it"),
            tip=lambda: self.tr("The window opens again with this pack"),
        )

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
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.names)
        column.addLayout(form)
        column.addLayout(self._news_row())
        column.addWidget(self.bar)
        column.addLayout(self._foot(self.use))

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

    def _begin(self) -> None:
        pack: Pack | None = self.packs.currentData()
        if pack is None or self._further is None:
            return
        names = ", ".join(one.path.name for one in self._chosen)[:1000]
        licences = [(self.licence.text().strip(), names)]
        self._run(partial(_add, pack, self._further, licences, self._work))

    def _done(self, answer: Pack) -> None:
        self._made = answer
        self._work.list_packs()

    def _ended(self) -> None:
        super()._ended()
        if self._made is not None:
            self.use.setFocus()

    def _use(self) -> None:
        if self._made is not None:
            self.accept()
            self._work.use(self._made)

    def _tell(self) -> None:
        busy, over = self._task is not None, self._made is not None
        for field in (self.packs, self.licence):
            field.setEnabled(not busy and not over)
        self.leave.setText(self.tr("Close") if over else self.tr("Cancel"))
        self.use.setVisible(over)
        self.ok.setVisible(not over)
        fits = self._further is not None and not self._further.problems
        self.ok.setEnabled(fits and not busy and bool(self.licence.text().strip()))
        sign, words = self._words()
        self._show_news(words, sign, "good" if over else "warn")

    def _words(self) -> tuple[str, str]:
        """Sign and words."""
        if self._made is not None:
            title = in_language(self._made.manifest.title)
            return "check", self.tr("It is in the pack “{0}” now.").format(title)
        if self._task is not None:
            return "", self.tr("The parts are put together and compared…")
        if trouble := self._trouble():
            return "warning", trouble
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
