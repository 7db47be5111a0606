"""One further ControlNet: its picture, how that was made, how strongly and when it acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QStandardItemModel
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.controls.kinds import reads
from core.packs.manifest import Manifest, Reads
from core.recipe_control import Control, Preprocessing
from gui.calls import Call
from gui.controls.making import Making
from gui.controls.sight import ControlView
from gui.controls.words import explained, mismatch, translate
from gui.draft import Draft
from gui.forms.fields import ChoiceField, SliderField, make_field, name_field
from gui.forms.spec import Spec
from gui.icons import icon
from gui.language import Text, in_language, in_lines, on_language
from gui.panels.abilities import no_control
from gui.panels.card import quiet_button
from gui.panels.drops import carries_image, sources_of
from gui.panels.section import Fold
from gui.panels.sources import Sources
from gui.roles import restyle
from gui.theme import Theme

READY = "ready"
SETTLED_MILLISECONDS = 250  # a threshold that rests so long is taken


def _ways() -> Spec:
    """How a picture may be made, and that it may need nothing of the kind."""
    spec = Spec.of(Preprocessing, "by")
    ready = (READY, translate("Controls", "The image as it is"))
    return replace(spec, choices=(*spec.choices, ready))


class WayField(ChoiceField):
    """How the picture is made."""

    def _tell_again(self) -> None:
        self.spec = _ways()
        self._tell()
        self.set_value(self.value())


class ControlTray(QFrame):
    """Edits the draft's ControlNet of one place."""

    removed = Signal(int)  # its place
    given = Signal(int, object)  # its place; Given: another image for it
    held = Signal(object)  # QImage to lay over the canvas, or None

    def __init__(
        self,
        index: int,
        draft: Draft,
        manifest: Manifest,
        sources: Sources,
        making: Making,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "tray")
        self.setAcceptDrops(True)
        self._index, self._draft, self._sources = index, draft, sources
        self._manifest, self._making, self._theme = manifest, making, theme
        self._of = 1
        self.view = ControlView(theme)
        self.remove = quiet_button(lambda: self.tr("Remove the control"), side=24)
        self.net = name_field(Control, "net", [net.name for net in manifest.controlnets])
        self.way = WayField(_ways())
        self.strength = make_field(Control, "strength")
        self.low = SliderField(Spec.of(Preprocessing, "low"))
        self.high = SliderField(Spec.of(Preprocessing, "high"))
        self.window_field = make_field(Control, "window")
        self.tells = QLabel()
        self.tells.setProperty("role", "small")
        self.tells.setWordWrap(True)
        self._settle = QTimer(self, singleShot=True, interval=SETTLED_MILLISECONDS)
        self._lay_out()
        self._connect()
        self._dress()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What takes the focus, in order."""
        return (
            self.view,
            *self.strength.controls,
            self.remove,
            *self.net.controls,
            *self.way.controls,
            *self.low.controls,
            *self.high.controls,
            self.more,
            *self.window_field.controls,
        )

    def show_place(self, of: int, control: Control) -> None:
        """Show the ControlNet of this place; `of`: how many places there are."""
        self._of = of
        name = self.tr("Control {0} of {1}").format(self._index + 1, of)
        self.setAccessibleName(name)
        self.view.setAccessibleName(self.tr("Picture of control {0}").format(self._index + 1))
        self._sources.fetch(control.image, with_faces=False)
        photo = self._sources.photo(control.image)
        sampling = self._draft.recipe.sampling
        image = None if photo is None else photo.image
        self.view.show_image(image, (sampling.width, sampling.height))
        made = control.made
        self.way.set_value(READY if made is None else made.by)
        if made is not None and not self._settle.isActive():
            self.low.set_value(made.low)
            self.high.set_value(made.high)
        for field in (self.low, self.high):
            field.setVisible(made is not None and made.by == "canny")
        self._tell(control)
        self._allow()

    def shows(self, key: str) -> bool:
        """Whether its picture is the one of this fingerprint."""
        control = self._control()
        return control is not None and control.image == key

    def show_again(self) -> None:
        """Something else is known of its picture."""
        if (control := self._control()) is not None:
            self.show_place(self._of, control)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if carries_image(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if found := sources_of(event.mimeData()):
            event.acceptProposedAction()
            self.given.emit(self._index, found[:1])

    def _control(self) -> Control | None:
        controls = self._draft.recipe.controls
        return controls[self._index] if self._index < len(controls) else None

    def _kind(self, control: Control) -> Reads:
        nets = self._manifest.controlnets
        net = next((one for one in nets if one.name == control.net), None)
        return "other" if net is None else reads(net, self._manifest)

    def _choose_way(self, way: Any) -> None:
        """Make the picture in another way, of the image from which it was made, or is."""
        if (control := self._control()) is None:
            return
        photo = control.image if control.made is None else control.made.photo
        if way == READY:
            self._put(control, {"image": photo, "made": None})
        else:
            self._make(control, Preprocessing(photo=photo, by=way))

    def _take_thresholds(self) -> None:
        self._settle.stop()
        control = self._control()
        if control is None or control.made is None:
            return
        values = {"low": int(self.low.value()), "high": int(self.high.value())}
        how = control.made.model_copy(update=values)
        if how != control.made:
            self._make(control, how)

    def _make(self, control: Control, how: Preprocessing) -> None:
        sampling = self._draft.recipe.sampling
        size = (sampling.width, sampling.height)
        self._making.make(how, size, partial(self._arrived, control, how))

    def _arrived(self, control: Control, how: Preprocessing, key: str) -> None:
        self._put(control, {"image": key, "made": how})

    def _put(self, control: Control, changes: dict[str, Any]) -> None:
        """Change the control, wherever it is now; if it is gone, nothing."""
        controls = list(self._draft.recipe.controls)
        if (at := place_of(control, controls, self._index)) is None:
            return
        controls[at] = controls[at].model_copy(update=changes)
        recipe = self._draft.recipe.model_copy(update={"controls": tuple(controls)})
        self._draft.replace(recipe, lambda: self.tr("Control picture"))

    def _tell(self, control: Control) -> None:
        kind = self._kind(control)
        wrong = mismatch(kind, control)
        self.tells.setText(wrong or explained(kind))
        restyle(self.tells, "warn" if wrong else "small")
        hint = self.tr("While it is pressed, it lies over the canvas.")
        words = "\n".join((wrong or explained(kind), hint))
        self.view.setToolTip(in_lines(words))
        self.view.setAccessibleDescription(words)

    def _allow(self) -> None:
        """Close what this pack can't do, and say why; say of each net what it follows."""
        if none := in_language(no_control(self._manifest)):
            for field in (self.net, self.strength, self.window_field):
                field.forbid(none)
        model = self.net.combo.model()
        assert isinstance(model, QStandardItemModel)
        for row, net in enumerate(self._manifest.controlnets):
            model.item(row).setToolTip(in_lines(explained(reads(net, self._manifest))))

    def _hold(self, held: bool) -> None:
        self.held.emit(self.view.image if held else None)

    def _remove(self) -> None:
        self.removed.emit(self._index)

    def _connect(self) -> None:
        for field, name in (
            (self.net, "net"),
            (self.strength, "strength"),
            (self.window_field, "window"),
        ):
            field.follow(self._draft, f"controls.{self._index}.{name}")
        self.way.edited.connect(self._choose_way)
        for field in (self.low, self.high):
            Call(field.edited, self, self._settle.start)
            field.let_go.connect(self._take_thresholds)
        self._settle.timeout.connect(self._take_thresholds)
        self.view.held.connect(self._hold)
        self.remove.clicked.connect(self._remove)
        self._sources.refused.connect(self.show_again)  # what was chosen can't be made
        self._theme.changed.connect(self._dress)
        on_language(self, self.show_again)

    def _lay_out(self) -> None:
        beside = QVBoxLayout()
        beside.setSpacing(6)
        beside.addWidget(self.strength)
        beside.addWidget(self.tells)
        beside.addStretch()
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self.view)
        top.addLayout(beside, 1)
        corner = QVBoxLayout()
        corner.addWidget(self.remove)
        corner.addStretch()
        top.addLayout(corner)
        title: Text = lambda: self.tr("When")
        self.more = Fold(title, "control_more", self.window_field, self._theme, opened=False)
        self.more.setProperty("role", "subfold")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 6, 8)
        column.setSpacing(6)
        column.addLayout(top)
        for part in (self.net, self.way, self.low, self.high, self.more, self.window_field):
            column.addWidget(part)
        for name in (self.net.label, self.way.label):
            name.setMinimumWidth(self.way.label.sizeHint().width())

    def _dress(self) -> None:
        self.remove.setIcon(icon("close", self._theme.color("muted"), self._theme.color("strong")))


def place_of(control: Control, controls: Sequence[Control], near: int = 0) -> int | None:
    """Where a control stands now that may have been moved and turned; None: its picture is gone.

    `near`: this place, if there are several with the same picture.
    """
    asked = (control.image, control.made)
    same = [at for at, one in enumerate(controls) if (one.image, one.made) == asked]
    if not same:
        return None
    return near if near in same else same[0]
