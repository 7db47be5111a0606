"""Everything that a key or a menu can do, in one list: menus, help and settings read it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from gui.calls import Call
from gui.language import Text, in_lines, listed, on_language

_BETWEEN = "\t"  # two shortcuts in the settings
_NO_KEY = "–"  # in a tooltip, for a command without any


@dataclass(frozen=True, eq=False)
class Command:
    """One thing that can be done.

    Attributes:
        name: stands in settings; never changes, never translated: "gallery.star.3".
        group: under which heading the list of shortcuts names it.
        text: what it is called.
        keys: the shortcuts that it has at first, as `QKeySequence` reads them.
        owner: the widget to which its shortcuts belong.
        action: carries the text, the shortcuts of today, and runs it.
    """

    name: str
    group: Text
    text: Text
    keys: tuple[str, ...]
    owner: QWidget
    action: QAction

    @property
    def everywhere(self) -> bool:
        """Whether its shortcuts work in the whole window."""
        return self.action.shortcutContext() == Qt.ShortcutContext.WindowShortcut

    def keys_today(self) -> tuple[str, ...]:
        """The shortcuts that it has now, as settings keep them."""
        return tuple(key.toString() for key in self.action.shortcuts())

    def spoken_keys(self) -> str:
        """The shortcuts that it has now, as this system writes them."""
        native = QKeySequence.SequenceFormat.NativeText
        spoken = (key.toString(native) for key in self.action.shortcuts())
        return listed(dict.fromkeys(spoken))  # Return and Enter have one name in some languages


class Commands(QObject):
    """All commands of a window, in the order in which they were added.

    Args:
        settings: where other shortcuts than the first ones are kept; None: nowhere.
    """

    added = Signal()
    changed = Signal()  # other shortcuts

    def __init__(self, parent: QObject | None = None, settings: QSettings | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.all: dict[str, Command] = {}
        self._holders: dict[str, dict[Command, None]] = {}  # by shortcut, in order

    def add(
        self,
        name: str,
        group: str | Text,
        text: str | Text,
        run: Callable[[], object],
        owner: QWidget,
        keys: tuple[str, ...] = (),
        everywhere: bool = True,
    ) -> QAction:
        """Add a command.

        Args:
            name: see `Command`.
            group: see `Command`; a Text follows the language.
            text: what menus call it; a Text follows the language.
            run: does it; a bound method of a QObject.
            owner: the widget to which its shortcuts belong.
            keys: its first shortcuts.
            everywhere: in the whole window; else only while `owner` or a child has the focus,
                which is how single letters must be bound.
        """
        action = QAction(owner)
        reach = Qt.ShortcutContext
        action.setShortcutContext(
            reach.WindowShortcut if everywhere else reach.WidgetWithChildrenShortcut
        )
        Call(action.triggered, action, run)
        owner.addAction(action)
        command = Command(name, _text(group), _text(text), keys, owner, action)
        self.all[name] = command
        wanted = self._kept(name, keys)  # what another was given meanwhile stays with that one
        self._bind(command, tuple(key for key in wanted if self.holder(key, name) is None))
        action.setText(command.text())
        if callable(text):
            on_language(owner, lambda: action.setText(command.text()))
        self.added.emit()
        return action

    def keys(self, name: str) -> str:
        """The shortcuts of a command as they are today; empty: none."""
        return self.all[name].spoken_keys()

    def explain(self, widget: QWidget, name: str, text: str | Text, *more: str) -> None:
        """Give a control a tooltip that always names the shortcuts of its command.

        Args:
            widget: the control.
            name: of the command.
            text: the tooltip, behind which the shortcuts stand; or in which they stand, where it
                has places for them: "Stars ({0} to {1})".
            more: names of further commands, for further places.
        """
        tip = _Tip([self.all[one] for one in (name, *more)], _text(text), widget)
        self.changed.connect(tip.show)
        on_language(widget, tip.show)

    def holder(self, key: str, name: str) -> Command | None:
        """Another command that has this key where it would collide with command `name`."""
        mine, wanted = self.all[name], QKeySequence(key).toString()
        others = (other for other in self._holders.get(wanted, ()) if other is not mine)
        return next((other for other in others if _meet(mine, other)), None)

    def rebind(self, name: str, keys: tuple[str, ...]) -> Command | None:
        """Give a command other shortcuts, and keep them.

        Returns:
            The command that has one of the keys already, and nothing was changed; else None.
        """
        for key in keys:
            if (other := self.holder(key, name)) is not None:
                return other
        command = self.all[name]
        self._bind(command, keys)
        self._keep(command)
        self.changed.emit()
        return None

    def reset(self) -> None:
        """Give every command the shortcuts that it had at first."""
        for command in self.all.values():
            self._bind(command, command.keys)
            self._keep(command)
        self.changed.emit()

    def _bind(self, command: Command, keys: tuple[str, ...]) -> None:
        sequences = [QKeySequence(key) for key in keys]
        for holders in self._holders.values():
            holders.pop(command, None)
        for sequence in sequences:
            self._holders.setdefault(sequence.toString(), {})[command] = None
        command.action.setShortcuts(sequences)

    def _kept(self, name: str, keys: tuple[str, ...]) -> tuple[str, ...]:
        kept = self._settings.value(f"keys/{name}") if self._settings is not None else None
        if not isinstance(kept, str):
            return keys
        return tuple(key for key in kept.split(_BETWEEN) if key and not QKeySequence(key).isEmpty())

    def _keep(self, command: Command) -> None:
        if self._settings is None:
            return
        if command.action.shortcuts() == [QKeySequence(key) for key in command.keys]:
            self._settings.remove(f"keys/{command.name}")
        else:
            self._settings.setValue(f"keys/{command.name}", _BETWEEN.join(command.keys_today()))


class _Tip(QObject):
    """Keeps the tooltip of one control true."""

    def __init__(self, commands: Sequence[Command], text: Text, widget: QWidget) -> None:
        super().__init__(widget)
        self._commands, self._text, self._widget = commands, text, widget
        self.show()

    def show(self) -> None:
        keys, text = [command.spoken_keys() for command in self._commands], self._text()
        if "{0}" in text:
            text = text.format(*(key or _NO_KEY for key in keys))
        elif keys[0]:
            text = f"{text} ({keys[0]})"
        self._widget.setToolTip(in_lines(text))


def _text(text: str | Text) -> Text:
    return text if callable(text) else lambda: text


def _meet(one: Command, other: Command) -> bool:
    """Whether there is a focus in which both commands would answer to a key."""
    if one.everywhere or other.everywhere or one.owner is other.owner:
        return True
    return one.owner.isAncestorOf(other.owner) or other.owner.isAncestorOf(one.owner)
