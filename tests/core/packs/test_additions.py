"""Additions of the catalogue come into a pack that a user has, fetched from a local server."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.errors import BadInput
from core.jobs import JobControl
from core.packs import Pack, terms
from core.packs.additions import new_items, targets
from core.packs.bundles import ADDITIONS, Bundle, Item
from core.packs.download import Manner
from core.packs.fit import Part, Parts
from core.packs.importing import Found, Stock
from core.packs.installing import Installer
from core.packs.making import make_pack
from core.packs.network import Network
from core.packs.ownership import copy_of
from core.packs.recognition import Recognised
from core.packs.removing import remove_part
from core.packs.terms import Acceptances, TermsNotAccepted
from core.settings import data_folder
from core.told import Told

from . import official
from .bad_server import Site, serving
from .parting import small

HERE = Network(hosts=("localhost",), local=True, token=lambda host: None, seconds=2)
QUICK = Manner(connections=2, piece=10_000, tries=2, pause=0.01, margin=0)


def weights(shapes: official.Shapes, tmp: Path) -> bytes:
    path = official.write(tmp / "x.safetensors", shapes)
    return path.read_bytes()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def zipped() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("det_10g.onnx", b"detector")
        archive.writestr("w600k_r50.onnx", b"recogniser")
    return data.getvalue()


@pytest.fixture
def files(tmp_path: Path) -> dict[str, bytes]:
    fast = weights({"unet.mid_block.attn2.to_k.lora_A.weight": (4, 64)}, tmp_path)
    return {
        "/a/fast/resolve/c1/four.safetensors": fast,
        "/a/fast/resolve/c1/lcm.safetensors": fast + b"",
        "/a/net/resolve/c1/config.json": b'{"_class_name": "ControlNetModel"}',
        "/a/net/resolve/c1/w.fp16.safetensors": weights(small(official.controlnet("sdxl")),
                                                        tmp_path),
        "/buffalo_l.zip": zipped(),
    }  # fmt: skip


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, files: dict[str, bytes]) -> Iterator[Site]:
    with serving(files=files) as site:
        monkeypatch.setenv("HF_ENDPOINT", site.url.removesuffix("/file"))
        yield site


@pytest.fixture
def additions(site: Site, files: dict[str, bytes]) -> tuple[Bundle, Bundle, Bundle]:
    """In the layout of the real ones: fast LoRAs, controls, face models."""

    def item(repository: str, path: str, place: str) -> Item:
        data = files[f"/{repository}/resolve/c1/{path}"]
        return Item(repository, path, place, terms.OPENRAIL, "c1", len(data), sha256(data))

    fast = (
        item("a/fast", "four.safetensors", "loras/lightning-4.safetensors"),
        item("a/fast", "lcm.safetensors", "loras/lcm.safetensors"),
    )
    net = (
        item("a/net", "config.json", "controls/depth/config.json"),
        item("a/net", "w.fp16.safetensors", "controls/depth/w.fp16.safetensors"),
    )
    faces = Item(
        "buffalo_l", "buffalo_l.zip", "faces", terms.INSIGHTFACE,
        source=site.url.replace("/file", "/buffalo_l.zip"), sha256=sha256(files["/buffalo_l.zip"]),
        inside=(("det_10g.onnx", sha256(b"detector")), ("w600k_r50.onnx", sha256(b"recogniser"))),
    )  # fmt: skip
    drafts = next(bundle for bundle in ADDITIONS if bundle.name == "fast").drafts
    words = Told("For tests.")
    return (
        Bundle("fast", Told("Fast"), words, "sdxl", fast, drafts=drafts),
        Bundle("controls", Told("Controls"), words, "sdxl", net),
        Bundle("buffalo", Told("Faces"), words, "sdxl", (faces,)),
    )


@pytest.fixture(autouse=True)
def accepted() -> None:
    Acceptances(data_folder() / "accepted-terms.json").accept(terms.INSIGHTFACE, date(2026, 11, 28))


def installer(stock: Stock | None = None) -> Installer:
    return Installer(HERE, None, stock, manner=QUICK)


def test_all_additions_come_into_a_pack(
    mine: Pack, additions: tuple[Bundle, ...], site: Site
) -> None:
    pack = mine
    for bundle in additions:
        pack = installer().add(bundle, pack, JobControl())
        pack.verify()

    manifest = pack.manifest
    assert [lora.name for lora in manifest.loras] == ["fast", "lightning-4", "lcm"]
    assert manifest.draft is not None
    assert manifest.draft.model_dump() == {
        "lora": "lightning-4", "steps": 4, "guidance": 1.0, "scheduler": "euler",
        "spacing": "trailing",
    }  # fmt: skip
    assert [net.folder for net in manifest.controlnets] == ["controls/pose", "controls/depth"]
    settings = pack.path("controls/depth/config.json").read_text()
    assert json.loads(settings)["_class_name"] == "ControlNetModel"
    assert pack.path("faces/buffalo_l/w600k_r50.onnx").read_bytes() == b"recogniser"
    assert pack.path("faces/glintr100.onnx").read_bytes() == b"r"
    covered = [licence.covers.partition(":")[0] for licence in manifest.licences]
    assert covered == ["Mine", "a/fast", "a/net", "buffalo_l"]

    site.asked.clear()
    for bundle in additions:
        with pytest.raises(BadInput, match="The pack mine has all of that already"):
            installer().add(bundle, pack, JobControl())
    assert site.asked == []

    less = remove_part(pack, "lora", "lightning-4", JobControl())
    assert less.manifest.draft is None
    assert [item.place for item in new_items(additions[0], less)] == [
        "loras/lightning-4.safetensors"
    ]
    without = remove_part(less, "faces", "faces/buffalo_l", JobControl())
    without.verify()
    assert [path for path in without.manifest.files if path.startswith("faces/buffalo_l")] == []
    assert without.path("faces/glintr100.onnx").exists()
    lying = data_folder() / "models" / "buffalo_l@main" / "files" / "w600k_r50.onnx"
    lying.unlink()  # as where it is large, and so was linked
    again = installer().add(additions[2], without, JobControl())
    again.verify()


def test_a_draft_that_a_pack_has_stays(mine: Pack, additions: tuple[Bundle, ...]) -> None:
    own = {"lora": "fast", "steps": 6, "guidance": 1.2, "scheduler": "ddim", "spacing": "pack"}
    parts = Parts(base=Part.read(mine.path("base/unet/diffusion_pytorch_model.fp16.safetensors")),
                  loras={"fast": Part.read(mine.path("loras/fast.safetensors"))})  # fmt: skip
    (mine.folder / "base" / "model_index.json").write_text("{}")
    other = make_pack(parts, data_folder() / "packs" / "other", "Other", "x", JobControl(),
                      draft=own)  # fmt: skip
    more = installer().add(additions[0], other, JobControl())
    assert more.manifest.draft is not None
    assert more.manifest.draft.model_dump() == own


def test_nothing_is_fetched_for_a_pack_that_it_does_not_fit_or_is_not_ones_own(
    mine: Pack, demo_pack: Pack, additions: tuple[Bundle, ...], site: Site
) -> None:
    with pytest.raises(BadInput, match="Fast was made for another base model than mine"):
        installer().add(replace(additions[0], family="sd15"), mine, JobControl())
    with pytest.raises(BadInput, match="is not one of your own"):
        installer().add(additions[0], demo_pack, JobControl())
    with pytest.raises(BadInput, match="Fast is a pack of its own"):
        installer().add(replace(additions[0], manifest={}), mine, JobControl())
    (data_folder() / "accepted-terms.json").unlink()
    with pytest.raises(TermsNotAccepted):
        installer().add(additions[2], mine, JobControl())
    assert site.asked == []


def test_a_found_file_that_has_changed_comes_into_no_pack(
    mine: Pack, additions: tuple[Bundle, ...], files: dict[str, bytes], tmp_path: Path
) -> None:
    item = additions[0].items[0]
    lying = official.write(
        tmp_path / "lying.safetensors", {"unet.mid_block.attn2.to_k.lora_A.weight": (5, 64)}
    )
    found = Found(lying, lying.stat().st_size, Recognised("lora"), None, item.sha256)
    with pytest.raises(BadInput, match="does not match its published fingerprint"):
        installer(Stock(files=[found])).add(additions[0], mine, JobControl())
    assert Pack.load(mine.folder) == mine
    mine.verify()


def test_a_copy_of_the_pack_that_came_along_takes_additions(
    demo_pack: Pack, additions: tuple[Bundle, ...], files: dict[str, bytes]
) -> None:
    """Its text embeddings have another width than SDXL's: what was made for SDXL is refused."""
    copied = copy_of(demo_pack, data_folder() / "packs" / "copied", "Copied", JobControl())
    with pytest.raises(BadInput, match="was made for another base model"):
        installer().add(additions[0], copied, JobControl())
    copied.verify("loras")
    assert Pack.load(copied.folder) == copied


def test_what_does_not_fit_is_told_before_it_is_fetched(
    mine: Pack, additions: tuple[Bundle, ...], site: Site
) -> None:
    fast, _, faces = additions
    folder = data_folder() / "packs"
    width = 64  # of the tiny base model
    [target] = targets(replace(fast, width=width), [mine], folder)
    assert (target.pack, target.own, target.reason) == (mine, True, "")
    [target] = targets(replace(fast, width=2048), [mine], folder)
    assert target.reason == "Fast was made for another base model than mine."
    assert targets(replace(faces, width=2048), [mine], folder)[0].reason == ""  # fits any
    assert not targets(fast, [mine], folder / "elsewhere")[0].own
    pack = installer().add(fast, mine, JobControl())
    site.asked.clear()
    [target] = targets(fast, [pack], folder)
    assert target.reason == "The pack mine has all of that already."
    assert site.asked == []
