"""The window's fixtures serve the whole journey as well."""

from tests.gui.conftest import (  # noqa: F401
    engine,
    garbage,
    language,
    library,
    make_window,
    preferences,
    theme,
)
