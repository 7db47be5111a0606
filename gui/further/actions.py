"""What a finished picture can be the beginning of: each a command, in the menus of pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from core.errors import BadInput, UserError
from core.imaging import load_image
from core.packs.manifest import Manifest
from core.picture import Picture
from core.recipe import Recipe
from core.retouch.again import enlarged_again, part_changed, refined_again
from core.told import Told
from gui.commands import Commands
from gui.draft import Draft
from gui.drawing import Drawing
from gui.failure import Failure
from gui.further.painting import PartPainting
from gui.gallery.panel import GalleryPanel
from gui.language import Text
from gui.panels.abilities import no_refining
from gui.panels.sources import Sources
from gui.pictured import Size
from gui.queue.jobs import DrawJob
from gui.retouch.start_panel import StartPanel
from gui.stage import Stage
from gui.tabs import Tabs

Draw = Callable[[Recipe], DrawJob | None]
Go = Callable[[Recipe, Size, str], None]
"""Gets a picture's recipe, its size, and the fingerprint of its pixels in the library."""

_CANVAS_TOO = ("picture.recall", "view.fit", "view.actual", "view.full_screen")


class RetouchActions(QObject):
    """Acts on the pictures that are selected in the gallery, or on the one on the canvas."""

    def __init__(
        self,
        panel: StartPanel,
        painting: PartPainting,
        draft: Draft,
        drawing: Drawing,
        draw: Draw,
        sources: Sources,
        stage: Stage,
        gallery: GalleryPanel,
        tabs: Tabs,
        manifest: Manifest,
        commands: Commands,
        window: QWidget,
    ) -> None:
        """`draw` queues a recipe for the project; None, and told, where it can't."""
        super().__init__(window)
        self._panel, self._painting = panel, painting
        self._draft, self._drawing, self._draw = draft, drawing, draw
        self._sources, self._stage, self._gallery = sources, stage, gallery
        self._tabs, self._manifest, self._commands = tabs, manifest, commands
        self.all: list[QAction] = []
        for name, text, run, key in (
            ("start", lambda: self.tr("Start from this picture"), self.start, "Ctrl+Shift+S"),
            (
                "part",
                lambda: self.tr("Change a part of this picture"),
                self.change_part,
                "Ctrl+Shift+P",
            ),
            (
                "refine",
                lambda: self.tr("Refine the faces of this picture"),
                self.refine,
                "Ctrl+Shift+F",
            ),
            ("enlarge", lambda: self.tr("Enlarge this picture"), self.enlarge, "Ctrl+Shift+G"),
        ):
            self._add(name, text, run, key, window)
        gallery.acting.onward = tuple(self.all)
        stage.canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        stage.canvas.customContextMenuRequested.connect(self._show_menu)

    def start(self) -> None:
        """Make the picture the draft's start image; all else stays as it is."""
        self._go(self._start, 1)

    def change_part(self) -> None:
        """Make a draft of the picture's recipe in which a part of it changes, and let paint it."""
        self._go(self._change_part, 1)

    def refine(self) -> None:
        """Queue the pictures with their faces drawn once more: as the panel says if it is on."""
        if reason := no_refining(self._manifest):
            self._refuse(Failure(reason))
        else:
            self._go(self._refine)

    def enlarge(self) -> None:
        """Queue the pictures enlarged: as the panel says if that is on, else as usual."""
        self._go(self._enlarge)

    def _start(self, recipe: Recipe, size: Size, key: str) -> None:
        self._panel.fold.setChecked(True)
        self._panel.edits.use(key)

    def _change_part(self, recipe: Recipe, size: Size, key: str) -> None:
        self._tabs.setCurrentIndex(0)
        changed = part_changed(recipe, key, size, self._manifest)
        self._draft.replace(changed, lambda: self.tr("Change a part"))
        self._painting.begin()

    def _refine(self, recipe: Recipe, size: Size, key: str) -> None:
        wished = self._draft.recipe.refine
        self._queue(refined_again(recipe, key, size, self._manifest, wished))

    def _enlarge(self, recipe: Recipe, size: Size, key: str) -> None:
        wished = self._draft.recipe.upscale
        try:
            self._queue(enlarged_again(recipe, key, size, self._manifest, wished))
        except BadInput as error:
            self._refuse(Failure.of(error))

    def _queue(self, recipe: Recipe) -> None:
        if problems := recipe.problems():
            self._refuse(Failure(problems[0]))
        else:
            self._draw(recipe)

    def _go(self, go: Go, most: int | None = None) -> None:
        """With each of the pictures, `most` of them at most."""
        if self._shows_loaded():
            self._go_on_with_loaded(go)
            return
        for picture in self._meant()[:most]:
            self._bring(picture, go)

    def _meant(self) -> Sequence[Picture]:
        """The pictures that are selected; where the canvas has the focus the one on it."""
        shown = self._drawing.shown
        if shown is not None and self._canvas_has_focus():
            return (shown,)
        try:
            found = self._gallery.acting.pictures() or ((shown,) if shown is not None else ())
        except UserError as error:
            self._refuse(Failure.of(error))
            return ()
        if not found:
            self._tell_none()
        return found

    def _bring(self, picture: Picture, go: Go) -> None:
        """Have the picture's pixels in the library as a source, and go on."""
        size = picture.width, picture.height
        read = partial(load_image, picture.path)
        self._sources.add(read, partial(go, picture.recipe, size), with_faces=False)

    def _shows_loaded(self) -> bool:
        """Whether the canvas has the focus, and a picture that is none of the library."""
        canvas = self._stage.canvas
        there = canvas.pixels is not None and not canvas.is_preview and not self._painting.on
        return there and self._drawing.shown is None and self._canvas_has_focus()

    def _go_on_with_loaded(self, go: Go) -> None:
        pixels, recipe = self._stage.canvas.pixels, self._draft.recipe
        assert pixels is not None
        size = pixels.shape[1], pixels.shape[0]
        self._sources.add(lambda: pixels, partial(go, recipe, size), with_faces=False)

    def _canvas_has_focus(self) -> bool:
        focus, canvas = QApplication.focusWidget(), self._stage.canvas
        return focus is not None and (focus is canvas or canvas.isAncestorOf(focus))

    def _tell_none(self) -> None:
        self._refuse(Failure(Told("There is no picture."), Told("Choose one in the gallery.")))

    def _refuse(self, failure: Failure) -> None:
        self._stage.notice.tell(failure)

    def _show_menu(self, place: QPoint) -> None:
        canvas = self._stage.canvas
        if canvas.pixels is None or self._painting.on:
            return
        canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        menu = QMenu(canvas)
        menu.addActions(self.all)
        menu.addSeparator()
        menu.addActions([self._commands.all[name].action for name in _CANVAS_TOO])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(canvas.mapToGlobal(place))

    def _add(
        self, name: str, text: Text, run: Callable[[], object], key: str, window: QWidget
    ) -> None:
        group = lambda: self.tr("Picture")
        self.all.append(self._commands.add(f"picture.{name}", group, text, run, window, (key,)))
