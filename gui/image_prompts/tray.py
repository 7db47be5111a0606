"""One image prompt: its pictures, through which adapter, how strongly, when and where it acts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QStandardItemModel
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from core.packs.manifest import Adapter, Manifest
from core.recipe import ImagePrompt
from core.recipe_parts import BlockWeight
from gui.calls import Call
from gui.draft import Draft
from gui.forms.fields import Field, make_field, name_field
from gui.icons import icon
from gui.image_prompts import edits
from gui.image_prompts.block_editor import BlockEditor
from gui.image_prompts.layers import LayersField
from gui.image_prompts.pack_blocks import PackBlocks
from gui.image_prompts.place import PromptPlace
from gui.image_prompts.place_tools import PlaceTools
from gui.image_prompts.sight import Sight, explained, sight_of, verdict
from gui.image_prompts.strip import ImageStrip
from gui.language import Text, in_language, in_lines, on_language
from gui.panels.abilities import no_image_prompt, no_reading
from gui.panels.card import quiet_button
from gui.panels.drops import carries_image, sources_of
from gui.panels.section import Fold
from gui.panels.sources import Sources
from gui.pose.posing import Posing
from gui.roles import restyle
from gui.theme import Theme


class ImagePromptTray(QFrame):
    """Edits the draft's image prompt of one place."""

    removed = Signal(int)  # its place
    moved = Signal(int, int)  # its place, and by how many
    given = Signal(int, object)  # its place; Given: further images for it

    def __init__(
        self,
        index: int,
        draft: Draft,
        manifest: Manifest,
        sources: Sources,
        posing: Posing,
        blocks: PackBlocks,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "tray")
        self.setAcceptDrops(True)
        self._index, self._draft, self._sources = index, draft, sources
        self._manifest, self._theme, self._blocks = manifest, theme, blocks
        self._of = 1
        self._gesture: object = None
        self.strip = ImageStrip(theme)
        self.up = quiet_button(lambda: self.tr("Move this image prompt up"), side=24)
        self.down = quiet_button(lambda: self.tr("Move this image prompt down"), side=24)
        self.remove = quiet_button(lambda: self.tr("Remove the image prompt"), side=24)
        names = [one.name for one in manifest.adapters]
        self.adapter = name_field(ImagePrompt, "adapter", names)
        self.strength = make_field(ImagePrompt, "strength")
        self.window_field = make_field(ImagePrompt, "window")
        self.combining = make_field(ImagePrompt, "combining")
        self.layers = LayersField(index, draft, blocks)
        self.bars = BlockEditor(theme)
        self.acts = PromptPlace(index, draft, sources, posing.points, self)
        self.place = PlaceTools(self.acts, posing.points, theme)
        self.reads, self.combines, self.summary = QLabel(), QLabel(), QLabel()
        for label in (self.reads, self.combines, self.summary):
            label.setProperty("role", "small")
            label.setWordWrap(True)
        self._lay_out()
        self._connect()
        self._dress()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What takes the focus, in order."""
        return (
            *self.strip.controls,
            *self.strength.controls,
            *(self.up, self.down, self.remove),
            *self.combining.controls,
            *self.adapter.controls,
            self.more,
            *self.window_field.controls,
            *self.layers.controls,
            *self.bars.controls,
            *self.place.controls,
        )

    def show_place(self, of: int, prompt: ImagePrompt) -> None:
        """Show the image prompt of this place; `of`: how many places there are."""
        self._of = of
        self.setAccessibleName(self.tr("Image prompt {0} of {1}").format(self._index + 1, of))
        sight = self._sight(prompt)
        for key in prompt.images:
            self._sources.fetch(key, with_faces=sight != "picture")
        several = len(prompt.images) > 1
        direction = QBoxLayout.Direction
        self._head.setDirection(direction.TopToBottom if several else direction.LeftToRight)
        self.up.setVisible(of > 1)
        self.down.setVisible(of > 1)
        self.up.setEnabled(self._index > 0)
        self.down.setEnabled(self._index < of - 1)
        for widget in (self.combining, self.combines):
            widget.setVisible(several or prompt.combining != "concat")
        self.bars.setVisible(bool(prompt.blocks))
        if prompt.blocks:
            self.bars.show_prompt(prompt, self._blocks.names)
        self._show_images(prompt)
        self._tell_summary(prompt)
        self._allow(prompt)

    def shows(self, key: str) -> bool:
        """Whether one of its images is the one of this fingerprint."""
        prompt = self._prompt()
        return prompt is not None and key in prompt.images

    def show_again(self) -> None:
        """Something else is known of its images or of the pack."""
        if (prompt := self._prompt()) is not None:
            self.show_place(self._of, prompt)

    def unfold(self) -> None:
        """Let where it acts be seen, with all above it."""
        self.more.setChecked(True)
        self.place.fold.setChecked(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.strip.add.isEnabled() and carries_image(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if found := sources_of(event.mimeData()):
            event.acceptProposedAction()
            self.given.emit(self._index, found)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a label has another text or font
            self._align()
        return super().event(event)

    def _connect(self) -> None:
        for field, name in (
            (self.adapter, "adapter"),
            (self.strength, "strength"),
            (self.window_field, "window"),
            (self.combining, "combining"),
        ):
            field.follow(self._draft, f"image_prompts.{self._index}.{name}")
        self.strip.given.connect(self._give)
        self.strip.removed.connect(self.remove_image)
        self.strip.moved.connect(self._move_image)
        self.strip.weighed.connect(self._weigh)
        self.bars.edited.connect(self._set_blocks)
        self.bars.chosen.connect(self._set_blocks)
        for part in (self.strip, self.bars):
            part.grabbed.connect(self._grab)
            part.let_go.connect(self._let_go)
        Call(self.up.clicked, self, self._move, -1)
        Call(self.down.clicked, self, self._move, 1)
        Call(self.remove.clicked, self, self._remove)
        self.more.toggled.connect(self.show_again)
        self.acts.changed.connect(self.show_again)
        self._theme.changed.connect(self._dress)
        on_language(self, self.show_again)

    def _prompt(self) -> ImagePrompt | None:
        prompts = self._draft.recipe.image_prompts
        return prompts[self._index] if self._index < len(prompts) else None

    def _known(self, prompt: ImagePrompt) -> Adapter | None:
        return next((one for one in self._manifest.adapters if one.name == prompt.adapter), None)

    def _sight(self, prompt: ImagePrompt) -> Sight:
        return sight_of(self._known(prompt))

    def _grab(self) -> None:
        """A first weight makes a list and the next ones change it: the gesture joins them."""
        self._draft.hold()
        self._gesture = object()

    def _let_go(self) -> None:
        self._gesture = None
        self._draft.seal()

    def _put(self, prompt: ImagePrompt, text: str | Text = "") -> None:
        prompts = list(self._draft.recipe.image_prompts)
        prompts[self._index] = prompt
        recipe = self._draft.recipe.model_copy(update={"image_prompts": tuple(prompts)})
        self._draft.replace(recipe, text, gesture=self._gesture)

    def _give(self, given: object) -> None:
        self.given.emit(self._index, given)

    def remove_image(self, image: int) -> None:
        """Take one image out; with the last one, the image prompt."""
        if (prompt := self._prompt()) is None:
            return
        if (left := edits.without_image(prompt, image)) is None:
            self._remove()
        else:
            self._put(left, lambda: self.tr("Remove a picture"))

    def _move_image(self, image: int, target: int) -> None:
        if (prompt := self._prompt()) is not None:
            self._put(edits.with_moved(prompt, image, target), lambda: self.tr("Order of pictures"))

    def _weigh(self, image: int, weight: float) -> None:
        if (prompt := self._prompt()) is not None:
            self._put(edits.with_weight(prompt, image, weight))
            self._show_images(self._prompt() or prompt)  # it may not be what was asked for

    def _set_blocks(self, blocks: tuple[BlockWeight, ...], text: str | Text = "") -> None:
        if (prompt := self._prompt()) is not None:
            self._put(prompt.model_copy(update={"layers": "all", "blocks": blocks}), text)

    def _move(self, by: int) -> None:
        self.moved.emit(self._index, by)

    def _remove(self) -> None:
        self.removed.emit(self._index)

    def _show_images(self, prompt: ImagePrompt) -> None:
        sight = self._sight(prompt)
        self.strip.show_prompt(prompt, self._sources, sight)
        words, role = explained(sight), "small"
        judged = [verdict(self._sources.photo(key), sight) for key in prompt.images]
        if wrong := [(place, one) for place, one in enumerate(judged, 1) if one.role == "warn"]:
            place, worst = wrong[0]
            role, words = "warn", worst.sentence
            if len(judged) > 1:
                words = self.tr("Picture {0}: {1}").format(place, worst.sentence)
        if reason := in_language(no_reading(self._manifest, self._known(prompt), prompt.adapter)):
            role, words = "warn", reason
        self.reads.setText(words)
        restyle(self.reads, role)
        self.combines.setText(self._combining_words(prompt, sight))

    def _combining_words(self, prompt: ImagePrompt, sight: Sight) -> str:
        if sight == "picture" and prompt.combining == "average":
            return self.tr("The pictures melt into one: what lies between them.")
        if sight == "picture":
            return self.tr("Each picture speaks for itself: the strongest often wins.")
        if prompt.combining == "average":
            return self.tr("One face is made of all of them: right for photos of one person.")
        return self.tr("Each face speaks for itself: different people get mixed.")

    def _tell_summary(self, prompt: ImagePrompt) -> None:
        """What is not as usual among that which is folded away."""
        facts: list[str] = []
        if prompt.window != (0.0, 1.0):
            facts.append(self.window_field.spec.with_title(prompt.window))
        if prompt.blocks or prompt.layers != "all":
            facts.append(self.layers.spec.with_title(self.layers.value()))
        if self.acts.is_painted():
            facts.append(self.tr("painted place"))
        self.summary.setText(" · ".join(facts))
        self.summary.setVisible(bool(facts) and not self.more.isChecked())

    def _allow(self, prompt: ImagePrompt) -> None:
        """Close what this pack can't do, and say why."""
        none = in_language(no_image_prompt(self._manifest))
        if none:
            for field in self._fields():
                field.forbid(none)
        full = len(prompt.images) >= edits.MOST
        words = self.tr("There are {0} already.").format(edits.MOST) if full else ""
        self.strip.add.setEnabled(not (none or full))
        usual = self.tr("Drop further pictures for this image prompt here, or click.")
        self.strip.add.setToolTip(in_lines(none or words or usual))
        self.strip.add.setAccessibleDescription(none or words or usual)
        model = self.adapter.combo.model()
        assert isinstance(model, QStandardItemModel)
        for row, adapter in enumerate(self._manifest.adapters):
            reason = in_language(no_reading(self._manifest, adapter, adapter.name))
            item = model.item(row)
            item.setEnabled(not reason)
            item.setToolTip(in_lines(reason or explained(sight_of(adapter))))

    def _fields(self) -> tuple[Field, ...]:
        return self.adapter, self.strength, self.window_field, self.combining, self.layers

    def _align(self) -> None:
        """Let the lists stand below each other."""
        names = (self.adapter.label, self.layers.label, self.combining.label)
        for name in names:
            name.setMinimumWidth(max(one.sizeHint().width() for one in names))

    def _lay_out(self) -> None:
        buttons = QVBoxLayout()
        buttons.setSpacing(0)
        for button in (self.remove, self.up, self.down):
            buttons.addWidget(button)
        buttons.addStretch()
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(12)
        self._head.addWidget(self.strip)
        self._head.addWidget(self.strength, 1)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addLayout(self._head, 1)
        top.addLayout(buttons)
        fine = QWidget()
        within = QVBoxLayout(fine)
        within.setContentsMargins(0, 4, 0, 0)
        within.setSpacing(8)
        for part in (self.window_field, self.layers, self.bars, self.place):
            within.addWidget(part)
        self.more = Fold(
            lambda: self.tr("When, where, which layers"),
            "image_prompt_more",
            fine,
            self._theme,
            opened=False,
        )
        self.more.setProperty("role", "subfold")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 6, 8)
        column.setSpacing(6)
        column.addLayout(top)
        for part in (self.combining, self.combines, self.adapter, self.reads):
            column.addWidget(part)
        for part in (self.more, self.summary, fine):
            column.addWidget(part)
        self._align()

    def _dress(self) -> None:
        muted, pale = self._theme.color("muted"), self._theme.color("strong")
        for button, name in ((self.up, "up"), (self.down, "down"), (self.remove, "close")):
            button.setIcon(icon(name, muted, pale))
