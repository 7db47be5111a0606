"""A picture of a strip, with a badge below it: takes the focus, and can be dragged."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from gui.icons import icon
from gui.language import Text
from gui.panels.card import quiet_button
from gui.panels.photo_words import Verdict, judge
from gui.theme import Theme

_SIGN = 14  # pixels
_BADGE = 17  # high


class Tile(QAbstractButton):
    """Takes the focus by click and Tab; can be dragged to another place."""

    focused = Signal()
    dragged = Signal(QPoint)  # where the mouse is, in the parent's coordinates
    dropped = Signal(QPoint)

    def __init__(
        self, theme: Theme, size: QSize, removal: Text, parent: QWidget | None = None
    ) -> None:
        """`removal`: what the button that takes the picture away does."""
        super().__init__(parent)
        self._theme = theme
        self._picture: tuple[QImage, QRectF] | None = None
        self._verdict = judge(None)
        self._sign = QPixmap()
        self._press: QPoint | None = None
        self._dragging = False
        self.setFixedSize(size)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.remove = quiet_button(removal, lambda: self.tr("Remove (Delete)"), 18)
        self.remove.setProperty("role", "corner")
        self.remove.setIconSize(QSize(16, 16))
        self.remove.setParent(self)
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has Delete
        self.remove.hide()  # until the tile is looked at
        theme.changed.connect(self._dress)
        self._dress()

    def show_picture(self, picture: tuple[QImage, QRectF] | None, verdict: Verdict) -> None:
        """Show a part of an image, and what the badge says of it."""
        self._picture, self._verdict = picture, verdict
        self._sign = self._make_sign()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._press = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press is not None:
            here = event.position().toPoint()
            far = (here - self._press).manhattanLength() >= QApplication.startDragDistance()
            self._dragging = self._dragging or far
            if self._dragging:
                self.dragged.emit(self.mapToParent(here))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        dragging, self._press, self._dragging = self._dragging, None, False
        if dragging:
            self.dropped.emit(self.mapToParent(event.position().toPoint()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._offer_removal()
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._offer_removal()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._offer_removal()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._offer_removal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.remove.move(self.width() - self.remove.width() - 3, 3)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        square = QRectF(0, 0, self.width(), self.width()).adjusted(1, 1, -1, -1)
        clip = QPainterPath()
        clip.addRoundedRect(square, 9, 9)
        painter.save()
        painter.setClipPath(clip)
        painter.fillPath(clip, self._theme.color("sunken"))
        if self._picture is not None:
            image, part = self._picture
            painter.drawImage(square, image, part)
        painter.restore()
        focus = self.hasFocus()
        color = self._theme.color("accent_line" if focus else "border")
        painter.setPen(QPen(color, 2 if focus else 1))
        painter.drawRoundedRect(square, 9, 9)
        self._paint_badge(painter)

    def _paint_badge(self, painter: QPainter) -> None:
        font = self.font()
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(self._badge_color())
        row = QRectF(0, self.width() + 3, self.width(), _BADGE)
        if row.bottom() > self.height():
            return
        word = self._verdict.word or "…"
        wide = painter.fontMetrics().horizontalAdvance(word)
        sign = 0 if self._sign.isNull() else _SIGN + 3
        if sign and wide + sign > row.width():  # the sign says it, too
            word, wide = "", -3
        left = max(0.0, (row.width() - wide - sign) / 2)
        painter.drawPixmap(round(left), round(row.center().y() - _SIGN / 2), self._sign)
        painter.drawText(
            row.adjusted(left + sign, 0, 0, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            word,
        )

    def _badge_color(self) -> QColor:
        role = self._verdict.role
        return self._theme.color("muted" if role == "small" else role)

    def _make_sign(self) -> QPixmap:
        """The badge's icon; null while there is none."""
        if not self._verdict.sign:
            return QPixmap()
        return icon(self._verdict.sign, self._badge_color()).pixmap(QSize(_SIGN, _SIGN))

    def _offer_removal(self) -> None:
        self.remove.setVisible(self.hasFocus() or self.underMouse())

    def _dress(self) -> None:
        self.remove.setIcon(icon("close", self._theme.color("text")))
        self._sign = self._make_sign()
        self.update()
