"""What many recipes take, and whether each is drawn once, though a worker is lost half way.

Run `python -m bench batch [--recipes N]`, 500 without one; prints one JSON object. The same recipes
of the demo pack, with people, are drawn by `main.py batch` three times over:

    single   by one engine
    engines  by two, one of which is killed with SIGKILL when half of the pictures are there
    ray      by two actors of Ray, one of which is killed likewise

and of each:

    pictures   files that are there at the end
    missing    recipes without one
    twice      recipes with two of them, or that were told as drawn more than once
    different  files whose bytes are not those of the single engine, less their signatures
    retried    pictures that were begun again
    killed     processes that were killed
    seconds, pictures_per_minute  of the whole command, its start included

Every engine has one thread, as their number decides the last bits of a picture.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import psutil

from core.imaging import fingerprint, load_image
from core.offline import go_offline
from core.picture import fingerprint_of
from core.recipe import Identity, Recipe, Sampling
from core.recipe_parts import ImagePrompt

ROOT = Path(__file__).resolve().parent.parent
PEOPLE = ROOT / "resources" / "samples"
WORDS = ("a portrait", "a smiling portrait", "a portrait in red", "a portrait before a blue wall")
WAYS: dict[str, tuple[str, ...]] = {
    "single": (),
    "engines": ("--engines", "2"),
    "ray": ("--engines", "2", "--ray", "local"),
}


def recipes(number: int, side: int, steps: int) -> list[Recipe]:
    """Different recipes with a sample person each; every fourth has an image prompt too."""
    people = [fingerprint(load_image(path)) for path in sorted(PEOPLE.glob("*.png"))]
    found: list[Recipe] = []
    for index in range(number):
        prompt = ImagePrompt(images=(people[-1],), adapter="ip-adapter", strength=0.5)
        found.append(
            Recipe(
                prompt=WORDS[index % len(WORDS)],
                identities=(Identity(references=(people[index % len(people)],)),),
                image_prompts=(prompt,) if index % 4 == 3 else (),
                sampling=Sampling(width=side, height=side, steps=steps, seed=index),
            )
        )
    return found


def drawn(
    file: Path, out: Path, flags: tuple[str, ...], kill_at: int, watcher: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Draw a file of recipes, and kill an engine once so many pictures are told of; 0: none.

    `watcher`: a command that runs the command after it, such as strace with its options.
    """
    command = [*watcher, sys.executable, "main.py", "batch", str(file), "--out", str(out), *flags]
    command += ["--sources", str(PEOPLE), "--threads", "1"]
    told: list[dict[str, Any]] = []
    killed, began = 0, time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        for line in run.stdout:
            told.append(json.loads(line))
            if kill_at and len(told) >= kill_at and not killed:
                killed += kill_an_engine(run.pid)
    if run.returncode:
        sys.exit(f"main.py batch ended with {run.returncode}")
    return {"told": told, "killed": killed, "seconds": time.perf_counter() - began}


def kill_an_engine(program: int) -> int:
    """Kill one of the processes of a batch that draw, as a driver's fault would; how many."""
    for process in reversed(psutil.Process(program).children(recursive=True)):
        words = " ".join(process.cmdline())
        if words.startswith("ray::Artist") or "spawn_main" in words:
            process.kill()
            return 1
    return 0


def counted(run: dict[str, Any], out: Path, wanted: int, first: Path) -> dict[str, Any]:
    """What came of a run, beside the folder of the single engine."""
    files = sorted(out.glob("*.png"))
    keys = Counter(path.stem.rpartition("-")[2] for path in files)
    lines = Counter(one["line"] for one in run["told"] if one["state"] == "drawn")
    same = [
        (first / path.name).exists()
        and fingerprint_of(path.read_bytes()) == fingerprint_of((first / path.name).read_bytes())
        for path in files
    ]
    return {
        "pictures": len(files),
        "missing": wanted - len(keys),
        "twice": sum(count > 1 for count in (*keys.values(), *lines.values())),
        "different": same.count(False),
        "retried": sum(one["tries"] > 1 for one in run["told"]),
        "killed": run["killed"],
        "seconds": round(run["seconds"], 1),
        "pictures_per_minute": round(60 * len(files) / run["seconds"], 1),
    }


def main() -> None:
    """Measure and print."""
    go_offline()
    parser = argparse.ArgumentParser(prog="python -m bench batch", description=__doc__)
    parser.add_argument("--recipes", type=int, default=500, help="default: %(default)s")
    parser.add_argument("--side", type=int, default=128, help="pixels (default: %(default)s)")
    parser.add_argument("--steps", type=int, default=3, help="default: %(default)s")
    options = parser.parse_args()
    wanted = recipes(options.recipes, options.side, options.steps)
    figures: dict[str, Any] = {"recipes": len(wanted)}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LIKENESS_HOME"] = str(Path(folder) / "home")
        file = Path(folder) / "recipes.jsonl"
        file.write_text("".join(f"{recipe.to_json()}\n" for recipe in wanted))
        for way, flags in WAYS.items():
            out = Path(folder) / way
            run = drawn(file, out, flags, len(wanted) // 2 if flags else 0)
            figures[way] = counted(run, out, len(wanted), Path(folder) / "single")
    print(json.dumps(figures))
