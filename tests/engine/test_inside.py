"""Looking inside: the terms of every layer add up to what it gives, and the maps say where."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import numpy as np
import pytest
import torch

from core.engine import Engine
from core.engine.attention import LAYER, Terms, hearing
from core.engine.inside import Record, words_of
from core.engine.models import Models
from core.errors import BadInput
from core.imaging import fingerprint
from core.inside import Inside, Term
from core.jobs import Cancelled, JobControl, Progress
from core.recipe import Recipe
from tests.engine.conftest import Scene, draw

Sum = tuple[str, Terms, torch.Tensor]
"""A layer's name, what it adds up, and its output for the conditional half."""


@contextmanager
def comparing(models: Models) -> Iterator[list[Sum]]:
    """Within, note the terms of every layer beside its real output."""
    heard: list[tuple[str, Terms]] = []
    outputs: list[torch.Tensor] = []
    sums: list[Sum] = []

    def note(layer: Any, inputs: Any, output: torch.Tensor) -> None:
        outputs.append(output[-1].clone())

    with ExitStack() as stack:
        for name, layer in models.unet.named_modules():
            if name.endswith(LAYER):
                stack.callback(layer.register_forward_hook(note).remove)
        stack.enter_context(hearing(models.unet, lambda *told: heard.append(told)))
        yield sums
    sums += [(*told, output) for told, output in zip(heard, outputs, strict=True)]


def masked(both: Scene) -> Scene:
    """The left half for the image prompt, a soft region for the person."""
    left, soft = np.zeros((2, 128, 64, 3), np.uint8)
    left[:, :32] = 255
    soft[:] = np.linspace(0, 255, 128, dtype=np.uint8)[:, None, None]
    sources = {**both.sources, "a" * 64: left, "b" * 64: soft}
    named = both.but(image_prompts__0__mask="a" * 64, identities__0__region="b" * 64)
    return Scene(named.recipe, sources, both.people)


@pytest.mark.parametrize("kind", ["both", "masked", "style", "late", "words"])
def test_the_terms_add_up_to_the_output_of_every_layer(both: Scene, models: Models, kind: str):
    scene = {
        "both": both,
        "masked": masked(both),
        "style": both.but(image_prompts__0__layers="style"),
        "late": both.but(image_prompts__0__window=[0.5, 1.0]),
        "words": Scene(both.but(identities=[], image_prompts=[]).recipe, {}, []),
    }[kind]
    with comparing(models) as sums:
        draw(models, scene)
    layers = sum(name.endswith(LAYER) for name, _ in models.unet.named_modules())
    assert len(sums) == layers * scene.recipe.sampling.steps
    for name, terms, output in sums:
        layer = models.unet.get_submodule(name)
        given = layer.to_out[0](terms.total()) / layer.rescale_output_factor
        assert (given - output).abs().max() < 1e-5 * output.abs().max(), name
    speaking = [[slot is not None for slot in terms.slots] for _, terms, _ in sums]
    assert any(all(slots) for slots in speaking)
    assert all(all(slots) for slots in speaking) == (kind in ("both", "masked", "words"))


def test_the_parts_of_a_term_add_up_to_it(both: Scene, models: Models):
    with comparing(models) as sums:
        draw(models, both)
    for _, terms, _ in sums:
        text = terms.text
        ends = text.said([0]) + text.said(slice(1, None))
        torch.testing.assert_close(ends, text.said(), rtol=1e-4, atol=1e-6)
        torch.testing.assert_close(text.attention.sum(-1), torch.ones(text.attention.shape[:2]))


def test_a_mask_silences_its_term_where_it_is_black(both: Scene, models: Models):
    with comparing(models) as sums:
        draw(models, masked(both))
    for _, terms, _ in sums:
        _, image = terms.slots
        assert image is not None
        width = int((len(image.volume) / 2) ** 0.5)  # the picture is twice as high as wide
        volume = image.volume.reshape(-1, width)
        if width > 1:
            assert volume[:, 0].min() > 0.5
            assert volume[:, -1].abs().max() < 0.1


def test_hearing_changes_no_bit_and_leaves_nothing(both: Scene, models: Models):
    plain = draw(models, both)
    with comparing(models):
        heard = draw(models, both)
    assert torch.equal(heard, plain)
    assert not any(layer._forward_pre_hooks for layer in models.unet.modules())


def test_words_are_found_whole_and_without_their_weights(models: Models):
    tokenizer = models.base.tokenizer
    words = words_of(tokenizer, "portrait of a (scientist:1.3), film-noir grain's")
    assert [word for word, _ in words] == [
        "portrait",
        "of",
        "a",
        "scientist",
        "film-noir",
        "grain's",
    ]
    told = [token for _, tokens in words for token in tokens]
    assert told == sorted(set(told))
    read = tokenizer("portrait of a scientist, film-noir grain's").input_ids
    comma = tokenizer(",", add_special_tokens=False).input_ids
    left = [read[k] for k in range(len(read)) if k not in told]
    assert left == [read[0], *comma, read[-1]]


