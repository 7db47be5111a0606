"""Packs are found by name or folder, and every fault of one is named."""

import json
import os
import shutil
import time
from pathlib import Path

import pytest

from core.errors import BadInput, DamagedPack
from core.packs import Pack, PackStore, default_store
from core.packs.stamping import write_manifest

WEIGHTS = "base/unet/diffusion_pytorch_model.safetensors"


def fault(pack: Pack) -> str:
    with pytest.raises(DamagedPack) as caught:
        pack.verify()
    assert "\n" not in caught.value.sentence()
    return caught.value.sentence()


def test_a_whole_pack_verifies(pack):
    pack.verify()

    assert pack.path(WEIGHTS).is_file()
    assert pack.path(pack.manifest.base).is_dir()


def test_a_pack_is_opened_by_name_or_folder(pack_folder):
    store = PackStore(pack_folder.parent.parent / "none", pack_folder.parent)

    by_name = store.open("tiny")

    assert store.list() == (by_name,)
    assert by_name == store.open(pack_folder) == store.open(str(pack_folder))


def test_a_pack_in_a_folder_of_another_name_is_found(pack_folder):
    moved = pack_folder.rename(pack_folder.with_name("download-3"))

    assert PackStore(moved.parent).open("tiny").folder == moved.resolve()
    assert PackStore(moved.parent).open("download-3").manifest.name == "tiny"


@pytest.mark.parametrize("name", ["nobody", "", "../tiny", "a\0b", "a\nb", "x" * 5000], ids=ascii)
def test_an_unknown_pack_is_refused_with_those_that_are_known(pack_folder, name):
    with pytest.raises(BadInput) as caught:
        PackStore(pack_folder.parent).open(name)

    assert str(caught.value).startswith("There is no pack '")
    assert len(caught.value.sentence()) < 200
    assert "\n" not in caught.value.sentence()
    assert caught.value.hint == "Known packs: tiny."


def test_a_folder_without_manifest_is_no_pack(tmp_path):
    with pytest.raises(BadInput, match=r"is not a pack: it holds no readable pack\.json"):
        PackStore().open(tmp_path)


def test_a_flipped_byte_is_found_and_named(pack):
    path = pack.path(WEIGHTS)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)

    assert fault(pack).startswith(
        f"The file {WEIGHTS} of pack tiny is damaged: its content has changed."
    )


def test_a_truncated_file_is_found_and_named(pack):
    os.truncate(pack.path(WEIGHTS), 30)

    assert fault(pack).startswith(f"The file {WEIGHTS} of pack tiny is damaged: it has 30 bytes")


def test_a_missing_file_is_named(pack):
    pack.path(WEIGHTS).unlink()

    assert fault(pack).startswith(f"The file {WEIGHTS} of pack tiny is missing.")


def test_a_folder_in_place_of_a_file_is_named(pack):
    pack.path(WEIGHTS).unlink()
    pack.path(WEIGHTS).mkdir()

    assert f"The file {WEIGHTS} of pack tiny" in fault(pack)


@pytest.mark.parametrize("name", ["extra.ckpt", "extra.SAFETENSORS", "extra.json", "hook.py"])
def test_a_file_that_nobody_published_is_named(pack, name):
    (pack.folder / "base" / name).write_bytes(b"anything")

    assert fault(pack).startswith(f"The file base/{name} of pack tiny is not listed")


def test_one_folder_can_be_verified_alone(pack):
    pack.path(WEIGHTS).write_bytes(b"other")

    pack.verify(below="ip")
    with pytest.raises(DamagedPack):
        pack.verify(below="base")


def test_notes_beside_the_models_do_no_harm(pack):
    (pack.folder / "notes.txt").write_text("my favourite")

    pack.verify()


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_links_are_named(pack, tmp_path):
    path = pack.path(WEIGHTS)
    shutil.move(path, tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert fault(pack).startswith(f"The file {WEIGHTS} of pack tiny is a link")

    path.unlink()
    shutil.move(tmp_path / "elsewhere", path)
    (pack.folder / "models").symlink_to(tmp_path)
    assert "The file models of pack tiny is a link" in fault(pack)


def test_a_listed_pickle_is_refused(pack_folder):
    (pack_folder / "ip" / "adapter.bin").write_bytes(b"\x80\x04K\x01.")
    text = json.loads((pack_folder / "pack.json").read_text())
    del text["files"]
    write_manifest(pack_folder, text)

    text = fault(Pack.load(pack_folder))

    assert "The file ip/adapter.bin of pack tiny can't be used" in text
    assert text.endswith("which can run code. Use the .safetensors version.")


def test_a_listed_but_unsound_safetensors_is_refused(pack_folder):
    (pack_folder / "ip" / "a.safetensors").write_bytes(b"\xff" * 100)
    text = json.loads((pack_folder / "pack.json").read_text())
    del text["files"]
    write_manifest(pack_folder, text)

    assert "a.safetensors is not a sound safetensors file" in fault(Pack.load(pack_folder))


@pytest.mark.parametrize(
    "text", ["", "[]", "{", "null", '{"version": 1}', '{"version": NaN}', "[" * 100_000, "\xff"]
)
def test_a_damaged_manifest_is_named(pack_folder, text):
    (pack_folder / "pack.json").write_text(text, encoding="latin-1")
    store = PackStore(pack_folder.parent)

    with pytest.raises(DamagedPack, match=r"The file pack\.json of pack tiny is damaged: .+\."):
        store.open("tiny")

    assert store.list() == ()
    assert len(store.damaged()) == 1


def test_a_manifest_of_a_later_version_says_so(pack_folder):
    path = pack_folder / "pack.json"
    path.write_text(path.read_text().replace('"version": 1', '"version": 2'))

    with pytest.raises(DamagedPack, match="is of version 2") as caught:
        Pack.load(pack_folder)
    assert caught.value.hint == "Update Likeness."


def test_the_users_packs_lie_in_the_home_of_likeness(own_folders, pack_folder):
    shutil.copytree(pack_folder, own_folders / "packs" / "mine")

    assert default_store().open("tiny").folder == (own_folders / "packs" / "mine").resolve()


def test_the_demo_pack_is_whole_and_quickly_verified(demo_pack: Pack):
    start = time.process_time()

    demo_pack.verify()

    assert time.process_time() - start < 2
    assert demo_pack.folder == Path(__file__).parents[3] / "resources" / "packs" / "demo"
