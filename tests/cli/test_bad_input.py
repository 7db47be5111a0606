"""Bad input of every kind: one sentence, exit code 2, no traceback, nothing written."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.imaging import fingerprint, load_image
from core.packs import Pack

ROOT = Path(__file__).resolve().parents[2]
Refused = Callable[..., str]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["bogus"], "bogus"),
        (["generate"], "--out"),
        (["generate", "--out"], "--out"),
        (["generate", "--bogus", "--out", "x.png"], "--bogus"),
        (["generate", "--seed", "NaN", "--out", "x.png"], "--seed"),
        (["generate", "--count", "1.5", "--out", "x.png"], "--count"),
        (["read"], "FILE.png"),
        (["packs", "burn"], "burn"),
        (["--open"], "--open"),
    ],
)
def test_arguments(refused: Refused, arguments: list[str], words: str) -> None:
    assert words in refused(*arguments)


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("sampling.steps", "no value"),
        ("sampling.step=3", "'sampling.step'"),
        ("colour=red", "'colour'"),
        ("sampling.steps=0", "'sampling.steps'"),
        ("sampling.steps=151", "'sampling.steps'"),
        ("sampling.steps=many", "'sampling.steps'"),
        ("sampling.width=100", "'sampling.width'"),
        ("sampling.guidance=NaN", "'sampling.guidance'"),
        ("sampling.guidance=Infinity", "'sampling.guidance'"),
        ("sampling.guidance=1e999", "'sampling.guidance'"),
        ("sampling.seed=" + "9" * 5000, "'sampling.seed'"),
        ("sampling.scheduler=magic", "'sampling.scheduler'"),
        ("identities.0.likeness=0.5", "'identities.0.likeness'"),
        ("prompt=" + "[" * 10_000, "'prompt'"),
        ("prompt= ", "prompt"),
        ("pack=demo", "--pack"),
    ],
)
def test_fields(refused: Refused, tiny_pack: Path, out: Path, setting: str, words: str) -> None:
    place = out / "x.png"
    arguments = ["generate", "--pack", "tiny", "--prompt", "x", "--out", place, "--set", setting]

    assert words in refused(*arguments)


@pytest.mark.parametrize("flag", [("--seed", -1), ("--seed", 2**32), ("--count", 0)])
def test_numbers(refused: Refused, tiny_pack: Path, out: Path, flag: tuple[str, int]) -> None:
    words = refused("generate", "--pack", "tiny", "--prompt", "x", "--out", out, *flag)

    assert flag[0].strip("-") in words


@pytest.mark.parametrize("flag", ["--face", "--pose", "--style-image"])
@pytest.mark.parametrize("kind", ["missing", "text", "cut", "huge", "folder", "pipe", "vector"])
def test_images(
    refused: Refused, tiny_pack: Path, photo: Path, out: Path, flag: str, kind: str
) -> None:
    path = photo.parent / f"{kind}.png"
    match kind:
        case "text":
            path.write_text("not an image")
        case "cut":
            path.write_bytes(photo.read_bytes()[:5000])
        case "huge":
            Image.new("1", (8_001, 8_001)).save(path)
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "vector":
            path.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    arguments = ["generate", "--pack", "tiny", "--prompt", "x", "--out", out]

    words = refused(*arguments, "--face", photo, flag, path)

    assert f"{kind}.png" in words
    assert str(photo.parent) not in words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "JSON"),
        ("[", "JSON"),
        ("[" * 100_000, "JSON"),
        ("3", "no landmarks"),
        ("{}", "no landmarks"),
        ('{"landmarks": 3}', "no landmarks"),
        ("[[1, 2], [3, 4]]", "landmarks"),
        ("[[1, 2], [3, 4], [5, 6], [7, 8], [9, NaN]]", "landmarks"),
        ("[[1, 2], [3, 4], [5, 6], [7, 8], [9, 1e9]]", "landmarks"),
        ('["a", "b", "c", "d", "e"]', "landmarks"),
    ],
)
def test_landmarks(
    refused: Refused, tiny_pack: Path, photo: Path, out: Path, text: str, words: str
) -> None:
    path = photo.parent / "points.json"
    path.write_text(text)
    arguments = ["generate", "--pack", "tiny", "--face", photo, "--out", out]

    assert words in refused(*arguments, "--landmarks", path)


def test_landmarks_and_a_pose_contradict(
    refused: Refused, tiny_pack: Path, photo: Path, out: Path
) -> None:
    points = photo.parent / "points.json"
    points.write_text(json.dumps([[1, 2]] * 5))
    arguments = ["generate", "--pack", "tiny", "--face", photo, "--out", out]

    assert "not both" in refused(*arguments, "--landmarks", points, "--pose", photo)


def test_a_pose_needs_a_person(refused: Refused, tiny_pack: Path, photo: Path, out: Path) -> None:
    words = refused("generate", "--pack", "tiny", "--prompt", "x", "--pose", photo, "--out", out)

    assert "--face" in words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("no json", "JSON"),
        ('{"prompt": "x", "colour": 1}', "'colour'"),
        ('{"prompt": "x", "sampling": {"guidance": NaN}}', "JSON"),
        ('{"prompt": "x", "sampling": {"steps": 999}}', "'sampling.steps'"),
        ('{"prompt": "x", "version": 7}', "version 7"),
        ('{"prompt": "x", "pack": "nope"}', "'nope'"),
        ('{"pack": "tiny", "identities": [{"references": ["%s"]}]}' % ("a" * 64), "not given"),
        ('{"prompt": "%s"}' % ("x" * 1_000_000), "1 MB"),
    ],
    ids=range(8),
)
def test_recipes(
    refused: Refused, tiny_pack: Path, tmp_path: Path, out: Path, text: str, words: str
) -> None:
    path = tmp_path / "recipe.json"
    path.write_text(text)

    assert words in refused("generate", "--recipe", path, "--out", out)
    assert "missing.json" in refused(
        "generate", "--recipe", tmp_path / "missing.json", "--out", out
    )


def test_nothing_to_draw(refused: Refused, tiny_pack: Path, out: Path) -> None:
    assert "prompt" in refused("generate", "--pack", "tiny", "--out", out)


def test_places(refused: Refused, tiny_pack: Path, tmp_path: Path, out: Path) -> None:
    (tmp_path / "file").touch()
    arguments = ["generate", "--pack", "tiny", "--prompt", "x", "--out"]

    assert "PNG" in refused(*arguments, out / "x.jpg")
    assert "folder" in refused(*arguments, out / "x.png", "--count", 2)
    assert "no folder" in refused(*arguments, out / "deep" / "x.png")
    assert "no folder" in refused(*arguments, out / "deep" / "deeper")
    assert "in the way" in refused(*arguments, tmp_path / "file")


@pytest.mark.parametrize("flag", ["--face", "--pose", "--style-image"])
def test_a_photo_is_never_replaced(
    refused: Refused, tiny_pack: Path, photo: Path, flag: str
) -> None:
    before = photo.read_bytes()
    other = photo.with_name("other.png")
    Image.new("RGB", (64, 64)).save(other)
    arguments = ["generate", "--pack", "tiny", "--prompt", "x", "--face", other, flag, photo]

    assert "replace photo.png" in refused(*arguments, "--out", photo)
    assert photo.read_bytes() == before


def test_a_folder_that_may_not_be_written_to() -> None:
    """In a process of its own, as root may write everywhere."""
    script = (
        "import os, pathlib\n"
        "from core.commands.outlet import Outlet\n"
        "from core.errors import BadInput\n"
        "if os.geteuid() == 0:\n"
        "    os.setgid(65534)\n"
        "    os.setuid(65534)\n"
        "try:\n"
        "    Outlet(pathlib.Path('/etc'), 1)\n"
        "except BadInput as error:\n"
        "    print(error.sentence())\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=100
    )

    assert ended.stdout == "No permission to write in /etc. Choose another --out.\n", ended.stderr


def test_unknown_packs(refused: Refused, tiny_pack: Path, out: Path) -> None:
    sentence = refused("generate", "--pack", "nope", "--prompt", "x", "--out", out)

    assert "'nope'" in sentence
    assert "tiny" in sentence
    assert "nope" in refused("packs", "verify", "nope")
    assert "not a pack" in refused("generate", "--pack", out, "--prompt", "x", "--out", out)


def test_a_recipe_does_not_lead_to_a_folder(
    refused: Refused, tiny_pack: Path, tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the user may name a pack outside of the folders where packs are installed."""
    shutil.copytree(tiny_pack, tmp_path / "downloads")
    monkeypatch.chdir(tmp_path)
    recipe = tmp_path / "recipe.json"
    recipe.write_text('{"prompt": "x", "pack": "downloads"}')

    sentence = refused("generate", "--recipe", recipe, "--out", out)

    assert "There is no pack 'downloads'." in sentence


