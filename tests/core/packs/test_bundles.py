"""Bundles say what they hold and allow; terms come first; a bundle becomes a working pack."""

import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from core.durable import DiskFull
from core.errors import BadInput
from core.jobs import Cancelled, JobControl, Progress
from core.packs import terms
from core.packs.bundles import ADDITIONS, BUNDLES, FULL, Bundle, Item
from core.packs.catalogue import CATALOGUE, Known
from core.packs.download import Incomplete, Manner, WrongFile, alone
from core.packs.hashes import HashBook
from core.packs.importing import Found, Stock
from core.packs.installing import Installer, ItemTransfer
from core.packs.manifest import Manifest
from core.packs.network import Network
from core.packs.recognition import Recognised
from core.packs.terms import Acceptances, TermsNotAccepted
from core.told import Told

from .bad_server import Fault, Site, serving
from .conftest import description, safetensors

HERE = Network(hosts=("localhost",), local=True, token=lambda host: None, seconds=2)
QUICK = Manner(connections=2, piece=10_000, tries=2, pause=0.01, margin=0)
TODAY = date(2026, 11, 28)


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda bundle: bundle.name)
def test_the_manifest_of_a_bundle_is_sound_and_names_only_its_files(bundle: Bundle) -> None:
    assert bundle.manifest is not None
    places = [
        place
        for item in bundle.items
        for place in ([f"{item.place}/{name}" for name, _ in item.inside] or [item.place])
    ]
    assert len(set(places)) == len(places)
    files = {place: {"size": 1, "sha256": "0" * 64} for place in places}
    manifest = Manifest.model_validate_json(json.dumps({**bundle.manifest, "files": files}))
    assert manifest.name == bundle.name
    assert manifest.family == bundle.family


def test_what_is_pinned_is_what_the_catalogue_knows() -> None:
    pins = {known.sha256 for known in CATALOGUE}
    for bundle in (*BUNDLES, *ADDITIONS):
        for item in bundle.items:
            hashes = [item.sha256, *(sha256 for _, sha256 in item.inside)]
            assert {sha256 for sha256 in hashes if sha256} <= pins
            assert item.url.startswith(("https://huggingface.co/", "https://github.com/"))
            assert item.bytes > 0 or item.path.endswith((".json", ".txt")), item.name
            if item.pinned and not item.inside:
                newest = item.commit == "main" and not item.terms.to_accept
                assert not newest or item.path.endswith((".json", "yunet_2023mar.onnx"))
    assert [item.name for item in FULL.items if not item.pinned] == [
        "h94/IP-Adapter/models/image_encoder/config.json"
    ]
    assert 16e9 < FULL.bytes < 17e9


def test_who_must_agree_to_what() -> None:
    assert [one.key for one in FULL.terms if one.to_accept] == ["instantid", "insightface"]
    for one in (terms.INSIGHTFACE, terms.FACEID, terms.INSTANTID):
        assert one.to_accept
        assert not one.commercial


def test_an_acceptance_is_kept_with_its_day_and_ends_with_the_words(tmp_path: Path) -> None:
    book = Acceptances(tmp_path / "accepted.json")
    assert book.when(terms.INSIGHTFACE) is None
    with pytest.raises(TermsNotAccepted, match="InsightFace model packs are not accepted yet"):
        book.require((terms.MIT, terms.INSIGHTFACE))

    book.accept(terms.INSIGHTFACE, TODAY)
    book.accept(terms.FACEID, TODAY)

    again = Acceptances(tmp_path / "accepted.json")
    assert again.when(terms.INSIGHTFACE) == again.when(terms.FACEID) == TODAY
    again.require((terms.MIT, terms.INSIGHTFACE))
    assert again.when(replace(terms.INSIGHTFACE, words=Told("Others."))) is None
    (tmp_path / "accepted.json").write_text('{"insightface": 3}')
    assert again.when(terms.INSIGHTFACE) is None


def torch_file(content: Any) -> bytes:
    data = io.BytesIO()
    torch.save(content, data)
    return data.getvalue()


