"""A pack from a stick is compared with its manifest, and taken in wholly or not at all."""

import json
import os
import shutil
from pathlib import Path

import pytest

from core.errors import BadInput, DamagedPack
from core.jobs import Cancelled, JobControl
from core.packs import Pack
from core.packs.bringing import bring_in, on_another_disk
from core.packs.stamping import write_manifest

from .conftest import description

WEIGHTS = "base/unet/diffusion_pytorch_model.safetensors"


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """The folder of a user's packs, which is not there yet."""
    return tmp_path / "mine" / "packs"


def refusal(source: Path, packs: Path, kind: type[BadInput] = DamagedPack) -> str:
    """Why a pack is not taken in; nothing of it is left."""
    with pytest.raises(kind) as caught:
        bring_in(source, packs, JobControl())
    assert not packs.exists() or list(packs.iterdir()) == []
    return caught.value.sentence()


def test_a_pack_is_taken_in_as_it_is_without_what_it_does_not_list(
    pack_folder: Path, packs: Path
) -> None:
    (pack_folder / "holiday.jpg").write_bytes(b"not part of it")

    pack = bring_in(pack_folder, packs, JobControl())

    pack.verify()
    assert pack.folder == (packs / "tiny").resolve()
    assert pack.manifest == Pack.load(pack_folder).manifest
    assert not (pack.folder / "holiday.jpg").exists()
    assert list(packs.iterdir()) == [packs / "tiny"]


def large(pack_folder: Path) -> Path:
    """Give a pack a file that is worth a link."""
    path = pack_folder / "large.txt"
    path.write_bytes(bytes(2_000_000))
    write_manifest(pack_folder, description())
    return path


def test_on_the_same_disk_large_files_take_no_room_twice(pack_folder: Path, packs: Path) -> None:
    path = large(pack_folder)
    assert not on_another_disk(pack_folder, packs)
    pack = bring_in(pack_folder, packs, JobControl())
    assert os.path.samefile(path, pack.path("large.txt"))


@pytest.fixture
def stick(pack_folder: Path) -> Path:
    """A pack on another disk."""
    shared = Path("/dev/shm")
    if not shared.is_dir() or shared.stat().st_dev == pack_folder.stat().st_dev:
        pytest.skip("there is one disk only")
    large(pack_folder)
    folder = shared / f"likeness-{os.getpid()}"
    shutil.copytree(pack_folder, folder)
    yield folder
    shutil.rmtree(folder)


def test_from_a_stick_it_is_copied_unless_it_is_to_stay_there(stick: Path, packs: Path) -> None:
    assert on_another_disk(stick, packs)
    pack = bring_in(stick, packs, JobControl())
    assert not pack.path("large.txt").is_symlink()
    shutil.rmtree(pack.folder)

    linked = bring_in(stick, packs, JobControl(), in_place=True)
    assert linked.path("large.txt").is_symlink()
    linked.verify()


def test_what_is_not_as_its_manifest_says_is_refused(pack_folder: Path, packs: Path) -> None:
    weights = pack_folder / WEIGHTS
    whole = weights.read_bytes()
    weights.write_bytes(whole[:-1] + b"x")
    assert "is damaged: its content has changed" in refusal(pack_folder, packs)
    weights.write_bytes(whole[:-1])
    assert "bytes instead of" in refusal(pack_folder, packs)
    weights.unlink()
    assert refusal(pack_folder, packs).startswith(f"The file {WEIGHTS} of pack tiny is missing.")


def test_no_link_and_no_hidden_pickle_comes_along(
    pack_folder: Path, packs: Path, tmp_path: Path
) -> None:
    (pack_folder / "extra.ckpt").write_bytes(b"\x80\x04.")
    assert "is not listed in its pack.json" in refusal(pack_folder, packs)
    (pack_folder / "extra.ckpt").unlink()
    readme = pack_folder / "README.md"
    readme.rename(tmp_path / "secret")
    readme.symlink_to(tmp_path / "secret")
    assert "is a link, which a pack may not hold" in refusal(pack_folder, packs)


def test_no_folder_without_a_manifest_and_no_name_that_is_taken(
    pack_folder: Path, packs: Path, tmp_path: Path
) -> None:
    assert "is not a pack" in refusal(tmp_path, packs, BadInput)
    with pytest.raises(BadInput, match="There is a pack tiny already"):
        bring_in(pack_folder, packs, JobControl(), taken=("tiny",))
    bring_in(pack_folder, packs, JobControl())
    with pytest.raises(BadInput, match="There is a pack tiny already"):
        bring_in(pack_folder, packs, JobControl())
    assert [path.name for path in packs.iterdir()] == ["tiny"]


@pytest.mark.parametrize("stage", ["assembling", "reading"])
def test_a_cancel_leaves_nothing(pack_folder: Path, packs: Path, stage: str) -> None:
    control = JobControl(lambda told: control.cancel() if told.stage == stage else None)
    with pytest.raises(Cancelled):
        bring_in(pack_folder, packs, control)
    assert list(packs.iterdir()) == []


def test_a_manifest_that_points_outside_is_refused(pack_folder: Path, packs: Path) -> None:
    path = pack_folder / "pack.json"
    kept = json.loads(path.read_text())
    kept["files"]["../secret"] = kept["files"].pop("README.md")
    path.write_text(json.dumps(kept))
    assert "is damaged" in refusal(pack_folder, packs)
