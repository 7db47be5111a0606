"""Presets: what each sets, by the pack, and what it leaves alone."""

import pytest

from core.coach.before import Plan, advise
from core.compare.differences import differences
from core.errors import BadInput
from core.few_steps import manner_of
from core.packs import Manifest, Pack
from core.packs.defaults import default_recipe, draft_recipe
from core.packs.manifest import Defaults, LoraEntry
from core.presets import PRESETS, Preset, applied, fitting, named, offered
from core.recipe import MOST_LORAS, Identity, Lora, Recipe

PERSON = Identity(references=("1" * 64,), noise=0.2)
OFFICIAL = Defaults(
    width=1024, height=1024, steps=30, guidance=5, likeness=0.8, structure=0.8, scheduler="unipc"
)
FAST = LoraEntry(name="fast", file="loras/sdxl_lightning_8step_lora.safetensors")


@pytest.fixture(params=["demo", "official"])
def manifest(request: pytest.FixtureRequest, demo_pack: Pack) -> Manifest:
    changes = {"defaults": OFFICIAL, "loras": (FAST,), "draft": None}
    official = demo_pack.manifest.model_copy(update=changes)
    return demo_pack.manifest if request.param == "demo" else official


def portrait(manifest: Manifest) -> Recipe:
    usual = manifest.defaults
    person = PERSON.model_copy(update={"likeness": usual.likeness, "structure": usual.structure})
    changes = {"identities": (person,), "prompt": "a woman"}
    return default_recipe(manifest).model_copy(update=changes)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_a_preset_fits_what_it_made_whatever_was_there(preset: Preset, manifest: Manifest) -> None:
    recipe = portrait(manifest)
    once = applied(preset, recipe, manifest)
    assert fitting(once, manifest) == preset
    for other in PRESETS:
        assert applied(preset, applied(other, recipe, manifest), manifest) == once
    assert Recipe.from_json(once.to_json()) == once, "it is in its ranges"
    assert (once.prompt, once.identities[0].noise) == ("a woman", 0.2)
    assert once.sampling.seed == recipe.sampling.seed
    assert (once.sampling.width, once.sampling.height) == (
        recipe.sampling.width, recipe.sampling.height
    )  # fmt: skip


def test_photo_is_what_a_pack_begins_with(manifest: Manifest) -> None:
    photo = named("photo", manifest)
    assert applied(photo, portrait(manifest), manifest) == portrait(manifest)


def test_strengths_are_the_packs_by_shares(manifest: Manifest) -> None:
    usual, recipe = manifest.defaults, portrait(manifest)
    like, words = (
        applied(named(name, manifest), recipe, manifest) for name in ("likeness", "prompt")
    )
    assert like.identities[0].likeness == pytest.approx(1.25 * usual.likeness)
    assert words.identities[0].likeness == pytest.approx(0.5 * usual.likeness)
    assert words.identities[0].window == (0, 0.5)
    assert like.sampling.guidance < usual.guidance < words.sampling.guidance


def test_a_fast_draft_is_drawn_as_its_lora_wants_it(manifest: Manifest) -> None:
    quick = applied(named("draft", manifest), portrait(manifest), manifest)
    (lora,) = quick.loras
    manner = manner_of(lora.name, manifest)
    assert manner is not None
    assert manner.fits(quick)
    if manifest.draft is not None:
        assert quick == draft_recipe(portrait(manifest), manifest)


def test_other_loras_stay_and_those_for_few_steps_go(demo_pack: Pack) -> None:
    style = LoraEntry(name="style", file="loras/style.safetensors")
    loras = (*demo_pack.manifest.loras, style)
    manifest = demo_pack.manifest.model_copy(update={"loras": loras})
    both = (Lora(name="style", weight=0.7), Lora(name="draft"))
    recipe = portrait(manifest).model_copy(update={"loras": both})
    assert applied(named("photo", manifest), recipe, manifest).loras == both[:1]
    assert applied(named("draft", manifest), recipe, manifest).loras == both[::-1]


def test_a_pack_without_such_a_lora_has_no_fast_draft(demo_pack: Pack) -> None:
    bare = demo_pack.manifest.model_copy(update={"loras": (), "draft": None})
    assert [preset.name for preset in offered(bare)] == ["photo", "painting", "likeness", "prompt"]
    with pytest.raises(BadInput, match="no preset draft"):
        named("draft", bare)
    with pytest.raises(BadInput, match="no settings for drafts"):
        applied(PRESETS[-1], portrait(bare), bare)


def test_a_recipe_full_of_loras_has_no_room_for_a_draft(demo_pack: Pack) -> None:
    many = tuple(Lora(name=f"one {number}") for number in range(MOST_LORAS))
    recipe = portrait(demo_pack.manifest).model_copy(update={"loras": many})
    with pytest.raises(BadInput, match="at most 16"):
        applied(named("draft", demo_pack.manifest), recipe, demo_pack.manifest)


def test_the_coach_has_nothing_to_say_of_a_preset(manifest: Manifest) -> None:
    for preset in offered(manifest):
        recipe = applied(preset, portrait(manifest), manifest)
        rules = {advice.rule for advice in advise(Plan(recipe, manifest))}
        assert rules <= {"size"}, preset.name  # SDXL's own size, of which it warns


def test_without_people_a_preset_is_about_the_words(demo_pack: Pack) -> None:
    plain = default_recipe(demo_pack.manifest)
    prompt = applied(named("prompt", demo_pack.manifest), plain, demo_pack.manifest)
    assert set(differences(plain, prompt)) == {"sampling.guidance"}