ADAPTER = {
    "image_proj": {"latents": torch.arange(6.0).reshape(1, 2, 3)},
    "ip_adapter": {"1.to_k_ip.weight": torch.ones(4, 3, dtype=torch.float16).T},
}
PICKLE = torch_file(ADAPTER)
WEIGHTS = safetensors()
DETECTOR, RECOGNISER = b"\x08\x07detector", b"\x08\x07recogniser"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def antelope() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("antelopev2/scrfd_10g_bnkps.onnx", DETECTOR)
        archive.writestr("antelopev2/glintr100.onnx", RECOGNISER)
        archive.writestr("antelopev2/genderage.onnx", b"not needed")
    return data.getvalue()


ANTELOPE = antelope()
FILES = {
    "/a/base/resolve/c1/model_index.json": b"{}",
    "/a/base/resolve/c1/unet.safetensors": WEIGHTS,
    "/a/id/resolve/main/ip-adapter.bin": PICKLE,
    "/a/id/resolve/main/net/config.json": b'{"_class_name": "ControlNetModel"}',
    "/a/id/resolve/main/net/weights.safetensors": WEIGHTS,
    "/antelopev2.zip": ANTELOPE,
}
FOUND_PICKLE = Known("a/id", "ip-adapter.bin", len(PICKLE), sha256(PICKLE), "for tests")


def lookup(digest: str) -> Known | None:
    return FOUND_PICKLE if digest == FOUND_PICKLE.sha256 else None


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with serving(files=dict(FILES)) as site:
        monkeypatch.setenv("HF_ENDPOINT", site.url.removesuffix("/file"))
        yield site


@pytest.fixture
def bundle(site: Site) -> Bundle:
    """A bundle in the layout of the real ones, with tiny files."""

    def item(repository: str, path: str, place: str, commit: str, pin: bool = True) -> Item:
        data = FILES[f"/{repository}/resolve/{commit}/{path}"]
        pinned = (len(data), sha256(data)) if pin else (None, None)
        return Item(repository, path, place, terms.INSTANTID, commit, *pinned)

    zipped = Item(
        "antelopev2", "antelopev2.zip", "faces", terms.INSIGHTFACE,
        source=site.url.replace("/file", "/antelopev2.zip"), sha256=sha256(ANTELOPE),
        inside=(
            ("scrfd_10g_bnkps.onnx", sha256(DETECTOR)), ("glintr100.onnx", sha256(RECOGNISER)),
        ),
    )  # fmt: skip
    items = (
        item("a/base", "model_index.json", "base/model_index.json", "c1"),
        item("a/base", "unet.safetensors", "base/unet/weights.safetensors", "c1"),
        item("a/id", "ip-adapter.bin", "instantid/id.safetensors", "main"),
        item("a/id", "net/config.json", "instantid/net/config.json", "main", pin=False),
        item("a/id", "net/weights.safetensors", "instantid/net/weights.safetensors", "main"),
        zipped,
    )
    manifest = description(adapters=[], faces="faces", name="tiny")
    return Bundle("tiny", Told("Tiny"), Told("For tests."), "sdxl", items, manifest)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "likeness"
    book = Acceptances(home / "accepted-terms.json")
    book.accept(terms.INSTANTID, TODAY)
    book.accept(terms.INSIGHTFACE, TODAY)
    return home


def installer(home: Path, stock: Stock | None = None, manner: Manner = QUICK) -> Installer:
    return Installer(HERE, home, stock, lookup, manner)


def test_nothing_is_fetched_before_the_terms_are_accepted(
    site: Site, bundle: Bundle, tmp_path: Path
) -> None:
    with pytest.raises(TermsNotAccepted, match="InstantID checkpoints"):
        installer(tmp_path).install(bundle, JobControl())
    assert site.asked == []


