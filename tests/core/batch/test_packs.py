"""A pack is found on another machine by its fingerprint, or brought there whole and once."""

import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from core.batch import packs
from core.batch.packs import Ticket, find, have, reader, ticket_of
from core.durable import PART
from core.errors import BadInput, DamagedPack
from core.packs import Pack
from core.packs.stamping import write_manifest


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """A pack in a folder that is none of the usual ones."""
    folder = tmp_path / "elsewhere" / "tiny"
    (folder / "base").mkdir(parents=True)
    (folder / "base" / "model_index.json").write_text("{}")
    (folder / "base" / "notes.txt").write_bytes(bytes(range(256)) * 40)
    write_manifest(
        folder,
        {
            "version": 1, "name": "tiny", "title": "Tiny", "description": "", "family": "sdxl",
            "licences": [{"name": "Apache-2.0", "covers": "all"}], "base": "base",
            "defaults": {
                "width": 256, "height": 192, "steps": 9, "guidance": 3.0,
                "likeness": 0.7, "structure": 0.6, "scheduler": "ddim",
            },
        },
    )  # fmt: skip
    return Pack.load(folder)


@pytest.fixture
def far(pack: Pack) -> Ticket:
    """Names it to a machine where its folder means nothing."""
    return Ticket("", ticket_of(pack).digest)


def test_the_same_folder_is_taken_where_it_is_the_same_pack(pack: Pack, far: Ticket) -> None:
    assert have(ticket_of(pack), None).folder == pack.folder
    manifest = pack.folder / "pack.json"
    manifest.write_text(manifest.read_text().replace("Tiny", "Other"))
    assert find(Ticket(str(pack.folder), far.digest)) is None


def test_a_pack_is_found_among_the_usual_ones_under_any_name(
    pack: Pack, far: Ticket, own_folders: Path
) -> None:
    assert find(far) is None
    shutil.copytree(pack.folder, own_folders / "packs" / "another name")
    assert have(far, None).folder == own_folders / "packs" / "another name"


def test_without_anybody_to_bring_it_that_is_told(far: Ticket) -> None:
    with pytest.raises(BadInput, match="not on this machine"):
        have(far, None)


def test_a_pack_is_brought_in_pieces_and_is_there_the_next_time(
    pack: Pack, far: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packs, "PIECE", 1000)
    brought = have(far, reader(pack.folder))

    brought.verify()
    assert brought.folder == packs.brought(far)
    assert brought.manifest == pack.manifest
    assert (brought.folder / "base" / "notes.txt").read_bytes() == bytes(range(256)) * 40
    assert have(far, None).folder == brought.folder


def test_of_many_who_need_it_one_brings_it(pack: Pack, far: Ticket) -> None:
    asked: list[str] = []
    inner = reader(pack.folder)

    def read(name: str, start: int, size: int) -> bytes:
        asked.append(name)
        return inner(name, start, size)

    threads = [threading.Thread(target=have, args=(far, read)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert find(far) is not None
    assert asked.count("base/notes.txt") == 1


def spoiled(read: packs.Read, name: str, spoil: Callable[[bytes], bytes]) -> packs.Read:
    return lambda file, start, size: (
        spoil(read(file, start, size)) if file == name else read(file, start, size)
    )


@pytest.mark.parametrize("name", ["pack.json", "base/notes.txt"])
def test_what_comes_otherwise_than_it_should_is_not_kept(
    pack: Pack, far: Ticket, name: str
) -> None:
    read = spoiled(reader(pack.folder), name, lambda data: data.replace(b"1", b"2"))

    with pytest.raises(DamagedPack):
        have(far, read)

    assert find(far) is None
    assert list(packs.brought(far).parent.iterdir()) == []


def test_what_a_killed_process_left_is_cleared_away(pack: Pack, far: Ticket) -> None:
    left = packs.brought(far).with_name(f"{far.digest}.0{PART}")
    left.mkdir(parents=True)
    (left / "pack.json").write_text(json.dumps({}))

    have(far, reader(pack.folder))

    assert [path.name for path in left.parent.iterdir()] == [far.digest]


def test_no_other_file_is_read_for_anybody(pack: Pack) -> None:
    (pack.folder / "secret.txt").write_text("secret")
    for name in ("secret.txt", "../tiny/secret.txt", "base"):
        with pytest.raises(BadInput, match="has no file"):
            reader(pack.folder)(name, 0, 100)
