"""Content credentials: signed, checked by c2pa's own reader, quiet, and about nobody."""

import io
import json
import stat
import subprocess
import sys
from pathlib import Path

import c2pa
import numpy as np
import pytest
from cryptography import x509
from PIL import Image

from core import credentials
from core.credentials import State, key
from core.credentials.signing import Kind
from core.errors import UserError
from core.imaging import load_image
from core.library import Library
from core.picture import encode_png, fingerprint_of, read_recipe, with_recipe, write_png
from core.png import PNG_START, chunk, chunks
from core.portrait import Portrait
from core.recipe import Recipe
from core.settings import want_credentials

ROOT = Path(__file__).resolve().parents[3]
RECIPE = Recipe(prompt="Anna in the garden of aunt Wilhelmine")
KINDS: tuple[tuple[Kind, str], ...] = (
    ("image/png", "PNG"),
    ("image/jpeg", "JPEG"),
    ("image/webp", "WEBP"),
)


@pytest.fixture
def image() -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (96, 128, 3), dtype=np.uint8)


def encoded(image: np.ndarray, kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(image).save(buffer, format=kind)
    return buffer.getvalue()


def grafted(data: bytes, onto: bytes) -> bytes:
    """Another PNG with the credentials of this one."""
    [body] = [body for kind, body in chunks(data) if kind == b"caBX"]
    (first, header), *rest = chunks(onto)
    parts = [(first, header), (b"caBX", body), *rest]
    return PNG_START + b"".join(chunk(*part) for part in parts)


def state_for_others(data: bytes) -> str | None:
    """What c2pa's reader says with its own usual settings, as in another program."""
    with c2pa.Reader("image/png", io.BytesIO(data)) as reader:
        return reader.get_validation_state()


@pytest.mark.parametrize(("kind", "name"), KINDS)
def test_a_signed_file_is_valid_and_says_who_made_it(
    image: np.ndarray, kind: Kind, name: str
) -> None:
    data = credentials.sign(encoded(image, name), kind)

    found = credentials.read(data, kind)

    assert found.state is State.OURS
    assert found.source.endswith("/trainedAlgorithmicMedia")
    assert found.actions == ("c2pa.created",)
    assert found.generator.startswith("Likeness ")
    with Image.open(io.BytesIO(data)) as opened:
        plain = Image.open(io.BytesIO(encoded(image, name)))
        assert np.array_equal(np.asarray(opened), np.asarray(plain))


def test_other_programs_find_it_whole_but_do_not_know_who_signed(image: np.ndarray) -> None:
    data = credentials.sign(encode_png(image, RECIPE), "image/png")

    assert state_for_others(data) == "Valid"


def test_one_changed_pixel_is_noticed(image: np.ndarray) -> None:
    data = credentials.sign(encode_png(image, RECIPE), "image/png")
    image = image.copy()
    image[40, 60, 1] ^= 1

    changed = grafted(data, encode_png(image, RECIPE))
    same = grafted(data, credentials.unsigned(data))

    assert credentials.read(same, "image/png").state is State.OURS
    assert credentials.read(changed, "image/png").state is State.CHANGED
    assert state_for_others(changed) == "Invalid"


def test_a_changed_word_of_the_recipe_is_noticed(image: np.ndarray) -> None:
    data = credentials.sign(encode_png(image, RECIPE), "image/png")

    changed = grafted(data, encode_png(image, Recipe(prompt="somebody else")))

    assert credentials.read(changed, "image/png").state is State.CHANGED


def test_an_unsigned_picture_has_none(image: np.ndarray) -> None:
    assert credentials.read(encode_png(image, RECIPE), "image/png").state is State.NONE


def test_signing_again_replaces_the_old_ones(image: np.ndarray) -> None:
    once = credentials.sign(encode_png(image, RECIPE), "image/png")
    twice = credentials.sign(once, "image/png")

    assert [kind for kind, _ in chunks(twice)].count(b"caBX") == 1
    assert credentials.read(twice, "image/png").state is State.OURS
    assert (
        fingerprint_of(once) == fingerprint_of(twice) == fingerprint_of(encode_png(image, RECIPE))
    )


def test_nothing_in_them_tells_of_a_person(image: np.ndarray) -> None:
    plain = encode_png(image, RECIPE)
    data = credentials.sign(plain, "image/png")
    [note] = [body for kind, body in chunks(data) if kind == b"caBX"]
    text = credentials.read(data, "image/png").text

    for word in ("Anna", "garden", "Wilhelmine", str(Path.home()), "thumbnail", "c2pa.time"):
        assert word.encode() not in note
        assert word not in text
    manifest = next(iter(json.loads(text)["manifests"].values()))
    assert {one["label"] for one in manifest["assertions"]} == {"c2pa.actions.v2"}
    assert "time" not in manifest["signature_info"]
    assert len(data) - len(plain) < 5000


def test_the_certificates_tell_neither_who_nor_when(image: np.ndarray, own_folders: Path) -> None:
    credentials.sign(encode_png(image, RECIPE), "image/png")
    first = key.signing_key()
    key.key_file().unlink()
    other = key.signing_key()

    def told(one: key.SigningKey) -> list[tuple[str, str, str, str]]:
        return [
            (
                found.subject.rfc4514_string(),
                found.issuer.rfc4514_string(),
                str(found.not_valid_before_utc),
                str(found.not_valid_after_utc),
            )
            for found in x509.load_pem_x509_certificates(one.chain)
        ]

    assert told(first) == told(other)
    assert first.private != other.private


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps others out of the folder")
def test_only_its_owner_reads_the_key(image: np.ndarray) -> None:
    credentials.sign(encode_png(image, RECIPE), "image/png")

    assert stat.S_IMODE(key.key_file().stat().st_mode) == 0o600
    assert stat.S_IMODE(key.key_file().parent.stat().st_mode) == 0o700


def test_a_damaged_key_is_made_anew(image: np.ndarray) -> None:
    credentials.sign(encode_png(image, RECIPE), "image/png")
    key.key_file().write_text("-----BEGIN PRIVATE KEY-----\n")

    data = credentials.signed(encode_png(image, RECIPE))

    assert credentials.read(data, "image/png").state is State.OURS


def test_a_key_that_signs_nothing_costs_no_picture(image: np.ndarray, tmp_path: Path) -> None:
    credentials.sign(encode_png(image, RECIPE), "image/png")
    text = key.key_file().read_text()
    key.key_file().write_text(text.replace("\n", "\nAAAA", 1))

    write_png(image, RECIPE, tmp_path / "kept.png")

    assert read_recipe(tmp_path / "kept.png") == RECIPE
    with pytest.raises(UserError, match="could not be signed"):
        credentials.sign(encode_png(image, RECIPE), "image/png")


def test_who_does_not_want_them_gets_none(image: np.ndarray) -> None:
    plain = encode_png(image, RECIPE)
    want_credentials(False)
    assert credentials.signed(plain) == plain
    want_credentials(True)
    assert credentials.read(credentials.signed(plain), "image/png").state is State.OURS


def test_pictures_of_the_library_are_signed_and_found_again(
    image: np.ndarray, tmp_path: Path
) -> None:
    library = Library(tmp_path / "library")
    project = library.create_project("People").id
    picture = library.save(Portrait(image, RECIPE, 1.0, None, None, None), project)
    data = picture.path.read_bytes()
    copy = tmp_path / "copy.png"
    copy.write_bytes(credentials.sign(data, "image/png"))

    assert credentials.read(data, "image/png").state is State.OURS
    assert copy.read_bytes() != data
    assert library.kept_as(copy) == picture
    library.close()


def test_another_recipe_needs_another_signature(image: np.ndarray) -> None:
    data = credentials.sign(encode_png(image, RECIPE), "image/png")

    changed = with_recipe(data, Recipe(prompt="without a name"))

    assert credentials.read(changed, "image/png").state is State.NONE
    assert credentials.read(credentials.signed(changed), "image/png").state is State.OURS


def without_c2pa(script: str, tmp_path: Path) -> str:
    """What a fresh Python prints that can't find c2pa."""
    hidden = (
        "import importlib.util, sys\n"
        "sys.modules['c2pa'] = None\n"
        "find = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, *a: None if name == 'c2pa' else find(name, *a)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", hidden + script, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_without_the_package_all_else_works(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib, numpy as np\n"
        "from core import credentials\n"
        "from core.picture import read_recipe, write_png\n"
        "from core.recipe import Recipe\n"
        "file = pathlib.Path(sys.argv[1]) / 'plain.png'\n"
        "write_png(np.zeros((64, 64, 3), np.uint8), Recipe(prompt='a hill'), file)\n"
        "print(read_recipe(file).prompt, credentials.is_available())\n"
        "print(credentials.read(file.read_bytes(), 'image/png').state.name)\n"
        "try: credentials.sign(file.read_bytes(), 'image/png')\n"
        "except Exception as error: print(type(error).__name__, error.sentence())\n"
    )
    assert without_c2pa(script, tmp_path).splitlines() == [
        "a hill False",
        "UNKNOWN",
        "UserError Content credentials need the package c2pa-python. Install it, or leave them "
        "out.",
    ]
    assert load_image(tmp_path / "plain.png").shape == (64, 64, 3)


def hostile(image: np.ndarray) -> dict[str, bytes]:
    signed = credentials.sign(encode_png(image, RECIPE), "image/png")
    [body] = [body for kind, body in chunks(signed) if kind == b"caBX"]
    (first, header), *rest = chunks(encode_png(image, RECIPE))

    def holding(note: bytes) -> bytes:
        parts = [(first, header), (b"caBX", note), *rest]
        return PNG_START + b"".join(chunk(*part) for part in parts)

    return {
        "cut": holding(body[: len(body) // 2]),
        "empty": holding(b""),
        "noise": holding(bytes(np.random.default_rng(1).integers(0, 256, 5000, np.uint8))),
        "long lengths": holding(b"\xff" * 5000),
        "deep": holding(b"\x00\x00\xff\xffjumb" * 20_000),
        "turned bits": holding(bytes(value ^ 0x10 for value in body)),
    }


def test_broken_credentials_are_told_as_broken(image: np.ndarray) -> None:
    for name, data in hostile(image).items():
        assert credentials.read(data, "image/png").state in (State.CHANGED, State.NONE), name
    assert credentials.read(b"no picture", "image/jpeg").state in (State.CHANGED, State.NONE)


def test_no_mutant_of_a_signed_picture_ends_the_program(image: np.ndarray) -> None:
    chance = np.random.default_rng(2)
    data = credentials.sign(encode_png(image[:8, :8], RECIPE), "image/png")
    for _ in range(300):
        mutant = bytearray(data)
        for at in chance.integers(8, len(data), 3):
            mutant[at] = int(chance.integers(0, 256))
        credentials.read(bytes(mutant), "image/png")
