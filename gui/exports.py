"""Where a picture is exported to: the question, and what the file will be called."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from core.errors import BadInput
from core.told import Told


def ask_for_png(parent: QWidget, title: str) -> Sequence[Path]:
    """Ask for a file; empty if none was chosen. A file in its way was asked about by its name."""
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(QCoreApplication.translate("Exports", "PNG (*.png)"))
    dialog.setDefaultSuffix("png")
    names = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return [Path(name) for name in names]


def png_of(asked: Path) -> Path:
    """The file that is written when this one was asked for: a PNG by its name.

    Raises:
        BadInput: if that is there already, under a name about which nobody was asked.
    """
    if asked.suffix.lower() == ".png":
        return asked
    target = asked.with_name(f"{asked.name}.png")
    if target.exists():
        raise BadInput(
            Told("There is a file {0} already.", target.name), "Export it under another name."
        )
    return target
