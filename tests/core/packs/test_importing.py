"""Models of other programs are found by content; what could run code or is damaged is refused."""

import hashlib
import os
import pickle
import zipfile
from pathlib import Path

import pytest

from core.jobs import Cancelled, JobControl
from core.packs.catalogue import CATALOGUE, Known
from core.packs.digests import Digests
from core.packs.hashes import HashBook
from core.packs.importing import Scanner, Stock
from core.packs.places import program_of, usual_places

from . import official
from .test_checkpoints import Canary

ADAPTER = official.smaller(official.adapter("ip-adapter-plus_sd15"))
UNET = official.smaller(official.unet("sdxl"))


def scan(*folders: Path, catalogue: tuple[Known, ...] = CATALOGUE) -> Stock:
    return Scanner(catalogue).scan(folders, JobControl())


def pinned(path: Path, name: str, repository: str = "antelopev2") -> Known:
    data = path.read_bytes()
    return Known(repository, name, len(data), hashlib.sha256(data).hexdigest(), "for tests")


def roles(stock: Stock) -> dict[str, str]:
    return {found.path.name: found.what.role for found in stock.files}


def test_files_are_recognised_in_every_program_s_folder_by_content_alone(tmp_path: Path) -> None:
    comfy = tmp_path / "ComfyUI" / "models"
    official.write(comfy / "ipadapter" / "holiday.safetensors", ADAPTER)
    official.write(comfy / "checkpoints" / "photo.png.safetensors", official.checkpoint("sd15"))
    official.write(tmp_path / "webui" / "models" / "Lora" / "cat", official.image_encoder(8, 8))
    official.write(tmp_path / "invokeai" / "models" / "1f" / "model.bin", UNET)
    (comfy / "notes.safetensors.txt").write_text("nothing")

    stock = scan(tmp_path)

    assert roles(stock) == {
        "holiday.safetensors": "adapter", "photo.png.safetensors": "checkpoint",
        "cat": "image-encoder", "model.bin": "unet",
    }  # fmt: skip
    assert stock.refused == []
    assert [found.path.name for found in stock.of("checkpoint", "sd15")] == [
        "photo.png.safetensors"
    ]
    assert stock.of("checkpoint", "sdxl") == []


def test_a_cache_with_links_counts_each_file_once_and_keeps_the_layout(tmp_path: Path) -> None:
    repository = tmp_path / "hub" / "models--a--b"
    blob = official.write(repository / "blobs" / "0123", UNET)
    snapshot = repository / "snapshots" / "abc" / "unet"
    snapshot.mkdir(parents=True)
    (snapshot.parent / "model_index.json").write_text("{}")
    (snapshot / "diffusion_pytorch_model.safetensors").symlink_to(os.path.relpath(blob, snapshot))

    stock = scan(tmp_path, tmp_path / "hub")

    assert len(stock.files) == 1
    assert [base.folder for base in stock.bases] == [snapshot.parent]
    assert program_of(tmp_path / "hub") == "Hugging Face"


def test_nested_and_renamed_face_models_are_one_pack(tmp_path: Path) -> None:
    nested = tmp_path / "models" / "antelopev2" / "antelopev2"
    nested.mkdir(parents=True)
    (nested / "a.onnx").write_bytes(b"\x08\x07detector")
    (nested / "b.onnx").write_bytes(b"\x08\x07recogniser")
    (nested / "c.onnx").write_bytes(b"\x08\x07something else")
    catalogue = (
        pinned(nested / "a.onnx", "scrfd_10g_bnkps.onnx"),
        pinned(nested / "b.onnx", "glintr100.onnx"),
    )

    (faces,) = scan(tmp_path, catalogue=catalogue).faces

    assert faces.name == "antelopev2"
    assert faces.files == {
        "scrfd_10g_bnkps.onnx": nested / "a.onnx", "glintr100.onnx": nested / "b.onnx",
    }  # fmt: skip
    assert scan(tmp_path, catalogue=catalogue[:1]).faces == []


def test_buffalo_l_shares_the_detector_and_nothing_else(tmp_path: Path) -> None:
    for name, content in (("d", b"\x08\x07d"), ("g", b"\x08\x07g"), ("w", b"\x08\x07ww")):
        (tmp_path / f"{name}.onnx").write_bytes(content)
    detector = pinned(tmp_path / "d.onnx", "scrfd_10g_bnkps.onnx")
    glint = pinned(tmp_path / "g.onnx", "glintr100.onnx")
    w600k = pinned(tmp_path / "w.onnx", "w600k_r50.onnx", "buffalo_l")

    both = scan(tmp_path, catalogue=(detector, glint, w600k)).faces
    assert [(pack.name, sorted(pack.files)) for pack in both] == [
        ("antelopev2", ["glintr100.onnx", "scrfd_10g_bnkps.onnx"]),
        ("buffalo_l", ["scrfd_10g_bnkps.onnx", "w600k_r50.onnx"]),
    ]
    (only,) = scan(tmp_path, catalogue=(detector, w600k)).faces
    assert only.name == "buffalo_l"


