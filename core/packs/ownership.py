"""Which packs the user may change: those in the user's own folder."""

from pathlib import Path

from core.errors import BadInput
from core.jobs import JobControl
from core.packs.assembling import assemble
from core.packs.store import Pack
from core.told import Told


def is_own(pack: Pack, packs: Path) -> bool:
    """Whether a pack lies directly in the user's folder of packs."""
    return pack.folder.parent == packs.resolve()


def refuse_if_not_own(pack: Pack, packs: Path) -> None:
    """Refuse to change what came with Likeness or belongs to somebody else.

    Raises:
        BadInput
    """
    if not is_own(pack, packs):
        raise BadInput(
            Told("The pack {0} is not one of your own, and stays as it is.", pack.manifest.name),
            "Make a copy of it, and change that.",
        )


def copy_of(pack: Pack, folder: Path, title: str, control: JobControl) -> Pack:
    """A pack of the user with the same content; large files take no room twice.

    Args:
        pack: any.
        folder: of the new pack, whose name becomes the pack's; must not exist.
        title: shown to the user.
        control: to watch and cancel.

    Raises:
        as `assemble`.
    """
    manifest = pack.manifest.model_dump(mode="json", exclude={"files"})
    places = {relative: pack.path(relative) for relative in pack.manifest.files}
    return assemble(folder, places, {}, {**manifest, "name": folder.name, "title": title}, control)
