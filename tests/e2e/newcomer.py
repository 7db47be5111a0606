"""Starts the program for the first time, goes through its welcome by keys, and comes back.

Run as `python -m tests.e2e.newcomer first` (as far as a portrait), `… skip` (away at once),
`… close` (the window, with the welcome before it), `… back` (whatever came before) or `… asked`
(with the portrait.png of the home to show); prints one JSON object about what was there.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from tests.e2e.deeds import Deeds, skip_welcome, watched


def first(window: Any, seen: dict[str, Any]) -> Deeds:
    """From page to page with Enter, and a portrait with the last of them."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    enter = Qt.Key.Key_Return
    yield lambda: window.welcome.dialog is not None
    dialog = window.welcome.dialog
    yield dialog.isActiveWindow
    yield lambda: window.welcome.device is not None
    yield dialog.portrait.draw.isEnabled
    seen["pages"] = []
    for page in dialog.pages:
        seen["pages"].append(page.title())
        if page is not dialog.portrait:
            QTest.keyClick(dialog.focusWidget(), enter)
    seen["verdict"] = dialog.computer.sentence.text()
    QTest.keyClick(dialog.focusWidget(), enter)
    yield lambda: window.pictures.rowCount() == 1
    yield dialog.next.hasFocus
    seen["likeness"] = dialog.portrait.pill.text()
    seen["told"] = dialog.portrait.told.text()
    QTest.keyClick(dialog.next, enter)
    yield lambda: window.welcome.dialog is None
    seen["shown"] = window.drawing.shown.recipe.prompt
    seen["draft"] = window.side.prompt.words.toPlainText()


def skip(window: Any, seen: dict[str, Any]) -> Deeds:
    yield from skip_welcome(window)


def close(window: Any, seen: dict[str, Any]) -> Deeds:
    yield lambda: window.welcome.dialog is not None


def back(window: Any, seen: dict[str, Any]) -> Deeds:
    yield lambda: window.welcome.device is not None  # by then it would be there
    seen["welcome"] = window.welcome.dialog is not None


DEEDS = {"first": first, "skip": skip, "close": close, "back": back, "asked": back}


def main(what: str) -> None:
    import main as likeness
    from gui import app

    seen: dict[str, Any] = {}

    app.MainWindow = watched(app.MainWindow, lambda window: DEEDS[what](window, seen))
    portrait = Path(os.environ["LIKENESS_HOME"], "portrait.png")
    seen["code"] = likeness.main(["--open", str(portrait)] if what == "asked" else [])
    print(json.dumps(seen))


if __name__ == "__main__":
    main(sys.argv[1])
