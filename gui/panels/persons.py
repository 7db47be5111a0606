"""The people of the picture, side by side, of whom the panels edit one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from core.recipe import MOST_PEOPLE
from gui.calls import Call
from gui.commands import Commands
from gui.draft import Draft
from gui.icons import icon
from gui.language import in_lines, on_language, said
from gui.panels.card import quiet_button
from gui.panels.photo_tile import shown_part
from gui.panels.sources import Photo, Sources
from gui.persons import paint_number, person_colour
from gui.theme import Theme

_HEIGHT, _FACE = 38, 26  # logical pixels
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class PersonChip(QAbstractButton):
    """One person: the face, the number and the name."""

    stepped = Signal(int)  # arrow keys: to which side
    deleted = Signal()

    def __init__(self, place: int, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._place, self._theme = place, theme
        self._photo: Photo | None = None
        self.setCheckable(True)
        self.setFixedHeight(_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    def show_person(self, photo: Photo | None, name: str, count: int) -> None:
        """Show somebody, with how many there are; without a photo yet: None."""
        self._photo = photo
        self.setText(name)
        words = self.tr("Person {0} of {1}, {2}").format(self._place + 1, count, name)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(72, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(_FACE + 20, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key == Qt.Key.Key_Delete:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        ground = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        chosen, colour = self.isChecked(), person_colour(self._place)
        edge = colour if chosen else theme.color("strong" if self.underMouse() else "border")
        painter.setPen(QPen(theme.color("text") if self.hasFocus() else edge, 2 if chosen else 1))
        painter.setBrush(theme.color("field" if chosen else "surface"))
        painter.drawRoundedRect(ground, 10, 10)
        self._paint_face(painter)
        font = self.font()
        font.setPixelSize(12)
        font.setBold(chosen)
        painter.setFont(font)
        painter.setPen(theme.color("text" if chosen else "muted"))
        room = ground.adjusted(_FACE + 9, 0, -2, 0)
        elide = Qt.TextElideMode.ElideRight
        words = painter.fontMetrics().elidedText(self.text(), elide, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_face(self, painter: QPainter) -> None:
        face = QRectF(5, (_HEIGHT - _FACE) / 2, _FACE, _FACE)
        clip = QPainterPath()
        clip.addEllipse(face)
        painter.save()
        painter.setClipPath(clip)
        painter.fillPath(clip, self._theme.color("sunken"))
        if self._photo is not None and not self._photo.image.isNull():
            painter.drawImage(face, self._photo.image, shown_part(self._photo))
        else:
            sign = icon("person", self._theme.color("muted")).pixmap(QSize(18, 18))
            painter.drawPixmap(face.center() - QPointF(9, 9), sign)
        painter.restore()
        painter.setPen(QPen(person_colour(self._place), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(face)
        paint_number(painter, face.bottomRight() - QPointF(3, 4), self._place, 7.5)


class Persons(QWidget):
    """A chip for each person from the second on, and the ways to add one.

    `another` stands where the panel puts it, as long as there is a single person.
    """

    added = Signal()  # a place for another person: the panel asks for the photo

    def __init__(
        self, draft: Draft, sources: Sources, theme: Theme, name_of: Callable[[str], str]
    ) -> None:
        """`name_of` tells what to call a photo by its key; empty: nothing is known."""
        super().__init__()
        self._draft, self._sources, self._theme, self._name_of = draft, sources, theme, name_of
        self._person_name: Callable[[str | None], str] = lambda person: ""
        self.chips: list[PersonChip] = []
        self.another = QPushButton()
        self.another.setProperty("role", "inline")
        said(
            self.another,
            text=lambda: self.tr("Add another person"),
            tip=lambda: self.tr("Up to three people stand side by side in one picture."),
        )
        self.plus = quiet_button(lambda: self.tr("Add another person"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._row = QHBoxLayout()
        self._row.setSpacing(6)
        row.addLayout(self._row, 1)
        row.addWidget(self.plus)
        for button in (self.another, self.plus):
            button.clicked.connect(self.add)
        draft.changed.connect(self.show_people)
        draft.turned.connect(self.show_people)
        sources.changed.connect(self._photo_changed)
        theme.changed.connect(self._dress)
        on_language(self, self.show_people)
        self._dress()
        self.hide()  # until the panel shows who there is

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What takes the focus, in order."""
        return (*self.chips, self.plus)

    def add_commands(self, commands: Commands, owner: QWidget) -> None:
        """Add what keys and menus can do with several people."""
        group = lambda: self.tr("People")
        for name, text, run, keys in (
            ("add", lambda: self.tr("Add another person"), self.add, ()),
            ("next", lambda: self.tr("Turn to the next person"), self.turn, ("Ctrl+Alt+P",)),
        ):
            commands.add(f"people.{name}", group, text, run, owner, keys)

    def know_names(self, name_of: Callable[[str | None], str], changed: SignalInstance) -> None:
        """Call people of the library by their names, by id; `changed`: there are other names."""
        self._person_name = name_of
        changed.connect(self.show_people)

    def add(self) -> None:
        """Have a place for another person, whose photo is then asked for."""
        people = len(self._draft.recipe.identities)
        if 0 < people < MOST_PEOPLE and not self._draft.adds:
            self._draft.turn_to(people)
            self.added.emit()

    def turn(self, by: int = 1) -> None:
        """Turn to the next person, or to the one before."""
        if people := len(self._draft.recipe.identities):
            self._draft.turn_to((self._draft.current + by) % people)

    def remove(self, place: int) -> None:
        """Take a person out, or the place of one who has not come yet."""
        if self._draft.adds and place == self._draft.current:
            self._draft.turn_to(place - 1)
        else:
            self._draft.set_identity(None, lambda: self.tr("Remove the person"), at=place)

    def show_people(self) -> None:
        """Take up who there is now."""
        people, adds = self._draft.recipe.identities, self._draft.adds
        shown: list[str] = [one.references[0] for one in people] + ([""] if adds else [])
        names = [self._person_name(one.person) for one in people] + ([""] if adds else [])
        several = len(shown) > 1
        self._make_chips(len(shown) if several else 0)
        for place, (chip, key) in enumerate(zip(self.chips, shown, strict=False)):
            name = names[place] or (self._name_of(key) if key else self.tr("New"))
            name = name or self.tr("Person {0}").format(place + 1)
            chip.show_person(self._known(key), name, len(shown))
            chip.setChecked(place == self._draft.current)
        self.setVisible(several)
        self.another.setVisible(len(shown) == 1)
        self._explain(shown)

    def _known(self, key: str) -> Photo | None:
        if key:
            self._sources.fetch(key, with_faces=True)
        return self._sources.photo(key)

    def _explain(self, shown: Sequence[str]) -> None:
        """What the button adds, or why it can't."""
        words = self.tr("Add another person")
        if not all(shown):
            words = self.tr("Choose a photo of the new person first.")
        elif len(shown) >= MOST_PEOPLE:
            words = self.tr("At most {0} people fit into one picture.").format(MOST_PEOPLE)
        self.plus.setEnabled(all(shown) and len(shown) < MOST_PEOPLE)
        self.plus.setToolTip(in_lines(words))
        self.plus.setAccessibleDescription(words)

    def _make_chips(self, count: int) -> None:
        while len(self.chips) < count:
            place = len(self.chips)
            chip = PersonChip(place, self._theme, self)
            Call(chip.clicked, chip, self._choose, place)
            Call(chip.stepped, chip, self._step, place, takes=1)
            Call(chip.deleted, chip, self._delete, place)
            self._row.addWidget(chip)
            self.chips.append(chip)
        for chip in self.chips[count:]:
            chip.hide()
            chip.deleteLater()
        del self.chips[count:]

    def _choose(self, place: int) -> None:
        self._draft.turn_to(place)
        self.show_people()  # the chip has changed its own mark

    def _step(self, place: int, by: int) -> None:
        chip = self.chips[(place + by) % len(self.chips)]
        chip.setFocus()
        chip.click()

    def _delete(self, place: int) -> None:
        self.remove(place)
        if self.chips:
            self.chips[min(place, len(self.chips) - 1)].setFocus()
        else:
            self.added.emit()

    def _photo_changed(self, key: str) -> None:
        if any(key == one.references[0] for one in self._draft.recipe.identities):
            self.show_people()

    def _dress(self) -> None:
        self.plus.setIcon(icon("plus", self._theme.color("muted"), self._theme.color("faint")))
