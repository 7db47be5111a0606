"""A widget for each kind of field: its label, its controls, and the way back to its default."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.draft import Draft
from gui.forms.controls import CheckBox, FieldLabel, NumberBox, QuietCombo, QuietSlider
from gui.forms.range_slider import RangeSlider
from gui.forms.spec import Spec
from gui.language import in_lines, on_language

_BOX_WIDTH = 52


class Field(QWidget):
    """Shows and edits one value; subclasses make the controls."""

    edited = Signal(object)  # the value, by the user
    grabbed = Signal()  # the mouse holds a control: edits until `let_go` are one
    let_go = Signal()

    def __init__(self, spec: Spec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self.label = FieldLabel(spec.title)
        self.label.doubled.connect(self.reset)
        self._draft: Draft | None = None
        self._path = ""
        self._reason = ""
        self._keys = ""  # that reset the field which has the focus

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What takes the focus, in order."""
        raise NotImplementedError

    def value(self) -> Any:
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value without telling anybody."""
        raise NotImplementedError

    def reset(self) -> None:
        """Back to the pack's default."""
        self.let_go.emit()  # a step of its own
        self._set_default()

    def _set_default(self) -> None:
        if self.isEnabled() and self.value() != self.spec.default:
            self.set_value(self.spec.default)
            self.edited.emit(self.spec.default)

    def follow(self, draft: Draft, path: str) -> None:
        """Edit the draft's field at this dotted path (see `Draft`), and show what it becomes.

        While its part of the recipe is missing the field shows its default, disabled.
        """
        self._draft, self._path = draft, path
        self.edited.connect(self._write)
        self.grabbed.connect(draft.hold)
        self.let_go.connect(draft.seal)
        draft.changed.connect(self._read)
        draft.turned.connect(self._read)
        self._read()

    def forbid(self, reason: str) -> None:
        """Disable the field for good, and say why to eyes and to screen readers."""
        self._reason = reason
        self.setEnabled(False)
        self._explain(reason)

    def name_keys(self, keys: str) -> None:
        """Name in the tooltips the shortcuts that reset a field; empty: there are none."""
        self._keys = keys
        self._explain(self._reason)

    def _finish(self) -> None:
        """To be called by subclasses once their controls exist."""
        self.label.setBuddy(self.controls[0])
        on_language(self, self._tell_again)
        self._tell()
        self.set_value(self.spec.default)

    def _tell(self) -> None:
        """Every text of the field, in the language of today."""
        self.label.setText(self.spec.title)
        for control in self.controls:
            control.setAccessibleName(self.spec.title)
        self._explain(self._reason)

    def _tell_again(self) -> None:
        self.spec = self.spec.again()
        self._tell()
        self.set_value(self.value())

    def _explain(self, reason: str) -> None:
        for widget in (self, self.label, *self.controls):
            widget.setToolTip(in_lines(reason or self.spec.tooltip(self._keys)))
            widget.setAccessibleDescription(reason or self.spec.help)

    def _read(self) -> None:
        assert self._draft is not None
        value = self._draft.value(self._path)
        self.setEnabled(value is not None and not self._reason)
        self.set_value(self.spec.default if value is None else value)

    def _write(self, value: Any) -> None:
        if self._draft is not None and self._draft.value(self._path) is not None:
            self._draft.edit(self._path, value)

    def _make_head(self, *beside: QWidget) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.label, 1)
        for widget in beside:
            head.addWidget(widget)
        return head

    def _make_column(self, *rows: QHBoxLayout | QWidget) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for row in rows:
            if isinstance(row, QWidget):
                column.addWidget(row)
            else:
                column.addLayout(row)


class NumberField(Field):
    """Label above a number."""

    def __init__(self, spec: Spec, parent: QWidget | None = None) -> None:
        super().__init__(spec, parent)
        self.box = NumberBox(spec)
        if spec.unit:
            self.box.setSuffix(f" {spec.unit}")
        self.row = QHBoxLayout()  # further buttons stand beside the number
        self.row.setSpacing(6)
        self.row.addWidget(self.box, 1)
        self._make_column(self.label, self.row)
        self._finish()
        self.box.valueChanged.connect(self._typed)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        return (self.box,)

    def value(self) -> float:
        return self.box.amount()

    def set_value(self, value: float) -> None:
        with QSignalBlocker(self.box):
            self.box.set_amount(value)

    def _typed(self) -> None:
        self.edited.emit(self.value())


