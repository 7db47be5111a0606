"""Further ControlNets beside IdentityNet, with the real nets of the demo pack."""

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from diffusers import ControlNetModel, MultiControlNetModel
from safetensors.torch import load_file, save_file

from core.controls.preprocessing import canny, prepared
from core.engine import Engine
from core.engine.models import NET, Models
from core.imaging import fingerprint, load_image
from core.jobs import JobControl
from core.packs import Pack
from core.packs.defaults import default_recipe
from core.recipe import Identity, Recipe
from core.recipe_control import Control, Preprocessing
from gui.app import SAMPLES
from tests.engine.conftest import Parity
from training.obedience import agreement

STEPS = 6


@pytest.fixture(scope="module")
def engine(demo_pack: Pack) -> Engine:
    return Engine(demo_pack)


@pytest.fixture(scope="module")
def photo() -> np.ndarray:
    return load_image(SAMPLES / "Amara.png")


@pytest.fixture(scope="module")
def sources(photo: np.ndarray) -> dict[str, np.ndarray]:
    others = (load_image(SAMPLES / f"{name}.png") for name in ("Bruno", "Chen"))
    edges = [prepared(one, Preprocessing(photo="0" * 64), (256, 256)) for one in others]
    return {fingerprint(image): image for image in (photo, *edges)}


def steered(pack: Pack, *controls: Control, person: str | None = None) -> Recipe:
    recipe = default_recipe(pack.manifest)
    sampling = recipe.sampling.model_copy(update={"steps": STEPS, "seed": 5})
    identities = () if person is None else (Identity(references=(person,)),)
    changes = {"prompt": "portrait of a woman, oil painting", "identities": identities}
    return recipe.model_copy(update={**changes, "controls": controls, "sampling": sampling})


def image_of(engine: Engine, recipe: Recipe, sources: dict[str, np.ndarray]) -> np.ndarray:
    return next(engine.generate(recipe, sources, JobControl())).image


@pytest.mark.parametrize("with_person", [False, True])
def test_a_strength_of_zero_is_no_control_to_the_bit(
    with_person: bool, engine: Engine, demo_pack: Pack, sources: dict[str, np.ndarray]
) -> None:
    photo, one, other = sources
    person = photo if with_person else None
    without = image_of(engine, steered(demo_pack, person=person), sources)
    controls = [Control(net="canny", image=image, strength=0.0) for image in (one, other)]
    silent = image_of(engine, steered(demo_pack, *controls, person=person), sources)
    assert np.array_equal(silent, without)
    heard = controls[0].model_copy(update={"strength": 1.0})
    beside = image_of(engine, steered(demo_pack, controls[1], heard, person=person), sources)
    alone = image_of(engine, steered(demo_pack, heard, person=person), sources)
    assert np.array_equal(beside, alone)
    assert not np.array_equal(alone, without)


def test_a_control_outside_of_its_window_changes_nothing(
    engine: Engine, demo_pack: Pack, sources: dict[str, np.ndarray]
) -> None:
    edges = list(sources)[1]
    late = Control(net="canny", image=edges, strength=1.0, window=(0.999, 1.0))
    without = image_of(engine, steered(demo_pack), sources)
    assert np.array_equal(image_of(engine, steered(demo_pack, late), sources), without)


def test_edges_are_followed(
    engine: Engine, demo_pack: Pack, sources: dict[str, np.ndarray]
) -> None:
    edges = list(sources)[1]
    met = [
        agreement(canny(image_of(engine, steered(demo_pack, *controls), sources)), sources[edges])
        for controls in ((), (Control(net="canny", image=edges, strength=1.0),))
    ]
    assert met[1] > met[0] + 0.1


@torch.no_grad()
def test_several_nets_add_up_beside_identity_net(demo_pack: Pack) -> None:
    models = Models(demo_pack, "cpu")
    names = (None, "canny", "canny")
    nets, scales = models.nets(names), [0.9, 0.7, 0.4]
    noise = torch.Generator().manual_seed(3)
    latents = torch.randn(2, 8, 32, 24, generator=noise)
    pictures = [torch.rand(2, 3, 256, 192, generator=noise) for _ in nets]
    face = torch.randn(2, 16, 256, generator=noise)
    more = {
        "text_embeds": torch.randn(2, 256, generator=noise),
        "time_ids": torch.tensor([[256, 192, 0, 0, 256, 192]] * 2),
    }
    words = torch.randn(2, 77, 256, generator=noise)

    def told(net: Any, images: Any, strengths: Any) -> Any:
        return net(
            latents, 400, words, images, strengths, added_cond_kwargs=more, return_dict=False
        )

    with nets[0].seeing(face, None):
        together = told(MultiControlNetModel(nets), pictures, scales)
        alone = [told(*one) for one in zip(nets, pictures, scales, strict=True)]
    for place, down in enumerate(together[0]):
        assert torch.allclose(down, torch.stack([one[0][place] for one in alone]).sum(0), atol=1e-5)
        assert down.any()
    assert torch.allclose(together[1], torch.stack([one[1] for one in alone]).sum(0), atol=1e-5)
    stronger = told(nets[1], pictures[1], 1.4)
    assert torch.allclose(stronger[1], 2 * alone[1][1], atol=1e-5)


def test_weights_of_eight_bits_are_read_exactly(demo_pack: Pack) -> None:
    folder = demo_pack.path(demo_pack.manifest.controlnets[0].folder)
    stored = load_file(folder / NET)
    assert any(tensor.dtype == torch.float8_e4m3fn for tensor in stored.values())
    ours, theirs = Models(demo_pack, "cpu").net("canny"), ControlNetModel.from_pretrained(folder)
    for net in (ours, theirs):
        read = net.state_dict()
        assert read.keys() == stored.keys()
        assert all(torch.equal(read[name], stored[name].float()) for name in stored)


@pytest.mark.parametrize("part", ["controlnet-plain", "sdxl/unet", "instantid/ControlNetModel"])
def test_other_models_may_be_stored_in_eight_bits(
    part: str, parity: Parity, tmp_path: Path
) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(parity.pack.folder, folder)
    [file] = (folder / part).glob("*.safetensors")
    small = {name: tensor.to(torch.float8_e4m3fn) for name, tensor in load_file(file).items()}
    save_file(small, file, metadata={"format": "pt"})
    models = Models(Pack(folder, parity.pack.manifest), "cpu")
    net = {
        "controlnet-plain": lambda: models.net("plain"),
        "sdxl/unet": lambda: models.unet,
        "instantid/ControlNetModel": lambda: models.net(None),
    }[part]()
    read = net.state_dict()
    assert all(torch.equal(read[name], tensor.float()) for name, tensor in small.items())
    assert {tensor.dtype for tensor in read.values()} == {torch.float32}
