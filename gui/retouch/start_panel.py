"""The start image: which picture is begun from, what of it may change, by how much it grows."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.recipe import Recipe
from core.recipe_retouch import Start
from gui.draft import Draft
from gui.forms.fields import Field, make_field
from gui.icons import icon
from gui.language import in_language, in_lines, on_language, said
from gui.panels.card import quiet_button
from gui.panels.drops import DropButton, Given, carries_image, sources_of
from gui.panels.photo_view import PhotoView
from gui.panels.section import Fold, LazySection
from gui.pose.points import FacePoints
from gui.retouch.edits import StartEdits, marks
from gui.retouch.fields import SIDES, SideField
from gui.retouch.mask import PartMask
from gui.retouch.mask_tools import PartTools
from gui.retouch.words import size_words
from gui.roles import restyle
from gui.theme import Theme

_SIDE = 72  # logical pixels of the small picture


class StartPanel(LazySection):
    """Edits the draft's start image."""

    painted = Signal(bool)  # what may change is painted on the canvas, or no longer
    taken = Signal(str)  # see `MaskTools`
    widened = Signal(float)

    def __init__(
        self,
        draft: Draft,
        edits: StartEdits,
        points: FacePoints,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            lambda: QCoreApplication.translate("StartPanel", "Start image"), "start", theme, parent
        )
        self._draft, self.edits, self._theme = draft, edits, theme
        self._points = points
        self.part = PartMask(draft, edits, points, self)
        self.remove = quiet_button(lambda: self.tr("Remove the start image"))
        self.remove.clicked.connect(self._remove)
        self.head.addWidget(self.remove)
        self.setAcceptDrops(True)
        edits.changed.connect(self._show)
        draft.changed.connect(self._tell_size)
        theme.changed.connect(self._dress)
        on_language(self, self._show)
        self._dress()
        self._show()
        if self.fold.isChecked():
            self.ensure()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What takes the focus, in order."""
        if not self.is_filled:
            return self.fold, self.remove
        fields = (control for field in self._fields() for control in field.controls)
        return (
            *(self.fold, self.remove, self.drop),
            *self.strength.controls,
            *self.tools.controls,
            self.more,
            *fields,
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if carries_image(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Also where the title is all that is seen, or another start image."""
        if found := sources_of(event.mimeData()):
            event.acceptProposedAction()
            self.fold.setChecked(True)
            self.take(found[:1])

    def take(self, given: Given) -> None:
        """Begin from the image that was given."""
        self.edits.take(given[0][1])

    def _fill(self) -> None:
        self.drop = DropButton()
        said(self.drop, name=lambda: self.tr("Choose a start image"))
        self.drop.setIconSize(QSize(20, 20))
        self.view = PhotoView(self._theme, _SIDE, marks=False)
        self.size_label = QLabel()
        self.size_label.setProperty("role", "small")
        self.size_label.setWordWrap(True)
        self.strength = make_field(Start, "strength")
        self.tools = PartTools(self.part, self._points, self._theme)
        self.sides = [SideField(side, self._draft) for side in range(SIDES)]
        self.feather = make_field(Start, "feather")
        self.area = make_field(Start, "area")
        self.margin = make_field(Start, "margin")
        self.content = make_field(Start, "content")
        self._lay_out()
        self.strength.follow(self._draft, "start.strength")
        for name in ("feather", "area", "margin", "content"):
            getattr(self, name).follow(self._draft, f"start.{name}")
        self.drop.given.connect(self.take)
        self.tools.toggled.connect(self.painted)
        self.tools.taken.connect(self.taken)
        self.tools.widened.connect(self.widened)
        self._dress()
        self._show()

    def _fields(self) -> tuple[Field, ...]:
        return (*self.sides, self.area, self.margin, self.content, self.feather)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.size_label)
        words.addStretch()
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.view)
        top.addLayout(words, 1)
        self.used = QWidget()
        column = QVBoxLayout(self.used)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.strength)
        column.addWidget(self.tools)
        extension = QWidget()
        self._lay_out_sides(extension)
        self.more = Fold(
            lambda: self.tr("Extend the picture"),
            "start_extension",
            extension,
            self._theme,
            opened=False,
        )
        self.more.setProperty("role", "subfold")
        column.addWidget(self.more)
        column.addWidget(extension)
        self.fine = QWidget()
        within = QVBoxLayout(self.fine)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(8)
        for field in (self.area, self.margin, self.content, self.feather):
            within.addWidget(field)
        column.addWidget(self.fine)
        self.body.addWidget(self.drop)
        self.body.addWidget(self.used)

    def _align(self) -> None:
        """Let the lists stand below each other."""
        labels = (self.area.label, self.content.label)
        for label in labels:
            label.setMinimumWidth(max(one.sizeHint().width() for one in labels))

    def _lay_out_sides(self, extension: QWidget) -> None:
        grid = QGridLayout(extension)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setSpacing(8)
        for place, field in enumerate(self.sides):
            grid.addWidget(field, 0, place)

    def _remove(self) -> None:
        self.edits.remove()
        (self.drop if self.is_filled else self.fold).setFocus()

    def _show(self) -> None:
        start = self.edits.start
        self.remove.setVisible(start is not None)
        if not self.is_filled:
            return
        photo = self.edits.photo
        self.view.show_photo(photo)
        self.view.setAccessibleName(self.tr("Start image"))
        self.drop.setVisible(start is None)
        self.used.setVisible(start is not None)
        self.fine.setVisible(marks(start))
        self.margin.setVisible(start is not None and start.area == "masked")
        usual = self.tr("The portrait begins from this picture instead of from noise.")
        self.drop.setText(self.tr("Drop a picture, or choose…"))
        self.drop.setToolTip(in_lines(usual))
        self.drop.setAccessibleDescription(usual)
        self._align()
        self._tell_size()

    def _tell_size(self) -> None:
        if not self.is_filled:
            return
        photo = self.edits.photo
        missing = photo is not None and photo.image.isNull()
        recipe: Recipe = self._draft.recipe
        trouble = in_language(photo.trouble) if photo is not None and missing else ""
        self.size_label.setText(trouble or size_words(recipe, self.edits))
        restyle(self.size_label, "warn" if trouble else "small")

    def _dress(self) -> None:
        self.remove.setIcon(icon("close", self._theme.color("muted")))
        if self.is_filled:
            self.drop.setIcon(icon("add-photo", self._theme.color("muted")))
