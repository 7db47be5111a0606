"""Bring the translations up to date with the texts of the window: `python tools/translate.py`.

New texts come into resources/i18n/*.ts as unfinished; translate them there, with Qt Linguist or
an editor, and run this again: it also makes the .qm files that the window reads.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n"


def main() -> int:
    """Collect, then compile; says what is unfinished and returns 1 if there is any."""
    unfinished = 0
    for path in sorted(FOLDER.glob("*.ts")):
        collect(path)
        release(path)
        unfinished += path.read_text(encoding="utf-8").count('type="unfinished"')
    print(f"{unfinished} texts are not translated yet." if unfinished else "All is translated.")
    return 1 if unfinished else 0


def collect(path: Path) -> None:
    """Bring one .ts file up to date with all texts of the window."""
    sources = sorted(str(source.relative_to(ROOT)) for source in (ROOT / "gui").rglob("*.py"))
    options = ("-no-obsolete", "-locations", "none", "-no-ui-lines", "-ts", str(path))
    _run("pyside6-lupdate", *sources, *options)


def release(path: Path) -> None:
    """Make the .qm file beside a .ts file; what is unfinished is left out."""
    _run("pyside6-lrelease", "-nounfinished", str(path), "-qm", str(path.with_suffix(".qm")))


def _run(tool: str, *arguments: str) -> None:
    program = Path(sys.executable).with_name(tool)
    done = subprocess.run(
        [program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{tool} failed: {done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main())
