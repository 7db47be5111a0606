"""Bring the translations up to date with the texts of the window: `python tools/translate.py`.

New texts come into resources/i18n/*.ts as unfinished; translate them there, with Qt Linguist or
an editor, and run this again: it also makes the .qm files that the window reads.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core import recipe  # noqa: E402
from core.styles import read_styles  # noqa: E402

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
    with tempfile.TemporaryDirectory() as folder:
        declared = Path(folder) / "declared.py"
        lines = (
            f"QT_TRANSLATE_NOOP({json.dumps(context)}, {json.dumps(text, ensure_ascii=False)})"
            for context, text in declared_texts()
        )
        declared.write_text("\n".join(lines), encoding="utf-8")
        _run("pyside6-lupdate", *sources, str(declared), *options)


def declared_texts() -> Iterator[tuple[str, str]]:
    """Context and text of what the window takes from core: fields of the recipe, and styles."""
    parts = (
        *(recipe.Recipe, recipe.Identity, recipe.ImagePrompt, recipe.Control),
        *(recipe.Lora, recipe.Start, recipe.Sampling),
    )
    for part in parts:
        for field in part.model_fields.values():
            words = [rule for rule in field.metadata if isinstance(rule, recipe.Words)]
            names = (name for rule in words for name in rule.names.values())
            yield from (
                ("Recipe", text) for text in (field.title, field.description, *names) if text
            )
    for style in read_styles(ROOT / "resources" / "styles.json"):
        yield "Styles", style.title


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
