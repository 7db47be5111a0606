"""The pictures to learn from: a folder of images, each with a .txt of the same stem beside it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from core.errors import BadInput

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp")
LONGEST = 100_000  # bytes of a caption; text encoders read some hundred


@dataclass(frozen=True)
class Picture:
    """One picture and what is said of it; not decoded yet."""

    path: Path
    name: str  # below the folder, with /
    sha256: str  # of the file
    caption: str  # empty: none is known


def gather(folder: Path) -> tuple[list[Picture], list[str]]:
    """All pictures below a folder, in the order of their names, and what is to be said of them.

    Raises:
        BadInput: if there is no such folder, or no picture in it.
    """
    if not folder.is_dir():
        raise BadInput(f"There is no folder {folder.name}.")
    paths = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    pictures, told = list[Picture](), list[str]()
    for path in paths:
        name = path.relative_to(folder).as_posix()
        try:
            content = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            told.append(f"{name} is left out: it can't be read ({error.strerror}).")
            continue
        caption, trouble = _caption(path)
        if trouble:
            told.append(f"{name} {trouble}, and is learnt from without words.")
        pictures.append(Picture(path, name, content, caption))
    if not pictures:
        wanted = ", ".join(SUFFIXES)
        raise BadInput(f"There is no picture in {folder.name}.", f"It needs files in {wanted}.")
    return pictures, told


def _caption(picture: Path) -> tuple[str, str]:
    """The caption of a picture, and what is wrong with it."""
    path = picture.with_suffix(".txt")
    try:
        if path.stat().st_size > LONGEST:
            return "", "has a caption that is too long"
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return "", "has no caption"
    except (OSError, UnicodeDecodeError):
        return "", "has a caption that can't be read"
    return " ".join(text.split()), ""
