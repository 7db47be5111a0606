"""All shortcuts by group, to be looked up and changed."""

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.commands import Command, Commands
from gui.language import on_language, said
from gui.roles import restyle

_NAME = int(Qt.ItemDataRole.UserRole)
_WITH_CONTROL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class CheatSheet(QDialog):
    """A searchable list of commands; the keys of the chosen one can be pressed anew below."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self._groups: dict[str, QTreeWidgetItem] = {}  # by title
        self.items: list[tuple[str, QTreeWidgetItem]] = []  # group and command, hidden or not
        self.search, self.list = QLineEdit(), QTreeWidget()
        self.chosen, self.answer = QLabel(), QLabel()
        self.keys = QKeySequenceEdit()
        self.keys.setMaximumSequenceLength(1)
        self.keys.setClearButtonEnabled(True)
        self.first, self.reset, self.leave = QPushButton(), QPushButton(), QPushButton()
        self._say()
        self._lay_out()
        self.search.textChanged.connect(self._filter)
        self.list.currentItemChanged.connect(self._choose)
        self.keys.editingFinished.connect(self._rebind)
        self.first.clicked.connect(self._reset_one)
        self.reset.clicked.connect(self._reset_all)
        self.leave.clicked.connect(self.accept)
        for changed in (commands.changed, commands.added):
            changed.connect(self._fill)
        on_language(self, self._fill)
        self._fill()
        self.search.setFocus()

    @property
    def command(self) -> Command | None:
        """The one whose keys can be changed now."""
        item = self.list.currentItem()
        name = item.data(0, _NAME) if item is not None else None
        return self._commands.all.get(name) if isinstance(name, str) else None

    def choose(self, name: str) -> None:
        """Make a command the chosen one."""
        for _, item in self.items:
            if item.data(0, _NAME) == name:
                self.list.setCurrentItem(item)

    def _say(self) -> None:
        said(self, window=lambda: self.tr("Keyboard shortcuts"))
        search = lambda: self.tr("Search in names and keys")
        said(self.search, placeholder=search, name=search, tip=search)
        said(self.list, name=lambda: self.tr("Commands and their shortcuts"))
        said(
            self.keys,
            name=lambda: self.tr("New shortcut"),
            tip=lambda: self.tr("Click here and press the keys that you want"),
        )
        said(
            self.first,
            text=lambda: self.tr("Reset"),
            tip=lambda: self.tr("Give this command the shortcut that it had at first"),
        )
        said(
            self.reset,
            text=lambda: self.tr("Reset all"),
            tip=lambda: self.tr("Give every command the shortcut that it had at first"),
        )
        said(
            self.leave,
            text=lambda: self.tr("Close"),
            tip=lambda: self.tr("Close this list (Esc)"),
        )

    def _lay_out(self) -> None:
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(12)
        self.list.setAllColumnsShowFocus(True)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.chosen.setProperty("role", "strong")
        self.chosen.setWordWrap(True)
        self.answer.setWordWrap(True)
        self.answer.setProperty("role", "small")
        self.keys.setMinimumWidth(160)
        self.leave.setDefault(True)
        for button in (self.first, self.reset):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.chosen, 1)
        row.addWidget(self.keys)
        row.addWidget(self.first)
        mouse = QLabel()
        mouse.setProperty("role", "small")
        mouse.setWordWrap(True)
        said(
            mouse,
            text=lambda: self.tr(
                "On the picture, the wheel zooms, Space or the middle button moves it, and a "
                "double click fits it or shows its own size."
            ),
        )
        foot = QHBoxLayout()
        foot.addWidget(self.reset)
        foot.addStretch()
        foot.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        column.addWidget(self.answer)
        column.addWidget(mouse)
        column.addLayout(foot)
        self.resize(560, 640)

    def _fill(self) -> None:
        """List every command under its group, and keep the chosen one."""
        chosen = self.command
        self.items.clear()
        self.list.clear()
        groups = self._groups = {}
        for command in self._commands.all.values():
            title = command.group()
            if title not in groups:
                groups[title] = QTreeWidgetItem(self.list, [title])
                groups[title].setFlags(Qt.ItemFlag.ItemIsEnabled)
                font = groups[title].font(0)
                font.setBold(True)
                groups[title].setFont(0, font)
            item = QTreeWidgetItem(groups[title], [_plain(command), command.spoken_keys()])
            item.setData(0, _NAME, command.name)
            self.items.append((title, item))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
        self.list.expandAll()
        self._filter(self.search.text())
        if chosen is not None:
            self.choose(chosen.name)
        elif self.items:
            self.list.setCurrentItem(self.items[0][1])
        self._choose()

    def _filter(self, words: str) -> None:
        wanted = words.casefold().split()
        full: set[str] = set()  # groups of which something is shown
        for title, item in self.items:
            text = f"{title} {item.text(0)} {item.text(1)}".casefold()
            matches = all(word in text for word in wanted)
            item.setHidden(not matches)
            full |= {title} if matches else set()
        for title, top in self._groups.items():
            top.setHidden(title not in full)

    def _choose(self) -> None:
        command = self.command
        for widget in (self.keys, self.first):
            widget.setEnabled(command is not None)
        self.chosen.setText(_plain(command) if command is not None else "")
        keys = command.keys_today() if command is not None else ()
        self.keys.setKeySequence(QKeySequence(keys[0] if keys else ""))
        self._tell("", False)

    def _rebind(self) -> None:
        """Take the pressed keys in place of the first shortcut; further ones stay."""
        command, wanted = self.command, self.keys.keySequence()
        if command is None or wanted == command.action.shortcut():
            return
        if not command.everywhere or _is_free(wanted):
            keys = (wanted.toString(), *command.keys_today()[1:])
            self._apply(command, tuple(filter(None, keys)))
        else:
            self._tell(self.tr("Use Ctrl or Alt with it: this key alone writes a letter."), True)
            self.keys.setKeySequence(command.action.shortcut())

    def _reset_one(self) -> None:
        if (command := self.command) is not None:
            self._apply(command, command.keys)

    def _reset_all(self) -> None:
        self._commands.reset()
        self._tell(self.tr("All shortcuts are as they were at first."), False)

    def _apply(self, command: Command, keys: tuple[str, ...]) -> None:
        if (other := self._commands.rebind(command.name, keys)) is None:
            self._tell(self.tr("Kept."), False)
            return
        self.keys.setKeySequence(command.action.shortcut())
        self._tell(self.tr("“{0}” has this shortcut already.").format(_plain(other)), True)

    def _tell(self, words: str, refused: bool) -> None:
        self.answer.setText(words)
        restyle(self.answer, "warn" if refused else "small")


def _plain(command: Command) -> str:
    return command.action.text().replace("&", "")


def _is_free(sequence: QKeySequence) -> bool:
    """Whether keys may work everywhere: none, or such as write nothing into a text."""
    if sequence.isEmpty():
        return True
    pressed: QKeyCombination = sequence[0]  # type: ignore[index]
    writes = Qt.Key.Key_Space <= pressed.key() <= Qt.Key.Key_ydiaeresis
    return bool(pressed.keyboardModifiers() & _WITH_CONTROL) or not writes
