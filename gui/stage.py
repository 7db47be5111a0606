"""The middle of the window: messages, the picture, and what is known about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from core.faces.alike import alike_of, is_alike
from core.picture import Picture
from core.portrait import Portrait
from core.told import Told
from gui.alike import figure_words, help_words, named_words
from gui.background import Background
from gui.canvas import Canvas
from gui.commands import Commands
from gui.icons import icon, sign
from gui.language import Text, as_tip, in_language, on_language, said
from gui.notice import NoticeBar
from gui.panels.advice_card import AdviceCard
from gui.panels.photo_view import PhotoView
from gui.panels.sources import Photo
from gui.roles import restyle
from gui.theme import Theme

if TYPE_CHECKING:
    import numpy as np

_NO_FACE_HELP: str = QT_TRANSLATE_NOOP(  # type: ignore[assignment]
    "Stage",
    "The face models see no face in the picture, so its likeness can't be told. More steps or "
    "a higher face structure often bring one out.",
)
ALIKE = 0.4  # above this, recognisers take two photos for the same person
_BAR = 1000
_SKETCH = 3  # of the rows at the foot
_SIGN = 64  # logical pixels
_NARROW = 480  # below this there is no room for all that is known of a picture


class Stage(QWidget):
    """Shows one picture, or one being drawn, or how to begin."""

    begin = Signal()  # the empty state's one action
    recall = Signal()  # use the shown picture's recipe
    finish = Signal()  # draw the draft that is shown in full

    def __init__(
        self,
        theme: Theme,
        commands: Commands,
        background: Background,
        about: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`about` says what the pack's models know; it stands there before a first picture."""
        super().__init__(parent)
        self._theme = theme
        self._picture: Picture | None = None
        self._sample = ""
        self._chosen = False
        self._photo: Photo | None = None  # after which the shown picture was drawn
        self._sketch: Portrait | None = None  # the draft that is shown
        self._judge: tuple[str, Told] | None = None  # of a pack, by its name
        self._off: float | None = None  # of the face from its place
        self._progress: Text = str
        self.about = QLabel()
        said(self.about, text=lambda: in_language(about))
        self.notice = NoticeBar(theme, commands)
        self.canvas = Canvas(theme, background)
        self.advice = AdviceCard(theme, self.canvas, draws=True)
        middle, foot = QWidget(self), QWidget(self)
        self._middle = QStackedLayout(middle)
        self._middle.addWidget(self._make_empty())
        self._middle.addWidget(self._make_picture_page())
        self._foot = QStackedLayout(foot)
        for row in (QWidget(), self._make_progress(), self._make_facts(), self._make_sketch()):
            self._foot.addWidget(row)
        foot.setFixedHeight(64)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 8)
        layout.setSpacing(8)
        layout.addWidget(self.notice)
        layout.addWidget(middle, 1)
        layout.addWidget(self.advice)
        layout.addWidget(foot)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._make_room()

    def show_empty(self) -> None:
        self._turn_to(0)
        self._foot.setCurrentIndex(0)

    def show_progress(self, words: Text, share: float) -> None:
        """Say how far the drawing is; `share` is 0 to 1."""
        self._foot.setCurrentIndex(1)
        self._progress = words
        self._tell_progress()
        self.bar.setValue(round(share * _BAR))

    def show_preview(self, pixels: np.ndarray, size: QSize | None = None) -> None:
        """Show what the picture looks like so far, RGB uint8 (h, w, 3); `size` it will have."""
        self._turn_to(1)
        self.canvas.show_preview(pixels, size)

    def show_picture(self, picture: Picture, pixels: np.ndarray, photo: Photo | None) -> None:
        """Show a finished picture, its likeness and the photo it was drawn after."""
        self._turn_to(1)
        self._foot.setCurrentIndex(2)
        self._picture = picture
        self.canvas.show_pixels(pixels, picture.recipe.prompt)
        self.show_reference(photo)
        self._tell_facts()

    @property
    def shows_sketch(self) -> bool:
        """Whether a quick draft is on the canvas."""
        return self._foot.currentIndex() == _SKETCH

    def show_canvas(self) -> None:
        """Have room for the face's points, also where there is no picture yet."""
        self._turn_to(1)

    def show_sketch(self, sketch: Portrait) -> None:
        """Show a quick draft, and that it is one."""
        self._turn_to(1)
        self._foot.setCurrentIndex(_SKETCH)
        self._sketch = sketch
        self.canvas.show_pixels(sketch.image, self.tr("Draft"))
        self._tell_sketch()

    def know_judge(self, pack: str, judge: Told) -> None:
        """Who tells the likeness of a pack's pictures."""
        self._judge = pack, judge

    def show_landmark_error(self, error: float | None) -> None:
        """How far the face is from where it was asked, in shares of the eye distance."""
        self._off = error
        self._tell_off()

    def show_loaded(self, words: str, pixels: np.ndarray) -> None:
        """Show a picture of which no more than its `words` are known, RGB uint8 (h, w, 3)."""
        self._turn_to(1)
        self._foot.setCurrentIndex(0)
        self.canvas.show_pixels(pixels, words)

    def show_facts(self) -> None:
        """Tell again what is known about the picture that is shown."""
        self._foot.setCurrentIndex(2)

    def show_reference(self, photo: Photo | None) -> None:
        """The photo that the shown picture was drawn after."""
        self._photo = photo
        self.reference.show_photo(photo)
        self._make_room()
        self.canvas.set_original(photo.image if photo is not None else None)

    def invite(self, chosen: bool) -> None:
        """Say what comes next before a first picture: a person, or, once `chosen`, the words."""
        self._chosen = chosen
        self.start.setVisible(not chosen)
        self._tell_start()

    def offer_sample(self, name: str) -> None:
        """Name a sample person with whom one can begin."""
        self._sample = name
        self._tell_start()

    def _turn_to(self, page: int) -> None:
        """Show a page in the middle; a list that is open over the window keeps the keys."""
        focus = QApplication.focusWidget()
        self._middle.setCurrentIndex(page)  # gives the keys to it if the last one had them once
        if focus is not None and focus.window() is not self.window():
            focus.setFocus()

    def _tell_off(self) -> None:
        self.off.setVisible(self._off is not None)
        self.off.setText(self.tr("Face off by {0}").format(f"{self._off or 0:.2f}"))
        words = self.tr(
            "How far eyes, nose and mouth are from where they were asked for, on average, in "
            "shares of the distance between the eyes. F shows both on the picture."
        )
        self.off.setToolTip(as_tip(words))

    def _tell_sketch(self) -> None:
        sketch = self._sketch
        people = () if sketch is None else alike_of(sketch.people)
        cosine = None if sketch is None else sketch.likeness
        shown = figure_words(people, cosine)
        words = self.tr("Draft · likeness {0}") if shown else self.tr("Draft")
        self.sketched.setText(words.format(shown))
        self.sketched.setToolTip(as_tip(help_words(people, cosine)) if shown else "")

    def _tell_progress(self) -> None:
        self.words.setText(self._progress())

    def _tell_facts(self) -> None:
        if (picture := self._picture) is None:
            return
        self.likeness.setVisible(bool(picture.recipe.identities))
        people, cosine = picture.people, picture.likeness
        if figure_words(people, cosine):
            self.likeness.setText(named_words(people, cosine))
            self.likeness.setToolTip(as_tip(help_words(people, cosine, self._judge_of(picture))))
        else:
            self.likeness.setText(self.tr("No face found in the picture"))
            self.likeness.setToolTip(self.tr(_NO_FACE_HELP))
        restyle(self.likeness, "pill" if is_alike(people, cosine, ALIKE) else "pill-warn")
        facts = [f"{picture.width} × {picture.height}"]
        facts.append(self.tr("Seed {0}").format(picture.recipe.sampling.seed))
        if picture.seconds:
            facts.append(self.tr("{0} s").format(f"{picture.seconds:.1f}"))
        self.facts.setText(" · ".join(facts))

    def _judge_of(self, picture: Picture) -> Told | None:
        """Who has told the likeness, if that is known of the picture's pack."""
        known = self._judge is not None and self._judge[0] == picture.recipe.pack
        return self._judge[1] if known and self._judge is not None else None

    def _make_room(self) -> None:
        """In a narrow window the small photo goes, and signs must do, or the pills would be cut."""
        wide = self.width() >= _NARROW
        self.reference.setVisible(self._photo is not None and wide)
        self.again.setText(self.tr("Use this recipe") if wide else "")

    def _tell_start(self) -> None:
        self.next_step.setText(
            self.tr("Say on the left what the picture should show, and press Generate.")
            if self._chosen
            else self.tr("Choose a person, say what the picture should show, and press Generate.")
        )
        if self._sample:
            self.start.setText(self.tr("Start with {0}").format(self._sample))
        else:
            self.start.setText(self.tr("Choose a photo…"))

    def _make_picture_page(self) -> QWidget:
        """The canvas on a page that stays when the canvas goes to the full screen."""
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.canvas)
        return page

    def _make_empty(self) -> QWidget:
        self.sign = QLabel()
        self.sign.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        title = QLabel()
        said(title, text=lambda: self.tr("Draw a first portrait"))
        title.setProperty("role", "display")
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.next_step = QLabel()
        self.next_step.setProperty("role", "muted")
        self.next_step.setWordWrap(True)
        self.next_step.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.about.setProperty("role", "muted")
        self.about.setWordWrap(True)
        self.about.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        narrow = QHBoxLayout()  # an aligned widget would be cut to the lines of its usual width
        narrow.addStretch(1)
        narrow.addWidget(self.about, 2)
        narrow.addStretch(1)
        self.about.setVisible(bool(self.about.text()))
        self.start = QPushButton()
        said(self.start, tip=lambda: self.tr("Begin with a person"))
        on_language(self.start, self._tell_start)
        self._tell_start()
        self.start.clicked.connect(self.begin)
        empty = QWidget()
        layout = QVBoxLayout(empty)
        layout.setSpacing(12)
        layout.addStretch()
        layout.addWidget(self.sign)
        layout.addWidget(title)
        layout.addWidget(self.next_step)
        layout.addSpacing(4)
        layout.addWidget(self.start, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(16)
        layout.addLayout(narrow)
        layout.addStretch()
        return empty

    def _make_progress(self) -> QWidget:
        self.words = QLabel()
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.bar = QProgressBar()
        self.bar.setRange(0, _BAR)
        self.bar.setTextVisible(False)
        said(self.bar, name=lambda: self.tr("Share of the picture that is done"))
        on_language(self.words, self._tell_progress)
        row = QWidget()
        layout = QVBoxLayout(row)
        layout.setContentsMargins(24, 8, 24, 8)
        layout.addWidget(self.words)
        layout.addWidget(self.bar)
        layout.addStretch()
        return row

    def _make_sketch(self) -> QWidget:
        self.sketched = QLabel()
        self.sketched.setProperty("role", "pill-warn")
        self.sketched.setFixedHeight(26)
        self.full = QPushButton()
        self.full.setProperty("role", "link")
        said(
            self.full,
            text=lambda: self.tr("Draw it in full"),
            tip=lambda: self.tr("Draw the same with all its steps, and keep it"),
        )
        self.full.clicked.connect(self.finish)
        on_language(self.sketched, self._tell_sketch)
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addStretch()
        layout.addWidget(self.sketched, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.full, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addStretch()
        return row

    def _make_facts(self) -> QWidget:
        self.reference = PhotoView(self._theme, 48, marks=False)
        said(self.reference, tip=lambda: self.tr("The photo of the person"))
        self.likeness = QLabel()
        self.likeness.setProperty("role", "pill")
        self.likeness.setFixedHeight(26)
        self.off = QLabel()
        self.off.setProperty("role", "count")
        self.off.hide()
        self.facts = QLabel()
        self.facts.setProperty("role", "muted")
        self.again = QPushButton()
        self.again.setProperty("role", "link")
        said(
            self.again,
            name=lambda: self.tr("Use this recipe"),
            tip=lambda: self.tr("Load everything that drew this picture into the panels"),
        )
        on_language(self.again, self._make_room)
        on_language(self.again, self._tell_facts)
        on_language(self.off, self._tell_off)
        self.again.setIconSize(QSize(16, 16))
        self.again.clicked.connect(self.recall)
        first = QHBoxLayout()
        first.setSpacing(4)
        first.addWidget(self.likeness)
        first.addWidget(self.off)
        first.addWidget(self.again)
        first.addStretch()
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch()
        words.addLayout(first)
        words.addWidget(self.facts)
        words.addStretch()
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addStretch(1)  # the words stretch too, without a factor: they get what they need
        layout.addWidget(self.reference, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(words)
        layout.addStretch(1)
        return row

    def _paint_icons(self) -> None:
        quiet = self._theme.color("strong")
        self.sign.setPixmap(sign("person", quiet, _SIGN, self.devicePixelRatioF()))
        self.again.setIcon(icon("recall", self._theme.color("accent_line")))
