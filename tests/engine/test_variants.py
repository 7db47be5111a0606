"""Every IP-Adapter on both families draws what its written-out computation draws."""

import functools
import shutil
import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from diffusers import (
    EulerDiscreteScheduler,
    StableDiffusionPipeline,
    StableDiffusionXLPipeline,
)
from insightface.utils import face_align
from safetensors.torch import save_file

from core.engine.models import Models
from core.errors import Unsupported
from core.faces.face import Face
from core.packs import Pack
from core.recipe import ImagePrompt, Recipe, Sampling
from tests.engine import bases, written_out
from tests.engine.bases import Base
from tests.engine.conftest import Scene, draw
from tests.engine.written_out import Voice

NOISE = np.random.default_rng(7)
WORDS, UNWANTED = "portrait of a scientist, film grain", "blurry, low quality"
STEPS, SEED, GUIDANCE, STRENGTH = 3, 11, 5.0, 0.7
POINTS = np.array([[70, 60], [106, 64], [88, 84], [72, 100], [103, 103]], np.float32)


def picture() -> np.ndarray:
    """Coarse patches of colour, larger than what an encoder reads."""
    return np.kron(NOISE.integers(0, 256, (20, 26, 3), np.uint8), np.ones((12, 12, 1), np.uint8))


IMAGES = {letter * 64: picture() for letter in "abc"}
FACES = {
    name: Face(
        np.array([50, 30, 130, 120], np.float32) + 9 * shift, 0.9, POINTS + 9 * shift,
        (NOISE.standard_normal(512) * 20).astype(np.float32),
    )
    for shift, name in enumerate(IMAGES)
}  # fmt: skip
FIRST = ("a" * 64,)
EVERY = [("sdxl", name) for name in bases.SDXL] + [("sd15", name) for name in bases.SD15[:-1]]


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Base]:
    return {
        family: bases.make(family, tmp_path_factory.mktemp(family) / family)
        for family in ("sdxl", "sd15")
    }


@pytest.fixture(scope="module")
def engines(packs: dict[str, Base]) -> dict[str, Models]:
    return {family: Models(base.pack, "cpu") for family, base in packs.items()}


def scene(family: str, *prompts: ImagePrompt, **sampling: Any) -> Scene:
    recipe = Recipe(
        prompt=WORDS, negative_prompt=UNWANTED, pack=family, image_prompts=prompts,
        sampling=Sampling(
            width=64, height=64, steps=STEPS, guidance=GUIDANCE, seed=SEED, **sampling
        ),
    )  # fmt: skip
    return Scene(recipe, IMAGES, [], FACES)


def asking(adapter: str, images: Sequence[str] = FIRST, **options: Any) -> ImagePrompt:
    return ImagePrompt(
        **{"images": tuple(images), "adapter": adapter, "strength": STRENGTH} | options
    )


def upright(name: str, size: int) -> np.ndarray:
    """By insightface, which is what FaceID-Plus was trained with."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        return face_align.norm_crop(IMAGES[name], FACES[name].landmarks, size)


def cut(name: str) -> np.ndarray:
    """The square around a face, half as large again as its box."""
    x0, y0, x1, y1 = FACES[name].box
    side = round(max(x1 - x0, y1 - y0) * 1.5)
    left, top = max(0, round((x0 + x1 - side) / 2)), max(0, round((y0 + y1 - side) / 2))
    return IMAGES[name][top : top + side, left : left + side]


def tokens(base: Base, adapter: str, images: Sequence[str] = FIRST) -> torch.Tensor:
    """As the papers' code makes them."""
    variant = "basic" if adapter == "vit-g" else adapter
    state = base.state(adapter)
    embeddings = np.stack([FACES[name].embedding for name in images])
    if variant in ("portrait-unnorm", "instantid"):
        return written_out.tokens(variant, state, written_out.faces(embeddings, unit=False))
    encoder = base.encoder(adapter)
    if "faceid" in variant or variant == "portrait":
        rows, looked = written_out.faces(embeddings, unit=True), None
        if "plus" in variant:
            size = 224 if base.family == "sd15" else 256
            crops = [upright(name, size) for name in images]
            looked = written_out.seen(encoder, crops, fine=True)
        return written_out.tokens(variant, state, rows, looked)
    shown = [cut(name) if "face" in variant else IMAGES[name] for name in images]
    rows = written_out.seen(encoder, shown, fine=variant != "basic")
    return written_out.tokens(variant, state, rows)


