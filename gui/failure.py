"""What went wrong, as text for the window."""

import traceback
from dataclasses import dataclass

from core.errors import UserError


@dataclass(frozen=True)
class Failure:
    """Text alone: a live exception would keep its arrays alive."""

    message: str
    hint: str = ""
    details: str = ""  # a bug's traceback; empty for trouble that the user can act on

    @classmethod
    def of(cls, error: BaseException) -> "Failure":
        if isinstance(error, UserError):
            return cls(str(error), error.hint)
        details = "".join(traceback.format_exception(error))
        return cls(
            "Something went wrong inside Likeness.", "Copy the details for a report.", details
        )
