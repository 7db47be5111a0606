"""The rounded card on which a panel's controls stand."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget


class Card(QFrame):
    """A titled card; `body` takes the content, `head` what stands beside the title."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        label = QLabel(title)
        label.setProperty("role", "title")
        self.head = QHBoxLayout()
        self.head.addWidget(label, 1)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 12, 16, 14)
        self.body.setSpacing(8)
        self.body.addLayout(self.head)


def restyle(widget: QWidget, role: str) -> None:
    """Give a widget another `role` of the style sheet."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