def voice(base: Base, adapter: str, strength: float = STRENGTH, **options: Any) -> Voice:
    return Voice(base.state(adapter), tokens(base, adapter), strength, **options)


@functools.cache
def stock(family: str, folder: Path) -> Any:
    """The base model as diffusers loads it."""
    kind: Any = StableDiffusionXLPipeline if family == "sdxl" else StableDiffusionPipeline
    pipe = kind.from_pretrained(folder, dtype=torch.float32)
    pipe.set_progress_bar_config(disable=True)
    return pipe


def written(base: Base, *voices: Voice) -> torch.Tensor:
    """Latents by a stock pipeline whose attention is written out."""
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore", DeprecationWarning)
        pipe = stock(base.family, base.folder)
        pipe.scheduler = EulerDiscreteScheduler.from_config(pipe.scheduler.config)
        written_out.give(pipe.unet, voices)
        return pipe(
            WORDS, negative_prompt=UNWANTED, num_inference_steps=STEPS, guidance_scale=GUIDANCE,
            width=64, height=64, generator=torch.Generator().manual_seed(SEED),
            output_type="latent",
        ).images  # fmt: skip


def distance(a: torch.Tensor, b: torch.Tensor) -> float:
    return float((a - b).abs().max())


@pytest.mark.parametrize(("family", "adapter"), EVERY)
def test_it_draws_what_its_written_out_computation_draws(
    family: str, adapter: str, packs: dict[str, Base], engines: dict[str, Models]
):
    base, models = packs[family], engines[family]
    ours = draw(models, scene(family, asking(adapter)))
    off = distance(ours, written(base, voice(base, adapter)))
    assert off < 1e-3
    plain = draw(models, scene(family))
    assert distance(ours, plain) > 1e-2
    silent = draw(models, scene(family, asking(adapter, strength=0.0)))
    assert torch.equal(silent, plain)


@pytest.mark.parametrize(("family", "adapter"), EVERY)
def test_several_images_stand_side_by_side(
    family: str, adapter: str, packs: dict[str, Base], engines: dict[str, Models]
):
    names = tuple(IMAGES)
    conditions = scene(family, asking(adapter, names)).encode(engines[family])
    expected = tokens(packs[family], adapter, names)
    assert conditions.slots[0].tokens.shape == expected.shape
    assert distance(conditions.slots[0].tokens, expected) < 1e-3


@pytest.mark.parametrize(
    ("family", "adapters"),
    [
        ("sdxl", ("plus", "faceid-plusv2")),
        ("sdxl", ("portrait-unnorm", "faceid", "vit-g")),
        ("sd15", ("full-face", "faceid-plus")),
        ("sd15", ("faceid-plusv2", "faceid-plus", "portrait")),
    ],
)
def test_several_together_add_up(
    family: str, adapters: tuple[str, ...], packs: dict[str, Base], engines: dict[str, Models]
):
    base, models = packs[family], engines[family]
    strengths = dict(zip(adapters, (0.5, 0.4, 0.3), strict=False))
    prompts = [asking(name, strength=strength) for name, strength in strengths.items()]
    voices = [voice(base, name, strength) for name, strength in strengths.items()]
    together = draw(models, scene(family, *prompts))
    assert distance(together, written(base, *voices)) < 1e-3
    silent = asking("plus", strength=0.0)
    assert torch.equal(draw(models, scene(family, *prompts, silent)), together)


