"""The window, in Qt.

PySide puts an `import` of its own in place of Python's: it reads the source of every module that is
imported later, to see whether that wants Qt's names in snake_case. Nobody here does, and all that
reading takes a twentieth of the time until the first paint, so Python's is put back.
"""

import builtins
import importlib

importlib.import_module("PySide6.QtCore")
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
