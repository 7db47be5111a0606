"""Set up all that Likeness needs to run, once: `python3 tools/bootstrap.py [--tests] [--screen]`.

Only the standard library is used. A virtual environment `.venv` with the locked packages is made
or brought up to date, and on Debian and Ubuntu missing system libraries are installed. A second
run finds that nothing is left to do in a fraction of a second.
"""

import sys

if sys.version_info < (3, 11):  # before anything that an older Python could not read
    sys.exit(
        f"Likeness needs Python 3.11 or newer, and this is Python {sys.version.split()[0]}. "
        "Install a newer one, or name it: make PYTHON=python3.12 run"
    )

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core.system import Kind, display_kinds, install_command, missing_libraries

VENV = ROOT / ".venv"


def main() -> None:
    """Do what is left to do; ends with one sentence where something is in the way."""
    parser = argparse.ArgumentParser(description="Set up Likeness in its own folder.")
    parser.add_argument("--tests", action="store_true", help="also what the tests need")
    parser.add_argument("--screen", action="store_true", help="also a screen that nobody sees")
    options = parser.parse_args()
    wants_tests: bool = options.tests

    ensure_libraries(("always", "x11") if options.screen else ("always", *display_kinds()))
    if options.screen:
        ensure_screen()
    if wants_tests and sys.platform.startswith("linux"):
        ensure_program("strace")
    python = ensure_venv()
    ensure_packages(python, ROOT / "requirements.lock")
    ensure_unpacked(python)
    if wants_tests:
        ensure_packages(python, ROOT / "requirements-test.lock")


def ensure_libraries(kinds: tuple[Kind, ...]) -> None:
    """Install the missing shared libraries, or say which line installs them and stop."""
    needed = missing_libraries(kinds)
    if not needed:
        return
    names = ", ".join(library.soname for library in needed)
    command = install_command(needed)
    if not command:
        sys.exit(f"These system libraries are missing: {names}. Please install them.")
    say(f"Missing system libraries: {names}")
    install(command)
    still = missing_libraries(kinds)
    if still:
        names = ", ".join(library.soname for library in still)
        sys.exit(f"These system libraries are still missing: {names}. Please install them.")


def ensure_program(name: str, *packages: str) -> None:
    """Install a program; its Debian package has the same name unless `packages` are named."""
    if shutil.which(name):
        return
    if not shutil.which("apt-get"):
        sys.exit(f"The tests need the program {name}. Please install it.")
    say(f"The tests need {name}.")
    install(("apt-get", "install", "-y", "--no-install-recommends", *(packages or (name,))))


def ensure_screen() -> None:
    """Install a virtual screen, and fonts for English and Chinese where there are none."""
    if not sys.platform.startswith("linux"):
        sys.exit("A virtual screen is to be had on Linux alone.")
    ensure_program("Xvfb", "xvfb")
    ensure_program("fc-list", "fontconfig")
    for language, package in (("en", "fonts-dejavu-core"), ("zh", "fonts-droid-fallback")):
        command = ["fc-list", f":lang={language}"]
        if not subprocess.run(command, capture_output=True, check=False).stdout:
            say(f"The window needs a font for this language: {language}.")
            install(("apt-get", "install", "-y", "--no-install-recommends", package))


def ensure_venv() -> Path:
    """Make `.venv` unless it works already.

    Returns:
        Its Python.
    """
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if python.exists() and has_pip(python):
        return python
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        if not shutil.which("apt-get"):
            sys.exit(
                "This Python can't make virtual environments: its module ensurepip is missing."
            )
        say(f"Making virtual environments needs {package}.")
        install(("apt-get", "install", "-y", "--no-install-recommends", package))
    say("Making the virtual environment .venv")
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
    if done.returncode:
        sys.exit("The virtual environment could not be made; the lines above say why.")
    return python


def has_pip(python: Path) -> bool:
    """False in an environment whose making was interrupted."""
    asked = subprocess.run([str(python), "-c", "import pip"], capture_output=True, check=False)
    return asked.returncode == 0


def ensure_packages(python: Path, lock: Path) -> None:
    """Install the packages of a lock file, unless exactly these were installed before."""
    stamp = VENV / f"{lock.name}.sha256"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    stamp.unlink(missing_ok=True)
    count = sum(line[:1].isalnum() for line in lock.read_text().splitlines())
    say(f"Installing {count} packages of {lock.name}; the first time this takes some minutes.")
    pip = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    if subprocess.run([*pip, "-r", str(lock)], check=False).returncode:
        sys.exit(
            "The packages could not be installed; the lines above say why. Check the network "
            "and the disk space, then run the same command again: it goes on from here."
        )
    unpack(python)
    stamp.write_text(digest)


def ensure_unpacked(python: Path) -> None:
    """Have PySide keep its own Python modules as files, by its switch SBK_EMBED.

    Out of the archive in which they come, they are compiled anew at every start.
    """
    places = ("lib/python*/site-packages", "Lib/site-packages")  # the second on Windows
    if not any(found for place in places for found in VENV.glob(f"{place}/shiboken6/files.dir")):
        unpack(python)


def unpack(python: Path) -> None:
    """Unpack them, in place of those of an earlier PySide. Where that fails, nothing is lost."""
    command = [str(python), "-c", "import PySide6.QtCore"]
    environment = {**os.environ, "SBK_EMBED": "no"}
    subprocess.run(command, env=environment, capture_output=True, check=False)


def install(command: tuple[str, ...]) -> None:
    """Run a package manager's command as root; where that is impossible, print it and stop."""
    prefix = root_prefix()
    if prefix is None:
        sys.exit(f"Please run this line, then try again:\n  sudo {' '.join(command)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = [[*command]]
    if command[0] == "apt-get":
        steps.insert(0, ["apt-get", "update"])
    for step in steps:
        done = subprocess.run(
            [*prefix, *step],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        # An update may fail for one outdated source while the packages are there all the same.
        if done.returncode and step[1] != "update":
            sys.exit(f"{done.stdout}\nThis line failed: {' '.join(step)}")


def root_prefix() -> list[str] | None:
    """What to put before a command that needs root: nothing, sudo, or None if neither works."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
        if asked.returncode == 0:
            return ["sudo", "-n"]
    return None


def say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    main()
