"""From photos: each adapter has the face models and the LoRA that it was trained with."""

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
import torch
from onnx import numpy_helper
from safetensors.torch import load_file, save_file

from core.engine import Engine
from core.engine.pipeline import encode
from core.errors import NoFace
from core.imaging import fingerprint
from core.jobs import JobControl
from core.packs import Pack
from core.packs.stamping import write_manifest
from core.recipe import Recipe
from tests.core.faces.conftest import green_face_detector, mean_colour_recogniser
from tests.core.faces.test_yunet import tiny_yunet
from tests.engine import bases


def photo(left: int) -> np.ndarray:
    """A green square, which the detector takes for a face, on a wide ground."""
    image = np.full((320, 400, 3), (90, 30, 60), np.uint8)
    image[60:92, left : left + 32] = (20, 250, 40)
    return image


ONE, OTHER = photo(50), photo(210)


def other_recogniser() -> onnx.ModelProto:
    """Another training: it says the opposite."""
    model = mean_colour_recogniser()
    [spread] = model.graph.initializer
    spread.CopyFrom(numpy_helper.from_array(-numpy_helper.to_array(spread), spread.name))
    return model


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    folder: Path = tmp_path_factory.mktemp("pack") / "sd15"
    manifest = bases.make("sd15", folder).pack.manifest
    for name, recogniser in (("faces", mean_colour_recogniser()), ("others", other_recogniser())):
        (folder / name).mkdir()
        onnx.save(green_face_detector(), folder / name / "detector.onnx")
        onnx.save(recogniser, folder / name / "recogniser.onnx")
    data: dict[str, Any] = manifest.model_dump(mode="json", exclude={"files"})
    entries = {entry["name"]: entry for entry in data["adapters"]}
    with_lora = load_file(folder / entries["faceid"]["file"])
    half = {k: t for k, t in with_lora.items() if "_lora." not in k}
    save_file(half, folder / "adapters" / "without.safetensors")
    (folder / "loras").mkdir()
    save_file(as_published(with_lora, folder), folder / "loras" / "own.safetensors")
    data["adapters"] += [
        {"name": "elsewhere", "file": entries["faceid-plusv2"]["file"],
         "encoder": "encoders/vit-h", "variant": "faceid-plusv2", "faces": "others"},
        {"name": "apart", "file": "adapters/without.safetensors", "variant": "faceid",
         "lora": "own"},
    ]  # fmt: skip
    data |= {"faces": "faces", "loras": [{"name": "own", "file": "loras/own.safetensors"}]}
    write_manifest(folder, data)
    return Pack.load(folder)


def as_published(tensors: dict[str, torch.Tensor], folder: Path) -> dict[str, torch.Tensor]:
    """The LoRA of a FaceID file as it is published beside it, by names of layers."""
    from diffusers import UNet2DConditionModel

    unet: Any = UNet2DConditionModel.from_pretrained(folder / "base" / "unet")
    names = [name.removesuffix(".processor") for name in unet.attn_processors]
    found: dict[str, torch.Tensor] = {}
    for key, tensor in tensors.items():
        if "_lora." in key:
            _, number, part, factor, _ = key.split(".")
            layer = part.removesuffix("_lora").replace("to_out", "to_out.0")
            name = f"unet.{names[int(number)]}.{layer}"
            found[f"{name}.lora_{'A' if factor == 'down' else 'B'}.weight"] = tensor
    return found


@pytest.fixture(scope="module")
def engine(pack: Pack) -> Engine:
    return Engine(pack)


def asking(*adapters: str, photos: tuple[np.ndarray, ...] = (ONE,), **parts: Any) -> Recipe:
    images = tuple(map(fingerprint, photos))
    prompts = [{"images": images, "adapter": name} for name in adapters]
    sampling = {"width": 64, "height": 64, "steps": 2, "scheduler": "euler"}
    return Recipe.from_data(
        {"pack": "sd15", "image_prompts": prompts, "sampling": sampling} | parts
    )


SOURCES = {fingerprint(image): image for image in (ONE, OTHER)}


def drawn(engine: Engine, recipe: Recipe) -> bytes:
    [portrait] = engine.generate(recipe, SOURCES, JobControl())
    return portrait.image.tobytes()


@pytest.mark.parametrize("adapter", ["plus-face", "full-face", "faceid-plus", "faceid-plusv2"])
def test_a_photo_of_a_face_is_enough(adapter: str, engine: Engine):
    recipe = asking(adapter)
    assert engine.unsupported(recipe) == ()
    one = drawn(engine, recipe)
    assert drawn(engine, asking(adapter, photos=(ONE, OTHER))) != b""
    assert drawn(engine, recipe) == one
    nobody = np.zeros((64, 64, 3), np.uint8)
    with pytest.raises(NoFace, match=f"No face found in the photo for '{adapter}'"):
        list(
            engine.generate(
                asking(adapter, photos=(nobody,)), {fingerprint(nobody): nobody}, JobControl()
            )
        )


