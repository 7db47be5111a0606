"""Trouble that a user can do something about."""

from core.told import Sentence, Told, as_told, in_a_row


class UserError(Exception):
    """Expected trouble: `message` says what happened, `hint` what to do about it.

    `action` names the command of the window that does what the hint says; empty: none does.
    `about` is what it does that with.
    """

    hint: Sentence = ""
    action: str = ""

    @property
    def about(self) -> str:
        return ""

    def __init__(self, message: Sentence, hint: Sentence | None = None) -> None:
        super().__init__(message)
        self.message = as_told(message)
        if hint is not None:
            self.hint = hint

    def sentence(self) -> Told:
        """What happened and, where known, what to do, as one line of text."""
        return in_a_row(self.message, self.hint) if self.hint else self.message


class BadInput(UserError):
    """What was given cannot be used: a file, a setting, a recipe. The CLI exits with 2."""


class NoFace(BadInput):
    hint = "Choose a photo in which one face is well lit and at least 112 pixels wide."


class Unsupported(BadInput):
    """The recipe asks for something that the engine or the pack cannot do."""


class OtherPack(Unsupported):
    """The recipe was made with another pack, which the message names first."""

    hint = "Draw with that pack."
    action = "view.use_pack"

    @property
    def about(self) -> str:
        """The name of that pack."""
        return str(self.message.fields[0]) if self.message.fields else ""


class DamagedPack(BadInput):
    hint = "Run `main.py packs verify`, then restore the named file or install the pack again."


class OutOfMemory(UserError):
    hint = "Choose a smaller picture or fewer pictures at once."


class EngineLost(UserError):
    """The process that hosts the engine ended; the queue goes on in a new one."""

    hint = "It was restarted; draw the picture again."
    action = "picture.generate"
