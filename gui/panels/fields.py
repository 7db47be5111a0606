"""Widgets for numbers whose name, range, default and help stand in a pydantic field."""

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QSlider,
    QVBoxLayout,
    QWidget,
)


@dataclass(frozen=True)
class NumberSpec:
    """What a number field declares about itself."""

    title: str
    help: str
    low: float
    high: float
    default: float
    whole: bool

    @classmethod
    def of(cls, model: type[BaseModel], name: str, usual: float | None = None) -> "NumberSpec":
        """Read the field `name` of a model; it must have both bounds.

        `usual`: a better default than the field's own, such as what a pack recommends.
        """
        field = model.model_fields[name]
        bounds: dict[str, Any] = {}
        for rule in field.metadata:
            for side in ("ge", "le"):
                if hasattr(rule, side):
                    bounds[side] = getattr(rule, side)
        return cls(
            title=field.title or name,
            help=field.description or "",
            low=bounds["ge"],
            high=bounds["le"],
            default=field.default if usual is None else usual,
            whole=field.annotation is int,
        )


class QuietSlider(QSlider):
    """A slider that the wheel moves only while it has the focus."""

    def wheelEvent(self, e: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(e)
        else:
            e.ignore()


class NumberBox(QDoubleSpinBox):
    """Types a number of a field; the wheel changes it only while it has the focus."""

    def __init__(self, spec: NumberSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDecimals(0 if spec.whole else 2)
        self.setRange(spec.low, spec.high)
        self.setSingleStep(1 if spec.whole or spec.high > 10 else 0.05)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setKeyboardTracking(False)
        self.setAccessibleName(spec.title)
        self.setAccessibleDescription(spec.help)
        self.setToolTip(_tooltip(spec))
        self.setValue(spec.default)
        self.setMinimumWidth(48)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class SliderField(QWidget):
    """Label, number and slider of one field."""

    edited = Signal(float)  # by the user

    def __init__(
        self,
        model: type[BaseModel],
        name: str,
        usual: float | None = None,
        high: float | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Read the field's declaration.

        Args:
            model: the part of the recipe that has the field.
            name: the field's.
            usual: what to begin with; None: the field's default.
            high: right end of the slider, where the whole range would be too coarse.
        """
        super().__init__(parent)
        spec = NumberSpec.of(model, name, usual)
        self._scale = 1 if spec.whole else 20
        self.label = QLabel(spec.title)
        self.box = NumberBox(spec)
        self.box.setFixedWidth(50)
        self.label.setBuddy(self.box)
        self.label.setToolTip(_tooltip(spec))
        self.slider = QuietSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(
            round(spec.low * self._scale), round((high or spec.high) * self._scale)
        )
        self.slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.slider.setAccessibleName(spec.title)
        self.slider.setAccessibleDescription(spec.help)
        self.slider.setToolTip(_tooltip(spec))
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.label, 1)
        head.addWidget(self.box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self.slider)
        self.set_value(spec.default)
        self.slider.valueChanged.connect(self._slid)
        self.box.valueChanged.connect(self._typed)

    @property
    def controls(self) -> tuple[QWidget, QWidget]:
        """What takes the focus, in order."""
        return self.slider, self.box

    def value(self) -> float:
        return self.box.value()

    def set_value(self, value: float) -> None:
        """Show a value without telling anybody."""
        with QSignalBlocker(self.box), QSignalBlocker(self.slider):
            self.box.setValue(value)
            self.slider.setValue(round(value * self._scale))

    def _slid(self, position: int) -> None:
        self.set_value(position / self._scale)
        self.edited.emit(self.value())

    def _typed(self, value: float) -> None:
        self.set_value(value)
        self.edited.emit(value)


def _tooltip(spec: NumberSpec) -> str:
    reach = f"{spec.low:g} to {spec.high:g}, usually {spec.default:g}."
    return f"{spec.help} {reach}".strip()
