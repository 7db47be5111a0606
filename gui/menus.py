"""The menu bar, made of the commands: a new command finds its place by its name."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QMenu

from gui.commands import Commands
from gui.language import Text, said

_HOMES = {  # which first words of a command's name belong to a menu, from top to bottom
    "file": ("project", "recipe", "file"),
    "edit": ("edit", "prompt", "image_prompts", "people", "pose", "region", "start"),
    "picture": ("picture", "queue", "gallery"),
    "view": ("view", "dock", "layout"),
    "help": ("help",),
}


class Menus(QObject):
    """File, Edit, Picture, View and Help. Commands of other names are only in the list of keys."""

    def __init__(self, window: QMainWindow, commands: Commands) -> None:
        super().__init__(window)
        self._commands = commands
        self.menus: dict[str, QMenu] = {}
        titles: dict[str, Text] = {
            "file": lambda: self.tr("&File"),
            "edit": lambda: self.tr("&Edit"),
            "picture": lambda: self.tr("&Picture"),
            "view": lambda: self.tr("&View"),
            "help": lambda: self.tr("&Help"),
        }
        for name, title in titles.items():
            menu = QMenu(window)
            said(menu, title=title)
            window.menuBar().addMenu(menu)
            self.menus[name] = menu
        commands.added.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        """Take up the commands that there are; a line stands between those of other names."""
        for menu, homes in _HOMES.items():
            self.menus[menu].clear()
            for home in homes:
                actions = [
                    command.action
                    for name, command in self._commands.all.items()
                    if name.partition(".")[0] == home
                ]
                if actions and not self.menus[menu].isEmpty():
                    self.menus[menu].addSeparator()
                self.menus[menu].addActions(actions)
