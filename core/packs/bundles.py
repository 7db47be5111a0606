"""Sets of published files that make a working pack, with where they lie and what they allow.

Size and sha256 come from the catalogue. A file that it does not know is *unpinned*: it is fetched
from the newest version, and its first sha256 is kept (`core.packs.hashes`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.packs import terms
from core.packs.catalogue import CATALOGUE
from core.packs.network import endpoint
from core.packs.previews import SDXL_BIAS, SDXL_FACTORS
from core.packs.recognition import Family
from core.packs.terms import Terms
from core.recipe import Scheduler, Spacing
from core.told import Told

COMMITS = {
    "InstantX/InstantID": "57b32dfee076092ad2930c71fd6d439c2c3b1820",
    "h94/IP-Adapter": "018e402774aeeddd60609b4ecdb7e298259dc729",
    "stabilityai/stable-diffusion-xl-base-1.0": "462165984030d82259a11f4367a4eed129e94a7b",
    "madebyollin/sdxl-vae-fp16-fix": "207b116dae70ace3637169f1ddd2434b91b3a8cd",
    "latent-consistency/lcm-lora-sdxl": "a18548dd4956b174ec5b0d78d340c8dae0a129cd",
    "ByteDance/SDXL-Lightning": "c9a24f48e1c025556787b0c58dd67a091ece2e44",
}
NEWEST = "main"
_KNOWN = {(known.repository, known.path): known for known in CATALOGUE}
_INSIGHTFACE = "https://github.com/deepinsight/insightface/releases/download/model-zoo"


@dataclass(frozen=True)
class Item:
    """One file to have.

    Attributes:
        repository: owner and name on the hub; of face models their name.
        path: in the repository.
        place: in the pack; of a zip the folder of its files.
        commit: of the repository; the newest one where none was recorded.
        size: in bytes; None: not published exactly.
        sha256: None: it is unpinned.
        about: bytes, where the size is None.
        source: a whole address, for what is not on the hub.
        inside: of a zip, the files to take, each with its sha256 if that is known.
    """

    repository: str
    path: str
    place: str
    terms: Terms
    commit: str = NEWEST
    size: int | None = None
    sha256: str | None = None
    about: int = 0
    source: str = ""
    inside: tuple[tuple[str, str | None], ...] = ()

    @property
    def name(self) -> str:
        return f"{self.repository}/{self.path}"

    @property
    def pinned(self) -> bool:
        """Whether its content is known beforehand."""
        return self.sha256 is not None

    @property
    def bytes(self) -> int:
        """How large it is, as far as that is known."""
        return self.size or self.about

    @property
    def url(self) -> str:
        hub = f"{endpoint()}/{self.repository}/resolve/{self.commit}/{self.path}"
        return self.source or hub


@dataclass(frozen=True)
class Bundle:
    """What a user installs with one click.

    Attributes:
        manifest: that of the pack, without `files`; None: it is no pack, but an addition that any
            pack of the family can take in.
        card: the memory that a graphics card should have for it, in GB; 0: no more than the pack.
        drafts: how each of its LoRAs draws, as `draft` of a manifest, the best first.
        width: numbers of a word for which an addition was made; 0: any, or nobody knows.
    """

    name: str
    title: Told
    description: Told
    family: Family
    items: tuple[Item, ...]
    manifest: Mapping[str, Any] | None = None
    card: int = 0
    drafts: tuple[Mapping[str, Any], ...] = ()
    width: int = 0

    @property
    def bytes(self) -> int:
        """To fetch, if nothing is there yet."""
        return sum(item.bytes for item in self.items)

    @property
    def terms(self) -> tuple[Terms, ...]:
        """All terms of its files, each once; those to accept first."""
        once = dict.fromkeys(item.terms for item in self.items)
        return tuple(sorted(once, key=lambda terms: not terms.to_accept))


def covered(item: Item) -> tuple[str, str]:
    """The name of an item's licence, and what it says and covers."""
    return str(item.terms.title), f"{item.repository}: {item.terms.words}"


