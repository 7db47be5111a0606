"""All benchmarks of speed and memory, one after another: `python -m bench all`.

Each runs in a process of its own, on a machine with nothing else to do. What they print goes on one
line each; at the end stands one JSON object of all of them, by name. One that fails is null there,
and the exit status is 1.
"""

import json
import subprocess
import sys
from typing import Any

NAMES = ("window", "ready", "engine", "live", "camera", "gallery", "download", "batch", "survive")


def main() -> None:
    """Run those that are named, or all."""
    found: dict[str, Any] = {}
    for name in sys.argv[1:] or NAMES:
        print(f"bench {name}", file=sys.stderr, flush=True)
        done = subprocess.run(
            [sys.executable, "-m", "bench", name], stdout=subprocess.PIPE, text=True
        )
        lines = done.stdout.splitlines()
        found[name] = json.loads(lines[-1]) if done.returncode == 0 and lines else None
        print(json.dumps({name: found[name]}), file=sys.stderr, flush=True)
    print(json.dumps(found))
    if None in found.values():
        sys.exit(1)
