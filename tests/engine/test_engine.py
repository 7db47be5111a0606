"""The Engine on the demo pack: from a photo to portraits."""

import json
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.engine import Engine, Portrait
from core.engine.opening import open_engine
from core.errors import BadInput, NoFace
from core.imaging import fingerprint, load_image
from core.jobs import Cancelled, JobControl, Progress
from core.packs import Pack
from core.packs.defaults import draft_recipe
from core.recipe import Recipe
from tests.engine.conftest import EVERY_STEP

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"


@pytest.fixture(scope="module")
def engine(demo_pack: Pack) -> Iterator[Engine]:
    engine = open_engine(demo_pack.folder)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def photo() -> np.ndarray:
    return load_image(min(SAMPLES.glob("*.png")))


@pytest.fixture(scope="module")
def landmarks() -> list[list[float]]:
    return json.loads(min(SAMPLES.glob("*.json")).read_text())["landmarks"]


def recipe(photo: np.ndarray, steps: int = 3, **changes: Any) -> Recipe:
    name = fingerprint(photo)
    data = {
        "prompt": "a portrait",
        "identities": [{"references": [name]}],
        "sampling": {"steps": steps, "seed": 5},
    }
    return Recipe.from_data({**data, **changes})


def draw(engine: Engine, recipe: Recipe, photo: np.ndarray, control: Any = None) -> list[Portrait]:
    sources = {fingerprint(photo): photo}
    return list(engine.generate(recipe, sources, control or JobControl()))


def test_a_portrait_knows_all_about_itself(engine: Engine, photo: np.ndarray):
    seen: list[Progress] = []
    (portrait,) = draw(engine, recipe(photo), photo, JobControl(seen.append, EVERY_STEP))
    assert portrait.image.shape == (256, 256, 3)
    assert portrait.image.dtype == np.uint8
    assert portrait.recipe == recipe(photo)
    assert portrait.seconds > 0
    assert portrait.asked is not None
    assert portrait.asked.shape == (5, 2)
    assert (portrait.likeness is None) == (portrait.found is None)
    assert [p.stage for p in seen] == ["load", "encode", *["denoise"] * 4, "decode"]
    assert all(p.preview is not None and p.preview.shape == (64, 64, 3) for p in seen[3:6])
    again = pickle.loads(pickle.dumps(portrait))
    assert np.array_equal(again.image, portrait.image)


def test_pictures_of_one_recipe_are_those_of_their_seeds(engine: Engine, photo: np.ndarray):
    several = recipe(photo).with_field("sampling.count", 2)
    first, second = draw(engine, several, photo)
    assert [p.recipe.sampling.seed for p in (first, second)] == [5, 6]
    assert second.recipe.sampling.count == 1
    (alone,) = draw(engine, second.recipe, photo)
    assert alone.image.tobytes() == second.image.tobytes()
    assert first.image.tobytes() != second.image.tobytes()


def test_seeds_count_up_and_around(engine: Engine, photo: np.ndarray):
    last = recipe(photo, 1, sampling={"steps": 1, "seed": 2**32 - 1, "count": 2}, identities=[])
    assert [p.recipe.sampling.seed for p in draw(engine, last, photo)] == [2**32 - 1, 0]


@pytest.mark.parametrize("at", [("encode", 0), ("denoise", 0), ("denoise", 2), ("denoise", 3)])
def test_after_a_cancel_the_next_picture_is_the_same(
    at: tuple[str, int], engine: Engine, photo: np.ndarray
):
    (whole,) = draw(engine, recipe(photo), photo)
    seen: list[tuple[str, int]] = []

    def cancel(progress: Progress) -> None:
        seen.append((progress.stage, progress.step))
        if seen[-1] == at:
            control.cancel()

    control = JobControl(cancel)
    with pytest.raises(Cancelled):
        draw(engine, recipe(photo), photo, control)
    assert seen[-1] == at  # so the VAE did not run
    (again,) = draw(engine, recipe(photo), photo)
    assert again.image.tobytes() == whole.image.tobytes()