def _item(repository: str, path: str, place: str, terms: Terms, about: int = 0) -> Item:
    """A file of the hub, with what the catalogue knows of it."""
    same = path.replace("tokenizer_2/", "tokenizer/")  # but for two small files
    known = _KNOWN.get((repository, path)) or _KNOWN.get((repository, same))
    size, sha256 = (known.size, known.sha256) if known else (None, None)
    commit = COMMITS.get(repository, NEWEST)
    return Item(repository, path, place, terms, commit, size, sha256, about)


def _faces(name: str, about: int, *inside: tuple[str, str]) -> Item:
    """A zip of face models: the name of each file, and that of the catalogue."""
    known = {path: one for (_, path), one in _KNOWN.items() if path.endswith((".onnx", ".zip"))}
    return Item(
        name,
        f"{name}.zip",
        "faces",
        terms.INSIGHTFACE,
        sha256=known[f"{name}.zip"].sha256,
        about=about,
        source=f"{_INSIGHTFACE}/{name}.zip",
        inside=tuple((file, known[path].sha256) for file, path in inside),
    )


_SDXL = "stabilityai/stable-diffusion-xl-base-1.0"
_SD15 = "stable-diffusion-v1-5/stable-diffusion-v1-5"
_CONTROL = "diffusion_pytorch_model.safetensors"
_TOKENS = ("merges.txt", "vocab.json", "special_tokens_map.json", "tokenizer_config.json")


def _base(repository: str, weights: Mapping[str, int], tokenizers: tuple[str, ...]) -> list[Item]:
    """A base model in the layout of diffusers, in half precision; sizes in bytes, 0 if known."""
    paths = {"model_index.json": 0, "scheduler/scheduler_config.json": 0}
    for part, size in weights.items():
        stem = "model" if part.startswith("text_encoder") else "diffusion_pytorch_model"
        paths |= {f"{part}/config.json": 0, f"{part}/{stem}.fp16.safetensors": size}
    paths |= {f"{part}/{file}": 0 for part in tokenizers for file in _TOKENS}
    return [
        _item(repository, path, f"base/{path}", terms.OPENRAIL, size)
        for path, size in paths.items()
    ]


_VAE = "madebyollin/sdxl-vae-fp16-fix"  # SDXL's own overflows in half precision
_SDXL_BASE = [
    *_base(
        _SDXL, {"unet": 0, "text_encoder": 0, "text_encoder_2": 0}, ("tokenizer", "tokenizer_2")
    ),
    _item(_VAE, "config.json", "base/vae/config.json", terms.MIT),
    _item(
        _VAE, _CONTROL, "base/vae/diffusion_pytorch_model.fp16.safetensors", terms.MIT, 334_643_268
    ),
]
_SD15_BASE = _base(
    _SD15,
    {"unet": 1_719_000_000, "vae": 167_000_000, "text_encoder": 246_000_000},
    ("tokenizer",),
)
_INSTANTID = [
    _item(
        "InstantX/InstantID", "ip-adapter.bin", "instantid/ip-adapter.safetensors", terms.INSTANTID
    ),
    *(
        _item(
            "InstantX/InstantID",
            f"ControlNetModel/{name}",
            f"instantid/net/{name}",
            terms.INSTANTID,
        )
        for name in ("config.json", _CONTROL)
    ),
]
_DETECTOR = "scrfd_10g_bnkps.onnx"  # buffalo_l has the very same file as det_10g.onnx
_ANTELOPE = _faces(
    "antelopev2", 360_000_000, (_DETECTOR, _DETECTOR), ("glintr100.onnx", "glintr100.onnx")
)
_BUFFALO = _faces(
    "buffalo_l", 280_000_000, ("det_10g.onnx", _DETECTOR), ("w600k_r50.onnx", "w600k_r50.onnx")
)


def _adapter(path: str, place: str, about: int = 0) -> Item:
    return _item("h94/IP-Adapter", path, f"adapters/{place}.safetensors", terms.APACHE, about)


