"""What the window itself can do, as commands with their keys."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.commands import Commands
from gui.docks import Docks
from gui.gallery.panel import GalleryPanel
from gui.history import History
from gui.language import Text
from gui.side import Side
from gui.stage import Stage


class Window(Protocol):
    """The parts of the window, and what it does itself."""

    commands: Commands
    history: History
    docks: Docks
    side: Side
    stage: Stage
    gallery: GalleryPanel

    def choose_file(self) -> None: ...
    def show_trash(self) -> object: ...
    def show_settings(self) -> object: ...
    def show_shortcuts(self) -> object: ...
    def paste(self) -> None: ...
    def generate(self) -> None: ...
    def cancel(self) -> None: ...
    def recall_shown(self) -> None: ...
    def close(self) -> bool: ...


class WindowCommands(QObject):
    """Adds them to the window's list, and the tooltips of the buttons that do the same.

    Args:
        owner: the window, to which the shortcuts belong.
        window: the same, as the one who does it.
    """

    def __init__(self, owner: QWidget, window: Window) -> None:
        super().__init__(owner)
        self._owner, self._window = owner, window
        self._add()

    def _add(self) -> None:
        window = self._window
        file, edit = (lambda: self.tr("File")), (lambda: self.tr("Edit"))
        picture, view = (lambda: self.tr("Picture")), (lambda: self.tr("View"))
        window.history.add_commands(window.commands, self._owner)
        for name, group, text, run, keys in (
            ("file.open", file, lambda: self.tr("Open a recipe…"), window.choose_file, ("Ctrl+O",)),
            (
                "file.trash",
                file,
                lambda: self.tr("Trash…"),
                window.show_trash,
                ("Ctrl+Shift+Del",),
            ),
            (
                "file.settings",
                file,
                lambda: self.tr("Settings…"),
                window.show_settings,
                ("Ctrl+,",),
            ),
            ("file.quit", file, lambda: self.tr("Quit"), window.close, ("Ctrl+Q",)),
            ("edit.paste", edit, lambda: self.tr("Paste a photo"), window.paste, ("Ctrl+V",)),
            (
                "picture.generate",
                picture,
                lambda: self.tr("Generate"),
                window.generate,
                ("Ctrl+Return", "Ctrl+Enter"),
            ),
            (
                "picture.cancel",
                picture,
                lambda: self.tr("Cancel the picture"),
                window.cancel,
                ("Esc", "Shift+X"),
            ),
            ("layout.reset", view, lambda: self.tr("Reset the layout"), window.docks.reset, ()),
            (
                "help.shortcuts",
                lambda: self.tr("Help"),
                lambda: self.tr("Keyboard shortcuts"),
                window.show_shortcuts,
                ("F1",),
            ),
        ):
            window.commands.add(name, group, text, run, self._owner, keys)
        self._add_canvas_commands(picture)
        window.side.add_commands(window.commands)
        self._explain()

    def _add_canvas_commands(self, group: Text) -> None:
        window = self._window
        back, on = partial(window.gallery.list.step, -1), partial(window.gallery.list.step, 1)
        for name, text, run, key in (
            ("previous", lambda: self.tr("Previous picture"), back, "Left"),
            ("next", lambda: self.tr("Next picture"), on, "Right"),
            ("recall", lambda: self.tr("Use this recipe"), window.recall_shown, "A"),
        ):
            canvas = window.stage.canvas
            window.commands.add(f"picture.{name}", group, text, run, canvas, (key,), False)

    def _explain(self) -> None:
        """Tooltips that name the shortcuts of today."""
        window = self._window
        draw = lambda: self.tr("Draw this, or queue it while another picture is drawn")
        stop = lambda: self.tr("Cancel the picture that is being drawn")
        again = lambda: self.tr("Load everything that drew this picture")
        for widget, name, text in (
            (window.side.button, "picture.generate", draw),
            (window.side.cancel, "picture.cancel", stop),
            (window.stage.again, "picture.recall", again),
        ):
            window.commands.explain(widget, name, text)
