"""A panel of the left column: a title that folds its controls away, and remembers it."""

from abc import abstractmethod

from PySide6.QtCore import QSettings, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.settings import settings_file
from gui.icons import icon
from gui.language import Text, on_language, said
from gui.theme import Theme

_INSET = 7  # pixels of empty room inside of a title's button, which starts that much further left


class Fold(QToolButton):
    """A title with an arrow; shows and hides `content`, in this session and the next."""

    def __init__(
        self, title: Text, name: str, content: QWidget, theme: Theme, opened: bool = True
    ) -> None:
        """Take up the state in which it was left.

        Args:
            title: what it says.
            name: under which it is remembered; never translated.
            content: what it shows.
            theme: colours the arrow.
            opened: whether it is open the first time.
        """
        super().__init__()
        self._key = f"panels/{name}"
        self._content = content
        self._theme = theme
        said(self, text=title, name=title)
        self.setCheckable(True)
        self.setIconSize(QSize(16, 16))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setChecked(bool(_settings().value(self._key, opened, type=bool)))
        if not self.isChecked():  # shown without a parent it would be a window
            content.hide()
        self.toggled.connect(self._fold)
        theme.changed.connect(self._dress)
        on_language(self, self._dress)
        self._dress()

    def _fold(self, opened: bool) -> None:
        _settings().setValue(self._key, opened)
        self._content.setVisible(opened)
        self._dress()

    def _dress(self) -> None:
        opened = self.isChecked()
        self.setIcon(icon("open" if opened else "closed", self._theme.color("muted")))
        hint = self.tr("Fold {0} away (Space)") if opened else self.tr("Unfold {0} (Space)")
        self.setToolTip(hint.format(self.text()))


class Section(QFrame):
    """A card with a `Fold` at its top; `body` takes the content, `head` what stands beside."""

    def __init__(
        self,
        title: Text,
        name: str,
        theme: Theme,
        parent: QWidget | None = None,
        opened: bool = True,
    ) -> None:
        """`opened`: whether it is open the first time."""
        super().__init__(parent)
        self.setProperty("role", "card")
        said(self, name=title)
        content = QWidget()
        self.fold = Fold(title, name, content, theme, opened)
        self.fold.setProperty("role", "fold")
        self.head = QHBoxLayout()
        self.head.setSpacing(4)
        self.head.addWidget(self.fold, 1)
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(_INSET, 4, 0, 4)
        self.body.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(16 - _INSET, 8, 16, 8)
        column.setSpacing(0)
        column.addLayout(self.head)
        column.addWidget(content)

    @property
    def has_focus(self) -> bool:
        """Whether something in it has the focus."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)


class LazySection(Section):
    """A section, folded away at first, whose content is made when it is first looked at."""

    filled = Signal()  # it has its content now

    def __init__(self, title: Text, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(title, name, theme, parent, opened=False)
        self.is_filled = False
        self.fold.toggled.connect(self.ensure)

    def ensure(self) -> None:
        """See to it that the content is there."""
        if not self.is_filled:
            self.is_filled = True
            self._fill()
            self.filled.emit()

    @abstractmethod
    def _fill(self) -> None:
        """Make the content, in `body`."""


def _settings() -> QSettings:
    """Where the window keeps its choices; all that are open in one process know the same."""
    return QSettings(str(settings_file()), QSettings.Format.IniFormat)