def test_landmarks_of_the_recipe_are_shown_to_identitynet(
    engine: Engine, photo: np.ndarray, landmarks: list[list[float]]
):
    name = fingerprint(photo)
    moved = [[x + 6, y - 4] for x, y in landmarks]
    told = recipe(photo, identities=[{"references": [name], "landmarks": moved}])
    (portrait,) = draw(engine, told, photo)
    assert portrait.asked is not None
    assert np.allclose(portrait.asked, moved, atol=1e-3)
    posed = recipe(photo, identities=[{"references": [name], "pose": name}])
    (as_in_photo,) = draw(engine, recipe(photo), photo)
    (as_in_pose,) = draw(engine, posed, photo)
    assert as_in_pose.image.tobytes() == as_in_photo.image.tobytes()
    assert as_in_pose.asked is not None
    assert not np.allclose(as_in_pose.asked, portrait.asked, atol=1)


@pytest.mark.parametrize("adapter", ["ip-adapter", "ip-adapter-plus", "faceid"])
def test_an_image_speaks_alone_and_beside_a_person(adapter: str, engine: Engine, photo: np.ndarray):
    prompts = [{"images": [fingerprint(photo)], "adapter": adapter, "layers": "style"}]
    (alone,) = draw(engine, recipe(photo, identities=[], image_prompts=prompts), photo)
    assert alone.likeness is None
    assert alone.asked is None
    assert alone.found is None
    (beside,) = draw(engine, recipe(photo, image_prompts=prompts), photo)
    assert alone.image.tobytes() != beside.image.tobytes()


def test_an_image_and_a_mask_to_start_from(engine: Engine, photo: np.ndarray):
    start = {"image": fingerprint(photo), "strength": 0.7, "mask": fingerprint(photo)}
    (portrait,) = draw(engine, recipe(photo, 6, start=start), photo)
    assert portrait.image.shape == photo.shape


def test_a_draft_takes_the_packs_few_steps(engine: Engine, photo: np.ndarray, demo_pack: Pack):
    quick = draft_recipe(recipe(photo, 20), demo_pack.manifest)
    assert quick is not None
    seen: list[Progress] = []
    (draft,) = draw(engine, quick, photo, JobControl(seen.append, EVERY_STEP))
    assert len([p for p in seen if p.preview is not None]) == quick.sampling.steps < 6
    unaided = quick.model_copy(update={"loras": ()})
    (plain,) = draw(engine, unaided, photo)
    assert draft.image.tobytes() != plain.image.tobytes()


@pytest.mark.parametrize("size", [(192, 256), (256, 192)])
def test_pictures_may_be_upright_or_wide(size: tuple[int, int], engine: Engine, photo: np.ndarray):
    width, height = size
    sized = {"steps": 2, "width": width, "height": height}
    (portrait,) = draw(engine, recipe(photo, sampling=sized), photo)
    assert portrait.image.shape == (height, width, 3)


def test_a_photo_without_a_face_is_said_so(engine: Engine):
    blank = np.full((200, 200, 3), 127, np.uint8)
    with pytest.raises(NoFace, match="No face found in the photo"):
        draw(engine, recipe(blank), blank)


def test_a_face_that_is_not_there_is_said_so(engine: Engine, photo: np.ndarray):
    third = recipe(photo, identities=[{"references": [fingerprint(photo)], "face": 9}])
    with pytest.raises(BadInput, match="the photo shows"):
        draw(engine, third, photo)


def test_the_engine_opens_again_after_close(engine: Engine, photo: np.ndarray):
    (before,) = draw(engine, recipe(photo, 1), photo)
    engine.close()
    (after,) = draw(engine, recipe(photo, 1), photo)
    assert before.image.tobytes() == after.image.tobytes()
