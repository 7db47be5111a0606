"""Kills, full disks and damaged leftovers: the file is right or absent, never wrong."""

import contextlib
import hashlib
import json
import os
import random
import select
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.durable import DiskFull
from core.errors import UserError
from core.packs.download import Incomplete

from .bad_server import Fault, serving
from .test_download import CONTENT, HERE, ONE, fetch, only


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "model.safetensors"


def test_a_torn_journal_and_damaged_bytes_are_fetched_again(target: Path) -> None:
    part, journal = Path(f"{target}.part"), Path(f"{target}.journal")
    with serving(CONTENT, always=Fault(cut=0)) as site:
        for cut in (200_000, 250_000, 150_000):  # a line in the journal for each, or for more
            site.faults.append(Fault(cut=cut))
            with pytest.raises(Incomplete):
                fetch(site, target, manner=replace(ONE, tries=1))
        lines = journal.read_bytes().splitlines(keepends=True)
        with part.open("r+b") as file:  # as if a power cut had lost a block
            start = int(lines[2].split()[0])
            file.seek(start)
            file.write(b"\0" * 100)
        journal.write_bytes(b"".join(lines[:-1]) + lines[-1][:-4])
        site.always = Fault()
        fetch(site, target, manner=ONE)

    assert start in site.starts
    assert target.read_bytes() == CONTENT


@pytest.mark.parametrize("junk", [b"", b"{}\n", b"\xff\n1 2 3\n", b"[" * 100_000 + b"\n"])
def test_a_journal_of_junk_is_as_none(target: Path, junk: bytes) -> None:
    Path(f"{target}.journal").write_bytes(junk)
    Path(f"{target}.part").write_bytes(b"\0" * len(CONTENT))
    with serving(CONTENT) as site:
        fetch(site, target)
    assert target.read_bytes() == CONTENT


def random_fault(chance: random.Random, url: str) -> Fault:
    return chance.choice(
        [
            Fault(),
            Fault(cut=chance.randrange(60_000)),
            Fault(stall=chance.randrange(30_000)),
            Fault(status=503),
            Fault(whole=True, cut=chance.randrange(300_000)),
            Fault(wrong=True),
            Fault(shift=3),
            Fault(tag=f'"{chance.random()}"'),
            Fault(length=7),
            Fault(redirect=url + "?elsewhere"),
        ]
    )


@pytest.mark.parametrize("seed", range(25))
def test_any_row_of_faults_ends_with_the_right_file_or_none(target: Path, seed: int) -> None:
    chance = random.Random(seed)
    impatient = replace(HERE, seconds=0.1)
    with serving(CONTENT, ranges=chance.random() < 0.8) as site:
        site.faults.extend(random_fault(chance, site.url) for _ in range(chance.randrange(12)))
        for _ in range(3):
            with contextlib.suppress(UserError):
                fetch(site, target, network=impatient)
    assert not target.exists() or target.read_bytes() == CONTENT
    assert not target.exists() or only(target)


# Imports everything once. For each line that it reads it forks a process that downloads: that one
# tells its number, and that it has ended if it comes so far. At the next line its exit code is
# told; until then nobody else gets its number, which is going to be killed.
NURSERY = """
import json, os, sys, traceback
from pathlib import Path
from core.jobs import JobControl
from core.packs.download import Manner, Wanted, download
from core.packs.network import Network
here = Network(hosts=("localhost",), local=True, token=lambda host: None)
manner = Manner(connections=3, piece=100_000, pause=0.01, margin=0)
wanted, target = Wanted(*json.loads(sys.argv[1])), Path(sys.argv[2])
while sys.stdin.readline():
    if not (child := os.fork()):
        code = 1
        os.write(1, b"%d\\n" % os.getpid())
        try:
            download(wanted, target, here, JobControl(), manner)
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os.write(1, b"ended\\n")
            os._exit(code)
    sys.stdin.readline()
    os.write(1, b"code %d\\n" % os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
KILLS = 50


class Nursery:
    """Processes that download, one after the other, each a new one that has imported all."""

    def __init__(self, wanted: list[Any], target: Path) -> None:
        self._parent = subprocess.Popen(
            [sys.executable, "-c", NURSERY, json.dumps(wanted), str(target)],
            cwd=Path(__file__).resolve().parents[3], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            bufsize=0,
        )  # fmt: skip
        self._child = 0

    def begin(self) -> None:
        self._ask()
        self._child = int(self._told())

    def ended(self, seconds: float) -> bool:
        """Whether it has come to its end by itself, after so many seconds at most."""
        assert self._parent.stdout is not None
        return bool(select.select([self._parent.stdout], [], [], seconds)[0])

    def kill(self) -> None:
        os.kill(self._child, signal.SIGKILL)

    def code(self) -> int:
        """Wait for its end; its exit code, or the signal that ended it, negative."""
        self._ask()
        while not (told := self._told()).startswith(b"code"):
            assert told == b"ended\n"
        return int(told.split()[1])

    def close(self) -> None:
        self._parent.communicate(timeout=60)

    def _ask(self) -> None:
        assert self._parent.stdin is not None
        self._parent.stdin.write(b"\n")

    def _told(self) -> bytes:
        assert self._parent.stdout is not None
        return self._parent.stdout.readline()


@pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL")
def test_fifty_kills_cost_next_to_nothing(target: Path) -> None:
    """A new process each time; killed after some bytes have come, until the file is there."""
    kills, started = 0, 0
    with serving(CONTENT * 2, delay=0.004, block=4_096) as site:
        content = site.content
        share = len(content) // (KILLS + 10)
        sha256 = hashlib.sha256(content).hexdigest()
        with contextlib.closing(Nursery([site.url, len(content), sha256], target)) as nursery:
            while not target.exists():
                before = site.sent
                nursery.begin()
                started += 1
                if kills < KILLS:
                    while site.sent < before + share and not nursery.ended(0.001):
                        pass
                    nursery.kill()
                    kills += 1
                assert nursery.code() in (0, -signal.SIGKILL)
                assert not target.exists() or target.read_bytes() == content
    assert kills >= 10
    again = site.sent - len(content)
    print(f"{kills} kills, {again} of {len(content)} bytes sent twice")
    assert again < 200_000 * started  # of what the kernel had taken, but not the program yet
    assert only(target)


@pytest.fixture
def small_disk(tmp_path: Path) -> Any:
    """A folder on a disk of 3 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)], capture_output=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        pytest.skip("a small disk can only be made by root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a tmpfs")
def test_a_full_disk_is_told_and_the_download_goes_on_when_there_is_room(small_disk: Path) -> None:
    target = small_disk / "model.safetensors"
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"\0" * 2_500_000)
    with serving(CONTENT) as site:
        with pytest.raises(DiskFull):
            fetch(site, target)
        assert [path.name for path in small_disk.iterdir()] == ["ballast"]

        os.truncate(ballast, 1_000_000)
        site.faults.append(Fault(cut=10_000))
        site.always = Fault(cut=0)
        with pytest.raises(Incomplete):
            fetch(site, target, manner=ONE)
        free = os.statvfs(small_disk)
        with ballast.open("ab") as file:  # others fill the disk: the space is ours already
            file.write(b"\0" * (free.f_bavail * free.f_bsize - 65_536))
        site.always = Fault()
        fetch(site, target)
    assert target.read_bytes() == CONTENT
