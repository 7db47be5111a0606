"""Twin: which parts act in which variant, and what a pack lacks."""

from typing import Any

import pytest

from core.compare.twin import Twin, twin
from core.errors import BadInput
from core.packs import Pack
from core.packs.manifest import Manifest
from core.recipe import Identity, ImagePrompt, Lora, Recipe, Sampling

PHOTO, LOOK = "a" * 64, "b" * 64
RECIPE = Recipe(
    prompt="a portrait",
    identities=(Identity(references=(PHOTO,), likeness=0.7, structure=0.9),),
    image_prompts=(ImagePrompt(images=(LOOK,), adapter="ip-adapter-plus"),),
    loras=(Lora(name="draft"),),
    sampling=Sampling(seed=7, count=3),
)
NAMES = [
    *("Neither", "IP-Adapter alone", "InstantID alone"),
    *("IdentityNet alone", "ID tokens alone", "Both"),
]


def manifest(pack: Pack, **changes: Any) -> Manifest:
    return pack.manifest.model_copy(update=changes)


def parts(made: Twin) -> dict[str, tuple[float, float, str]]:
    """λ of the ID tokens, scale of IdentityNet, and the adapter of the image prompt."""
    found: dict[str, tuple[float, float, str]] = {}
    for variant in made.variants:
        people, prompts = variant.recipe.identities, variant.recipe.image_prompts
        found[variant.name] = (
            people[0].likeness if people else 0.0,
            people[0].structure if people else 0.0,
            prompts[0].adapter if prompts else "",
        )
    return found


def test_each_variant_has_its_own_parts_and_the_rest_in_common(demo_pack: Pack) -> None:
    made = twin(RECIPE, demo_pack.manifest)

    assert parts(made) == {
        "Neither": (0, 0, ""),
        "IP-Adapter alone": (0, 0, "faceid"),
        "InstantID alone": (0.7, 0.9, ""),
        "IdentityNet alone": (0, 0.9, ""),
        "ID tokens alone": (0.7, 0, ""),
        "Both": (0.7, 0.9, "faceid"),
    }
    assert list(parts(made)) == NAMES == list(made.sheet.columns.labels)
    assert made.left_out == ()
    assert made.variants[0].recipe.identities == made.variants[1].recipe.identities == ()
    for variant in made.variants:
        assert (variant.recipe.prompt, variant.recipe.loras) == (RECIPE.prompt, RECIPE.loras)
        assert variant.recipe.sampling == RECIPE.sampling.model_copy(update={"count": 1})
        assert all(prompt.images == (PHOTO,) for prompt in variant.recipe.image_prompts)
        assert variant.about.endswith(".")
        assert variant.formula.startswith("Z = Attn_t")


def test_strengths_that_are_off_are_those_of_the_pack(demo_pack: Pack) -> None:
    off = RECIPE.with_fields({"identities.0.likeness": 0, "identities.0.structure": 0})
    defaults = demo_pack.manifest.defaults

    made = twin(off, demo_pack.manifest)

    assert parts(made)["InstantID alone"][:2] == (defaults.likeness, defaults.structure)


def test_the_image_prompt_of_the_person_is_taken_as_it_is(demo_pack: Pack) -> None:
    own = ImagePrompt(images=(PHOTO,), adapter="ip-adapter", strength=0.9, layers="style")
    recipe = RECIPE.model_copy(update={"image_prompts": (*RECIPE.image_prompts, own)})

    both = twin(recipe, demo_pack.manifest).variants[-1]

    assert both.recipe.image_prompts == (own,)


def test_the_best_adapter_for_faces_is_chosen(demo_pack: Pack) -> None:
    adapters = demo_pack.manifest.adapters
    seeing = tuple(entry for entry in adapters if entry.encoder is not None)

    def chosen(*entries: Any) -> str:
        made = twin(RECIPE, manifest(demo_pack, adapters=entries))
        return parts(made)["Both"][2]

    assert chosen(*adapters) == "faceid"
    assert chosen(*seeing) == "ip-adapter-plus"
    assert chosen(seeing[0]) == "ip-adapter"
    face = seeing[1].model_copy(update={"name": "ip-adapter-plus-face"})
    assert chosen(*seeing, face) == "ip-adapter-plus-face"


@pytest.mark.parametrize(
    ("changes", "left", "reason"),
    [
        ({"adapters": ()}, {"IP-Adapter alone", "Both"}, "no image-prompt adapter"),
        ({"instantid": None}, {*NAMES[2:]}, "has no InstantID"),
        ({"faces": None}, {*NAMES[2:]}, "has no InstantID"),
    ],
)
def test_what_the_pack_lacks_is_left_out_with_its_reason(
    demo_pack: Pack, changes: dict[str, Any], left: set[str], reason: str
) -> None:
    made = twin(RECIPE, manifest(demo_pack, **changes))

    assert {one.name for one in made.left_out} == left
    assert all(reason in one.reason for one in made.left_out)
    assert set(parts(made)) == set(NAMES) - left


def test_an_image_prompt_that_could_show_somebody_else_is_left_out(demo_pack: Pack) -> None:
    made = twin(RECIPE.with_field("identities.0.face", 1), demo_pack.manifest)

    assert {one.name for one in made.left_out} == {"IP-Adapter alone", "Both"}


def test_nobody_has_no_twin(demo_pack: Pack) -> None:
    with pytest.raises(BadInput, match="needs a person"):
        twin(Recipe(prompt="a portrait"), demo_pack.manifest)


def test_of_several_people_one_counts(demo_pack: Pack) -> None:
    other = Identity(references=("c" * 64,), likeness=0.2)
    crowd = RECIPE.model_copy(update={"identities": (*RECIPE.identities, other)})
    assert twin(crowd, demo_pack.manifest).person.references == (PHOTO,)
    for place in (1, 5):
        made = twin(crowd, demo_pack.manifest, place)
        assert made.person == other
        assert all(len(variant.recipe.identities) < 2 for variant in made.variants)
