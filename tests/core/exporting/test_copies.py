"""Copies for others: what is chosen is in them and nothing else, as independent readers find."""

import io
import itertools
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms, PngImagePlugin

from core import credentials
from core.credentials import State
from core.errors import BadInput, UserError
from core.exporting.copies import Choice, Format, encode_copy
from core.exporting.revealing import reveal
from core.imaging import load_image
from core.parameters import read_parameters
from core.picture import encode_png, read_recipe, recipe_in, write_png
from core.png import PNG_START, chunk, chunks
from core.recipe import Identity, ImagePrompt, Recipe, Sampling
from tests.core.credentials.test_signing import grafted
from tests.core.test_made import HOSTILE, MADE, holding

PHOTO, STYLE = "a" * 64, "b" * 64
RECIPE = Recipe(
    prompt="Anna Müller in the garden",
    negative_prompt="blurry",
    identities=(Identity(references=(PHOTO,), person="c" * 32),),
    image_prompts=(ImagePrompt(images=(STYLE,), adapter="ip-adapter"),),
    sampling=Sampling(seed=7),
)
BARE = Choice(mark=False, credentials=False)
ALL = Choice(recipe=True, words=True, photos=True, made=True)


@pytest.fixture
def image() -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (96, 128, 3), dtype=np.uint8)


@pytest.fixture
def kept(tmp_path: Path, image: np.ndarray) -> Path:
    """A picture as the library keeps it."""
    path = tmp_path / "kept.png"
    write_png(image, RECIPE, path, MADE)
    return path


def pixels(data: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(data)) as opened:
        return np.asarray(opened.convert("RGB"))


def test_the_bare_copy_holds_pixels_and_nothing_else(kept: Path, image: np.ndarray) -> None:
    data = encode_copy(kept, BARE)

    assert np.array_equal(pixels(data), image)
    assert {kind for kind, _ in chunks(data)} == {b"IHDR", b"IDAT", b"IEND"}
    found = reveal(data)
    assert (found.words, found.settings, found.photos, found.made) == ("", "", 0, "")
    assert not found.marked
    assert found.credentials is not None
    assert found.credentials.state is State.NONE
    assert (found.times, found.others) == ((), ())


def test_the_usual_copy_keeps_the_mark_and_is_signed(kept: Path, image: np.ndarray) -> None:
    data = encode_copy(kept, Choice())

    found = reveal(data, ["Anna Müller"])
    assert found.marked
    assert found.credentials is not None
    assert found.credentials.state is State.OURS
    assert (found.words, found.settings, found.photos, found.model_files) == ("", "", 0, 0)
    assert found.names == ()
    assert b"Anna" not in data
    assert np.array_equal(pixels(data), image)


def test_the_full_copy_can_be_drawn_again(kept: Path, tmp_path: Path) -> None:
    path = tmp_path / "full.png"
    path.write_bytes(encode_copy(kept, ALL))

    [identity] = RECIPE.identities
    stranger = identity.model_copy(update={"person": None})
    assert read_recipe(path) == RECIPE.model_copy(update={"identities": (stranger,)})
    found = reveal(path.read_bytes(), ["Anna Müller", "Ben", "anna", "Ann"])
    assert found.words == "Anna Müller in the garden\nblurry"
    assert found.settings.startswith("Steps: 20, ")
    assert (found.photos, found.people, found.model_files) == (2, 1, 2)
    assert "2.13.0+cpu" in found.made
    assert found.names == ("Anna Müller", "anna")
    assert b"c" * 32 not in path.read_bytes()


@pytest.mark.parametrize("format", ["png", "jpeg", "webp"])
def test_every_choice_is_what_a_reader_finds(kept: Path, format: Format) -> None:
    names = ("recipe", "words", "photos", "made", "mark")
    for chosen in itertools.product((False, True), repeat=len(names)):
        wanted = dict(zip(names, chosen, strict=True))
        choice = Choice(format=format, credentials=False, **wanted)

        found = reveal(encode_copy(kept, choice), ["Anna"])

        whole = format == "png"
        assert found.format == format.upper()
        assert bool(found.settings) == choice.recipe, choice
        assert bool(found.words) == bool(found.names) == (choice.recipe and choice.words), choice
        assert bool(found.photos) == (choice.recipe and choice.photos and whole), choice
        assert bool(found.model_files) == (choice.made and whole), choice
        assert found.marked == choice.mark, choice
        assert found.others == (), choice


@pytest.mark.parametrize("format", ["png", "jpeg", "webp"])
def test_a_copy_of_any_kind_is_signed_anew(kept: Path, tmp_path: Path, format: Format) -> None:
    first = reveal(encode_copy(kept, Choice(format=format)))
    again = tmp_path / "again.png"
    again.write_bytes(encode_copy(kept, ALL))
    second = reveal(encode_copy(again, Choice(format=format)))

    for found in (first, second):
        assert found.credentials is not None
        assert found.credentials.state is State.OURS
        assert found.credentials.source.endswith("/trainedAlgorithmicMedia")


def test_other_programs_read_the_recipe_of_a_jpeg(kept: Path, tmp_path: Path) -> None:
    path = tmp_path / "copy.jpg"
    path.write_bytes(encode_copy(kept, Choice("jpeg", recipe=True, words=True)))

    loaded = recipe_in(path, Recipe())

    assert loaded is not None
    assert loaded.recipe.prompt == RECIPE.prompt
    assert loaded.recipe.sampling.seed == 7
    with Image.open(path) as opened:
        assert "trainedAlgorithmicMedia" in str(opened.info["xmp"])
    assert read_parameters("", Recipe()) is None