def test_the_same_words_are_found_by_both_tokenizers(models: Models):
    prompt = "a smiling woman, red hat, unwahrscheinlichkeiten"
    assert words_of(models.base.tokenizer, prompt) == words_of(models.base.tokenizer_2, prompt)


def test_a_record_tells_steps_and_blocks(both: Scene, models: Models):
    seen: list[Progress] = []
    record = Record(both.recipe, models.base.tokenizer, 77, (16, 8))
    with hearing(models.unet, record.hear):
        draw(models, both, record.control(JobControl(seen.append)))
    shares = record.shares()
    assert next(iter(shares)).startswith("down_blocks")
    assert list(shares)[-1].startswith("up_blocks")
    assert [term.kind for term in record.terms if term.kind != "word"] == [
        "rest", "person", "image",
    ]  # fmt: skip
    assert Term("word", "scientist") in record.terms
    for share in shares.values():
        assert share.shape[:2] == (4, len(record.terms))
        assert share.shape[2] == 2 * share.shape[3]
        assert np.abs(share.astype(np.float32).sum(1) - 1).max() < 5e-3
    assert [told.step for told in seen if told.stage == "denoise"] == [0, 1, 2, 3, 4]


def test_a_cancel_ends_a_look_inside(both: Scene, models: Models):
    def stop(progress: Progress) -> None:
        if progress.step == 2:
            control.cancel()

    control = JobControl(stop)
    record = Record(both.recipe, models.base.tokenizer, 77, (16, 8))
    with pytest.raises(Cancelled), hearing(models.unet, record.hear):
        draw(models, both, record.control(control))
    assert not any(layer._forward_pre_hooks for layer in models.unet.modules())


def test_shares_are_averaged_over_blocks_steps_and_terms():
    first = np.zeros((2, 3, 2, 2), np.float16)
    first[0, 1], first[1, 2], second = 1, 1, np.zeros((2, 3, 4, 4), np.float16)
    second[:, 0] = 1
    second[:, 0, 0, 0], second[:, 1, 0, 0] = 0, 1
    terms = (Term("rest"), Term("word", "red"), Term("person"))
    inside = Inside(np.zeros((8, 8, 3), np.uint8), Recipe(), terms, {"a": first, "b": second})
    assert inside.blocks == ("a", "b")
    assert inside.steps == 2
    assert inside.map([1], ["a"]).tolist() == np.full((4, 4), 0.5).tolist()
    assert inside.map([1], ["a"], (0, 1)).tolist() == np.ones((4, 4)).tolist()
    assert inside.map([1], ["a"], (1, 2)).tolist() == np.zeros((4, 4)).tolist()
    assert inside.map([0, 1, 2]).tolist() == np.ones((4, 4)).tolist()
    assert inside.mean(1, ["a"]) == 0.5
    assert inside.mean(1, ["a"], (1, 2)) == 0
    assert inside.mean(0) == (0 + 15 / 16) / 2
    assert sum(map(inside.mean, range(3))) == 1
    corner = inside.map([1], ["b"])
    assert corner[0, 0] == 1
    assert corner.sum() == 1


@pytest.fixture(scope="module")
def engine(demo_pack: Any) -> Iterator[Engine]:
    engine = Engine(demo_pack)
    yield engine
    engine.close()


def test_the_engine_draws_the_same_picture_and_says_who_spoke_where(
    engine: Engine, sample_face: np.ndarray
):
    name = fingerprint(sample_face)
    recipe = Recipe.from_data(
        {
            "prompt": "portrait of a woman, smiling",
            "identities": [{"references": [name]}],
            "sampling": {"steps": 6, "seed": 8, "count": 2, "width": 192, "height": 256},
        }
    )
    sources = {name: sample_face}
    portrait = next(engine.generate(recipe, sources, JobControl()))
    inside = engine.inside(recipe, sources, JobControl())
    assert np.array_equal(inside.image, portrait.image)
    assert inside.recipe == portrait.recipe
    person = inside.terms.index(Term("person"))
    fine = [block for block in inside.blocks if block.startswith("up_blocks.1")]
    face = inside.map([person], fine)
    height, width = face.shape
    assert height * 3 == width * 4
    middle = face[height // 4 : 3 * height // 4, width // 4 : 3 * width // 4].mean()
    assert middle > face.mean() > 0.02, "the ID tokens act in the face more than around it"


def test_a_look_inside_of_what_is_not_there_is_refused(engine: Engine):
    with pytest.raises(BadInput, match="is missing"):
        engine.inside(
            Recipe.from_data({"identities": [{"references": ["a" * 64]}]}), {}, JobControl()
        )
