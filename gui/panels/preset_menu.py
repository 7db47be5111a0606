"""The named presets as a small menu, each with what it would change."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from core.errors import BadInput
from core.packs.manifest import Manifest
from core.presets import Preset, applied, fitting, offered
from gui.calls import Call
from gui.draft import Draft
from gui.icons import icon
from gui.language import as_tip, in_language, on_language
from gui.theme import Theme


class PresetMenu(QToolButton):
    """A button that says which preset fits the draft; its menu chooses another one."""

    def __init__(
        self, draft: Draft, manifest: Manifest, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._draft, self._manifest, self._theme = draft, manifest, theme
        self.setProperty("role", "quiet")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow behind the words
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.choices = QMenu(self)
        self.choices.setToolTipsVisible(True)
        self.setMenu(self.choices)
        for preset in offered(manifest):
            action = self.choices.addAction("")
            action.setCheckable(True)
            action.setData(preset.name)
            Call(action.triggered, action, self._choose, preset)
        self.choices.aboutToShow.connect(self._tell_changes)
        draft.changed.connect(self._show)
        theme.changed.connect(self._dress)
        on_language(self, self._tell)
        self._dress()
        self._tell()

    def _choose(self, preset: Preset) -> None:
        recipe = applied(preset, self._draft.recipe, self._manifest)
        self._draft.replace(
            recipe, lambda: self.tr("Preset: {0}").format(in_language(preset.title))
        )
        self._show()  # what was chosen again is still the one

    def _tell(self) -> None:
        self.choices.setAccessibleName(self.tr("Presets"))
        for preset, action in zip(offered(self._manifest), self.choices.actions(), strict=True):
            action.setText(in_language(preset.title))
        self._show()

    def _show(self) -> None:
        try:
            now = fitting(self._draft.recipe, self._manifest)
        except BadInput:  # no room for the LoRA of one of them
            now = None
        self.setText(in_language(now.title) if now is not None else self.tr("Presets"))
        name = self.tr("Presets, now {0}").format(self.text()) if now else self.tr("Presets")
        self.setAccessibleName(name)
        self.setToolTip(as_tip(self.tr("Settings that go together, in one choice")))
        for action in self.choices.actions():
            action.setChecked(now is not None and action.data() == now.name)

    def _tell_changes(self) -> None:
        """What each would change now."""
        # Only here: the window's first paint does not wait for it.
        from gui.panels.preset_words import changes

        for preset, action in zip(offered(self._manifest), self.choices.actions(), strict=True):
            lines, fits = [in_language(preset.purpose)], True
            try:
                recipe = applied(preset, self._draft.recipe, self._manifest)
                lines += changes(self._draft.recipe, recipe) or [self.tr("It is set like this.")]
            except BadInput:
                fits = False
                lines.append(self.tr("There is no room for one more LoRA."))
            action.setEnabled(fits)
            action.setToolTip(as_tip("\n".join(lines)))

    def _dress(self) -> None:
        self.setIcon(icon("chevron-down", self._theme.color("muted")))
