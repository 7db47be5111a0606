"""One photo of a person: the face, a badge, how alike it is, whether and how much it counts."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from core.people.judging import PhotoVerdict
from core.people.record import PersonPhoto
from gui.forms.controls import CheckBox
from gui.icons import icon, sign
from gui.language import in_lines, listed, on_language, said
from gui.panels.card import quiet_button
from gui.panels.photo_tile import part_around_box
from gui.panels.photo_words import Verdict
from gui.panels.sources import Photo
from gui.people.words import judged, spoken_cosine
from gui.roles import restyle
from gui.theme import Theme

SIDE = 126
_STEPS = 20  # of the weight


class FaceView(QWidget):
    """The face of a photo, cut out."""

    def __init__(self, theme: Theme, side: int = SIDE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._photo: Photo | None = None
        self._box: tuple[float, float, float, float] | None = None
        self._faded = False
        self.setFixedSize(side, side)
        theme.changed.connect(self.update)

    def show_photo(self, photo: Photo | None, seen: PersonPhoto | None, faded: bool) -> None:
        """Show a photo; None: it is being opened. One that does not count is `faded`."""
        self._photo, self._faded = photo, faded
        self._box = seen.face.box if seen is not None and seen.face is not None else None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        square = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        clip = QPainterPath()
        clip.addRoundedRect(square, 9, 9)
        painter.setClipPath(clip)
        painter.fillPath(clip, self._theme.color("sunken"))
        photo = self._photo
        if photo is not None and not photo.image.isNull():
            painter.setOpacity(0.45 if self._faded else 1)
            painter.drawImage(square, photo.image, part_around_box(photo, self._box))
            painter.setOpacity(1)
        elif self.width() < SIDE:
            side = self.width() // 2
            ratio = self.devicePixelRatioF()
            corner = round((self.width() - side) / 2)
            drawn = sign("person", self._theme.color("muted"), side, ratio)
            painter.drawPixmap(corner, corner, drawn)
        painter.setPen(QPen(self._theme.color("border"), 1))
        painter.drawRoundedRect(square, 9, 9)


class PersonTile(QFrame):
    """Shows one photo, and asks for changes of it."""

    counted = Signal(str, bool)  # fingerprint, whether it is to count
    weighed = Signal(str, float, bool)  # fingerprint, weight, whether the slider still moves
    removed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.photo: PersonPhoto | None = None
        self._verdict: PhotoVerdict | None = None
        self._place = (0, 0)
        self._badge = Verdict("", "", "", "small")
        self.setProperty("role", "card")
        self.view = FaceView(theme)
        self.sign, self.word, self.alike, self.share = QLabel(), QLabel(), QLabel(), QLabel()
        for label in (self.alike, self.share):
            label.setProperty("role", "small")
        self.counts = CheckBox()
        said(
            self.counts,
            text=lambda: self.tr("Counts"),
            tip=lambda: self.tr(
                "Whether this photo is averaged with the others. Untick it to leave it out, "
                "tick it to have it count whatever is said of it."
            ),
        )
        self.weight = QSlider(Qt.Orientation.Horizontal)
        self.weight.setRange(1, _STEPS)
        self.weight.setPageStep(4)
        said(self.weight, name=lambda: self.tr("Weight of the photo"))
        self.remove = quiet_button(lambda: self.tr("Remove this photo"), None, 22)
        self.remove.setIconSize(QSize(16, 16))
        self._lay_out()
        self.counts.clicked.connect(self._count)
        self.weight.valueChanged.connect(self._weigh)
        self.weight.sliderReleased.connect(self._weigh)
        self.remove.clicked.connect(self._remove)
        theme.changed.connect(self._dress)
        on_language(self, self._tell)
        self._dress()

    def show_photo(
        self,
        photo: PersonPhoto,
        verdict: PhotoVerdict,
        source: Photo | None,
        place: tuple[int, int],
    ) -> None:
        """Show a photo.

        Args:
            photo: what is kept of it.
            verdict: what is to be said of it.
            source: its picture; None: it is being opened.
            place: which of how many it is, from 1.
        """
        self.photo, self._verdict, self._place = photo, verdict, place
        self.view.show_photo(source, photo, not verdict.counts)
        self.counts.setChecked(verdict.counts)
        self.counts.setEnabled(photo.face is not None)
        self.weight.blockSignals(True)
        self.weight.setValue(round(photo.weight * _STEPS))
        self.weight.blockSignals(False)
        self.weight.setEnabled(verdict.counts)
        self._tell()

    def controls(self) -> tuple[QWidget, ...]:
        """As Tab walks them."""
        return self.counts, self.weight, self.remove

    def _lay_out(self) -> None:
        badge = QHBoxLayout()
        badge.setSpacing(4)
        badge.addWidget(self.sign)
        badge.addWidget(self.word, 1)
        badge.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addWidget(self.view)
        column.addLayout(badge)
        column.addWidget(self.alike)
        counting = QHBoxLayout()
        counting.addWidget(self.counts, 1)
        counting.addWidget(self.share)
        column.addLayout(counting)
        column.addWidget(self.weight)
        self.setFixedWidth(SIDE + 18)

    def _tell(self) -> None:
        if self.photo is None or self._verdict is None:
            return
        self._badge = judged(self.photo, self._verdict)
        self.word.setText(self._badge.word)
        restyle(self.word, self._badge.role)
        self.alike.setText(spoken_cosine(self._verdict.cosine))
        self.setToolTip(in_lines(self._badge.sentence))
        percent = self.tr("{0} %").format(round(100 * self.photo.weight))
        self.share.setText(percent)
        self.share.setVisible(self._verdict.counts)
        self.weight.setToolTip(self.tr("Weight {0}").format(percent))
        name = self.tr("Photo {0} of {1}").format(*self._place)
        self.setAccessibleName(listed((name, self._badge.word)))
        self.counts.setAccessibleName(listed((name, self.counts.text())))
        self.counts.setAccessibleDescription(self._badge.sentence)
        self._paint_sign()

    def _paint_sign(self) -> None:
        if self._badge.sign:
            color = self._theme.color(self._badge.role)
            self.sign.setPixmap(icon(self._badge.sign, color).pixmap(QSize(14, 14)))

    def _count(self, counts: bool) -> None:
        if self.photo is not None:
            self.counted.emit(self.photo.source, counts)

    def _weigh(self) -> None:
        if self.photo is not None:
            moving = self.weight.isSliderDown()
            self.weighed.emit(self.photo.source, self.weight.value() / _STEPS, moving)

    def _remove(self) -> None:
        if self.photo is not None:
            self.removed.emit(self.photo.source)

    def _dress(self) -> None:
        self.remove.setIcon(icon("close", self._theme.color("muted")))
        self._paint_sign()
