"""A publisher on this machine with tiny files in the official layout, and bundles of them."""

import hashlib
import io
import os
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.packs import Pack, terms
from core.packs.bundles import Bundle, Item
from core.packs.catalogue import Known
from core.packs.download import Manner
from core.packs.network import Network
from core.packs.terms import Terms
from core.packs.tokens import Tokens
from core.told import Told
from gui.packs.models import Setup
from tests.core.faces.conftest import green_face_detector, mean_colour_recogniser
from tests.core.packs.bad_server import Site

FILES = Path(__file__).parents[2] / "engine" / "fixtures" / "parity"
ID, IP, BASE = "InstantX/InstantID", "h94/IP-Adapter", "stabilityai/stable-diffusion-xl-base-1.0"
_COMMIT = "57b32dfee076092ad2930c71fd6d439c2c3b1820"
QUICK = Manner(connections=2, piece=100_000, tries=2, pause=0.01, margin=0)


@dataclass(frozen=True)
class Shop:
    """What is offered, and where."""

    site: Site
    whole: Bundle  # SDXL, InstantID with a pickle, IP-Adapter, face models in a zip
    words: Bundle  # SDXL alone
    extra: Bundle  # an addition
    pickles: dict[str, Known]

    def setup(self, home: Path, manner: Manner = QUICK, tokens: Tokens | None = None) -> Setup:
        """What the page of models is made of, with this publisher for all others."""
        tokens = tokens or Tokens()
        network = Network(hosts=("localhost",), local=True, token=tokens, seconds=3)
        return Setup(
            home,
            (self.whole, self.words),
            (self.extra,),
            tokens,
            network,
            lookup=self.pickles.get,
            manner=manner,
        )


def green_faces() -> dict[str, bytes]:
    """Two face models that know green faces, under the names of antelopev2's."""
    return {
        "scrfd_10g_bnkps.onnx": green_face_detector().SerializeToString(),
        "glintr100.onnx": mean_colour_recogniser().SerializeToString(),
    }


def drawn_faces(demo: Pack) -> dict[str, bytes]:
    """The demo's two face models, which know drawn faces, under the names of antelopev2's."""
    folder = demo.path("faces")
    return {
        "scrfd_10g_bnkps.onnx": (folder / "scrfd_demo.onnx").read_bytes(),
        "glintr100.onnx": (folder / "arcface_demo.onnx").read_bytes(),
    }


def open_shop(site: Site, face_models: dict[str, bytes] | None = None) -> Shop:
    """Put everything on the shelves; HF_ENDPOINT must name the site."""
    pickle = (FILES / "instantid" / "ip-adapter.bin").read_bytes()
    known = Known(ID, "ip-adapter.bin", len(pickle), _sha256(pickle), "for tests")
    base = [
        _put(site, BASE, path.relative_to(FILES / "sdxl").as_posix(), path, "base/", terms.OPENRAIL)
        for path in sorted((FILES / "sdxl").rglob("*"))
        if path.is_file()
    ]
    faces = _faces(site, face_models or green_faces())
    folder = FILES / "instantid" / "ControlNetModel"
    instantid = [
        _put(site, ID, "ip-adapter.bin", folder.parent / "ip-adapter.bin", "", terms.INSTANTID),
        *(
            _put(site, ID, f"ControlNetModel/{path.name}", path, "instantid/", terms.INSTANTID)
            for path in sorted(folder.iterdir())
        ),
    ]
    instantid[0] = replace(instantid[0], place="instantid/ip-adapter.safetensors")
    adapters = [
        _put(site, IP, path.relative_to(FILES / "ip-adapter").as_posix(), path, "ip/", terms.APACHE)
        for path in sorted((FILES / "ip-adapter").rglob("*"))
        if path.is_file()
    ]
    net = [
        _put(site, "lllyasviel/plain", path.name, path, "controls/plain/", terms.UNRECORDED)
        for path in sorted((FILES / "controlnet-plain").iterdir())
    ]
    net[0] = replace(net[0], sha256=None, size=None)
    entry = "ip/sdxl_models/ip-adapter-plus_sdxl_vit-h.safetensors"
    whole = Bundle(
        "instantid-tiny",
        Told("InstantID and IP-Adapter on SDXL, 8 GB"),
        Told(
            "The same with one adapter and a draft LoRA of four steps. For a graphics card of 8 GB."
        ),
        "sdxl",
        (*base, *instantid, *adapters, faces),
        {
            **_manifest("instantid-tiny", "InstantID and IP-Adapter on SDXL, 8 GB", "InstantX"),
            "instantid": {
                "controlnet": "instantid/ControlNetModel",
                "adapter": "instantid/ip-adapter.safetensors",
            },
            "adapters": [{"name": "plus", "file": entry, "encoder": "ip/models/image_encoder"}],
            "faces": "faces",
        },
        8,
    )
    words = Bundle(
        "words-tiny",
        Told("IP-Adapter on Stable Diffusion 1.5"),
        Told("Image prompts on small models. For a graphics card of 4 GB, or patience."),
        "sdxl",
        tuple(base),
        _manifest("words-tiny", "IP-Adapter on Stable Diffusion 1.5", "stabilityai"),
        4,
    )
    extra = Bundle(
        "extra-tiny",
        Told("Pose, edges and depth"),
        Told("Further ControlNets, which take their shapes from a picture."),
        "sdxl",
        tuple(net),
    )
    return Shop(site, whole, words, extra, {known.sha256: known})


def _put(site: Site, repository: str, path: str, file: Path, place: str, terms: Terms) -> Item:
    data = file.read_bytes()
    site.files[f"/{repository}/resolve/{_COMMIT}/{path}"] = data
    return Item(repository, path, f"{place}{path}", terms, _COMMIT, len(data), _sha256(data))


def _faces(site: Site, models: dict[str, bytes]) -> Item:
    """Face models, packed as antelopev2 is."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in models.items():
            archive.writestr(f"antelopev2/{name}", content)
    site.files["/antelopev2.zip"] = content = data.getvalue()
    return Item(
        "antelopev2",
        "antelopev2.zip",
        "faces",
        terms.INSIGHTFACE,
        sha256=_sha256(content),
        about=len(content),
        source=os.environ["HF_ENDPOINT"] + "/antelopev2.zip",
        inside=tuple((name, _sha256(model)) for name, model in models.items()),
    )


def _manifest(name: str, title: str, who: str) -> dict[str, Any]:
    return {
        "version": 1,
        "name": name,
        "title": title,
        "description": "Tiny nets with random weights.",
        "family": "sdxl",
        "licences": [{"name": str(terms.INSTANTID.title), "covers": f"{who}: research only."}],
        "base": "base",
        "defaults": {
            "width": 64, "height": 64, "steps": 2, "guidance": 5.0, "likeness": 0.8,
            "structure": 0.8, "scheduler": "euler",
        },
    }  # fmt: skip


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
