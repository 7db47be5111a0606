"""The welcome: four pages over the window, each of which can be left at any time."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.packs import Manifest
from core.packs.defaults import default_recipe
from gui.background import Background
from gui.calls import Call
from gui.failure import Failure
from gui.language import on_language, said
from gui.preferences import Preferences
from gui.roles import restyle
from gui.welcome.computer import ComputerPage
from gui.welcome.dots import Dots
from gui.welcome.first_portrait import FirstPortrait
from gui.welcome.looks import LooksPage
from gui.welcome.models import ModelsPage
from gui.welcome.page import Page
from gui.welcome.people import Person, load_people
from gui.welcome.portrait import PortraitPage
from gui.welcome.shade import Shade
from gui.worker import Worker

_WIDTH, _HEIGHT = 860, 520  # logical pixels, where the screen has them
_LEAST = 640, 400
_FOOT = 46  # as high as the button to go on with is where it is the main one


class WelcomeDialog(QDialog):
    """Looks, this computer, models, a first portrait.

    Args:
        device: where the engine draws, see `Welcome`.
    """

    def __init__(
        self,
        preferences: Preferences,
        worker: Worker,
        portrait: FirstPortrait,
        manifest: Manifest,
        samples: Path,
        device: str | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        if parent is not None:
            self.finished.connect(Shade(parent).deleteLater)
        self._background = Background(self)  # whose answers are not awaited by a closed dialog
        self._background.run(partial(load_people, samples), self._show_people, self._no_people)
        self._over = False
        theme = preferences.theme
        self.looks = LooksPage(preferences)
        self.computer = ComputerPage(
            theme, self._background, worker.queue.speeds, default_recipe(manifest), device
        )
        self.models = ModelsPage(manifest, theme)
        self.portrait = PortraitPage(portrait, samples, self._background, theme)
        self.pages: tuple[Page, ...] = (self.looks, self.computer, self.models, self.portrait)
        self.stack, self.dots = QStackedWidget(), Dots(len(self.pages), theme)
        self.skip, self.back, self.next = QPushButton(), QPushButton(), QPushButton()
        said(self, window=lambda: self.tr("Welcome"))
        self._lay_out()
        self._add_keys()
        worker.ready.connect(self.computer.show_device)
        Call(worker.starting, self, self.computer.show_device, None)
        worker.succeeded.connect(self.computer.tell)
        self.portrait.over.connect(self._note)
        self.skip.clicked.connect(self.reject)
        self.back.clicked.connect(self.turn_back)
        self.next.clicked.connect(self.turn_on)
        self.finished.connect(self._background.stop)
        on_language(self, self._tell)
        self._turn(0)

    @property
    def place(self) -> int:
        """Which page is seen; 0 is the first."""
        return self.stack.currentIndex()

    def turn_back(self) -> None:
        """To the page before, if there is one."""
        if self.place:
            self._turn(self.place - 1)

    def turn_on(self) -> None:
        """To the next page; on the last one, begin."""
        if self.place + 1 < len(self.pages):
            self._turn(self.place + 1)
        else:
            self.accept()

    def _lay_out(self) -> None:
        self.areas = tuple(map(_scrolled, self.pages))
        for area in self.areas:
            self.stack.addWidget(area)
        self.skip.setProperty("role", "link")
        self.next.setProperty("role", "primary")
        self.next.setMinimumWidth(132)
        self.back.setMinimumWidth(88)
        said(
            self.skip,
            text=lambda: self.tr("Skip"),
            tip=lambda: self.tr("Close the welcome (Esc). The Help menu opens it again."),
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch()
        buttons.addWidget(self.back, 0, Qt.AlignmentFlag.AlignVCenter)
        buttons.addWidget(self.next)
        foot = QGridLayout()
        foot.addWidget(self.skip, 0, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.dots, 0, 1, Qt.AlignmentFlag.AlignCenter)
        foot.addLayout(buttons, 0, 2)
        foot.setRowMinimumHeight(0, _FOOT)
        foot.setColumnStretch(0, 1)
        foot.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 18)
        column.setSpacing(14)
        column.addWidget(self.stack, 1)
        column.addLayout(foot)
        self.setMinimumSize(*_LEAST)
        self.resize(_WIDTH, _HEIGHT)

    def _add_keys(self) -> None:
        """Those with which one goes from page to page elsewhere: Alt with the arrows, mostly."""
        for key, act in (
            (QKeySequence.StandardKey.Back, self.turn_back),
            (QKeySequence.StandardKey.Forward, self._turn_unless_last),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)

    def _turn_unless_last(self) -> None:
        if self.place + 1 < len(self.pages):
            self.turn_on()

    def _turn(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.dots.show_place(place)
        self._tell()
        page = self.pages[place]
        (page.first or self.next).setFocus(Qt.FocusReason.TabFocusReason)
        heard = f"{page.title()}. {self.dots.words}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, heard))

    def _note(self, over: bool) -> None:
        """There is a portrait, or none any more: what comes next is another thing."""
        if over != self._over:
            self._over = over
            self._tell()
            if over and self.place == len(self.pages) - 1:
                self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        """Name the buttons as the page wants them, and which of them Enter presses."""
        last = self.place == len(self.pages) - 1
        self.back.setText(self.tr("Back"))
        self.back.setToolTip(self.tr("The page before ({0})").format(_keys("Back")))
        self.back.setVisible(self.place > 0)
        self.skip.setVisible(not last)
        self.next.setText(self.tr("Begin") if last else self.tr("Next"))
        onward = self.tr("The next page ({0})").format(_keys("Forward"))
        self.next.setToolTip(self.tr("Go on in the window") if last else onward)
        self.next.setAccessibleDescription(self.dots.words)
        waits = last and not self._over
        restyle(self.next, "" if waits else "primary")
        (self.portrait.draw if waits else self.next).setDefault(True)

    def _show_people(self, people: tuple[Person, ...]) -> None:
        self.looks.show_people(people)
        self.portrait.show_people(people)

    def _no_people(self, failure: Failure) -> None:
        """Without the sample people nobody greets, and the page for them says nothing."""


def _scrolled(page: Page) -> QScrollArea:
    """A page that scrolls where the screen is too small for it."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidgetResizable(True)
    area.setWidget(page)
    return area


def _keys(name: str) -> str:
    """The usual keys of this system, as it writes them."""
    key = QKeySequence(QKeySequence.StandardKey[name])
    return key.toString(QKeySequence.SequenceFormat.NativeText)
