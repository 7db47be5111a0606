"""What went wrong, as text for the window."""

import traceback
from dataclasses import dataclass

from core.errors import UserError
from core.told import Sentence, Told


@dataclass(frozen=True)
class Failure:
    """Text alone: a live exception would keep its arrays alive.

    Message and hint are sentences of `core.told`; whoever shows them has them translated by
    `gui.language.in_language`, so that they follow the language.
    """

    message: Sentence
    hint: Sentence = ""
    details: str = ""  # a bug's traceback; empty for trouble that the user can act on
    action: str = ""  # name of the command that does what the hint says; see gui.commands
    about: str = ""  # what it is to be done with, the `data` of the command's action
    topic: str = ""  # of what this is the latest news; a newer one takes its place

    def sentence(self) -> str:
        """What happened and, where known, what to do, as one line of text."""
        return " ".join(part for part in (self.message, self.hint) if part)

    @classmethod
    def of(cls, error: BaseException) -> "Failure":
        if isinstance(error, UserError):
            return cls(error.message, error.hint, action=error.action, about=error.about)
        return cls(
            Told("Something went wrong inside Likeness."),
            Told("Copy the details for a report."),
            "".join(traceback.format_exception(error)),
        )


READ_ONLY = Failure(
    Told("This library is read-only."),
    Told("You can look at its pictures and export them, but draw none."),
)