def test_versions_of_faceid_plus_leave_nothing_behind(engines: dict[str, Models]):
    models = engines["sd15"]
    first, second = (scene("sd15", asking(f"faceid-plus{end}")) for end in ("", "v2"))
    before = draw(models, first)
    other = draw(models, second)
    assert distance(before, other) > 1e-2
    assert torch.equal(draw(models, first), before)
    assert torch.equal(draw(models, second), other)
    one, two = asking("faceid-plus", strength=0.3), asking("faceid-plus", strength=0.4)
    assert distance(draw(models, scene("sd15", one, two)), before) < 1e-3


@pytest.mark.parametrize("family", ["sdxl", "sd15"])
def test_single_blocks_listen(family: str, packs: dict[str, Base], engines: dict[str, Models]):
    base, models = packs[family], engines[family]
    up = "up_blocks.0.attentions.1" if family == "sdxl" else "up_blocks.1.attentions.1"
    blocks = ({"block": up, "weight": 0.5}, {"block": "mid_block"})
    ours = draw(models, scene(family, asking("plus", blocks=blocks)))
    voices = [
        voice(base, "plus", STRENGTH * share, layers=(f"{place}.",))
        for place, share in ((up, 0.5), ("mid_block", 1.0))
    ]
    assert distance(ours, written(base, *voices)) < 1e-3
    nested = ({"block": up[:11], "weight": 0.0}, *blocks)  # the longer name counts
    assert torch.equal(draw(models, scene(family, asking("plus", blocks=nested))), ours)
    style = draw(models, scene(family, asking("plus", layers="style")))
    assert torch.equal(draw(models, scene(family, asking("plus", blocks=({"block": up},)))), style)


def test_a_block_that_is_not_there_is_named(engines: dict[str, Models]):
    wrong = scene("sd15", asking("plus", blocks=({"block": "up_blocks.0"},)))
    with pytest.raises(Unsupported, match=r"no block 'up_blocks\.0'") as caught:
        draw(engines["sd15"], wrong)
    assert caught.value.hint == "It has down_blocks.0.attentions.0, for example."


ALL = tuple(IMAGES)


@pytest.mark.parametrize("adapter", ["basic", "plus", "full-face"])
def test_images_are_averaged_and_weighed(
    adapter: str, packs: dict[str, Base], engines: dict[str, Models]
):
    base, models = packs["sd15"], engines["sd15"]
    shown = [cut(name) if "face" in adapter else IMAGES[name] for name in ALL]
    none, *some = written_out.seen(base.encoder(adapter), shown, fine=adapter != "basic")

    def expect(rows: Sequence[torch.Tensor], **options: Any) -> None:
        prompt = asking(adapter, ALL, **options)
        ours = scene("sd15", prompt).encode(models).slots[0].tokens
        expected = written_out.tokens(adapter, base.state(adapter), torch.stack([none, *rows]))
        assert ours.shape == expected.shape
        assert distance(ours, expected) < 1e-3

    expect([(some[0] + some[1] + some[2]) / 3], combining="average")
    expect([(some[0] + 0.5 * some[2]) / 1.5], combining="average", weights=(1, 0, 0.5))
    expect([some[0], none + 0.5 * (some[2] - none)], weights=(1, 0, 0.5))


@pytest.mark.parametrize("adapter", ["faceid", "faceid-plusv2", "portrait"])
def test_faces_are_averaged_by_direction(
    adapter: str, packs: dict[str, Base], engines: dict[str, Models]
):
    base, models = packs["sd15"], engines["sd15"]
    units = [FACES[name].embedding / np.linalg.norm(FACES[name].embedding) for name in ALL]
    mean = 1.0 * units[0] + 0.5 * units[1] + 0.25 * units[2]
    rows, looked = written_out.faces(mean[None], unit=True), None
    if "plus" in adapter:
        crops = [upright(name, 224) for name in ALL]
        none, *some = written_out.seen(base.encoder(adapter), crops, fine=True)
        mixed = (some[0] + 0.5 * some[1] + 0.25 * some[2]) / 1.75
        looked = torch.stack([none, mixed])
    prompt = asking(adapter, ALL, combining="average", weights=(1, 0.5, 0.25))
    ours = scene("sd15", prompt).encode(models).slots[0].tokens
    expected = written_out.tokens(adapter, base.state(adapter), rows, looked)
    assert distance(ours, expected) < 1e-3


