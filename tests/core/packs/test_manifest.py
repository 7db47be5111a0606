"""A manifest says exactly what a pack is, or is refused with the name of the field."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from core.packs.manifest import Manifest, RelativePath
from core.packs.stamping import write_manifest

BAD_PATHS = [
    "", "/etc/passwd", "../up", "a/../../b", "a//b", "./a", "a/", "C:/x", "a\\b", "a/.", "a/..",
    "nul\0", "line\n", "trailing.", "trailing /x", "what?", "a" * 401,
]  # fmt: skip

LORAS = [{"name": "quick", "file": "ip/a.safetensors"}]
DRAFT = {"lora": "quick", "steps": 4, "guidance": 1.0, "scheduler": "lcm", "spacing": "pack"}


def data(pack) -> dict:
    return json.loads((pack.folder / "pack.json").read_text())


@pytest.mark.parametrize("path", BAD_PATHS)
def test_paths_that_leave_the_pack_are_refused(pack, path):
    for changed in (
        {"base": path},
        {"files": {**data(pack)["files"], path: {"size": 1, "sha256": "0" * 64}}},
    ):
        with pytest.raises(ValidationError):
            Manifest.model_validate_json(json.dumps({**data(pack), **changed}))


@given(st.text(alphabet="ab./\\ :~", max_size=12))
def test_no_accepted_path_leaves_its_folder(path):
    try:
        accepted = TypeAdapter(RelativePath).validate_python(path)
    except ValidationError:
        return
    assert not accepted.startswith(("/", "\\"))
    assert ".." not in accepted.split("/")
    assert "\\" not in accepted
    assert ":" not in accepted


@pytest.mark.parametrize(
    "change",
    [
        {"unknown": 1},
        {"family": "sd3"},
        {"licences": []},
        {"base": "elsewhere"},
        {"faces": "faces"},
        {"adapters": [{"name": "a", "file": "ip/gone.safetensors", "encoder": "ip/encoder"}]},
        {"adapters": [{"name": "a", "file": "ip/a.safetensors", "encoder": "ip/encoder"}] * 2},
        {"instantid": {"controlnet": "instantid/net"}},
        {"loras": [{"name": "a", "file": "loras/gone.safetensors"}]},
        {"loras": [{"name": "a", "file": "ip/a.safetensors"}] * 2},
        {"loras": [{"name": "a", "file": "README.md"}]},
        {"preview": {"factors": [[0, 0, 0]], "bias": [0, 0, 0], "tiny": "gone"}},
        {"draft": {**DRAFT, "lora": "other"}, "loras": LORAS},
        {"draft": {**DRAFT, "steps": 0}, "loras": LORAS},
        {"draft": DRAFT},
        {"files": {}},
        {"defaults": {"width": "128"}},
        {"preview": {"factors": [[0, 0]], "bias": [0, 0, 0]}},
        {"name": "../x"},
    ],
    ids=str,
)
def test_what_does_not_fit_is_refused(pack, change):
    with pytest.raises(ValidationError):
        Manifest.model_validate_json(json.dumps({**data(pack), **change}))


def test_what_a_pack_may_have_beside_the_base_model(pack):
    changed = {
        "adapters": [{"name": "face", "file": "ip/a.safetensors"}],
        "loras": LORAS,
        "draft": DRAFT,
        "preview": {"factors": [[0, 0, 0]], "bias": [0, 0, 0], "tiny": "ip/encoder"},
    }
    manifest = Manifest.model_validate_json(json.dumps({**data(pack), **changed}))
    assert manifest.adapters[0].encoder is None
    assert manifest.model_dump(mode="json", include={"loras", "draft"}) == {
        "loras": LORAS, "draft": DRAFT,
    }  # fmt: skip


def test_a_manifest_is_frozen(pack):
    with pytest.raises(ValidationError):
        pack.manifest.name = "other"


def test_stamping_lists_every_file_the_same_way_each_time(pack_folder):
    first = (pack_folder / "pack.json").read_bytes()
    (pack_folder / ".cache").mkdir()
    (pack_folder / ".cache" / "x.json").write_text("{}")
    described = json.loads(first)
    files = described.pop("files")

    manifest = write_manifest(pack_folder, described)

    assert (pack_folder / "pack.json").read_bytes() == first
    assert list(files) == sorted(files)
    assert set(manifest.files) == {
        path.relative_to(pack_folder).as_posix()
        for path in pack_folder.rglob("*")
        if path.is_file() and path.name not in ("pack.json", "x.json")
    }


def test_stamping_a_wrong_description_changes_nothing(pack_folder):
    before = {path: path.stat().st_mtime_ns for path in pack_folder.rglob("*")}

    with pytest.raises(ValidationError):
        write_manifest(pack_folder, {"name": "tiny"})

    assert {path: path.stat().st_mtime_ns for path in pack_folder.rglob("*")} == before
