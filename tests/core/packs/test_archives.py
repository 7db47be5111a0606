"""Zips that somebody else made: what is expected comes out, anything else is refused."""

import hashlib
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import BadInput
from core.jobs import Cancelled, JobControl
from core.packs.archives import unpack

EXPECTED = {
    "scrfd.onnx": hashlib.sha256(b"detector" * 99).hexdigest(),
    "glintr.onnx": None,
}


def good(archive: zipfile.ZipFile, folder: str = "antelopev2/") -> None:
    archive.writestr(folder + "scrfd.onnx", b"detector" * 99)
    archive.writestr(folder + "glintr.onnx", b"recogniser")
    archive.writestr(folder + "README", b"words")


def made(path: Path, *fill: Callable[[zipfile.ZipFile], None]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in fill:
            one(archive)
    return path


@pytest.mark.parametrize("folder", ["antelopev2/", "", "a/b/"])
def test_what_is_expected_comes_out_flat(tmp_path: Path, folder: str) -> None:
    archive = made(tmp_path / "a.zip", lambda zip: good(zip, folder))

    unpack(archive, tmp_path / "faces", EXPECTED, JobControl())

    assert {path.name: path.read_bytes() for path in (tmp_path / "faces").iterdir()} == {
        "scrfd.onnx": b"detector" * 99, "glintr.onnx": b"recogniser",
    }  # fmt: skip


def put(name: str, data: bytes = b"x", mode: int = 0) -> Callable[[zipfile.ZipFile], None]:
    def fill(archive: zipfile.ZipFile) -> None:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = mode << 16
        entry.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(entry, data)

    return fill


@pytest.mark.parametrize(
    ("fill", "words"),
    [
        (put("../evil.onnx"), "points outside"),
        (put("a/../../evil.onnx"), "points outside"),
        (put("/etc/evil"), "points outside"),
        (put("..\\evil.onnx"), "points outside"),
        (put("C:evil.onnx"), "points outside"),
        (put("link", b"/etc/passwd", stat.S_IFLNK | 0o777), "a link"),
        (put("pipe", b"", stat.S_IFIFO | 0o600), "a link"),
        (put("bomb", b"\0" * 30_000_000), "fill the disk"),
        (put("again/scrfd.onnx"), "twice"),
        (lambda zip: [put(f"{n}")(zip) for n in range(1000)], "too many"),
    ],
)
def test_a_hostile_zip_is_refused_whole(tmp_path: Path, fill: Callable, words: str) -> None:
    archive = made(tmp_path / "a.zip", good, fill)

    with pytest.raises(BadInput, match=words) as caught:
        unpack(archive, tmp_path / "faces", EXPECTED, JobControl())

    assert caught.value.sentence().count("\n") == 0
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_wrong_or_missing_content_is_refused(tmp_path: Path) -> None:
    archive = made(tmp_path / "a.zip", put("scrfd.onnx"), put("glintr.onnx"))
    with pytest.raises(BadInput, match=r"scrfd\.onnx in a\.zip does not match"):
        unpack(archive, tmp_path / "faces", EXPECTED, JobControl())
    made(archive, put("scrfd.onnx"))
    with pytest.raises(BadInput, match=r"does not hold glintr\.onnx"):
        unpack(archive, tmp_path / "faces", EXPECTED, JobControl())
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_a_damaged_zip_is_refused_and_no_mutant_does_worse(tmp_path: Path) -> None:
    whole = made(tmp_path / "a.zip", good).read_bytes()
    for place in range(0, len(whole), 3):
        mutant = bytearray(whole)
        mutant[place] ^= 0x55
        (tmp_path / "a.zip").write_bytes(mutant)
        try:
            unpack(tmp_path / "a.zip", tmp_path / "faces", EXPECTED, JobControl())
        except BadInput:
            assert not (tmp_path / "faces").exists()
        else:
            assert (tmp_path / "faces" / "scrfd.onnx").read_bytes() == b"detector" * 99
            for path in (tmp_path / "faces").iterdir():
                path.unlink()
            (tmp_path / "faces").rmdir()
    (tmp_path / "a.zip").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadInput, match=r"a\.zip is damaged"):
        unpack(tmp_path / "a.zip", tmp_path / "faces", EXPECTED, JobControl())


def test_a_cancel_leaves_nothing(tmp_path: Path) -> None:
    archive = made(tmp_path / "a.zip", good)
    control = JobControl(lambda progress: control.cancel())
    with pytest.raises(Cancelled):
        unpack(archive, tmp_path / "faces", EXPECTED, control)
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]
