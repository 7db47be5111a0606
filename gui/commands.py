"""Everything that a key or a menu can do, in one list: menus, help and settings read it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, eq=False)
class Command:
    """One thing that can be done.

    Attributes:
        name: stands in settings; never changes, never translated: "gallery.star.3".
        group: under which heading the list of shortcuts names it.
        keys: the shortcuts that it has at first, as `QKeySequence` reads them.
        action: carries the text, the shortcuts of today, and runs it.
    """

    name: str
    group: str
    keys: tuple[str, ...]
    action: QAction


class Commands(QObject):
    """All commands of a window, in the order in which they were added."""

    changed = Signal()  # other shortcuts

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all: dict[str, Command] = {}

    def add(
        self,
        name: str,
        group: str,
        text: str,
        run: Callable[[], object],
        owner: QWidget,
        keys: tuple[str, ...] = (),
        everywhere: bool = True,
    ) -> QAction:
        """Add a command.

        Args:
            name: see `Command`.
            group: see `Command`.
            text: what menus call it.
            run: does it; a bound method of a QObject.
            owner: the widget to which its shortcuts belong.
            keys: its first shortcuts.
            everywhere: in the whole window; else only while `owner` or a child has the focus,
                which is how single letters must be bound.
        """
        action = QAction(text, owner)
        action.setShortcuts([QKeySequence(key) for key in keys])
        reach = Qt.ShortcutContext
        action.setShortcutContext(
            reach.WindowShortcut if everywhere else reach.WidgetWithChildrenShortcut
        )
        action.triggered.connect(lambda: run())
        owner.addAction(action)
        self.all[name] = Command(name, group, keys, action)
        return action
