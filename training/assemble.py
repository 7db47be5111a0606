"""Put the trained parts together as a pack in the official layouts, in half precision."""

import json
import shutil
from functools import partial
from pathlib import Path
from typing import Any

import torch
from diffusers import (
    AutoencoderTiny,
    EulerDiscreteScheduler,
    UNet2DConditionModel,
)
from diffusers import StableDiffusionXLPipeline as Pipeline
from transformers import (
    CLIPTextModel,
    CLIPTextModelWithProjection,
)

from core.packs.stamping import write_manifest
from training import (
    autoencoder,
    card,
    control,
    critic,
    dataset,
    detector,
    draft,
    looking,
    portraits,
    recogniser,
    scorer,
    tokens,
    vision,
)
from training.common import RUNS
from training.halving import halve
from training.noise import NOISE
from training.shipped import PACK, shipped

ENCODER = "ip-adapter/models/image_encoder"
TINY, LORA = "preview", draft.FILE
SCORER = "scorer/arcface_second_demo.onnx"
HEAD_RANK = 128  # of the recogniser's last matrix in the pack


def assemble(folder: Path = PACK, weights: Path | None = None) -> None:
    """Write the pack from what lies in the runs' folders.

    Args:
        folder: is replaced as a whole once everything has been written.
        weights: of the portraits; the finished adapters by default.
    """
    fresh = folder.with_name(folder.name + ".part")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    portraits.save(weights or RUNS / "adapters" / "model.pt", fresh)
    preview = _base(fresh / "base")
    _image_encoder(fresh / ENCODER)
    _faces(fresh / "faces")
    _quick(fresh)
    _control(fresh)
    scorer.thinned(fresh / SCORER)
    _forget_origins(fresh)
    (fresh / "README.md").write_text(card.text())
    write_manifest(fresh, _manifest(fresh, preview))
    shutil.rmtree(folder, ignore_errors=True)
    fresh.replace(folder)


def add_control() -> None:
    """Put the ControlNet of this run into the pack that stands; all else in it stays."""
    _control(PACK)
    _forget_origins(PACK / control.FOLDER)
    (PACK / "README.md").write_text(card.text())
    said = json.loads((PACK / "pack.json").read_text())
    said |= {"controlnets": _controlnets(PACK)}
    del said["files"]
    write_manifest(PACK, said)


def save_judges() -> None:
    """Write the second recogniser and the critic, which only measure; no part of the pack."""
    path = looking.FOLDER / "judge.onnx"
    path.parent.mkdir(exist_ok=True)
    recogniser.export(recogniser.JUDGE, RUNS / recogniser.JUDGE.name / "model.pt", path)
    halve(path)
    critic.export()


def _base(folder: Path) -> dict[str, Any]:
    """Save the SDXL pipeline around the UNet and text encoders; return the preview's map."""
    people = dataset.load()
    vae = autoencoder.load()
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
            **NOISE,
            timestep_spacing="trailing",  # the first step sees nothing but noise
        ),
        force_zeros_for_empty_prompt=True,
        add_watermarker=False,
    )
    pipeline.save_pretrained(folder)
    for name in ("tokenizer", "tokenizer_2"):  # the files of the official layout, too
        for file in ("vocab.json", "merges.txt"):
            shutil.copy(RUNS / "tokenizers" / name / file, folder / name / file)
    rounded = lambda values: [round(float(v), 4) for v in values]
    return {"factors": [rounded(row) for row in factors], "bias": rounded(bias)}


def _half(kind: Any, folder: Path) -> Any:
    return kind.from_pretrained(folder, dtype=torch.float16)


def _image_encoder(folder: Path) -> None:
    vision.load().half().save_pretrained(folder)
    vision.processor().save_pretrained(folder)


