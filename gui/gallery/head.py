"""The line above the pictures: how many there are, how large they are shown, details or not."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from gui.gallery.grid import LARGEST, SMALLEST, STEP
from gui.icons import icon
from gui.language import said
from gui.theme import Theme


class GalleryHead(QWidget):
    """Its parts are connected by whoever places it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        title = QLabel()
        said(title, text=lambda: self.tr("Pictures"))
        title.setProperty("role", "title")
        self.count = QLabel()
        self.count.setProperty("role", "small")
        self.size_slider = QSlider(Qt.Orientation.Horizontal)
        self.size_slider.setRange(SMALLEST, LARGEST)
        self.size_slider.setSingleStep(STEP)
        self.size_slider.setPageStep(2 * STEP)
        self.size_slider.setMinimumWidth(40)
        self.size_slider.setMaximumWidth(96)
        said(
            self.size_slider,
            name=lambda: self.tr("Size of the thumbnails"),
            tip=lambda: self.tr("Size of the thumbnails (Ctrl + mouse wheel)"),
        )
        self.info = QToolButton()
        self.info.setCheckable(True)
        self.info.setChecked(True)
        self.info.setProperty("role", "icon")
        self.info.setFixedSize(28, 28)
        self.info.setIconSize(QSize(18, 18))
        said(self.info, name=lambda: self.tr("Details"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(title)
        row.addWidget(self.count)
        row.addStretch()
        row.addWidget(self.size_slider, 1)  # it shrinks first
        row.addWidget(self.info)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()

    def focus_order(self) -> tuple[QWidget, ...]:
        return self.size_slider, self.info

    def show_count(self, shown: int, total: int, filtered: bool) -> None:
        words = self.tr("{0} of {1}").format(shown, total) if filtered else str(total)
        self.count.setText(words if total else "")
        self.count.setAccessibleName(self.tr("Number of pictures: {0}").format(words))

    def _paint_icons(self) -> None:
        self.info.setIcon(icon("info", self._theme.color("text")))
