"""What twin and sweep have in common: draw a sheet, say what came of it, save it."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.commands.checking import check
from core.commands.interrupting import cancel_on_interrupt
from core.commands.keeping import Keeping, begin_to_keep, finish_quietly
from core.commands.opening import open_engine
from core.commands.outlet import Outlet
from core.commands.progress import ProgressLine
from core.commands.request import Request
from core.compare.differences import differences
from core.compare.drawing import draw
from core.compare.grid import write_sheet
from core.compare.pace import estimate, trial
from core.compare.sheet import Drawn, Sheet
from core.errors import BadInput, UserError
from core.faces.alike import to_facts
from core.faces.likeness import usual_scale
from core.hosting import Drawing
from core.jobs import Cancelled, JobControl
from core.picture import write_png
from core.recipe import Identity
from core.terminal import say
from core.told import Told


@dataclass(frozen=True, eq=False)
class Task:
    """A sheet to draw, and from what.

    Attributes:
        name: of its files.
        request: the recipe that was given, its pack and images.
        sheet: made from that recipe.
        inputs: files that are read.
        person: whom pictures are measured against whose recipes name nobody.
    """

    name: str
    request: Request
    sheet: Sheet
    inputs: tuple[Path, ...]
    person: Identity | None = None


def run_sheet(options: argparse.Namespace, task: Task) -> int:
    """Draw a sheet, or tell how long that will take.

    Returns:
        0, the exit code.

    Raises:
        BadInput: if something that was given can't be used; nothing is written then.
        Cancelled: after Ctrl-C. What was drawn by then is saved, also as a sheet.
        UserError: if drawing or saving failed, or some of the pictures could not be drawn.
    """
    outlet = _outlet(options, task)
    check(task.request.pack)
    _refuse_impossible(task)
    if outlet is None:
        return _foretell(task)
    keeping = begin_to_keep(task.request.sources) if options.keep else None
    return _Run(task, outlet, keeping).run()


def _outlet(options: argparse.Namespace, task: Task) -> Outlet | None:
    """Where to save; None: nothing is to be drawn."""
    if options.dry_run:
        return None
    if options.out is None:
        raise BadInput("There is no --out.", "Name a .png file or a folder, or add --dry-run.")
    outlet = Outlet(options.out, 1, task.inputs)
    if options.keep and not outlet.is_folder:
        raise BadInput("--keep needs the single pictures.", "Let --out be a folder.")
    return outlet


def _refuse_impossible(task: Task) -> None:
    """Find out before the first picture what the engine can't draw."""
    from core.engine import capabilities  # brings torch

    for cell in task.sheet.cells:
        capabilities.refuse_impossible(cell.recipe)
        for reason in capabilities.unsupported(cell.recipe, task.request.pack):
            raise BadInput(reason)


def _foretell(task: Task) -> int:
    """Print how many pictures there will be, and the seconds they will take on this computer."""
    sheet = task.sheet
    say("drawing a little of the first picture, to know how long they take.")
    control = JobControl()
    with cancel_on_interrupt(control):
        engine = open_engine(task.request.pack.folder)
        try:
            known = trial(engine, sheet.cells[0].recipe, task.request.sources, control)
        finally:
            engine.close()
    seconds = estimate((cell.recipe for cell in sheet.cells), *known)
    told = {"pictures": len(sheet.cells), "seconds": round(seconds, 1)}
    print(json.dumps({**told, "columns": sheet.columns.labels, "rows": sheet.rows.labels}))
    return 0


@dataclass(eq=False)
class _Run:
    """One sheet while it is drawn."""

    task: Task
    outlet: Outlet
    keeping: Keeping | None
    done: list[Drawn] = field(default_factory=list[Drawn])

    def run(self) -> int:
        line = ProgressLine(sys.stderr, len(self.task.sheet.cells))
        control = JobControl(line.update)
        try:
            with cancel_on_interrupt(control):
                for drawn in self._drawn(control):
                    line.finish_picture()
                    line.clear()
                    self._take(drawn)
        except (Cancelled, UserError):
            line.clear()
            self._save_what_is_done()
            raise
        finally:
            line.clear()
        self._save_sheet()
        if self.keeping is not None:
            self.keeping.finish()
        faults = sum(one.fault is not None for one in self.done)
        if faults:
            raise UserError(
                Told("{0} of {1} pictures could not be drawn.", faults, len(self.done)),
                "Their lines say why.",
            )
        return 0

    def _drawn(self, control: JobControl) -> Iterator[Drawn]:
        control.report("load")
        request = self.task.request
        engine: Drawing = open_engine(request.pack.folder)
        try:
            usual = usual_scale(request.pack.manifest.scorer)
            cells, person = self.task.sheet.cells, self.task.person
            yield from draw(engine, cells, request.sources, control, person, usual)
        finally:
            engine.close()

    def _take(self, drawn: Drawn) -> None:
        """Save one picture and say what is known about it."""
        if drawn.fault is not None and not self.done:
            raise BadInput(drawn.fault)  # likely the others can't be drawn either
        path = None
        if drawn.portrait is not None and self.outlet.is_folder:
            portrait = drawn.portrait
            name = f"{self.task.name}-{drawn.cell.row + 1}-{drawn.cell.column + 1}"
            path = self.outlet.place(
                name, lambda path: write_png(portrait.image, portrait.recipe, path, portrait.made)
            )
        self.done.append(drawn)
        print(json.dumps(self._facts(drawn, path)), flush=True)
        if self.keeping is not None and drawn.portrait is not None and path is not None:
            self.keeping.keep(drawn.portrait, path)

    def _facts(self, drawn: Drawn, path: Path | None) -> dict[str, Any]:
        cell, figures = drawn.cell, drawn.figures
        facts: dict[str, Any] = {
            "row": cell.row,
            "column": cell.column,
            "label": self.task.sheet.label(cell),
            "changes": differences(self.task.request.recipe, cell.recipe),
            "seed": cell.recipe.sampling.seed,
            "likeness": _rounded(figures.likeness, 4),
            "people": to_facts(figures.people),
            "landmark_error": _rounded(figures.landmark_error, 4),
            "seconds": _rounded(figures.seconds, 3),
            "path": None if path is None else str(path),
        }
        return facts if drawn.fault is None else {**facts, "fault": drawn.fault}

    def _save_sheet(self) -> None:
        def write(path: Path) -> None:
            write_sheet(self.task.sheet, self.done, path)

        path = self.outlet.place(self.task.name, write)
        print(json.dumps({"sheet": str(path), "pictures": _count(self.done)}), flush=True)

    def _save_what_is_done(self) -> None:
        """While other trouble is what the program ends with."""
        if _count(self.done):
            try:
                self._save_sheet()
            except UserError as error:
                say(error.sentence())
        if self.keeping is not None:
            finish_quietly(self.keeping)


def _count(done: Iterable[Drawn]) -> int:
    return sum(one.portrait is not None for one in done)


def _rounded(number: float | None, places: int) -> float | None:
    return None if number is None else round(number, places)
