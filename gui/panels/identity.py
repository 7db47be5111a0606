"""Whose likeness to keep: sample people, photos of one person, and how strongly."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.packs.manifest import Manifest
from core.recipe import MOST_PHOTOS, Identity, Recipe
from core.told import Told
from gui.background import Background
from gui.draft import Draft
from gui.failure import Failure
from gui.forms.fields import make_field
from gui.icons import icon
from gui.language import Text, in_language, in_lines, on_language, said
from gui.panels.abilities import no_person
from gui.panels.card import quiet_button
from gui.panels.drops import DropButton, Given, Source, file_source
from gui.panels.persons import Persons
from gui.panels.photo_words import judge
from gui.panels.reference_strip import ReferenceStrip
from gui.panels.samples import Sample, SampleStrip
from gui.panels.section import Fold, Section
from gui.panels.sources import Sources
from gui.roles import restyle
from gui.theme import Theme


class IdentityPanel(Section):
    """Edits the draft's current identity."""

    def __init__(
        self,
        draft: Draft,
        manifest: Manifest,
        sources: Sources,
        theme: Theme,
        samples: Path,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            lambda: QCoreApplication.translate("IdentityPanel", "Identity"),
            "identity",
            theme,
            parent,
        )
        self._draft = draft
        self._defaults = manifest.defaults
        self._sources = sources
        self._theme = theme
        self._names: dict[str, str] = {}  # fingerprint -> what to call the photo
        self._turned_to = 0  # the photo that the note is about
        self._paste = ""  # shortcuts
        self._manifest = manifest
        self.strip = SampleStrip(samples, background)
        self.drop = DropButton(several=True)
        self.drop.setIconSize(QSize(20, 20))
        self.photos = ReferenceStrip(theme)
        self.people = Persons(draft, sources, theme, self._known_name)
        self.name = QLabel()
        self.name.setTextFormat(Qt.TextFormat.PlainText)  # names of files are not ours
        self.name.setProperty("role", "strong")
        self.note = QLabel()
        self.note.setWordWrap(True)
        said(self.note, name=lambda: self.tr("What is seen in the photo"))
        self.remove = quiet_button(self._remove_words)
        self.camera = quiet_button(lambda: self.tr("Camera"))
        for button in (self.camera, self.remove):
            self.head.addWidget(button)
        self.likeness = make_field(Identity, "likeness", self._defaults.likeness)
        self.structure = make_field(Identity, "structure", self._defaults.structure)
        self.window_field = make_field(Identity, "window")
        for widget in (self.people, self.strip, self.drop, self.photos):
            self.body.addWidget(widget)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.name)
        words.addWidget(self.note)
        words.addWidget(self.people.another, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(words)
        self.body.addLayout(self._make_strengths())
        self._add_finer()
        self._connect()
        on_language(self, self._tell)
        self._tell()
        self._show(draft.recipe)
        self.people.show_people()

    def name_keys(self, keys: str) -> None:
        """Name where a photo is asked for the shortcuts that paste one; empty: there are none."""
        self._paste = keys
        self._tell()

    def take(self, name: str, source: Source, words: str = "") -> None:
        """Make an image the one photo of a new person, once it is in the library.

        `words` become the prompt in the same step, unless the user has written own ones.
        """
        if reason := no_person(self._manifest):
            self._sources.refused.emit(Failure(reason))
        else:
            use = partial(self._use, name, words, None, self._draft.current)
            self._sources.add(source, use, with_faces=True)

    def add_all(self, given: Given) -> None:
        """Add images to this person's photos: one step, however many they are."""
        for name, source in given:
            self.add(name, source, given)

    def add(self, name: str, source: Source, given: Given | None = None) -> None:
        """Add an image to this person's photos, once it is in the library.

        `given`: with what it came.
        """
        identity = self._draft.identity
        there = len(identity.references) if identity is not None else 0
        if there + self._sources.adding < MOST_PHOTOS:
            add = partial(self._add, name, given, self._draft.current)
            self._sources.add(source, add, with_faces=True)
        else:
            self._sources.refused.emit(
                Failure(
                    Told("A person has at most {0} photos.", MOST_PHOTOS),
                    Told("The others were left out."),
                )
            )

    def problems(self) -> tuple[Told, ...]:
        """Why nothing can be drawn with these photos, a sentence each."""
        people = self._draft.recipe.identities
        found = ((place, self._problem(one)) for place, one in enumerate(people, start=1))
        return tuple(
            why if len(people) == 1 else Told("Person {0}: {1}", place, why)
            for place, why in found
            if why is not None
        )

    def _problem(self, identity: Identity) -> Told | None:
        keys = identity.references
        photos = [self._sources.photo(key) for key in keys]
        empty = [
            place + 1
            for place, photo in enumerate(photos)
            if photo is not None and photo.faces == ()
        ]
        if not empty:
            return None
        if len(keys) == 1:
            return Told("The photo shows no face. Choose another one.")
        return Told("No face in photo {0}. Remove it.", tuple(empty))

    def name_of(self, key: str) -> str:
        """What to call a photo."""
        return self._known_name(key) or self.tr("Photo")

    def _known_name(self, key: str) -> str:
        return self.strip.name_of(key) or self._names.get(key, "")

    def _connect(self) -> None:
        self.strip.chosen.connect(self._sample)
        self.strip.arrived.connect(self._show_photos)
        self.strip.arrived.connect(self.people.show_people)
        self.drop.given.connect(self.add_all)
        self.photos.given.connect(self.add_all)
        self.photos.removed.connect(self._remove)
        self.photos.moved.connect(self._move)
        self.photos.turned_to.connect(self._turn_to)
        self.remove.clicked.connect(self._clear)
        self.likeness.follow(self._draft, "identities.*.likeness")
        self.structure.follow(self._draft, "identities.*.structure")
        self.window_field.follow(self._draft, "identities.*.window")
        self.noise.follow(self._draft, "identities.*.noise")
        self._draft.changed.connect(self._show)
        self._draft.turned.connect(self._turned)
        self.people.added.connect(self.drop.setFocus)
        self._sources.changed.connect(self._photo_changed)
        self._theme.changed.connect(self._dress)
        self._dress()

    def _make_strengths(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.likeness, 1)
        row.addWidget(self.structure, 1)
        return row

    def _add_finer(self) -> None:
        self.body.addWidget(self.window_field)
        self.noise = make_field(Identity, "noise")
        title = lambda: QCoreApplication.translate("ParametersPanel", "Advanced")
        self.advanced = Fold(title, "identity-fine", self.noise, self._theme, opened=False)
        self.advanced.setProperty("role", "subfold")
        self.body.addWidget(self.advanced)
        self.body.addWidget(self.noise)

    def _tell(self) -> None:
        """Every text that depends on the pack or on the photos."""
        reason = in_language(no_person(self._manifest))
        usual = self.tr("Drop a photo here, or click to choose a file.")
        if self._paste:
            words = self.tr("Drop a photo here, paste one ({0}), or click to choose a file.")
            usual = words.format(self._paste)
        tip = reason or usual
        self.drop.setText(
            self.tr("Not with this pack") if reason else self.tr("Drop a photo, or choose…")
        )
        self.drop.setAccessibleName(self.tr("Choose a photo of the person"))
        self.drop.setAccessibleDescription(tip)
        self.drop.setToolTip(in_lines(tip))
        if reason:
            for field in (self.likeness, self.structure, self.window_field, self.noise):
                field.forbid(reason)
            for widget in (self.strip, self.drop, self.camera):
                widget.setEnabled(False)
            self.strip.setToolTip(reason)
        self._show_photos()

    def _sample(self, sample: Sample) -> None:
        _, source = file_source(sample.path)
        self.take(sample.name, source, sample.prompt)

    def _use(self, name: str, words: str, gesture: object, place: int, key: str) -> None:
        self._names[key] = name
        recipe = self._draft.recipe
        people, own = recipe.identities, recipe.prompt.strip()
        old = people[place] if place < len(people) else None
        others = len(people) - (old is not None)
        if own and (others or own not in self.strip.prompts):
            words = ""  # they are about somebody alone
        person = self._person(old, key)
        people = (*people[:place], person, *people[place + 1 :])
        changes = {"identities": people, "prompt": words or recipe.prompt}
        text = lambda: self.tr("Person")
        self._draft.replace(recipe.model_copy(update=changes), text, gesture=gesture)
        if person is old:
            self._show(self._draft.recipe)  # it may have another name
            self.people.show_people()

    def _person(self, old: Identity | None, key: str) -> Identity:
        """Somebody with this one photo."""
        if old is None:
            return Identity(
                references=(key,),
                likeness=self._defaults.likeness,
                structure=self._defaults.structure,
            )
        if old.references == (key,):
            return old
        # how strongly stays; where the face stands was the other's
        return old.model_copy(
            update={
                "references": (key,),
                "weights": (),
                "person": None,
                "face": None,
                "landmarks": None,
            }
        )

    def _add(self, name: str, given: Given | None, place: int, key: str) -> None:
        people = self._draft.recipe.identities
        old = people[place] if place < len(people) else None
        if old is None:
            self._use(name, "", given, place, key)
        elif key not in old.references and len(old.references) < MOST_PHOTOS:
            self._names[key] = name
            self._turned_to = len(old.references)
            person = old.with_references((*old.references, key))
            one, several = (lambda: self.tr("Add a photo")), (lambda: self.tr("Add photos"))
            text = several if given is not None and len(given) > 1 else one
            self._draft.set_identity(person, text, given, place)

    def _remove(self, index: int) -> None:
        if (old := self._draft.identity) is None:
            return
        left = (*old.references[:index], *old.references[index + 1 :])
        if not left:
            self._clear()
            return
        changes = {"face": None} if index == 0 else {}
        self._change(lambda: self.tr("Remove a photo"), left, **changes)

    def _move(self, index: int, target: int) -> None:
        if (old := self._draft.identity) is not None:
            keys = list(old.references)
            keys.insert(target, keys.pop(index))
            self._turned_to = target
            changes = {} if keys[0] == old.references[0] else {"face": None}
            self._change(lambda: self.tr("Order of photos"), tuple(keys), **changes)

    def _change(self, text: Text, references: tuple[str, ...], **changes: object) -> None:
        if (old := self._draft.identity) is not None:
            person = old.with_references(references).model_copy(update=changes)
            self._draft.set_identity(person, text)

    def _clear(self) -> None:
        self.people.remove(self._draft.current)
        (self.remove if self.remove.isVisible() else self.drop).setFocus()

    def _remove_words(self) -> str:
        if len(self.people.chips) < 2:
            return self.tr("Remove the person")
        return self.tr("Remove person {0}").format(self._draft.current + 1)

    def _turned(self) -> None:
        self._turned_to = 0
        self._show(self._draft.recipe)

    def _turn_to(self, index: int) -> None:
        self._turned_to = index
        self._show_note()

    def _show(self, recipe: Recipe) -> None:
        identity = self._draft.identity
        for widget in (self.photos, self.name, self.note):
            widget.setVisible(identity is not None)
        self.remove.setVisible(bool(recipe.identities))
        self.remove.setAccessibleName(self._remove_words())
        self.remove.setToolTip(self._remove_words())
        self.drop.setVisible(identity is None)
        alone = identity is not None and len(identity.references) == 1
        self.strip.mark(identity.references[0] if identity and alone else "")
        for key in identity.references if identity else ():
            self._sources.fetch(key, with_faces=True)
        self._show_photos()

    def _photo_changed(self, key: str) -> None:
        identity = self._draft.identity
        if identity is not None and key in identity.references:
            self._show_photos()

    def _show_photos(self) -> None:
        keys = self._draft.identity.references if self._draft.identity else ()
        self._turned_to = min(self._turned_to, max(0, len(keys) - 1))
        self.photos.show_photos([(self._sources.photo(key), self.name_of(key)) for key in keys])
        self._show_note()

    def _show_note(self) -> None:
        if (identity := self._draft.identity) is not None:
            key = identity.references[self._turned_to]
            verdict = judge(self._sources.photo(key))
            self.name.setText(self.name_of(key))
            self.note.setText(verdict.sentence)
            restyle(self.note, verdict.role)

    def _dress(self) -> None:
        self.drop.setIcon(icon("add-photo", self._theme.color("muted")))
        self.camera.setIcon(icon("camera", self._theme.color("muted")))
        self.remove.setIcon(icon("close", self._theme.color("muted")))
