"""A picture names the model files that it was made with, the user's own upscaler among them."""

import hashlib

import torch

from core.engine.made import made_with
from core.packs import Pack
from core.packs.taking_part import files_of
from core.recipe import Recipe, Upscale
from core.retouch.upscaling_models import folder


def test_an_upscaler_of_the_users_own_is_named_by_its_content(demo_pack: Pack) -> None:
    plain = Recipe(pack="demo", upscale=Upscale(upscaler="4x-faces"))
    file = folder() / "4x-faces.safetensors"
    file.parent.mkdir(parents=True)
    for content in (b"one", b"another one"):
        file.write_bytes(content)
        made = made_with(plain, demo_pack.manifest, torch.device("cpu"), torch.float32)
        own = {"upscalers/4x-faces.safetensors": hashlib.sha256(content).hexdigest()}
        assert made.files == files_of(demo_pack.manifest, plain) | own


def test_without_one_the_pack_alone_is_named(demo_pack: Pack) -> None:
    for recipe in (Recipe(pack="demo", upscale=Upscale()), Recipe(pack="demo")):
        made = made_with(recipe, demo_pack.manifest, torch.device("cpu"), torch.float32)
        assert made.files == files_of(demo_pack.manifest, recipe)
