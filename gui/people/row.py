"""The row in the panel of the draft's person: choose one of the library, or keep the photos."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from gui.calls import Call
from gui.draft import Draft
from gui.icons import icon
from gui.language import on_language, said
from gui.people.people import People
from gui.roles import restyle
from gui.theme import Theme


class PeopleRow(QWidget):
    """Names the draft's person where it is one of the library; tells when their photos changed."""

    opened = Signal()  # the page is wanted
    save = Signal()  # the draft's photos are to be somebody's

    def __init__(self, people: People, draft: Draft, theme: Theme) -> None:
        super().__init__()
        self._people, self._draft, self._theme = people, draft, theme
        self.button = QToolButton()
        self.button.setProperty("role", "choice")
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setIconSize(QSize(16, 16))
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.menu = QMenu(self.button)
        self.button.setMenu(self.menu)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.update_button = QPushButton()
        self.update_button.setProperty("role", "inline")
        said(
            self.update_button,
            text=lambda: self.tr("Update"),
            tip=lambda: self.tr("Take the photos and weights that this person has now"),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self.words, 1)
        row.addWidget(self.update_button)
        row.addStretch()
        self.menu.aboutToShow.connect(self._fill)
        self.update_button.clicked.connect(self._update)
        people.changed.connect(self._tell)
        draft.changed.connect(self._tell)
        draft.turned.connect(self._tell)
        theme.changed.connect(self._dress)
        on_language(self, self._tell)
        self._dress()
        self._tell()

    def _fill(self) -> None:
        """Who can be chosen now."""
        self.menu.clear()
        for entry in self._people.entries:
            name = entry.person.name.replace("&", "&&")  # no key of the menu
            action = self.menu.addAction(name)
            action.setEnabled(bool(entry.judgement.counted))
            Call(action.triggered, action, self._people.use, entry.person.id)
        if self._people.entries:
            self.menu.addSeparator()
        identity = self._draft.identity
        save = self.menu.addAction(self.tr("Save as a person…"))
        save.setEnabled(
            identity is not None
            and self._people.entry(identity.person) is None
            and self._people.library.writable
        )
        Call(save.triggered, save, self.save.emit)
        everybody = self.menu.addAction(self.tr("All people…"))
        Call(everybody.triggered, everybody, self.opened.emit)

    def _tell(self) -> None:
        identity = self._draft.identity
        entry = self._people.entry(identity.person if identity is not None else None)
        name = entry.person.name if entry is not None else ""
        self.button.setText(name.replace("&", "&&") or self.tr("People"))
        self.button.setAccessibleName(self.tr("Person {0}").format(name).strip())
        outdated, missing = self._people.outdated(identity), self._people.missing(identity)
        if missing:
            self.words.setText(
                self.tr("This person is not in this library. The photos are used as they are.")
            )
        else:
            self.words.setText(self.tr("Has other photos by now.") if outdated else "")
        restyle(self.words, "warn" if outdated else "small")
        self.words.setVisible(bool(self.words.text()))
        self.update_button.setVisible(outdated)

    def _update(self) -> None:
        if (identity := self._draft.identity) is not None and identity.person is not None:
            self._people.use(identity.person)

    def _dress(self) -> None:
        self.button.setIcon(icon("people", self._theme.color("muted")))
