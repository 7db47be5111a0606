"""What was read once is not read again while it is the same, and nothing else is believed."""

import json
import os
import shutil
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.errors import DamagedPack
from core.jobs import Cancelled, JobControl, Progress
from core.packs import Pack
from core.packs.checked import ALWAYS, CheckedFiles
from core.packs.stamping import write_manifest

from .conftest import FILES, description

UNET = "base/unet/diffusion_pytorch_model.safetensors"
LARGE = ALWAYS + 10_000  # bytes of the tensor
SETTLED = 2.2  # seconds after which the time of a change tells it from one before


def large_weights(fill: int) -> bytes:
    entry = {"dtype": "U8", "shape": [LARGE], "data_offsets": [0, LARGE]}
    header = json.dumps({"weight": entry}).encode()
    return struct.pack("<Q", len(header)) + header + bytes([fill]) * LARGE


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> list[Pack]:
    """Packs for one test each, with a large file; they were made some time ago."""
    first = tmp_path_factory.mktemp("packs") / "0"
    for relative, content in {**FILES, UNET: large_weights(1)}.items():
        path = first / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    write_manifest(first, description())
    folders = [first, *(first.with_name(str(number)) for number in range(1, 12))]
    for folder in folders[1:]:
        shutil.copytree(first, folder)
    time.sleep(SETTLED)
    return [Pack.load(folder) for folder in folders]


@pytest.fixture
def pack(packs: list[Pack]) -> Pack:
    return packs.pop()


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "data" / "checked-files.json"


def bytes_read(record: Path, pack: Pack, anew: bool = False) -> int:
    """Verify the pack as a new process would; how much of large files was read for it."""
    seen: list[Progress] = []
    CheckedFiles(record).verify(pack, JobControl(seen.append), anew)
    return seen[-1].step if max(one.step for one in seen) > ALWAYS else 0


def whole(pack: Pack) -> int:
    return sum(entry.size for entry in pack.manifest.files.values())


def test_a_large_file_is_read_once_and_a_small_one_each_time(pack: Pack, record: Path) -> None:
    assert bytes_read(record, pack) == whole(pack)
    assert bytes_read(record, pack) == 0

    small = pack.path("base/model_index.json")
    times = small.stat()
    small.write_bytes(b"[]\n")
    os.utime(small, ns=(times.st_atime_ns, times.st_mtime_ns))
    with pytest.raises(DamagedPack, match="its content has changed"):
        bytes_read(record, pack)


def test_who_sets_back_the_time_of_a_file_is_found_out(pack: Pack, record: Path) -> None:
    bytes_read(record, pack)
    path = pack.path(UNET)
    times = path.stat()
    path.write_bytes(large_weights(2))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    after = path.stat()
    assert (after.st_size, after.st_mtime_ns, after.st_ino) == (
        *(times.st_size, times.st_mtime_ns, times.st_ino),
    )

    with pytest.raises(DamagedPack, match="its content has changed"):
        bytes_read(record, pack)


def test_a_file_of_another_size_a_stranger_and_a_missing_one_are_found_as_ever(
    pack: Pack, record: Path
) -> None:
    bytes_read(record, pack)
    stranger = pack.folder / "base" / "unet" / "extra.safetensors"
    stranger.write_bytes(b"")
    with pytest.raises(DamagedPack, match="not listed"):
        bytes_read(record, pack)
    stranger.unlink()
    stranger.with_name("extra.txt").symlink_to(pack.path(UNET))
    with pytest.raises(DamagedPack, match="is a link"):
        bytes_read(record, pack)
    stranger.with_name("extra.txt").unlink()
    os.truncate(pack.path(UNET), LARGE)
    with pytest.raises(DamagedPack, match="bytes instead of"):
        bytes_read(record, pack)
    pack.path(UNET).unlink()
    with pytest.raises(DamagedPack, match="is missing"):
        bytes_read(record, pack)


