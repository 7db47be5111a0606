"""FaceID adapters: a face as an image prompt, through its embedding instead of an image encoder."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file
from torch.nn.functional import gelu, layer_norm, linear

from core.engine import Engine
from core.engine.models import Models
from core.errors import NoFace, Unsupported
from core.faces.face import Face
from core.imaging import fingerprint
from core.jobs import JobControl
from core.packs import Pack
from core.recipe import Recipe
from tests.engine import extras
from tests.engine.conftest import ADAPTERS, ENCODER, Scene, draw

FACES = np.random.default_rng(0).standard_normal((2, 512)).astype(np.float32) * 20
NAMES = ("a" * 64, "b" * 64)


def asking(scene: Scene, adapter: str, faces: np.ndarray = FACES[:1], **options: Any) -> Scene:
    """The scene with a face as its only image prompt."""
    names = NAMES[: len(faces)]
    prompts = [{"images": names, "adapter": adapter, "strength": 0.9, **options}]
    found = {name: seen(embedding) for name, embedding in zip(names, faces, strict=True)}
    return replace(scene.but(image_prompts=prompts), faces=found)


def seen(embedding: np.ndarray) -> Face:
    """Some face with these numbers."""
    return Face(np.zeros(4, np.float32), 1.0, np.zeros((5, 2), np.float32), embedding)


@torch.no_grad()
@pytest.mark.parametrize("length", [1.0, 7.5])
def test_tokens_are_those_of_the_unit_embedding(length: float, person: Scene, rich: Models):
    """LayerNorm(W2 gelu(W0 x / |x| + b0) + b2), against float64; no face is an x of zeros."""
    slot = asking(person, "portrait", FACES * length).encode(rich).slots[1]
    width = rich.unet.config.cross_attention_dim
    assert slot.tokens.shape == (2, 2 * extras.TOKENS, width)

    state = load_file(rich.pack.path("face-id/portrait.safetensors"))
    w = {k.removeprefix("image_proj."): t.double() for k, t in state.items()}
    units = FACES.astype(np.float64) / np.linalg.norm(FACES.astype(np.float64), axis=1)[:, None]
    x = torch.cat([torch.zeros(1, 512), torch.from_numpy(units)])
    hidden = gelu(linear(x, w["proj.0.weight"], w["proj.0.bias"]))
    rows = linear(hidden, w["proj.2.weight"], w["proj.2.bias"]).view(-1, extras.TOKENS, width)
    none, first, second = layer_norm(rows, (width,), w["norm.weight"], w["norm.bias"])
    expected = torch.stack([torch.cat([none, none]), torch.cat([first, second])])
    assert (slot.tokens.double() - expected).abs().max() < 1e-4


def test_the_unnormed_portrait_reads_as_instantid_does(person: Scene, rich: Models):
    face = person.people[0].embedding
    slots = asking(person, "raw", face[None]).encode(rich).slots
    assert torch.equal(slots[0].tokens, slots[1].tokens)


def test_a_face_speaks_alone_and_beside_instantid(person: Scene, rich: Models):
    same = person.people[0].embedding[None]
    beside = draw(rich, asking(person, "portrait", same))
    base = Scene(person.but(identities=[]).recipe, person.sources, [])
    alone = draw(rich, asking(base, "portrait", same))
    assert not torch.equal(beside, draw(rich, person))
    assert not torch.equal(alone, draw(rich, base))
    assert not torch.equal(alone, draw(rich, asking(base, "portrait", -same)))
    assert torch.equal(draw(rich, asking(base, "portrait", same, strength=0.0)), draw(rich, base))


@torch.no_grad()
def test_the_inner_lora_changes_every_attention_layer(person: Scene, rich: Models):
    draw(rich, person)
    plain = dict(rich.unet.named_modules())
    scene = asking(person, "face-id")
    scene.encode(rich)
    state = load_file(rich.pack.path("face-id/lora.safetensors"))
    names = [name.removesuffix("processor") for name in rich.unet.attn_processors]
    assert len(names) == 22  # self-attention and cross-attention
    for number, name in enumerate(names):
        for part, place in (("q", ""), ("k", ""), ("v", ""), ("out", ".0")):
            key = f"ip_adapter.{number}.to_{part}_lora"
            down, up = state[f"{key}.down.weight"], state[f"{key}.up.weight"]
            layer = plain[f"{name}to_{part}{place}"]
            x = torch.randn(2, 3, down.shape[1], generator=torch.Generator().manual_seed(number))
            expected = layer(x).double() + x.double() @ extras.change(down, up, 1.0).T
            changed = rich.unet.get_submodule(f"{name}to_{part}{place}")
            assert (changed(x).double() - expected).abs().max() < 1e-4


def test_the_inner_lora_leaves_no_trace(person: Scene, models: Models, rich: Models):
    before = draw(models, person)
    first = draw(rich, asking(person, "face-id"))
    assert torch.equal(draw(rich, person), before)
    # A silent adapter has no LoRA either.
    assert torch.equal(draw(rich, asking(person, "face-id", strength=0.0)), before)
    with_style = asking(person.but(loras=[{"name": "style", "weight": 0.5}]), "face-id")
    assert not torch.equal(draw(rich, with_style), first)
    assert torch.equal(draw(rich, asking(person, "face-id")), first)


def with_adapter(rich: Models, entry: dict[str, Any]) -> Models:
    """The same nets with the manifest's adapters replaced by one."""
    manifest = rich.pack.manifest
    data = manifest.model_dump(mode="json") | {"adapters": [{"name": "odd", **entry}]}
    changed = type(manifest).model_validate_json(json.dumps(data))
    return Models(Pack(rich.pack.folder, changed), "cpu")


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (
            {"file": ADAPTERS["ip-adapter"]},
            "ip-adapter_sdxl_vit-h.safetensors reads images, and the pack names no image encoder",
        ),
        (
            {"file": "face-id/portrait.safetensors", "encoder": ENCODER},
            "portrait.safetensors reads faces, and the pack names an image encoder",
        ),
    ],
)
def test_an_adapter_that_reads_something_else_is_refused(entry, words, person, rich: Models):
    with pytest.raises(Unsupported, match=words):
        asking(person, "odd").encode(with_adapter(rich, entry))


