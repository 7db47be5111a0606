"""LoRAs in prompts, and those that want few steps."""

from typing import Any

import pytest

from core.few_steps import Manner, manner_of, named
from core.packs import Pack
from core.packs.manifest import LoraEntry, Manifest
from core.prompt_loras import tags_of, take_loras, without_loras
from core.recipe import Lora, Recipe


@pytest.fixture
def manifest(demo_pack: Pack) -> Manifest:
    """The demo pack with further LoRAs."""
    own = demo_pack.manifest
    added = (
        LoraEntry(name="ink", file="loras/Ink_v2.safetensors"),
        LoraEntry(name="fast", file="loras/sdxl_lightning_8step_lora.safetensors"),
    )
    return own.model_copy(update={"loras": (*own.loras, *added)})


def recipe(prompt: str, **weights: float) -> Recipe:
    loras = tuple(Lora(name=name, weight=weight) for name, weight in weights.items())
    return Recipe(prompt=prompt, loras=loras)


@pytest.mark.parametrize(
    ("prompt", "words", "loras"),
    [
        ("a hat, <lora:ink:0.8>, red", "a hat, red", {"ink": 0.8}),
        ("<lora:INK_V2> a hat", "a hat", {"ink": 1.0}),
        ("a hat <lora:ink:0.5:1> <lora:draft:2.5>", "a hat", {"ink": 0.5, "draft": 2.0}),
        ("<lora:ink:.3><lora:ink:.4>", "", {"ink": 0.4}),
        ("a (hat:1.2), <b>", "a (hat:1.2), <b>", {}),
    ],
)
def test_they_are_taken_out_of_the_words(
    manifest: Manifest, prompt: str, words: str, loras: dict[str, float]
) -> None:
    taken = take_loras(recipe(prompt), manifest)
    assert taken.recipe.prompt == words
    assert {lora.name: lora.weight for lora in taken.recipe.loras} == loras
    assert taken.names == tuple(loras)
    assert taken.unknown == ()


def test_one_that_is_there_gets_the_new_weight(manifest: Manifest) -> None:
    taken = take_loras(recipe("<lora:ink:0.8>", draft=1.0, ink=0.2), manifest)
    assert [(lora.name, lora.weight) for lora in taken.recipe.loras] == [("draft", 1), ("ink", 0.8)]
    assert tags_of(taken.recipe) == "<lora:draft:1> <lora:ink:0.8>"


@pytest.mark.parametrize("tag", ["<lora:coat:1>", "<lora:ink:much>", "<lora:ink:nan>"])
def test_what_can_not_be_taken_stays_and_is_told(manifest: Manifest, tag: str) -> None:
    asked = recipe(f"a hat {tag}")
    taken = take_loras(asked, manifest)
    assert taken.recipe is asked
    assert taken.unknown == (tag,)
    assert without_loras(asked.prompt) == "a hat"


@pytest.mark.parametrize(
    ("name", "manner"),
    [
        ("sdxl_lightning_4step_lora.safetensors", ("euler", "trailing", 4, 1.0)),
        ("lightning-8", ("euler", "trailing", 8, 1.0)),
        ("Hyper-SDXL-2steps-lora", ("tcd", "pack", 2, 1.0)),
        ("Hyper-SDXL-8steps-CFG-lora", ("tcd", "pack", 8, 5.0)),
        ("lcm-lora-sdxl", ("lcm", "pack", 8, 1.0)),
        ("TCD-SDXL-LoRA", ("tcd", "pack", 4, 1.0)),
        ("dmd2_sdxl_4step_lora_fp16", ("lcm", "pack", 4, 1.0)),
        ("sd_xl_turbo_lora_v1", ("euler_ancestral", "trailing", 4, 1.0)),
        ("film grain", None),
        ("hypernatural portrait 4 steps", None),
        ("thunder and lightning", None),
    ],
)
def test_names_tell_how_to_draw(name: str, manner: Any) -> None:
    assert named(name) == (None if manner is None else Manner(*manner))


def test_the_packs_own_draft_and_published_files_are_known(manifest: Manifest) -> None:
    draft = manner_of("draft", manifest)
    assert draft == Manner("euler", "pack", 4, 1.0)
    assert draft.fits(draft.on(recipe("a")))
    assert manner_of("fast", manifest) == Manner("euler", "trailing", 8, 1.0)
    assert manner_of("ink", manifest) is None
    assert manner_of("nothing", manifest) is None
    file = manifest.files["loras/likeness-draft_4step_lora.safetensors"]
    lcm = "a764e6859b6e04047cd761c08ff0cee96413a8e004c9f07707530cd776b19141"
    changes: dict[str, Any] = {
        "draft": None,
        "files": {manifest.loras[0].file: file.model_copy(update={"sha256": lcm})},
    }
    assert manner_of("draft", manifest.model_copy(update=changes)) == Manner("lcm", "pack", 8, 1.0)
