"""The tiny models of the parity fixture as an ordinary pack, and what is drawn from it."""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
import torch
from safetensors.torch import save_file

from core.engine.models import Models
from core.engine.pipeline import denoise, encode
from core.faces.face import Face
from core.faces.person import Person
from core.imaging import fingerprint, load_image
from core.jobs import JobControl
from core.packs import Pack
from core.packs.stamping import write_manifest
from core.recipe import Control, Identity, ImagePrompt, Recipe, Sampling, Start
from tests.core.faces.conftest import green_face_detector, mean_colour_recogniser
from tests.engine import extras
from tests.forked import children_are_forked

__all__ = ["children_are_forked"]

FIXTURES = Path(__file__).parent / "fixtures" / "parity"
ENCODER = "ip-adapter/models/image_encoder"
ADAPTERS = {
    "ip-adapter": "ip-adapter/sdxl_models/ip-adapter_sdxl_vit-h.safetensors",
    "ip-adapter-plus": "ip-adapter/sdxl_models/ip-adapter-plus_sdxl_vit-h.safetensors",
}


EVERY_STEP = float("inf")  # previews a second


@dataclass(frozen=True)
class Parity:
    """The fixture: inputs, expected results, and its models as a pack."""

    folder: Path
    inputs: dict[str, Any]
    pack: Pack

    def array(self, relative: str) -> np.ndarray:
        return np.load(self.folder / relative)

    def image(self, relative: str) -> np.ndarray:
        return load_image(self.folder / relative)

    def person(self) -> Person:
        return Person(
            np.array(self.inputs["face_embedding"], np.float32),
            np.array(self.inputs["landmarks"], np.float32),
        )

    def scene(self, case: dict[str, Any]) -> "Scene":
        """A case of the fixture as a recipe of ours."""
        wanted = {**self.inputs, **case}
        sources: dict[str, np.ndarray] = {}

        def source(relative: str) -> str:
            image = self.image(relative)
            sources[fingerprint(image)] = image
            return fingerprint(image)

        face = source(wanted["image_prompt"])  # any image: the person is given
        extra, strength = case.get("extra_controlnet"), case.get("strength")
        recipe = Recipe(
            prompt=wanted["prompt"],
            negative_prompt=wanted["negative_prompt"],
            identities=tuple(
                Identity(
                    references=(face,),
                    likeness=wanted["id_scale"],
                    structure=wanted["controlnet_scale"],
                    window=(wanted["control_start"], wanted["control_end"]),
                )
                for adapter in wanted["adapters"]
                if adapter == "instantid"
            ),
            image_prompts=tuple(
                ImagePrompt(images=(face,), adapter=adapter, strength=wanted["ip_scale"])
                for adapter in wanted["adapters"]
                if adapter != "instantid"
            ),
            controls=(Control(net="plain", image=source(extra["image"]), strength=extra["scale"]),)
            if extra
            else (),
            start=Start(image=source(case["init_image"]), strength=strength) if strength else None,
            sampling=Sampling(
                width=wanted["width"],
                height=wanted["height"],
                steps=wanted["steps"],
                guidance=wanted["guidance_scale"],
                seed=wanted["seed"],
            ),
            pack="parity",
        )
        return Scene(recipe, sources, [self.person()] if recipe.identities else [])


@dataclass(frozen=True)
class Scene:
    """What `encode` takes."""

    recipe: Recipe
    sources: dict[str, np.ndarray]
    people: list[Person]
    faces: dict[str, Face] = field(default_factory=dict)

    def encode(self, models: Models) -> Any:
        faces = {(None, image): face for image, face in self.faces.items()}
        return encode(models, self.recipe, self.sources, self.people, faces)

    def but(self, **changes: Any) -> "Scene":
        """The same with some fields of the recipe changed, by dotted path with __ for dots."""
        recipe = self.recipe
        for path, value in changes.items():
            recipe = recipe.with_field(path.replace("__", "."), value)
        return Scene(recipe, self.sources, self.people, self.faces)


CASES = (
    *("words", "image prompt", "person", "both", "guess mode"),
    *("from an image", "words from an image", "two people", "two nets"),
)
"""Names of `cases`."""


@pytest.fixture(scope="session")
def parity(tmp_path_factory: pytest.TempPathFactory) -> Parity:
    """The fixture in this repository, or in the folder that PARITY_FIXTURES names."""
    folder = Path(os.environ.get("PARITY_FIXTURES", FIXTURES))
    target = tmp_path_factory.mktemp("pack") / "parity"
    for part in ("sdxl", "instantid", "ip-adapter", "controlnet-plain"):
        shutil.copytree(folder / part, target / part)
    convert(target / "instantid" / "ip-adapter.bin")
    write_manifest(target, manifest_data())
    inputs = json.loads((folder / "inputs.json").read_text())
    return Parity(folder, inputs, Pack.load(target))


