"""The part of the settings that says whether pictures are signed."""

import sys

from PySide6.QtWidgets import QLabel

from core.credentials import is_available
from core.errors import UserError
from core.settings import want_credentials, wants_credentials
from gui.forms.controls import CheckBox
from gui.language import in_language, said
from gui.settings_card import SettingsCard


class CredentialsCard(SettingsCard):
    """One tick; where the package is missing, what to install."""

    def __init__(self) -> None:
        super().__init__(lambda: self.tr("Content credentials"))
        self.sign, self.about, self.trouble = CheckBox(), QLabel(), QLabel()
        said(self.sign, text=lambda: self.tr("Sign every picture when it is saved"))
        said(self.about, text=self._about)
        self.trouble.setProperty("role", "warn")
        for label in (self.about, self.trouble):
            label.setWordWrap(True)
        self.trouble.hide()
        self.sign.setEnabled(is_available())
        self.sign.setChecked(is_available() and wants_credentials())
        self.sign.toggled.connect(self._choose)
        for part in (self.sign, self.about, self.trouble):
            self.body.addWidget(part)

    def _about(self) -> str:
        if not is_available():
            words = self.tr(
                "Pictures can be signed once the package c2pa-python is installed: {0}\n"
                "Everything else works without it."
            )
            return words.format(f"{sys.executable} -m pip install c2pa-python")
        return self.tr(
            "They say in the way of C2PA that a trained model made the picture, and prove that "
            "nothing was changed since. They don't prove who you are: the key is made on this "
            "computer and stays here, and nobody vouches for it. No word, name or time goes in."
        )

    def _choose(self, wanted: bool) -> None:
        try:
            want_credentials(wanted)
        except UserError as error:
            self.trouble.setText(in_language(error.sentence()))
            self.trouble.show()
