"""Runs a measurement by its name: `python -m bench gallery` runs bench/gallery.py."""

import runpy
import sys
from pathlib import Path


def main() -> None:
    """Dispatch to the module of that name, which reads the rest of the arguments."""
    names = sorted(
        path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_")
    )
    if len(sys.argv) < 2 or sys.argv[1] not in names:
        sys.exit(f"usage: python -m bench {{{','.join(names)}}}")
    name = sys.argv.pop(1)
    runpy.run_module(f"bench.{name}", run_name="__main__")


if __name__ == "__main__":
    main()
