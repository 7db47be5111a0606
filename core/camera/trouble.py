"""What can go wrong with a camera, each in one sentence and what to do about it."""

from core.errors import UserError
from core.told import Told

NO_CAMERA = Told("There is no camera.")


class CameraTrouble(UserError):
    """The pictures stopped, or never came. The window works on and offers to try again."""

    hint = "Try again, or choose another camera."


def missing(name: str) -> CameraTrouble:
    """It was there once, or was never."""
    return CameraTrouble(
        Told("{0} is not connected.", name), Told("Connect it, or choose another camera.")
    )


def none_at_all() -> CameraTrouble:
    """No camera is known to this system."""
    return CameraTrouble(
        NO_CAMERA, Told("Connect one, or choose a video or a folder of pictures instead.")
    )


def busy(name: str) -> CameraTrouble:
    """It is there and does not open, which nearly always means this."""
    return CameraTrouble(
        Told("{0} can't be opened: another program may be using it.", name),
        Told("Close the other program and try again."),
    )


def gone(name: str) -> CameraTrouble:
    """It was unplugged, or its driver gave up."""
    return CameraTrouble(
        Told("{0} was disconnected.", name), Told("Connect it again and try again.")
    )


def silent(name: str) -> CameraTrouble:
    """A call into its driver does not come back."""
    return CameraTrouble(
        Told("{0} does not answer.", name), Told("Unplug it, plug it in again, and try again.")
    )


def frozen(name: str) -> CameraTrouble:
    """The same picture, again and again: what some drivers give after the camera is gone."""
    return CameraTrouble(
        Told("{0} sends the same picture again and again.", name),
        Told("Unplug it, plug it in again, and try again."),
    )


def black(name: str) -> CameraTrouble:
    """Covered, or without permission: some systems then send black pictures."""
    return CameraTrouble(
        Told("{0} sends nothing but black.", name),
        Told("Open its shutter, or allow Likeness to use it in the system's settings."),
    )


def not_a_video(name: str) -> CameraTrouble:
    """A file that can't be played."""
    return CameraTrouble(
        Told("{0} can't be played as a video.", name), Told("Choose another file.")
    )


def no_stills(name: str) -> CameraTrouble:
    """A folder without pictures."""
    return CameraTrouble(
        Told("The folder {0} holds no pictures.", name),
        Told("Choose one with PNG, JPEG, WebP or TIFF files."),
    )


def unknown(name: str) -> CameraTrouble:
    """A library failed in a way of its own."""
    return CameraTrouble(Told("{0} can't be used.", name))