def photo(*places: tuple[int, int, int]) -> np.ndarray:
    """Green squares, which the detector of this pack takes for faces: left, top, side."""
    image = np.full((320, 320, 3), (90, 30, 60), np.uint8)
    for x, y, side in places:
        image[y : y + side, x : x + side] = (x % 50, 255, y % 50)
    return image


@pytest.fixture(scope="module")
def engine(rich: Models) -> Engine:
    return Engine(rich.pack)


def face_recipe(adapter: str, *photos: np.ndarray, **parts: Any) -> Recipe:
    prompts = [{"images": list(map(fingerprint, photos)), "adapter": adapter}]
    sampling = {"width": 64, "height": 128, "steps": 2}
    return Recipe.from_data(
        {"pack": "parity", "image_prompts": prompts, "sampling": sampling, **parts}
    )


def test_a_photo_of_a_face_is_enough(engine: Engine):
    def drawn(adapter: str, *photos: np.ndarray, **parts: Any) -> bytes:
        sources = {fingerprint(photo): photo for photo in photos}
        recipe = face_recipe(adapter, *photos, **parts)
        [portrait] = engine.generate(recipe, sources, JobControl())
        return portrait.image.tobytes()

    one, other = photo((40, 50, 32)), photo((200, 180, 32))
    alone = drawn("portrait", one)
    assert alone == drawn("portrait", one)
    assert alone != drawn("portrait", other)
    assert alone != drawn("portrait", one, other)
    person = {"identities": [{"references": [fingerprint(one)]}]}
    assert drawn("portrait", one, **person) != drawn("face-id", one, **person)
    assert alone == drawn("portrait", one)


@pytest.mark.parametrize(
    ("photos", "words"),
    [
        ([photo()], "No face found in the photo for 'portrait'."),
        ([photo((40, 50, 32)), photo()], "No face found in photo 2 for 'portrait'."),
    ],
)
def test_a_photo_without_a_face_is_said_so(photos, words: str, engine: Engine):
    sources = {fingerprint(photo): photo for photo in photos}
    with pytest.raises(NoFace, match=words):
        list(engine.generate(face_recipe("portrait", *photos), sources, JobControl()))


def test_a_pack_without_face_models_cannot_read_one(rich: Models):
    manifest = rich.pack.manifest.model_copy(update={"faces": None})
    reasons = Engine(Pack(rich.pack.folder, manifest)).unsupported(face_recipe("portrait", photo()))
    assert reasons == ("The pack 'parity' has no face models, which read a person's photo.",)
    assert Engine(rich.pack).unsupported(face_recipe("portrait", photo())) == ()
