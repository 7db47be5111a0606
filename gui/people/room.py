"""Where people are at home in the window: page, row, questions, commands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QWidget

from core.imaging import load_image
from core.library.forgetting import Traces
from core.packs import Manifest
from core.people.record import Person
from core.recipe import Identity
from core.told import Told
from gui.calls import Call
from gui.commands import Commands
from gui.failure import Failure
from gui.gallery.panel import GalleryPanel
from gui.panels.drops import Given
from gui.panels.sources import Photo
from gui.people import forgetting
from gui.people.people import People
from gui.people.row import PeopleRow
from gui.side import Side
from gui.stage import Stage
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.people.page import PeoplePage


class Window(forgetting.Window, Protocol):
    """The parts of the window that people need."""

    theme: Theme
    commands: Commands
    side: Side
    stage: Stage
    gallery: GalleryPanel


class PeopleRoom(QObject):
    """Opens the page when it is first asked for. GUI thread.

    Args:
        owner: the window, to which the shortcuts belong.
        window: the same, as its parts.
        manifest: of the pack.
    """

    camera = Signal(str)  # id of the person of whom photos are to be taken

    def __init__(self, owner: QWidget, window: Window, manifest: Manifest) -> None:
        super().__init__(owner)
        self._owner, self._window = owner, window
        worker, background = window.worker, window.background
        self.people = People(window.library, worker, background, window.draft, manifest, self)
        self.forgetting = forgetting.Forgetting(window, self.people, self)
        self.page: PeoplePage | None = None
        self.question: QDialog | None = None  # that is open, or was opened last
        self.row = PeopleRow(self.people, window.draft, window.theme)
        window.side.person.body.insertWidget(1, self.row)
        window.side.person.people.know_names(self.people.name_of, self.people.changed)
        window.side.people = (self.row.button, self.row.update_button)
        self.row.opened.connect(self.show)
        self.row.save.connect(self.save_draft)
        self.people.refused.connect(window.stage.notice.tell)
        self.people.adding.several.connect(self._ask_which)
        self.people.changed.connect(self._remind)
        self._reminded = False
        self.forgetting.refused.connect(window.stage.notice.tell)
        window.tabs.closed.connect(self._closed)
        self._add_commands()
        self.people.load()

    def show(self, person_id: str = "") -> None:
        """Open the page, and perhaps somebody's card."""
        from gui.people.page import PeoplePage

        if self.page is None:
            self.page = page = PeoplePage(self.people, self._window.sources, self._window.theme)
            page.new.connect(self.make)
            page.take_in.connect(self.take_in)
            page.card.camera.connect(self.camera)
            page.card.export.connect(self.hand_out)
            page.card.forget.connect(self.forget)
            self._window.tabs.add(page, lambda: self.tr("People"))
        self._window.tabs.setCurrentWidget(self.page)
        self.page.choose(person_id)

    def make(self) -> None:
        """Ask for a name and consent, and make somebody."""
        self._ask(lambda: self.tr("New person"), lambda: self.tr("Add this person"), self._create)

    def save_draft(self) -> None:
        """Ask for a name and consent, and make the photos of the draft somebody's."""
        if (identity := self._window.draft.identity) is not None:
            self._ask(
                lambda: self.tr("Save as a person"),
                lambda: self.tr("Save"),
                partial(self._save, identity),
            )

    def take_in(self) -> None:
        """Ask for a file and for consent, and take the person in."""
        title = self.tr("Import a person")
        found = QFileDialog.getOpenFileName(self._owner, title, "", self._kinds())[0]
        if found:
            self.take_in_file(Path(found))

    def take_in_file(self, file: Path) -> None:
        """Ask for consent, and take in the person of a file."""
        self._ask(
            lambda: self.tr("Import a person"),
            lambda: self.tr("Import"),
            partial(self._take_in, file),
            named=False,
        )

    def hand_out(self, person_id: str) -> None:
        """Ask for a file, and write somebody into it."""
        from core.people.parcel import SUFFIX  # the window's first paint does not wait for it

        dialog = QFileDialog(self._owner, self.tr("Export a person"), "", self._kinds())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX[1:])
        names = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        for name in names:
            self.hand_out_to(person_id, Path(name))

    def hand_out_to(self, person_id: str, file: Path) -> None:
        """Write somebody into a file; what it holds is said."""
        done = Failure(
            Told("Exported as {0}.", file.name),
            Told("It holds the photos and what is measured of the face: keep it safe."),
        )
        self.people.hand_out(person_id, file, partial(self._window.stage.notice.tell, done))

    def forget(self, person_id: str) -> None:
        """Say what would go, and ask."""
        if self.people.entry(person_id) is None or not self._window.library.writable:
            return
        self._window.background.run(
            partial(self._window.library.traces, person_id),
            partial(self._ask_to_forget, person_id),
            self._window.stage.notice.tell,
        )

    def add_pictures(self, person_id: str) -> None:
        """Add the pictures that are selected in the gallery to somebody's photos."""
        self.people.add_photos(person_id, self._selected())

    def menu(self, parent: QWidget) -> QMenu:
        """To whom the gallery's pictures can be added."""
        menu = QMenu(self.tr("Add to a person"), parent)
        for entry in self.people.entries:
            action = menu.addAction(entry.person.name.replace("&", "&&"))
            Call(action.triggered, action, self.add_pictures, entry.person.id)
        if self.people.entries:
            menu.addSeparator()
        new = menu.addAction(self.tr("New person…"))
        Call(new.triggered, new, self._make_of_pictures)
        menu.setEnabled(self._window.library.writable)
        return menu

    def _add_commands(self) -> None:
        view = lambda: self.tr("View")
        self._window.commands.add(
            "view.people", view, lambda: self.tr("People"), self.show, self._owner, ("Ctrl+P",)
        )
        words = lambda: self.tr("People that every project can use")
        self._window.commands.explain(self.row.button, "view.people", words)
        self._window.gallery.acting.people_menu = self.menu

    def _kinds(self) -> str:
        from core.people.parcel import SUFFIX  # see `hand_out`

        return f"{self.tr('Person of Likeness')} (*{SUFFIX})"

    def _selected(self) -> Given:
        paths = [
            self._window.library.picture_path(row.id)
            for row in self._window.gallery.acting.selected()
        ]
        return [(path.stem, partial(load_image, path)) for path in paths]

    def _make_of_pictures(self) -> None:
        self._ask(
            lambda: self.tr("New person"),
            lambda: self.tr("Add this person"),
            partial(self._create, given=self._selected()),
        )

    def _ask(
        self,
        title: Callable[[], str],
        accept: Callable[[], str],
        agreed: Callable[[str], object],
        named: bool = True,
    ) -> None:
        from gui.people.consent import ConsentDialog

        self.question = dialog = ConsentDialog(title, accept, self._owner, named)
        Call(dialog.agreed, dialog, agreed, takes=1)
        dialog.open()

    def _create(self, name: str, given: Given = ()) -> None:
        self.show()
        self.people.create(name, consented=True, given=given)

    def _save(self, identity: Identity, name: str) -> None:
        self.show()
        self.people.save_as(name, True, identity)

    def _take_in(self, file: Path, _: str) -> None:
        self.show()
        self.people.take_in(file, consented=True)

    def _ask_which(self, photo: Photo) -> None:
        from gui.pose.which_face import WhichFace

        question = lambda: self.tr("Who is meant? Only this face is kept.")
        self.question = dialog = WhichFace(photo, self._owner, question)
        dialog.chosen.connect(self.people.adding.choose)
        dialog.rejected.connect(self.people.adding.skip)
        dialog.open()

    def _ask_to_forget(self, person_id: str, traces: Traces) -> None:
        from gui.people.forget_dialog import ForgetDialog

        if (entry := self.people.entry(person_id)) is None:
            return
        self.question = dialog = ForgetDialog(entry.person, traces, self._owner)
        dialog.forget.connect(self._forget)
        self.forgetting.forgotten.connect(dialog.show_done)
        self.forgetting.refused.connect(dialog.show_refused)
        dialog.open()

    def _forget(self, person: Person, portraits: bool) -> None:
        self.forgetting.forget(person, portraits, self.page)

    def _remind(self) -> None:
        """Once, of those who were to be kept until a day that is over: nobody goes silently."""
        if self._reminded or not self.people.loaded:
            return
        self._reminded = True
        over = len(self.people.expired())
        if over:
            message = (
                Told("The time for which 1 person was to be kept is over.")
                if over == 1
                else Told("The time for which {0} people were to be kept is over.", over)
            )
            hint = Told("Forget them now, or keep them for another year.")
            self._window.stage.notice.tell(Failure(message, hint, action="view.people"))

    def _closed(self, page: QWidget) -> None:
        if page is self.page:
            self.page = None
