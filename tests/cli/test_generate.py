"""main.py generate with the demo pack: pictures, their recipes, and what Ctrl-C leaves."""

import contextlib
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.imaging import fingerprint, load_image
from core.library import Library
from core.library.lock import LibraryInUse
from core.packs import Pack
from core.picture import fingerprint_of, read_recipe
from core.settings import choose_library, library_folder
from tests.cli.conftest import Ask

ROOT = Path(__file__).resolve().parents[2]

FEW = ("--set", "sampling.steps=2", "--set", "sampling.width=128", "--set", "sampling.height=128")

pytestmark = pytest.mark.usefixtures("demo_pack")


@pytest.fixture
def face(tmp_path: Path, sample_face: np.ndarray) -> Path:
    path = tmp_path / "secret name.png"
    Image.fromarray(sample_face).save(path)
    return path


def test_several_pictures_go_into_a_folder(
    ask: Ask, demo_pack: Pack, face: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "portraits"

    answer = ask(
        *("generate", "--prompt", "a portrait", "--face", face, "--seed", 5, "--count", 2),
        *("--set", "sampling.steps=2", "--out", folder),
    )

    assert answer.code == 0, answer.err
    lines = [json.loads(line) for line in answer.out.splitlines()]
    assert [line["seed"] for line in lines] == [5, 6]
    assert [Path(line["path"]) for line in lines] == sorted(folder.iterdir())
    assert "left" in answer.err
    defaults = demo_pack.manifest.defaults
    for line in lines:
        assert line["seconds"] > 0
        assert line["likeness"] is None or -1 <= line["likeness"] <= 1
        path = Path(line["path"])
        recipe = read_recipe(path)
        assert (recipe.sampling.seed, recipe.sampling.count) == (line["seed"], 1)
        assert recipe.identities[0].references == (fingerprint(load_image(face)),)
        assert load_image(path).shape == (defaults.height, defaults.width, 3)
        assert b"secret" not in path.read_bytes()


def test_the_recipe_of_a_picture_draws_it_again(ask: Ask, face: Path, tmp_path: Path) -> None:
    first, again = tmp_path / "first.png", tmp_path / "again.png"
    answer = ask("generate", "--prompt", "x", "--face", face, "--seed", 3, *FEW, "--out", first)
    assert answer.code == 0, answer.err
    recipe = tmp_path / "recipe.json"
    recipe.write_text(ask("read", first).out)

    answer = ask("generate", "--recipe", recipe, "--face", face, "--out", again)

    assert answer.code == 0, answer.err
    assert fingerprint_of(first.read_bytes()) == fingerprint_of(again.read_bytes())


def test_ctrl_c_leaves_nothing_behind(face: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    command = [
        *(sys.executable, "main.py", "generate", "--prompt", "x", "--face", str(face)),
        *("--set", "sampling.steps=60", "--out", str(out)),
    ]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        assert "left" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        printed, said = process.communicate(timeout=60)

    assert process.returncode == 130
    assert printed == ""
    assert said.splitlines()[-1] == "likeness: cancelled."
    assert "Traceback" not in said
    assert not list(out.iterdir())


def test_faces_are_listed_with_what_is_known(ask: Ask, face: Path) -> None:
    answer = ask("faces", face)

    assert answer.code == 0, answer.err
    for seen in json.loads(answer.out):
        assert seen.keys() == {"box", "score", "landmarks", "width", "note"}
        assert (len(seen["box"]), len(seen["landmarks"])) == (4, 5)


def test_kept_pictures_are_in_the_windows_gallery_once(
    ask: Ask, face: Path, tmp_path: Path, own_folders: Path
) -> None:
    with contextlib.closing(Library(library_folder())) as library:
        project = library.create_project("Family").id
    wish = (
        *("generate", "--prompt", "kept", "--face", face, "--seed", 3, "--keep"),
        *(*FEW, "--out", tmp_path / "kept.png"),
    )
    for _ in range(2):  # the second draws the same picture
        answer = ask(*wish)
        assert answer.code == 0, answer.err

    told = json.loads(answer.out)
    library = Library(library_folder())
    (picture,) = library.pictures(project)
    kept = [path.read_bytes() for path in (picture.path, tmp_path / "kept.png")]
    assert fingerprint_of(kept[0]) == fingerprint_of(kept[1])
    assert library.kept_as(tmp_path / "kept.png") == picture
    assert (picture.likeness is None) == (told["likeness"] is None)
    (photo,) = picture.recipe.identities[0].references
    assert np.array_equal(library.source(photo), load_image(face))
    library.delete(picture.id)
    assert library.kept_as(tmp_path / "kept.png") is None
    library.close(keep_trash=True)

    assert ask(*wish).code == 0
    with contextlib.closing(Library(library_folder())) as library:
        assert len(library.pictures(project)) == 1
        assert len(library.trash()) == 1  # it is the window's to empty


def test_a_library_that_is_in_use_is_told_before_anything_is_drawn(
    ask: Ask, tmp_path: Path, own_folders: Path
) -> None:
    with contextlib.closing(Library(library_folder())):
        answer = ask("generate", "--prompt", "x", "--keep", "--out", tmp_path / "x.png")
    assert answer.code == 1
    assert "open in another window" in answer.err
    assert not (tmp_path / "x.png").exists()


def test_the_first_project_is_made_where_there_is_none(
    ask: Ask, tmp_path: Path, own_folders: Path
) -> None:
    assert ask("generate", "--prompt", "x", "--keep", *FEW, "--out", tmp_path / "x.png").code == 0
    with contextlib.closing(Library(library_folder())) as library:
        (project,) = library.project_list()
    assert (project.name, project.pictures) == ("Portraits", 1)


def test_kept_where_the_window_looks(ask: Ask, tmp_path: Path, own_folders: Path) -> None:
    Library(tmp_path / "other").close()
    choose_library(tmp_path / "other")
    wish = ("generate", "--prompt", "x", "--keep", *FEW, "--out")

    assert ask(*wish, tmp_path / "x.png").code == 0
    with contextlib.closing(Library(tmp_path / "other")) as library:
        assert library.kept_as(tmp_path / "x.png") is not None
    assert not library_folder().exists()

    (tmp_path / "other").rename(tmp_path / "away")
    answer = ask(*wish, tmp_path / "y.png")
    assert answer.code == 0
    assert answer.err.startswith("likeness: There is no folder other. The usual library is open")
    with contextlib.closing(Library(library_folder())) as library:
        assert library.kept_as(tmp_path / "y.png") is not None


@pytest.mark.parametrize("stays", [True, False])
def test_window_that_opens_meanwhile_stops_no_drawing(
    tmp_path: Path, own_folders: Path, stays: bool
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    command = [
        *(sys.executable, "main.py", "generate", "--prompt", "x", "--count", "4", "--keep"),
        *("--set", "sampling.steps=2", "--out", str(out)),
    ]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline()]
        library = opened_soon(library_folder())
        lines += [process.stdout.readline() for _ in range(2)]
        if not stays:
            library.close()
        rest, said = process.communicate(timeout=120)
        if stays:
            library.close()

    files = [Path(json.loads(line)["path"]) for line in (*lines, *rest.splitlines())]
    assert sorted(files) == sorted(out.iterdir())
    assert len(files) == 4
    with contextlib.closing(Library(library_folder())) as library:
        left = [file.name for file in files if library.kept_as(file) is None]
    assert (process.returncode, bool(left)) == ((1, True) if stays else (0, False))
    if stays:
        told = said.splitlines()[-1]
        assert f"Saved but not kept in the library: {', '.join(left)}. This library is open" in told
    assert "Traceback" not in said


def opened_soon(folder: Path) -> Library:
    """The library, once another program has kept in it what it is about to."""
    deadline = time.monotonic() + 60
    while True:
        try:
            return Library(folder)
        except LibraryInUse:
            assert time.monotonic() < deadline
            time.sleep(0.01)
