"""The figures of docs/mechanisms.md: watching changes nothing, the table goes where it should."""

from pathlib import Path

import numpy as np
import pytest

from core.packs import Pack
from core.recipe import Recipe
from training import mechanisms
from training.attention import Heard, recording
from training.experiments import Experiments, Listened
from training.trials import Trial

ROOT = Path(__file__).resolve().parents[2]
STEPS = 3


@pytest.fixture(scope="module")
def trial() -> Trial:
    return Trial(mechanisms.SHOWN)


@pytest.fixture(scope="module")
def lab(demo_pack: Pack) -> Experiments:
    return Experiments(str(demo_pack.folder))


@pytest.fixture(scope="module")
def recipe(lab: Experiments, trial: Trial) -> Recipe:
    return lab.portrait(trial).with_field("sampling.steps", STEPS)


@pytest.fixture(scope="module")
def listened(lab: Experiments, recipe: Recipe, trial: Trial) -> Listened:
    return lab.listen(recipe, trial)


def test_the_picture_that_is_listened_to_is_the_engines(
    lab: Experiments, recipe: Recipe, trial: Trial, listened: Listened
) -> None:
    assert np.array_equal(listened.image, lab.draw(recipe, trial).image)


def test_every_layer_is_heard_in_every_step(lab: Experiments, listened: Listened) -> None:
    heard = list(listened.heard.values())
    assert len(heard) >= 3
    assert {layer.steps for layer in heard} == {STEPS}
    for layer in heard:
        assert np.allclose(layer.attention.sum(1), 1, atol=1e-5)
        assert layer.attention.min() >= 0
        assert (layer.loudness > 0).all()
        assert (layer.loudness < 1).all()


def test_the_network_runs_down_then_middle_then_up(listened: Listened) -> None:
    parts = [name.split("_")[0] for name in listened.heard]
    assert parts == sorted(parts, key=("down", "mid", "up").index)


def test_nothing_stays_on_the_network_after_an_error() -> None:
    from training import networks

    unet = networks.unet()
    with pytest.raises(RuntimeError), recording(unet):
        raise RuntimeError
    assert not any(module._forward_pre_hooks for module in unet.modules())


def test_steps_are_averaged() -> None:
    rows = [np.full((1, 2), value, np.float32) for value in (1.0, 2.0, 6.0)]
    heard = Heard(rows[0].copy(), rows[0][0].copy())
    for row in rows[1:]:
        heard.add(Heard(row, row[0]))
    assert np.allclose(heard.attention, 3)
    assert np.allclose(heard.loudness, 3)


def test_the_table_replaces_what_stood_between_the_markers() -> None:
    document = f"a\n{mechanisms.BEGIN}\nold\n{mechanisms.END}\nb\n"
    filled = mechanisms.fill(document, "new")
    assert filled == f"a\n{mechanisms.BEGIN}\nnew\n{mechanisms.END}\nb\n"
    assert mechanisms.fill(filled, "new") == filled
    with pytest.raises(ValueError, match="no place"):
        mechanisms.fill("no markers", "new")


def test_the_document_has_a_place_for_the_table() -> None:
    text = (ROOT / "docs" / "mechanisms.md").read_text(encoding="utf-8")
    assert mechanisms.fill(text, "new").count("new") >= 1