NAMES = [
    "model.ckpt", "model.pt", "model.pth", "model.bin", "model.BIN", "model.pkl",
    "model.safetensors", "model.SafeTensors", "model.sft", "model.onnx",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("wrapped", [False, True])
def test_a_payload_is_never_run_whatever_its_name(tmp_path: Path, name: str, wrapped: bool) -> None:
    canary = tmp_path / "canary"
    payload = pickle.dumps(Canary(str(canary)))
    folder = tmp_path / "models"
    folder.mkdir()
    (folder / name).write_bytes(payload)
    if wrapped:
        with zipfile.ZipFile(folder / name, "w") as archive:
            archive.writestr("archive/data.pkl", payload)

    stock = scan(folder)

    assert stock.files == []
    ((path, sentence),) = stock.refused
    assert path.name == name
    assert sentence == (
        f"{name} is a kind of file that can run code, and it is not a published one. "
        "Use the .safetensors version."
    )
    assert not canary.exists()


def test_a_published_pickle_is_found_by_its_hash_and_not_read(tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    path = tmp_path / "renamed.pt"
    path.write_bytes(pickle.dumps(Canary(str(canary))))
    catalogue = (pinned(path, "ip-adapter.bin", "InstantX/InstantID"),)

    (found,) = scan(tmp_path, catalogue=catalogue).files

    assert found.is_pickle
    assert found.published == catalogue[0]
    assert not canary.exists()


def test_cut_and_odd_files_are_refused_with_a_sentence(tmp_path: Path) -> None:
    whole = official.write(tmp_path / "whole.safetensors", ADAPTER).read_bytes()
    (tmp_path / "cut.safetensors").write_bytes(whole[:-10])
    (tmp_path / "short.safetensors").write_bytes(whole[:100])
    (tmp_path / "empty.safetensors").write_bytes(b"")
    os.mkfifo(tmp_path / "pipe.safetensors")
    (tmp_path / "nowhere.safetensors").symlink_to(tmp_path / "missing")
    (tmp_path / "round").symlink_to(tmp_path)

    stock = scan(tmp_path)

    assert roles(stock) == {"whole.safetensors": "adapter"}
    assert {path.name: str(words) for path, words in stock.refused} == {
        name: f"{name} is not a sound safetensors file. Get the file again."
        for name in ("cut.safetensors", "short.safetensors", "empty.safetensors")
    } | {"nowhere.safetensors": "nowhere.safetensors can't be read."}


def test_a_file_is_hashed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "models" / "d.onnx"
    path.parent.mkdir()
    path.write_bytes(b"\x08\x07d")
    catalogue = (pinned(path, "scrfd_10g_bnkps.onnx"),)
    first = Scanner(catalogue, HashBook(tmp_path / "hashes.json"))
    assert first.scan([path.parent], JobControl()).files

    def never(_: Digests, path: Path) -> str:
        raise AssertionError(f"{path} is read again")

    monkeypatch.setattr(Digests, "sha256", never)
    second = Scanner(catalogue, HashBook(tmp_path / "hashes.json"))
    assert second.scan([path.parent], JobControl()).files


@pytest.mark.parametrize("junk", ["", "[]", '{"files": 3}', '{"files": {"a": 1}}', "[" * 100_000])
def test_a_damaged_book_of_hashes_is_an_empty_one(tmp_path: Path, junk: str) -> None:
    (tmp_path / "hashes.json").write_text(junk)
    book = HashBook(tmp_path / "hashes.json")
    assert book.first("a") is None
    book.keep_first("a", "0" * 64)
    book.keep_first("a", "1" * 64)
    assert HashBook(tmp_path / "hashes.json").first("a") == "0" * 64


def test_a_scan_can_be_stopped(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.safetensors").write_bytes(b"")
    control = JobControl(lambda progress: control.cancel() if progress.step == 2 else None)
    with pytest.raises(Cancelled):
        Scanner().scan([tmp_path], control)


def test_programs_are_found_where_they_usually_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_HOME", "INVOKEAI_ROOT"):
        monkeypatch.delenv(name, raising=False)
    for folder in (
        "ComfyUI/comfy", "ComfyUI/models/checkpoints", "forge/modules_forge",
        "forge/models/Stable-diffusion", "Documents/sdw/models/Stable-diffusion", "AI/Foo/models",
        "invoke", ".cache/huggingface/hub/models--a--b", "pictures/models",
    ):  # fmt: skip
        (tmp_path / folder).mkdir(parents=True)
    for file in ("Documents/sdw/webui.py", "AI/Foo/fooocus_version.py", "invoke/invokeai.yaml"):
        (tmp_path / file).touch()

    found = {program: folder.relative_to(tmp_path).as_posix() for program, folder in
             usual_places(tmp_path)}  # fmt: skip

    assert found == {
        "ComfyUI": "ComfyUI", "Forge": "forge", "A1111": "Documents/sdw", "Fooocus": "AI/Foo",
        "InvokeAI": "invoke", "Hugging Face": ".cache/huggingface/hub",
    }  # fmt: skip
