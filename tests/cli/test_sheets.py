"""main.py twin and sweep with the demo pack: pictures, their sheet, and what Ctrl-C leaves."""

import contextlib
import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from core.compare.grid import read_sheet
from core.imaging import fingerprint, load_image
from core.library import Library
from core.packs import Pack
from core.picture import read_recipe
from core.settings import library_folder
from tests.cli.conftest import Answer, Ask

ROOT = Path(__file__).resolve().parents[2]
SMALL = ("--set", "sampling.width=128", "--set", "sampling.height=128")
FEW = ("--set", "sampling.steps=2", *SMALL)

pytestmark = pytest.mark.usefixtures("demo_pack")


@pytest.fixture
def face(tmp_path: Path, sample_face: np.ndarray) -> Path:
    path = tmp_path / "secret name.png"
    Image.fromarray(sample_face).save(path)
    return path


@pytest.fixture
def no_face(tmp_path: Path) -> Path:
    path = tmp_path / "grey.png"
    Image.new("RGB", (256, 256), (128, 128, 128)).save(path)
    return path


def told(answer: Answer) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """What was printed of each picture, and of the sheet."""
    *cells, sheet = [json.loads(line) for line in answer.out.splitlines()]
    return cells, sheet


def test_twin_draws_each_mechanism_for_itself(ask: Ask, face: Path, tmp_path: Path) -> None:
    folder = tmp_path / "twin"

    answer = ask(
        "twin", "--prompt", "a portrait", "--face", face, "--seed", 7, *FEW, "--out", folder
    )

    assert answer.code == 0, answer.err
    cells, sheet = told(answer)
    assert [cell["label"] for cell in cells] == [
        *("Neither", "IP-Adapter alone", "InstantID alone"),
        *("IdentityNet alone", "ID tokens alone", "Both"),
    ]
    assert sheet == {"sheet": str(folder / "twin.png"), "pictures": 6}
    assert len(list(folder.iterdir())) == 7
    assert {cell["seed"] for cell in cells} == {7}
    images = [load_image(cell["path"]) for cell in cells]
    assert len({image.tobytes() for image in images}) == 6  # each part changes something
    for cell in cells:
        assert cell["likeness"] is None or -1 <= cell["likeness"] <= 1
        assert (cell["likeness"] is None) == (cell["landmark_error"] is None)
    assert cells[0]["changes"] == {"identities": []}
    assert cells[3]["changes"] == {"identities.0.likeness": 0.0}
    opened = read_sheet(folder / "twin.png")
    recipes = [cell.recipe for cell in opened.sheet.cells]
    assert recipes == [read_recipe(Path(cell["path"])) for cell in cells]
    assert [figures.seconds for figures in opened.figures.values()] != [None] * 6
    assert b"secret" not in (folder / "twin.png").read_bytes()
    assert "secret" not in answer.out
    assert np.array_equal(images[0], _without_anybody(ask, tmp_path))


def _without_anybody(ask: Ask, tmp_path: Path) -> np.ndarray:
    """The picture of the words alone."""
    out = tmp_path / "plain.png"
    answer = ask("generate", "--prompt", "a portrait", "--seed", 7, *FEW, "--out", out)
    assert answer.code == 0, answer.err
    return load_image(out)


def test_a_sweep_of_two_axes(ask: Ask, face: Path, tmp_path: Path, own_folders: Path) -> None:
    folder = tmp_path / "sweep"

    answer = ask(
        *("sweep", "--x", "identities.0.likeness=0,1", "--y", "prompt:calm=calm,smiling"),
        *("--prompt", "a calm woman", "--face", face, *FEW, "--out", folder, "--keep"),
    )

    assert answer.code == 0, answer.err
    cells, sheet = told(answer)
    assert [(cell["row"], cell["column"]) for cell in cells] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    recipes = [read_recipe(Path(cell["path"])) for cell in cells]
    assert [recipe.prompt for recipe in recipes] == ["a calm woman"] * 2 + ["a smiling woman"] * 2
    assert [recipe.identities[0].likeness for recipe in recipes] == [0, 1, 0, 1]
    assert len({load_image(cell["path"]).tobytes() for cell in cells}) == 4
    assert [cell.recipe for cell in read_sheet(Path(sheet["sheet"])).sheet.cells] == recipes
    assert len(list(folder.iterdir())) == 5
    with contextlib.closing(Library(library_folder())) as library:
        project = library.last_opened()
        assert project is not None
        assert len(library.pictures(project)) == 4
    read = ask("read", sheet["sheet"])
    assert [one["prompt"] for one in json.loads(read.out)] == [one.prompt for one in recipes]


