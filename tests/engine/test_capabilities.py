"""What the engine or the pack cannot do is refused by name, before anything is loaded."""

from typing import Any

import pytest

from core.engine import Engine
from core.engine.capabilities import unsupported
from core.engine.models import Models
from core.errors import BadInput, DamagedPack, Unsupported
from core.jobs import JobControl
from core.packs import Pack
from core.recipe import Recipe
from tests.engine.conftest import Parity

FACE = {"references": ["0" * 64]}


def recipe(**parts: Any) -> Recipe:
    sampling = {"width": 64, "height": 128, **parts.pop("sampling", {})}
    return Recipe.from_data({"prompt": "a", "pack": "parity", "sampling": sampling, **parts})


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"loras": [{"name": "paint"}]}, "The pack 'parity' has no LoRA 'paint'; it has none."),
        (
            {"sampling": {"scheduler": "lcm", "steps": 51}},
            "The scheduler lcm takes at most 50 steps, not 51.",
        ),
        (
            {"sampling": {"scheduler": "tcd", "spacing": "karras"}},
            "The scheduler tcd can't space its steps as 'karras'.",
        ),
        ({"identities": [FACE] * 4}, "A picture has room for 3 people at most."),
        ({"identities": [FACE]}, "The pack 'parity' has no face models"),
        (
            {"image_prompts": [{"images": ["0" * 64], "adapter": "other"}]},
            "no image-prompt adapter 'other'; it has ip-adapter, ip-adapter-plus",
        ),
        (
            {"controls": [{"net": "canny", "image": "0" * 64}]},
            "no ControlNet 'canny'; it has plain",
        ),
        ({"sampling": {"width": 72}}, "the width must be a multiple of 32: 64 instead of 72"),
        ({"sampling": {"height": 120}}, "the height must be a multiple of 32: 128 instead of 120"),
        ({"pack": "demo"}, "asks for the pack 'demo', not for 'parity'"),
    ],
)
def test_it_is_named(parts: dict[str, Any], words: str, parity: Parity):
    engine = Engine(parity.pack)
    with pytest.raises(Unsupported, match=words):
        engine.generate(recipe(**parts), {}, JobControl())
    assert engine.unsupported(recipe()) == ()


def test_the_loras_of_the_pack_are_listed(rich: Models):
    known = recipe(loras=[{"name": "soft"}, {"name": "style", "weight": -1}])
    assert unsupported(known, rich.pack) == ()
    [reason] = unsupported(recipe(loras=[{"name": "oil"}, {"name": "soft"}]), rich.pack)
    assert reason == "The pack 'parity' has no LoRA 'oil'; it has soft, style."


def test_all_reasons_are_given(parity: Parity):
    wrong = recipe(loras=[{"name": "a"}, {"name": "b"}], sampling={"width": 72})
    assert len(unsupported(wrong, parity.pack)) == 3


def test_other_families_are_named(parity: Parity):
    manifest = parity.pack.manifest.model_copy(update={"family": "flux"})
    reasons = unsupported(recipe(), Pack(parity.pack.folder, manifest))
    assert reasons == ("Packs of the family 'flux' are not supported yet.",)


def test_a_missing_settings_file_is_named(parity: Parity, tmp_path):
    with pytest.raises(DamagedPack, match=r"sdxl/unet/config\.json"):
        unsupported(recipe(), Pack(tmp_path, parity.pack.manifest))


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"start": {"image": "1" * 64}}, "source image 111111111111 of this recipe is missing"),
        ({"prompt": " "}, "Write a prompt"),
        (
            {"start": {"image": "1" * 64, "strength": 0.01}},
            "A change of 0.01 in 20 steps leaves no step",
        ),
    ],
)
def test_nothing_to_draw_is_bad_input(parts: dict[str, Any], words: str, parity: Parity):
    with pytest.raises(BadInput, match=words):
        Engine(parity.pack).generate(recipe(**parts), {}, JobControl())


def test_a_pack_without_its_files_is_damaged(parity: Parity, tmp_path):
    for part in ("unet", "vae"):
        (tmp_path / "sdxl" / part).mkdir(parents=True)
        source = parity.pack.path(f"sdxl/{part}/config.json")
        (tmp_path / "sdxl" / part / "config.json").write_bytes(source.read_bytes())
    engine = Engine(Pack(tmp_path, parity.pack.manifest))
    with pytest.raises(DamagedPack, match="'parity' is damaged: sdxl cannot be read"):
        next(engine.generate(recipe(), {}, JobControl()))
