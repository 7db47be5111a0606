"""Last page: somebody is chosen, and drawn before one's eyes."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.faces.alike import is_alike
from gui.alike import figure_words, help_words, named_words
from gui.background import Background
from gui.language import as_tip, in_language, on_language, said
from gui.panels.samples import Sample, SampleStrip
from gui.roles import restyle
from gui.stage import ALIKE
from gui.theme import Theme
from gui.welcome.first_portrait import FirstPortrait, Phase
from gui.welcome.page import Page
from gui.welcome.people import Person
from gui.welcome.portrait_view import PortraitView

_LEAST, _MOST = 150, 240  # logical pixels of a side of the photo, and of the portrait
_FACE, _COLUMNS = 52, 4  # of the people to choose from
_LEFT = 240  # the width of the column with them
_BAR = 1000


class PortraitPage(Page):
    """People, a button, and the photo beside the portrait that is drawn after it."""

    over = Signal(bool)  # whether nothing is left to do here: there is a portrait, or can't be one

    def __init__(
        self, portrait: FirstPortrait, samples: Path, background: Background, theme: Theme
    ) -> None:
        super().__init__(
            lambda: self.tr("Your first portrait"),
            lambda: self.tr(
                "Choose somebody, and watch the portrait come. These people are drawn and exist "
                "nowhere."
            ),
        )
        self._portrait = portrait
        self._people: tuple[Person, ...] = ()
        self._chosen: Person | None = None
        self.strip = SampleStrip(samples, background, side=_FACE, columns=_COLUMNS)
        self.photo = PortraitView(theme, _LEAST, _MOST)
        self.picture = PortraitView(theme, _LEAST, _MOST, "person")
        self.words, self.draw, self.told = QLabel(), QPushButton(), QLabel()
        self.progress, self.bar, self.stop = QLabel(), QProgressBar(), QPushButton()
        self.pill = QLabel()
        row = QHBoxLayout()
        row.setSpacing(28)
        row.addLayout(self._make_left())
        row.addLayout(self._make_right(), 1)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.strip.chosen.connect(self._choose)
        self.draw.clicked.connect(self._draw)
        self.stop.clicked.connect(portrait.stop)
        portrait.changed.connect(self._show)
        on_language(self, self._show)
        self._show()

    @property
    def first(self) -> QWidget | None:
        return self.draw if self.draw.isEnabled() else None

    def show_people(self, people: tuple[Person, ...]) -> None:
        """Who can be chosen; the first is, or who is being drawn."""
        self._people = people
        if people:
            self._choose(self._portrait.sample or people[0].sample)

    def _make_left(self) -> QVBoxLayout:
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setFixedWidth(_LEFT)
        said(self.words, name=lambda: self.tr("The words that are drawn"))
        column = QVBoxLayout()
        column.setSpacing(14)
        column.addWidget(self.strip)
        column.addWidget(self.words)
        column.addWidget(self.draw)
        column.addStretch(1)
        return column

    def _make_right(self) -> QVBoxLayout:
        for label in (self.told, self.progress):
            label.setWordWrap(True)
        self.progress.setProperty("role", "muted")
        self.bar.setRange(0, _BAR)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(4)
        said(self.bar, name=lambda: self.tr("Share of the portrait that is done"))
        self.stop.setProperty("role", "link")
        self.stop.setAutoDefault(False)  # Enter, pressed once more, must not stop it
        said(
            self.stop,
            text=lambda: self.tr("Stop"),
            tip=lambda: self.tr("Draw this portrait no further"),
        )
        going = QHBoxLayout()
        going.addWidget(self.progress, 1)
        going.addWidget(self.stop)
        arrow = QLabel("→")
        arrow.setProperty("role", "display")
        arrow.setAccessibleName(" ")
        pictures = QHBoxLayout()
        pictures.setSpacing(12)
        pictures.addWidget(self.photo, 1)
        pictures.addWidget(arrow, 0, Qt.AlignmentFlag.AlignVCenter)
        pictures.addWidget(self.picture, 1)
        result = QHBoxLayout()
        result.setSpacing(10)
        result.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignTop)
        result.addWidget(self.told, 1)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(pictures)
        column.addWidget(self.bar)
        column.addLayout(going)
        column.addLayout(result)
        column.addStretch(1)
        return column

    def _choose(self, sample: Sample) -> None:
        """Show whom the next press draws; a portrait of somebody else goes."""
        self._chosen = next((one for one in self._people if one.sample == sample), None)
        if self._chosen is not None:
            self.strip.mark(self._chosen.key)
            self.photo.show_image(self._chosen.image)
        self._show()

    def _draw(self) -> None:
        """Once: the second press of a double click is none."""
        if not self._portrait.busy and self._chosen is not None:
            self._portrait.draw(self._chosen.sample)

    def _show(self) -> None:
        """Tell how far it is, in the language of today."""
        portrait, person = self._portrait, self._chosen
        impossible = portrait.impossible()
        ours = person is not None and portrait.sample == person.sample
        phase = portrait.phase if ours else Phase.NOTHING
        self.strip.setEnabled(not portrait.busy)
        self.draw.setEnabled(person is not None and not impossible)
        self._name(person, phase)
        self.picture.show_pixels(portrait.pixels if ours else None)
        stopped = self.stop.hasFocus() and not portrait.busy
        for part in (self.bar, self.progress, self.stop):
            part.setVisible(ours and portrait.busy)
        if stopped:
            self.draw.setFocus()
        self.bar.setValue(round(portrait.share * _BAR))
        self.progress.setText(portrait.words())
        self._tell(phase, impossible)
        restyle(self.draw, "" if phase is Phase.DONE or portrait.busy else "primary")
        self.over.emit(phase is Phase.DONE or bool(impossible))

    def _name(self, person: Person | None, phase: Phase) -> None:
        """Who is seen where, and what the button does next."""
        name = person.sample.name if person is not None else ""
        words = self.tr("In the words: “{0}”").format(person.sample.prompt if person else "")
        self.words.setText(words if person is not None else "")
        if phase in (Phase.OPENING, Phase.QUEUED):
            self.draw.setText(self.tr("{0} is being drawn…").format(name))
        elif phase is Phase.DONE:
            self.draw.setText(self.tr("Draw {0} once more").format(name))
        else:
            self.draw.setText(self.tr("Draw {0}").format(name))
        self.photo.setAccessibleName(self.tr("The picture of {0}").format(name))
        portrait = {
            Phase.DONE: self.tr("The portrait of {0}"),
            Phase.QUEUED: self.tr("The portrait of {0} so far"),
        }
        none = self.tr("No portrait of {0} yet")
        self.picture.setAccessibleName(portrait.get(phase, none).format(name))

    def _tell(self, phase: Phase, impossible: str) -> None:
        """How it ended, if it did; or why it can't begin."""
        people, likeness, role, words = self._portrait.people, self._portrait.likeness, "", ""
        known = phase is Phase.DONE and bool(figure_words(people, likeness))
        alike = is_alike(people, likeness, ALIKE)
        if impossible:
            role, words = "warn", in_language(impossible)
        elif phase is Phase.FAILED and (failure := self._portrait.failure) is not None:
            role = "warn"
            words = in_language(failure.sentence())
        elif phase is Phase.STOPPED:
            words = self.tr("Stopped.")
        elif known:
            words = (
                self.tr("To a face recogniser, both are the same person.")
                if alike
                else self.tr("That is little: another try begins with another seed.")
            )
        elif phase is Phase.DONE:
            words = self.tr(
                "No face is found in it, so its likeness can't be told. Another try helps."
            )
        self.told.setText(words)
        self.told.setVisible(bool(words))
        restyle(self.told, role)
        self.pill.setVisible(known)
        self.pill.setText(named_words(people, likeness))
        self.pill.setToolTip(as_tip(help_words(people, likeness)))
        restyle(self.pill, "pill" if alike else "pill-warn")