def test_a_sheet_alone_goes_into_a_file(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "seeds.png"

    answer = ask("sweep", "--x", "sampling.seed=1:2", "--prompt", "x", *FEW, "--out", file)

    assert answer.code == 0, answer.err
    cells, sheet = told(answer)
    assert [cell["path"] for cell in cells] == [None, None]
    assert sheet["sheet"] == str(file)
    assert [path.name for path in tmp_path.iterdir()] == ["seeds.png"]


def test_photos_can_be_swept_and_one_without_a_face_spoils_no_other(
    ask: Ask, face: Path, no_face: Path, tmp_path: Path
) -> None:
    file = tmp_path / "people.png"

    answer = ask(
        *("sweep", "--x", f"identities.0.references={face},{no_face}"),
        *("--prompt", "x", *FEW, "--out", file),
    )

    assert answer.code == 1
    cells, sheet = told(answer)
    assert cells[0]["label"] == "photo 1"
    assert "No face found" in cells[1]["fault"]
    assert sheet["pictures"] == 1
    assert "1 of 2 pictures could not be drawn" in answer.err
    references = [cell.recipe.identities[0].references for cell in read_sheet(file).sheet.cells]
    assert references == [(fingerprint(load_image(path)),) for path in (face, no_face)]


def test_a_dry_run_tells_number_and_time(ask: Ask, face: Path, out: Path) -> None:
    answer = ask(
        *("sweep", "--x", "sampling.steps=2:8:2", "--y", "identities.0.likeness=0,1"),
        *("--prompt", "x", "--face", face, "--dry-run", *SMALL, "--out", out),
    )

    assert answer.code == 0, answer.err
    foretold = json.loads(answer.out)
    assert foretold["pictures"] == 8
    assert foretold["seconds"] > 0
    assert (foretold["columns"], foretold["rows"]) == (["2", "4", "6", "8"], ["0", "1"])
    assert not list(out.iterdir())


def test_ctrl_c_keeps_what_is_done(tmp_path: Path) -> None:
    file = tmp_path / "sheet.png"
    command = [
        *(sys.executable, "main.py", "sweep", "--x", "sampling.steps=1,150", "--prompt", "x"),
        *("--out", str(file)),
    ]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["column"] == 0
        process.send_signal(signal.SIGINT)
        printed, said = process.communicate(timeout=100)

    assert process.returncode == 130, said
    assert json.loads(printed) == {"sheet": str(file), "pictures": 1}
    assert said.splitlines()[-1] == "likeness: cancelled."
    opened = read_sheet(file)
    assert [cell.recipe.sampling.steps for cell in opened.sheet.cells] == [1, 150]
    assert opened.figures[0, 0].seconds is not None
    assert opened.figures[0, 1].seconds is None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["twin", "--prompt", "x"], "needs a person"),
        (["sweep", "--prompt", "x"], "--x"),
        (["sweep", "--prompt", "x", "--x", "sampling.steps"], "no field and values"),
        (["sweep", "--prompt", "x", "--x", "sampling.stepss=1,2"], "'sampling.stepss'"),
        (["sweep", "--prompt", "x", "--x", "sampling.steps=1,many"], "'sampling.steps'"),
        (["sweep", "--prompt", "x", "--x", "sampling.width=256,264"], "multiple of"),
        (["sweep", "--prompt", "x", "--x", "sampling.scheduler=euler,lcm",
          "--set", "sampling.steps=150"], "lcm"),
        (["sweep", "--prompt", "x", "--x", "sampling.seed=1:20", "--y", "sampling.steps=1:20"],
         "400 pictures"),
        (["sweep", "--prompt", "x", "--x", "identities.0.references=missing.png"], "missing.png"),
        (["sweep", "--prompt", "x", "--x", "identities.0.likeness=0,1"], "identities.0.likeness"),
        (["sweep", "--prompt", "x", "--x", "prompt:sad=x"], "'sad'"),
        (["sweep", "--prompt", "x", "--x", "pack=demo,other"], "one model pack"),
        (["sweep", "--prompt", " ", "--x", "sampling.seed=1,2"], "prompt"),
    ],
)  # fmt: skip
def test_bad_input(
    refused: Callable[..., str], out: Path, arguments: list[str], words: str
) -> None:
    assert words in refused(*arguments, "--out", out)
    assert words in refused(*arguments, "--dry-run")


def test_where_a_sheet_can_not_go(
    refused: Callable[..., str], face: Path, no_face: Path, out: Path
) -> None:
    sweep = ("sweep", "--prompt", "x", "--face", face, "--x")
    assert "no --out" in refused(*sweep, "sampling.seed=1,2")
    assert "--keep" in refused(*sweep, "sampling.seed=1,2", "--out", out / "x.png", "--keep")
    assert "PNG" in refused(*sweep, "sampling.seed=1,2", "--out", out / "x.jpg")
    before = no_face.read_bytes()
    assert "would replace" in refused(
        *sweep, f"identities.0.references={face},{no_face}", "--out", no_face
    )
    assert no_face.read_bytes() == before


def test_adapters_can_be_swept_as_far_as_the_pack_has_them(
    ask: Ask, refused: Callable[..., str], face: Path, tmp_path: Path, out: Path
) -> None:
    sweep = ("sweep", "--prompt", "x", "--style-image", face, *FEW, "--x")
    field = "image_prompts.0.adapter"
    assert "'nope'" in refused(*sweep, f"{field}=ip-adapter,nope", "--out", out)

    answer = ask(*sweep, f"{field}=ip-adapter,ip-adapter-plus", "--out", tmp_path / "a.png")

    assert answer.code == 0, answer.err
    cells, _ = told(answer)
    assert [cell["label"] for cell in cells] == ["ip-adapter", "ip-adapter-plus"]


def test_nobody_is_found_before_anything_is_drawn(
    refused: Callable[..., str], demo_pack: Pack, no_face: Path, out: Path
) -> None:
    words = refused("twin", "--prompt", "x", "--face", no_face, *FEW, "--out", out)
    assert "No face found" in words
    words = refused(
        "sweep", "--prompt", "x", "--face", no_face, "--x", "sampling.seed=1,2", "--out", out
    )
    assert "No face found" in words
