"""Whose likeness to keep: sample people, a photo, and how strongly."""

from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from core.faces.face import largest, quality
from core.packs.manifest import Defaults
from core.recipe import Identity, Recipe
from gui.background import Background
from gui.draft import Draft
from gui.icons import icon
from gui.panels.card import Card, restyle
from gui.panels.drops import DropButton, Source, file_source
from gui.panels.fields import SliderField
from gui.panels.photo_view import PhotoView
from gui.panels.samples import Sample, SampleStrip
from gui.panels.sources import Photo, Sources
from gui.theme import Theme


class PersonPanel(Card):
    """Edits the draft's identity."""

    sample_chosen = Signal(object)  # Sample

    def __init__(
        self,
        draft: Draft,
        defaults: Defaults,
        sources: Sources,
        theme: Theme,
        samples: Path,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Person", parent)
        self._draft = draft
        self._sources = sources
        self._theme = theme
        self._names: dict[str, str] = {}  # fingerprint -> what to call the photo
        self.strip = SampleStrip(samples, background)
        self.drop = DropButton("Drop a photo, or choose…", "Choose a photo of the person")
        self.drop.setAccessibleName("Choose a photo of the person")
        self.drop.setToolTip("Drop a photo here, paste one (Ctrl+V), or click to choose a file.")
        self.drop.setIconSize(QSize(20, 20))
        self._chosen = self._make_chosen()
        self.likeness = SliderField(Identity, "likeness", defaults.likeness)
        self.structure = SliderField(Identity, "structure", defaults.structure)
        self.body.addWidget(self.strip)
        self.body.addWidget(self.drop)
        self.body.addWidget(self._chosen)
        self.body.addLayout(self._make_strengths())
        self.strip.chosen.connect(self._sample)
        self.strip.arrived.connect(self._name_photo)
        self.drop.given.connect(self.take)
        self.change.given.connect(self.take)
        self.remove.clicked.connect(self._clear)
        self.likeness.edited.connect(self._strengths)
        self.structure.edited.connect(self._strengths)
        draft.changed.connect(self._show)
        sources.changed.connect(self._photo_changed)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()
        self._show(draft.recipe)

    def take(self, name: str, source: Source) -> None:
        """Make an image the reference, once it is decoded and in the library."""
        self._sources.add(source, lambda key: self._use(key, name), with_faces=True)

    def _make_chosen(self) -> QWidget:
        self.view = PhotoView(self._theme, 72)
        self.name = QLabel()
        self.name.setProperty("role", "strong")
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setAccessibleName("What is seen in the photo")
        self.change = DropButton("", "Choose a photo of the person")
        self.change.setProperty("role", "quiet")
        self.change.setFixedSize(28, 28)
        self.change.setAccessibleName("Choose another photo")
        self.change.setToolTip("Drop another photo anywhere, paste one (Ctrl+V), or click.")
        self.remove = QToolButton()
        self.remove.setProperty("role", "quiet")
        self.remove.setFixedSize(28, 28)
        self.remove.setAccessibleName("Remove the person")
        self.remove.setToolTip("Remove the person")
        chosen = QWidget()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch()
        words.addWidget(self.name)
        words.addWidget(self.note)
        words.addStretch()
        row = QHBoxLayout(chosen)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.view)
        row.addLayout(words, 1)
        row.addWidget(self.change)
        row.addSpacing(-8)
        row.addWidget(self.remove)
        return chosen

    def _make_strengths(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self.likeness, 1)
        row.addWidget(self.structure, 1)
        return row

    def _sample(self, sample: Sample) -> None:
        _, source = file_source(sample.path)
        self.take(sample.name, source)
        self.sample_chosen.emit(sample)

    def _use(self, key: str, name: str) -> None:
        self._names[key] = name
        old = self._draft.identity
        if old is not None and old.references == (key,):
            self._show(self._draft.recipe)
            return
        self._draft.set_identity(
            Identity(
                references=(key,),
                likeness=self.likeness.value(),
                structure=self.structure.value(),
            )
        )

    def _clear(self) -> None:
        self._draft.set_identity(None)
        self.drop.setFocus()

    def _strengths(self) -> None:
        if (identity := self._draft.identity) is not None:
            strengths = {"likeness": self.likeness.value(), "structure": self.structure.value()}
            self._draft.set_identity(identity.model_copy(update=strengths))

    def _show(self, recipe: Recipe) -> None:
        identity = self._draft.identity
        self._chosen.setVisible(identity is not None)
        self.drop.setVisible(identity is None)
        self.strip.mark(identity.references[0] if identity else "")
        for slider in (self.likeness, self.structure):
            slider.setEnabled(identity is not None)
        if identity is None:
            return
        self.likeness.set_value(identity.likeness)
        self.structure.set_value(identity.structure)
        self._show_photo(identity.references[0])

    def _photo_changed(self, key: str) -> None:
        identity = self._draft.identity
        if identity is not None and identity.references[0] == key:
            self._show_photo(key)

    def _show_photo(self, key: str) -> None:
        photo = self._sources.photo(key)
        if photo is None:
            self._sources.fetch(key, with_faces=True)
        self.view.show_photo(photo)
        self._name_photo()
        text, role = describe(photo)
        self.note.setText(text)
        restyle(self.note, role)

    def _name_photo(self) -> None:
        if (identity := self._draft.identity) is not None:
            key = identity.references[0]
            self.name.setText(self.strip.name_of(key) or self._names.get(key, "Photo"))

    def _paint_icons(self) -> None:
        self.drop.setIcon(icon("add-photo", self._theme.color("muted")))
        self.change.setIcon(icon("add-photo", self._theme.color("muted")))
        self.remove.setIcon(icon("close", self._theme.color("muted")))


def describe(photo: Photo | None) -> tuple[str, str]:
    """What to say about a photo's faces, and in which `role` of the style sheet."""
    if photo is None:
        return "Opening…", "small"
    if photo.trouble:
        return photo.trouble, "warn"
    if photo.faces is None:
        return "Looking for a face…", "small"
    if not photo.faces:
        return "No face found. Choose a photo that shows one.", "warn"
    if len(photo.faces) > 1:
        return f"{len(photo.faces)} faces found; the largest is used.", "warn"
    if (advice := quality(largest(photo.faces))) is not None:
        return advice, "small"
    return "One face found", "good"
