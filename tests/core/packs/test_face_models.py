"""Each adapter of a pack gets the face models that it was trained with, and its own LoRA."""

import json
import struct
from dataclasses import replace
from pathlib import Path

import pytest

from core.packs import Manifest, Pack
from core.packs.bundles import BUNDLES, Bundle
from core.packs.catalogue import CATALOGUE
from core.packs.converting import ORIGIN
from core.packs.fit import Part, Parts, problems

from . import official
from .parting import make, part, small

PLUS_V2 = "ip-adapter-faceid-plusv2_sdxl"


def files(folder: Path, *names: str) -> dict[str, Path]:
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).write_text(f"{folder.name}/{name}")
    return {name: folder / name for name in names}


@pytest.fixture
def buffalo(models: Path) -> dict[str, Path]:
    return files(models / "buffalo", "scrfd_10g_bnkps.onnx", "w600k_r50.onnx")


def face_id(models: Path, name: str = PLUS_V2) -> Part:
    return part(models / f"{name}.safetensors", small(official.adapter(name)))


def test_no_adapter_sees_faces_by_the_models_of_another(
    parts: Parts,
    models: Path,
    buffalo: dict[str, Path],
    tmp_path: Path,
) -> None:
    plus, encoder = parts.adapters["plus"]
    with_faceid = replace(
        parts,
        adapters={
            "plus": (plus, encoder),
            "v2": (face_id(models), encoder),
            "portrait": (face_id(models, "ip-adapter-faceid-portrait_sdxl"), None),
        },
        other_faces={"buffalo_l": buffalo},
    )

    pack = make(with_faceid, tmp_path / "packs" / "mine")

    pack.verify()
    by_name = {entry.name: entry for entry in pack.manifest.adapters}
    assert {name: (one.variant, one.faces) for name, one in by_name.items()} == {
        "plus": (None, None),
        "v2": ("faceid-plusv2", "faces/buffalo_l"),
        "portrait": ("portrait", "faces/buffalo_l"),
    }
    assert pack.manifest.faces == "faces"
    recognisers = {path: pack.path(path).read_bytes() for path in pack.manifest.files
                   if path.endswith(("glintr100.onnx", "w600k_r50.onnx"))}  # fmt: skip
    assert recognisers == {
        "faces/glintr100.onnx": b"r",
        "faces/buffalo_l/w600k_r50.onnx": b"buffalo/w600k_r50.onnx",
    }
    assert [path.name for path in pack.path("faces").glob("*.onnx")].count("w600k_r50.onnx") == 0


def test_where_all_adapters_were_trained_with_them_they_are_the_packs_own(
    parts: Parts,
    models: Path,
    buffalo: dict[str, Path],
    tmp_path: Path,
) -> None:
    encoder = parts.adapters["plus"][1]
    alone = Parts(parts.base, adapters={"v2": (face_id(models), encoder)}, faces=buffalo,
                  face_pack="buffalo_l")  # fmt: skip
    pack = make(alone, tmp_path / "packs" / "mine")
    assert (pack.manifest.faces, pack.manifest.adapters[0].faces) == ("faces", None)


def test_missing_face_models_are_told_in_a_sentence(
    parts: Parts,
    models: Path,
    buffalo: dict[str, Path],
) -> None:
    adapters = {"v2": (face_id(models), parts.adapters["plus"][1])}
    told = lambda **changes: [str(one) for one in problems(replace(parts, **changes))]
    assert told(adapters=adapters) == [
        f"{PLUS_V2}.safetensors was trained with the face models buffalo_l; with antelopev2 the "
        "likeness is lost."
    ]
    assert told(adapters=adapters, faces={}, instantid=None) == [
        f"{PLUS_V2}.safetensors needs face models."
    ]
    own = {"antelopev2": dict(parts.faces)}
    assert told(faces=buffalo, face_pack="buffalo_l", other_faces=own) == [
        "id.safetensors was trained with the face models antelopev2; with buffalo_l the likeness "
        "is lost."
    ]
    assert told(adapters=adapters, other_faces={"buffalo_l": buffalo}) == []