def test_a_bundle_comes_from_nothing_to_a_verified_pack(
    site: Site, bundle: Bundle, home: Path
) -> None:
    seen: list[Progress] = []
    pack = installer(home).install(bundle, JobControl(seen.append))

    pack.verify()
    fetched = [one for one in seen if one.stage == "downloading"]
    steps = [one.step for one in fetched]
    assert steps == sorted(steps)
    assert steps[-1] >= sum(item.bytes for item in bundle.items)
    stages = dict.fromkeys(one.stage for one in seen)
    assert list(stages) == ["downloading", "checking", "unpacking", "converting", "assembling"]
    assert pack.folder == home / "packs" / "tiny"
    assert sorted(path.name for path in pack.path("faces").iterdir()) == [
        "glintr100.onnx", "scrfd_10g_bnkps.onnx",
    ]  # fmt: skip
    adapter = load_file(pack.path("instantid/id.safetensors"))
    assert adapter.keys() == {"image_proj.latents", "ip_adapter.1.to_k_ip.weight"}
    assert torch.equal(adapter["image_proj.latents"], ADAPTER["image_proj"]["latents"])
    assert torch.equal(
        adapter["ip_adapter.1.to_k_ip.weight"], ADAPTER["ip_adapter"]["1.to_k_ip.weight"]
    )
    assert installer(home).missing(bundle.items) == []
    assert not list((home / "models").rglob("*.bin"))  # its twin is enough
    with pytest.raises(BadInput, match="There is a pack tiny already"):
        installer(home).install(bundle, JobControl())


def test_a_broken_off_installation_goes_on(site: Site, bundle: Bundle, home: Path) -> None:
    site.always = Fault(cut=0)
    site.faults.extend([Fault(), Fault(cut=50)])
    with pytest.raises(Incomplete):
        installer(home).install(bundle, JobControl())
    assert not (home / "packs").exists()

    site.always = Fault()
    site.asked.clear()
    installer(home).install(bundle, JobControl()).verify()
    assert site.asked[0]["Range"].startswith("bytes=50-")
    assert not any(asked["path"].endswith("model_index.json") for asked in site.asked)


def test_what_was_found_is_used_in_place_and_not_fetched(
    site: Site, bundle: Bundle, home: Path, tmp_path: Path
) -> None:
    lying = tmp_path / "ComfyUI" / "renamed.ckpt"
    lying.parent.mkdir()
    lying.write_bytes(WEIGHTS)
    found = Found(lying, len(WEIGHTS), Recognised("unet"), None, sha256(WEIGHTS))

    installer(home, Stock(files=[found])).install(bundle, JobControl()).verify()

    assert not any(asked["path"].endswith(".safetensors") for asked in site.asked)


def test_face_models_that_were_found_are_used_under_the_names_they_need(
    site: Site, bundle: Bundle, home: Path, tmp_path: Path
) -> None:
    found: list[Found] = []
    for name, data in (("a.onnx", DETECTOR), ("b.onnx", RECOGNISER)):
        (tmp_path / name).write_bytes(data)
        found.append(Found(tmp_path / name, len(data), Recognised("unknown"), None, sha256(data)))

    assert bundle.items[-1] in installer(home, Stock(files=found[:1])).missing(bundle.items)
    pack = installer(home, Stock(files=found)).install(bundle, JobControl())

    assert not any(asked["path"] == "/antelopev2.zip" for asked in site.asked)
    assert pack.path("faces/glintr100.onnx").read_bytes() == RECOGNISER
    assert pack.path("faces/scrfd_10g_bnkps.onnx").read_bytes() == DETECTOR

    shutil.rmtree(pack.folder)
    (tmp_path / "a.onnx").write_bytes(RECOGNISER)
    with pytest.raises(WrongFile):
        installer(home, Stock(files=found)).install(bundle, JobControl())
    assert list((home / "packs").iterdir()) == []


def test_a_found_file_that_has_changed_meanwhile_makes_no_pack(
    site: Site, bundle: Bundle, home: Path, tmp_path: Path
) -> None:
    lying = tmp_path / "renamed"
    lying.write_bytes(safetensors(shape=[3, 2]))
    found = Found(lying, len(WEIGHTS), Recognised("unet"), None, sha256(WEIGHTS))

    with pytest.raises(WrongFile, match="does not match its published fingerprint"):
        installer(home, Stock(files=[found])).install(bundle, JobControl())
    assert list((home / "packs").iterdir()) == []
    assert lying.exists()


