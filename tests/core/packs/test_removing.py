"""Packs and parts of them go, and what that frees is said beforehand."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import BadInput
from core.jobs import JobControl
from core.packs import Pack, PackStore
from core.packs.adding import add, parts_of
from core.packs.fit import Part, Parts
from core.packs.removing import removal_of_pack, remove_pack, remove_part
from core.settings import data_folder

from .parting import large, lora, make, snapshot


def test_removing_says_beforehand_what_it_frees(models: Path) -> None:
    base = large(models)
    packs = data_folder() / "packs"
    pack = make(Parts(base=base), packs / "mine")
    size = base.path.stat().st_size
    assert removal_of_pack(pack).frees < 10_000  # its base model is that of another program

    kept = data_folder() / "models" / "a--b@main" / "big.safetensors"
    kept.parent.mkdir(parents=True)
    base.path.rename(kept)  # as if it had been fetched
    removal = removal_of_pack(pack)
    assert removal.fetched == (kept,)
    assert removal.frees >= size

    other = make(Parts(base=Part.read(kept)), packs / "other")
    assert removal_of_pack(pack).fetched == ()
    assert removal_of_pack(pack).frees < 10_000
    remove_pack(pack)
    assert not pack.folder.exists()
    assert kept.exists()
    other.verify()

    free = lambda: sum(path.stat().st_size for path in data_folder().rglob("*.safetensors"))
    assert free() > size
    assert remove_pack(other).frees >= size
    assert free() == 0
    assert [path.name for path in packs.iterdir()] == []


def test_a_removed_pack_is_not_listed_even_if_that_was_broken_off(
    mine: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(path: Path, ignore_errors: bool = False) -> None:
        raise KeyboardInterrupt

    packs = mine.folder.parent
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", stop)
        with pytest.raises(KeyboardInterrupt):
            remove_pack(mine)
    assert PackStore(packs).list() == ()
    assert PackStore(packs).damaged() == ()
    again = make(Parts(base=parts_base(packs)), packs / "mine")
    remove_pack(again)
    assert list(packs.iterdir()) == []


def parts_base(packs: Path) -> Part:
    return large(packs.parent / "elsewhere")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps files that are open")
def test_files_that_are_in_use_live_on(mine: Pack) -> None:
    path = mine.path("loras/fast.safetensors")
    content = path.read_bytes()
    with path.open("rb") as held:
        remove_part(mine, "lora", "fast", JobControl())
        assert not path.exists()
        assert held.read() == content


def test_a_file_that_the_system_keeps_goes_with_the_next_change(
    mine: Pack, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where what is in use can't be removed."""
    path = mine.path("loras/fast.safetensors")
    unlink = Path.unlink

    def refuse(self: Path, missing_ok: bool = False) -> None:
        if self == path:
            raise PermissionError
        unlink(self, missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        less = remove_part(mine, "lora", "fast", JobControl())
    assert path.exists()
    less.verify()
    more = add(less, replace(parts_of(less), loras={"a": lora(models, "a")}), [], JobControl())
    assert not path.exists()
    more.verify()


@pytest.mark.parametrize(
    ("kind", "name"),
    [("adapter", "nobody"), ("lora", "../x"), ("faces", "faces"), ("faces", "base")],
)
def test_a_part_that_is_not_there_or_needed_is_not_removed(
    mine: Pack, kind: str, name: str
) -> None:
    before = snapshot(mine.folder)
    if (kind, name) == ("faces", "base"):
        name = "base/unet"
    remove: Callable[..., Pack] = remove_part
    with pytest.raises(BadInput, match=r"has no part .* to remove"):
        remove(mine, kind, name, JobControl())
    assert snapshot(mine.folder) == before
