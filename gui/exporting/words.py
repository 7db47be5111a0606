"""What a file reveals, in words."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from PySide6.QtCore import QCoreApplication

from core.credentials import Credentials, State
from core.exporting.revealing import Revealed
from gui.language import escaped, listed
from gui.theme import Colors

_MOST = 300  # characters of what is shown


class Row(NamedTuple):
    """A title, what was found, and how that is meant."""

    title: str
    words: str
    tone: Literal["text", "muted", "good", "warn"] = "text"

    def html(self, colors: Colors) -> str:
        """As rich text; whatever the words are, they are shown as they are."""
        head = f'<span style="color: {colors.muted}">{escaped(self.title)}</span><br>'
        color = getattr(colors, self.tone)
        words = self.words[:_MOST] + ("…" if len(self.words) > _MOST else "")
        shown = escaped(words).replace("\n", "<br>")
        body = f'<span style="color: {color}">{shown}</span>'
        return f'<p style="margin: 0 0 7px 0">{head if self.title else ""}{body}</p>'


def rows_of(found: Revealed, people: int) -> list[Row]:
    """All groups, also those of which there is nothing: that is what one wants to see.

    Args:
        found: what the file holds.
        people: how many names were looked for.
    """
    return [*_of_recipe(found), *_of_people(found, people), *_of_origin(found), _of_file(found)]


def _row(title: str, words: str, none: str) -> Row:
    return Row(title, words) if words else Row(title, none, "muted")


def _of_recipe(found: Revealed) -> Iterator[Row]:
    translate = QCoreApplication.translate
    none = translate("Reveal", "none")
    yield _row(translate("Reveal", "Words"), found.words, none)
    yield _row(translate("Reveal", "Settings and seed"), found.settings, none)


def _of_people(found: Revealed, people: int) -> Iterator[Row]:
    translate = QCoreApplication.translate
    photos = ""
    if found.photos:
        words = translate("Reveal", "Images by their fingerprints: {0}; faces by their place: {1}")
        photos = words.format(found.photos, found.people)
    yield _row(translate("Reveal", "Photos"), photos, translate("Reveal", "none"))
    title = translate("Reveal", "Names of people")
    if found.names:
        yield Row(title, listed(found.names), "warn")
    elif people:
        words = translate("Reveal", "none of the {0} in this library")
        yield Row(title, words.format(people), "muted")
    else:
        yield Row(title, translate("Reveal", "nobody is known by name in this library"), "muted")


def _of_origin(found: Revealed) -> Iterator[Row]:
    translate = QCoreApplication.translate
    none = translate("Reveal", "none")
    made = found.made
    if found.model_files:
        made = translate("Reveal", "{0}; {1} model files").format(made, found.model_files)
    yield _row(translate("Reveal", "Made with"), made, none)
    yield _row(translate("Reveal", "Time"), listed(found.times), none)
    title = translate("Reveal", "Made by AI")
    if found.marked:
        yield Row(title, translate("Reveal", "marked (IPTC: trained algorithmic media)"), "good")
    else:
        words = translate("Reveal", "not marked: nobody can tell it from a photo")
        yield Row(title, words, "warn")
    yield _of_credentials(found.credentials)
    if found.others:
        yield Row(translate("Reveal", "Anything else"), listed(found.others), "warn")


def _of_credentials(held: Credentials | None) -> Row:
    translate = QCoreApplication.translate
    title = translate("Reveal", "Content credentials")
    match held.state if held is not None else State.UNKNOWN:
        case State.OURS:
            words = translate("Reveal", "valid, signed on this computer by “{0}”")
            return Row(title, words.format(held.by if held else ""), "good")
        case State.VALID:
            words = translate("Reveal", "valid, signed by “{0}”, whom nobody vouches for")
            return Row(title, words.format(held.by if held else ""), "good")
        case State.CHANGED:
            return Row(title, translate("Reveal", "broken: the file was changed since"), "warn")
        case State.NONE:
            return Row(title, translate("Reveal", "none"), "muted")
        case State.UNKNOWN:
            words = translate("Reveal", "none that could be read: c2pa-python is not installed")
            return Row(title, words, "muted")


def _of_file(found: Revealed) -> Row:
    translate = QCoreApplication.translate
    size = translate("Reveal", "{0}, {1} KB").format(found.format, f"{found.size / 1000:.0f}")
    return Row(translate("Reveal", "File"), size)