def test_a_file_without_a_pin_must_stay_what_it_was(site: Site, bundle: Bundle, home: Path) -> None:
    installer(home).fetch(bundle, JobControl())
    settings = home / "models" / "a--id@main" / "net" / "config.json"
    settings.unlink()
    site.files["/a/id/resolve/main/net/config.json"] = b'{"_class_name": "Another"}'

    with pytest.raises(WrongFile):
        installer(home).fetch(bundle, JobControl())
    assert not settings.exists()


def test_space_for_all_of_it_is_asked_for_first(site: Site, bundle: Bundle, home: Path) -> None:
    with pytest.raises(DiskFull, match="GB needed for tiny"):
        installer(home, manner=Manner(margin=1 << 60)).install(bundle, JobControl())
    assert site.asked == []


def test_a_cancelled_installation_leaves_no_half_pack(
    site: Site, bundle: Bundle, home: Path
) -> None:
    def cancel(progress: Any) -> None:
        if progress.stage == "assembling" and progress.step == 3:
            control.cancel()

    control = JobControl(cancel)
    with pytest.raises(Cancelled):
        installer(home).install(bundle, control)
    assert list((home / "packs").iterdir()) == []
    installer(home).install(bundle, JobControl()).verify()


def test_what_an_earlier_try_holds_is_neither_asked_for_again_nor_lost_unless_discarded(
    site: Site, bundle: Bundle, home: Path
) -> None:
    whole = installer(home).needed(bundle.items)
    assert whole > sum(item.bytes for item in bundle.items)
    site.always = Fault(cut=0)
    site.faults.extend([Fault(), Fault(cut=50)])
    with pytest.raises(Incomplete):
        installer(home).install(bundle, JobControl())
    again = installer(home)
    assert again.arrived(bundle.items) == 50
    assert again.needed(bundle.items) == whole - 2 - len(WEIGHTS)

    again.discard(bundle.items)
    assert again.arrived(bundle.items) == 0
    assert again.needed(bundle.items) == whole
    assert [path for path in (home / "models").rglob("*") if path.is_file()] == []


def test_what_is_being_fetched_is_not_discarded(site: Site, bundle: Bundle, home: Path) -> None:
    site.always = Fault(cut=0)
    site.faults.append(Fault(cut=1))
    with pytest.raises(Incomplete):
        installer(home).install(bundle, JobControl())
    again = installer(home)
    [part] = (home / "models").rglob("*.part")
    with alone(part.with_suffix("")):
        again.discard(bundle.items)
        assert again.arrived(bundle.items) == 1
    again.discard(bundle.items)
    assert again.arrived(bundle.items) == 0


def test_what_a_pack_uses_is_not_discarded(site: Site, bundle: Bundle, home: Path) -> None:
    pack = installer(home).install(bundle, JobControl())
    installer(home).discard(bundle.items)
    pack.verify()


def test_progress_tells_of_the_file_and_of_all_of_them(
    site: Site, bundle: Bundle, home: Path
) -> None:
    seen: list[Progress] = []
    installer(home).install(bundle, JobControl(seen.append))
    told = [one for one in seen if isinstance(one, ItemTransfer)]
    assert {one.item for one in told} == set(bundle.items)
    for one in told:
        assert one.item_step <= one.step <= one.total


def test_a_book_keeps_what_another_has_written_meanwhile(tmp_path: Path) -> None:
    first, second = HashBook(tmp_path / "hashes.json"), HashBook(tmp_path / "hashes.json")
    first.keep_first("a", "0" * 64)
    second.keep_first("b", "1" * 64)
    again = HashBook(tmp_path / "hashes.json")
    assert (again.first("a"), again.first("b")) == ("0" * 64, "1" * 64)