@pytest.fixture
def cases(parity: Parity) -> dict[str, Scene]:
    """Every kind of pipeline, with whatever has halves."""
    everything = {"adapters": ["instantid", "ip-adapter"], "steps": 5}
    both = parity.scene(everything)
    start = parity.scene({**everything, "init_image": "init_image.png", "strength": 1.0})
    (face,) = both.recipe.identities
    twins = both.but(identities=[face.model_dump()] * 2, image_prompts=[])
    two = Scene(twins.recipe, twins.sources, [both.people[0]] * 2)
    net = {"image": "plain_control.png", "scale": 0.5}
    found = {
        "words": both.but(identities=[], image_prompts=[]),
        "image prompt": both.but(identities=[]),
        "person": both.but(image_prompts=[]),
        "both": both,
        "guess mode": both.but(sampling__guess_mode=True),
        "from an image": start,
        "words from an image": start.but(identities=[], image_prompts=[]),
        "two people": two,
        "two nets": parity.scene({**everything, "extra_controlnet": net}),
    }
    return {
        name: Scene(one.recipe, one.sources, one.people[: len(one.recipe.identities)])
        for name, one in found.items()
    }


def convert(pickle: Path) -> None:
    """Replace the fixture's own pickle by the same content as safetensors."""
    halves = torch.load(pickle, weights_only=True)
    tensors = {
        f"{half}.{key}": t.contiguous() for half in halves for key, t in halves[half].items()
    }
    save_file(tensors, pickle.with_suffix(".safetensors"))
    pickle.unlink()


def manifest_data() -> dict[str, Any]:
    """A manifest over the fixture's layout, without its files."""
    return {
        "version": 1,
        "name": "parity",
        "title": "Parity",
        "description": "Tiny nets with random weights.",
        "family": "sdxl",
        "licences": [{"name": "Apache-2.0", "covers": "everything"}],
        "base": "sdxl",
        "instantid": {
            "controlnet": "instantid/ControlNetModel",
            "adapter": "instantid/ip-adapter.safetensors",
        },
        "adapters": [
            {"name": name, "file": file, "encoder": ENCODER} for name, file in ADAPTERS.items()
        ],
        "controlnets": [{"name": "plain", "folder": "controlnet-plain"}],
        "faces": None,
        "defaults": {
            "width": 64, "height": 128, "steps": 8, "guidance": 5.0,
            "likeness": 0.8, "structure": 0.8, "scheduler": "euler",
        },
    }  # fmt: skip


@pytest.fixture(scope="session")
def loaded(parity: Parity) -> Models:
    return Models(parity.pack, "cpu")


@pytest.fixture(scope="module")
def models(loaded: Models) -> Iterator[Models]:
    """The fixture's nets, loaded by the engine's own code; tests leave no trace in their weights.

    Each file of tests finds them without adapters and LoRAs, whatever other files drew with them.
    """
    yield loaded
    loaded.attach(Recipe())


@pytest.fixture(scope="module")
def rich(loaded_rich: Models) -> Iterator[Models]:
    """Other such nets, in a pack that also has LoRAs, FaceID, and eyes for green faces."""
    yield loaded_rich
    loaded_rich.attach(Recipe())


@pytest.fixture(scope="session")
def loaded_rich(parity: Parity, loaded: Models, tmp_path_factory: pytest.TempPathFactory) -> Models:
    folder = tmp_path_factory.mktemp("rich") / "parity"
    shutil.copytree(parity.pack.folder, folder)
    for part in ("loras", "face-id", "faces"):
        (folder / part).mkdir()
    unet = loaded.unet
    style = extras.factors(unet, ("attn", "resnets", "ff.net", "samplers"), 1)
    save_file(extras.kohya(style), folder / "loras" / "style.safetensors")
    soft = extras.factors(unet, ("attn1.", "attn2."), 2)
    save_file(extras.peft(soft), folder / "loras" / "soft.safetensors")
    save_file(extras.face_id(unet, 3), folder / "face-id" / "portrait.safetensors")
    save_file(extras.face_id(unet, 4, lora=True), folder / "face-id" / "lora.safetensors")
    onnx.save(green_face_detector(), folder / "faces" / "detector.onnx")
    onnx.save(mean_colour_recogniser(), folder / "faces" / "recogniser.onnx")
    data = manifest_data()
    adapters = {
        "portrait": "face-id/portrait.safetensors",
        "face-id": "face-id/lora.safetensors",
        "raw": "instantid/ip-adapter.safetensors",  # as ip-adapter-faceid-portrait_sdxl_unnorm
    }
    data["adapters"] += [{"name": name, "file": file} for name, file in adapters.items()]
    data["loras"] = [
        {"name": name, "file": f"loras/{name}.safetensors"} for name in ("style", "soft")
    ]
    data["faces"] = "faces"
    write_manifest(folder, data)
    return Models(Pack.load(folder), "cpu")


@pytest.fixture
def person(parity: Parity) -> Scene:
    """InstantID alone, few steps."""
    return parity.scene({"adapters": ["instantid"], "steps": 4})


@pytest.fixture
def both(parity: Parity) -> Scene:
    """InstantID and a basic image prompt, few steps."""
    return parity.scene({"adapters": ["instantid", "ip-adapter"], "steps": 4})


def draw(models: Models, scene: Scene, control: JobControl | None = None) -> torch.Tensor:
    """Encode and denoise."""
    seed = scene.recipe.sampling.seed
    return denoise(models, scene.encode(models), seed, control or JobControl())