_ENCODER = [
    _item("h94/IP-Adapter", f"models/image_encoder/{name}", f"encoder/{name}", terms.APACHE)
    for name in ("config.json", "model.safetensors")
]
_PLUS = _adapter("sdxl_models/ip-adapter-plus_sdxl_vit-h.safetensors", "plus")
_PLUS_FACE = _adapter("sdxl_models/ip-adapter-plus-face_sdxl_vit-h.safetensors", "plus-face")
_BASIC = _adapter("sdxl_models/ip-adapter_sdxl_vit-h.safetensors", "basic")

_FAST = [
    _item(repository, path, f"loras/{name}.safetensors", terms.OPENRAIL, about)
    for name, repository, path, about in (
        ("lightning-4", "ByteDance/SDXL-Lightning", "sdxl_lightning_4step_lora.safetensors", 0),
        (
            "lightning-8",
            "ByteDance/SDXL-Lightning",
            "sdxl_lightning_8step_lora.safetensors",
            394_000_000,
        ),
        ("hyper-4", "ByteDance/Hyper-SD", "Hyper-SDXL-4steps-lora.safetensors", 787_000_000),
        ("lcm", "latent-consistency/lcm-lora-sdxl", "pytorch_lora_weights.safetensors", 0),
    )
]


def _draft(
    lora: str, steps: int, scheduler: Scheduler, spacing: Spacing = "pack"
) -> dict[str, Any]:
    how = {"guidance": 1.0, "scheduler": scheduler, "spacing": spacing}
    return {"lora": lora, "steps": steps, **how}


DRAFTS = (
    _draft("lightning-4", 4, "euler", "trailing"),
    _draft("hyper-4", 4, "euler", "trailing"),
    _draft("lightning-8", 8, "euler", "trailing"),
    _draft("lcm", 8, "lcm"),
)
"""How the fast LoRAs are drawn with, the ones that keep a likeness best first.

Likeness as ArcFace's cosine, by SceneWorks' measurement (commit 6a134f78c; one subject, one seed):
Lightning-4 0.799, Hyper-4 0.802, Lightning-8 0.789, LCM-8 0.552, and 0.781 with 30 plain steps. As
the first two are equal within that, the smaller file comes first. All were measured at guidance 1,
which is none; LCM bears up to 1.5. SDXL-Lightning's model card asks for Euler with trailing times
and the very number of steps. Hyper was measured with TCD, which without added noise (eta 0) takes
DDIM's steps, and so Euler's.
"""
_CONTROLS = [
    _item(repository, path, f"controls/{name}/{path}", terms.UNRECORDED, bytes_)
    for name, repository, weights, about in (
        ("openpose", "xinsir/controlnet-openpose-sdxl-1.0", _CONTROL, 0),
        ("canny", "diffusers/controlnet-canny-sdxl-1.0", "diffusion_pytorch_model.fp16.safetensors",
         2_502_000_000),
        ("depth", "diffusers/controlnet-depth-sdxl-1.0", "diffusion_pytorch_model.fp16.safetensors",
         2_502_000_000),
    )
    for path, bytes_ in (("config.json", 0), (weights, about))
]  # fmt: skip


def _manifest(
    name: str, title: str, family: str, used: tuple[Item, ...], **more: Any
) -> dict[str, Any]:
    side, guidance = (1024, 5.0) if family == "sdxl" else (512, 7.0)
    return {
        "version": 1,
        "name": name,
        "title": title,
        "description": "",
        "family": family,
        "licences": [
            {"name": name, "covers": covers}
            for name, covers in dict.fromkeys(covered(item) for item in used)
        ],
        "base": "base",
        "defaults": {
            "width": side, "height": side, "steps": 30, "guidance": guidance,
            "likeness": 0.8, "structure": 0.8, "scheduler": "euler",
        },
        **more,
    }  # fmt: skip