def test_a_weight_of_one_changes_no_bit(engines: dict[str, Models]):
    plain, told = asking("plus", ALL), asking("plus", ALL, weights=(1, 1, 1))
    models = engines["sd15"]
    assert torch.equal(draw(models, scene("sd15", plain)), draw(models, scene("sd15", told)))


@pytest.mark.parametrize("family", ["sdxl", "sd15"])
def test_windows_and_masks_confine_an_adapter(family: str, engines: dict[str, Models]):
    models = engines[family]
    plain = draw(models, scene(family))
    whole = draw(models, scene(family, asking("plus")))
    late = draw(models, scene(family, asking("plus", window=(0.5, 1.0))))
    assert distance(late, plain) > 1e-3
    assert distance(late, whole) > 1e-3
    white, black = (np.full((64, 64, 3), level, np.uint8) for level in (255, 0))
    for mask, expected in ((white, whole), (black, plain)):
        masked = scene(family, asking("plus", mask="d" * 64))
        ours = draw(models, replace(masked, sources=IMAGES | {"d" * 64: mask}))
        assert distance(ours, expected) < 1e-4


def test_an_adapter_of_the_other_family_is_refused(packs: dict[str, Base]):
    for family, other in (("sdxl", "sd15"), ("sd15", "sdxl")):
        foreign = packs[other].pack.path("adapters/0.safetensors")
        shutil.copy(foreign, packs[family].pack.folder / "adapters" / "foreign.safetensors")
        manifest = packs[family].pack.manifest
        entry = manifest.adapters[0].model_copy(
            update={"name": "foreign", "file": "adapters/foreign.safetensors"}
        )
        changed = manifest.model_copy(update={"adapters": (*manifest.adapters, entry)})
        models = Models(Pack(packs[family].pack.folder, changed), "cpu")
        with pytest.raises(Unsupported, match=r"foreign\.safetensors was made for another base"):
            draw(models, scene(family, asking("foreign")))
        draw(models, scene(family, asking("basic")))  # what is attached next is unharmed


def test_sizes_that_do_not_fit_leave_nothing_behind(packs: dict[str, Base]):
    base = packs["sd15"]
    odd = base.state("plus")
    odd["image_proj.layers.2.1.3.weight"] = odd["image_proj.layers.2.1.3.weight"][:, :-1].clone()
    file = base.pack.folder / "adapters" / "odd.safetensors"
    save_file(odd, file)
    manifest = base.pack.manifest
    entry = manifest.adapters[2].model_copy(
        update={"name": "odd", "file": "adapters/odd.safetensors"}
    )
    changed = manifest.model_copy(update={"adapters": (*manifest.adapters, entry)})
    models = Models(Pack(base.pack.folder, changed), "cpu")
    before = draw(models, scene("sd15"))
    with pytest.raises(Unsupported, match=r"The sizes inside of .*odd\.safetensors.* do not fit"):
        draw(models, scene("sd15", asking("odd")))
    assert torch.equal(draw(models, scene("sd15")), before)
    draw(models, scene("sd15", asking("plus")))


def test_what_was_drawn_before_changes_no_bit(tmp_path: Path) -> None:
    """FaceID's own LoRA goes with it, and leaves the weights as they were: frozen, too."""
    models = Models(bases.make("sdxl", tmp_path / "sdxl").pack, "cpu")
    first = draw(models, scene("sdxl"))
    draw(models, scene("sdxl", asking("faceid")))
    assert torch.equal(draw(models, scene("sdxl")), first)
