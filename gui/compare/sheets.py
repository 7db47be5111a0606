"""Twin and Sweep in the window: their cells are jobs of the queue and pictures like any other.

What makes and shows them is loaded when it is first needed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core import durable
from core.errors import BadInput
from core.faces.face import Face
from core.faces.likeness import know, usual_scale
from core.faces.person import faces_of_person, landmarks_of
from core.imaging import load_image
from core.packs.manifest import Manifest
from core.picture import Picture
from core.portrait import Portrait
from core.recipe import Identity, Recipe
from core.told import Told
from gui.background import Background
from gui.commands import Commands
from gui.compare.words import spoken
from gui.draft import Draft
from gui.exports import ask_for_csv, ask_for_png, named, png_of
from gui.failure import Failure
from gui.images import to_png
from gui.notice import NoticeBar
from gui.panels.sources import Sources
from gui.queue.jobs import DrawJob
from gui.tabs import Tabs
from gui.theme import Theme
from gui.worker import Worker

if TYPE_CHECKING:
    import numpy as np

    from core.compare.grid import Opened
    from core.compare.sheet import Cell, Figures, Sheet
    from gui.compare.sheet_page import CellView, SheetPage
    from gui.compare.sweep_dialog import SweepDialog


class Sheets(QObject):
    """Opens a page for the newest sheet; cells go through the queue of the project."""

    opened = Signal(object)  # Picture: a cell was clicked
    loaded = Signal(object, object)  # Recipe and pixels, if any: so was one of a sheet from a file

    def __init__(
        self,
        draft: Draft,
        worker: Worker,
        draw: Callable[[Recipe], DrawJob | None],
        sources: Sources,
        background: Background,
        manifest: Manifest,
        theme: Theme,
        tabs: Tabs,
        notice: NoticeBar,
        commands: Commands,
        window: QWidget,
    ) -> None:
        """`draw` queues a recipe for the project, or tells why it can't, and gives None."""
        super().__init__(window)
        self._draft, self._worker, self._sources = draft, worker, sources
        self._draw = draw
        self._background, self._manifest, self._theme = background, manifest, theme
        self._tabs, self._notice, self._window = tabs, notice, window
        self.page: SheetPage | None = None
        self._jobs: dict[int, CellView] = {}
        self._looks: dict[int, CellView] = {}
        self._person: Identity | None = None  # against whom faces are measured
        worker.pictured.connect(self._pictured)
        worker.seen.connect(self._seen)
        worker.failed.connect(self._failed)
        worker.cancelled.connect(self._left)
        tabs.closed.connect(self._closed)
        for name, text, run, keys in (
            ("twin", lambda: self.tr("Twin: what each mechanism does"), self.twin, ("Ctrl+T",)),
            ("sweep", lambda: self.tr("Sweep…"), self.ask, ("Ctrl+Shift+T",)),
        ):
            commands.add(f"picture.{name}", lambda: self.tr("Picture"), text, run, window, keys)

    def twin(self) -> None:
        """Draw the draft by each mechanism alone, by none and by both."""
        from core.compare.twin import twin

        try:
            found = twin(self._draft.recipe, self._manifest, self._draft.current)
        except BadInput as error:
            self._notice.tell(Failure.of(error))
            return
        formulas = tuple(variant.formula for variant in found.variants)
        left_out = [Told("'{0}' was left out: {1}", o.name, o.reason) for o in found.left_out]
        people = self._draft.recipe.identities
        if len(people) > 1:
            number = min(self._draft.current, len(people) - 1) + 1
            left_out.append(Told("Only person {0} of {1} is drawn here.", number, len(people)))
        self.begin(found.sheet, found.person, formulas, left_out)

    def ask(self) -> SweepDialog:
        """Ask what is to change, and draw it."""
        from gui.compare.sweep_dialog import SweepDialog

        speeds = self._worker.queue.speeds
        dialog = SweepDialog(self._draft.recipe, self._manifest, speeds.estimate, self._window)
        dialog.chosen.connect(self._chosen)
        dialog.open()
        return dialog

    def _chosen(self, sheet: Sheet) -> None:
        self.begin(sheet, next(iter(self._draft.recipe.identities), None))

    def begin(
        self,
        sheet: Sheet,
        person: Identity | None,
        about: Sequence[str] = (),
        left_out: Sequence[Told] = (),
    ) -> None:
        """Queue every cell, and show the page that they fill; see `SheetPage`."""
        from gui.compare.sheet_page import SheetPage

        jobs = [(cell, self._draw(cell.recipe)) for cell in sheet.cells[:1]]
        if jobs[0][1] is None:
            return
        jobs += [(cell, self._draw(cell.recipe)) for cell in sheet.cells[1:]]
        page = self._show(SheetPage(sheet, self._theme, about, left_out))
        page.export.connect(self._export)
        page.stop.connect(self._stop)
        self._person = person
        self._jobs = {job.id: page.cells[cell.row, cell.column] for cell, job in jobs if job}
        page.set_busy(True)

    def show_opened(self, opened: Opened, pixels: np.ndarray) -> None:
        """Show a sheet that came in a file, with its picture, RGB uint8 (h, w, 3)."""
        from gui.compare.sheet_page import SheetPage

        page = self._show(SheetPage(opened.sheet, self._theme))
        page.loaded.connect(self.loaded)
        page.again.connect(self._draw_opened)
        page.show_opened(opened, pixels)

    def _draw_opened(self) -> None:
        """Draw all cells of a sheet from a file."""
        assert self.page is not None
        sheet = self.page.sheet
        people = (cell.recipe.identities for cell in sheet.cells)
        self.begin(sheet, next((first for first, *_ in filter(None, people)), None))

    def _show(self, page: SheetPage) -> SheetPage:
        """Put a page in the place of the last one."""
        if self.page is not None:
            self._tabs.close_page(self.page)
        self.page = page
        page.opened.connect(self.opened)
        page.export_plot.connect(self._export_plot)
        page.export_figures.connect(self._export_figures)
        self._tabs.add(page, lambda: self.tr("Sheet"))
        self._tabs.setCurrentWidget(page)
        return page

    def _closed(self, page: QWidget) -> None:
        """The page of the last sheet went; its pictures go where all pictures go."""
        if page is self.page:
            self.page, self._jobs, self._looks = None, {}, {}

    def _stop(self) -> None:
        self._worker.queue.cancel(*self._jobs)

    def _pictured(self, number: int, picture: Picture, portrait: Portrait) -> None:
        if (view := self._jobs.pop(number, None)) is None:
            return
        from core.compare.drawing import figures_of

        view.show_picture(picture, portrait.image, figures_of(portrait))
        if self._person is not None and not picture.recipe.identities:
            self._looks[self._worker.look(portrait.image).id] = view
        self._tell()

    def _seen(self, number: int, faces: tuple[Face, ...]) -> None:
        """Measure against the person what was drawn without naming anybody."""
        if (view := self._looks.pop(number, None)) is None or self._person is None:
            return
        sampling = view.cell.recipe.sampling
        size, sources = (sampling.width, sampling.height), self._sources
        try:
            own = faces_of_person(self._person, sources.faces)
            asked = landmarks_of(self._person, size, sources.size, sources.faces)
        except BadInput:
            return  # the photo's face is not known
        from core.compare.drawing import measured

        known = know(own, self._person.weights, usual_scale(self._manifest.scorer))
        view.show_figures(measured(faces, known, asked, view.figures.seconds))
        self._tell()

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
        for path in ask_for_png(self._window, self.tr("Export the sheet")):
            try:
                self.export_to(png_of(path))
            except BadInput as error:
                self._notice.tell(Failure.of(error))

    def _export_plot(self) -> None:
        assert self.page is not None
        assert self.page.plot is not None
        for path in ask_for_png(self._window, self.tr("Export the plot")):
            self._write(path, ".png", partial(to_png, self.page.plot.picture()))

    def _export_figures(self) -> None:
        from core.compare.table import to_csv

        assert self.page is not None
        for path in ask_for_csv(self._window, self.tr("Export the figures")):
            self._write(path, ".csv", partial(_encoded, to_csv, self.page.sheet, self.page.known))

    def _write(self, asked: Path, suffix: str, make: Callable[[], bytes]) -> None:
        """Save what is made, in a thread, or tell why it can't be."""
        try:
            path = named(asked, suffix)
        except BadInput as error:
            self._notice.tell(Failure.of(error))
            return
        save = partial(_save, make, path)
        self._background.run(save, lambda _: None, self._notice.tell)

    def export_to(self, path: Path) -> None:
        """Write the page as one labelled picture, from which its recipes can be read again."""
        assert self.page is not None
        views = [view for view in self.page.cells.values() if view.picture is not None]
        cells = [(view.cell, view.picture, view.figures) for view in views if view.picture]
        self._background.run(
            partial(_write, self.page.sheet, cells, path), lambda _: None, self._notice.tell
        )


def _save(make: Callable[[], bytes], path: Path) -> None:
    durable.save(make(), path, mode=0o666)


def _encoded(
    to_csv: Callable[[Sheet, Mapping[tuple[int, int], Figures]], str],
    sheet: Sheet,
    figures: Mapping[tuple[int, int], Figures],
) -> bytes:
    """With a mark by which spreadsheets know the letters."""
    return to_csv(sheet, figures).encode("utf-8-sig")


def _write(sheet: Sheet, cells: list[tuple[Cell, Picture, Figures]], path: Path) -> None:
    from core.compare.grid import write_sheet
    from core.compare.sheet import Drawn

    drawn = [
        Drawn(
            cell,
            Portrait(load_image(picture.path), picture.recipe, picture.seconds, None, None, None),
            figures,
        )
        for cell, picture, figures in cells
    ]
    write_sheet(sheet, drawn, path, spoken)
