"""Bring the translations up to date with the texts of the window: `python tools/translate.py`.

New texts come into resources/i18n/*.ts as unfinished; translate them there, with Qt Linguist or
an editor, and run this again: it also makes the .qm files that the window reads.
"""

import ast
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core import recipe
from core.packs.manifest import Manifest
from core.pose import HeadPose
from core.recipe_control import Preprocessing
from core.recipe_parts import BlockWeight
from core.styles import read_styles

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
    """Context and text of what the window takes from elsewhere than its own `tr`.

    Fields of the recipe, styles, what the packs that come along say of themselves, and the
    sentences of `core.told`.
    """
    parts = (
        *(recipe.Recipe, recipe.Identity, recipe.ImagePrompt, BlockWeight, recipe.Control),
        Preprocessing,
        *(recipe.Lora, recipe.Start, recipe.Upscale, recipe.Refine, recipe.Sampling, HeadPose),
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
    for file in sorted((ROOT / "resources" / "packs").glob("*/pack.json")):
        pack = Manifest.model_validate_json(file.read_bytes())
        terms = (licence.covers for licence in pack.licences)
        yield from (("Told", text) for text in (pack.title, pack.description, *terms) if text)
    yield from (("Told", sentence) for sentence in dict.fromkeys(told_sentences()))


def told_sentences() -> Iterator[str]:
    """Every pattern and literal that a UserError, or a Told, of core or the window is made with.

    What only the command line says stays English.
    """
    for _, node in told_nodes():
        yield from filter(None, map(literal, node))


def told_nodes() -> Iterator[tuple[Path, tuple[ast.expr, ...]]]:
    """Files of core and the window, and what in them is said to the user, piece by piece."""
    paths = (*(ROOT / "core").rglob("*.py"), *(ROOT / "gui").rglob("*.py"))
    sources = {path: ast.parse(path.read_bytes()) for path in sorted(paths)}
    nodes = [(path, node) for path, tree in sources.items() for node in ast.walk(tree)]
    errors = kinds_of_errors([node for _, node in nodes if isinstance(node, ast.ClassDef)])
    for path, node in nodes:
        if path.parent.name != "commands" and (said := said_by(node, errors)):
            yield path, said


def kinds_of_errors(classes: list[ast.ClassDef]) -> set[str]:
    """Names of UserError and all that derive from it."""
    names = {"UserError"}
    while (
        more := {one.name for one in classes if names & {ast.unparse(base) for base in one.bases}}
        - names
    ):
        names |= more
    return names


def said_by(node: ast.AST, errors: set[str]) -> tuple[ast.expr, ...]:
    """Which parts of a piece of source are sentences for the user, written there or made there."""
    if isinstance(node, ast.Call):
        maker = ast.unparse(node.func).rpartition(".")[2]
        if maker == "Told":
            return tuple(node.args[:1])
        if maker in errors:
            return tuple(one for part in node.args for one in alternatives(part))
    elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "hint":
        return tuple(alternatives(node.value))
    return ()


def alternatives(node: ast.expr) -> Iterator[ast.expr]:
    """Both sides of `a if b else c`; else the expression itself."""
    if isinstance(node, ast.IfExp):
        yield from (*alternatives(node.body), *alternatives(node.orelse))
    else:
        yield node


def literal(node: ast.expr) -> str:
    """A text as it stands in the source; empty for anything that is made there."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


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
