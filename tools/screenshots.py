"""Walk through the real window on a virtual screen, and photograph each of its states.

    python tools/screenshots.py FOLDER          every state, theme, language and scale
    python tools/screenshots.py FOLDER --quick  the same with few portraits of few steps
    python tools/screenshots.py FOLDER --models the page of models alone
    python tools/screenshots.py --docs          the pictures of docs/screenshots

Needs Xvfb; `tools/bootstrap.py --screen` installs it. The walk is tools/window_walk.py: one at
100 %, begun in light English, and one at 200 %, begun in dark Chinese.
"""

import argparse
import contextlib
import dataclasses
import itertools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.window_user import Wishes

WIDTH, HEIGHT = 1440, 900  # of the window, in logical pixels
EVERY_LOOK = tuple(itertools.product(("light", "dark"), ("en", "zh_CN")))
DOCS = ROOT / "docs" / "screenshots"
CHOSEN = {  # photograph at 200 % -> file of DOCS
    "welcome-drawn-light-en": "welcome",
    "portrait-light-en": "portrait",
    "photo-light-en": "photo",
    "drawing-dark-en": "drawing",
    "queue-light-en": "queue",
    "gallery-dark-en": "gallery",
    "portrait-light-zh_CN": "chinese",
    "face-light-en": "face",
    "inside-light-en": "inside",
    "compare-dark-en": "compare",
    "people-light-en": "people",
    "camera-dark-en": "camera",
    "models-bundles-light-en": "models",
    "part-light-en": "part",
}
LARGEST = 250_000  # bytes of a file of DOCS
PEOPLE = 8


def main() -> int:
    """Do what the arguments ask for; says where the photographs are."""
    parser = argparse.ArgumentParser(description="Photograph the window.")
    parser.add_argument("folder", type=Path, nargs="?", help="where the photographs go")
    parser.add_argument("--quick", action="store_true", help="few portraits of few steps")
    parser.add_argument("--models", action="store_true", help="the page of models alone")
    parser.add_argument("--docs", action="store_true", help="retake those of docs/screenshots")
    parser.add_argument("--people", type=int, default=PEOPLE, help="how many portraits are drawn")
    parser.add_argument("--steps", type=int, default=0, help="of each portrait")
    options = parser.parse_args()
    if options.docs == bool(options.folder):
        parser.error("Name a folder, or --docs.")
    if options.docs:
        take_docs(options.people, options.steps)
        return 0
    folder: Path = options.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    people, steps = (3, 4) if options.quick else (options.people, options.steps)
    for scale, looks in ((1, EVERY_LOOK), (2, EVERY_LOOK[::-1])):
        wishes = Wishes(looks, f"{100 * scale}", people, steps, only_models=options.models)
        take(folder, scale, wishes)
    print(f"{len(list(folder.glob('*.png')))} photographs are in {folder}")
    return 0


def take(folder: Path, scale: int, wishes: Wishes) -> None:
    """Walk once in a home of its own, and come back once to see that everything was kept."""
    with virtual_screen(scale) as display, tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_SCALE_FACTOR": str(scale),
            "LIKENESS_HOME": home,
            **{f"XDG_{kind}_HOME": home for kind in ("DATA", "CONFIG", "STATE", "CACHE")},
        }
        environment.pop("WAYLAND_DISPLAY", None)
        walks = ((False, wishes.looks), (True, wishes.looks[::-1]))
        for back, looks in walks[:1] if wishes.only_models else walks:
            asked = dataclasses.asdict(dataclasses.replace(wishes, back=back, looks=looks))
            command = [sys.executable, "-m", "tools.window_walk", str(folder), json.dumps(asked)]
            subprocess.run(command, cwd=ROOT, env=environment, check=True)


def take_docs(people: int, steps: int) -> None:
    """Make exactly the photographs of docs/screenshots; the sheets there come from elsewhere."""
    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        looks = tuple(look for look in EVERY_LOOK if look != ("dark", "zh_CN"))
        take(Path(folder), 2, Wishes(looks, "200", people, steps))
        for old in DOCS.glob("*.webp"):  # the sheets beside them are made by `main.py`
            old.unlink()
        for name, chosen in CHOSEN.items():
            with Image.open(Path(folder) / f"{name}-200.png") as photograph:
                shrink(photograph.convert("RGB"), DOCS / f"{chosen}.webp")


def shrink(photograph: Image.Image, path: Path) -> None:
    """Save as WebP, as good as fits."""
    for quality in (92, 86, 80, 70, 60):
        photograph.save(path, quality=quality, method=6)
        if path.stat().st_size <= LARGEST:
            return
    raise RuntimeError(f"{path.name} does not fit into {LARGEST} bytes")


@contextlib.contextmanager
def virtual_screen(scale: int) -> Iterator[str]:
    """Xvfb with room for the window; yields its DISPLAY."""
    size = f"{WIDTH * scale}x{HEIGHT * scale}x24"
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", size, "-nolisten", "tcp"]
    try:
        server = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
    except FileNotFoundError:
        sys.exit("This needs Xvfb, a screen that nobody sees: python3 tools/bootstrap.py --screen")
    with server:
        try:
            assert server.stdout is not None
            yield f":{server.stdout.readline().strip()}"
        finally:
            server.terminate()


if __name__ == "__main__":
    sys.exit(main())
