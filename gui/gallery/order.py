"""Which pictures come first: a button whose menu says so, remembered by its user's settings."""

from typing import get_args

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from core.library.order import Order
from gui.calls import Call
from gui.icons import icon
from gui.language import Text, on_language, said
from gui.preferences import Preferences

_KEY = "gallery/order"


def order_words(order: Order) -> str:
    """What an order is called."""
    translate = QCoreApplication.translate
    match order:
        case "newest":
            return translate("Order", "Newest first")
        case "oldest":
            return translate("Order", "Oldest first")
        case "alike":
            return translate("Order", "Most alike first")
        case "stars":
            return translate("Order", "Most stars first")


class OrderButton(QToolButton):
    """Shows and changes the order; another than the usual one is told by colour and by words."""

    chosen = Signal(str)  # an Order

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences, self._theme = preferences, preferences.theme
        kept = str(preferences.settings.value(_KEY, "newest"))
        self.order: Order = next((one for one in get_args(Order) if one == kept), "newest")
        self.setProperty("role", "icon")
        self.setFixedSize(34, 34)
        self.setIconSize(QSize(20, 20))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu, group = QMenu(self), QActionGroup(self)
        self.choices: dict[Order, QAction] = {
            order: self._choice(order, menu, group) for order in get_args(Order)
        }
        self.setMenu(menu)
        on_language(self, self._tell)
        self._theme.changed.connect(self._tell)
        self._tell()

    def choose(self, order: Order) -> None:
        """Let these come first, now and in the next session."""
        self.choices[order].setChecked(True)
        if order != self.order:
            self.order = order
            self._preferences.keep(_KEY, order)
            self._tell()
            self.chosen.emit(order)

    def _choice(self, order: Order, menu: QMenu, group: QActionGroup) -> QAction:
        action = menu.addAction("")
        group.addAction(action)
        action.setCheckable(True)
        action.setChecked(order == self.order)
        said(action, text=_named(order))
        Call(action.triggered, self, self.choose, order)
        return action

    def _tell(self) -> None:
        usual = self.order == "newest"
        self.setIcon(icon("sort", self._theme.color("text" if usual else "accent_line")))
        words = self.tr("Order: {0}").format(order_words(self.order))
        self.setToolTip(words)
        self.setAccessibleName(words)


def _named(order: Order) -> Text:
    return lambda: order_words(order)
