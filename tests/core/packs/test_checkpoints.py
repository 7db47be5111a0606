"""Model files are judged by content: sound safetensors pass, programs do not."""

import os
import pickle
import struct
import zipfile

import numpy as np
import pytest

from core.errors import BadInput
from core.packs.catalogue import CATALOGUE, known
from core.packs.checkpoints import check_safetensors, content_of, file_sha256, refuse_pickles

from .conftest import safetensors


class Canary:
    """Unpickling this makes a file."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self):
        return (os.mkdir, (self.path,))


@pytest.mark.parametrize("protocol", range(6))
@pytest.mark.parametrize("name", ["model.ckpt", "model.pt", "model.BIN", "model.pkl"])
def test_a_pickle_is_refused_by_name_and_not_run(tmp_path, name, protocol):
    path = tmp_path / name
    path.write_bytes(pickle.dumps(Canary(str(tmp_path / "canary")), protocol=protocol))

    with pytest.raises(BadInput) as caught:
        refuse_pickles(path)

    suffix = path.suffix.lower()
    assert caught.value.sentence() == (
        f"{name} is a {suffix} file, which can run code. Use the .safetensors version."
    )
    assert not (tmp_path / "canary").exists()


@pytest.mark.parametrize("name", ["model.safetensors", "model.onnx", "model.txt"])
def test_a_renamed_pickle_is_refused_by_content(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(pickle.dumps({"weight": [1, 2]}))
    with pytest.raises(BadInput, match="is a pickle, which can run code"):
        refuse_pickles(path)

    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("model/data.pkl", pickle.dumps([1]))
    with pytest.raises(BadInput, match="is a pickle, which can run code"):
        refuse_pickles(path)


def test_safetensors_passes_under_any_name(tmp_path):
    for name in ("model.safetensors", "model.bin"):
        (tmp_path / name).write_bytes(safetensors())

        refuse_pickles(tmp_path / name)
        check_safetensors(tmp_path / name)
        assert content_of(tmp_path / name) == "safetensors"


def test_a_published_pickle_passes(tmp_path):
    path = tmp_path / "ip-adapter.bin"
    path.write_bytes(b"\x80\x02}.")

    refuse_pickles(path, "02b3618e36d803784166660520098089a81388e61a93ef8002aa79a5b1c546e1")
    with pytest.raises(BadInput):
        refuse_pickles(path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 8,
        struct.pack("<Q", 8_000_001) + b"{" * 9_000_000,
        struct.pack("<Q", 2**63) + b"{}",
        struct.pack("<Q", 2) + b"[]",
        struct.pack("<Q", 100_000) + b"[" * 100_000,
        struct.pack("<Q", 9) + b'{"a":{}} ',
        safetensors()[:-1],
        safetensors() + b"\0",
        safetensors(dtype="F31"),
        safetensors(shape=[2, -3]),
        safetensors(shape=[1] * 9),
        safetensors(shape=[2**40, 2**40]),
        safetensors(data_offsets=[4, 28]),
        safetensors(data_offsets=[0, 20]),
        safetensors(data_offsets=[0]),
        safetensors(data_offsets="ab"),
        safetensors(shape=None),
    ],
)
def test_an_unsound_header_is_refused(tmp_path, content):
    path = tmp_path / "model.safetensors"
    path.write_bytes(content)

    with pytest.raises(BadInput, match=r"model\.safetensors is not a sound safetensors file\."):
        check_safetensors(path)


def test_mutants_of_a_header_are_judged_without_another_error(tmp_path):
    whole = np.frombuffer(safetensors(), np.uint8)
    random = np.random.default_rng(3)
    path = tmp_path / "model.safetensors"
    for _ in range(300):
        mutant = whole.copy()
        places = random.integers(0, len(mutant), random.integers(1, 5))
        mutant[places] = random.integers(0, 256, len(places))
        path.write_bytes(mutant.tobytes())
        try:
            refuse_pickles(path)
            check_safetensors(path)
        except BadInput:
            pass


def test_what_a_real_library_writes_is_sound(tmp_path):
    from safetensors.numpy import save_file

    path = tmp_path / "model.safetensors"
    tensors = {"a": np.zeros((3, 0), np.float16), "b": np.ones(5), "c": np.array(2, np.int8)}
    save_file(tensors, path, metadata={"format": "pt"})

    check_safetensors(path)


def test_the_catalogue_knows_each_file_once():
    assert len({file.sha256 for file in CATALOGUE}) == len(CATALOGUE)
    assert all(len(file.sha256) == 64 and file.licence for file in CATALOGUE)
    glintr = known("4ab1d6435d639628a6f3e5008dd4f929edf4c4124b1a7169e1048f9fef534cdf")
    assert glintr is not None
    assert glintr.name == "antelopev2/glintr100.onnx"
    assert glintr.size == 260_665_334
    assert known("0" * 64) is None


def test_the_sha256_of_a_file_is_that_of_its_bytes(tmp_path):
    (tmp_path / "abc").write_bytes(b"abc")

    assert file_sha256(tmp_path / "abc").startswith("ba7816bf8f01cfea414140de5dae2223")
