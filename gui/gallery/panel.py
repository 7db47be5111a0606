"""The project's pictures: search, grid and details."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QMimeData, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from core.errors import UserError
from core.library import Busy, Filter, Library, Order, PictureRow, Project
from core.picture import Picture
from core.reuse import Part, reused
from gui.background import Background
from gui.commands import Commands
from gui.draft import Draft
from gui.exporting.exporting import Exporting
from gui.failure import Failure
from gui.gallery import files
from gui.gallery.actions import GalleryActions
from gui.gallery.delegate import PictureDelegate
from gui.gallery.details import Details
from gui.gallery.given import Given
from gui.gallery.grid import USUAL, PictureList
from gui.gallery.head import GalleryHead
from gui.gallery.model import PictureModel
from gui.gallery.search import SearchBar
from gui.history import History
from gui.language import on_language, said
from gui.panels.drops import carries_anything
from gui.preferences import Preferences

if TYPE_CHECKING:
    import numpy as np

_SIZE_KEY = "gallery/size"
_DETAILS_KEY = "gallery/details"


class GalleryPanel(QFrame):
    """Shows the pictures; a click chooses one, a double click or Enter recalls its recipe.

    What is dropped on it is looked into: a picture with a recipe inside is told by
    `recipe_dropped`, a whole sheet of them by `sheet_dropped`, any other by `reference_dropped`.
    """

    chosen = Signal(object)  # Picture
    recalled = Signal(object)  # Picture: use everything
    varied = Signal(object)  # Recipe: the same with a new seed, to be queued at once
    recipe_dropped = Signal(object, object)  # Recipe, its picture: RGB uint8 (h, w, 3)
    sheet_dropped = Signal(object, object)  # core.compare.grid.Opened, its picture: the same
    reference_dropped = Signal(str, object)  # name, gui.panels.drops.Source
    refused = Signal(object)  # Failure: what could not be done, or only in part

    def __init__(
        self,
        model: PictureModel,
        draft: Draft,
        library: Library,
        background: Background,
        history: History,
        commands: Commands,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setAcceptDrops(True)
        self.model = model
        self._theme = theme = preferences.theme
        self._preferences = preferences
        self._draft = draft
        self._library = library
        self._background = background
        self._project: int | None = None
        self._kept: str | None = None  # id of the picture that was chosen before a reset
        self._shown: str | None = None  # id of the picture in the details
        self._drawn: Picture | None = None  # the newest one that was drawn since the start
        self.head = GalleryHead(theme)
        self.search = SearchBar(preferences)
        self.given = Given(draft, library, background, self)
        self.list = PictureList(model, PictureDelegate(theme, self))
        self.acting = GalleryActions(self.list, model, library, history, commands)
        self.exporting = Exporting(library, background, preferences, self)
        self.details = Details(theme, self.acting, commands)
        self._lay_out()
        self._add_commands(commands)
        self._connect()
        self._restore()
        self._count_changed()

    def put_on_top(self, widget: QWidget) -> None:
        """Give the first place to a widget, such as the one that chooses the project."""
        self._column.insertWidget(0, widget)

    def open(self, project: int) -> None:
        """Show a project's pictures, without a filter, at once."""
        self._project = self.given.project = project
        self._drawn = None
        self.model.open(project)
        self.search.clear()
        self.search.offer_packs(self._packs())

    def add(self, picture: Picture, pixels: np.ndarray, project: int) -> None:
        """Put a project's new picture in its place, RGB uint8 (h, w, 3), and choose it.

        Nothing of it is read: the library is just then writing that its job is done.
        """
        self._drawn = picture
        self.model.add(picture, pixels, project)
        self.select_newest()

    def select_newest(self) -> None:
        """Make the picture that was drawn last the chosen one, wherever it stands."""
        index = self.model.index(self.model.newest() or 0)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(index, flag)
        self.list.scrollTo(index)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.source() is not self.list and carries_anything(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take(event.mimeData())

    def take(self, data: QMimeData) -> None:
        """Look into what was dropped here or elsewhere in the window: one picture."""
        self.given.take(data)

    def open_file(self, path: Path) -> None:
        """Load the recipe that a file has inside; one without is refused."""
        self.given.open_file(path)

    def focus_order(self) -> tuple[QWidget, ...]:
        """What Tab goes through, from top to bottom."""
        return (
            *self.head.focus_order(),
            *self.search.focus_order(),
            self.clear,
            self.list,
            *self.details.focus_order(),
        )

    def _lay_out(self) -> None:
        self.empty = QLabel()
        self.empty.setProperty("role", "muted")
        self.empty.setWordWrap(True)
        self.clear = QPushButton()
        self.clear.setProperty("role", "inline")
        said(
            self.clear,
            text=lambda: self.tr("Clear the filters"),
            tip=lambda: self.tr("Show all pictures of this project"),
        )
        above = QVBoxLayout()
        above.setContentsMargins(4, 0, 10, 0)
        above.setSpacing(12)
        for part in (self.head, self.search, self.empty):
            above.addWidget(part)
        above.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignLeft)
        upper, self._lower = QWidget(), QWidget()
        pictures = QVBoxLayout(upper)
        pictures.setContentsMargins(0, 0, 0, 0)
        pictures.setSpacing(12)
        pictures.addLayout(above)
        pictures.addWidget(self.list, 1)
        pictures.addStretch(0)
        below = QVBoxLayout(self._lower)
        below.setContentsMargins(4, 4, 10, 8)
        below.addWidget(self.details)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(upper)
        self.splitter.addWidget(self._lower)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setSizes([540, 340])
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 16, 6, 4)
        self._column.addWidget(self.splitter, 1)

    def _add_commands(self, commands: Commands) -> None:
        def group() -> str:
            return self.tr("Gallery")

        find = lambda: self.tr("Search pictures")
        commands.add("gallery.search", group, find, self._search, self, ("Ctrl+F",))
        show = lambda: self.tr("Details of the picture")
        toggle = self.head.info.toggle
        commands.add("gallery.details", group, show, toggle, self.list, ("I",), False)
        words = lambda: self.tr("Words in the prompt or the title, in any order")
        commands.explain(self.search.text, "gallery.search", words)
        commands.explain(self.head.info, "gallery.details", show)
        on_language(self, self._count_changed)

    def _connect(self) -> None:
        model, acts = self.model, self.acting
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.doubleClicked.connect(self._recall)
        self.list.activated.connect(self._recall)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.size_wanted.connect(self.head.size_slider.setValue)
        self.head.size_slider.valueChanged.connect(self._resize)
        self.head.info.toggled.connect(self._show_details)
        self.search.changed.connect(self._filter)
        self.search.order.chosen.connect(self._sort)
        self.model.set_order(self.search.order.order)
        self.given.kept.connect(self._show_kept)
        self.given.recipe.connect(self.recipe_dropped)
        self.given.sheet.connect(self.sheet_dropped)
        self.given.reference.connect(self.reference_dropped)
        self.given.refused.connect(self.refused)
        self.clear.clicked.connect(self.search.clear)
        self.details.titled.connect(acts.rename)
        self.details.rated.connect(acts.rate)
        acts.recalled.connect(self.recalled)
        acts.reused.connect(self._reuse)
        acts.varied.connect(self.varied)
        acts.refused.connect(self.refused)
        acts.exporting.connect(self.exporting.ask)
        self.exporting.refused.connect(self.refused)
        acts.renaming.connect(self._rename)
        model.refused.connect(self.refused)
        model.rowsInserted.connect(self._count_changed)
        model.rowsRemoved.connect(self._count_changed)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._reset)
        model.dataChanged.connect(self._rows_changed)
        self._theme.changed.connect(self.list.paint_anew)

    def _restore(self) -> None:
        settings = self._preferences.settings
        size = str(settings.value(_SIZE_KEY, USUAL))
        self.head.size_slider.setValue(int(size) if size.isdecimal() else USUAL)
        self.head.info.setChecked(str(settings.value(_DETAILS_KEY, "true")) == "true")

    def _packs(self) -> tuple[str, ...]:
        try:
            return self._library.packs()
        except UserError as error:
            self.refused.emit(Failure.of(error))
            return ()

    def _choose(self, index: QModelIndex) -> None:
        if self.model.stopped:  # late signals of a closed window
            return
        row = self.model.row(index)
        if row is None:
            self._shown = None
            self.details.show_picture(None, None)
            return
        self._shown = row.id
        try:
            self._chose(row, self._drawn_as(row) or self._library.picture(row.id, wait=False))
        except Busy:  # a commit can take long; the window goes on meanwhile
            self.details.show_picture(row, None)
            self._background.run(
                partial(self._library.picture, row.id),
                partial(self._chose, row),
                partial(self._not_chosen, row),
            )
        except UserError as error:
            self._not_chosen(row, Failure.of(error))

    def _drawn_as(self, row: PictureRow) -> Picture | None:
        """The newest picture, if that is it."""
        return self._drawn if self._drawn is not None and self._drawn.id == row.id else None

    def _chose(self, row: PictureRow, picture: Picture) -> None:
        if row.id == self._shown:  # else another one was chosen meanwhile
            self.details.show_picture(self.model.current(row), picture.recipe)
            self.chosen.emit(picture)

    def _not_chosen(self, row: PictureRow, failure: Failure) -> None:
        if row.id == self._shown:
            self.details.show_picture(row, None, failure.sentence())
            self.refused.emit(failure)

    def _recall(self, index: QModelIndex) -> None:
        if index.isValid() and (picture := self.acting.picture()) is not None:
            self.recalled.emit(picture)

    def _reuse(self, picture: Picture, part: Part) -> None:
        try:
            recipe = reused(self._draft.recipe, picture.recipe, part)
        except UserError as error:
            self.refused.emit(Failure.of(error))
            return
        kept = True if part == "seed" else None
        self._draft.replace(recipe, self.acting.named(part), keep_seed=kept)

    def _show_menu(self, place: QPoint) -> None:
        if self.list.indexAt(place).isValid():
            menu = self.acting.menu()
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.list.viewport().mapToGlobal(place))

    def _resize(self, pixels: int) -> None:
        self.list.set_wanted(pixels)
        self._preferences.keep(_SIZE_KEY, str(pixels))

    def _show_details(self, shown: bool) -> None:
        self._lower.setVisible(shown and self.model.rowCount() > 0)
        self._preferences.keep(_DETAILS_KEY, str(shown).lower())

    def _search(self) -> None:
        self.search.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.text.selectAll()

    def _rename(self) -> None:
        if self.list.currentIndex().isValid():
            self.head.info.setChecked(True)
            self.details.edit_title()

    def _filter(self) -> None:
        project = None if self.search.all_projects else self._project
        self.model.set_filter(self.search.filter, project)

    def _sort(self, order: Order) -> None:
        self.model.set_order(order)
        index = self.list.currentIndex()
        if index.isValid():
            self.list.scrollTo(index)
        else:
            self.list.scrollToTop()

    def _remember(self) -> None:
        row = self.model.row(self.list.currentIndex())
        self._kept = row.id if row else self._kept  # what a filter hides comes back chosen

    def _reset(self) -> None:
        """Keep the chosen picture chosen, where it is still shown."""
        self._count_changed()
        place = self.model.place(self._kept) if self._kept else None
        if place is None:
            self._choose(QModelIndex())
            return
        index = self.model.index(place)
        chooser = self.list.selectionModel()
        chooser.blockSignals(True)  # it is no new choice
        chooser.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        chooser.blockSignals(False)
        self.list.scrollTo(index)
        if self._shown == self._kept:
            self._rows_changed(index, index)
        else:
            self._choose(index)

    def _rows_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        place = self.model.place(self._shown) if self._shown is not None else None
        if place is not None and first.row() <= place <= last.row():
            row = self.model.row(self.model.index(place))
            if row is not None:
                self.details.update_row(row)

    def _show_kept(self, picture: Picture, project: Project) -> None:
        """The file is one of the library's own: all that is known of it is shown with it."""
        if self.model.place(picture.id) is not None:
            self.list.choose(picture.id)
        else:
            self.list.selectionModel().clear()  # or the details would tell of another picture
            here = project.id == self._project
            self._kept = picture.id if here else None
            if here:  # hidden by a filter: it is chosen once it is read
                self.search.clear()
                self.model.reload()
            else:
                self.refused.emit(files.kept_elsewhere(project))
        self.recalled.emit(picture)
        self.chosen.emit(picture)

    def _count_changed(self) -> None:
        shown = self.model.rowCount()
        filtered = self.model.filter != Filter()
        self.head.show_count(shown, self.model.total, filtered)
        self.empty.setText(
            self.tr("No picture is like that. Try other words, or clear the filters.")
            if filtered
            else self.tr("Pictures that you draw are kept here.")
        )
        if not shown and self.list.hasFocus():  # it would go to a button that detaches the dock
            self.head.info.setFocus()
        self.empty.setVisible(not shown)
        self.clear.setVisible(not shown and filtered)
        self.list.setVisible(bool(shown))
        self._lower.setVisible(bool(shown) and self.head.info.isChecked())
