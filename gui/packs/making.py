"""A pack of one's own."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.errors import UserError
from core.jobs import JobControl
from core.packs import Pack
from core.packs.choosing import Chosen, proposed_settings
from core.packs.fit import problems, trained_with
from core.packs.hashes import HashBook
from core.packs.importing import Found, Scanner, Stock
from core.packs.making import make_pack
from core.packs.proposing import Proposal, as_part, bases_of, may_be_identity_net, propose
from core.packs.twins import twin_of
from core.told import Told
from gui.calls import Call
from gui.failure import Failure
from gui.forms.controls import QuietCombo
from gui.language import on_language, said
from gui.packs.faces_card import FacesCard
from gui.packs.found_rows import Row, name_of_base, row_of_base
from gui.packs.instantid_card import InstantIdCard
from gui.packs.kinds import spoken_family
from gui.packs.making_foot import MakingFoot
from gui.packs.models import ModelWork
from gui.packs.pack_form import PackForm
from gui.packs.part_rows import PartsCard
from gui.packs.pickles_card import PicklesCard
from gui.packs.tasks import Task
from gui.packs.view import View
from gui.settings_card import SettingsCard
from gui.theme import Theme


class MakingView(QWidget):
    """Chooses the parts of a pack, and makes it.

    Attributes:
        base: the base model; the cards below it show what fits.
        foot: says what hinders, how much room is needed, and makes it.
    """

    def __init__(self, work: ModelWork, theme: Theme) -> None:
        super().__init__()
        self._work, self._theme = work, theme
        self._extra = Stock()  # base models that were chosen by their file
        self._usable = Stock()  # all of it, converted pickles in place of published ones
        self._inside: dict[Path, list[Found]] = {}  # by the second folder above
        self._proposal = Proposal()
        self._wanted: Sequence[Path] | None = None  # of what the user has selected elsewhere
        self._based: Path | None = None  # the base for which parts were proposed
        self._task: Task | None = None
        self.view = View(
            lambda: self.tr("Make a pack"),
            lambda: self.tr("Parts that fit together make a pack of your own."),
        )
        said(self, name=lambda: self.tr("Make a pack"))
        self._make_cards()
        self.foot = MakingFoot(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.foot)
        self._connect()
        on_language(self, self._name_bases)
        self._list_packs()
        self._show_stock()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._work.finding.begin()

    def start(self, rows: Sequence[Row]) -> None:
        """Begin a pack with what was selected among the models that were found."""
        self.foot.forget()
        wanted = [row.found.path for row in rows if row.found is not None]
        wanted += [path for row in rows if row.faces for path in row.faces.files.values()]
        self._show_stock()
        bases = [self.base.itemData(place).path for place in range(self.base.count())]
        place = next((bases.index(path) for path in wanted if path in bases), None)
        if place is not None:
            with QSignalBlocker(self.base):
                self.base.setCurrentIndex(place)
        self._wanted = wanted
        self._propose()
        self.view.verticalScrollBar().setValue(0)
        self.base.setFocus()

    def chosen(self) -> Chosen | None:
        """What is chosen; None: no base yet."""
        base: Found | None = self.base.currentData()
        if base is None:
            return None
        return Chosen(
            base,
            self.instantid.chosen(),
            self.adapters.chosen(),
            tuple(found for found, _ in self.controlnets.chosen()),
            tuple(found for found, _ in self.loras.chosen()),
            self.faces.ticked(),
        )

    def choose_base(self, path: Path) -> None:
        """Take a file, or a folder in the layout of diffusers, as the base."""
        setup = self._work.setup
        task = Task(self)
        Call(task.done, task, self._base_read, path, takes=1)
        Call(task.failed, task, self.foot.tell, takes=1)
        task.ended.connect(task.deleteLater)
        scanner = Scanner(setup.catalogue, HashBook(setup.home / "hashes.json"))
        self._work.looking.run(partial(scanner.scan, [path]), task)

    def make(self) -> None:
        """Make the pack, in the background."""
        chosen = self.chosen()
        if chosen is None or self._task is not None:
            return
        form, folder = self.form, self._work.folder / self.form.name
        self._task = task = Task(self)
        Call(task.done, task, self._made, takes=1)
        Call(task.failed, task, self.foot.tell, takes=1)
        Call(task.cancelled, task, self.foot.tell, Failure(Told("Nothing was made.")))
        Call(task.ended, task, self._ended)
        task.ended.connect(task.deleteLater)
        task.progressed.connect(self.foot.follow)
        self._work.looking.run(
            partial(
                *(_make, chosen, folder),
                *(form.title.text().strip(), form.licence.text().strip(), form.settings()),
            ),
            task,
        )
        self.foot.begin()

    def _make_cards(self) -> None:
        self.base, self.base_about = QuietCombo(), QLabel()
        self.base.setMinimumContentsLength(12)
        self.file, self.folder = QPushButton(), QPushButton()
        self.instantid, self.faces, self.form = InstantIdCard(), FacesCard(), PackForm()
        self.pickles = PicklesCard(self._work)
        self.adapters = PartsCard(
            lambda: self.tr("IP-Adapters"), lambda: self.tr("No IP-Adapter was found.")
        )
        self.controlnets = PartsCard(
            lambda: self.tr("ControlNets"), lambda: self.tr("No ControlNet was found.")
        )
        self.loras = PartsCard(lambda: self.tr("LoRAs"), lambda: self.tr("No LoRA was found."))
        cards = (self._make_base_card(), self.pickles, self.instantid, self.adapters)
        for card in (*cards, self.controlnets, self.loras, self.faces, self.form):
            self.view.body.addWidget(card)

    def _make_base_card(self) -> QWidget:
        card = SettingsCard(lambda: self.tr("Base model"))
        self.base_about.setProperty("role", "small")
        self.base_about.setWordWrap(True)
        said(self.base, name=lambda: self.tr("Base model"))
        said(
            self.file,
            text=lambda: self.tr("Choose a file…"),
            tip=lambda: self.tr("A checkpoint of SDXL or Stable Diffusion 1.5, .safetensors"),
        )
        said(
            self.folder,
            text=lambda: self.tr("Choose a folder…"),
            tip=lambda: self.tr("A base model in the layout of diffusers"),
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.base, 1)
        buttons.addWidget(self.file)
        buttons.addWidget(self.folder)
        card.body.addLayout(buttons)
        card.body.addWidget(self.base_about)
        return card

    def _connect(self) -> None:
        self.base.currentIndexChanged.connect(self._propose)
        self.file.clicked.connect(self._ask_for_file)
        self.folder.clicked.connect(self._ask_for_folder)
        parts = (self.instantid, self.adapters, self.controlnets, self.loras, self.faces)
        for card in (*parts, self.form):
            card.changed.connect(self._edited)
        self.pickles.converted.connect(self._show_stock)
        self.foot.make.clicked.connect(self.make)
        self.foot.stop.clicked.connect(self._stop)
        self.foot.used.connect(self._work.use)
        self._work.found_changed.connect(self._show_stock)
        self._work.packs_changed.connect(self._list_packs)

    def _stock(self) -> tuple[Stock, list[Found]]:
        """All that can be used, converted pickles among it; and those that are not yet."""
        found, left = list[Found](), list[Found]()
        for one in (*self._work.stock.files, *self._extra.files):
            if not one.is_pickle:
                found.append(one)
                continue
            try:
                twin = twin_of(one, self.pickles.folder)
            except (UserError, OSError):
                twin = None
            (found if twin is not None else left).append(twin or one)
        bases = [*self._work.stock.bases, *self._extra.bases]
        return Stock(found, bases, self._work.stock.faces), left

    def _show_stock(self) -> None:
        """Offer what was found; what is chosen stays as far as it is there."""
        self._usable, pickles = self._stock()
        self._inside = {}
        for one in self._usable.files:
            self._inside.setdefault(one.path.parent.parent, []).append(one)
        kept: Found | None = self.base.currentData()
        with QSignalBlocker(self.base):
            self.base.clear()
            for one in bases_of(self._usable):
                self.base.addItem("", one)
            paths = [self.base.itemData(place).path for place in range(self.base.count())]
            self.base.setCurrentIndex(
                paths.index(kept.path) if kept is not None and kept.path in paths else
                (0 if paths else -1)
            )  # fmt: skip
        self._name_bases()
        self.pickles.show_pickles(pickles)
        self._propose()

    def _name_bases(self) -> None:
        with QSignalBlocker(self.base):
            for place in range(self.base.count()):
                one: Found = self.base.itemData(place)
                family = spoken_family(one.what) or self.tr("another family")
                self.base.setItemText(place, f"{name_of_base(one)}  –  {family}")
        self._changed()

    def _propose(self) -> None:
        """Look at all parts from the side of the base; for another base, choose anew."""
        base: Found | None = self.base.currentData()
        self._proposal = seen = (
            propose(self._usable, as_part(base)) if base is not None else Proposal()
        )
        self.instantid.show_choices(seen.instantid, seen.nets)
        self.adapters.show_choices(seen.adapters, seen.encoders)
        self.controlnets.show_choices(
            [one for one in seen.nets if not may_be_identity_net(one.found)]
        )
        self.loras.show_choices(seen.loras)
        self.faces.show_sets(seen.faces)
        if base is not None and (base.path != self._based or self._wanted is not None):
            self._based = base.path
            self._choose_anew(base)
        self._changed()

    def _choose_anew(self, base: Found) -> None:
        """What the user has selected; else what keeps a likeness, as far as it is certain."""
        wanted, self._wanted = self._wanted, None
        name = name_of_base(base)
        self.form.propose(proposed_settings(base), Path(name).stem if base.what.role ==
                          "checkpoint" else name)  # fmt: skip
        if wanted is None or all(path == base.path for path in wanted):
            self.instantid.tick(self.instantid.obvious)
            fitting = [one.found.path for one in self._proposal.adapters if one.fits]
            self.adapters.tick(fitting if wanted is None else ())
            self.controlnets.tick(())
            self.loras.tick(())
            return
        halves = [one.found.path for one in self._proposal.instantid]
        nets = [one.found.path for one in self._proposal.nets]
        self.instantid.tick(any(path in wanted for path in halves), wanted)
        taken = self.instantid.chosen()
        self.adapters.tick(wanted)
        self.controlnets.tick(
            [path for path in nets if path in wanted and (not taken or path != taken[1].path)]
        )
        self.loras.tick(wanted)

    def _edited(self) -> None:
        """By the user."""
        self.foot.forget()
        self._changed()

    def _changed(self) -> None:
        """Tell what hinders and what is needed, as things are chosen now."""
        chosen = self.chosen()
        self.base.setEnabled(self.base.count() > 0)
        if chosen is None:
            self.base_about.setText(
                self.tr("No base model was found yet: choose one, or add the folder it is in.")
            )
            self.foot.show_problems([Told("Choose a base model.")])
            return
        self.base_about.setText(row_of_base(chosen.base, self._inside).words())
        needed = [trained_with(one.what) for one, _ in chosen.adapters]
        needed += ["antelopev2"] if chosen.instantid is not None else []
        self.faces.need([name for name in needed if name])
        chosen = self.chosen() or chosen
        self.form.propose_licence(chosen.licence())
        self.foot.show_problems([*problems(chosen.parts()), *self._missing_words()])
        self._work.background.run(
            partial(chosen.room, self._work.folder), self.foot.show_room, self.foot.lose_room
        )

    def _missing_words(self) -> list[Told]:
        form = self.form
        told: list[Told] = []
        if not form.title.text().strip():
            told.append(Told("Give the pack a title."))
        if not form.licence.text().strip():
            told.append(Told("Say under what terms the models may be used."))
        return told

    def _base_read(self, path: Path, stock: Stock) -> None:
        found = bases_of(stock)
        if not found:
            sentences = [sentence for _, sentence in stock.refused]
            told = Told("{0} is no base model of SDXL or Stable Diffusion 1.5.", path.name)
            self.foot.tell(Failure(sentences[0] if sentences else told))
            return
        known = {one.path for one in self._work.stock.files}
        new = [one for one in stock.files if one.path not in known]
        self._extra = Stock(
            [*self._extra.files, *new],
            [*self._extra.bases, *(one for one in stock.bases if one.unet.path not in known)],
        )
        self._show_stock()
        paths = [self.base.itemData(place).path for place in range(self.base.count())]
        self.base.setCurrentIndex(paths.index(found[0].path))

    def _made(self, pack: Pack) -> None:
        self.form.clear()
        self.foot.show_made(pack)
        self._work.add(pack)

    def _ended(self) -> None:
        self._task = None
        self.foot.end()
        self._list_packs()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _list_packs(self) -> None:
        """Their names are taken, as are those of folders that hold no readable pack."""
        packs = self._work.packs
        names = {one.manifest.name for one in packs} | {one.folder.name for one in packs}
        with contextlib.suppress(OSError):  # there is none yet
            names |= set(os.listdir(self._work.folder))
        self.form.set_taken(names)

    def _ask_for_file(self) -> None:
        title, kinds = self.tr("A base model"), self.tr("Checkpoints")
        found, _ = QFileDialog.getOpenFileName(self, title, "", f"{kinds} (*.safetensors *.sft)")
        if found:
            self.choose_base(Path(found))

    def _ask_for_folder(self) -> None:
        if found := QFileDialog.getExistingDirectory(self, self.tr("The folder of a base model")):
            self.choose_base(Path(found))


def _make(
    chosen: Chosen,
    folder: Path,
    title: str,
    licence: str,
    settings: dict[str, object],
    control: JobControl,
) -> Pack:
    """In a thread."""
    return make_pack(chosen.parts(), folder, title, licence, control, defaults=settings)
