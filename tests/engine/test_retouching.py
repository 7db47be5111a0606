"""Pictures that begin from pictures: inpainting, extending, refining faces, enlarging."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.engine import Engine, Portrait
from core.engine.opening import open_engine
from core.errors import BadInput, NoFace, Unsupported
from core.faces.face import largest
from core.imaging import fingerprint, load_image
from core.jobs import Cancelled, JobControl, Progress
from core.packs import Pack
from core.recipe import Recipe
from core.retouch.canvas import oval
from core.retouch.upscaling_models import folder
from tests.engine.conftest import EVERY_STEP

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
BOX = (slice(150, 230), slice(60, 200))  # of `seen`
SMALL_HEAD = [[105, 100], [125, 100], [115, 111], [107, 122], [123, 122]]


@pytest.fixture(scope="module")
def engine(demo_pack: Pack) -> Iterator[Engine]:
    engine = open_engine(demo_pack.folder)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def photo() -> np.ndarray:
    return load_image(min(SAMPLES.glob("*.png")))


@pytest.fixture(scope="module")
def seen(photo: np.ndarray) -> np.ndarray:
    """The photo at half its size, which is as large as the pack's pictures."""
    return photo[::2, ::2].copy()


def recipe(photo: np.ndarray | None = None, steps: int = 4, **changes: Any) -> Recipe:
    people = [] if photo is None else [{"references": [fingerprint(photo)]}]
    data = {"prompt": "a portrait", "identities": people, "sampling": {"steps": steps, "seed": 5}}
    return Recipe.from_data({**data, **changes})


def start(image: np.ndarray, **changes: Any) -> dict[str, Any]:
    return {"image": fingerprint(image), "strength": 0.75, **changes}


def draw(
    engine: Engine, recipe: Recipe, *images: np.ndarray, control: JobControl | None = None
) -> Portrait:
    sources = {fingerprint(image): image for image in images}
    (portrait,) = engine.generate(recipe, sources, control or JobControl())
    return portrait


def marked(shape: tuple[int, ...], box: tuple[slice, slice]) -> np.ndarray:
    mask = np.zeros((*shape[:2], 3), np.uint8)
    mask[box] = 255
    return mask


# ------------------------------------------------------------------------------- from an image


def test_the_distance_to_the_image_rises_with_the_change(engine: Engine, seen: np.ndarray):
    distances: list[float] = []
    for strength in (0.25, 0.5, 0.75, 1.0):
        asked = recipe(steps=8, start=start(seen, strength=strength))
        image = draw(engine, asked, seen).image
        distances.append(float(np.abs(image.astype(float) - seen).mean()))
    assert distances == sorted(distances)
    assert distances[-1] > 2 * distances[0]


# ----------------------------------------------------------------------------------- inpainting


@pytest.mark.parametrize("area", ["whole", "masked"])
@pytest.mark.parametrize("content", ["original", "blur", "noise"])
def test_what_a_mask_keeps_stays_to_the_bit(
    area: str, content: str, engine: Engine, seen: np.ndarray
):
    mask = marked(seen.shape, BOX)
    how = start(seen, mask=fingerprint(mask), area=area, content=content)
    image = draw(engine, recipe(start=how), seen, mask).image
    assert image.shape == seen.shape
    outside = mask[..., 0] == 0
    assert np.array_equal(image[outside], seen[outside])
    inner = (slice(160, 220), slice(70, 190))
    assert (image[inner] != seen[inner]).any(axis=2).mean() > 0.9


def test_fillings_and_areas_draw_something_else(engine: Engine, seen: np.ndarray):
    mask = marked(seen.shape, BOX)
    drawn = {
        draw(
            engine,
            recipe(start=start(seen, mask=fingerprint(mask), area=area, content=content)),
            seen,
            mask,
        ).image.tobytes()
        for area, content in (
            ("whole", "original"),
            ("masked", "original"),
            ("masked", "blur"),
            ("masked", "noise"),
        )
    }
    assert len(drawn) == 4


def test_a_masked_face_becomes_the_person_of_the_recipe(engine: Engine):
    photo, other = (load_image(SAMPLES / f"{name}.png") for name in ("Grace", "Chen"))
    face = largest(engine.faces(photo))
    shares = oval(face.landmarks, (512, 512), 0.0)
    mask = np.repeat((shares > 0).astype(np.uint8)[..., None] * 255, 3, axis=2)
    how = start(photo, mask=fingerprint(mask), area="masked", strength=0.9)
    portrait = draw(engine, recipe(other, 10, start=how), photo, mask, other)
    assert portrait.asked is not None
    assert np.allclose(portrait.asked, face.landmarks)  # stands where the face stood
    (unchanged,) = draw(
        engine,
        recipe(other, 10, start=start(photo, strength=0), refine={"largest": 0}),
        photo,
        other,
    ).people
    assert unchanged.cosine is not None
    assert portrait.likeness is not None
    assert portrait.likeness > unchanged.cosine + 0.2


def test_an_extended_picture_holds_the_picture(engine: Engine, seen: np.ndarray):
    how = start(seen, extend=[0, 0, 64, 0], area="masked", strength=1.0, feather=8)
    image = draw(engine, recipe(start=how), seen).image
    assert image.shape == (256, 320, 3)
    assert np.array_equal(image[:, :248], seen[:, :248])
    assert image[:, 256:].std() > 1


@pytest.mark.parametrize(
    ("changes", "kind", "words"),
    [
        ({"mask": "empty"}, BadInput, "The mask marks nothing"),
        ({"mask": "small"}, BadInput, "The mask has 100 x 90 pixels, the picture 512 x 512"),
        ({"extend": [2000, 0, 2000, 0], "image": "wide"}, BadInput, "would have 9000 x 64 pixels"),
        ({"strength": 0}, BadInput, "Nothing would change"),
        ({"image": "none"}, BadInput, "is missing"),
    ],
)
def test_what_can_t_be_retouched_is_told_at_once(
    changes: dict[str, Any], kind: type[Exception], words: str, engine: Engine, photo: np.ndarray
):
    images = {
        "empty": np.zeros_like(photo),
        "small": np.full((90, 100, 3), 255, np.uint8),
        "wide": np.zeros((64, 5000, 3), np.uint8),
        "none": np.ones((8, 8, 3), np.uint8),
    }
    named = {
        key: fingerprint(images[value]) if isinstance(value, str) else value
        for key, value in changes.items()
    }
    given = [image for name, image in images.items() if name != "none"]
    asked = recipe(start=start(photo) | named)
    with pytest.raises(kind, match=words):
        engine.generate(asked, {fingerprint(one): one for one in (photo, *given)}, JobControl())


# ------------------------------------------------------------------------------------- refining


@pytest.fixture(scope="module")
def small(photo: np.ndarray) -> Recipe:
    """A small head in a picture, refined."""
    person = {"references": [fingerprint(photo)], "landmarks": SMALL_HEAD}
    return recipe(photo, 4, identities=[person], refine={})


@pytest.fixture(scope="module")
def refined(engine: Engine, photo: np.ndarray, small: Recipe) -> Portrait:
    return draw(engine, small, photo)


@pytest.fixture(scope="module")
def plain(engine: Engine, photo: np.ndarray, small: Recipe) -> Portrait:
    """The same, before it is refined."""
    return draw(engine, small.model_copy(update={"refine": None}), photo)


def test_a_refined_picture_is_whole_and_replays(
    engine: Engine, photo: np.ndarray, small: Recipe, refined: Portrait, plain: Portrait
):
    first = refined
    again = draw(engine, Recipe.from_json(first.recipe.to_json()), photo)
    assert first.image.tobytes() == again.image.tobytes()
    (before,), (after,) = first.before, first.people
    assert after.cosine is not None
    assert before.cosine != after.cosine

    assert plain.before == ()
    (told,) = plain.people
    assert told.cosine == before.cosine
    at = np.array(SMALL_HEAD, np.float32) if before.found is None else before.found
    outside = oval(at, (256, 256), 0.3) == 0
    assert np.array_equal(plain.image[outside], first.image[outside])
    assert (plain.image != first.image).any()

    kept = {"start": start(plain.image, strength=0)}
    later = draw(engine, Recipe.from_data(small.model_dump() | kept), photo, plain.image)
    assert later.image.tobytes() == first.image.tobytes()  # whenever it is refined


def test_two_faces_are_refined_in_turn_each_with_its_own_person(engine: Engine):
    photos = [load_image(SAMPLES / f"{name}.png") for name in ("Grace", "Chen")]
    right = [[x + 120, y] for x, y in SMALL_HEAD]
    left = [[x - 40, y] for x, y in SMALL_HEAD]
    people = [
        {"references": [fingerprint(photo)], "landmarks": place}
        for photo, place in zip(photos, (left, right), strict=True)
    ]
    size = {"steps": 4, "seed": 5, "width": 320, "height": 256}
    asked = recipe(identities=people, refine={}, sampling=size)
    steps: list[tuple[int, int]] = []
    control = JobControl(
        lambda progress: (
            steps.append((progress.step, progress.total)) if progress.stage == "refine" else None
        )
    )
    both = draw(engine, asked, *photos, control=control)
    assert steps == sorted(steps)
    assert {total for _, total in steps} == {4}
    assert steps[-1] == (4, 4)
    assert len(both.before) == len(both.people) == 2
    plain = draw(engine, asked.model_copy(update={"refine": None}), *photos)
    changed = (both.image != plain.image).any(axis=2)
    assert changed[:, :160].any()
    assert changed[:, 160:].any()


def test_previews_of_a_refined_face_show_the_whole_picture(
    engine: Engine, photo: np.ndarray, small: Recipe
):
    seen: list[Progress] = []
    draw(engine, small, photo, control=JobControl(seen.append, EVERY_STEP))
    previews = [one.preview for one in seen if one.stage == "refine" and one.preview is not None]
    assert len(previews) == 2
    for preview in previews:
        assert preview.shape == (256, 256, 3)
        assert np.array_equal(preview[:20], previews[0][:20])


def test_a_cancel_while_refining_leaves_nothing_behind(
    engine: Engine, photo: np.ndarray, small: Recipe, refined: Portrait
):
    def stop(progress: Progress) -> None:
        if progress.stage == "refine" and progress.step == 1:
            control.cancel()

    control = JobControl(stop)
    with pytest.raises(Cancelled):
        draw(engine, small, photo, control=control)
    assert draw(engine, small, photo).image.tobytes() == refined.image.tobytes()


def test_heads_too_small_or_too_large_are_left(
    engine: Engine, photo: np.ndarray, small: Recipe, plain: Portrait
):
    for changes in ({"largest": 0.2}, {"smallest": 0.5}):
        asked = small.with_fields({f"refine.{name}": value for name, value in changes.items()})
        assert draw(engine, asked, photo).image.tobytes() == plain.image.tobytes()


def test_a_picture_without_a_face_can_t_be_refined(engine: Engine, photo: np.ndarray):
    empty = np.full((256, 256, 3), 200, np.uint8)
    asked = recipe(photo, start=start(empty, strength=0), refine={})
    with pytest.raises(NoFace, match="No face is found in the picture"):
        draw(engine, asked, photo, empty)


def test_without_people_every_face_is_refined_by_the_prompt_alone(
    engine: Engine, photo: np.ndarray
):
    asked = recipe(start=start(photo, strength=0), refine={"largest": 1.0})
    image = draw(engine, asked, photo).image
    outside = oval(largest(engine.faces(photo)).landmarks, (512, 512), 0.3) == 0
    assert np.array_equal(image[outside], photo[outside])
    assert (image != photo).any()


# ------------------------------------------------------------------------------------ enlarging


@pytest.fixture(scope="module")
def usual(engine: Engine, photo: np.ndarray) -> Portrait:
    """A portrait of the pack's own size."""
    return draw(engine, recipe(photo), photo)


@pytest.mark.parametrize("how", [{}, {"by": "latents", "strength": 0.5}, {"tiled": True}])
def test_an_enlarged_picture_is_the_same_scene_with_details(
    how: dict[str, Any], engine: Engine, photo: np.ndarray, usual: Portrait
):
    asked = recipe(photo, upscale={"factor": 1.5, **how})
    large = draw(engine, asked, photo)
    assert large.image.shape == (384, 384, 3)
    assert large.asked is not None
    assert usual.asked is not None
    assert np.allclose(large.asked, usual.asked * 1.5)
    off = np.abs(large.image[::3, ::3].astype(float) - usual.image[::2, ::2])
    assert off.mean() < 30
    again = draw(engine, Recipe.from_json(large.recipe.to_json()), photo)
    assert again.image.tobytes() == large.image.tobytes()


def test_tiles_are_never_larger_than_the_pack_s_picture(engine: Engine, seen: np.ndarray):
    sizes: list[tuple[int, ...]] = []
    draw(engine, recipe(), seen)  # the models are loaded
    assert engine._models is not None
    hook = engine._models.unet.register_forward_pre_hook(
        lambda _, given: sizes.append(tuple(given[0].shape[-2:]))
    )
    try:
        how = {"strength": 0.5, "tiled": True, "factor": 1.25}
        image = draw(engine, recipe(start=start(seen, strength=0), upscale=how), seen).image
    finally:
        hook.remove()
    assert image.shape == (320, 320, 3)
    assert set(sizes) == {(32, 32)}


def test_only_enlarged_is_drawn_by_nothing(engine: Engine, photo: np.ndarray):
    asked = recipe(prompt="", start=start(photo, strength=0), upscale={"strength": 0, "factor": 2})
    image = draw(engine, asked, photo).image
    assert image.shape == (1024, 1024, 3)
    assert np.abs(image[::2, ::2].astype(float) - photo).mean() < 3


@pytest.mark.parametrize(
    ("upscale", "kind", "words"),
    [
        ({"upscaler": "nobody"}, Unsupported, "no upscaling model 'nobody'"),
        ({"by": "latents", "tiled": True}, BadInput, "Latents are enlarged at once"),
        ({"strength": 0.01}, BadInput, "leaves no step to run"),
    ],
)
def test_what_can_t_be_enlarged_is_told_at_once(
    upscale: dict[str, Any], kind: type[Exception], words: str, engine: Engine
):
    with pytest.raises(kind, match=words):
        engine.generate(recipe(upscale=upscale), {}, JobControl())


@pytest.mark.skipif(find_spec("spandrel") is not None, reason="upscaling models can be read")
def test_an_upscaling_model_that_nothing_reads_is_told_at_once(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("LIKENESS_HOME", str(tmp_path))
    folder().mkdir()
    (folder() / "large.safetensors").write_bytes(b"")
    with pytest.raises(Unsupported, match="need spandrel and torchvision"):
        engine.generate(recipe(upscale={"upscaler": "large"}), {}, JobControl())


def test_a_part_can_t_be_looked_into(engine: Engine, photo: np.ndarray):
    asked = recipe(start=start(photo, strength=0), refine={})
    with pytest.raises(Unsupported, match="drawn as a whole"):
        engine.inside(asked, {fingerprint(photo): photo}, JobControl())
