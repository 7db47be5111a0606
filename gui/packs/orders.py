"""What was ordered to be fetched, and into which pack an addition is to come."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from core import durable
from core.errors import UserError
from core.jobs import JobControl
from core.packs import Pack
from core.packs.additions import new_items
from core.packs.bundles import Bundle
from core.packs.installing import Installer
from core.packs.ownership import copy_of
from core.packs.removing import remove_pack


@dataclass(frozen=True)
class Order:
    """One bundle or addition that the user wants.

    Attributes:
        name: of the bundle.
        pack: the folder of the pack that takes an addition in; empty: it is only fetched.
        title: that of the copy of this pack which takes it in; empty: the pack itself does.
    """

    name: str
    pack: str = ""
    title: str = ""

    def carry_out(self, installer: Installer, bundle: Bundle, control: JobControl) -> Pack | None:
        """Fetch what is missing, and make or change a pack; None: it was only fetched.

        Raises:
            as `Installer.install`, `Installer.add` and `copy_of`.
        """
        if bundle.manifest is not None:
            return installer.install(bundle, control)
        if not self.pack:
            installer.fetch(bundle, control)
            return None
        pack = Pack.load(Path(self.pack))
        if not self.title:
            return installer.add(bundle, pack, control)
        # Before the copy is made, so that one is not left over by each try that is broken off.
        installer.fetch(replace(bundle, items=new_items(bundle, pack)), control)
        name = pack.manifest.name
        copy = copy_of(pack, _free(installer.home / "packs", name), self.title, control)
        try:
            return installer.add(bundle, copy, control)
        except BaseException:
            remove_pack(copy, installer.home)
            raise


def read_orders(file: Path) -> tuple[Order, ...]:
    """What was unfinished; nothing, where that is not known."""
    try:
        kept: Any = json.loads(file.read_text(encoding="utf-8"))
        return tuple(Order(**{key: str(one[key]) for key in one}) for one in kept)
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return ()


def write_orders(file: Path, orders: Iterable[Order]) -> None:
    """Write down what is unfinished; it is no harm where that fails."""
    kept = [asdict(one) for one in orders]
    with contextlib.suppress(UserError, OSError):
        if kept or file.exists():
            durable.make_folder(file.parent)
            durable.save(json.dumps(kept).encode("ascii"), file)


def _free(packs: Path, name: str) -> Path:
    """A folder for a copy of a pack of this name."""
    number = 1
    while (folder := packs / (f"{name}-copy-{number}" if number > 1 else f"{name}-copy")).exists():
        number += 1
    return folder
