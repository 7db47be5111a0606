"""The one question before something is deleted for good, and what is said after it."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMessageBox, QWidget

from core.library.library import Erased
from gui.language import listed


def ask_to_erase(parent: QWidget, text: str, erase: Callable[[], object]) -> None:
    """Ask `text`, say what goes with it, and call `erase` if the answer is yes."""
    translate = QCoreApplication.translate
    question = QMessageBox(parent)
    question.setIcon(QMessageBox.Icon.Warning)
    question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    question.setText(text)
    question.setInformativeText(
        translate(
            "EraseQuestion",
            "Nothing brings it back. Photos that no picture, draft or job uses go with it, and "
            "the list of undo is emptied.",
        )
    )
    yes = question.addButton(
        translate("EraseQuestion", "Erase"), QMessageBox.ButtonRole.DestructiveRole
    )
    question.addButton(QMessageBox.StandardButton.Cancel).setIcon(QIcon())  # Qt's own is not ours
    question.setDefaultButton(QMessageBox.StandardButton.Cancel)
    yes.clicked.connect(lambda: erase())
    question.open()


def spoken_erased(erased: Erased) -> str:
    """What an erasing has done."""
    translate = QCoreApplication.translate
    parts: list[str] = []
    if erased.pictures == 1:
        parts.append(translate("EraseQuestion", "1 picture"))
    elif erased.pictures:
        parts.append(translate("EraseQuestion", "{0} pictures").format(erased.pictures))
    if erased.sources == 1:
        parts.append(translate("EraseQuestion", "1 photo"))
    elif erased.sources:
        parts.append(translate("EraseQuestion", "{0} photos").format(erased.sources))
    if not parts:
        return translate("EraseQuestion", "No picture and no photo was left to erase.")
    return translate("EraseQuestion", "Erased for good: {0}.").format(listed(parts))
