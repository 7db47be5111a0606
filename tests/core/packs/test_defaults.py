"""Recipes to begin with: as the pack recommends, and as a quick draft."""

import json

import pytest

from core.errors import BadInput
from core.packs.defaults import adapted, default_recipe, draft_recipe
from core.packs.manifest import Manifest
from core.packs.store import Pack
from core.recipe import Recipe

DRAFT = {"lora": "quick", "steps": 4, "guidance": 1.0, "scheduler": "lcm"}


@pytest.fixture
def manifest(pack: Pack) -> Manifest:
    """A pack that can draw drafts."""
    data = json.loads((pack.folder / "pack.json").read_text())
    files = [{"name": name, "file": "ip/a.safetensors"} for name in ("oil", "quick")]
    return Manifest.model_validate_json(json.dumps({**data, "loras": files, "draft": DRAFT}))


def recipe(manifest: Manifest, **parts: object) -> Recipe:
    return Recipe.from_data({**default_recipe(manifest).model_dump(mode="json"), **parts})


def test_a_draft_changes_nothing_but_sampling_and_loras(manifest: Manifest):
    sampling = {"width": 192, "height": 64, "seed": 7, "count": 3, "steps": 40, "guidance": 6}
    whole = recipe(manifest, prompt="a", loras=[{"name": "oil", "weight": 0.5}], sampling=sampling)
    draft = draft_recipe(whole, manifest)
    assert draft is not None
    changed = {"steps": 4, "guidance": 1.0, "scheduler": "lcm"}
    assert draft.model_dump() == {
        **whole.model_dump(),
        "sampling": {**whole.sampling.model_dump(), **changed},
        "loras": ({"name": "quick", "weight": 1.0}, {"name": "oil", "weight": 0.5}),
    }
    assert Recipe.from_json(draft.to_json()) == draft


def test_a_draft_of_a_draft_is_the_same(manifest: Manifest):
    once = draft_recipe(recipe(manifest, loras=[{"name": "quick", "weight": 0.3}]), manifest)
    assert once is not None
    assert [(lora.name, lora.weight) for lora in once.loras] == [("quick", 1.0)]
    assert draft_recipe(once, manifest) == once


def test_a_pack_without_draft_has_none(pack: Pack):
    assert draft_recipe(recipe(pack.manifest, prompt="a"), pack.manifest) is None


def test_a_recipe_full_of_loras_has_no_room_for_a_draft(manifest: Manifest):
    full = recipe(manifest, loras=[{"name": "oil"}] * 16)
    with pytest.raises(BadInput, match="loras"):
        draft_recipe(full, manifest)


def test_a_recipe_for_another_pack_keeps_words_and_people_and_leaves_out_what_is_not_there(
    manifest: Manifest,
):
    whole = recipe(
        manifest,
        pack="another",
        prompt="a",
        sampling={"width": 512, "height": 512, "seed": 7, "count": 3},
        identities=[{"references": ["0" * 64], "likeness": 1.1, "landmarks": [[1, 1]] * 5}],
        image_prompts=[
            {"images": ["1" * 64], "adapter": "ip-adapter"},
            {"images": ["1" * 64], "adapter": "other"},
        ],
        controls=[{"net": "canny", "image": "1" * 64}],
        loras=[{"name": "oil"}, {"name": "other"}],
    )  # fmt: skip
    now = adapted(whole, manifest)
    assert now.pack == manifest.name
    assert now.prompt == "a"
    size = now.sampling.width, now.sampling.height
    assert size == (manifest.defaults.width, manifest.defaults.height)
    assert (now.sampling.seed, now.sampling.count) == (7, 3)
    assert (now.identities[0].likeness, now.identities[0].landmarks) == (1.1, None)
    assert [one.adapter for one in now.image_prompts] == ["ip-adapter"]
    assert now.controls == ()
    assert [one.name for one in now.loras] == ["oil"]
    assert adapted(now, manifest) is now
