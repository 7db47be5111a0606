"""The packs that there are, and what can be done with each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMessageBox, QPushButton

from core.jobs import JobControl, Progress
from core.packs import Pack
from core.packs.checked import CheckedFiles
from core.packs.removing import Removal, removal_of_pack
from core.told import Told
from gui.calls import Call
from gui.failure import Failure
from gui.language import in_language, on_language, said
from gui.packs.models import ModelWork
from gui.packs.pack_card import PackCard
from gui.packs.tasks import Task
from gui.packs.view import View
from gui.packs.words import spoken_bytes
from gui.theme import Theme


class InstalledView(View):
    """A card for each pack; a removed one can be taken back until the window is closed.

    Attributes:
        cards: by the name of the pack.
        question: the last that was asked.
    """

    more_wanted = Signal(str)  # another part of the page

    def __init__(self, work: ModelWork, theme: Theme) -> None:
        super().__init__(
            lambda: self.tr("Installed"),
            lambda: self.tr("A pack is a set of models that draws. One of them is in use."),
        )
        self._work, self._theme = work, theme
        self.cards: dict[str, PackCard] = {}
        self._checks: dict[str, Task] = {}
        self.question: QMessageBox | None = None
        self._make_undo()
        self.more = QPushButton()
        said(self.more, text=lambda: self.tr("Download more packs…"))
        Call(self.more.clicked, self, self.more_wanted.emit, "bundles")
        row = QHBoxLayout()
        row.addWidget(self.more)
        row.addStretch()
        self.body.addWidget(self.undo)
        self.body.addLayout(row)
        work.packs_changed.connect(self._show)
        work.removed_changed.connect(self._show_undo)
        on_language(self, self._show_undo)
        self._show()
        self._show_undo()

    def _show(self) -> None:
        """Make cards for new packs and changed ones, and take away those of packs that are gone."""
        packs = {str(pack.folder): pack for pack in self._work.packs}
        same = {
            folder
            for folder, card in self.cards.items()
            if folder in packs and packs[folder].manifest == card.pack.manifest
        }
        for folder in [one for one in self.cards if one not in same]:
            card = self.cards.pop(folder)
            self.body.removeWidget(card)
            card.deleteLater()
        for place, (folder, pack) in enumerate(packs.items()):
            if folder not in self.cards:
                self.cards[folder] = card = self._make_card(pack)
                self.body.insertWidget(place + 1, card)

    def _make_card(self, pack: Pack) -> PackCard:
        drawing = pack.manifest.name == self._work.drawing
        own = pack.folder.parent == self._work.folder.resolve()
        outdated = self._work.is_outdated(pack)
        card = PackCard(pack, drawing, own, self._theme, outdated)
        card.use.connect(self._work.use)
        card.check.connect(self._check)
        card.stop.connect(self._stop)
        card.show_folder.connect(_show_folder)
        card.remove.connect(self._measure)
        return card

    def _check(self, pack: Pack) -> None:
        """Read every file, beside the window."""
        key = str(pack.folder)
        task = self._work.looking.run(partial(_verify, pack))
        self._checks[key] = task
        self.cards[key].show_check(Progress("checking"))
        Call(task.progressed, task, self._checked_so_far, key, takes=1)
        sound = Told("All {0} files are as published.", len(pack.manifest.files))
        Call(task.done, task, self._checked, key, sound, True)
        Call(task.failed, task, self._not_sound, key, takes=1)
        Call(task.cancelled, task, self._checked, key, Told("The check was stopped."), False)

    def _checked_so_far(self, key: str, progress: Progress) -> None:
        if key in self.cards:
            self.cards[key].show_check(progress)

    def _checked(self, key: str, told: Told, good: bool) -> None:
        self._checks.pop(key, None)
        if key in self.cards:
            self.cards[key].show_check(None)
            self.cards[key].show_result(told, good)

    def _not_sound(self, key: str, failure: Failure) -> None:
        hint = Told("Remove the pack and download it again.")
        self._checked(key, Told("{0} {1}", failure.message, hint), False)

    def _stop(self, pack: Pack) -> None:
        if (task := self._checks.get(str(pack.folder))) is not None:
            task.cancel()

    def _measure(self, pack: Pack) -> None:
        """What would be free: that walks over the disk."""
        self._work.background.run(
            partial(removal_of_pack, pack, self._work.setup.home),
            partial(self._ask_to_remove, pack),
            self._work.refused.emit,
        )

    def _ask_to_remove(self, pack: Pack, removal: Removal) -> None:
        question = QMessageBox(self.window())
        question.setIcon(QMessageBox.Icon.Question)
        question.setWindowTitle(self.tr("Remove a pack"))
        title = in_language(pack.manifest.title)
        question.setText(self.tr("Remove {0}?").format(title))
        question.setInformativeText(
            self.tr(
                "{0} become free once the window is closed; until then you can take it back. "
                "Pictures stay. Files of other programs and of other packs stay, too."
            ).format(spoken_bytes(removal.frees))
        )
        remove = question.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        cancel = question.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(cancel)
        question.setEscapeButton(cancel)
        Call(remove.clicked, question, self._work.remove, pack)
        self.question = question
        question.open()

    def _make_undo(self) -> None:
        self.undo, self.gone, self.back = QFrame(), QLabel(), QPushButton()
        self.undo.setProperty("role", "notice")
        self.gone.setWordWrap(True)
        said(self.back, text=lambda: self.tr("Take it back"))
        self.back.clicked.connect(self._work.restore)
        row = QHBoxLayout(self.undo)
        row.setContentsMargins(14, 10, 10, 10)
        row.addWidget(self.gone, 1)
        row.addWidget(self.back)

    def _show_undo(self) -> None:
        removed = self._work.removed
        self.undo.setVisible(bool(removed))
        if removed:
            title = in_language(removed[-1][0].manifest.title)
            self.gone.setText(self.tr("{0} was removed.").format(title))


def _verify(pack: Pack, control: JobControl) -> None:
    """In a thread."""
    CheckedFiles().verify(pack, control, anew=True)


def _show_folder(pack: Pack) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(pack.folder)))
