"""Which kind of picture a ControlNet reads."""

import pytest

from core.controls.kinds import named, reads
from core.packs import Manifest, Pack
from core.packs.catalogue import CATALOGUE
from core.packs.manifest import ControlNetEntry, FileEntry


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("diffusers_xl_canny_full", "canny"),
        ("control_v11p_sd15_canny", "canny"),
        ("controlnet-openpose-sdxl-1.0", "pose"),
        ("thibaud_xl_openpose", "pose"),
        ("control-depth", "depth"),
        ("IdentityNet", "landmarks"),
        ("control_v11p_sd15_softedge", "other"),
        ("tile", "other"),
    ],
)
def test_a_name_tells(name: str, kind: str) -> None:
    assert named(name) == kind


@pytest.fixture
def manifest(demo_pack: Pack) -> Manifest:
    return demo_pack.manifest


def test_what_the_pack_says_comes_first(manifest: Manifest) -> None:
    entry = ControlNetEntry(name="canny", folder="nets/canny", reads="depth")
    assert reads(entry, manifest) == "depth"


def test_a_published_file_tells_whatever_it_is_called(manifest: Manifest) -> None:
    file = next(one for one in CATALOGUE if "controlnet-depth" in one.repository)
    files = {"nets/mine/model.safetensors": FileEntry(size=1, sha256=file.sha256)}
    told = manifest.model_copy(update={"files": files})
    assert reads(ControlNetEntry(name="canny", folder="nets/mine"), told) == "depth"
    assert reads(ControlNetEntry(name="canny", folder="nets/yours"), told) == "canny"


def test_the_demo_control_reads_edges(manifest: Manifest) -> None:
    assert {net.name: reads(net, manifest) for net in manifest.controlnets} == {"canny": "canny"}
