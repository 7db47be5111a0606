"""main.py doctor: is everything here that Likeness needs? One line each, with the remedy."""

import importlib.metadata
import platform
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from core import system
from core.computer import has_nvidia, look_at_computer
from core.credentials import is_available
from core.errors import UserError
from core.jobs import JobControl
from core.library.database import SAFE_WAL, journal_mode
from core.packs import Pack, default_store
from core.packs.checked import CheckedFiles
from core.packs.defaults import default_recipe
from core.recipe import Identity
from core.settings import data_folder, wants_credentials

PACKAGES = (
    "torch",
    "diffusers",
    "transformers",
    "accelerate",
    "peft",
    "safetensors",
    "onnx",
    "onnxruntime",
    "insightface",
    "opencv-python",
    "pillow",
    "numpy",
    "pydantic",
    "PySide6-Essentials",
)
_INSTALL = "Run `make setup`."


@dataclass(frozen=True)
class Finding:
    """One line of the report; `remedy` is empty where all is well."""

    subject: str
    state: str
    remedy: str = ""

    def line(self) -> str:
        mark = "!!" if self.remedy else "ok"
        return f"{mark}  {self.subject}: {self.state}" + (f". {self.remedy}" * bool(self.remedy))


def run() -> int:
    """Print the report.

    Returns:
        0 if there is nothing to do, else 1.
    """
    well = True
    for finding in _findings():
        print(finding.line(), flush=True)
        well = well and not finding.remedy
    return 0 if well else 1


def _findings() -> Iterator[Finding]:
    yield Finding("python", f"{platform.python_version()} on {platform.platform(terse=True)}")
    yield from map(_package, PACKAGES)
    journal = journal_mode(sqlite3.sqlite_version_info)[0]
    reason = "" if journal == "WAL" else f", as below {'.'.join(map(str, SAFE_WAL))}"
    yield Finding("sqlite", f"{sqlite3.sqlite_version}, journal {journal}{reason}")
    yield _credentials()
    yield _device()
    yield from _memory_and_disk()
    yield _libraries()
    yield _display()
    yield from _packs()


def _package(name: str) -> Finding:
    try:
        return Finding(name, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, "not installed", _INSTALL)


def _credentials() -> Finding:
    """An extra: without it there is nothing to do."""
    name = "content credentials"
    if not is_available():
        return Finding(name, "none; to sign pictures: .venv/bin/pip install c2pa-python")
    version = importlib.metadata.version("c2pa-python")
    if not wants_credentials():
        return Finding(name, f"switched off (c2pa-python {version})")
    return Finding(name, f"signed with c2pa-python {version}")


def _device() -> Finding:
    try:
        import torch
    except (ImportError, OSError) as error:
        return Finding("device", f"torch can't be loaded ({error})", _INSTALL)
    if torch.cuda.is_available():
        about = torch.cuda.get_device_properties(0)
        return Finding("device", f"{about.name}, {about.total_memory / 1e9:.0f} GB")
    if torch.backends.mps.is_available():
        return Finding("device", "Apple GPU (mps)")
    if has_nvidia():
        return Finding(
            "device",
            "cpu, though there is an NVIDIA driver",
            "Install the CUDA build of torch: see the README.",
        )
    return Finding("device", f"cpu, {torch.get_num_threads()} threads")


def _memory_and_disk() -> Iterator[Finding]:
    folder = data_folder()
    here = look_at_computer(folder)
    remedy = "Close other programs, and draw small pictures." if here.short_of_memory else ""
    yield Finding("memory", f"{here.memory / 1e9:.1f} GB", remedy)
    remedy = "Free some space: pictures and packs are kept there." if here.short_of_disk else ""
    yield Finding("disk", f"{here.free / 1e9:.1f} GB free for {folder}", remedy)


def _libraries() -> Finding:
    missing = system.missing_libraries(("always", *system.display_kinds()))
    if not missing:
        return Finding("system libraries", "all there")
    names = ", ".join(library.soname for library in missing)
    command = " ".join(system.install_command(missing))
    remedy = f"Run as root: {command}" if command else "Install them with the package manager."
    return Finding("system libraries", f"missing {names}", remedy)


def _display() -> Finding:
    if system.display_answers():
        return Finding("display", "there is one")
    if system.has_display():
        return Finding("display", "named, but does not answer", "Check DISPLAY.")
    return Finding("display", "none; main.py generate works without")


def _packs() -> Iterator[Finding]:
    store = default_store()
    packs = store.list()
    for fault in store.damaged():
        yield Finding("pack", str(fault).rstrip("."), fault.hint)
    if not packs:
        yield Finding("packs", "none", "Restore the folder resources/packs.")
    for pack in packs:
        name = f"pack {pack.manifest.name}"
        try:
            CheckedFiles().verify(pack, JobControl(), anew=True)
        except UserError as error:
            yield Finding(name, str(error).rstrip("."), error.hint)
        else:
            yield Finding(name, f"{len(pack.manifest.files)} files as published")
            yield _plan(pack)


def _plan(pack: Pack) -> Finding:
    """How a portrait of the pack's own size would be kept in memory."""
    name = f"memory for {pack.manifest.name}"
    try:
        from core.engine.memory import device_here
        from core.engine.sparing import Sparing

        device = device_here()
    except (ImportError, OSError):
        return Finding(name, "not known without torch and diffusers", _INSTALL)
    except UserError as error:  # a device is named that is not there
        return Finding(name, str(error).rstrip("."), error.hint)
    recipe, size = default_recipe(pack.manifest), pack.manifest.defaults
    if pack.manifest.instantid is not None:
        somebody = Identity(references=("0" * 64,))
        recipe = recipe.model_copy(update={"identities": (somebody,)})
    plan = Sparing(pack, device).plan(recipe, (size.width, size.height))
    told = str(plan.sentence()).rstrip(".")
    return Finding(name, f"{told}, on {plan.device}, for {size.width} x {size.height} pixels")
