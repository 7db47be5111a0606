"""The card of one person: name, consent, how the photos agree, the photos, and what can be done."""

from __future__ import annotations

import itertools
from datetime import timedelta

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.people.judging import judge
from core.people.record import MAX_NAME, Person, PersonPhoto, today
from core.told import Told
from gui.calls import Call
from gui.failure import Failure
from gui.icons import icon
from gui.language import Text, on_language, said
from gui.panels.drops import DropButton, Given, sources_of
from gui.panels.sources import Sources
from gui.people.people import Entry, People
from gui.people.tile import SIDE, PersonTile
from gui.people.words import agreement, consented, kept_until
from gui.roles import restyle
from gui.theme import Theme

_GAP = 12
_TERMS = (30, 365, 3 * 365)  # days


class PersonCard(QScrollArea):
    """Shows one person, and changes what is kept of them; the page tells of what has changed."""

    camera = Signal(str)  # id of whom photos are to be taken
    export = Signal(str)
    forget = Signal(str)

    def __init__(self, people: People, sources: Sources, theme: Theme) -> None:
        super().__init__()
        self._people, self._sources, self._theme = people, sources, theme
        self.entry: Entry | None = None
        self.tiles: list[PersonTile] = []
        self._weighing: Person | None = None  # as they were when a slider was taken hold of
        self._columns = 0
        self._shown: tuple[str, ...] = ()  # where the tiles stand
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._make_head()
        self._make_buttons()
        self._make_banner()
        self._lay_out()
        people.adding.changed.connect(self._tell)
        sources.changed.connect(self._photo_changed)
        theme.changed.connect(self._dress)
        on_language(self, self._tell)
        self._dress()

    def show_person(self, entry: Entry) -> None:
        """Show somebody."""
        self.entry = entry
        if not self.name.hasFocus():
            self.name.setText(entry.person.name)
        for key in entry.person.keys:
            self._sources.fetch(key, with_faces=False)
        self._show_tiles()
        self._tell()

    def paste(self) -> None:
        """Add what is on the clipboard."""
        if found := sources_of(QGuiApplication.clipboard().mimeData()):
            self._add(found)
        else:
            self._people.refused.emit(Failure(Told("There is no picture on the clipboard.")))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_tiles()

    # how it is built

    def _make_head(self) -> None:
        self.name = QLineEdit()
        self.name.setMaxLength(MAX_NAME)
        self.name.setProperty("role", "name")
        self.name.setMinimumWidth(120)
        self.name.setAcceptDrops(False)  # a photo is not their name
        said(
            self.name,
            name=lambda: self.tr("Name of the person"),
            tip=lambda: self.tr("Type another name to rename the person"),
        )
        self.name.editingFinished.connect(self._rename)
        self.consent, self.about = QLabel(), QLabel()
        self.consent.setProperty("role", "small")
        self.about.setWordWrap(True)
        self.until = QToolButton()
        self.until.setProperty("role", "choice")
        self.until.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        said(self.until, tip=lambda: self.tr("Be reminded to forget this person after some time"))
        menu = QMenu(self.until)
        self._terms: list[QAction] = []
        for days in (0, *_TERMS):
            action = menu.addAction("")
            Call(action.triggered, action, self._expire, days)
            self._terms.append(action)
        self.until.setMenu(menu)

    def _make_buttons(self) -> None:
        self.use = QPushButton()
        self.use.setProperty("role", "primary")
        self.drop = DropButton(several=True)
        self.paste_button, self.camera_button = QPushButton(), QPushButton()
        self.export_button, self.forget_button = QPushButton(), QPushButton()
        said(
            self.use,
            text=lambda: self.tr("Use this person"),
            tip=lambda: self.tr("Make them the person of the next picture"),
        )
        said(
            self.drop,
            text=lambda: self.tr("Drop photos here, or choose…"),
            name=lambda: self.tr("Add photos of this person"),
        )
        said(self.paste_button, text=lambda: self.tr("Paste a photo"))
        said(self.camera_button, text=lambda: self.tr("From the camera…"))
        said(
            self.export_button,
            text=lambda: self.tr("Export…"),
            tip=lambda: self.tr("Write this person with all photos into one file"),
        )
        said(self.forget_button, text=lambda: self.tr("Forget this person…"))
        self.use.clicked.connect(self._use)
        self.drop.given.connect(self._add)
        self.paste_button.clicked.connect(self.paste)
        self.camera_button.clicked.connect(self._camera)
        self.export_button.clicked.connect(self._export)
        self.forget_button.clicked.connect(self._forget)

    def _make_banner(self) -> None:
        self.banner = QFrame()
        self.banner.setProperty("role", "notice")
        self.over = QLabel()
        self.over.setWordWrap(True)
        self.forget_now, self.keep_on = QPushButton(), QPushButton()
        said(self.forget_now, text=lambda: self.tr("Forget now…"))
        said(self.keep_on, text=lambda: self.tr("Keep for another year"))
        self.forget_now.clicked.connect(self._forget)
        Call(self.keep_on.clicked, self.keep_on, self._expire, 365)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.forget_now, self.keep_on):
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self.banner)
        column.setContentsMargins(16, 10, 16, 12)
        column.addWidget(self.over)
        column.addLayout(row)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.name, 1)
        head.addWidget(self.use)
        facts = QHBoxLayout()
        facts.setSpacing(12)
        facts.addWidget(self.consent)
        facts.addWidget(self.until)
        facts.addStretch()
        adding, leaving = QHBoxLayout(), QHBoxLayout()
        for row, first, second in (
            (adding, self.paste_button, self.camera_button),
            (leaving, self.export_button, self.forget_button),
        ):
            row.setSpacing(8)
            row.addWidget(first)
            row.addWidget(second)
            row.addStretch()
        self.grid = QGridLayout()
        self.grid.setSpacing(_GAP)
        self.grid.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(facts)
        column.addWidget(self.banner)
        column.addWidget(self.about)
        column.addLayout(self.grid)
        column.addWidget(self.drop)
        column.addLayout(adding)
        column.addStretch()
        column.addLayout(leaving)
        self.setWidget(content)

    # what it shows

    def _photo_changed(self, key: str) -> None:
        if self.entry is not None and key in self.entry.person.keys:
            self._show_tiles()

    def _show_tiles(self) -> None:
        assert self.entry is not None
        photos = self.entry.person.photos
        while len(self.tiles) < len(photos):
            tile = PersonTile(self._theme, self.widget())
            tile.counted.connect(self._count)
            tile.weighed.connect(self._weigh)
            tile.removed.connect(self._remove)
            self.tiles.append(tile)
        for tile in self.tiles[len(photos) :]:
            self.grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        del self.tiles[len(photos) :]
        for number, photo in enumerate(photos):
            self.tiles[number].show_photo(
                photo,
                self.entry.judgement.photos[photo.source],
                self._sources.photo(photo.source),
                (number + 1, len(photos)),
            )
        self._place_tiles()

    def _place_tiles(self) -> None:
        room = self.viewport().width() - 40 + _GAP
        columns = max(1, room // (SIDE + 18 + _GAP))
        shown = tuple(str(id(tile)) for tile in self.tiles)
        if (columns, shown) == (self._columns, self._shown):
            return
        self._columns, self._shown = columns, shown
        for number, tile in enumerate(self.tiles):
            self.grid.addWidget(tile, number // columns, number % columns)
            tile.show()
        self._order_focus()

    def _order_focus(self) -> None:
        walked = [self.name, self.use, self.until, self.forget_now, self.keep_on]
        walked += [control for tile in self.tiles for control in tile.controls()]
        walked += [self.drop, self.paste_button, self.camera_button]
        walked += [self.export_button, self.forget_button]
        for first, second in itertools.pairwise(walked):
            QWidget.setTabOrder(first, second)

    def _tell(self) -> None:
        for action, days in zip(self._terms, (0, *_TERMS), strict=True):
            action.setText(self._term(days))
        if self.entry is None:
            return
        person, found = self.entry.person, self.entry.judgement
        self.consent.setText(consented(person))
        self.until.setText(kept_until(person))
        left = self._people.adding.left
        self.about.setText(
            self.tr("Looking at photos: {0} left…").format(left) if left else agreement(found)
        )
        self.about.setVisible(bool(self.about.text()))
        restyle(self.about, "warn" if found.undecided and not left else "muted")
        expired = person in self._people.expired()
        self.banner.setVisible(expired)
        self.over.setText(self.tr("The time for which this person was to be kept is over."))
        writable = self._people.library.writable
        parts = (self.name, self.until, self.drop, self.paste_button, self.camera_button)
        for part in (*parts, self.forget_button, self.banner, *self.tiles):
            part.setEnabled(writable)
        self.use.setEnabled(bool(found.counted))

    def _term(self, days: int) -> str:
        return {
            0: self.tr("Keep without end"),
            30: self.tr("For 30 days"),
            365: self.tr("For a year"),
            1095: self.tr("For three years"),
        }[days]

    def _dress(self) -> None:
        self.drop.setIcon(icon("add-photo", self._theme.color("muted")))
        self.drop.setIconSize(QSize(20, 20))
        self.forget_button.setIcon(icon("trash", self._theme.color("text")))

    # what is done

    def _use(self) -> None:
        if self.entry is not None:
            self._people.use(self.entry.person.id)

    def _add(self, given: Given) -> None:
        if self.entry is not None:
            self._people.add_photos(self.entry.person.id, given)

    def _rename(self) -> None:
        if self.entry is not None:
            self._people.rename(self.entry.person, self.name.text())
            self.name.setText(self.entry.person.name)

    def _expire(self, days: int) -> None:
        if self.entry is not None:
            day = today() + timedelta(days=days) if days else None
            self._people.expire(self.entry.person, day)

    def _count(self, key: str, counts: bool) -> None:
        """What would be so by itself needs no saying."""
        if (entry := self.entry) is None or (photo := entry.person.photo(key)) is None:
            return
        auto = entry.person.with_photo(photo.model_copy(update={"use": "auto"}))
        found = judge(auto, self._people.recogniser, entry.vectors).photos[key]
        use = "auto" if found.counts == counts else "yes" if counts else "no"
        text = lambda: self.tr("Photo counts")
        self._change(entry.person, photo.model_copy(update={"use": use}), text)

    def _weigh(self, key: str, weight: float, moving: bool) -> None:
        if (entry := self.entry) is None or (photo := entry.person.photo(key)) is None:
            return
        after = photo.model_copy(update={"weight": weight})
        if moving:
            self._weighing = self._weighing or entry.person
            self._people.preview(entry.person.with_photo(after))
            return
        before, self._weighing = self._weighing or entry.person, None
        self._change(before, after, lambda: self.tr("Weight of a photo"))

    def _change(self, before: Person, photo: PersonPhoto, text: Text) -> None:
        self._people.change(before, before.with_photo(photo), text)

    def _remove(self, key: str) -> None:
        if self.entry is not None:
            person = self.entry.person
            text = lambda: self.tr("Remove a photo")
            self._people.change(person, person.without(key), text)
            self.drop.setFocus()

    def _camera(self) -> None:
        if self.entry is not None:
            self.camera.emit(self.entry.person.id)

    def _export(self) -> None:
        if self.entry is not None:
            self.export.emit(self.entry.person.id)

    def _forget(self) -> None:
        if self.entry is not None:
            self.forget.emit(self.entry.person.id)
