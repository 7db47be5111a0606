"""What the user chose about the window: theme, language, layout, shortcuts, memory, library."""

import json
import os
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, QSettings, Signal

from core.settings import choose_library, library_folder
from gui.language import SYSTEM, Language
from gui.theme import Theme

REST_MINUTES = (0, 5, 15, 60)  # 0: never
RECENT = 6  # libraries that are remembered


class Preferences(QObject):
    """Choices that take effect at once and are remembered.

    Args:
        path: the .ini file that remembers; made when there is something to remember.
        theme: is dressed as was chosen.
        language: speaks as was chosen.
    """

    rest_changed = Signal()
    coach_changed = Signal()

    def __init__(
        self, path: Path, theme: Theme, language: Language, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.settings = QSettings(str(path), QSettings.Format.IniFormat, self)
        self.theme = theme
        self.language = language
        theme.choose(self.theme_choice)
        language.choose(self.language_choice)

    def keep(self, key: str, value: str) -> None:
        """Remember a choice if it is a new one: Qt flushes the file to the disk in this thread."""
        if self.settings.value(key) != value:
            self.settings.setValue(key, value)

    @property
    def theme_choice(self) -> str:
        """One of "light", "dark" and "system"."""
        return str(self.settings.value("theme", SYSTEM))

    def choose_theme(self, choice: str) -> None:
        self.settings.setValue("theme", choice)
        self.theme.choose(choice)

    @property
    def language_choice(self) -> str:
        """A key of gui.language.LANGUAGES, or "system"."""
        return str(self.settings.value("language", SYSTEM))

    def choose_language(self, choice: str) -> None:
        self.settings.setValue("language", choice)
        self.language.choose(choice)

    @property
    def welcomed(self) -> bool:
        """Whether the pages for newcomers were shown once."""
        return self.settings.value("welcomed") is not None

    def keep_welcomed(self) -> None:
        """Remember that they were; at once, as the window may be about to close."""
        self.keep("welcomed", "yes")
        self.settings.sync()

    @property
    def rest_minutes(self) -> int:
        """Minutes without work after which the engine gives its memory back; 0: never."""
        kept = str(self.settings.value("rest", "0"))
        return int(kept) if kept in map(str, REST_MINUTES) else 0

    def choose_rest(self, minutes: int) -> None:
        """Choose one of REST_MINUTES."""
        self.settings.setValue("rest", minutes)
        self.rest_changed.emit()

    @property
    def coached(self) -> bool:
        """Whether the coach says what could be better."""
        return self.settings.value("coach") != "off"

    def choose_coached(self, wanted: bool) -> None:
        self.settings.setValue("coach", "on" if wanted else "off")
        self.coach_changed.emit()

    @property
    def recent_libraries(self) -> tuple[Path, ...]:
        """Libraries that were open, the latest first, and the usual one if there is one."""
        try:
            kept: object = json.loads(str(self.settings.value("library/recent", "[]")))
        except (ValueError, RecursionError):
            kept = []  # a damaged file
        names = [str(one) for one in cast(list[object], kept)] if isinstance(kept, list) else []
        usual = [library_folder()] if os.path.isdir(library_folder()) else []
        return tuple(dict.fromkeys((*map(Path, names), *usual)))

    def choose_library(self, folder: Path, left: Path) -> None:
        """Remember to open this library, and the one that is left for it.

        Raises:
            UserError: if the choice can't be written.
        """
        folders = dict.fromkeys((folder, left, *self.recent_libraries))
        recent = [str(one) for one in folders][:RECENT]
        self.settings.setValue("library/recent", json.dumps(recent))
        choose_library(folder)
