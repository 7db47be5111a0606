"""What can be chosen about the window; every choice takes effect at once."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.library.library import Erased
from gui.coach.settings import CoachCard
from gui.credentials_card import CredentialsCard
from gui.engine_memory import EngineMemory
from gui.erase_question import ask_to_erase, spoken_erased
from gui.failure import Failure
from gui.forms.controls import QuietCombo
from gui.language import LANGUAGES, SYSTEM, in_language, on_language, said
from gui.library_card import LibraryCard
from gui.library_care import LibraryCare
from gui.preferences import REST_MINUTES, Preferences
from gui.screens import screen_at
from gui.settings_card import Form, SettingsCard, beside, offer, titled
from gui.status import spoken_size


class SettingsDialog(QDialog):
    """Appearance, memory, folders and privacy."""

    def __init__(
        self,
        preferences: Preferences,
        care: LibraryCare,
        memory: EngineMemory,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.coach = CoachCard(preferences)
        self._memory, self._erasing = memory, care.erasing
        self._sizes: tuple[int, int] | None = None  # bytes of the window, of the engine
        self._erased: Erased | None = None
        self._refused: Failure | None = None
        said(self, window=lambda: self.tr("Settings"))
        self.theme, self.language, self.rest = QuietCombo(), QuietCombo(), QuietCombo()
        self.folders = LibraryCard(care.place, preferences.theme)
        self.leave = QPushButton()
        self.leave.setDefault(True)
        said(
            self.leave,
            text=lambda: self.tr("Close"),
            tip=lambda: self.tr("Close the settings (Esc)"),
        )
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._make_sections(), 1)
        column.addLayout(foot)
        self.setMinimumWidth(560)
        on_language(self, self._fill)
        on_language(self, lambda: QTimer.singleShot(0, self, self._fit))  # all speak it by then
        self._fill()
        self.theme.activated.connect(self._choose_theme)
        self.language.activated.connect(self._choose_language)
        self.rest.activated.connect(self._choose_rest)
        memory.measured.connect(self._measured)
        memory.freed.connect(self._show_memory)
        care.erasing.changed.connect(self._show_trash)
        care.erasing.erased.connect(self._erasing_done)
        care.erasing.refused.connect(self._erasing_failed)
        self.leave.clicked.connect(self.accept)
        # A copy would lack what is edited from now on, and a window would go while it is used.
        self.finished.connect(care.place.cancel)
        memory.measure()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the broken lines of its texts want, and whole on the screen."""
        wide = self.width() - 40  # what the margins of the dialog leave
        high = self._sections.heightForWidth(wide) + self.leave.sizeHint().height() + 48
        room = screen_at(self.frameGeometry().center()).availableGeometry()
        self.resize(self.width(), max(self.height(), min(high, round(0.9 * room.height()))))
        beyond = self.frameGeometry().bottom() - room.bottom()  # it was placed when it was lower
        self.move(self.x(), max(room.top(), self.y() - max(0, beyond)))

    def _make_sections(self) -> QScrollArea:
        """All of them, one below the other; they scroll on a small screen."""
        self._sections = QWidget()
        column = QVBoxLayout(self._sections)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for section in (
            self._make_appearance(),
            self.coach,
            self._make_memory(),
            self.folders,
            CredentialsCard(),
            self._make_privacy(),
        ):
            column.addWidget(section)
        column.addStretch()
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(self._sections)
        return area

    def _make_appearance(self) -> SettingsCard:
        card = SettingsCard(lambda: self.tr("Appearance"))
        form = Form()
        for box, title, help_text in (
            (self.theme, lambda: self.tr("Theme"), lambda: self.tr("Light or dark")),
            (
                self.language,
                lambda: self.tr("Language"),
                lambda: self.tr("The language of the window. Prompts are best in English."),
            ),
        ):
            form.add(titled(box, title, help_text), box)
        card.body.addLayout(form)
        return card

    def _make_memory(self) -> SettingsCard:
        card = SettingsCard(lambda: self.tr("Memory"))
        title = lambda: self.tr("Free the engine's memory")
        help_text = lambda: self.tr(
            "The engine keeps its models loaded, which makes the next picture begin at once. "
            "Once its memory is free, the next picture has to load them again."
        )
        form = Form()
        form.add(titled(self.rest, title, help_text), self.rest)
        self.taken, self.free = QLabel(), QPushButton()
        self.taken.setProperty("role", "muted")
        said(
            self.free,
            text=lambda: self.tr("Free it now"),
            tip=lambda: self.tr("Ends the engine's process; the next picture starts it again"),
        )
        self.free.setAutoDefault(False)
        self.free.clicked.connect(self._memory.free)
        card.body.addLayout(form)
        card.body.addLayout(beside(self.taken, self.free))
        return card

    def _make_privacy(self) -> SettingsCard:
        card = SettingsCard(lambda: self.tr("Privacy"))
        for text in (
            lambda: self.tr(
                "Nothing leaves this computer. Likeness makes a connection only while you fetch "
                "models."
            ),
            lambda: self.tr(
                "Photos that you give are copied into the library. What the face models read in "
                "them is kept nowhere."
            ),
            lambda: self.tr(
                "A picture has its recipe inside, with your words but never a photo. Export a copy "
                "to choose what goes into it."
            ),
        ):
            label = QLabel()
            label.setWordWrap(True)
            said(label, text=text)
            card.body.addWidget(label)
        self.trash, self.erase = QLabel(), QPushButton()
        self.trash.setWordWrap(True)
        said(
            self.erase,
            text=lambda: self.tr("Erase now…"),
            tip=lambda: self.tr("Delete for good what is in the trash, and photos without a use"),
        )
        self.erase.setAutoDefault(False)
        self.erase.clicked.connect(self._ask_to_erase)
        card.body.addLayout(beside(self.trash, self.erase))
        return card

    def _fill(self) -> None:
        """Name the choices in the language of today."""
        system = self.tr("As the system")
        themes = {SYSTEM: system, "light": self.tr("Light"), "dark": self.tr("Dark")}
        offer(self.theme, themes, self._preferences.theme_choice)
        offer(self.language, {SYSTEM: system, **LANGUAGES}, self._preferences.language_choice)
        rests = {0: self.tr("Never")}
        for minutes in REST_MINUTES[1:]:
            rests[minutes] = self.tr("After {0} minutes without work").format(minutes)
        offer(self.rest, rests, self._preferences.rest_minutes)
        self._show_memory()
        self._show_trash()

    def _show_memory(self) -> None:
        """What both take now, and whether the engine could give its part back."""
        self.free.setEnabled(self._memory.can_free)
        if self._sizes is None:
            self.taken.setText("…")
            return
        window, engine = map(spoken_size, self._sizes)
        self.taken.setText(
            self.tr("Window {0} · engine {1}").format(window, engine)
            if self._sizes[1]
            else self.tr("Window {0} · engine at rest").format(window)
        )

    def _measured(self, window: int, engine: int) -> None:
        self._sizes = (window, engine)
        self._show_memory()

    def _show_trash(self) -> None:
        """What is still there of deleted pictures, or what has become of it."""
        self.erase.setEnabled(not self._erasing.busy)
        if self._refused is not None:
            words = in_language(self._refused.sentence())
        elif self._erased is not None:
            words = spoken_erased(self._erased)
        else:
            words = self.tr("Deleted pictures stay in the trash until the window is closed.")
        self.trash.setText(words)

    def _ask_to_erase(self) -> None:
        """Ask first, as nothing brings it back."""
        ask_to_erase(self, self.tr("Erase everything that was deleted?"), self._erasing.erase_all)

    def _erasing_done(self, erased: Erased) -> None:
        self._erased, self._refused = erased, None
        self._show_trash()

    def _erasing_failed(self, failure: Failure) -> None:
        self._refused = failure
        self._show_trash()

    def _choose_theme(self) -> None:
        self._preferences.choose_theme(self.theme.currentData())

    def _choose_language(self) -> None:
        self._preferences.choose_language(self.language.currentData())

    def _choose_rest(self) -> None:
        self._preferences.choose_rest(self.rest.currentData())