def _entries(*items: Item) -> list[dict[str, Any]]:
    """Adapters under the names of what they are."""
    names = {item: item.place.split("/")[1].removesuffix(".safetensors") for item in items}
    return [
        {"name": name, "variant": name, "file": item.place, "encoder": "encoder"}
        for item, name in names.items()
    ]


_FACE = {
    "instantid": {"controlnet": "instantid/net", "adapter": "instantid/ip-adapter.safetensors"},
    "faces": "faces",
}
_PREVIEW = {"factors": SDXL_FACTORS, "bias": SDXL_BIAS}


def _bundle(
    name: str, title: Told, words: Told, family: Family, items: list[Item], card: int, **more: Any
) -> Bundle:
    listed = tuple(items)
    manifest = _manifest(name, str(title), family, listed, **more)
    return Bundle(name, title, words, family, listed, {**manifest, "description": str(words)}, card)


FULL = _bundle(
    "instantid-sdxl",
    Told("InstantID and IP-Adapter on SDXL"),
    Told(
        "Portraits that keep a likeness, with image prompts. For a graphics card of 12 GB or more."
    ),
    "sdxl",
    [*_SDXL_BASE, *_INSTANTID, _ANTELOPE, *_ENCODER, _BASIC, _PLUS, _PLUS_FACE],
    12,
    **_FACE,
    adapters=_entries(_BASIC, _PLUS, _PLUS_FACE),
    preview=_PREVIEW,
)
SMALL = _bundle(
    "instantid-sdxl-8gb",
    Told("InstantID and IP-Adapter on SDXL, 8 GB"),
    Told("The same with one adapter and a draft LoRA of four steps. For a graphics card of 8 GB."),
    "sdxl",
    [*_SDXL_BASE, *_INSTANTID, _ANTELOPE, *_ENCODER, _PLUS, _FAST[0]],
    8,
    **_FACE,
    adapters=_entries(_PLUS),
    loras=[{"name": "lightning-4", "file": _FAST[0].place}],
    draft=DRAFTS[0],
    preview=_PREVIEW,
)
_YUNET = _item(
    "opencv/face_detection_yunet",
    "face_detection_yunet_2023mar.onnx",
    "detector/face_detection_yunet_2023mar.onnx",
    terms.MIT,
)
_SD15_ADAPTERS = tuple(
    _adapter(f"models/{path}.safetensors", place, about)
    for path, place, about in (
        ("ip-adapter_sd15", "basic", 0),
        ("ip-adapter-plus_sd15", "plus", 98_200_000),
        ("ip-adapter-plus-face_sd15", "plus-face", 98_200_000),
    )
)
SD15 = _bundle(
    "ip-adapter-sd15",
    Told("IP-Adapter on Stable Diffusion 1.5"),
    Told("Image prompts on small models. For a graphics card of 4 GB, or patience."),
    "sd15",
    [*_SD15_BASE, *_ENCODER, *_SD15_ADAPTERS, _YUNET],
    4,
    adapters=_entries(*_SD15_ADAPTERS),
    detector=_YUNET.place,  # Plus-face looks at faces, and nothing here needs to know whose
)
BUNDLES = (FULL, SMALL, SD15)

_SDXL_WIDTH = 2048  # of both text encoders together
ADDITIONS = (
    Bundle(
        "fast",
        Told("Fast drafts"),
        Told("LoRAs that draw in four to eight steps: Lightning, Hyper and LCM."),
        "sdxl",
        tuple(_FAST),
        drafts=DRAFTS,
        width=_SDXL_WIDTH,
    ),
    Bundle(
        "controls",
        Told("Pose, edges and depth"),
        Told("Further ControlNets, which take their shapes from a picture."),
        "sdxl",
        tuple(_CONTROLS),
        width=_SDXL_WIDTH,
    ),
    Bundle(
        "buffalo",
        Told("Face models of FaceID"),
        Told("The models buffalo_l, which the FaceID adapters were trained with."),
        "sdxl",
        (_BUFFALO,),
    ),
)
