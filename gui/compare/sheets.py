"""Twin and Sweep in the window: their cells are jobs of the queue and pictures like any other."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from core.compare.grid import write_sheet
from core.compare.sheet import Cell, Drawn, Figures, Sheet
from core.compare.twin import twin
from core.errors import BadInput
from core.faces.face import Face, cosine, largest
from core.imaging import load_image
from core.packs.manifest import Manifest
from core.picture import Picture
from core.portrait import Portrait, landmark_error
from core.recipe import Identity, Recipe
from gui.background import Background
from gui.commands import Commands
from gui.compare.sheet_page import CellView, SheetPage
from gui.compare.sweep_dialog import SweepDialog
from gui.draft import Draft
from gui.failure import Failure
from gui.forms.spec import translated
from gui.language import in_language
from gui.notice import NoticeBar
from gui.panels.sources import Sources
from gui.pose.points import asked_by
from gui.tabs import Tabs
from gui.theme import Theme
from gui.worker import Worker

if TYPE_CHECKING:
    import numpy as np


class Sheets(QObject):
    """Opens a page for the newest sheet; cells go through the queue of the project."""

    opened = Signal(object)  # Picture: a cell was clicked

    def __init__(
        self,
        draft: Draft,
        worker: Worker,
        sources: Sources,
        background: Background,
        manifest: Manifest,
        tabs: Tabs,
        notice: NoticeBar,
        theme: Theme,
        commands: Commands,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._draft, self._worker, self._sources = draft, worker, sources
        self._background, self._manifest = background, manifest
        self._tabs, self._notice, self._theme, self._window = tabs, notice, theme, window
        self.page: SheetPage | None = None
        self.project = 0
        self._jobs: dict[int, CellView] = {}
        self._looks: dict[int, CellView] = {}
        self._person: Recipe | None = None  # names whom faces are measured against
        worker.pictured.connect(self._pictured)
        worker.seen.connect(self._seen)
        worker.failed.connect(self._failed)
        worker.cancelled.connect(self._left)
        for name, text, run, keys in (
            ("twin", lambda: self.tr("Twin: what each mechanism does"), self.twin, ("Ctrl+T",)),
            ("sweep", lambda: self.tr("Sweep…"), self.ask, ("Ctrl+Shift+T",)),
        ):
            commands.add(f"picture.{name}", lambda: self.tr("Picture"), text, run, window, keys)

    def twin(self) -> None:
        """Draw the draft by each mechanism alone, by none and by both."""
        try:
            found = twin(self._draft.recipe, self._manifest)
        except BadInput as error:
            self._notice.tell(Failure.of(error))
            return
        formulas = tuple(variant.formula for variant in found.variants)
        self.begin(found.sheet, formulas, found.person)

    def ask(self) -> SweepDialog:
        """Ask what is to change, and draw it."""
        speeds = self._worker.queue.speeds
        dialog = SweepDialog(self._draft.recipe, speeds.estimate, self._window)
        dialog.chosen.connect(self._chosen)
        dialog.open()
        return dialog

    def _chosen(self, sheet: Sheet) -> None:
        self.begin(sheet, (), self._draft.identity)

    def begin(self, sheet: Sheet, about: tuple[str, ...], person: Identity | None) -> SheetPage:
        """Queue every cell, and show the page that they fill."""
        self._close()
        page = SheetPage(sheet, about, self._theme)
        page.opened.connect(self.opened)
        page.export.connect(self._export)
        page.stop.connect(self._stop)
        self.page = page
        recipe = self._draft.recipe
        self._person = recipe.model_copy(update={"identities": (person,)}) if person else None
        self._jobs = {
            self._worker.draw(cell.recipe, self.project).id: page.cells[cell.row, cell.column]
            for cell in sheet.cells
        }
        page.set_busy(True)
        self._tabs.add(page, lambda: self.tr("Sheet"))
        self._tabs.setCurrentWidget(page)
        return page

    def _close(self) -> None:
        """The page of the last sheet goes; its pictures stay where they are."""
        if self.page is not None:
            self._tabs.removeTab(self._tabs.indexOf(self.page))
            self.page.deleteLater()
            self.page = None
        self._jobs, self._looks = {}, {}

    def _stop(self) -> None:
        self._worker.queue.cancel(*self._jobs)

    def _pictured(self, number: int, picture: Picture, pixels: np.ndarray) -> None:
        if (view := self._jobs.pop(number, None)) is None or self.page is None:
            return
        view.show_picture(picture, pixels)
        if self._person is not None:
            self._looks[self._worker.look(pixels).id] = view
        self._tell()

    def _seen(self, number: int, faces: tuple[Face, ...]) -> None:
        """Measure a cell's face against the person, whether its recipe names anybody or not."""
        if (view := self._looks.pop(number, None)) is None or self._person is None:
            return
        if not faces:
            return
        face, asked = largest(faces), asked_by(self._person, self._sources)
        view.show_figures(self._likeness(face), landmark_error(face.landmarks, asked))

    def _likeness(self, face: Face) -> float | None:
        assert self._person is not None
        import numpy as np

        references = self._person.identities[0].references
        photos = [self._sources.photo(key) for key in references]
        known = [largest(photo.faces).embedding for photo in photos if photo and photo.faces]
        if len(known) < len(references):
            return None
        return cosine(face.embedding, np.stack(known).mean(0))

    def _failed(self, number: int, failure: Failure) -> None:
        if (view := self._jobs.pop(number, None)) is not None:
            view.show_fault(failure.message)
            self._tell()

    def _left(self, number: int) -> None:
        if (view := self._jobs.pop(number, None)) is not None:
            view.show_fault(self.tr("It was cancelled."))
            self._tell()

    def _tell(self) -> None:
        if self.page is not None:
            self.page.tell()
            self.page.set_busy(bool(self._jobs))

    def _export(self) -> None:
        assert self.page is not None
        title, kinds = self.tr("Export the sheet"), self.tr("PNG picture (*.png)")
        path, _ = QFileDialog.getSaveFileName(self._window, title, "sheet.png", kinds)
        if path:
            self.export_to(Path(path).with_suffix(".png"))

    def export_to(self, path: Path) -> None:
        """Write the page as one labelled picture, from which its recipes can be read again."""
        assert self.page is not None
        views = [view for view in self.page.cells.values() if view.picture is not None]
        cells = [(view.cell, view.picture, view.figures) for view in views if view.picture]
        self._background.run(
            partial(_write, self.page.sheet, cells, path), lambda _: None, self._notice.tell
        )


def _write(sheet: Sheet, cells: list[tuple[Cell, Picture, Figures]], path: Path) -> None:
    drawn = [
        Drawn(
            cell,
            Portrait(load_image(picture.path), picture.recipe, picture.seconds, None, None, None),
            figures,
        )
        for cell, picture, figures in cells
    ]
    write_sheet(sheet, drawn, path, _say)


def _say(words: str) -> str:
    told = in_language(words)
    return told if told != words else translated(words)
