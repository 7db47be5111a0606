"""Nobody phones home: the environment switches that keep the libraries silent."""

import os
import sys
from types import ModuleType

SWITCHES = (
    "ORT_DISABLE_TELEMETRY",  # onnxruntime reports by default since 1.29
    "HF_HUB_OFFLINE",
    "HF_HUB_DISABLE_TELEMETRY",
    "TRANSFORMERS_OFFLINE",
    "DO_NOT_TRACK",
    "DIFFUSERS_DISABLE_REMOTE_CODE",  # no code from a model repository is ever run
    "PYDANTIC_DISABLE_PLUGINS",  # one that happens to be installed would see every recipe
)
_PLUGINS = "pydantic.plugin._loader"


def go_offline() -> None:
    """Set every switch for this process and its children.

    The libraries read them when they are imported, so each entry point calls this before it
    imports anything else. It overrules what the environment says.
    """
    for switch in SWITCHES:
        os.environ[switch] = "1"
    sys.modules.setdefault(_PLUGINS, _no_plugins())


def _no_plugins() -> ModuleType:
    """Stands for what looks for pydantic's plugins, and finds none.

    The switch alone would have it import all that reads the packages that are installed, and never
    use it: a fiftieth of the time until the window's first paint.
    """
    module = ModuleType(_PLUGINS)
    vars(module)["get_plugins"] = tuple  # of none
    return module


def stays_offline() -> bool:
    """Whether the user wants nothing to be fetched at all; by the variable LIKENESS_OFFLINE."""
    return os.environ.get("LIKENESS_OFFLINE", "0") not in ("", "0")