def test_only_the_face_counts_where_a_face_is_looked_at(engine: Engine):
    """What stands far from it is nothing to Plus-face; a plain Plus sees it."""
    near = np.full((640, 1280, 3), (90, 30, 60), np.uint8)
    near[192:288, 192:288] = (20, 250, 40)
    far = near.copy()
    far[:, 700:960] = (10, 10, 200)
    sources = {fingerprint(image): image for image in (near, far)}

    def picture(adapter: str, image: np.ndarray) -> bytes:
        [portrait] = engine.generate(asking(adapter, photos=(image,)), sources, JobControl())
        return portrait.image.tobytes()

    assert picture("plus-face", near) == picture("plus-face", far)
    assert picture("plus", near) != picture("plus", far)


@pytest.fixture
def finding_only(pack: Pack, tmp_path: Path) -> Pack:
    """With YuNet, and without anything that tells faces apart."""
    folder = shutil.copytree(pack.folder, tmp_path / "sd15")
    shutil.rmtree(folder / "faces")
    onnx.save(tiny_yunet(), folder / "eyes.onnx")
    data: dict[str, Any] = pack.manifest.model_dump(mode="json", exclude={"files", "faces"})
    write_manifest(folder, {**data, "detector": "eyes.onnx"})
    return Pack.load(folder)


def test_a_detector_alone_is_enough_for_who_only_looks(finding_only: Pack):
    engine = Engine(finding_only)
    far, near = ONE.copy(), ONE.copy()
    far[:, 330:] = near[60:92, 90:110] = (10, 10, 200)
    sources = SOURCES | {fingerprint(far): far, fingerprint(near): near}

    def picture(image: np.ndarray) -> bytes:
        recipe = asking("plus-face", photos=(image,))
        assert engine.unsupported(recipe) == ()
        [portrait] = engine.generate(recipe, sources, JobControl())
        return portrait.image.tobytes()

    assert picture(ONE) == picture(far) != picture(near)
    for adapter in ("faceid", "faceid-plusv2"):
        [reason] = engine.unsupported(asking(adapter))
        assert "has no face models" in str(reason)
    without = finding_only.manifest.model_copy(update={"detector": None})
    [reason] = Engine(Pack(finding_only.folder, without)).unsupported(asking("plus-face"))
    assert "has no face models" in str(reason)


def test_each_adapter_reads_faces_with_its_own_face_models(engine: Engine):
    """The same file with two recognisers; beside each other neither takes the other's numbers."""
    ours, theirs = drawn(engine, asking("faceid-plusv2")), drawn(engine, asking("elsewhere"))
    assert ours != theirs
    person = {"identities": [{"references": [fingerprint(ONE)]}]}
    recipe = asking("elsewhere", "faceid-plusv2", **person)
    models, people = engine._load(recipe, SOURCES, JobControl())
    told = lambda asked: engine._faces_of_prompts(models, asked, SOURCES)
    conditions = encode(models, recipe, SOURCES, people, told(recipe))
    [face] = engine.faces(ONE)
    assert np.array_equal(people[0].embedding, face.embedding)
    instantid, elsewhere, own = conditions.slots
    assert instantid.tokens.shape == (2, 16, 128)
    assert not torch.equal(elsewhere.tokens, own.tokens)
    lone = asking("elsewhere")
    alone = encode(models, lone, SOURCES, [], told(lone)).slots[0]
    assert torch.equal(alone.tokens, elsewhere.tokens)
    assert models.entry("elsewhere").faces == "others"
    assert drawn(engine, asking("faceid-plusv2")) == ours


def test_a_lora_beside_the_file_acts_as_the_one_inside(engine: Engine):
    inside = drawn(engine, asking("faceid"))
    apart = drawn(engine, asking("apart"))
    assert (
        np.abs(np.frombuffer(inside, np.uint8).astype(int) - np.frombuffer(apart, np.uint8)).max()
        <= 1
    )
    silent = asking("apart").with_field("image_prompts.0.strength", 0.0)
    words = {"prompt": "a face"}
    assert drawn(engine, silent.with_fields(words)) == drawn(engine, asking(**words))
    more = asking("apart", loras=[{"name": "own", "weight": -1.0}])
    assert drawn(engine, more) != apart


def test_looking_inside_draws_the_same_picture(engine: Engine):
    person = {"identities": [{"references": [fingerprint(ONE)]}], "prompt": "a face"}
    recipe = asking("full-face", "faceid-plus", **person)
    told = engine.inside(recipe, SOURCES, JobControl())
    assert told.image.tobytes() == drawn(engine, recipe)
    assert [term.kind for term in told.terms if term.kind != "word"] == [
        "rest", "person", "image", "image",
    ]  # fmt: skip
