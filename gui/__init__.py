"""The window, in Qt.

PySide puts an `import` of its own in place of Python's: it reads the source of every module that is
imported later, to see whether that wants Qt's names in snake_case. Nobody here does, and all that
reading takes a twentieth of the time until the first paint, so Python's is put back.

It also imports what writes its stub files, and there prepares patterns of regular expressions for
another thirtieth. Nothing else uses that module, so it is left empty.
"""

import builtins
import importlib
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType


class _Empty(MetaPathFinder, Loader):
    """Finds one module, and nothing in it."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        wanted = fullname == "shibokensupport.signature.lib.pyi_generator"
        return ModuleSpec(fullname, self) if wanted else None

    def create_module(self, spec: ModuleSpec) -> None:
        """As usual."""

    def exec_module(self, module: ModuleType) -> None:
        """It stays empty."""


def _import_qt() -> None:
    empty = _Empty()
    sys.meta_path.insert(0, empty)
    importlib.import_module("PySide6.QtCore")
    sys.meta_path.remove(empty)
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


_import_qt()
