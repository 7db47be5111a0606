"""Where Likeness keeps what belongs to this user."""

import os
from pathlib import Path

from platformdirs import user_data_dir


def data_folder() -> Path:
    """$LIKENESS_HOME if that is set, else where the system keeps such data; may not exist yet."""
    return Path(os.environ.get("LIKENESS_HOME") or user_data_dir("Likeness", appauthor=False))


def library_folder() -> Path:
    """The library that the window opens."""
    return data_folder() / "library"


def settings_file() -> Path:
    """What the user chose about the window."""
    return data_folder() / "window.ini"
