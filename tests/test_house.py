"""The house rules that a machine can check; see pyproject.toml and docs/decisions."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CODE = ("core", "gui", "training", "tools", "bench", "tests")
NOT_OURS = {".git", ".venv", "__pycache__", "runs", "build", "dist"}
NOT_OURS |= {".pytest_cache", ".ruff_cache", ".hypothesis", ".import_linter_cache"}
TEXT = {".py", ".md", ".toml", ".json", ".txt", ".lock", ".ini", ".cfg", ".yml", ".svg", ".ts", ""}
IMPORTED_BY_OTHERS = {
    "peft": "diffusers attaches LoRAs through it",
}


def python_files() -> list[Path]:
    files = [path for folder in CODE for path in (ROOT / folder).rglob("*.py")]
    return [ROOT / "main.py", *(path for path in files if not NOT_OURS & set(path.parts))]


def our_texts() -> Iterator[Path]:
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in NOT_OURS and name != ".git"]
        for name in names:
            path = Path(folder, name)  # .git is a file, with a path in it, in a second work tree
            if name != ".git" and path.suffix in TEXT and path.stat().st_size < 2_000_000:
                yield path


def imported_packages(files: list[Path]) -> set[str]:
    names: set[str] = set()
    for path in files:
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    return names


def plain(requirement: str) -> str:
    """The normal form of the package name at the start of a requirement."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s\[<>=!;]", requirement, maxsplit=1)[0]).lower()


def locked(name: str) -> dict[str, str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    pins = [line.split(";")[0].strip() for line in lines if line[:1].isalnum()]
    return {plain(pin): pin.partition("==")[2] for pin in pins}


def test_import_contracts_hold():
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [program, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_window_opens_without_the_engine_libraries():
    heavy = ("torch", "diffusers", "transformers", "onnxruntime", "insightface", "core.engine")
    later = ("numpy", "PIL", "asyncio", "multiprocessing")  # not before the first paint
    unused = ("importlib.metadata", "argparse")  # imported by libraries in vain: see `gui`
    modules = sorted(
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in (ROOT / "gui").rglob("*.py")
    )
    script = (
        "import main, importlib, sys\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        f"print(*[name for name in {heavy + later + unused!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_main_parses_its_arguments_without_the_engine_libraries():
    heavy = ("torch", "onnxruntime", "PySide6")
    script = f"import sys, main; print(*[name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_files_stay_small():
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in python_files()
    }
    assert {name: length for name, length in lengths.items() if length >= 400} == {}


def test_no_path_of_a_machine_in_the_tree():
    """Tests may invent somebody's home, nothing else may name one."""
    anywhere = re.compile(r"(?<![\w.~/}$>-])/(?:work|root)/[\w.-]")
    in_product = re.compile(r"(?<![\w.~/}$>-])/(?:home|Users)/[\w.-]")
    found = {
        f"{path.relative_to(ROOT)}:{number}"
        for path in our_texts()
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1)
        if anywhere.search(line) or ("tests" not in path.parts and in_product.search(line))
    }
    assert found == set()


def test_every_dependency_is_imported():
    distributions = packages_distributions()
    provided: dict[str, set[str]] = {}
    for module, names in distributions.items():
        for name in names:
            provided.setdefault(plain(name), set()).add(module)
    wanted = {plain(text) for text in PROJECT["dependencies"]} - IMPORTED_BY_OTHERS.keys()
    app = [path for path in python_files() if path.relative_to(ROOT).parts[0] != "tests"]
    used = imported_packages(app)
    training = {plain(text) for text in PROJECT["optional-dependencies"]["training"]}
    unused = {name for name in wanted | training if not provided.get(name, {name}) & used}
    assert unused == set()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_lock_pins_one_version_each(name: str):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith(("#", "-r "))]
    assert [line for line in pins if not re.match(r"[\w.-]+==[\w.]+(; .+)?$", line)] == []
    assert len(pins) == len(locked(name))


def test_lock_covers_every_dependency():
    app = locked("requirements.lock")
    extras = PROJECT["optional-dependencies"]
    wanted = {plain(text) for text in [*PROJECT["dependencies"], *extras["training"]]}
    assert wanted - app.keys() == set()
    tests = {plain(text) for text in extras["test"]}
    assert tests - locked("requirements-test.lock").keys() == set()
    assert app["torch"] == "2.13.0"
    assert app["pyside6-essentials"] != "6.12.0"
