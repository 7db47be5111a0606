"""Several people in one picture: each acts in a part of it, with shared weights."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from diffusers.models.attention_processor import IPAdapterAttnProcessor2_0

from core.engine import Engine
from core.engine.models import Models
from core.engine.opening import open_engine
from core.faces.person import Person
from core.imaging import fingerprint, load_image
from core.jobs import JobControl
from core.packs import Pack
from core.recipe import Identity, Recipe, Sampling
from tests.engine.conftest import Scene, draw
from tests.engine.test_engine import SAMPLES


def beside(scene: Scene, *people: Person, **changes: object) -> Scene:
    """The scene with these people in place of its own, all asked for alike."""
    one = scene.recipe.identities[0].model_copy(update=changes)
    recipe = scene.recipe.model_copy(update={"identities": (one,) * len(people)})
    return replace(scene, recipe=recipe, people=list(people))


def test_two_that_are_one_share_the_picture_without_a_seam(person: Scene, models: Models) -> None:
    """The parts make the whole: in each layer the terms of both add up to the one of the person."""
    alone = draw(models, person)
    twins = draw(models, beside(person, person.people[0], person.people[0]))
    assert (twins - alone).abs().max() < 1e-4
    assert alone.abs().max() > 0.5


def test_each_counts_whoever_comes_first(person: Scene, models: Models) -> None:
    one = person.people[0]
    left = Person(one.embedding, one.landmarks - np.float32([12, 0]))
    right = Person(-one.embedding, one.landmarks + np.float32([12, 0]))
    both = draw(models, beside(person, left, right))
    for other in ((left, left), (right, right)):
        assert (draw(models, beside(person, *other)) - both).abs().max() > 1e-2
    assert (draw(models, beside(person, right, left)) - both).abs().max() < 1e-3


def test_who_acts_nowhere_changes_nothing(person: Scene, models: Models) -> None:
    one = person.people[0]
    nobody = Person(-one.embedding, one.landmarks + np.float32([8, 4]))
    black, white = "b" * 64, "a" * 64
    sources = person.sources | {
        black: np.zeros((8, 8, 3), np.uint8),
        white: np.full((8, 8, 3), 255, np.uint8),
    }
    scene = beside(replace(person, sources=sources), one, nobody)
    first, second = scene.recipe.identities
    people = (
        first.model_copy(update={"region": white}),
        second.model_copy(update={"region": black}),
    )
    painted = replace(scene, recipe=scene.recipe.model_copy(update={"identities": people}))
    assert (draw(models, painted) - draw(models, person)).abs().max() < 1e-5


def test_weights_are_shared_and_nothing_stays_behind(person: Scene, models: Models) -> None:
    before = draw(models, person)
    draw(models, beside(person, *person.people * 3))
    for processor in models.unet.attn_processors.values():
        if isinstance(processor, IPAdapterAttnProcessor2_0):
            assert len(processor.to_k_ip) == 3
            for layers in (processor.to_k_ip, processor.to_v_ip):
                assert len({id(layer.weight) for layer in layers}) == 1
    nets = models.nets([None, None, None])
    assert len({id(net) for net in nets}) == 3
    assert len({id(net.conv_in.weight) for net in nets}) == 1
    assert all(net.face is None and net.region is None for net in nets)
    assert torch.equal(draw(models, person), before)


@pytest.fixture(scope="module")
def photos() -> list[np.ndarray]:
    return [load_image(path) for path in sorted(SAMPLES.glob("*.png"))[:2]]


def test_each_face_is_nearer_to_its_own_person(demo_pack: Pack, photos: list[np.ndarray]) -> None:
    engine: Engine = open_engine(demo_pack.folder)
    sources = {fingerprint(photo): photo for photo in photos}
    defaults = demo_pack.manifest.defaults
    recipe = Recipe(
        prompt="flat vector illustration portrait of two people",
        identities=tuple(
            Identity(references=(key,), likeness=defaults.likeness, structure=defaults.structure)
            for key in sources
        ),
        sampling=Sampling(width=384, height=256, steps=10, seed=3),
    )
    (portrait,) = engine.generate(recipe, sources, JobControl())
    left, right = portrait.people
    assert left.asked[:, 0].max() < 192 < right.asked[:, 0].min()
    assert left.share is not None
    assert right.share is not None
    assert portrait.likeness == left.cosine
    swapped = recipe.model_copy(update={"identities": recipe.identities[::-1]})
    (other,) = engine.generate(
        swapped.model_copy(update={"sampling": recipe.sampling}), sources, JobControl()
    )
    known = [engine.faces(photo)[0].judged for photo in photos]
    for picture, people in ((portrait, known), (other, known[::-1])):
        faces = engine.faces(picture.image)
        assert len(faces) == 2
        for face, own, stranger in zip(faces, people, people[::-1], strict=True):
            unit = lambda vector: vector / np.linalg.norm(vector)
            mine, theirs = (float(unit(face.judged) @ unit(one)) for one in (own, stranger))
            assert mine > theirs + 0.1
    engine.close()
