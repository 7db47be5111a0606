"""Put the trained parts together as a pack in the official layouts, in half precision."""

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnx.numpy_helper
import torch
from diffusers import AutoencoderKL, EulerDiscreteScheduler, UNet2DConditionModel
from diffusers import StableDiffusionXLPipeline as Pipeline
from transformers import (
    CLIPTextModel,
    CLIPTextModelWithProjection,
    CLIPVisionModelWithProjection,
)

from core.packs.stamping import write_manifest
from training import autoencoder, dataset, detector, portraits, recogniser, tokens, vision
from training.common import RUNS

PACK = Path(__file__).parents[1] / "resources" / "packs" / "demo"
JUDGE = Path(__file__).parent / "judge"
ENCODER = "ip-adapter/models/image_encoder"
HALVED_FROM = 1000  # numbers in a weight


def assemble(folder: Path = PACK, weights: Path | None = None) -> None:
    """Write the pack from what lies in the runs' folders.

    Args:
        folder: is replaced as a whole once everything has been written.
        weights: of the portraits; the finished adapters by default.
    """
    partial = folder.with_name(folder.name + ".part")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    portraits.save(weights or RUNS / "adapters" / "model.pt", partial)
    preview = _base(partial / "base")
    _image_encoder(partial / ENCODER)
    _faces(partial / "faces")
    _forget_origins(partial)
    write_manifest(partial, _manifest(preview))
    shutil.rmtree(folder, ignore_errors=True)
    partial.replace(folder)


def save_judge() -> None:
    """Write the second recogniser, which only measures; it is no part of the pack."""
    JUDGE.mkdir(exist_ok=True)
    path = JUDGE / "judge.onnx"
    recogniser.export(recogniser.JUDGE, RUNS / recogniser.JUDGE.name / "model.pt", path)
    _halve(path)


def _base(folder: Path) -> dict[str, Any]:
    """Save the SDXL pipeline around the UNet and text encoders; return the preview's map."""
    people = dataset.load()
    vae = AutoencoderKL.from_pretrained(RUNS / "autoencoder" / "model").eval()
    factors, bias = autoencoder.preview_map(vae, people)
    first, second = tokens.load()
    pipeline = Pipeline(
        vae=vae.half(),
        text_encoder=_half(CLIPTextModel, folder / "text_encoder"),
        text_encoder_2=_half(CLIPTextModelWithProjection, folder / "text_encoder_2"),
        tokenizer=first,
        tokenizer_2=second,
        unet=_half(UNet2DConditionModel, folder / "unet"),
        scheduler=EulerDiscreteScheduler(
            **portraits.NOISE, timestep_spacing="leading", steps_offset=1
        ),
        force_zeros_for_empty_prompt=True,
        add_watermarker=False,
    )
    pipeline.save_pretrained(folder)
    for name in ("tokenizer", "tokenizer_2"):  # the files of the official layout, too
        for file in ("vocab.json", "merges.txt"):
            shutil.copy(RUNS / "tokenizers" / name / file, folder / name / file)
    rounded = lambda values: [round(float(v), 4) for v in values]  # noqa: E731
    return {"factors": [rounded(row) for row in factors], "bias": rounded(bias)}


def _half(kind: Any, folder: Path) -> Any:
    return kind.from_pretrained(folder, dtype=torch.float16)


def _image_encoder(folder: Path) -> None:
    model = CLIPVisionModelWithProjection.from_pretrained(RUNS / "vision" / "model")
    model.half().save_pretrained(folder)
    vision.processor().save_pretrained(folder)


def _faces(folder: Path) -> None:
    """The two ONNX files; weights in half precision, arithmetic in single."""
    folder.mkdir()
    shape = recogniser.RECOGNISER
    detector.export(RUNS / "detector" / "model.pt", folder / "scrfd_demo.onnx")
    recogniser.export(shape, RUNS / shape.name / "model.pt", folder / "arcface_demo.onnx")
    for path in folder.iterdir():
        _halve(path)


def _forget_origins(folder: Path) -> None:
    """Take the folders of this machine, which diffusers notes, out of all configurations."""
    for path in folder.rglob("config.json"):
        config = json.loads(path.read_text())
        config.pop("_name_or_path", None)
        path.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n")


def _halve(path: Path) -> None:
    """Store the large weights of an ONNX file in half precision; it computes in single.

    A Cast node behind each stored weight gives the float32 tensor under its old name;
    onnxruntime folds it once at load.
    """
    model = onnx.load(path)
    casts = []
    for weight in model.graph.initializer:
        values = onnx.numpy_helper.to_array(weight)
        if values.dtype != np.float32 or values.size < HALVED_FROM:
            continue
        name = weight.name
        weight.CopyFrom(onnx.numpy_helper.from_array(values.astype(np.float16), f"{name}_half"))
        casts.append(
            onnx.helper.make_node("Cast", [f"{name}_half"], [name], to=onnx.TensorProto.FLOAT)
        )
    for cast in reversed(casts):
        model.graph.node.insert(0, cast)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def _manifest(preview: dict[str, Any]) -> dict[str, Any]:
    return {
        "version": 1,
        "name": "demo",
        "title": "Demo people",
        "description": (
            "Small models in the official layouts, trained on drawn people only. "
            f"They draw portraits of {dataset.SIZE} by {dataset.SIZE} pixels on any computer."
        ),
        "family": "sdxl",
        "licences": [{"name": "Apache-2.0", "covers": "All files; trained on our own drawings."}],
        "base": "base",
        "instantid": {
            "controlnet": "instantid/ControlNetModel",
            "adapter": "instantid/ip-adapter.safetensors",
        },
        "adapters": [
            {
                "name": name,
                "file": f"ip-adapter/sdxl_models/{file}.safetensors",
                "encoder": ENCODER,
            }
            for name, file in (
                ("ip-adapter", "ip-adapter_sdxl"),
                ("ip-adapter-plus", "ip-adapter-plus_sdxl_vit-h"),
            )
        ],
        "controlnets": [],
        "faces": "faces",
        "preview": preview,
        "defaults": {
            "width": dataset.SIZE,
            "height": dataset.SIZE,
            "steps": 20,
            "guidance": 3.0,
            "likeness": 0.8,
            "structure": 0.8,
            "scheduler": "euler",
        },
    }
