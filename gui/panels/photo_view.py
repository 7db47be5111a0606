"""Shows a photo with what the face models see in it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from core.faces.face import largest
from gui.icons import sign
from gui.language import on_language
from gui.panels.sources import Photo
from gui.theme import Theme


class PhotoView(QWidget):
    """A rounded square with the photo and, if wanted, the largest face's box and landmarks."""

    def __init__(
        self, theme: Theme, side: int, marks: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._marks = marks
        self._theme = theme
        self._photo: Photo | None = None
        self._sign = ""
        self.setFixedSize(QSize(side, side))
        theme.changed.connect(self.update)
        on_language(self, self._tell)

    def show_photo(self, photo: Photo | None, sign: str = "") -> None:
        """Show a photo, or the icon `sign` where there is none for a reason."""
        self._photo, self._sign = photo, sign
        self._tell()
        self.update()

    def _tell(self) -> None:
        self.setAccessibleName(self.tr("Chosen photo") if self._photo else self.tr("No photo"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(self.rect()), 10, 10)
        painter.setClipPath(clip)
        painter.fillPath(clip, self._theme.color("sunken"))
        if self._photo is None:
            self._draw_sign(painter)
            return
        scale = max(self.width() / self._photo.width, self.height() / self._photo.height)
        width, height = self._photo.width * scale, self._photo.height * scale
        corner = QPointF((self.width() - width) / 2, (self.height() - height) / 2)
        painter.drawImage(QRectF(corner.x(), corner.y(), width, height), self._photo.image)
        self._draw_face(painter, self._photo, corner, scale)
        painter.setPen(QPen(self._theme.color("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)

    def _draw_sign(self, painter: QPainter) -> None:
        if self._sign:
            side = self.width() // 3
            drawn = sign(self._sign, self._theme.color("muted"), side, self.devicePixelRatioF())
            corner = (self.width() - side) / 2
            painter.drawPixmap(QPointF(corner, corner), drawn)

    def _draw_face(self, painter: QPainter, photo: Photo, corner: QPointF, scale: float) -> None:
        if not photo.faces or not self._marks:
            return
        face = largest(photo.faces)
        left, top, right, bottom = (float(value) * scale for value in face.box)
        box = QRectF(left + corner.x(), top + corner.y(), right - left, bottom - top)
        painter.setPen(QPen(QColor(0, 0, 0, 110), 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QPen(QColor("#ffffff"), 1.5))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QPen(QColor(0, 0, 0, 150), 1))
        painter.setBrush(QColor("#ffffff"))
        for x, y in face.landmarks:
            centre = QPointF(float(x) * scale + corner.x(), float(y) * scale + corner.y())
            painter.drawEllipse(centre, 2, 2)
