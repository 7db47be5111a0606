"""What can be done with pictures: each a command with its keys, each that changes undoable."""

import secrets
from collections.abc import Callable, Sequence
from functools import partial
from typing import get_args

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from core.errors import UserError
from core.library import Flag, Library, PictureRow
from core.picture import Picture
from core.reuse import Part, varied
from gui.commands import Commands
from gui.failure import Failure
from gui.gallery.delegate import STARS
from gui.gallery.grid import PictureList
from gui.gallery.model import PictureModel
from gui.history import History
from gui.language import Text, said

HANDLING = (
    "compare",
    "verify",
    "copy",
    "folder",
    "export",
)  # what is done with pictures as they are
_SEEDS = 2**32


class GalleryActions(QObject):
    """Acts on the pictures that are selected in the grid."""

    recalled = Signal(object)  # Picture: use everything
    reused = Signal(object, str)  # Picture, a core.reuse.Part
    varied = Signal(object)  # Recipe: the same with a new seed, to be queued at once
    compared = Signal(object)  # list of Picture
    verified = Signal(object)  # Picture: to be drawn again and compared
    exporting = Signal(object)  # PictureRow, of which a copy is wanted
    renaming = Signal()  # the title is to be edited
    refused = Signal(object)  # Failure

    def __init__(
        self,
        view: PictureList,
        model: PictureModel,
        library: Library,
        history: History,
        commands: Commands,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._library = library
        self._history = history
        self._commands = commands
        self.all: dict[str, QAction] = {}
        self.onward: Sequence[QAction] = ()  # what else a picture can be the beginning of
        self.people_menu: Callable[[QWidget], QMenu] | None = None  # to whom pictures can be added
        self._add_rating()
        self._add_reuse()
        self._add_handling()
        view.rated.connect(self._rate_at)
        view.flagged.connect(self._flag_at)

    def selected(self) -> list[PictureRow]:
        """The selected pictures, from top to bottom."""
        indexes = sorted(self._view.selectedIndexes(), key=QModelIndex.row)
        return [row for row in map(self._model.row, indexes) if row is not None]

    def picture(self) -> Picture | None:
        """The current picture with its recipe; None, and told why, if there is none to be had."""
        row = self._model.row(self._view.currentIndex())
        if row is None:
            return None
        try:
            return self._library.picture(row.id)
        except UserError as error:
            self.refused.emit(Failure.of(error))
            return None

    def pictures(self) -> list[Picture]:
        """The selected pictures with their recipes; raises UserError where one can't be had."""
        return [self._library.picture(row.id) for row in self.selected()]

    def menu(self) -> QMenu:
        """All of it, as a menu that its caller deletes."""
        menu = QMenu(self._view)
        use, stars = QMenu(menu), QMenu(menu)
        said(use, title=lambda: self.tr("Use only"))
        said(stars, title=lambda: self.tr("Stars"))
        for part in get_args(Part):
            use.addAction(self.all[f"use.{part}"])
        for number in range(STARS + 1):
            stars.addAction(self.all[f"star.{number}"])
        menu.addAction(self.all["use.all"])
        menu.addMenu(use)
        menu.addAction(self.all["vary"])
        menu.addSeparator()
        menu.addActions(self.onward)
        menu.addSeparator()
        menu.addMenu(stars)
        for group in (("pick", "reject", "unflag"), ("rename", *HANDLING), ("delete",)):
            for name in group:
                menu.addAction(self.all[name])
            if "rename" in group and self.people_menu is not None:
                menu.addMenu(self.people_menu(menu))
            menu.addSeparator()
        return menu

    def named(self, part: Part) -> Text:
        """What it is called to use that part of a recipe."""
        return self._commands.all[f"gallery.use.{part}"].text

    def rate(self, stars: int) -> None:
        """Give the selected pictures so many stars."""
        self._change(self.selected(), lambda: self.tr("Rate"), stars=stars)

    def flag(self, flag: Flag) -> None:
        """Pick or reject the selected pictures."""
        self._change(self.selected(), lambda: self.tr("Flag"), flag=flag)

    def rename(self, row: PictureRow, title: str) -> None:
        """Give a picture a title."""
        title = title.strip()
        if title != row.title:
            before = self._model.current(row)
            self._history.do(
                lambda: self.tr("Rename picture"),
                partial(self._title, before, title),
                partial(self._title, before, before.title),
            )

    def delete(self) -> None:
        """Put the selected pictures into the trash, without asking: it can be undone."""
        rows = self.selected()
        if not rows:
            return
        ids = [row.id for row in rows]

        def text() -> str:
            if len(ids) == 1:
                return self.tr("Delete picture")
            return self.tr("Delete {0} pictures").format(len(ids))

        self._history.do(text, partial(self.put_away, ids), partial(self.bring_back, rows))

    def put_away(self, ids: Sequence[str]) -> None:
        """Put pictures into the trash; no step."""
        first = self._model.place(ids[0])
        self._model.remove(ids)
        self._model.write(partial(self._library.delete, *ids))
        if first is not None and self._model.rowCount():
            self._select(min(first, self._model.rowCount() - 1))

    def bring_back(self, rows: Sequence[PictureRow]) -> None:
        """Take pictures out of the trash; no step."""
        self._model.write(partial(self._library.restore, *(row.id for row in rows)))
        here = [row for row in rows if self._model.project in (None, row.project)]
        self._model.insert(here)
        if here and (place := self._model.place(here[0].id)) is not None:
            self._select(place)

    def vary(self) -> None:
        """Ask for the same picture with another seed."""
        if (picture := self.picture()) is not None:
            self.varied.emit(varied(picture.recipe, secrets.randbelow(_SEEDS)))

    def show_in_folder(self) -> None:
        if (row := self._model.row(self._view.currentIndex())) is not None:
            folder = self._library.picture_path(row.id).absolute().parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def export(self) -> None:
        """Ask what a copy is to hold."""
        if (row := self._model.row(self._view.currentIndex())) is not None:
            self.exporting.emit(row)

    def copy(self) -> None:
        """Put the files of the selected pictures on the clipboard, for other programs."""
        if indexes := sorted(self._view.selectedIndexes(), key=QModelIndex.row):
            QGuiApplication.clipboard().setMimeData(self._model.mimeData(indexes))

    def compare(self) -> None:
        """Show the selected pictures beside each other."""
        try:
            self.compared.emit(self.pictures())
        except UserError as error:
            self.refused.emit(Failure.of(error))

    def verify(self) -> None:
        """Have the current picture drawn again, and compared."""
        if (picture := self.picture()) is not None:
            self.verified.emit(picture)

    def _add_rating(self) -> None:
        self._add("star.0", lambda: self.tr("No stars"), partial(self.rate, 0), "0")
        for number in range(1, STARS + 1):
            self._add(
                f"star.{number}",
                lambda number=number: self.tr("{0} of 5 stars").format(number),
                partial(self.rate, number),
                str(number),
            )
        self._add("pick", lambda: self.tr("Pick"), partial(self.flag, "picked"), "P")
        self._add("reject", lambda: self.tr("Reject"), partial(self.flag, "rejected"), "X")
        self._add("unflag", lambda: self.tr("Remove flag"), partial(self.flag, "none"), "U")

    def _add_reuse(self) -> None:
        self._add("use.all", lambda: self.tr("Use everything"), self._recall, "A")
        texts: dict[Part, Text] = {
            "seed": lambda: self.tr("Use seed"),
            "prompt": lambda: self.tr("Use prompt"),
            "people": lambda: self.tr("Use people"),
            "pose": lambda: self.tr("Use pose"),
        }
        for part, text in texts.items():
            key = "S" if part == "seed" else ""
            self._add(f"use.{part}", text, partial(self._reuse, part), key)
        self._add("vary", lambda: self.tr("Vary"), self.vary, "R")

    def _add_handling(self) -> None:
        self._add("rename", lambda: self.tr("Rename…"), self.renaming.emit, "F2")
        self._add("copy", lambda: self.tr("Copy"), self.copy, "Ctrl+C")
        self._add("compare", lambda: self.tr("Compare"), self.compare, "C")
        self._add("verify", lambda: self.tr("Verify: draw it again and compare"), self.verify, "V")
        self._add("folder", lambda: self.tr("Show in folder"), self.show_in_folder)
        self._add("export", lambda: self.tr("Export a copy…"), self.export)
        self._add("delete", lambda: self.tr("Delete"), self.delete, "Del")

    def _add(self, name: str, text: Text, run: Callable[[], object], key: str = "") -> None:
        keys = (key,) if key else ()
        self.all[name] = self._commands.add(
            f"gallery.{name}", lambda: self.tr("Gallery"), text, run, self._view, keys, False
        )

    def _recall(self) -> None:
        if (picture := self.picture()) is not None:
            self.recalled.emit(picture)

    def _reuse(self, part: str) -> None:
        if (picture := self.picture()) is not None:
            self.reused.emit(picture, part)

    def _rate_at(self, index: QModelIndex, stars: int) -> None:
        """A click on a star: of one of the selected pictures, it is meant for all of them."""
        if (row := self._model.row(index)) is not None:
            given = 0 if stars == row.stars else stars
            self._change(self._meant(index, row), lambda: self.tr("Rate"), stars=given)

    def _flag_at(self, index: QModelIndex) -> None:
        if (row := self._model.row(index)) is not None:
            flag: Flag = "picked" if row.flag == "none" else "none"
            self._change(self._meant(index, row), lambda: self.tr("Flag"), flag=flag)

    def _meant(self, index: QModelIndex, row: PictureRow) -> list[PictureRow]:
        return self.selected() if self._view.selectionModel().isSelected(index) else [row]

    def _change(self, rows: Sequence[PictureRow], text: Text, **values: object) -> None:
        before = [row for row in rows if any(getattr(row, name) != values[name] for name in values)]
        if before:
            after = [row._replace(**values) for row in before]  # type: ignore[arg-type]
            name = next(iter(values))
            self._history.do(
                text, partial(self._show, name, after), partial(self._show, name, before)
            )

    def _show(self, name: str, rows: Sequence[PictureRow]) -> None:
        """Show and keep one column of these rows; what changed since in others stays."""
        now = [self._model.current(row)._replace(**{name: getattr(row, name)}) for row in rows]
        self._model.change(now)
        values = {row.id: getattr(row, name) for row in rows}
        write = self._library.set_stars if name == "stars" else self._library.set_flags
        self._model.write(partial(write, values))

    def _title(self, row: PictureRow, title: str) -> None:
        self._model.change([self._model.current(row)._replace(title=title)])
        self._model.write(partial(self._library.set_title, row.id, title))

    def _select(self, place: int) -> None:
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self._view.selectionModel().setCurrentIndex(self._model.index(place), flag)
