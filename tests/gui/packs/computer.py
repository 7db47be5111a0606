"""A computer on which other programs have left models, some of them hostile."""

import pickle
import shutil
import zipfile
from pathlib import Path

from core.packs import Pack
from core.packs.catalogue import Known
from core.packs.checkpoints import file_sha256
from tests import whole
from tests.core.packs import official
from tests.core.packs.test_checkpoints import Canary

PARTS = {  # of the demo pack, which are in the official layouts, and what they are called here
    "base": "models/diffusers/painterly",
    "instantid/ip-adapter.safetensors": "models/instantid/holiday.safetensors",
    "instantid/ControlNetModel": "models/controlnet/instantid",
    "ip-adapter/sdxl_models/ip-adapter_sdxl.safetensors": "models/ipadapter/a1.safetensors",
    "ip-adapter/sdxl_models/ip-adapter-plus_sdxl_vit-h.safetensors":
        "models/ipadapter/a2.safetensors",
    "ip-adapter/faceid/ip-adapter-faceid-portrait_sdxl.safetensors":
        "models/ipadapter/a3.safetensors",
    "ip-adapter/models/image_encoder": "models/clip_vision/looks",
    "loras/likeness-draft_4step_lora.safetensors": "models/loras/quick.safetensors",
    "faces/scrfd_demo.onnx": "models/insightface/models/antelopev2/antelopev2/one.onnx",
    "faces/arcface_demo.onnx": "models/insightface/models/antelopev2/antelopev2/two.onnx",
}  # fmt: skip


def make_comfy(home: Path, demo: Pack) -> Path:
    """ComfyUI with the demo pack's parts, and some of SD 1.5 that don't fit them."""
    comfy = home / "ComfyUI"
    (comfy / "comfy").mkdir(parents=True)
    (comfy / "models" / "checkpoints").mkdir(parents=True)
    for source, name in PARTS.items():
        target = comfy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if demo.path(source).is_dir():
            shutil.copytree(demo.path(source), target)
        else:
            shutil.copyfile(demo.path(source), target)
    small = official.smaller
    for name, shapes in (
        ("checkpoints/dreams.safetensors", whole.checkpoint("sd15", narrow=True)),
        ("ipadapter/old.safetensors", small(official.adapter("ip-adapter-plus_sd15"))),
        ("controlnet/lines.safetensors", small(official.controlnet("sd15"))),
        ("loras/flowers.safetensors", {"x.attn2.to_k.lora_A.weight": (4, 768)}),
        ("vae/soft.safetensors", {"decoder.conv_in.weight": (4, 4, 3, 3),
                                  "encoder.conv_in.weight": (4, 3, 3, 3)}),
    ):  # fmt: skip
        official.write(comfy / "models" / name, shapes)
    return comfy


def add_hostile(folder: Path) -> Path:
    """Files that must not be used; the canary that is returned must not appear."""
    canary = folder.parent / "canary"
    payload = pickle.dumps(Canary(str(canary)))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "free-money.ckpt").write_bytes(payload)
    whole = official.write(folder / "cut.safetensors", {"x": (40, 40)}).read_bytes()
    (folder / "cut.safetensors").write_bytes(whole[:-10])
    with zipfile.ZipFile(folder / "sneaky.safetensors", "w") as archive:
        archive.writestr("archive/data.pkl", payload)
    return canary


def catalogue_of(comfy: Path) -> tuple[Known, ...]:
    """Its face models are published, so that they are told by their content."""
    names = {"one.onnx": "scrfd_10g_bnkps.onnx", "two.onnx": "glintr100.onnx"}
    folder = next(comfy.rglob("one.onnx")).parent
    return tuple(
        Known(
            "antelopev2",
            official_name,
            (folder / name).stat().st_size,
            file_sha256(folder / name),
            "non-commercial research only",
        )
        for name, official_name in names.items()
    )
