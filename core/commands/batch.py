"""main.py batch: draw many recipes into a folder, and go on where the last run ended."""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from core.batch.drawing import Drawn, draw_all
from core.batch.folder import BatchFolder, opened
from core.batch.orders import Order, Refused, read_orders, together
from core.batch.sources import Sources
from core.commands.batch_engines import Engines
from core.commands.checking import check
from core.commands.interrupting import cancel_on_interrupt
from core.commands.progress import Tally
from core.commands.request import open_pack, with_loras
from core.errors import BadInput, UserError
from core.jobs import JobControl
from core.packs import Pack, default_store
from core.recipe import Recipe
from core.settings import chosen_library, library_folder
from core.terminal import say
from core.told import Told

OK, FAILED, BAD_INPUT = 0, 1, 2


def run(options: argparse.Namespace) -> int:
    """Draw the recipes of a file; one JSON line a picture on stdout, progress on stderr.

    Returns:
        0 if every picture is there; 2 if a line or photo was at fault, 1 for any other trouble.

    Raises:
        BadInput: if nothing can be begun: no such file, folder or pack.
        Cancelled: after Ctrl-C. Pictures that were finished by then are kept.
        UserError: if a picture can't be saved, or no engine could be opened.
    """
    engines = Engines(options)
    workshop = _Workshop(options)
    asked = list(read_orders(_lines(options.recipes), workshop.prepare))
    with opened(options.out) as folder:
        report = _Report()
        left = report.begin(asked, folder)
        packs = workshop.packs_of(left)
        for pack in packs:
            check(pack)
        line, control = Tally(sys.stderr, len(left)), JobControl()
        try:
            with cancel_on_interrupt(control):
                for pack in packs:
                    its = [order for order in left if order.recipe.pack == pack.manifest.name]
                    with engines.crew(pack, len(its)) as hands:
                        for drawn in draw_all(its, hands, workshop.sources.images, control):
                            line.clear()
                            report.drew(drawn, folder)
                            line.finish_picture()
        finally:
            line.clear()
            report.end()
    return report.code


class _Workshop:
    """What all pictures are drawn with and from."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._chosen = open_pack(options.pack) if options.pack else None
        self._store = default_store()
        self._packs: dict[str, Pack] = {}
        library = options.library or chosen_library() or library_folder()
        self.sources = Sources(options.sources, library)

    def prepare(self, recipe: Recipe) -> Recipe:
        """A recipe for its pack, or the one that was chosen; raises BadInput if it can't be."""
        pack = self._chosen or self._packs.get(recipe.pack) or self._store.named(recipe.pack)
        self._packs[pack.manifest.name] = pack
        recipe = with_loras(recipe.model_copy(update={"pack": pack.manifest.name}), pack)
        for problem in recipe.problems():
            raise BadInput(problem)
        for key in self.sources.lacking(recipe.sources()):
            raise BadInput(
                Told("The source image {0} of this recipe is missing.", key[:12]),
                "Name a folder that holds it with --sources.",
            )
        return recipe

    def packs_of(self, orders: Sequence[Order]) -> list[Pack]:
        """The packs that some pictures need."""
        return [self._packs[name] for name in sorted({order.recipe.pack for order in orders})]


class _Report:
    """Tells of each picture that a line asks for, and counts."""

    def __init__(self) -> None:
        self._twins: dict[str, list[Order]] = defaultdict(list)
        self._count: Counter[str] = Counter()
        self._bad = False
        self._out = sys.stdout  # Ray's own words go elsewhere

    @property
    def code(self) -> int:
        """How the program ends."""
        if self._count["failed"] and not self._bad:
            return FAILED
        return BAD_INPUT if self._bad else OK

    def begin(self, asked: Iterable[Order | Refused], folder: BatchFolder) -> list[Order]:
        """Tell what needs not be drawn; what is left, each picture once, in the order of work."""
        left: dict[str, Order] = {}
        for one in asked:
            if isinstance(one, Refused):
                self._failed(one.line, None, one.error)
            elif one.key in left:
                self._twins[one.key].append(one)
            elif (path := folder.find(one)) is not None:
                self._tell(one.line, one.recipe.sampling.seed, "there", path)
            else:
                left[one.key] = one
        return sorted(left.values(), key=together)

    def drew(self, drawn: Drawn, folder: BatchFolder) -> None:
        """Keep a picture, and tell how it came out, for each line that asks for it.

        Raises:
            UserError: if it can't be saved.
        """
        order, portrait = drawn.order, drawn.portrait
        if portrait is None:
            assert drawn.error is not None
            for one in (order, *self._twins[order.key]):
                self._failed(one.line, one.recipe.sampling.seed, drawn.error, drawn.tries)
            return
        path = folder.keep(order, portrait)
        seed, likeness = order.recipe.sampling.seed, portrait.likeness
        facts = {
            "seconds": round(portrait.seconds, 3),
            "likeness": None if likeness is None else round(likeness, 4),
            "tries": drawn.tries,
        }
        self._tell(order.line, seed, "drawn", path, **facts)
        for twin in self._twins[order.key]:
            self._tell(twin.line, seed, "there", path, likeness=facts["likeness"])

    def end(self) -> None:
        """Sum up on stderr."""
        say(
            Told(
                "{0} drawn, {1} were there already, {2} failed.",
                *(self._count[state] for state in ("drawn", "there", "failed")),
            )
        )

    def _failed(self, line: int, seed: int | None, error: Exception, tries: int = 0) -> None:
        fault = error.sentence() if isinstance(error, UserError) else _last_line(str(error))
        self._bad = self._bad or isinstance(error, BadInput)
        say(Told("line {0}: {1}", line, fault))
        self._tell(line, seed, "failed", None, error=fault, tries=tries)

    def _tell(
        self, line: int, seed: int | None, state: str, path: Path | None, **facts: object
    ) -> None:
        self._count[state] += 1
        told = {
            "line": line,
            "seed": seed,
            "state": state,
            "file": None if path is None else str(path),
            "seconds": None,
            "likeness": None,
            "tries": 0,
            "error": None,
        }
        print(json.dumps(told | facts), file=self._out, flush=True)


def _lines(path: Path) -> list[bytes]:
    try:
        if str(path) == "-":
            return sys.stdin.buffer.readlines()
        with path.open("rb") as file:
            return file.readlines()
    except OSError as error:
        raise BadInput(Told("Can't read {0}.", path.name), "Check the path.") from error


def _last_line(text: str) -> str:
    """Of a traceback what says most."""
    return text.strip().splitlines()[-1] if text.strip() else ""
