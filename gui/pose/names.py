"""What the five points are called."""

from PySide6.QtCore import QCoreApplication


def point_name(index: int) -> str:
    """In the language of today; left and right are those of the picture."""
    translate = QCoreApplication.translate
    names = (
        translate("Points", "Left eye"),
        translate("Points", "Right eye"),
        translate("Points", "Tip of the nose"),
        translate("Points", "Left corner of the mouth"),
        translate("Points", "Right corner of the mouth"),
    )
    return names[index]
