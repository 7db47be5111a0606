"""The language of the window, switchable while it is open, and texts that follow it.

Every text that stays is registered once, beside the widget that shows it:

    said(button, text=lambda: self.tr("Copy details"), tip=lambda: self.tr("For a report"))

A text that depends on what is shown is told again by the method that shows it:

    on_language(self, self._show_facts)
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import cast

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QLibraryInfo,
    QLocale,
    QObject,
    QTranslator,
    Signal,
)
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from core.library.names import told_name
from core.told import Told

Text = Callable[[], str]
"""Looks a text up in the language of today: `lambda: self.tr("Close")`."""

SYSTEM = "system"
LANGUAGES = {"en": "English", "zh_CN": "简体中文"}  # each in its own words
_FOLDER = Path(__file__).parent.parent / "resources" / "i18n"
_SENTENCE_END = re.compile(r"(?<=[.?!]) (?=\w)|(?<=。)(?=\w)")
_SHORT_TIP = 40  # letters, of which a Chinese one is as wide as two others
_SETTERS = {
    "text": "setText",
    "title": "setTitle",
    "window": "setWindowTitle",
    "tip": "setToolTip",
    "name": "setAccessibleName",
    "about": "setAccessibleDescription",
    "placeholder": "setPlaceholderText",
}


def as_tip(words: str) -> str:
    """Anybody's words as a tooltip: no markup of theirs, and their lines broken.

    Qt takes what looks like HTML for that, and breaks the lines of rich text only.
    """
    lines = filter(None, words.split("\n"))
    return "".join(f"<p>{escaped(line)}</p>" for line in lines)


def in_lines(words: str) -> str:
    """A longer tooltip of ours with a line for each sentence: Qt breaks none by itself.

    Without markup, which would be read out to those who don't see it.
    """
    return _SENTENCE_END.sub("\n", words) if len(words) > _SHORT_TIP else words


def escaped(words: str) -> str:
    """Words as rich text; `html.escape` would load a list of all named letters at the start."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def in_language(words: str) -> str:
    """A sentence of `core.told` in the language of today; any other text stays as it is."""
    translate = QCoreApplication.translate
    if not words:
        return ""
    if isinstance(words, Told) and words.fields:
        return translate("Told", words.pattern).format(*map(_part, words.fields))
    return translate("Told", words)


def listed(parts: Iterable[str]) -> str:
    """Parts of a list, with what stands between them in the language of today."""
    return QCoreApplication.translate("Language", ", ").join(parts)


def spoken_name(name: str) -> str:
    """A project's name; one that the user did not give is said in the language of today."""
    return str(_part(told_name(name)))


def _part(field: object) -> object:
    """What is filled in: numbers stay numbers, and a file that is named like a sentence a name."""
    if isinstance(field, Told):
        return in_language(field)
    if isinstance(field, tuple):
        return listed(str(_part(one)) for one in cast(tuple[object, ...], field))
    return field


def said(what: QWidget | QAction, **texts: Text) -> None:
    """Give a widget or an action its texts, now and after each change of the language.

    Args:
        what: shows the texts, and takes the registration along when it is destroyed.
        texts: by kind: text, title, window (its title), tip (the tooltip), name and about (for
            screen readers), placeholder.
    """

    def tell() -> None:
        for kind, text in texts.items():
            words = in_lines(text()) if kind == "tip" else text()
            getattr(what, _SETTERS[kind])(words)

    tell()
    on_language(what, tell)


def on_language(what: QWidget | QAction, tell: Callable[[], object]) -> None:
    """Call `tell` after each change of the language, as long as `what` lives."""
    owner = what if isinstance(what, QWidget) else what.parent()
    if owner is None:
        raise ValueError("Only what has a widget hears of another language.")
    _Listener(tell, owner)


class _Listener(QObject):
    """A child of a widget: Qt passes a change of the language on to children of every kind."""

    def __init__(self, tell: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._tell = tell

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self._tell()
        return super().event(event)


class Language(QObject):
    """Loads our translations and Qt's own; every widget hears of it through its events."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._loaded: list[QTranslator] = []
        self.name = "en"  # a key of LANGUAGES

    def choose(self, wish: str) -> None:
        """Speak a language of LANGUAGES, or what the system speaks; English where we don't."""
        name = wish if wish in LANGUAGES else _of_system()
        QLocale.setDefault(_locale(name))
        if name == self.name:
            return
        self.name = name
        for translator in self._loaded:
            self._application.removeTranslator(translator)
        self._loaded = [] if name == "en" else self._load(name)
        for translator in self._loaded:
            self._application.installTranslator(translator)
        self.changed.emit()

    def _load(self, name: str) -> list[QTranslator]:
        qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        found: list[QTranslator] = []
        for path in (qt / f"qtbase_{name}.qm", _FOLDER / f"likeness_{name}.qm"):
            translator = QTranslator(self)
            if translator.load(str(path)):
                found.append(translator)
        return found


def _locale(name: str) -> QLocale:
    """How dates and numbers are written beside words of this language."""
    system = QLocale.system()
    return system if system.name().startswith(name[:2]) else QLocale(name)


def _of_system() -> str:
    for tag in QLocale.system().uiLanguages():
        if tag.startswith("zh"):
            return "zh_CN"
        if tag.startswith("en"):
            return "en"
    return "en"
