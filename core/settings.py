"""Where Likeness keeps what belongs to this user."""

import json
import os
from pathlib import Path
from typing import Any

from platformdirs import user_data_dir

from core import durable


def data_folder() -> Path:
    """$LIKENESS_HOME if that is set, else where the system keeps such data; may not exist yet."""
    return Path(os.environ.get("LIKENESS_HOME") or user_data_dir("Likeness", appauthor=False))


def library_folder() -> Path:
    """The usual library; see `chosen_library`."""
    return data_folder() / "library"


def chosen_library() -> Path | None:
    """The library that was chosen last; None: none but the usual one ever was."""
    try:
        kept: Any = json.loads(_choice_file().read_text(encoding="utf-8"))
        return Path(kept["folder"]) if kept["folder"] else None
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None  # there is no such file, or it is damaged


def choose_library(folder: Path) -> None:
    """Remember to open this library, in the window and on the command line.

    Raises:
        UserError: if that can't be written.
    """
    durable.make_folder(data_folder())
    durable.save(json.dumps({"folder": str(folder)}).encode("ascii"), _choice_file())


def chosen_pack() -> str:
    """The folder of the pack that was chosen last; empty: none but the one that came along."""
    try:
        kept: Any = json.loads(_pack_file().read_text(encoding="utf-8"))
        return str(kept["pack"])
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return ""


def choose_pack(folder: str) -> None:
    """Remember with which pack the window is opened.

    Raises:
        UserError: if that can't be written.
    """
    durable.make_folder(data_folder())
    durable.save(json.dumps({"pack": folder}).encode("ascii"), _pack_file())


def _pack_file() -> Path:
    return data_folder() / "chosen-pack.json"


def _choice_file() -> Path:
    return data_folder() / "chosen-library.json"


def wants_credentials() -> bool:
    """Whether pictures are to get content credentials, in the window and on the command line."""
    return not _without_credentials().exists()


def want_credentials(wanted: bool) -> None:
    """Remember whether they are.

    Raises:
        UserError: if that can't be written.
    """
    if wanted:
        with durable.readable_errors(_without_credentials()):
            _without_credentials().unlink(missing_ok=True)
    elif wants_credentials():
        durable.make_folder(_without_credentials().parent)
        durable.save(b"", _without_credentials())


def _without_credentials() -> Path:
    return data_folder() / "credentials" / "off"


def settings_file() -> Path:
    """What the user chose about the window."""
    return data_folder() / "window.ini"