def test_a_file_that_was_just_written_is_read_until_its_time_tells(
    pack: Pack, record: Path
) -> None:
    pack.path(UNET).write_bytes(large_weights(1))
    assert bytes_read(record, pack) == whole(pack)
    assert bytes_read(record, pack) == whole(pack)
    time.sleep(SETTLED)
    assert bytes_read(record, pack) == whole(pack)
    assert bytes_read(record, pack) == 0


def test_a_check_reads_everything_and_strikes_out_what_is_damaged(pack: Pack, record: Path) -> None:
    bytes_read(record, pack)
    assert bytes_read(record, pack, anew=True) == whole(pack)
    assert bytes_read(record, pack) == 0

    # A disk that rots leaves all times as they are: as if the record had been made of this.
    path = pack.path(UNET)
    before = path.stat()
    path.write_bytes(large_weights(3))
    after = path.stat()
    kept = json.loads(record.read_text())
    kept[str(path)][0] = kept[str(path)][0].replace(
        f"{before.st_mtime_ns}|{before.st_ctime_ns}", f"{after.st_mtime_ns}|{after.st_ctime_ns}"
    )
    record.write_text(json.dumps(kept))
    assert bytes_read(record, pack) == 0  # which can't be seen without reading

    for anew in (True, False):
        with pytest.raises(DamagedPack, match="its content has changed"):
            bytes_read(record, pack, anew)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[1]",
        b'{"a": 1}',
        b'{"a": ["b"]}',
        b"\xff\xfe",
        b"[" * 100_000,
        b" " * 6_000_000,
    ],
    ids=lambda content: repr(content[:8]),
)
def test_a_damaged_record_costs_one_reading(demo_pack: Pack, record: Path, content: bytes) -> None:
    record.parent.mkdir()
    record.write_bytes(content)
    assert bytes_read(record, demo_pack) == whole(demo_pack)


@pytest.mark.skipif(os.name != "posix", reason="permissions are others there")
def test_a_record_that_others_may_write_is_not_believed(pack: Pack, record: Path) -> None:
    bytes_read(record, pack)
    record.chmod(0o666)
    assert bytes_read(record, pack) == whole(pack)
    assert record.stat().st_mode & 0o777 == 0o600
    assert bytes_read(record, pack) == 0


def test_where_no_record_can_be_kept_the_pack_is_read_each_time(pack: Pack, tmp_path: Path) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("in the way of the folder")
    for _ in range(2):
        assert bytes_read(blocked / "checked-files.json", pack) == whole(pack)


def test_a_cancel_keeps_what_was_read_until_then(demo_pack: Pack, record: Path) -> None:
    seen: list[Progress] = []

    def stop(progress: Progress) -> None:
        seen.append(progress)
        if progress.step > progress.total // 2:
            control.cancel()

    control = JobControl(stop)
    with pytest.raises(Cancelled):
        CheckedFiles(record).verify(demo_pack, control)
    assert seen[-1].stage == "checking"
    left: list[Progress] = []
    CheckedFiles(record).verify(demo_pack, JobControl(left.append))
    assert left[-1].step == left[-1].total < seen[-1].total


def test_two_processes_that_write_at_once_leave_a_record(packs: list[Pack], record: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from core.jobs import JobControl\n"
        "from core.packs import Pack; from core.packs.checked import CheckedFiles\n"
        "pack = Pack.load(Path(sys.argv[2]))\n"
        "for _ in range(40):\n"
        "    CheckedFiles(Path(sys.argv[1])).verify(pack, JobControl(), anew=True)\n"
    )
    mine = [packs.pop(), packs.pop()]
    children = [
        subprocess.Popen([sys.executable, "-c", code, str(record), str(pack.folder)])
        for pack in mine
    ]
    assert [child.wait() for child in children] == [0, 0]
    assert not list(record.parent.glob("*.part"))
    for pack in mine:
        bytes_read(record, pack)  # an entry may have been lost, no more
        assert bytes_read(record, pack) == 0