@pytest.mark.parametrize("damage", ["changed", "missing", "cut", "added"])
def test_a_damaged_pack_names_its_file(
    refused: Refused, tiny_pack: Path, out: Path, damage: str
) -> None:
    file = tiny_pack / "adapter" / "one.safetensors"
    match damage:
        case "changed":
            file.write_bytes(file.read_bytes().replace(b"meta", b"beta"))
        case "missing":
            file.unlink()
        case "cut":
            file.write_bytes(file.read_bytes()[:-1])
        case "added":
            file = file.with_name("more.py")
            file.touch()

    assert file.name in refused("generate", "--pack", "tiny", "--prompt", "x", "--out", out)
    assert file.name in refused("packs", "verify", "tiny")


def test_a_damaged_manifest_is_named(refused: Refused, tiny_pack: Path, out: Path) -> None:
    (tiny_pack / "pack.json").write_text("{")

    sentence = refused("generate", "--pack", "tiny", "--prompt", "x", "--out", out)
    assert "pack.json of pack tiny is damaged: invalid JSON" in sentence
    assert "pack.json" in refused("packs", "list")


def test_pictures_to_read(refused: Refused, photo: Path) -> None:
    assert "no recipe" in refused("read", photo)
    assert "missing.png" in refused("read", photo.parent / "missing.png")
    assert "\x1b" not in refused("read", photo.parent / "\x1b[31m.png")


