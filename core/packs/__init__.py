"""Packs: folders of models with a `pack.json`."""

from core.packs.manifest import Manifest
from core.packs.store import Pack, PackStore, default_store

__all__ = ["Manifest", "Pack", "PackStore", "default_store"]