def test_a_jpeg_looks_like_its_picture(tmp_path: Path) -> None:
    ramp = np.linspace(0, 255, 128, dtype=np.uint8)
    image = np.stack([np.tile(ramp, (96, 1))] * 3, axis=2)
    write_png(image, RECIPE, tmp_path / "ramp.png")

    for format in ("jpeg", "webp"):
        data = encode_copy(tmp_path / "ramp.png", Choice(format=format))
        assert np.abs(pixels(data).astype(int) - image).mean() < 2


def test_a_changed_pixel_of_a_copy_is_found(kept: Path, image: np.ndarray) -> None:
    data = encode_copy(kept, ALL)
    image = image.copy()
    image[0, 0, 0] ^= 1

    found = reveal(grafted(data, encode_png(image, RECIPE)))

    assert found.credentials is not None
    assert found.credentials.state is State.CHANGED


def test_what_nobody_expects_is_named(tmp_path: Path, image: np.ndarray) -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Anna")
    texts.add_itxt("Comment", f"from {Path.home()}/pictures")
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    exif[0x0132] = "2026:11:28 05:00:00"
    exif.get_ifd(0x8825)[1] = "N"
    buffer = io.BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.fromarray(image).save(buffer, format="PNG", pnginfo=texts, exif=exif, icc_profile=profile)
    first, *rest = chunks(buffer.getvalue())
    time = (b"tIME", struct.pack(">HBBBBB", 2026, 11, 28, 5, 0, 0))
    data = PNG_START + b"".join(chunk(*part) for part in (first, time, *rest))

    found = reveal(data, ["Anna", "Ben"])

    assert found.names == ("Anna",)
    assert found.times == ("2026:11:28 05:00:00", "tIME")
    assert {"Author", "Comment", "EXIF 0x010f", "GPS", "icc_profile"} <= set(found.others)
    assert (str(Path.home()) in found.others) == (len(str(Path.home())) > 5)


def test_a_copy_without_the_package_says_so(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    credentials.is_available.cache_clear()
    try:
        with pytest.raises(UserError, match="need the package c2pa-python"):
            encode_copy(kept, Choice())
        assert encode_copy(kept, Choice(credentials=False))
    finally:
        credentials.is_available.cache_clear()


def test_no_picture_is_copied_that_is_not_whole(kept: Path) -> None:
    kept.write_bytes(kept.read_bytes()[:-30])

    for format in ("png", "jpeg", "webp"):
        with pytest.raises(BadInput):
            encode_copy(kept, Choice(format=format))


def odd_files(image: np.ndarray) -> dict[str, bytes]:
    """Files that would cost a careless reader its time, its memory or its life."""
    (first, header), *rest = chunks(encode_png(image, Recipe(prompt="a hill")))

    def with_chunk(kind: bytes, body: bytes) -> bytes:
        parts = [(first, header), (kind, body), *rest]
        return PNG_START + b"".join(chunk(*part) for part in parts)

    lol = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(10)
    )
    bomb = zlib.compress(b"\0" * 200_000_000)
    huge = struct.pack(">II", 60_000, 60_000) + header[8:]
    jpeg = io.BytesIO()
    Image.fromarray(image).save(jpeg, format="JPEG", xmp=lol.encode() + b"]><l>&k;</l>")
    return {
        "nothing": b"",
        "no picture": b"GIF89a" + b"\0" * 100,
        "cut": encode_png(image, RECIPE)[:-500],
        "xmp of entities": with_chunk(
            b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + lol.encode() + b"]><l>&k;</l>"
        ),
        "xmp of entities in a jpeg": jpeg.getvalue(),
        "xmp bomb": with_chunk(b"iTXt", b"XML:com.adobe.xmp\0\x01\0\0\0" + bomb),
        "text bomb": with_chunk(b"zTXt", b"recipe\0\0" + bomb),
        "huge sides": PNG_START + chunk(first, huge) + b"".join(chunk(*part) for part in rest),
        "deep recipe": with_chunk(b"tEXt", b"recipe\0" + b"[" * 200_000),
        "exif of noise": with_chunk(b"eXIf", b"II*\0\x08\0\0\0" + b"\xff" * 5000),
        "many chunks": with_chunk(b"tEXt", b"a\0b") * 2,
    } | {f"made: {name}": holding(text) for name, text in HOSTILE.items()}


def refusal_of(data: bytes) -> str:
    """Why a file is not read; empty if it is."""
    try:
        found = reveal(data, ["Anna Müller"])
    except BadInput as error:
        return error.sentence()
    assert len(found.words) < 2_100_000
    return ""


def test_odd_files_end_in_a_sentence_or_an_answer(image: np.ndarray) -> None:
    refused = {name: refusal_of(data) for name, data in odd_files(image).items()}

    for name in ("nothing", "no picture", "cut", "xmp bomb", "text bomb", "huge sides"):
        assert refused[name].count(".") == 2, name
    for name, sentence in refused.items():
        assert "\n" not in sentence, name
        assert len(sentence) < 200, name


def test_mutants_end_in_a_sentence_or_an_answer(kept: Path) -> None:
    chance = np.random.default_rng(3)
    for format in ("png", "jpeg", "webp"):
        data = encode_copy(kept, Choice(format, recipe=True, words=True))
        for _ in range(150):
            mutant = bytearray(data)
            for at in chance.integers(0, min(len(data), 6000), 4):
                mutant[at] = int(chance.integers(0, 256))
            assert "\n" not in refusal_of(bytes(mutant))


def test_the_copy_of_a_foreign_picture_is_its_pixels(tmp_path: Path, image: np.ndarray) -> None:
    path = tmp_path / "foreign.webp"
    Image.fromarray(image).save(path, lossless=True)

    data = encode_copy(path, ALL)

    assert np.array_equal(pixels(data), load_image(path))
    assert not reveal(data).has_recipe
