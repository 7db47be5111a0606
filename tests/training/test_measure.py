"""The shipped pack does what it is for, on a few unseen people; all of them: training.measure."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from core.packs import Pack
from training.figures import Outcome, area_under_curve, summarise
from training.labels import FACTS, UNSEEN
from training.measure import Sizes, run
from training.studio import Sight
from training.trials import trials

PEOPLE = 6
SIZES = Sizes(
    portraits=PEOPLE, words=PEOPLE, looks=1, curve=0, drafts=0, roundtrips=PEOPLE, variety=1
)
MANY = 100


@pytest.fixture(scope="module")
def figures(demo_pack: Pack) -> dict[str, Any]:
    return summarise(run(demo_pack.manifest.name, trials(PEOPLE), SIZES))


def test_portraits_resemble_their_reference_and_nobody_else(figures: dict[str, Any]) -> None:
    assert figures["portraits"] == PEOPLE
    assert figures["likeness_auc"] > 0.7
    assert figures["likeness"] > figures["likeness_without_adapters"] + 0.1


def test_faces_stand_where_the_landmarks_ask(figures: dict[str, Any]) -> None:
    assert figures["faces_found"] >= 0.8
    assert figures["landmark_error"] < 0.3
    assert figures["landmark_error_critic"] < 0.5


def test_pictures_survive_the_vae(figures: dict[str, Any]) -> None:
    assert figures["psnr"] > 26
    assert figures["psnr_face"] > 24


def test_other_sizes_have_a_face_too(figures: dict[str, Any]) -> None:
    assert set(figures["other_sizes"]) == {"192x256", "256x192"}
    for told in figures["other_sizes"].values():
        assert told["landmark_error_critic"] < 0.6


def test_judge_and_critic_know_drawings_that_they_never_saw(figures: dict[str, Any]) -> None:
    renders = figures["renders"]
    assert renders["likeness_auc"] > 0.8
    assert renders["landmark_error_critic"] < 0.3
    assert renders["style_accuracy"] > 0.5


def test_trials_are_all_different_and_their_prompts_tell_no_looks() -> None:
    every = trials(8)
    assert len({trial.scene.style for trial in every}) == 8
    assert len({trial.person for trial in every}) == 8
    for trial in every:
        assert trial.look_scene.style != trial.scene.style
        assert "hair" not in trial.prompt
        assert trial.scene.clothing in trial.prompt
        assert trial.free_words != trial.words
        assert len(trial.words) > len(trial.prompt) > len(trial.title)


def _noise(rng: np.random.Generator) -> Sight:
    vector = rng.normal(size=512)
    return Sight(
        embedding=(vector / np.linalg.norm(vector)).astype(np.float32),
        facts={name: int(rng.integers(len(classes))) for name, classes in FACTS.items()},
        found=False,
        off=float("nan"),
        off_critic=float(rng.uniform(1, 2)),
    )


def _outcomes(perfect: bool) -> Sequence[Outcome]:
    """Outcomes of a pack that draws noise, or exactly what the renderer draws."""
    rng = np.random.default_rng(1)
    outcomes = []
    for _ in range(MANY):
        render, drawn = _noise(rng), _noise(rng)
        outcome = Outcome(
            asked=render.facts,
            reference=render.embedding,
            portrait=render if perfect else drawn,
            render=render,
            words=drawn,
            look_style=0,
            looks={"ip-adapter": drawn},
            curve={0.5: drawn},
        )
        outcomes.append(outcome)
    return outcomes


def test_figures_of_a_worthless_pack_are_worthless() -> None:
    figures = summarise(_outcomes(perfect=False))
    assert abs(figures["likeness"]) < 0.05
    assert abs(figures["lambda_curve"]["0.5"]) < 0.05
    assert figures["likeness_auc"] == pytest.approx(0.5, abs=0.1)
    assert figures["likeness_top1_of_50"] < 0.15
    assert figures["style_accuracy"] < 0.3
    assert figures["hair_accuracy"] < 0.2
    assert figures["image_prompt_style_accuracy"] < 0.3
    assert figures["faces_found"] == 0
    assert figures["landmark_error"] is None
    assert figures["landmark_error_critic"] > 1


def test_figures_of_a_perfect_pack_are_those_of_the_renders() -> None:
    figures = summarise(_outcomes(perfect=True))
    assert figures["likeness_auc"] == figures["likeness_top1_of_50"] == 1
    assert figures["style_accuracy"] == figures["expression_accuracy"] == 1
    for name, value in figures["renders"].items():
        if name != "hair_accuracy":  # of portraits it is told by words, not by the face
            assert figures[name] == value, name


def test_what_was_not_drawn_has_no_figure_and_all_is_json() -> None:
    figures = summarise(_outcomes(perfect=False))
    assert figures["draft_likeness"] is None
    assert figures["psnr"] is None
    assert json.loads(json.dumps(figures, allow_nan=False)) == figures


def test_facts_that_cannot_be_seen_do_not_count() -> None:
    blind = [
        Outcome(
            asked={**outcome.asked, "clothing_colour": UNSEEN},
            reference=outcome.reference,
            portrait=outcome.portrait,
            render=outcome.render,
        )
        for outcome in _outcomes(perfect=False)
    ]
    assert summarise(blind)["clothing_colour_accuracy"] is None


def test_area_under_curve_counts_ties_half() -> None:
    assert area_under_curve(np.array([1.0, 2.0]), np.array([0.0, 0.5])) == 1
    assert area_under_curve(np.array([0.0]), np.array([0.0, 1.0])) == 0.25
    assert area_under_curve(np.array([1.0]), np.array([])) is None
