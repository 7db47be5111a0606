"""Edits a draft without a pause until it is killed, and prints the number of each edit.

Run as `python -m tests.gui.eager_artist <library folder>`.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer

from core.library import Library
from core.recipe import Recipe
from gui.draft import Draft
from gui.history import History
from gui.projects.projects import Projects

EDITS_PER_SECOND = 50


def main(folder: Path) -> None:
    application = QCoreApplication([])
    library = Library(folder)
    project = library.create_project("Portraits").id
    projects = Projects(library, History(), project)
    draft = Draft(Recipe())
    draft.changed.connect(lambda recipe: projects.autosave.note(project, recipe))
    edits = iter(range(1, 10**6))

    def edit() -> None:
        number = next(edits)
        draft.update(prompt=f"edit {number}")
        print(number, flush=True)

    timer = QTimer(interval=1000 // EDITS_PER_SECOND)
    timer.timeout.connect(edit)
    timer.start()
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
