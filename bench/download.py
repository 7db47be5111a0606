"""How downloads behave that are killed again and again, from a bad server on this machine.

`python -m bench download [--megabytes N] [--kills N]` prints one JSON object. A child fetches the
file and is killed with SIGKILL at even distances; the last one may end. `resumed_bytes` were on the
disk when a child began, summed up, and were not asked for again; `sent_twice_bytes` had left the
server when a child was killed, but not reached its disk; `fetched_mb_per_s` is of one undisturbed
download with four connections, its check included.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from core.jobs import JobControl
from core.offline import go_offline
from core.packs.checkpoints import file_sha256
from core.packs.download import Wanted, download
from core.packs.network import Network
from tests.core.packs.bad_server import Site, serving

ROOT = Path(__file__).resolve().parent.parent
HERE = Network(hosts=("localhost",), local=True, token=lambda host: None)
_CHILD = """
import sys
from pathlib import Path
from core.jobs import JobControl
from core.packs.download import Manner, Wanted, download
from core.packs.network import Network
HERE = Network(hosts=("localhost",), local=True, token=lambda host: None)
wanted = Wanted(sys.argv[1], int(sys.argv[2]), sys.argv[3])
download(wanted, Path(sys.argv[4]), HERE, JobControl(), Manner(piece=1 << 20, margin=0))
"""


def present(target: Path) -> int:
    """Bytes that the journal of an unfinished download names."""
    journal = target.with_name(target.name + ".journal")
    if not journal.exists():
        return 0
    lines = journal.read_bytes().split(b"\n")[1:-1]
    blocks = [[int(word) for word in line.split()] for line in lines]
    return sum(block[1] - block[0] for block in blocks if len(block) == 3)


def killed(site: Site, target: Path, kills: int, sha256: str) -> dict[str, Any]:
    """Fetch a file with so many kills on the way."""
    share = len(site.content) // (kills + 1)
    resumed = done = 0
    while not target.exists():
        resumed += present(target)
        before = site.sent
        arguments = [site.url, str(len(site.content)), sha256, str(target)]
        child = subprocess.Popen([sys.executable, "-c", _CHILD, *arguments], cwd=ROOT)
        while done < kills and child.poll() is None and site.sent < before + share:
            time.sleep(0.001)
        if done < kills and child.poll() is None:
            child.kill()
            done += 1
        child.wait()
    return {
        "kills": done,
        "resumed_bytes": resumed,
        "sent_bytes": site.sent,
        "sent_twice_bytes": site.sent - len(site.content),
        "right": file_sha256(target) == sha256,
    }


def undisturbed(content: bytes, target: Path, sha256: str) -> float:
    """MB per second of a download that nothing disturbs."""
    with serving(content, block=1 << 20) as site:
        start = time.perf_counter()
        download(Wanted(site.url, len(content), sha256), target, HERE, JobControl())
        return len(content) / 1e6 / (time.perf_counter() - start)


def main() -> None:
    go_offline()
    parser = argparse.ArgumentParser(prog="python -m bench download", description=__doc__)
    parser.add_argument("--megabytes", type=int, default=20, help="default: %(default)s")
    parser.add_argument("--kills", type=int, default=50, help="default: %(default)s")
    options = parser.parse_args()
    content = random.Random(7).randbytes(options.megabytes * 1_000_000)
    with tempfile.TemporaryDirectory() as folder:
        reference = Path(folder) / "reference"
        reference.write_bytes(content)
        sha256 = file_sha256(reference)
        with serving(content, block=16_384, delay=0.001) as site:
            figures = killed(site, Path(folder) / "killed", options.kills, sha256)
        speed = undisturbed(content, Path(folder) / "undisturbed", sha256)
    print(json.dumps({"bytes": len(content), **figures, "fetched_mb_per_s": round(speed, 1)}))
