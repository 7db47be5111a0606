"""The part that a widget plays in the style sheet."""

from PySide6.QtWidgets import QWidget


def restyle(widget: QWidget, role: str) -> None:
    """Give a widget another `role` of the style sheet."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
