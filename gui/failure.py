"""What went wrong, as text for the window."""

import traceback
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from core.errors import UserError


@dataclass(frozen=True)
class Failure:
    """Text alone: a live exception would keep its arrays alive."""

    message: str
    hint: str = ""
    details: str = ""  # a bug's traceback; empty for trouble that the user can act on
    action: str = ""  # name of the command that does what the hint says; see gui.commands

    def sentence(self) -> str:
        """What happened and, where known, what to do, as one line of text."""
        return " ".join(part for part in (self.message, self.hint) if part)

    @classmethod
    def of(cls, error: BaseException) -> "Failure":
        if isinstance(error, UserError):
            return cls(str(error), error.hint, action=error.action)
        translate = QCoreApplication.translate
        return cls(
            translate("Failure", "Something went wrong inside Likeness."),
            translate("Failure", "Copy the details for a report."),
            "".join(traceback.format_exception(error)),
        )
