"""Where a picture is exported to: the question, and what the file will be called."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from core.errors import BadInput
from core.told import Told


def ask_for_png(parent: QWidget, title: str) -> Sequence[Path]:
    """Ask for a file; empty if none was chosen. A file in its way was asked about by its name."""
    return _ask(parent, title, QCoreApplication.translate("Exports", "PNG (*.png)"), "png")


def ask_for_copy(parent: QWidget, title: str, suffix: str) -> Sequence[Path]:
    """The same for a picture of another kind, which its suffix names."""
    kinds = {".png": "PNG", ".jpg": "JPEG", ".webp": "WebP"}
    return _ask(parent, title, f"{kinds[suffix]} (*{suffix})", suffix[1:])


def ask_for_csv(parent: QWidget, title: str) -> Sequence[Path]:
    """The same for a table."""
    return _ask(parent, title, QCoreApplication.translate("Exports", "Table (*.csv)"), "csv")


def _ask(parent: QWidget, title: str, kind: str, suffix: str) -> Sequence[Path]:
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(kind)
    dialog.setDefaultSuffix(suffix)
    names = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return [Path(name) for name in names]


def png_of(asked: Path) -> Path:
    """The file that is written when this one was asked for: a PNG by its name; see `named`."""
    return named(asked, ".png")


def named(asked: Path, suffix: str) -> Path:
    """The file that is written when this one was asked for, with this suffix.

    Raises:
        BadInput: if that is there already, under a name about which nobody was asked.
    """
    if asked.suffix.lower() == suffix:
        return asked
    target = asked.with_name(f"{asked.name}{suffix}")
    if target.exists():
        raise BadInput(
            Told("There is a file {0} already.", target.name), "Export it under another name."
        )
    return target
