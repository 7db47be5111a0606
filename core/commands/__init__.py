"""The subcommands of main.py. Like main.py they stand on the engine; nothing stands on them."""

DEFAULT_PACK = "demo"
