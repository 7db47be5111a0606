"""What models are called in the window."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from core.packs.importing import Found
from core.packs.manifest import Variant
from core.packs.proposing import may_be_identity_net
from core.packs.recognition import VARIANTS, Recognised

translate = QCoreApplication.translate
_VIT_H, _VIT_G = (1024, 1280), (1280, 1664)  # numbers in the embedding and the hidden states

_ADAPTERS: dict[Variant, str] = {  # as their publishers call them, in any language
    "basic": "IP-Adapter",
    "plus": "IP-Adapter Plus",
    "plus-face": "IP-Adapter Plus-Face",
    "full-face": "IP-Adapter Full-Face",
    "faceid": "IP-Adapter FaceID",
    "faceid-plus": "IP-Adapter FaceID-Plus",
    "faceid-plusv2": "IP-Adapter FaceID-PlusV2",
    "portrait": "IP-Adapter FaceID Portrait",
    "portrait-unnorm": "IP-Adapter FaceID Portrait unnorm",
    "instantid": "InstantID",
}


def spoken_kind(found: Found) -> str:
    """What a file is, as people who draw call it."""
    what = found.what
    if what.role == "unknown" and found.published is not None:
        name = Path(found.published.path).name
        return (
            translate("ModelKinds", "Face model")
            if name.endswith(".onnx")
            else found.published.path
        )
    if what.role == "controlnet" and may_be_identity_net(found):
        return translate("ModelKinds", "IdentityNet of InstantID")
    return spoken_role(what)


def spoken_role(what: Recognised) -> str:
    """What its content alone says."""
    match what.role:
        case "checkpoint":
            return translate("ModelKinds", "Base model")
        case "adapter":
            return spoken_adapter(what)
        case "image-encoder":
            large = {_VIT_H: "ViT-H", _VIT_G: "ViT-bigG"}.get(what.gives, "")
            return " ".join(filter(None, (translate("ModelKinds", "Image encoder"), large)))
        case "controlnet":
            return "ControlNet"
        case "lora":
            return "LoRA"
        case "vae":
            return "VAE"
        case "tiny-vae":
            return translate("ModelKinds", "Small VAE, for previews")
        case "unet":
            return "UNet"
        case "text-encoder" | "text-encoder-2":
            return translate("ModelKinds", "Text encoder")
        case _:
            return translate("ModelKinds", "Model")


def spoken_adapter(what: Recognised) -> str:
    """The name under which an adapter is known, or all that it may be."""
    if what.kind == "kolors":
        return translate("ModelKinds", "IP-Adapter for Kolors")
    variants = (what.variant,) if what.variant is not None else VARIANTS.get(what.kind, ())
    if not variants:
        return translate("ModelKinds", "IP-Adapter of an unknown kind")
    between = translate("ModelKinds", " or ")
    return between.join(_ADAPTERS[variant] for variant in variants)


def spoken_family(what: Recognised) -> str:
    """Of base models; empty where nothing says so."""
    return {"sdxl": "SDXL", "sd15": "SD 1.5"}.get(what.family or "", "")


def spoken_folder(folder: Path) -> str:
    """Where something lies, with ~ for the user's own folder."""
    try:
        return (Path("~") / folder.relative_to(Path.home())).as_posix()
    except (ValueError, RuntimeError):
        return str(folder)
