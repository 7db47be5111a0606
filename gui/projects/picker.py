"""Names the open project; a click shows all of them, and what can be done with them."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.library.projects import ProjectInfo
from gui.commands import Commands
from gui.icons import icon
from gui.language import Text, on_language, said
from gui.projects.model import ABOUT_ROLE, CURRENT_ROLE, INFO_ROLE, ProjectModel
from gui.projects.projects import Projects
from gui.screens import screen_at
from gui.theme import Theme

_ROW = 48
_WIDTH = 320
_NAME = 190  # pixels of a project's name on the button
_SHOWN_ROWS = 8
Index = QModelIndex | QPersistentModelIndex


class ProjectDelegate(QStyledItemDelegate):
    """The name, what is known about it below, and a tick beside the open one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_WIDTH, _ROW)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What is being typed stays, though the list may be read anew meanwhile."""
        typed = isinstance(editor, QLineEdit) and editor.isModified()
        if not typed and editor.property("text") != index.data():
            super().setEditorData(editor, index)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        editor.setGeometry(rect.adjusted(8, 8, -8, -8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state = option.state  # type: ignore[attr-defined]
        rect: QRect = option.rect.adjusted(4, 2, -4, -2)  # type: ignore[attr-defined]
        color = self._theme.color
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(color("accent_soft"))
            painter.drawRoundedRect(rect, 8, 8)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(color("field"))
            painter.drawRoundedRect(rect, 8, 8)
        if index.data(CURRENT_ROLE):
            tick = icon("check", color("accent_line")).pixmap(QSize(18, 18))
            painter.drawPixmap(QPoint(rect.right() - 26, rect.center().y() - 8), tick)
        words = rect.adjusted(12, 5, -36, -5)
        font = painter.font()
        font.setBold(bool(index.data(CURRENT_ROLE)))
        painter.setFont(font)
        painter.setPen(color("text"))
        name = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignTop, name)
        font.setBold(False)
        font.setPixelSize(12)
        painter.setFont(font)
        painter.setPen(color("muted"))
        painter.drawText(words, Qt.AlignmentFlag.AlignBottom, str(index.data(ABOUT_ROLE)))
        painter.restore()


class ProjectList(QFrame):
    """The popup: the list, and buttons for the row that is chosen.

    While it is closed, its commands are for the project that is open.
    """

    wanted = Signal()  # something is to be seen in it

    def __init__(
        self, projects: Projects, theme: Theme, commands: Commands, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        said(self, name=lambda: self.tr("Projects"))
        self._projects = projects
        self._theme = theme
        self._signs: dict[QAction, str] = {}
        self._last = projects.current  # the project that was chosen, whichever row it is in now
        self.model = ProjectModel(projects, self)
        self.view = self._make_view()
        self._add_commands(commands)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self._button(self.new), 1)
        for action in (self.again, self.twice, self.up, self.down, self.drop):
            row.addWidget(self._button(action))
        self.new_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self.view)
        layout.addLayout(row)
        commands.changed.connect(self._label)
        on_language(self, self._label)
        theme.changed.connect(self._dress)
        projects.changed.connect(self._choose_again)
        self.view.selectionModel().currentChanged.connect(self._remember)
        self._label()
        self._dress()

    def chosen(self) -> ProjectInfo | None:
        """The project of the current row."""
        info = self.view.currentIndex().data(INFO_ROLE)
        return info if isinstance(info, ProjectInfo) else None

    def show_below(self, place: QPoint) -> None:
        """Open with its corner at a place on the screen, or as near to it as there is room."""
        self._projects.refresh()
        rows = max(2, min(_SHOWN_ROWS, self.model.rowCount()))
        self.view.setMinimumWidth(_WIDTH)
        self.view.setFixedHeight(rows * _ROW + 4)
        self._choose(self._projects.current)
        self.adjustSize()
        room = screen_at(place).availableGeometry().adjusted(8, 8, -8, -8)
        left = max(room.left(), min(place.x(), room.right() + 1 - self.width()))
        top = max(room.top(), min(place.y(), room.bottom() + 1 - self.height()))
        self.move(left, top)
        self.show()
        self.view.setFocus()

    def make(self) -> None:
        self._projects.create(self.tr("New project"))
        self.hide()

    def rename(self) -> None:
        if (info := self._meant()) is not None:
            if not self.isVisible():
                self.wanted.emit()
            self._choose(info.id)
            self.view.edit(self.view.currentIndex())

    def duplicate(self) -> None:
        if (info := self._meant()) is not None:
            self._projects.duplicate(info.id)
            self.hide()

    def trash(self) -> None:
        if (info := self._meant()) is not None:
            self._projects.trash(info.id)

    def move_up(self) -> None:
        self._move(-1)

    def move_down(self) -> None:
        self._move(1)

    def _make_view(self) -> QListView:
        view = QListView()
        view.setModel(self.model)
        view.setItemDelegate(ProjectDelegate(self._theme, self))
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setDragEnabled(True)
        view.setAcceptDrops(True)
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        view.setDefaultDropAction(Qt.DropAction.MoveAction)
        view.setDragDropOverwriteMode(False)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        said(view, name=lambda: self.tr("Projects"))
        view.clicked.connect(self._open)
        view.activated.connect(self._open)  # Enter; a shortcut would take it from the editor
        return view

    def _add_commands(self, commands: Commands) -> None:
        def add(name: str, text: Text, sign: str, run: Callable[[], None], *keys: str) -> QAction:
            group = lambda: self.tr("Projects")
            action = commands.add(f"project.{name}", group, text, run, self, keys, False)
            self._signs[action] = sign
            return action

        self.new = add("new", lambda: self.tr("New project"), "plus", self.make, "Ctrl+N")
        self.again = add("rename", lambda: self.tr("Rename"), "pencil", self.rename, "F2")
        self.twice = add(
            "duplicate", lambda: self.tr("Duplicate"), "copy", self.duplicate, "Ctrl+D"
        )
        self.up = add("up", lambda: self.tr("Up"), "up", self.move_up, "Alt+Up")
        self.down = add("down", lambda: self.tr("Down"), "down", self.move_down, "Alt+Down")
        self.drop = add("delete", lambda: self.tr("Delete"), "trash", self.trash, "Del")

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "tool")
        button.setDefaultAction(action)
        button.setIconSize(QSize(18, 18))
        if action is self.new:
            self.new_button = button
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return button

    def _open(self) -> None:
        if (info := self.chosen()) is not None:
            self.hide()
            self._projects.open(info.id)

    def _meant(self) -> ProjectInfo | None:
        """Whom a command is for; None for an open project that is not in the list yet."""
        if self.isVisible():
            return self.chosen()
        open_now = (item for item in self._projects.items if item.id == self._projects.current)
        return next(open_now, None)

    def _move(self, by: int) -> None:
        if (info := self._meant()) is not None:
            self._projects.move(info.id, self._projects.place(info.id) + by)

    def _choose(self, number: int) -> None:
        self.view.setCurrentIndex(self.model.index(max(0, self.model.row(number))))

    def _choose_again(self) -> None:
        """After a row has moved or gone, the same project is chosen, or the open one."""
        if self.chosen() is None:
            there = self.model.row(self._last) >= 0
            self._choose(self._last if there else self._projects.current)

    def _remember(self) -> None:
        if (info := self.chosen()) is not None:
            self._last = info.id

    def _label(self) -> None:
        for action in self._signs:
            keys = action.shortcut().toString()
            action.setToolTip(f"{action.text()} ({keys})" if keys else action.text())

    def _dress(self) -> None:
        color = self._theme.color
        for action, sign in self._signs.items():
            action.setIcon(icon(sign, color("text"), color("strong")))
        if self.isVisible():  # at the start PySide would prepare all kinds of widgets for it
            self.view.viewport().update()


class ProjectPicker(QWidget):
    """The open project's name, as a button that opens the list."""

    def __init__(
        self,
        projects: Projects,
        theme: Theme,
        commands: Commands,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._projects = projects
        self._theme = theme
        self.button = QToolButton()
        self.button.setProperty("role", "picker")
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setIconSize(QSize(18, 18))
        self.button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._chevron = QLabel()
        inside = QHBoxLayout(self.button)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addStretch()
        inside.addWidget(self._chevron)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.button)
        self.list = ProjectList(projects, theme, commands, self)
        self._show = commands.add(
            "project.choose",
            lambda: self.tr("Projects"),
            lambda: self.tr("Choose a project"),
            self.pop,
            self,
            ("Ctrl+Shift+O",),
        )
        self.button.clicked.connect(self.pop)
        self.list.wanted.connect(self.pop)
        commands.changed.connect(self._label)
        on_language(self, self._label)
        projects.changed.connect(self._label)
        theme.changed.connect(self._label)
        self._label()

    def pop(self) -> None:
        """Show all projects below the button."""
        self.list.show_below(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _label(self) -> None:
        name = self._projects.name(self._projects.current)
        room = QFontMetrics(self.button.font())
        self.button.setText(room.elidedText(name, Qt.TextElideMode.ElideRight, _NAME))
        keys = self._show.shortcut().toString()
        self.button.setAccessibleName(self.tr("Project {0}").format(name))
        words = self.tr("Choose, make or rename a project")
        self.button.setToolTip(f"{words} ({keys})" if keys else words)
        muted = self._theme.color("muted")
        self.button.setIcon(icon("folder", muted))
        self._chevron.setPixmap(icon("chevron-down", muted).pixmap(QSize(16, 16)))