def test_images_to_look_at(refused: Refused, tiny_pack: Path, photo: Path) -> None:
    assert "missing.png" in refused("faces", photo.parent / "missing.png")
    assert "no face models" in refused("faces", photo, "--pack", "tiny")


def test_a_photo_without_a_face(
    refused: Refused, demo_pack: Pack, tmp_path: Path, out: Path
) -> None:
    grey = tmp_path / "grey.png"
    Image.new("RGB", (256, 256), (128, 128, 128)).save(grey)

    assert "face" in refused("generate", "--face", grey, "--prompt", "x", "--out", out).lower()


def test_a_face_that_is_not_there(
    refused: Refused, demo_pack: Pack, sample_face: np.ndarray, tmp_path: Path, out: Path
) -> None:
    two = tmp_path / "two.png"
    Image.fromarray(np.hstack([sample_face, sample_face])).save(two)
    arguments = ["generate", "--face", two, "--prompt", "x", "--out", out]

    assert "face" in refused(*arguments, "--set", "identities.0.face=7").lower()


def test_what_the_engine_can_not_do_is_named(
    refused: Refused, demo_pack: Pack, sample_face: np.ndarray, tmp_path: Path, out: Path
) -> None:
    face = tmp_path / "face.png"
    Image.fromarray(sample_face).save(face)
    key = fingerprint(load_image(face))
    recipe = tmp_path / "recipe.json"
    recipe.write_text(json.dumps({"prompt": "x", "controls": [{"net": "depth", "image": key}]}))

    words = refused("generate", "--recipe", recipe, "--face", face, "--out", out)
    assert "no ControlNet 'depth'; it has canny" in words


def test_a_damaged_model_of_the_demo_pack(
    refused: Refused, demo_pack: Pack, tmp_path: Path, out: Path
) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(demo_pack.folder, folder)
    instantid = demo_pack.manifest.instantid
    assert instantid is not None
    file = folder / instantid.adapter
    with file.open("r+b") as damaged:
        damaged.seek(-100, os.SEEK_END)
        damaged.write(bytes(range(100)))

    words = refused("generate", "--pack", folder, "--prompt", "x", "--out", out)
    assert file.name in words


def test_a_damaged_face_model_is_named(
    refused: Refused, demo_pack: Pack, photo: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(demo_pack.folder, folder)
    assert demo_pack.manifest.faces is not None
    model = min((folder / demo_pack.manifest.faces).glob("*.onnx"))
    with model.open("r+b") as damaged:
        damaged.seek(-50, os.SEEK_END)
        damaged.write(bytes(range(50)))

    assert model.name in refused("faces", photo, "--pack", folder)
