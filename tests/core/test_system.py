"""core.system: which libraries the window needs, and how to get them."""

import os
import sys
from pathlib import Path

import pytest

from core import system
from core.system import Library

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the Linux loader")


@LINUX
def test_nothing_is_missing_where_the_tests_run():
    assert system.missing_libraries(("always",)) == ()


@LINUX
def test_absent_library_is_named(monkeypatch: pytest.MonkeyPatch):
    nowhere = {"always": (("libc.so.6", "libc6"), ("liblikeness-none.so.9", "libnone9"))}
    monkeypatch.setattr(system, "_NEEDED", nowhere)
    missing = system.missing_libraries(("always",))
    assert missing == (Library("liblikeness-none.so.9", ("libnone9",), "always"),)


def program(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{text}\n")
    (folder / name).chmod(0o755)


GLIB = Library("libglib-2.0.so.0", ("libglib2.0-0t64", "libglib2.0-0"), "always")


@LINUX
@pytest.mark.parametrize(
    ("candidate", "expected"), [("2.80.0", "libglib2.0-0t64"), ("(none)", "libglib2.0-0")]
)
def test_apt_gets_the_name_that_this_release_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, candidate: str, expected: str
):
    program(tmp_path, "apt-get", "")
    program(tmp_path, "apt-cache", f"echo '  Candidate: {candidate}'")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    command = system.install_command([GLIB, GLIB])
    assert command == ("apt-get", "install", "-y", "--no-install-recommends", expected)


@LINUX
def test_dnf_is_asked_for_the_library_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    program(tmp_path, "dnf", "")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert system.install_command([GLIB])[-1] == "libglib-2.0.so.0()(64bit)"


@LINUX
def test_without_package_manager_there_is_no_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert system.install_command([GLIB]) == ()
    assert system.install_command([]) == ()


@LINUX
def test_display_kinds_follow_the_session(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not system.has_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert system.display_kinds() == ("wayland",)
    assert system.has_display()
