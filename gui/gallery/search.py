"""Search and filters over the grid."""

from typing import cast

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.library import Filter, Flag, Mechanism
from gui.forms.controls import CheckBox
from gui.gallery.least_alike import LeastAlike
from gui.gallery.order import OrderButton
from gui.gallery.stars import StarBar
from gui.icons import icon
from gui.language import Text, on_language, said
from gui.preferences import Preferences
from gui.theme import Theme

PAUSE = 150  # milliseconds after the last letter


class SearchBar(QWidget):
    """Tells a Filter whenever it is another; `all_projects` widens it."""

    changed = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme = preferences.theme
        self._told = (Filter(), False)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._tell)
        self.text = _Words()
        said(
            self.text,
            placeholder=lambda: self.tr("Search"),
            name=lambda: self.tr("Search in prompts and titles"),
        )
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(self._pause.start)
        self._glass = QAction(self)
        self.text.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.toggle = QToolButton()
        self.toggle.setCheckable(True)
        self.toggle.setProperty("role", "icon")
        self.toggle.setFixedSize(34, 34)
        self.toggle.setIconSize(QSize(20, 20))
        said(self.toggle, name=lambda: self.tr("Filters"))
        on_language(self.toggle, self._show_active)
        self.toggle.toggled.connect(self._show_filters)
        self.filters = self._make_filters()
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.text, 1)
        self.order = OrderButton(preferences)
        first.addWidget(self.order)
        first.addWidget(self.toggle)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(first)
        layout.addWidget(self.filters)
        self.filters.hide()
        theme.changed.connect(self._paint_icons)
        self._paint_icons()

    @property
    def filter(self) -> Filter:
        return Filter(
            text=self.text.text().strip(),
            stars=self.stars.value(),
            flags=cast(tuple[Flag, ...], self.flag.value()),
            packs=self.pack.value(),
            mechanisms=cast(tuple[Mechanism, ...], self.mechanism.value()),
            alike=round(self.alike.value()),
        )

    @property
    def all_projects(self) -> bool:
        return self.everywhere.isChecked()

    def focus_order(self) -> tuple[QWidget, ...]:
        choices = (self.stars, self.flag, self.mechanism, self.pack, self.alike)
        return self.text, self.order, self.toggle, *choices, self.everywhere, self.reset

    def clear(self) -> None:
        """Let every picture of the project through."""
        self.text.clear()
        self.stars.setValue(0)
        for box in (self.flag, self.mechanism, self.pack):
            box.setCurrentIndex(0)
        self.alike.setValue(0)
        self.everywhere.setChecked(False)
        self._pause.stop()
        self._tell()

    def offer_packs(self, packs: tuple[str, ...]) -> None:
        """Name the packs between which to choose."""
        chosen = self.pack.currentData()
        self.pack.blockSignals(True)
        while self.pack.count() > 1:
            self.pack.removeItem(1)
        for name in packs:
            self.pack.addItem(name, (name,))
        self.pack.setCurrentIndex(max(0, self.pack.findData(chosen)))
        self.pack.blockSignals(False)

    def _make_filters(self) -> QWidget:
        self.stars = StarBar(self._theme)
        said(
            self.stars,
            name=lambda: self.tr("At least so many stars"),
            tip=lambda: self.tr("Pictures with at least so many stars"),
        )
        self.flag = _Choice(
            self._theme,
            lambda: self.tr("Flag"),
            (lambda: self.tr("Any flag"), ()),
            (lambda: self.tr("Picked"), ("picked",)),
            (lambda: self.tr("Not rejected"), ("picked", "none")),
            (lambda: self.tr("Without a flag"), ("none",)),
            (lambda: self.tr("Rejected"), ("rejected",)),
        )
        self.mechanism = _Choice(
            self._theme,
            lambda: self.tr("Drawn with"),
            (lambda: self.tr("Any mechanism"), ()),
            (lambda: self.tr("InstantID"), ("instantid",)),
            (lambda: self.tr("IP-Adapter"), ("ip-adapter",)),
            (lambda: self.tr("InstantID and IP-Adapter"), ("both",)),
            (lambda: self.tr("Words alone"), ("words",)),
        )
        self.pack = _Choice(self._theme, lambda: self.tr("Pack"), (lambda: self.tr("Any pack"), ()))
        self.alike = LeastAlike()
        self.everywhere = CheckBox()
        said(
            self.everywhere,
            text=lambda: self.tr("In all projects"),
            tip=lambda: self.tr("Search the pictures of every project, and their names"),
        )
        self.reset = QPushButton()
        self.reset.setProperty("role", "link")
        said(
            self.reset,
            text=lambda: self.tr("Clear"),
            tip=lambda: self.tr("Show all pictures of this project"),
        )
        self.reset.clicked.connect(self.clear)
        self.stars.valueChanged.connect(self._tell)
        self.everywhere.toggled.connect(self._tell)
        self.alike.valueChanged.connect(self._pause.start)
        for box in (self.flag, self.mechanism, self.pack):
            box.currentIndexChanged.connect(self._tell)
        least = QLabel()
        said(least, text=lambda: self.tr("At least"))
        least.setProperty("role", "small")
        least.setBuddy(self.stars)
        filters = QWidget()
        layout = QGridLayout(filters)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(8)
        layout.setColumnStretch(0, 1)
        layout.setColumnStretch(1, 1)
        row = QHBoxLayout()
        row.addWidget(least)
        row.addWidget(self.stars)
        row.addStretch()
        layout.addLayout(row, 0, 0)
        layout.addWidget(self.flag, 0, 1)
        layout.addWidget(self.mechanism, 1, 0)
        layout.addWidget(self.pack, 1, 1)
        layout.addWidget(self.alike, 2, 0)
        layout.addWidget(self.everywhere, 2, 1)
        layout.addWidget(self.reset, 3, 1, Qt.AlignmentFlag.AlignRight)
        return filters

    def _show_filters(self, shown: bool) -> None:
        self.filters.setVisible(shown)

    def _tell(self) -> None:
        now = (self.filter, self.all_projects)
        if now != self._told:
            self._told = now
            self._show_active()
            self.changed.emit()

    def _show_active(self) -> None:
        """A filter that is on is told by colour, by words and by the count above."""
        active = self._told != (Filter(text=self._told[0].text), False)
        color = self._theme.color("accent_line" if active else "text")
        self.toggle.setIcon(icon("filter", color))
        self.toggle.setToolTip(
            self.tr("Filters: some are on") if active else self.tr("Filters: none is on")
        )

    def _paint_icons(self) -> None:
        self._glass.setIcon(icon("search", self._theme.color("muted")))
        self._show_active()


class _Words(QLineEdit):
    """What is searched; Esc clears it before it means anything to the window."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._clears(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._clears(event):
            self.clear()
        else:
            super().keyPressEvent(event)

    def _clears(self, event: QEvent) -> bool:
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        return escape and bool(self.text())


class _Choice(QComboBox):
    """A list of values; each entry's words follow the language."""

    def __init__(self, theme: Theme, name: Text, *choices: tuple[Text, tuple[str, ...]]) -> None:
        super().__init__()
        self._theme = theme
        self._words = [words for words, _ in choices]
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for words, value in choices:
            self.addItem(words(), value)
        said(self, name=name, tip=name)
        said(self.view(), name=name)
        on_language(self, self._tell_words)

    def value(self) -> tuple[str, ...]:
        return tuple(self.currentData() or ())  # Qt makes a list of it

    def wheelEvent(self, e: QWheelEvent) -> None:
        e.ignore()  # who scrolls past does not mean it

    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        sign = icon("chevron-down", self._theme.color("muted"))
        sign.paint(QPainter(self), self.rect().adjusted(self.width() - 24, 0, -8, 0))

    def _tell_words(self) -> None:
        for number, words in enumerate(self._words):
            self.setItemText(number, words())
