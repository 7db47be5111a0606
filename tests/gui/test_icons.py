"""Icons take the colours that they are asked for, in every size."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage

from gui.icons import icon, sign

RED, GREEN = QColor("#cc0000"), QColor("#00aa00")


def inks(image: QImage) -> set[str]:
    """The colours that cover a pixel wholly."""
    spots = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {spot.name() for spot in spots if spot.alpha() == 255}


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_icon_is_sharp_in_its_colour_at_every_scale(qapp: object, ratio: float) -> None:
    pixmap = icon("generate", RED).pixmap(QSize(20, 20), ratio)

    assert pixmap.size() == QSize(20, 20) * ratio
    assert pixmap.devicePixelRatio() == ratio
    assert inks(pixmap.toImage()) == {"#cc0000"}


def test_disabled_icon_has_a_colour_of_its_own(qapp: object) -> None:
    both = icon("stop", RED, GREEN)

    for mode, color in ((QIcon.Mode.Normal, RED), (QIcon.Mode.Disabled, GREEN)):
        assert inks(both.pixmap(QSize(32, 32), 1.0, mode).toImage()) == {color.name()}


def test_sign_is_one_picture_of_its_size(qapp: object) -> None:
    pixmap = sign("person", GREEN, 64, 2.0)

    assert pixmap.size() == QSize(128, 128)
    assert inks(pixmap.toImage()) == {"#00aa00"}
