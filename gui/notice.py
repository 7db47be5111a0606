"""A calm bar that says what happened and what to do about it, with a button that does it."""

from collections import deque

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.commands import Commands
from gui.failure import Failure
from gui.icons import icon
from gui.language import as_tip, in_language, on_language, said
from gui.theme import Theme

_SHOWN = 600  # characters of a message; files with long names may bring along more


class NoticeBar(QFrame):
    """Shows one failure until it is closed; those that come meanwhile wait for their turn."""

    def __init__(self, theme: Theme, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._commands = theme, commands
        self._waiting: deque[Failure] = deque()  # the first one is shown
        self.setProperty("role", "notice")
        self.sign = QLabel()
        self.text = self._label("strong")
        self.hint = self._label("hint")
        self.more = QLabel()
        self.more.setProperty("role", "hint")
        self.act = QPushButton(self.tr("What to do"))
        self.copy = QPushButton()
        self.dismiss = QToolButton()
        self.dismiss.setProperty("role", "quiet")
        self.dismiss.setFixedSize(28, 28)
        said(self.text, name=lambda: self.tr("Message"))
        said(self.hint, name=lambda: self.tr("What to do"))
        said(
            self.copy,
            text=lambda: self.tr("Copy details"),
            tip=lambda: self.tr("Copy the technical details, for a report"),
        )
        close = lambda: self.tr("Close this message")
        said(self.dismiss, name=close, tip=close)
        self._lay_out()
        on_language(self, self._show)
        self.act.clicked.connect(self._do)
        self.copy.clicked.connect(self._copy)
        self.dismiss.clicked.connect(self.next)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()
        self.hide()

    def tell(self, failure: Failure) -> None:
        """Show what went wrong, after what was told before; the same is not told twice."""
        if failure in self._waiting:
            return
        topics = [one.topic for one in self._waiting if one.topic]
        if failure.topic in topics:
            old = next(one for one in self._waiting if one.topic == failure.topic)
            self._waiting[self._waiting.index(old)] = failure
        else:
            self._waiting.append(failure)
        self._show()
        self._announce()

    def _announce(self) -> None:
        """Have screen readers read it."""
        # Only here: QAccessible has many names, which the first paint would wait for.
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        QAccessible.updateAccessibility(QAccessibleEvent(self.text, QAccessible.Event.Alert))

    def take_back(self, action: str) -> None:
        """Close the messages that asked for something which was done meanwhile."""
        left = deque(one for one in self._waiting if one.action != action)
        if left != self._waiting:
            self._waiting = left
            self._show()

    def next(self) -> None:
        """Close this message and show the one that waits."""
        if self._waiting:
            self._waiting.popleft()
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._waiting))
        if not self._waiting:
            self.text.clear()
            return
        failure = self._waiting[0]
        command = self._commands.all.get(failure.action)
        self.text.setText(in_language(failure.message)[:_SHOWN])
        self.hint.setText(in_language(failure.hint)[:_SHOWN])
        self.hint.setVisible(bool(failure.hint))
        self.copy.setVisible(bool(failure.details))
        self.act.setVisible(command is not None)
        if command is not None:
            self.act.setText(command.text())
            self.act.setToolTip(as_tip(in_language(failure.hint)))
        waiting = len(self._waiting) - 1
        self.more.setText(self.tr("{0} more").format(waiting))
        self.more.setVisible(waiting > 0)

    def _do(self) -> None:
        failure = self._waiting[0]
        command = self._commands.all.get(failure.action)
        self.next()
        if command is not None:
            command.action.setData(failure.about)
            command.action.trigger()

    def _copy(self) -> None:
        failure = self._waiting[0]
        QGuiApplication.clipboard().setText(f"{in_language(failure.message)}\n\n{failure.details}")

    def _label(self, role: str) -> QLabel:
        label = QLabel()
        label.setProperty("role", role)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)  # names of files are not ours
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.text)
        words.addWidget(self.hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 10, 10)
        row.setSpacing(12)
        row.addWidget(self.sign)
        row.addLayout(words, 1)
        for widget in (self.more, self.act, self.copy, self.dismiss):
            row.addWidget(widget)

    def _paint_icons(self) -> None:
        warn = icon("warning", self._theme.color("warn"))
        self.sign.setPixmap(warn.pixmap(QSize(20, 20)))
        self.dismiss.setIcon(icon("close", self._theme.color("muted")))
