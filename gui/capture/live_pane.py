"""The draft that follows the camera, beside the camera's picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from core.portrait import Portrait
from gui.images import to_qimage
from gui.language import on_language, said

if TYPE_CHECKING:
    from gui.capture.portrait import LivePortrait


class _Draft(QWidget):
    """A picture as large as fits."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setMinimumSize(QSize(160, 160))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_image(self, image: QImage) -> None:
        self._image = image
        self.update()

    @property
    def image(self) -> QImage:
        return self._image

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(left, top, size.width(), size.height()), self._image)
        painter.end()


class LivePane(QWidget):
    """Shows each draft, how many come a second, and a button that keeps the pose."""

    def __init__(self, portrait: LivePortrait) -> None:
        super().__init__()
        self._portrait = portrait
        self._frozen = False
        self.draft, self.words, self.freeze = _Draft(), QLabel(), QPushButton()
        self.words.setProperty("role", "small")
        self.words.setWordWrap(True)
        said(self.draft, name=lambda: self.tr("Live portrait"))
        said(
            self.freeze,
            text=lambda: self.tr("Freeze"),
            tip=lambda: self.tr(
                "Keep this pose in the recipe, for a picture in full quality. Undo takes it back."
            ),
        )
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.draft, 1)
        column.addWidget(self.words)
        column.addWidget(self.freeze, 0, Qt.AlignmentFlag.AlignHCenter)
        portrait.sketched.connect(self._show)
        portrait.switched.connect(self._switched)
        on_language(self, self._tell)
        self._tell()

    @property
    def has_draft(self) -> bool:
        """Whether there is one to be seen."""
        return not self.draft.image.isNull()

    def tell_frozen(self) -> None:
        """The pose is in the recipe now."""
        self._frozen = True
        self._tell()

    def _switched(self, on: bool) -> None:
        if on:
            self._frozen = False
        self._tell()

    def _show(self, portrait: Portrait) -> None:
        self.draft.show_image(to_qimage(portrait.image))
        self._tell()

    def _tell(self) -> None:
        rate = self._portrait.rate
        self.freeze.setEnabled(self._portrait.on and self.has_draft)
        if self._frozen:
            self.words.setText(self.tr("The pose is in the recipe. Generate draws it in full."))
        elif not self.has_draft:
            self.words.setText(self.tr("The first draft is being drawn…"))
        elif rate:
            self.words.setText(self.tr("{0} drafts a second").format(f"{rate:.1f}"))
        else:
            self.words.setText(self.tr("Draft"))
