"""Parts of packs in the style of another program's folder, small, and packs made of them."""

from pathlib import Path

from core.jobs import JobControl
from core.packs import Pack
from core.packs.fit import Part, Parts
from core.packs.making import make_pack
from tests import whole

from . import official


def part(path: Path, shapes: official.Shapes, dtype: str = "F16") -> Part:
    return Part.read(official.write(path, shapes, dtype))


def small(shapes: official.Shapes) -> official.Shapes:
    return official.smaller(shapes)


def base_folder(models: Path, family: str = "sdxl") -> Part:
    top = models / "diffusers" / family
    for name, text in (("model_index.json", "{}"), ("unet/config.json", "{}"),
                       ("tokenizer/merges.txt", "a b"), ("unet/run_me.py", "import os"),
                       ("unet/old.bin", "x")):  # fmt: skip
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(text)
    return part(
        top / "unet" / "diffusion_pytorch_model.fp16.safetensors", small(official.unet(family))
    )


def make(parts: Parts, folder: Path) -> Pack:
    return make_pack(parts, folder, "Mine", "as published", JobControl())


def large(models: Path, family: str = "sd15") -> Part:
    """A single file that is large enough to be linked."""
    return part(models / "big.safetensors", whole.checkpoint(family, narrow=True))


def all_parts(models: Path) -> Parts:
    """Everything that a pack can hold, small, under names that say nothing."""
    nets = models / "controlnet"
    identity = part(nets / "x" / "1.safetensors", small(official.controlnet("sdxl")))
    (nets / "x" / "config.json").write_text('{"_class_name": "ControlNetModel"}')
    encoder = part(models / "clip_vision" / "e.safetensors", small(official.image_encoder()))
    (encoder.path.parent / "config.json").write_text("{}")
    faces = models / "insightface" / "antelopev2" / "antelopev2"
    faces.mkdir(parents=True)
    for name in ("d", "r"):
        (faces / name).write_bytes(name.encode())
    instantid = official.resampler(1280, 512, 2048) | official.adapter_layers("sdxl")
    adapter = part(models / "id.safetensors", {**small(instantid), "image_proj.proj_in.weight":
                                               (40, 512)}, "F32")  # fmt: skip
    lora = {"unet.mid_block.attn2.to_k.lora_A.weight": (4, 64)}
    plus = part(models / "p.safetensors", small(official.adapter("ip-adapter-plus_sdxl_vit-h")))
    return Parts(
        base=base_folder(models),
        instantid=(adapter, identity),
        adapters={"plus": (plus, encoder)},
        controlnets={"pose": identity},
        loras={"fast": part(models / "l.safetensors", lora)},
        faces={"scrfd_10g_bnkps.onnx": faces / "d", "glintr100.onnx": faces / "r"},
        face_pack="antelopev2",
    )


def lora(models: Path, name: str, width: int = 64) -> Part:
    shapes = {"unet.mid_block.attn2.to_k.lora_A.weight": (4, width)}
    return part(models / f"{name}.safetensors", shapes)


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
