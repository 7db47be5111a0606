"""PNG files with their recipe: what others can read in them, and what we read back."""

import contextlib
import io
import os
import struct
import zlib
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from core.errors import BadInput, UserError
from core.imaging import load_image
from core.parameters import parameters_text
from core.picture import encode_png, read_recipe, write_png
from core.recipe import Identity, Recipe, Sampling

PHOTO = "a" * 64
RECIPE = Recipe(
    prompt="portrait of a woman, 肖像\nsoft light",
    negative_prompt="blurry",
    identities=(Identity(references=(PHOTO,)),),
    sampling=Sampling(seed=7, guidance=4.5, scheduler="dpmpp_2m"),
)


@pytest.fixture
def image() -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (96, 128, 3), dtype=np.uint8)


def test_pixels_and_recipe_come_back(tmp_path: Path, image: np.ndarray) -> None:
    path = tmp_path / "größe 😀.png"

    write_png(image, RECIPE, path)

    assert np.array_equal(load_image(path), image)
    assert read_recipe(path) == RECIPE
    assert os.listdir(tmp_path) == [path.name]


def test_the_same_picture_has_the_same_bytes(image: np.ndarray) -> None:
    assert encode_png(image, RECIPE) == encode_png(image.copy(), RECIPE)


def test_other_tools_find_their_parameters(image: np.ndarray) -> None:
    with Image.open(io.BytesIO(encode_png(image, RECIPE))) as opened:
        text = opened.info["parameters"]

    *lines, last = text.split("\n")
    assert "\n".join(lines) == f"{RECIPE.prompt}\nNegative prompt: blurry"
    facts = dict(pair.split(": ") for pair in last.split(", "))
    assert facts == {
        "Steps": "20",
        "Sampler": "DPM++ 2M",
        "CFG scale": "4.5",
        "Seed": "7",
        "Size": "256x256",
        "Model": "demo",
    }


def test_parameters_without_negative_prompt_have_no_such_line() -> None:
    assert "Negative" not in parameters_text(Recipe(prompt="x"))


def test_a_zero_in_the_prompt_does_not_break_the_file(tmp_path: Path, image: np.ndarray) -> None:
    recipe = Recipe(prompt="before\0after")

    write_png(image, recipe, tmp_path / "zero.png")

    assert read_recipe(tmp_path / "zero.png") == recipe
    assert np.array_equal(load_image(tmp_path / "zero.png"), image)


def test_the_picture_says_that_a_model_made_it(image: np.ndarray) -> None:
    with Image.open(io.BytesIO(encode_png(image, RECIPE))) as opened:
        packet = opened.info["XML:com.adobe.xmp"]

    source = ElementTree.fromstring(packet).find(
        ".//{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType"
    )
    assert source is not None
    assert source.text == ("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia")


def test_nothing_but_these_chunks_is_inside(image: np.ndarray) -> None:
    data = encode_png(image, RECIPE)

    kinds = [kind for kind, _ in _chunks(data) if kind != b"IDAT"]
    assert kinds == [b"IHDR", b"tEXt", b"iTXt", b"iTXt", b"IEND"]
    assert PHOTO.encode() in data  # by fingerprint, and nothing else about the photo


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, image: np.ndarray) -> None:
    with pytest.raises(UserError):
        write_png(image, RECIPE, tmp_path / "nowhere" / "x.png")

    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("shape", [(8, 8), (8, 8, 4), (1, 8, 8, 3)])
def test_only_rgb_is_encoded(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="RGB"):
        encode_png(np.zeros(shape, np.uint8), RECIPE)


def _write(path: Path, **text: str) -> Path:
    info = PngImagePlugin.PngInfo()
    for key, value in text.items():
        info.add_text(key, value)
    Image.new("RGB", (8, 8)).save(path, pnginfo=info)
    return path


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("not json", "not readable as JSON"),
        ("[" * 10_000, "not readable as JSON"),
        ('{"sampling": {"steps": NaN}}', "not readable as JSON"),
        ('{"version": 99}', "version 99"),
        ('{"colour": 1}', "'colour'"),
        ("x" * 1_100_000, "1 MB"),
    ],
)
def test_a_damaged_recipe_is_one_sentence(tmp_path: Path, text: str, words: str) -> None:
    path = _write(tmp_path / "x.png", recipe=text)

    with pytest.raises(BadInput) as caught:
        read_recipe(path)

    assert "x.png" in str(caught.value)
    assert words in str(caught.value)


def test_a_picture_of_others_has_no_recipe(tmp_path: Path) -> None:
    path = _write(tmp_path / "x.png", parameters="a cat\nSteps: 20, Sampler: Euler, Seed: 1")

    with pytest.raises(BadInput, match="no recipe"):
        read_recipe(path)


def test_what_is_no_png_is_refused(tmp_path: Path) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "photo.png", format="JPEG")
    (tmp_path / "empty.png").touch()
    (tmp_path / "cut.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "folder.png").mkdir()

    for name in ("photo", "empty", "cut", "pipe", "folder", "missing"):
        with pytest.raises(BadInput, match=f"{name}.png"):
            read_recipe(tmp_path / f"{name}.png")


def test_a_text_bomb_is_refused_at_once(tmp_path: Path, image: np.ndarray) -> None:
    bomb = b"recipe\0\0" + zlib.compress(b"0" * 20_000_000, 9)
    head, *rest = _chunks(encode_png(image, RECIPE))
    chunks = [head, (b"zTXt", bomb), *rest]
    path = tmp_path / "bomb.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_as_bytes(*chunk) for chunk in chunks))

    with pytest.raises(BadInput):
        read_recipe(path)


def test_no_mutant_does_more_than_refuse(tmp_path: Path) -> None:
    whole = encode_png(np.zeros((16, 16, 3), np.uint8), RECIPE)
    random = np.random.default_rng(1)
    path = tmp_path / "mutant.png"
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(random.integers(1, 6)):
            data[random.integers(len(data))] = random.integers(256)
        path.write_bytes(data[: random.integers(1, len(data) + 1)])
        with contextlib.suppress(BadInput):
            read_recipe(path)


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    found: list[tuple[bytes, bytes]] = []
    place = 8
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        found.append((data[place + 4 : place + 8], data[place + 8 : place + 8 + length]))
        place += 12 + length
    return found


def _as_bytes(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )
