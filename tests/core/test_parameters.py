"""AUTOMATIC1111's text: what is taken over from it, wherever it stands, and what is told."""

from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from core.errors import BadInput
from core.parameters import parameters_text, read_parameters
from core.picture import recipe_in, write_png
from core.recipe import (
    Identity,
    Lora,
    Recipe,
    Refine,
    Sampling,
    Scheduler,
    Spacing,
    Start,
    Upscale,
)

BASE = Recipe(pack="mine", identities=(Identity(references=("0" * 64,)),))
TEXT = (
    "a portrait of 肖像, (red hair:1.2)\nsecond line: with a colon\n"
    "Negative prompt: blurry,\nugly\n"
    "Steps: 30, Sampler: Euler a, Schedule type: Karras, CFG scale: 6.5, Seed: 4294967295, "
    'Size: 515x768, Model hash: abc, Lora hashes: "one: 1, two: 2", Version: v1.9'
)


def test_a_usual_text_is_taken_over() -> None:
    loaded = read_parameters(TEXT, BASE)

    assert loaded is not None
    recipe = loaded.recipe
    assert recipe.prompt == "a portrait of 肖像, (red hair:1.2)\nsecond line: with a colon"
    assert recipe.negative_prompt == "blurry,\nugly"
    assert recipe.sampling == Sampling(
        steps=30,
        scheduler="euler_ancestral",
        spacing="karras",
        guidance=6.5,
        seed=2**32 - 1,
        width=512,
        height=768,
    )
    assert (recipe.pack, recipe.identities) == ("mine", BASE.identities)
    assert loaded.left_out == (
        "Model hash: abc",
        'Lora hashes: "one: 1, two: 2"',
        "Version: v1.9",
    )


@pytest.mark.parametrize("scheduler", get_args(Scheduler))
@pytest.mark.parametrize("spacing", get_args(Spacing))
def test_what_we_write_is_read_back(scheduler: Scheduler, spacing: Spacing) -> None:
    recipe = Recipe(
        prompt="a, b: c",
        negative_prompt="d",
        sampling=Sampling(scheduler=scheduler, spacing=spacing, seed=5),
    )

    loaded = read_parameters(parameters_text(recipe), Recipe())

    assert loaded is not None
    assert loaded.recipe == recipe
    assert loaded.left_out == ("Model: demo",)


@pytest.mark.parametrize(
    ("words", "scheduler", "spacing"),
    [
        ("Sampler: DPM++ 2M Karras", "dpmpp_2m", "karras"),
        ("Schedule type: Karras, Sampler: DPM++ 2M", "dpmpp_2m", "karras"),
        ("Sampler: DPM++ 2M SDE, Schedule type: Automatic", "dpmpp_2m_sde", "pack"),
        ("Sampler: DPM++ SDE Karras", "dpmpp_2m_sde", "karras"),
        ("Sampler: Euler SGM Uniform", "euler", "trailing"),
        ("Sampler: Euler a", "euler_ancestral", "pack"),
    ],
)
def test_samplers_are_known_by_the_names_of_other_programs(
    words: str, scheduler: str, spacing: str
) -> None:
    base = Recipe(sampling=Sampling(spacing="align_your_steps"))
    loaded = read_parameters(f"x\nSteps: 20, {words}", base)

    assert loaded is not None
    sampling = loaded.recipe.sampling
    assert (sampling.scheduler, sampling.spacing) == (scheduler, spacing)


def test_loras_stand_in_the_prompt_for_other_programs() -> None:
    recipe = Recipe(prompt="a hat", loras=(Lora(name="ink", weight=0.8),))
    assert parameters_text(recipe).startswith("a hat <lora:ink:0.8>\n")


def test_numbers_are_brought_into_range_or_told() -> None:
    text = "x\nSteps: 900, CFG scale: 99, Seed: 99999999999, Size: 10x9000, Sampler: Heun"

    loaded = read_parameters(text, Recipe())

    assert loaded is not None
    assert loaded.recipe.sampling == Sampling(steps=150, guidance=30, width=64, height=2048)
    assert loaded.left_out == ("Seed: 99999999999", "Sampler: Heun")


def test_a_prompt_that_is_too_long_is_cut_and_told() -> None:
    loaded = read_parameters(f"{'x' * 5000}\nSteps: 5", Recipe())

    assert loaded is not None
    assert loaded.recipe.prompt == "x" * 4000
    assert loaded.left_out == ("the end of the prompt",)


@pytest.mark.parametrize("text", ["", "\n", "a cat", "a cat\nin a hat: red, blue", "x" * 200_000])
def test_other_texts_are_no_parameters(text: str) -> None:
    assert read_parameters(text, Recipe()) is None


_NAMES = st.sampled_from(["Steps", "Sampler", "CFG scale", "Seed", "Size", "Model", "Hires"])
_VALUES = st.one_of(
    st.text(max_size=30),
    st.integers().map(str),
    st.floats().map(str),
    st.tuples(st.integers(), st.integers()).map(lambda sides: f"{sides[0]}x{sides[1]}"),
    st.sampled_from(["Euler", "nan", "inf", "1e400", "٣", "1_0", "9" * 5000, '"', "\\", "512x"]),
)


@given(
    st.text(max_size=200),
    st.text(max_size=200),
    st.lists(st.tuples(_NAMES, _VALUES), max_size=8),
)
@example("", "", [("Steps", "1"), ("Size", "1x2x3")])
@example("\ud800", "", [("Steps", "1")])
def test_no_text_gives_more_than_a_valid_recipe(
    prompt: str, negative: str, facts: list[tuple[str, str]]
) -> None:
    last = ", ".join(f"{name}: {value}" for name, value in [*facts, ("Steps", "20")])
    loaded = read_parameters(f"{prompt}\nNegative prompt: {negative}\n{last}", BASE)

    if loaded is not None:  # a line break in a value may hide the steps
        assert Recipe.from_data(loaded.recipe.model_dump()) == loaded.recipe


@given(st.text(max_size=2000))
def test_any_text_may_be_given(text: str) -> None:
    loaded = read_parameters(text, BASE)

    assert loaded is None or Recipe.from_data(loaded.recipe.model_dump()) == loaded.recipe


@pytest.mark.parametrize("kind", ["png", "jpg", "webp", "little-endian", "utf-8"])
def test_parameters_are_found_in_every_kind_of_file(tmp_path: Path, kind: str) -> None:
    image = Image.new("RGB", (16, 16))
    path = tmp_path / f"größe.{kind if kind in ('png', 'webp') else 'jpg'}"
    if kind == "png":
        info = PngImagePlugin.PngInfo()
        info.add_itxt("parameters", TEXT)
        image.save(path, pnginfo=info)
    else:
        encoding = {"little-endian": "utf-16-le", "utf-8": "utf-8"}.get(kind, "utf-16-be")
        mark = b"ASCII\0\0\0" if kind == "utf-8" else b"UNICODE\0"
        exif = image.getexif()
        exif.get_ifd(0x8769)[0x9286] = mark + TEXT.encode(encoding)
        image.save(path, exif=exif)

    assert recipe_in(path, BASE) == read_parameters(TEXT, BASE)


def test_our_own_recipe_comes_first_and_whole(tmp_path: Path, sample_face: np.ndarray) -> None:
    recipe = Recipe(prompt="ours", identities=BASE.identities)
    write_png(sample_face, recipe, tmp_path / "ours.png")

    loaded = recipe_in(tmp_path / "ours.png", Recipe(pack="mine"))

    assert loaded is not None
    assert (loaded.recipe, loaded.left_out) == (recipe, ())


def test_a_photo_brings_none_and_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "photo.jpg")
    (tmp_path / "text.png").write_text("Steps: 20")

    assert recipe_in(tmp_path / "photo.jpg", BASE) is None
    for name in ("text.png", "missing.png", "."):
        with pytest.raises(BadInput):
            recipe_in(tmp_path / name, BASE)


@given(st.binary(max_size=300), st.integers(0, 400))
def test_no_damaged_exif_does_more_than_refuse(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes, place: int
) -> None:
    folder = tmp_path_factory.mktemp("exif")
    image = Image.new("RGB", (8, 8))
    exif = image.getexif()
    exif.get_ifd(0x8769)[0x9286] = b"UNICODE\0" + TEXT.encode("utf-16-be")
    image.save(folder / "whole.jpg", exif=exif)
    data = bytearray((folder / "whole.jpg").read_bytes())
    data[place : place + len(junk)] = junk
    (folder / "mutant.jpg").write_bytes(data)
    try:
        loaded = recipe_in(folder / "mutant.jpg", BASE)
    except BadInput:
        return
    assert loaded is None or Recipe.from_data(loaded.recipe.model_dump()) == loaded.recipe


def test_what_changes_a_picture_is_told_by_its_usual_names() -> None:
    start = Start(image="1" * 64, mask="2" * 64, strength=0.5, feather=4)
    recipe = Recipe(prompt="x", start=start, upscale=Upscale(factor=2), refine=Refine())
    text = parameters_text(recipe)
    assert "Denoising strength: 0.5, Mask blur: 4, Hires upscale: 2, Hires upscaler: Lanc" in text
    assert text.endswith("ADetailer denoising strength: 0.5")
    assert read_parameters(text, BASE) is not None
