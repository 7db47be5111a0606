"""What a picture was made with: kept in its file, compared, and refused in a sentence if odd."""

import json
import zlib
from pathlib import Path

import numpy as np
import pytest

from core.errors import BadInput
from core.made import MAX_FILES, MadeWith, changes
from core.packs import Pack
from core.packs.taking_part import files_of
from core.picture import encode_png, read_made, read_recipe, with_recipe
from core.png import PNG_START, chunk, chunks
from core.recipe import Identity, ImagePrompt, Lora, Recipe
from core.version import VERSION

PHOTO = "a" * 64
MADE = MadeWith(
    likeness=VERSION,
    torch="2.13.0+cpu",
    diffusers="0.42.1",
    transformers="5.23.0",
    device="cpu",
    processor="AVX2, 4 threads",
    dtype="float32",
    pack="demo",
    files={"base/unet/model.safetensors": "b" * 64, "loras/soft 柔.safetensors": "c" * 64},
)
GREY = np.full((64, 64, 3), 90, np.uint8)


def test_it_comes_back_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "made.png"
    path.write_bytes(encode_png(GREY, Recipe(prompt="a hill"), MADE))

    assert read_made(path) == MADE
    assert read_recipe(path) == Recipe(prompt="a hill")


def test_it_stays_when_the_recipe_is_changed(tmp_path: Path) -> None:
    path = tmp_path / "made.png"
    path.write_bytes(with_recipe(encode_png(GREY, Recipe(prompt="a hill"), MADE), Recipe()))

    assert read_made(path) == MADE


def test_older_pictures_have_none(tmp_path: Path) -> None:
    path = tmp_path / "old.png"
    path.write_bytes(encode_png(GREY, Recipe(prompt="a hill")))

    assert read_made(path) is None


def test_what_differs_is_named() -> None:
    files = {"base/unet/model.safetensors": "d" * 64}
    other = MADE.model_copy(update={"torch": "2.14.0", "device": "cuda:0", "files": files})

    assert list(changes(MADE, MADE)) == []
    assert list(changes(MADE, other)) == [
        ("torch", "2.13.0+cpu", "2.14.0"),
        ("device", "cpu", "cuda:0"),
        ("base/unet/model.safetensors", "b" * 64, "d" * 64),
        ("loras/soft 柔.safetensors", "c" * 64, ""),
    ]


def holding(text: bytes, compressed: bool = True) -> bytes:
    """A picture with this text as what it was made with."""
    (first, header), *rest = chunks(encode_png(GREY, Recipe(prompt="a hill")))
    body = b"made_with\0\0" + zlib.compress(text) if compressed else b"made_with\0" + text
    kind = b"zTXt" if compressed else b"tEXt"
    parts = [(first, header), (kind, body), *rest]
    return PNG_START + b"".join(chunk(*part) for part in parts)


HOSTILE = {
    "no json": b"{",
    "deep": b"[" * 100_000,
    "a list": b"[]",
    "a bomb": b" " * 50_000_000,
    "long": b'{"torch": "' + b"1" * 300_000 + b'"}',
    "not a number": b'{"version": NaN}',
    "newer": MADE.to_json().replace('"version":1', '"version":2').encode(),
    "unknown field": MADE.to_json().replace('"torch"', '"pytorch"').encode(),
    "a path of a computer": MADE.to_json().replace("base/unet", "C:\\\\base").encode(),
    "many files": json.dumps(
        {**MADE.model_dump(), "files": {str(n): "b" * 64 for n in range(MAX_FILES + 1)}}
    ).encode(),
    "a bell": MADE.to_json().replace("demo", "\\u0007").encode(),
    "markup": MADE.to_json().replace("2.13.0+cpu", "<b>\\u202e").encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_can_not_be_used_is_told_in_a_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / "odd.png"
    path.write_bytes(holding(HOSTILE[name]))

    with pytest.raises(BadInput) as caught:
        read_made(path)

    assert path.name in caught.value.sentence()
    assert len(caught.value.sentence()) < 400
    assert "\n" not in caught.value.sentence()


def test_only_files_that_take_part_are_named(demo_pack: Pack) -> None:
    manifest = demo_pack.manifest
    words = set(files_of(manifest, Recipe(prompt="a hill")))
    person = set(files_of(manifest, Recipe(identities=(Identity(references=(PHOTO,)),))))
    style = ImagePrompt(images=(PHOTO,), adapter="ip-adapter-plus")
    styled = set(files_of(manifest, Recipe(image_prompts=(style,))))
    draft = set(files_of(manifest, Recipe(prompt="a hill", loras=(Lora(name="draft"),))))

    assert words
    assert all(name.startswith("base/") for name in words)
    assert {name.split("/")[0] for name in person - words} == {"instantid", "faces"}
    assert {name.split("/")[0] for name in styled - words} == {"ip-adapter"}
    assert not any("ip-adapter_sdxl." in name or "faceid" in name for name in styled)
    assert draft - words == {"loras/likeness-draft_4step_lora.safetensors"}
    for name in person:
        assert (
            manifest.files[name].sha256
            == files_of(manifest, Recipe(identities=(Identity(references=(PHOTO,)),)))[name]
        )


def test_an_adapter_that_reads_faces_brings_the_face_models(demo_pack: Pack) -> None:
    prompt = ImagePrompt(images=(PHOTO,), adapter="faceid")

    names = files_of(demo_pack.manifest, Recipe(image_prompts=(prompt,)))

    assert {"faces/arcface_demo.onnx", "faces/scrfd_demo.onnx"} <= names.keys()
    assert "ip-adapter/models/image_encoder/model.safetensors" not in names
