"""Benchmarks by name: `python -m bench window`. Each prints one JSON object."""

import importlib
import sys
from pathlib import Path

from core.threads import wait_asleep

NAMES = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))


def main() -> int:
    """Run the benchmark that the first argument names; the rest of them is for it."""
    if len(sys.argv) < 2 or sys.argv[1] not in NAMES:
        print(f"usage: python -m bench {{{','.join(NAMES)}}}", file=sys.stderr)
        return 2
    wait_asleep()  # as the engine does
    importlib.import_module(f"bench.{sys.argv.pop(1)}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
