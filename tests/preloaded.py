"""What every engine imports, for the process that `tests.forked` forks them off."""

from importlib import import_module

from core.offline import go_offline

go_offline()

for name in (
    "core.engine.opening",
    "core.commands.watching",
    "onnxruntime",
    "insightface.app",
):
    import_module(name)
