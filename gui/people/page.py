"""The page of all people: a list, and the card of the one that is chosen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gui.icons import icon
from gui.images import rounded
from gui.language import listed, on_language, said
from gui.panels.drops import carries_image, sources_of
from gui.panels.photo_tile import part_around_box
from gui.panels.sources import Sources
from gui.people.card import PersonCard
from gui.people.people import Entry, People
from gui.people.words import spoken_day, spoken_photos
from gui.theme import Theme

_FACE = 44  # logical pixels
_WIDTH = 208


class PeoplePage(QWidget):
    """Whoever is dropped on it joins the person whose card is shown."""

    new = Signal()  # somebody is to be made
    take_in = Signal()  # somebody is to be imported

    def __init__(self, people: People, sources: Sources, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAcceptDrops(True)
        self._people, self._sources, self._theme = people, sources, theme
        self._wanted = ""  # id of whom to show once they are there
        self.list = QListWidget()
        self.list.setProperty("role", "people")
        self.list.setIconSize(QSize(_FACE, _FACE))
        self.list.setSpacing(2)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        said(self.list, name=lambda: self.tr("People"))
        self.add, self.take = QPushButton(), QPushButton()
        said(self.add, text=lambda: self.tr("New person…"))
        said(
            self.take,
            text=lambda: self.tr("Import…"),
            tip=lambda: self.tr("Take in a person from a file that Likeness has exported"),
        )
        self.card = PersonCard(people, sources, theme)
        self.empty = self._make_empty()
        self._lay_out()
        self.add.clicked.connect(self.new)
        self.begin.clicked.connect(self.new)
        self.take.clicked.connect(self.take_in)
        self.list.currentItemChanged.connect(self._choose)
        people.changed.connect(self._show)
        people.made.connect(self.choose)
        sources.changed.connect(self._photo_changed)
        theme.changed.connect(self._show)
        on_language(self, self._show)
        self._show()

    def choose(self, person_id: str) -> None:
        """Show somebody's card."""
        self._wanted = person_id
        self._show()
        self.list.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.card.entry is not None and carries_image(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        entry = self.card.entry
        if entry is not None and (found := sources_of(event.mimeData())):
            event.acceptProposedAction()
            self._people.add_photos(entry.person.id, found)

    def _make_empty(self) -> QWidget:
        self.title, self.words = QLabel(), QLabel()
        self.title.setProperty("role", "display")
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        self.words.setMaximumWidth(420)
        said(self.title, text=lambda: self.tr("Nobody yet"))
        said(
            self.words,
            text=lambda: self.tr(
                "Keep somebody's photos together, and every project can use them. Photos that "
                "show somebody else or are no good are found and left out. All of it stays on this "
                "computer, and can be forgotten without a trace."
            ),
        )
        self.begin = QPushButton()
        self.begin.setProperty("role", "primary")
        said(self.begin, text=lambda: self.tr("New person…"))
        page = QWidget()
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addStretch()
        for part in (self.title, self.words):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(part)
        column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        row = QHBoxLayout(page)
        row.addStretch(1)
        row.addLayout(column, 8)
        row.addStretch(1)
        return page

    def _lay_out(self) -> None:
        side = QFrame()
        side.setFixedWidth(_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 16, 8, 12)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        column.addStretch()
        column.addWidget(self.add)
        column.addWidget(self.take)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.card)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(self.stack, 1)

    def _show(self) -> None:
        """List everybody, and keep the one chosen that is."""
        entries = self._people.entries
        shown = self.card.entry.person.id if self.card.entry is not None else ""
        ids = [entry.person.id for entry in entries]
        wanted = self._wanted if self._wanted in ids else shown
        self.list.blockSignals(True)
        while self.list.count() > len(entries):
            self.list.takeItem(self.list.count() - 1)
        while self.list.count() < len(entries):
            self.list.addItem(QListWidgetItem())
        for row, entry in enumerate(entries):
            self._fill(self.list.item(row), entry)
        if ids:
            self.list.setCurrentRow(ids.index(wanted) if wanted in ids else 0)
        self.list.blockSignals(False)
        writable = self._people.library.writable
        for button in (self.add, self.take, self.begin):
            button.setEnabled(writable)
        self.list.setVisible(bool(ids))
        self.add.setVisible(bool(ids))  # else it is in the middle
        self.stack.setCurrentWidget(self.card if ids else self.empty)
        self._choose()

    def _fill(self, item: QListWidgetItem, entry: Entry) -> None:
        person = entry.person
        facts = [spoken_photos(len(person.photos))]
        if person in self._people.expired():
            facts = [self.tr("time is over")]
        elif person.expires is not None:
            facts.append(self.tr("until {0}").format(spoken_day(person.expires)))
        item.setText(f"{person.name}\n{listed(facts)}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, listed((person.name, *facts)))
        item.setData(Qt.ItemDataRole.UserRole, person.id)
        item.setIcon(self._face(entry))

    def _face(self, entry: Entry) -> QIcon:
        """The first photo that counts, else the first one."""
        photos = entry.judgement.counted or entry.person.photos
        source = self._sources.photo(photos[0].source) if photos else None
        if photos and source is None:
            self._sources.fetch(photos[0].source, with_faces=False)
        if source is None or source.image.isNull():
            return icon("person", self._theme.color("muted"))
        box = photos[0].face.box if photos[0].face is not None else None
        part = source.image.copy(part_around_box(source, box).toAlignedRect())
        face = rounded(part, _FACE, _FACE / 2, self.devicePixelRatioF())
        found = QIcon(face)
        found.addPixmap(face, QIcon.Mode.Selected)  # or it was tinted
        return found

    def _photo_changed(self, key: str) -> None:
        for row, entry in enumerate(self._people.entries):
            if key in entry.person.keys and row < self.list.count():
                self.list.item(row).setIcon(self._face(entry))

    def _choose(self) -> None:
        if self.list.currentRow() >= 0:
            item = self.list.currentItem()
            self._wanted = ""
            chosen = self._people.entry(item.data(Qt.ItemDataRole.UserRole))
            if chosen is not None:
                self.card.show_person(chosen)
        else:
            self.card.entry = None
