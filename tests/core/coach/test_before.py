"""What the coach says before a picture is drawn: what triggers each rule and what does not."""

import dataclasses
from collections.abc import Callable

import numpy as np
import pytest

from core.coach.advice import Advice, head_share, least_head, with_points
from core.coach.before import Plan, advise, most_guidance
from core.few_steps import manner_of
from core.packs.weighing import memory_needed
from core.recipe import Lora, Recipe, Refine

from .conftest import Case

Make = Callable[[Case], Plan]


def plan(case: Case, recipe: Recipe | None = None, points: np.ndarray | None = None) -> Plan:
    landmarks = case.head() if points is None else points
    return Plan(recipe or case.recipe(), case.manifest, (landmarks,))


def with_prompt(case: Case, **changes: float | str) -> Recipe:
    return case.recipe().model_copy(update={"image_prompts": (case.image_prompt(**changes),)})


def distilled(case: Case, guidance: float) -> Recipe:
    name = case.manifest.loras[0].name
    return case.recipe(guidance=guidance).model_copy(update={"loras": (Lora(name=name),)})


def saying(case: Case, prompt: str, negative: str = "") -> Recipe:
    return case.recipe().model_copy(update={"prompt": prompt, "negative_prompt": negative})


def of_size(case: Case, width: float, height: float) -> Recipe:
    """Sides as often as the pack's own, multiples of 32."""
    sides = {"width": width, "height": height}
    return case.recipe(**{name: round(case.side * by / 32) * 32 for name, by in sides.items()})


def in_memory(case: Case, share: float) -> Plan:
    """A computer with so much of the memory that the recipe needs."""
    needed = memory_needed(case.recipe(), case.manifest)
    return dataclasses.replace(plan(case), memory=round(share * needed))


TRIGGERS: dict[str, tuple[str, Make]] = {
    "guidance": (
        "guidance",
        lambda c: plan(c, c.recipe(guidance=2 * c.manifest.defaults.guidance)),
    ),
    "prompts": ("strengths", lambda c: plan(c, with_prompt(c, strength=1.0))),
    "few steps": (
        "few-step",
        lambda c: plan(c, distilled(c, c.manifest.defaults.guidance)),
    ),
    "tiny": ("size", lambda c: plan(c, of_size(c, 0.5, 0.5))),
    "huge": ("size", lambda c: plan(c, of_size(c, 1.5, 1.5))),
    "slender": ("size", lambda c: plan(c, of_size(c, 0.5, 1.25))),
    "small face": ("small-face", lambda c: plan(c, points=c.head(0.2))),
    "little memory": ("memory", lambda c: in_memory(c, 0.9)),
    "both wanted and not": (
        "contradiction",
        lambda c: plan(c, saying(c, "a woman, (smiling:1.2)", "fog, Smiling, hat")),
    ),
    "whole body": (
        "contradiction",
        lambda c: plan(c, saying(c, "a woman, full-body shot")),
    ),
    "close-up": (
        "contradiction",
        lambda c: plan(c, saying(c, "close-up of a woman"), c.head(0.32)),
    ),
    "profile": ("contradiction", lambda c: plan(c, saying(c, "a woman in profile"))),
    "from the front": (
        "contradiction",
        lambda c: plan(c, saying(c, "a woman, front view"), c.head(yaw=40.0)),
    ),
}
QUIET: dict[str, Make] = {
    "as it should be": plan,
    "a little guidance": lambda c: plan(c, c.recipe(guidance=1.5 * c.manifest.defaults.guidance)),
    "guidance without a face": lambda c: Plan(
        c.recipe(guidance=2 * c.manifest.defaults.guidance).model_copy(update={"identities": ()}),
        c.manifest,
    ),
    "a usual image prompt": lambda c: plan(c, with_prompt(c, strength=0.6)),
    "style alone": lambda c: plan(c, with_prompt(c, strength=1.5, layers="style")),
    "a few-step LoRA as it is made": lambda c: plan(c, distilled(c, 1.0)),
    "upright": lambda c: plan(c, of_size(c, 0.75, 1.0)),
    "a face of some size": lambda c: plan(c, points=c.head(0.48)),
    "a small face that is refined": lambda c: plan(
        c, c.recipe().model_copy(update={"refine": Refine()}), c.head(0.2)
    ),
    "a face that is not known yet": lambda c: Plan(c.recipe(), c.manifest, (None,)),
    "enough memory": lambda c: in_memory(c, 1.1),
    "other words": lambda c: plan(c, saying(c, "a woman with glasses, blond hair", "hat, grey")),
    "a whole body": lambda c: plan(
        c, saying(c, "full body").model_copy(update={"refine": Refine()}), c.head(0.31)
    ),
    "a profile": lambda c: plan(c, saying(c, "side view"), c.head(yaw=-35.0)),
    "words inside of others": lambda c: plan(c, saying(c, "a seaside view, sidewalk")),
}


