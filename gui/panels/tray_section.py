"""A section with a tray for each of some parts of the recipe, and a place for one more."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from core.recipe import Recipe
from core.recipe_parts import Part
from core.told import Sentence, Told
from gui.draft import Draft
from gui.failure import Failure
from gui.icons import icon
from gui.language import Text, in_language, in_lines, on_language
from gui.panels.drops import DropButton, Given, Source
from gui.panels.section import Section
from gui.panels.sources import Sources
from gui.theme import Theme

MOST = 8  # of any kind, as core.recipe.Recipe says


class TraySection(Section):
    """Keeps as many trays as there are parts; subclasses say which parts, and edit them.

    Attributes:
        trays: a widget for each part, in their order.
        drop: takes images for further parts.
    """

    tray_made = Signal()
    trays: list[Any]

    def __init__(
        self,
        title: Text,
        name: str,
        draft: Draft,
        sources: Sources,
        theme: Theme,
        parent: QWidget | None = None,
        opened: bool = True,
    ) -> None:
        """As `Section`; subclasses call `_begin` once they are ready to show something."""
        super().__init__(title, name, theme, parent, opened)
        self._draft, self._sources, self._theme = draft, sources, theme
        self.trays = []
        self.drop = DropButton(several=True)
        self.drop.setIconSize(QSize(20, 20))
        self.body.addWidget(self.drop)

    def _begin(self) -> None:
        self.drop.given.connect(self.take_all)
        self._draft.changed.connect(self._show)
        self._sources.changed.connect(self._photo_changed)
        self._theme.changed.connect(self._dress)
        self._dress()
        on_language(self, self._tell)
        self._tell()

    def take_all(self, given: Given) -> None:
        """Add images as further parts: one step, however many they are."""
        for _, source in given:
            self.take(source, given)

    @abstractmethod
    def take(self, source: Source, given: Given) -> None:
        """Add an image as a further part, once it is ready. `given`: with what it came."""

    @abstractmethod
    def _parts(self, recipe: Recipe) -> Sequence[Part]:
        """Those of a recipe that have a tray."""

    @abstractmethod
    def _make_tray(self, index: int) -> QWidget:
        """A tray for the part of that place."""

    @abstractmethod
    def _leave_out(self, index: int) -> None:
        """Take a part out of the recipe."""

    @abstractmethod
    def _never(self) -> Sentence:
        """Why there can be none with this pack; empty if there can."""

    @abstractmethod
    def _another(self) -> str:
        """What the place for one more says once there are some."""

    @abstractmethod
    def _purpose(self) -> str:
        """What an image is asked for."""

    def _refuse_more(self, words: Told) -> None:
        self._sources.refused.emit(Failure(words, Told("The others were left out.")))

    def _remove(self, index: int) -> None:
        self._leave_out(index)
        near = min(index, len(self.trays) - 1)
        (self.trays[near].remove if self.trays else self.drop).setFocus()

    def _tell(self) -> None:
        self._show(self._draft.recipe)

    def _show(self, recipe: Recipe) -> None:
        parts = self._parts(recipe)
        while len(self.trays) < len(parts):
            index = len(self.trays)
            self.trays.append(self._make_tray(index))
            self.body.insertWidget(index, self.trays[index])
            self.tray_made.emit()
        for tray in self.trays[len(parts) :]:
            tray.hide()
            tray.deleteLater()
        del self.trays[len(parts) :]
        for tray, part in zip(self.trays, parts, strict=True):
            tray.show_place(len(parts), part)
        self._show_drop(len(parts))

    def _show_drop(self, count: int) -> None:
        never = in_language(self._never())
        full = self.tr("There are {0} already.").format(MOST) if count >= MOST else ""
        reason = never or full
        self.drop.setEnabled(not reason)
        self.drop.setText(
            self.tr("Not with this pack")
            if never
            else self._another()
            if count
            else self.tr("Drop a picture, or choose…")
        )
        self.drop.setToolTip(in_lines(reason or self._purpose()))
        self.drop.setAccessibleDescription(reason or self._purpose())

    def _photo_changed(self, key: str) -> None:
        for tray in self.trays:
            if tray.shows(key):
                tray.show_again()

    def _dress(self) -> None:
        self.drop.setIcon(icon("add-photo", self._theme.color("muted")))
