"""The pictures of a project as a model, in the order that its user has chosen."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from operator import is_
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QUrl,
    Signal,
)

from core.errors import UserError
from core.faces.alike import to_text
from core.library import Filter, Library, Order, PictureRow
from core.library.order import KEYS, Key
from core.library.search import mechanism_of
from core.picture import Picture
from gui.alike import parsed, sentence_words
from gui.background import Background
from gui.failure import Failure
from gui.gallery.thumbnails import ThumbnailLoader
from gui.language import as_tip

if TYPE_CHECKING:
    import numpy as np

PICTURE_ROLE = int(Qt.ItemDataRole.UserRole)
THUMBNAIL_ROLE = PICTURE_ROLE + 1
Index = QModelIndex | QPersistentModelIndex
_MANY = 50  # runs of rows; to remove more of them one by one is slower than to show all anew


class PictureModel(QAbstractListModel):
    """Holds the light rows of the pictures that pass a filter.

    All rows are there at once, so that the scroll bar tells the truth: 10,000 of them cost a
    few megabytes and some ten milliseconds. What is changed here is written to the library in
    a thread, in order; `stop` waits for it.
    """

    refused = Signal(object)  # Failure: what could not be done; the rows are then read again
    filtered = Signal()  # a filter has come into force
    ordered = Signal()  # another order has

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.thumbnails = ThumbnailLoader(library.thumbnails, self)
        self.total = 0  # pictures without a filter
        self._library = library
        self._keeper = Background(self, drain=True)
        self._rows: list[PictureRow] = []  # in order
        self._order: Order = "newest"
        self._places: dict[str, int] = {}  # id -> row; empty: not known
        self._highest = 0  # number of the newest picture ever shown
        self._project: int | None = None
        self._filter = Filter()
        self.stopped = False
        self._asked = 0  # filters so far: an answer to an older one is late
        self._changes = 0  # so far: rows that were read before the last of them are out of date
        self.thumbnails.arrived.connect(self._thumbnail_arrived)
        self.thumbnails.failed.connect(self.refused)

    @property
    def filter(self) -> Filter:
        return self._filter

    @property
    def order(self) -> Order:
        """Which pictures come first."""
        return self._order

    @property
    def project(self) -> int | None:
        """Whose pictures are shown; None: those of all projects."""
        return self._project

    def open(self, project: int | None) -> None:
        """Show the pictures of a project, or of all, without a filter; at once."""
        self._project, self._filter = project, Filter()
        self._asked += 1
        try:
            rows = self._library.find(project, order=self._order)
        except UserError as error:
            rows = ()
            self.refused.emit(Failure.of(error))
        self.total = len(rows)
        self.fill(rows)

    def prompts(self) -> list[str]:
        """The prompts of all rows, the oldest first."""
        return [row.prompt for row in sorted(self._rows)]

    def set_filter(self, wanted: Filter, project: int | None) -> None:
        """Show what passes; `filtered` tells when."""
        if (wanted, project) != (self._filter, self._project):
            self._filter, self._project = wanted, project
            self.reload()

    def set_order(self, order: Order) -> None:
        """Let others come first, at once; what is selected stays so."""
        if order != self._order:
            self._order = order
            self._sort()
            self.ordered.emit()

    def newest(self) -> int | None:
        """At which row the picture stands that was drawn last; None if there is none."""
        rows = self._rows
        return max(range(len(rows)), key=lambda at: rows[at].number) if rows else None

    def reload(self) -> None:
        """Read the rows again, in a thread."""
        self._asked += 1
        number, wanted, project = self._asked, self._filter, self._project
        changes, order = self._changes, self._order

        def arrived(found: tuple[tuple[PictureRow, ...], int]) -> None:
            if number != self._asked:
                return
            if changes != self._changes:
                self.reload()  # or what was deleted meanwhile would be seen again
            else:
                self.total = found[1]
                in_order = order == self._order
                self.fill(found[0] if in_order else sorted(found[0], key=self._key))
                self.filtered.emit()

        def work() -> tuple[tuple[PictureRow, ...], int]:
            rows = self._library.find(project, wanted, order)
            return rows, len(rows if wanted == Filter() else self._library.find(project))

        self._keeper.run(work, arrived, self.refused.emit)

    def fill(self, rows: Iterable[PictureRow]) -> None:
        """Show these rows, which are in order."""
        self.beginResetModel()
        self._rows = list(rows)
        self._highest = max(self._highest, max((row.number for row in self._rows), default=0))
        self._moved()
        self.endResetModel()

    def add(self, picture: Picture, pixels: np.ndarray, project: int) -> None:
        """Put a picture in its place that was just drawn, whatever the filter.

        Args:
            picture: as the library keeps it.
            pixels: RGB uint8, shape (h, w, 3).
            project: whose picture it is.
        """
        self._changes += 1
        self.thumbnails.give(picture.id, pixels)
        if self.place(picture.id) is not None:  # found in the library before it was told
            return
        recipe = picture.recipe
        row = PictureRow(
            number=self._highest + 1,  # at most the true one, which is above all seen so far
            id=picture.id,
            project=project,
            title="",
            prompt=recipe.prompt,
            pack=recipe.pack,
            seed=recipe.sampling.seed,
            mechanism=mechanism_of(recipe),
            stars=0,
            flag="none",
            width=picture.width,
            height=picture.height,
            likeness=picture.likeness,
            seconds=picture.seconds,
            created=picture.created,
            people=to_text(picture.people),
            share=picture.share,
        )
        self.insert((row,))

    def insert(self, rows: Sequence[PictureRow]) -> None:
        """Put rows where they belong; those that are there already stay as they are."""
        rows = [row for row in rows if self.place(row.id) is None]
        if len(rows) > _MANY:
            self.total += len(rows)
            self.fill(sorted((*self._rows, *rows), key=self._key))
            return
        for row in rows:
            place = bisect_left(self._rows, self._key(row), key=self._key)
            self.beginInsertRows(QModelIndex(), place, place)
            self._rows.insert(place, row)
            self._highest = max(self._highest, row.number)
            self._moved()
            self.total += 1
            self.endInsertRows()

    def remove(self, picture_ids: Iterable[str]) -> None:
        """Take rows out."""
        gone = set(picture_ids)
        places = [at for at, row in enumerate(self._rows) if row.id in gone]
        self.total -= len(places)
        runs = [
            [at for _, at in run]
            for _, run in groupby(enumerate(places), lambda pair: pair[1] - pair[0])
        ]
        if len(runs) > _MANY:
            self.fill([row for row in self._rows if row.id not in gone])
            return
        for run in reversed(runs):
            self.beginRemoveRows(QModelIndex(), run[0], run[-1])
            del self._rows[run[0] : run[-1] + 1]
            self._moved()
            self.endRemoveRows()

    def change(self, rows: Iterable[PictureRow]) -> None:
        """Show new versions of rows; those not shown are left out."""
        places: list[int] = []
        for row in rows:
            if (place := self.place(row.id)) is not None:
                self._rows[place] = row
                places.append(place)
        if places:
            self.dataChanged.emit(self.index(min(places)), self.index(max(places)))
            self._sort()

    def write(self, work: Callable[[], object]) -> None:
        """Call a change of the library in the thread; if it fails, the rows are read again."""
        self._changes += 1
        self._keeper.run(work, _nothing, self._write_failed)

    def settle(self, done: Callable[[], None]) -> None:
        """Call back once all that was asked for so far is written, or has failed."""
        self._keeper.run(lambda: None, lambda _: done(), self.refused.emit)

    def stop(self) -> None:
        """Finish all writing, drop the rest, end the threads; the library may then be closed."""
        self.stopped = True
        self.thumbnails.stop()
        self._keeper.stop()

    def row(self, index: Index) -> PictureRow | None:
        """The row of an index of this model; None for none."""
        inside = index.isValid() and index.row() < len(self._rows)
        return self._rows[index.row()] if inside else None

    def place(self, picture_id: str) -> int | None:
        """At which row a picture stands."""
        if not self._places:
            self._places = {row.id: at for at, row in enumerate(self._rows)}
        return self._places.get(picture_id)

    def current(self, row: PictureRow) -> PictureRow:
        """That picture's row of now, if it is shown."""
        place = self.place(row.id)
        return row if place is None else self._rows[place]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        row = self.row(index)
        if row is None:
            return None
        if role == PICTURE_ROLE:
            return row
        if role == THUMBNAIL_ROLE:
            return self.thumbnails.get(row.id)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(self._spoken(row))
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tip("\n".join(self._spoken(row)))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return (
            flag.ItemIsEnabled
            | flag.ItemIsSelectable
            | flag.ItemIsDragEnabled
            | flag.ItemNeverHasChildren
        )

    def mimeTypes(self) -> list[str]:
        return ["text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The files of the pictures, for other programs."""
        data = QMimeData()
        rows = filter(None, map(self.row, indexes))
        paths = [self._library.picture_path(row.id) for row in rows]
        data.setUrls([QUrl.fromLocalFile(str(path.absolute())) for path in paths])
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def _spoken(self, row: PictureRow) -> list[str]:
        """What the tooltip says and a screen reader reads."""
        parts = [row.title, row.prompt or self.tr("Without a prompt")]
        if row.stars:
            parts.append(self.tr("{0} of 5 stars").format(row.stars))
        parts.append(
            {"picked": self.tr("Picked"), "rejected": self.tr("Rejected"), "none": ""}[row.flag]
        )
        if row.likeness is not None:
            words = sentence_words(parsed(row.people), row.likeness)
            parts.append(self.tr("Likeness {0}").format(words))
        parts.append(self.tr("Seed {0}").format(row.seed))
        if self.thumbnails.broken(row.id):
            parts.append(self.tr("The file of this picture can't be read."))
        return [part for part in parts if part]

    @property
    def _key(self) -> Callable[[PictureRow], Key]:
        return KEYS[self._order]

    def _sort(self) -> None:
        """Bring the rows in order; the view's indexes follow those that they mean."""
        rows = sorted(self._rows, key=self._key)
        if all(map(is_, rows, self._rows)):
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        meant = [self._rows[index.row()].id for index in before]
        self._rows = rows
        self._moved()
        after = [self.index(self.place(key) or 0) for key in meant]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _moved(self) -> None:
        self._places = {}

    def _thumbnail_arrived(self, picture_id: str) -> None:
        place = self.place(picture_id)
        if place is not None:
            index = self.index(place)
            self.dataChanged.emit(index, index, [THUMBNAIL_ROLE])

    def _write_failed(self, failure: Failure) -> None:
        self.refused.emit(failure)
        self.reload()


def _nothing(_: object) -> None:
    """A write that succeeded needs no answer."""
