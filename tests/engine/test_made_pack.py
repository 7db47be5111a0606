"""A pack made of parts that a scan has found draws the very picture of the pack they lie in."""

import shutil
from pathlib import Path

import numpy as np

from core.engine.engine import Engine
from core.imaging import fingerprint
from core.jobs import JobControl
from core.packs import Pack
from core.packs.fit import Part, Parts
from core.packs.importing import Scanner
from core.packs.making import make_pack
from core.recipe import Identity, ImagePrompt, Recipe, Sampling


def drawn(pack: Pack, face: np.ndarray) -> np.ndarray:
    source = fingerprint(face)
    recipe = Recipe(
        prompt="a portrait",
        pack=pack.manifest.name,
        identities=(Identity(references=(source,)),),
        image_prompts=(ImagePrompt(images=(source,), adapter="plus"),),
        sampling=Sampling(width=128, height=128, steps=2, seed=7),
    )
    engine = Engine(pack)
    try:
        (portrait,) = engine.generate(recipe, {source: face}, JobControl())
        return portrait.image
    finally:
        engine.close()


def test_parts_that_were_found_make_a_pack_that_draws(
    demo_pack: Pack, sample_face: np.ndarray, tmp_path: Path
) -> None:
    lying = tmp_path / "other program" / "models"
    shutil.copytree(demo_pack.folder / "base", lying / "diffusers" / "a")
    renamed = {
        "instantid/ip-adapter.safetensors": "instantid/x.safetensors",
        "instantid/ControlNetModel/diffusion_pytorch_model.safetensors": "net/y.safetensors",
        "instantid/ControlNetModel/config.json": "net/config.json",
        "ip-adapter/sdxl_models/ip-adapter-plus_sdxl_vit-h.safetensors": "z/z.safetensors",
        "ip-adapter/models/image_encoder/model.safetensors": "clip/w.safetensors",
        "ip-adapter/models/image_encoder/config.json": "clip/config.json",
    }
    for source, name in renamed.items():
        (lying / name).parent.mkdir(exist_ok=True, parents=True)
        shutil.copy(demo_pack.path(source), lying / name)

    stock = Scanner().scan([lying], JobControl())
    adapters = {found.what.kind: Part(found.path, found.what) for found in stock.of("adapter")}
    (net,), (encoder,) = stock.of("controlnet"), stock.of("image-encoder")
    parts = Parts(
        base=Part(stock.bases[0].unet.path, stock.bases[0].unet.what),
        instantid=(adapters["instantid"], Part(net.path, net.what)),
        adapters={"plus": (adapters["image-plus"], Part(encoder.path, encoder.what))},
        faces={path.name: path for path in demo_pack.path("faces").iterdir()},
    )
    made = make_pack(parts, tmp_path / "packs" / "mine", "Mine", "Apache-2.0", JobControl())
    made.verify()

    entry = demo_pack.manifest.adapters[1].model_copy(update={"name": "plus"})
    manifest = demo_pack.manifest.model_copy(update={"adapters": (entry,)})
    assert np.array_equal(
        drawn(made, sample_face), drawn(Pack(demo_pack.folder, manifest), sample_face)
    )