@pytest.mark.parametrize(
    ("lora", "chosen"),
    [
        ("ip-adapter-faceid-plusv2_sdxl_lora", "beside"),
        ("ip-adapter-faceid_sdxl_lora", None),
        ("ip-adapter-faceid-plus_sd15_lora", None),
        ("my-style-lora", None),
    ],
)
def test_the_lora_published_beside_an_adapter_is_its_own(
    parts: Parts,
    models: Path,
    buffalo: dict[str, Path],
    tmp_path: Path,
    lora: str,
    chosen: str | None,
) -> None:
    given = part(
        models / f"{lora}.safetensors", {"unet.mid_block.attn2.to_k.lora_A.weight": (4, 64)}
    )
    faceid = {
        "v2": (face_id(models), parts.adapters["plus"][1]),
        "portrait": (face_id(models, "ip-adapter-faceid-portrait_sdxl"), None),
    }
    both = replace(parts, adapters=faceid, loras={"beside": given},
                   other_faces={"buffalo_l": buffalo})  # fmt: skip
    pack = make(both, tmp_path / "packs" / "mine")
    assert [entry.lora for entry in pack.manifest.adapters] == [chosen, None]


def test_a_converted_pickle_says_which_file_it_was(models: Path) -> None:
    path = official.write(models / "0123.safetensors", small(official.adapter(PLUS_V2)))
    assert Part.read(path).what.variant is None

    published = next(known for known in CATALOGUE if known.path == f"{PLUS_V2}.bin")
    data = path.read_bytes()
    length = int.from_bytes(data[:8], "little")
    said = {"__metadata__": {ORIGIN: published.sha256}}
    header = json.dumps(said | json.loads(data[8 : 8 + length])).encode()
    path.write_bytes(struct.pack("<Q", len(header)) + header + data[8 + length :])

    assert Part.read(path).what.variant == "faceid-plusv2"


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda bundle: bundle.name)
def test_a_bundle_says_which_adapters_it_holds(bundle: Bundle) -> None:
    assert bundle.manifest is not None
    names = {
        "ip-adapter": "basic", "ip-adapter-plus": "plus", "ip-adapter-plus-face": "plus-face",
    }  # fmt: skip
    published = {item.place: item.path.split("/")[-1].split("_")[0] for item in bundle.items}
    for entry in bundle.manifest["adapters"]:
        assert entry["variant"] == names[published[entry["file"]]]


def test_a_pack_of_several_sets_opens_again(
    parts: Parts,
    models: Path,
    buffalo: dict[str, Path],
    tmp_path: Path,
) -> None:
    adapters = {"v2": (face_id(models), parts.adapters["plus"][1])}
    made = make(
        replace(parts, adapters=adapters, other_faces={"buffalo_l": buffalo}), tmp_path / "p" / "m"
    )
    assert Pack.load(made.folder).manifest == made.manifest


def test_a_detector_may_stand_in(parts: Parts, models: Path, tmp_path: Path) -> None:
    (eyes,) = files(models / "opencv", "any_name.onnx").values()
    pack = make(replace(parts, detector=eyes), tmp_path / "packs" / "mine")
    pack.verify()
    assert pack.manifest.detector == "detector/face_detection_yunet.onnx"
    assert pack.path(pack.manifest.detector).read_text() == "opencv/any_name.onnx"


def test_bundles_of_sdxl_say_how_its_latents_look() -> None:
    for bundle in BUNDLES:
        assert bundle.manifest is not None
        assert ("preview" in bundle.manifest) == (bundle.family == "sdxl")


def test_what_looks_at_faces_in_a_bundle_has_something_that_finds_them() -> None:
    for bundle in BUNDLES:
        assert bundle.manifest is not None
        places = {item.place: {"size": 1, "sha256": "0" * 64} for item in bundle.items}
        listed = places | {f"faces/{name}": {"size": 1, "sha256": "0" * 64}
                           for item in bundle.items for name, _ in item.inside}  # fmt: skip
        manifest = Manifest.model_validate_json(json.dumps({**bundle.manifest, "files": listed}))
        assert [one.name for one in manifest.adapters if manifest.lacks_faces_for(one)] == []
