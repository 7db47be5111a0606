"""Cells drawn one after another by a real engine, in this process and in one of its own."""

from collections.abc import Iterator
from functools import partial

import numpy as np
import pytest

from core.compare.axis import Axis
from core.compare.drawing import draw
from core.compare.sheet import Sheet
from core.compare.sweep import sweep
from core.compare.twin import twin
from core.engine.opening import open_engine
from core.errors import NoFace
from core.hosting import Drawing, HostedEngine
from core.imaging import fingerprint
from core.jobs import Cancelled, JobControl, Progress
from core.packs import Pack
from core.recipe import Identity, Recipe, Sampling

GREY = np.full((256, 256, 3), 128, np.uint8)


@pytest.fixture(scope="module", params=["here", "hosted"])
def drawing(request: pytest.FixtureRequest, demo_pack: Pack) -> Iterator[Drawing]:
    opening = partial(open_engine, demo_pack.folder)
    engine = opening() if request.param == "here" else HostedEngine(opening)
    yield engine
    engine.close()


@pytest.fixture
def sources(sample_face: np.ndarray) -> dict[str, np.ndarray]:
    return {fingerprint(image): image for image in (sample_face, GREY)}


def recipe(photo: np.ndarray) -> Recipe:
    person = Identity(references=(fingerprint(photo),))
    return Recipe(prompt="a portrait", identities=(person,), sampling=Sampling(steps=2))


def test_a_cell_without_a_face_is_told_and_the_next_one_drawn(
    drawing: Drawing, sample_face: np.ndarray, sources: dict[str, np.ndarray]
) -> None:
    face, grey = fingerprint(sample_face), fingerprint(GREY)
    sheet = sweep(recipe(sample_face), Axis("identities.0.references", ([face], [grey], [face])))

    first, second, third = draw(drawing, sheet.cells, sources, JobControl())

    assert second.portrait is None
    assert "No face found" in (second.fault or "")
    assert first.fault is None
    assert first.portrait is not None
    assert third.portrait is not None
    assert np.array_equal(first.portrait.image, third.portrait.image)
    assert first.figures.likeness == first.portrait.likeness
    assert first.figures.landmark_error == first.portrait.landmark_error


def test_a_cancel_keeps_what_was_drawn(
    drawing: Drawing, sample_face: np.ndarray, sources: dict[str, np.ndarray]
) -> None:
    sheet: Sheet = sweep(recipe(sample_face), Axis("sampling.steps", (1, 150)))

    def stop(progress: Progress) -> None:
        if progress.total == 150 and progress.step == 1:
            control.cancel()

    control = JobControl(stop)
    cells = draw(drawing, sheet.cells, sources, control)

    assert next(cells).portrait is not None
    with pytest.raises(Cancelled):
        next(cells)
    after = draw(drawing, sheet.cells[:1], sources, JobControl())
    assert next(after).portrait is not None  # the engine is free again


def test_a_twin_is_measured_against_its_person_where_nobody_was_asked_for(
    drawing: Drawing,
    demo_pack: Pack,
    sample_face: np.ndarray,
    sources: dict[str, np.ndarray],
) -> None:
    made = twin(recipe(sample_face).with_field("sampling.steps", 8), demo_pack.manifest)
    cells = [made.sheet.cells[0], made.sheet.cells[2]]

    neither, instantid = draw(drawing, cells, sources, JobControl(), made.person)

    assert neither.portrait is not None
    assert neither.portrait.likeness is None  # its recipe names nobody
    assert neither.portrait.asked is None
    assert neither.figures.likeness is not None
    assert neither.figures.landmark_error is not None
    assert instantid.figures.likeness is not None
    assert instantid.figures.likeness > neither.figures.likeness


def test_a_person_without_a_face_is_told_before_the_first_cell(
    drawing: Drawing, demo_pack: Pack, sources: dict[str, np.ndarray]
) -> None:
    made = twin(recipe(GREY), demo_pack.manifest)

    with pytest.raises(NoFace):
        next(draw(drawing, made.sheet.cells, sources, JobControl(), made.person))
