"""One image prompt: its picture, through which adapter, how strongly, when and where it acts."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.packs.manifest import Adapter
from core.recipe import ImagePrompt
from gui.draft import Draft
from gui.forms.fields import ChoiceField, make_field
from gui.forms.spec import Spec
from gui.icons import icon
from gui.panels.card import quiet_button
from gui.panels.photo_view import PhotoView
from gui.panels.sources import Photo
from gui.theme import Theme


class ImagePromptTray(QFrame):
    """Edits the draft's image prompt of one place."""

    removed = Signal(int)  # its place
    moved = Signal(int, int)  # its place, and by how many

    def __init__(
        self,
        index: int,
        draft: Draft,
        adapters: tuple[Adapter, ...],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "tray")
        self._index = index
        self._theme = theme
        self.view = PhotoView(theme, 56, marks=False)
        self.more = QLabel()
        self.more.setProperty("role", "small")
        self.up = quiet_button(lambda: self.tr("Move this picture up"), side=24)
        self.down = quiet_button(lambda: self.tr("Move this picture down"), side=24)
        self.remove = quiet_button(lambda: self.tr("Remove the image prompt"), side=24)
        names = tuple((adapter.name, adapter.name) for adapter in adapters)
        usual = adapters[0].name if adapters else None
        spec = Spec.of(ImagePrompt, "adapter", usual)
        self.adapter = ChoiceField(replace(spec, choices=names))
        self.strength = make_field(ImagePrompt, "strength")
        self.window_field = make_field(ImagePrompt, "window")
        self.layers = make_field(ImagePrompt, "layers")
        self._lay_out()
        for field, name in (
            (self.adapter, "adapter"),
            (self.strength, "strength"),
            (self.window_field, "window"),
            (self.layers, "layers"),
        ):
            field.follow(draft, f"image_prompts.{index}.{name}")
        self.up.clicked.connect(lambda: self.moved.emit(self._index, -1))
        self.down.clicked.connect(lambda: self.moved.emit(self._index, 1))
        self.remove.clicked.connect(lambda: self.removed.emit(self._index))
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What takes the focus, in order."""
        fields = (self.strength, self.window_field, self.adapter, self.layers)
        inside = (control for field in fields for control in field.controls)
        return self.up, self.down, self.remove, *inside

    def show_place(self, of: int, prompt: ImagePrompt, photo: Photo | None) -> None:
        """Show the picture of this place; `of`: how many places there are."""
        place = self.tr("Image prompt {0} of {1}").format(self._index + 1, of)
        self.setAccessibleName(place)
        self.view.show_photo(photo)
        more = len(prompt.images) - 1  # a recipe from elsewhere may have several
        self.more.setText(self.tr("and {0} more").format(more))
        self.more.setVisible(more > 0)
        self.up.setVisible(of > 1)
        self.down.setVisible(of > 1)
        self.up.setEnabled(self._index > 0)
        self.down.setEnabled(self._index < of - 1)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a label has another text or font
            self._align()
        return super().event(event)

    def _align(self) -> None:
        """Let the lists stand below each other."""
        names = (self.adapter.label, self.layers.label)
        for name in names:
            name.setMinimumWidth(max(one.sizeHint().width() for one in names))

    def _lay_out(self) -> None:
        buttons = QVBoxLayout()
        buttons.setSpacing(0)
        for button in (self.remove, self.up, self.down):
            buttons.addWidget(button)
        buttons.addStretch()
        head = QHBoxLayout()
        head.setSpacing(12)
        pictures = QVBoxLayout()
        pictures.setSpacing(2)
        pictures.addWidget(self.view)
        pictures.addWidget(self.more)
        head.addLayout(pictures)
        head.addWidget(self.strength, 1)
        head.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 6, 10)
        column.setSpacing(8)
        column.addLayout(head)
        self._align()
        for field in (self.window_field, self.adapter, self.layers):
            column.addWidget(field)

    def _dress(self) -> None:
        muted, pale = self._theme.color("muted"), self._theme.color("strong")
        for button, name in ((self.up, "up"), (self.down, "down"), (self.remove, "close")):
            button.setIcon(icon(name, muted, pale))