def _faces(folder: Path) -> None:
    """The two ONNX files; weights in half precision, arithmetic in single."""
    folder.mkdir()
    shape = recogniser.RECOGNISER
    for name, stage, export in (
        ("scrfd_demo.onnx", "detector", detector.export),
        ("arcface_demo.onnx", shape.name, partial(recogniser.export, shape, rank=HEAD_RANK)),
    ):
        weights = RUNS / stage / "model.pt"
        if weights.exists():
            export(weights, folder / name)
            halve(folder / name)
        else:  # not trained anew: the pack's own
            shutil.copy(PACK / "faces" / name, folder)


def _quick(folder: Path) -> None:
    """The tiny decoder of the previews, this run's or the pack's, and the LoRA of the drafts."""
    trained, standing = RUNS / "preview" / "model", shipped(TINY)
    if trained.exists():
        AutoencoderTiny.from_pretrained(trained).half().save_pretrained(folder / TINY)
    elif standing and not (RUNS / "autoencoder" / "model").exists():  # the latents are the same
        shutil.copytree(standing, folder / TINY)
    if draft.path().exists():
        (folder / LORA).parent.mkdir(parents=True)
        shutil.copy(draft.path(), folder / LORA)


def _control(folder: Path) -> None:
    """The ControlNet of this run, or else the pack's own."""
    trained, standing = control.path(), shipped(control.FOLDER)
    if trained.exists():
        shutil.copytree(trained, folder / control.FOLDER, dirs_exist_ok=True)
    elif standing is not None and standing != folder / control.FOLDER:
        shutil.copytree(standing, folder / control.FOLDER)


def _controlnets(folder: Path) -> list[dict[str, str]]:
    if not (folder / control.FOLDER).exists():
        return []
    return [{"name": "canny", "folder": control.FOLDER, "reads": "canny"}]


def _forget_origins(folder: Path) -> None:
    """Take the folders of this machine, which diffusers notes, out of all configurations."""
    for path in folder.rglob("config.json"):
        config = json.loads(path.read_text())
        config.pop("_name_or_path", None)
        path.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n")


def _manifest(folder: Path, preview: dict[str, Any]) -> dict[str, Any]:
    """`pack.json` without its list of files; names only what lies in `folder`."""
    quick: dict[str, Any] = {}
    if (folder / LORA).exists():
        quick = {
            "loras": [{"name": "draft", "file": LORA}],
            "draft": {"lora": "draft", "steps": draft.STEPS, "guidance": 1.0, "scheduler": "euler"},
        }
    return {
        "version": 1,
        "name": "demo",
        "title": "Demo people",
        "description": card.SHORT,
        "family": "sdxl",
        "licences": [
            {"name": "Apache-2.0", "covers": "All files: weights that we trained ourselves."},
            {"name": "CC0-1.0", "covers": "The drawn people that they were trained on."},
        ],
        "base": "base",
        "instantid": {
            "controlnet": "instantid/ControlNetModel",
            "adapter": "instantid/ip-adapter.safetensors",
        },
        "adapters": [
            {
                "name": name,
                "file": f"ip-adapter/{file}.safetensors",
                "encoder": None if name == "faceid" else ENCODER,
            }
            for name, file in (
                ("ip-adapter", "sdxl_models/ip-adapter_sdxl"),
                ("ip-adapter-plus", "sdxl_models/ip-adapter-plus_sdxl_vit-h"),
                ("faceid", "faceid/ip-adapter-faceid-portrait_sdxl"),
            )
        ],
        "controlnets": _controlnets(folder),
        "faces": "faces",
        "scorer": {"file": SCORER, **scorer.usual(folder / "faces", folder / SCORER)},
        "preview": preview | {"tiny": TINY if (folder / TINY).exists() else None},
        "defaults": {
            "width": dataset.SIZE,
            "height": dataset.SIZE,
            "steps": 20,
            "guidance": 4.0,
            "likeness": 1.0,
            "structure": 1.0,
            "scheduler": "euler",
        },
        **quick,
    }
