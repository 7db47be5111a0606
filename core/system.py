"""What the window needs from a Linux system, asked with the standard library alone.

Qt aborts the process when a shared library is missing, so the set-up and `main.py doctor` look
first. On Windows and macOS everything needed comes with the packages.
"""

import ctypes
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["always", "x11", "wayland"]


@dataclass(frozen=True)
class Library:
    """A shared library, and the Debian packages that may carry it, the newest name first."""

    soname: str
    packages: tuple[str, ...]
    kind: Kind


_NEEDED: Mapping[Kind, tuple[tuple[str, str], ...]] = {
    "always": (
        ("libGL.so.1", "libgl1"),
        ("libEGL.so.1", "libegl1"),
        ("libX11.so.6", "libx11-6"),
        ("libxkbcommon.so.0", "libxkbcommon0"),
        ("libfontconfig.so.1", "libfontconfig1"),
        ("libfreetype.so.6", "libfreetype6"),
        ("libglib-2.0.so.0", "libglib2.0-0t64 libglib2.0-0"),
        ("libgthread-2.0.so.0", "libglib2.0-0t64 libglib2.0-0"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libzstd.so.1", "libzstd1"),
    ),
    "x11": (
        ("libX11-xcb.so.1", "libx11-xcb1"),
        ("libxcb.so.1", "libxcb1"),
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxcb-icccm.so.4", "libxcb-icccm4"),
        ("libxcb-image.so.0", "libxcb-image0"),
        ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
        ("libxcb-randr.so.0", "libxcb-randr0"),
        ("libxcb-render.so.0", "libxcb-render0"),
        ("libxcb-render-util.so.0", "libxcb-render-util0"),
        ("libxcb-shape.so.0", "libxcb-shape0"),
        ("libxcb-shm.so.0", "libxcb-shm0"),
        ("libxcb-sync.so.1", "libxcb-sync1"),
        ("libxcb-util.so.1", "libxcb-util1"),
        ("libxcb-xfixes.so.0", "libxcb-xfixes0"),
        ("libxcb-xkb.so.1", "libxcb-xkb1"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ),
    "wayland": (
        ("libwayland-client.so.0", "libwayland-client0"),
        ("libwayland-cursor.so.0", "libwayland-cursor0"),
        ("libwayland-egl.so.1", "libwayland-egl1"),
    ),
}

# The client library of each window system, and what connects and disconnects.
_DISPLAYS: Mapping[Kind, tuple[str, str, str]] = {
    "x11": ("libX11.so.6", "XOpenDisplay", "XCloseDisplay"),
    "wayland": ("libwayland-client.so.0", "wl_display_connect", "wl_display_disconnect"),
}


def has_display() -> bool:
    """Whether this session names a display; see `display_answers`."""
    return sys.platform in ("darwin", "win32") or bool(display_kinds())


def display_answers() -> bool:
    """Whether a window can be shown: a display that is named but gone makes Qt abort."""
    return sys.platform in ("darwin", "win32") or any(map(_connects, display_kinds()))


def display_kinds() -> tuple[Kind, ...]:
    """The window systems that this Linux session offers; none without a display."""
    kinds: list[Kind] = []
    if os.environ.get("DISPLAY"):
        kinds.append("x11")
    if os.environ.get("WAYLAND_DISPLAY"):
        kinds.append("wayland")
    return tuple(kinds)


def missing_libraries(
    kinds: Iterable[Kind] = ("always", "x11", "wayland"),
) -> tuple[Library, ...]:
    """The libraries of these kinds that the loader does not find; always () outside Linux."""
    if not sys.platform.startswith("linux"):
        return ()
    wanted = [
        Library(soname, tuple(packages.split()), kind)
        for kind in kinds
        for soname, packages in _NEEDED[kind]
    ]
    return tuple(library for library in wanted if not _loads(library.soname))


def install_command(libraries: Iterable[Library]) -> tuple[str, ...]:
    """The command, without sudo, by which this system's package manager installs them.

    Returns:
        apt-get or dnf with its arguments, or () where neither is found or nothing is missing.
    """
    import shutil  # only where something is missing: the window must not wait for it

    missing = tuple(libraries)
    if not missing:
        return ()
    if shutil.which("apt-get"):
        packages = dict.fromkeys(_debian_name(library.packages) for library in missing)
        return ("apt-get", "install", "-y", "--no-install-recommends", *packages)
    if shutil.which("dnf"):
        return ("dnf", "install", "-y", *(f"{library.soname}()(64bit)" for library in missing))
    return ()


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _connects(kind: Kind) -> bool:
    """Whether the display that the session names for this window system takes a connection."""
    soname, connect, disconnect = _DISPLAYS[kind]
    try:
        library = ctypes.CDLL(soname)
    except OSError:
        return False
    opened = library[connect]
    opened.restype, opened.argtypes = ctypes.c_void_p, (ctypes.c_char_p,)
    display = opened(None)  # None: the one that the environment names
    if display is None:
        return False
    library[disconnect](ctypes.c_void_p(display))
    return True


def _debian_name(candidates: tuple[str, ...]) -> str:
    """The first name that apt knows here; the last where it knows none."""
    import subprocess

    for name in candidates[:-1]:
        query = ["apt-cache", "policy", name]
        known = subprocess.run(query, capture_output=True, text=True, check=False).stdout
        if "Candidate: " in known and "Candidate: (none)" not in known:
            return name
    return candidates[-1]
