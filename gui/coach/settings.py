"""The part of the settings that switches the coach on and off."""

from PySide6.QtWidgets import QLabel

from gui.forms.controls import CheckBox
from gui.language import said
from gui.preferences import Preferences
from gui.settings_card import SettingsCard


class CoachCard(SettingsCard):
    """One tick."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(lambda: self.tr("Coach"))
        self.speaks, about = CheckBox(), QLabel()
        said(self.speaks, text=lambda: self.tr("Say what could be better, and offer the change"))
        said(
            about,
            text=lambda: self.tr(
                "Before a picture beside Generate, and after it below the picture. It looks at the "
                "recipe, the faces and the colours, on this computer, and changes nothing by "
                "itself."
            ),
        )
        about.setWordWrap(True)
        self.speaks.setChecked(preferences.coached)
        self.speaks.toggled.connect(preferences.choose_coached)
        self.body.addWidget(self.speaks)
        self.body.addWidget(about)