class SliderField(Field):
    """Label and number above a slider."""

    def __init__(self, spec: Spec, parent: QWidget | None = None) -> None:
        super().__init__(spec, parent)
        self.box = NumberBox(spec)
        self.box.setFixedWidth(_BOX_WIDTH)
        if spec.times > 1:
            self.box.setSuffix(f" {spec.unit}")
        self.slider = QuietSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(*(round(end / spec.step) for end in spec.usual))
        self.slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._make_column(self._make_head(self.box), self.slider)
        self._finish()
        self.slider.valueChanged.connect(self._slid)
        self.slider.touched.connect(self.let_go)
        self.slider.sliderPressed.connect(self.grabbed)
        self.slider.sliderReleased.connect(self.let_go)
        self.slider.doubled.connect(self._set_default)  # its first click may have moved it
        self.box.valueChanged.connect(self._typed)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        return self.slider, self.box

    def value(self) -> float:
        return self.box.amount()

    def set_value(self, value: float) -> None:
        with QSignalBlocker(self.box), QSignalBlocker(self.slider):
            self.box.set_amount(value)
            self.slider.setValue(round(value / self.spec.step))

    def _slid(self, position: int) -> None:
        with QSignalBlocker(self.box):
            self.box.set_amount(position * self.spec.step)
        self.edited.emit(self.value())

    def _typed(self) -> None:
        self.set_value(self.value())
        self.edited.emit(self.value())


class WindowField(Field):
    """Label and two shares in per cent above a slider with two handles."""

    def __init__(self, spec: Spec, parent: QWidget | None = None) -> None:
        super().__init__(spec, parent)
        self.slider = RangeSlider(spec.step)
        self.said = QLabel()
        self.said.setProperty("role", "small")
        self._make_column(self._make_head(self.said), self.slider)
        self._finish()
        self.slider.moved.connect(self._moved)
        self.slider.grabbed.connect(self.grabbed)
        self.slider.let_go.connect(self.let_go)
        self.slider.doubled.connect(self.reset)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        return (self.slider,)

    def value(self) -> tuple[float, float]:
        return self.slider.value()

    def set_value(self, value: tuple[float, float]) -> None:
        self.slider.set_value(value)
        self._say()

    def _moved(self, value: object) -> None:
        self._say()
        self.edited.emit(value)

    def _say(self) -> None:
        words = self.spec.spoken(self.slider.value())
        self.said.setText(words)
        self.slider.setAccessibleName(f"{self.spec.title}, {words}")


class ChoiceField(Field):
    """Label beside a list."""

    def __init__(self, spec: Spec, parent: QWidget | None = None) -> None:
        super().__init__(spec, parent)
        self.combo = QuietCombo()
        for value, name in spec.choices:
            self.combo.addItem(name, value)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.label)
        row.addWidget(self.combo, 1)
        self._finish()
        self.combo.activated.connect(self._chosen)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        return (self.combo,)

    def value(self) -> Any:
        return self.combo.currentData()

    def set_value(self, value: Any) -> None:
        """A value that is no choice here, such as another pack's adapter, is shown by its name."""
        index = self.combo.findData(value)
        if index < 0:
            self.combo.addItem(str(value), value)
            index = self.combo.count() - 1
        self.combo.setCurrentIndex(index)

    def _tell(self) -> None:
        super()._tell()
        self.combo.view().setAccessibleName(self.spec.title)
        for index, (_, name) in enumerate(self.spec.choices):
            self.combo.setItemText(index, name)

    def offer(self, possible: Callable[[Any], bool]) -> None:
        """Let only those choices be taken that are possible now."""
        model = self.combo.model()
        assert isinstance(model, QStandardItemModel)
        for row in range(model.rowCount()):
            model.item(row).setEnabled(possible(self.combo.itemData(row)))

    def _chosen(self) -> None:
        self.edited.emit(self.value())


class CheckField(Field):
    """A box to tick."""

    def __init__(self, spec: Spec, parent: QWidget | None = None) -> None:
        super().__init__(spec, parent)
        self.box = CheckBox(spec.title)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box, 1)
        self.label.hide()
        self._finish()
        self.box.clicked.connect(self._clicked)
        self.box.doubled.connect(self.reset)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        return (self.box,)

    def value(self) -> bool:
        return self.box.isChecked()

    def set_value(self, value: bool) -> None:
        self.box.setChecked(value)

    def _tell(self) -> None:
        super()._tell()
        self.box.setText(self.spec.title)

    def _clicked(self) -> None:
        self.edited.emit(self.value())


def make_field(model: type[BaseModel], name: str, default: Any = None) -> Field:
    """The widget that fits a field of the recipe; `default`: the pack's, if it has a better one."""
    spec = Spec.of(model, name, default)
    if spec.choices:
        return ChoiceField(spec)
    if spec.kind is bool:
        return CheckField(spec)
    if spec.kind is tuple:
        return WindowField(spec)
    steps = (spec.usual[1] - spec.usual[0]) / spec.step
    return SliderField(spec) if steps <= _SLIDER_STEPS and spec.unit != "px" else NumberField(spec)


def name_field(model: type[BaseModel], name: str, names: Sequence[str]) -> ChoiceField:
    """One of the names that a pack has; the first one is usual."""
    spec = Spec.of(model, name, names[0] if names else None)
    return ChoiceField(replace(spec, choices=tuple((one, one) for one in names)))


_SLIDER_STEPS = 100  # a slider is no good for more