def of_rule(plan: Plan, rule: str) -> list[Advice]:
    return [advice for advice in advise(plan) if advice.rule == rule]


@pytest.mark.parametrize("name", TRIGGERS)
def test_a_rule_speaks_and_its_change_silences_it(name: str, case: Case) -> None:
    rule, make = TRIGGERS[name]
    before = make(case)
    (advice,) = of_rule(before, rule)
    assert advice.what.endswith(".")
    assert advice.why.endswith(".")
    assert (advice.offer is None) == (advice.recipe is None)
    if rule == "memory":
        return  # such a picture is as small as can be already
    assert advice.recipe is not None
    assert Recipe.from_json(advice.recipe.to_json()) == advice.recipe, "it is in its ranges"
    points = advice.recipe.identities[0].landmarks
    landmarks = before.landmarks if points is None else (np.array(points),)
    after = dataclasses.replace(before, recipe=advice.recipe, landmarks=landmarks)
    assert not of_rule(after, rule)


@pytest.mark.parametrize("name", QUIET)
def test_nothing_is_said_of_what_is_well(name: str, case: Case) -> None:
    assert advise(QUIET[name](case)) == ()


def test_stronger_adapters_bear_less_guidance() -> None:
    assert most_guidance(1.0) == 1.75
    assert most_guidance(0.25) > most_guidance(1.0) > most_guidance(1.5)
    assert most_guidance(10.0) > 1


def test_a_large_picture_may_be_what_the_memory_lacks(case: Case) -> None:
    large = of_size(case, 1.25, 1.25)
    needed = [memory_needed(one, case.manifest) for one in (case.recipe(), large)]
    (advice,) = of_rule(Plan(large, case.manifest, memory=sum(needed) // 2), "memory")
    assert advice.recipe is not None
    assert advice.recipe.sampling.width == case.side


def test_a_few_step_lora_is_drawn_with_as_it_was_made(case: Case) -> None:
    (advice,) = of_rule(plan(case, distilled(case, 6.0)), "few-step")
    manner = manner_of(case.manifest.loras[0].name, case.manifest)
    assert manner is not None
    assert advice.recipe is not None
    assert manner.fits(advice.recipe)


def test_lowered_strengths_leave_the_face_the_packs_own(case: Case) -> None:
    loud = with_prompt(case, strength=1.2)
    (advice,) = of_rule(plan(case, loud), "strengths")
    assert advice.recipe is not None
    usual = case.manifest.defaults.likeness
    (person,), (prompt,) = advice.recipe.identities, advice.recipe.image_prompts
    assert person.likeness == usual
    assert person.likeness + prompt.strength == pytest.approx(1.5 * usual, abs=0.01)


def test_the_square_of_the_watermarks_is_told_of_sdxl_with_a_person_only(case: Case) -> None:
    if case.side != 1024:
        return
    square = case.recipe(width=1024, height=1024)
    (advice,) = advise(plan(case, square))
    assert "watermark" in advice.what
    assert advice.recipe is not None
    assert not advise(plan(case, advice.recipe))
    assert not advise(Plan(square.model_copy(update={"identities": ()}), case.manifest))
    older = case.manifest.model_copy(update={"family": "sd15"})
    assert not advise(Plan(square, older, (case.head(),)))


def test_a_face_is_made_as_large_as_the_pack_needs_it(case: Case) -> None:
    (advice,) = of_rule(plan(case, points=case.head(0.15)), "small-face")
    assert advice.recipe is not None
    points = np.array(advice.recipe.identities[0].landmarks)
    assert head_share(points, case.side) * case.side >= least_head(case.manifest)


def test_a_small_face_of_a_whole_body_is_refined(case: Case) -> None:
    whole = saying(case, "a woman, full body")
    (advice,) = advise(plan(case, whole, case.head(0.15)))
    assert advice.recipe is not None
    assert advice.recipe.refine is not None
    assert advice.recipe.identities == whole.identities


def test_another_size_keeps_the_framing_of_a_face(case: Case) -> None:
    tiny = of_size(case, 0.5, 0.5)
    points = case.head() * (tiny.sampling.height / case.side)
    (advice,) = of_rule(plan(case, with_points(tiny, 0, points), points), "size")
    assert advice.recipe is not None
    moved = np.array(advice.recipe.identities[0].landmarks)
    assert head_share(moved, advice.recipe.sampling.height) == pytest.approx(0.5, abs=0.01)


def test_a_second_person_is_not_moved_but_refined(case: Case) -> None:
    recipe = case.recipe()
    two = recipe.model_copy(update={"identities": recipe.identities * 2})
    crowd = Plan(two, case.manifest, (case.head(), case.head(0.2)))
    (advice,) = of_rule(crowd, "small-face")
    assert advice.recipe is not None
    assert advice.recipe.refine is not None
    assert advice.recipe.identities == two.identities
