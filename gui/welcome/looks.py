"""First page: language and theme, which change at once."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QWidget

from gui.language import LANGUAGES, SYSTEM, Text, on_language, said
from gui.preferences import Preferences
from gui.welcome.page import Page
from gui.welcome.people import PeopleRow, Person
from gui.welcome.theme_tile import SIZE, check_icon, theme_icon

_CHECK = QSize(16, 16)


class Choice(QWidget):
    """Buttons side by side of which one is on; arrows go from one to the next.

    Args:
        title: what is chosen.
        options: what each stands for, and what it is called.
        choose: gets what the chosen one stands for.
    """

    def __init__(
        self, title: Text, options: dict[str, Text], choose: Callable[[str], None]
    ) -> None:
        super().__init__()
        self._choose = choose
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for number, (name, words) in enumerate(options.items()):
            button = QToolButton()
            button.setProperty("role", "option")
            button.setCheckable(True)
            said(button, text=words, name=partial(_named, title, words))
            self._group.addButton(button, number)
            self.buttons[name] = button
            row.addWidget(button)
        row.addStretch(1)
        self._group.idClicked.connect(self._clicked)

    def mark(self, name: str) -> None:
        """Show what is chosen; the first one stands for what can't be read."""
        chosen = self.buttons.get(name, next(iter(self.buttons.values())))
        chosen.setChecked(True)
        for button in self.buttons.values():  # Tab comes to what is chosen, a click to each
            policy = Qt.FocusPolicy.StrongFocus if button is chosen else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    @property
    def marked(self) -> QToolButton | None:
        """The button that is on."""
        return next((one for one in self.buttons.values() if one.isChecked()), None)

    def _clicked(self, number: int) -> None:
        self._choose(tuple(self.buttons)[number])


class LooksPage(Page):
    """How the window speaks, and how it looks."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(
            lambda: self.tr("Welcome to Likeness"),
            lambda: self.tr(
                "It draws portraits that keep a person's likeness, on your own computer. "
                "Nothing leaves it."
            ),
        )
        self._preferences, self._theme = preferences, preferences.theme
        self._people = PeopleRow()
        system = lambda: self.tr("As the system")
        tongues = {name: partial(str, words) for name, words in LANGUAGES.items()}
        self.language = Choice(
            lambda: self.tr("Language"), {SYSTEM: system, **tongues}, preferences.choose_language
        )
        self.theme = Choice(
            lambda: self.tr("Theme"),
            {
                SYSTEM: system,
                "light": lambda: self.tr("Light"),
                "dark": lambda: self.tr("Dark"),
            },
            preferences.choose_theme,
        )
        self.body.setSpacing(8)
        self.body.addWidget(self._people)
        self.body.addSpacing(10)
        self.body.addWidget(_titled(lambda: self.tr("Language")))
        self.body.addWidget(self.language)
        self.body.addSpacing(10)
        self.body.addWidget(_titled(lambda: self.tr("Theme")))
        self.body.addWidget(self.theme)
        self.body.addStretch(1)
        self._theme.changed.connect(self._dress)
        on_language(self, self._mark)
        self._dress()

    @property
    def first(self) -> QWidget | None:
        return self.language.marked

    def show_people(self, people: tuple[Person, ...]) -> None:
        """Let the sample people greet."""
        self._people.show_people(people)

    def _mark(self) -> None:
        self.language.mark(self._preferences.language_choice)
        self.theme.mark(self._preferences.theme_choice)

    def _dress(self) -> None:
        """Paint the small windows; what is chosen has a check mark: a colour is not for all."""
        for button in self.language.buttons.values():
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIcon(check_icon(self._theme))
            button.setIconSize(_CHECK)
        for name, button in self.theme.buttons.items():
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setIcon(theme_icon(name, self._theme))
            button.setIconSize(SIZE)
        self._mark()


def _titled(words: Text) -> QLabel:
    label = QLabel()
    label.setProperty("role", "strong")
    said(label, text=words)
    return label


def _named(title: Text, words: Text) -> str:
    """As those hear it who do not see under which title a button stands."""
    return f"{title()}: {words()}"
