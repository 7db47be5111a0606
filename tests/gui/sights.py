"""What eyes see in the window's pictures of itself."""

from PySide6.QtGui import QImage


def difference(one: QImage, other: QImage) -> int:
    """How many pixels differ."""
    return sum(
        one.pixel(x, y) != other.pixel(x, y)
        for x in range(one.width())
        for y in range(one.height())
    )
