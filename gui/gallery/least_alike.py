"""A number: how alike pictures must be to be listed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.forms.controls import QuietNumber
from gui.language import on_language, said

_HIGHEST = 200  # percent; a picture can be more alike than the photos are to each other
_STEP = 5


class LeastAlike(QuietNumber):
    """At least so many percent; 0: any, also what is not known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDecimals(0)
        self.setRange(0, _HIGHEST)
        self.setSingleStep(_STEP)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft)
        said(
            self,
            name=lambda: self.tr("Likeness of at least so many percent"),
            tip=lambda: self.tr(
                "Pictures that are at least so alike. 100 % is as alike as the person's own photos."
            ),
        )
        on_language(self, self._tell)
        self._tell()

    def stepBy(self, steps: int) -> None:
        """From any likeness to what is worth a look: nobody filters by 5 %."""
        first = self.value() == 0 and steps > 0
        self.setValue(50 if first else self.value() + steps * _STEP)

    def _tell(self) -> None:
        self.setSpecialValueText(self.tr("Any likeness"))
        self.setPrefix(self.tr("≥ "))
        self.setSuffix(self.tr(" % alike"))
