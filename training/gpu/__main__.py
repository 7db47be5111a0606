"""Teach everything on one GPU: `python -m training.gpu OUT --seconds 540`."""

import argparse
import os
from pathlib import Path

import torch

from training.gpu import shards
from training.gpu.course import SHARES, Course
from training.gpu.pool import Pool

BEGIN = 2000  # pictures that must have come


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.gpu", description=__doc__)
    parser.add_argument("out", type=Path, help="folder of what is kept")
    parser.add_argument("--seconds", type=float, default=540, help="default: %(default)s")
    parser.add_argument("--batch", type=int, default=1024, help="default: %(default)s")
    parser.add_argument("--rows", type=int, default=240_000, help="default: %(default)s pictures")
    parser.add_argument(
        "--shown", type=int, default=60_000, help="default: %(default)s pictures kept as such"
    )
    parser.add_argument(
        "--first", type=int, default=0, help="shard of pairs to begin with; default: %(default)s"
    )
    parser.add_argument(
        "--lessons", nargs="+", default=list(SHARES), choices=list(SHARES), help="default: all"
    )
    parser.add_argument("--shards", type=Path, default=Path("/dev/shm/shards"))
    chosen = parser.parse_args()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(5)
    torch.backends.cuda.matmul.allow_tf32 = True
    torch.backends.cudnn.allow_tf32 = True
    fitting = range(chosen.first, chosen.first + chosen.rows // shards.PICTURES)
    shards.start(chosen.shards, max(1, (os.cpu_count() or 2) - 2), fitting)
    pool = Pool(shards.take(chosen.shards), chosen.rows, chosen.shown, device)
    while pool.arrived < min(BEGIN, chosen.shown):
        pool.take(1, wait=True)
    Course(pool, chosen.out, chosen.seconds, chosen.batch, chosen.lessons).run()


if __name__ == "__main__":
    main()
