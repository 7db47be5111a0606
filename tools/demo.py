"""Draw a portrait of a sample person with the demo pack, and show it: `make demo`."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core.errors import UserError
from core.library.chosen import open_chosen
from core.library.lock import LibraryInUse
from core.system import display_answers

PORTRAIT = ROOT / "portrait.png"
SAMPLES = ROOT / "resources" / "samples"


def main() -> int:
    """Draw, say where the picture is, and open the window on it where there is a screen."""
    sample = min(SAMPLES.glob("*.json"))
    about = json.loads(sample.read_text(encoding="utf-8"))
    likeness = [sys.executable, str(ROOT / "main.py")]
    screen = display_answers()
    is_open = screen and window_is_open()
    keep = screen and not is_open
    print(f"Drawing {about['name']}: {about['prompt']}", flush=True)
    drawn = subprocess.run(
        [
            *(*likeness, "generate", "--pack", "demo", "--seed", "9"),
            *("--prompt", about["prompt"]),
            *("--face", str(sample.with_suffix(".png"))),
            *("--out", str(PORTRAIT)),
            *(("--keep",) if keep else ()),  # or the window would not know how alike it is
        ],
        check=False,
    )
    if drawn.returncode:
        return drawn.returncode
    print(f"The portrait is in {PORTRAIT}", flush=True)
    if not screen:
        print("No display was found here, so the window stays closed.")
        return 0
    if is_open:
        print("Likeness is open already: Ctrl+O opens the portrait there.")
        return 0
    return subprocess.run([*likeness, "--open", str(PORTRAIT)], check=False).returncode


def window_is_open() -> bool:
    """Whether a window has the library in which the portrait would be kept."""
    try:
        library, _ = open_chosen()
    except LibraryInUse:
        return True
    except UserError:
        return False  # the drawing tells why
    library.close(keep_trash=True)
    return False


if __name__ == "__main__":
    sys.exit(main())
