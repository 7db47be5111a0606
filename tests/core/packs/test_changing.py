"""A pack of the user takes parts in and gives them up, and is never a broken one."""

import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import BadInput, UserError
from core.jobs import Cancelled, JobControl, Progress
from core.locking import exclusive
from core.packs import Pack, PackStore, journal
from core.packs.adding import add, parts_of
from core.packs.changing import change, settle
from core.packs.fit import Part, Parts
from core.packs.ownership import copy_of
from core.packs.removing import (
    removal_of_part,
    remove_pack,
    remove_part,
)
from core.settings import data_folder

from . import official
from .parting import lora, make, part, small, snapshot

BY_USER = [("of my own", "a part")]


def plus_face(models: Path) -> Part:
    shapes = small(official.adapter("ip-adapter-plus_sdxl_vit-h"))
    return part(models / "ip-adapter-plus-face_sdxl_vit-h.safetensors", shapes)


def test_any_part_can_be_added_and_is_checked_for_fit(
    mine: Pack, parts: Parts, models: Path
) -> None:
    encoder, other = parts.adapters["plus"][1], small(official.image_encoder())
    again = Part.read(mine.path("encoders/1/model.safetensors"))
    extra = replace(
        parts_of(mine),
        adapters={"face": (plus_face(models), again)},
        controlnets={"depth": parts.controlnets["pose"]},
        loras={"style": lora(models, "style")},
    )

    more = add(mine, extra, BY_USER, JobControl())

    more.verify()
    assert more == Pack.load(mine.folder)
    assert [one.name for one in more.manifest.adapters] == ["plus", "face"]
    assert more.manifest.adapters[1].variant == "plus-face"
    assert [one.encoder for one in more.manifest.adapters] == ["encoders/1", "encoders/1"]
    assert [one.name for one in more.manifest.controlnets] == ["pose", "depth"]
    assert [one.name for one in more.manifest.loras] == ["fast", "style"]
    assert more.manifest.licences[-1].name == "of my own"
    assert mine.manifest.files.items() <= more.manifest.files.items()

    second = part(models / "second" / "e.safetensors", other)
    (second.path.parent / "config.json").write_text("{}")
    assert encoder is not None
    extra = replace(parts_of(more), adapters={"third": (plus_face(models), second)})
    third = add(more, extra, BY_USER, JobControl()).manifest
    assert third.adapters[2].encoder == "encoders/2"
    assert third.licences.count(third.licences[-1]) == 1

    with pytest.raises(BadInput, match="was made for another base model"):
        add(more, replace(parts_of(more), loras={"x": lora(models, "x", 24)}), [], JobControl())
    with pytest.raises(BadInput, match="The pack mine has a part style already"):
        add(Pack.load(mine.folder), replace(extra, adapters={}, loras={"style": lora(models, "y")}),
            [], JobControl())  # fmt: skip


def test_an_encoder_that_is_the_packs_own_comes_only_once(
    mine: Pack, parts: Parts, models: Path
) -> None:
    encoder = parts.adapters["plus"][1]
    assert encoder is not None
    inside = mine.path("encoders/1/model.safetensors")
    inside.unlink()
    os.link(encoder.path, inside)  # as with real ones, which are large
    extra = replace(parts_of(mine), adapters={"face": (plus_face(models), encoder)})
    more = add(mine, extra, BY_USER, JobControl())
    assert {one.encoder for one in more.manifest.adapters} == {"encoders/1"}


def test_faceid_brings_face_models_of_its_own(mine: Pack, models: Path) -> None:
    (models / "b").mkdir()
    (models / "b" / "w600k_r50.onnx").write_bytes(b"buffalo")
    files = {"w600k_r50.onnx": models / "b" / "w600k_r50.onnx"}
    shapes = small(official.adapter("ip-adapter-faceid_sdxl"))
    face_id = part(models / "ip-adapter-faceid_sdxl.safetensors", shapes)
    before = parts_of(mine)
    assert sorted(before.faces) == ["glintr100.onnx", "scrfd_10g_bnkps.onnx"]
    extra = replace(before, faces=files, face_pack="buffalo_l", adapters={"id": (face_id, None)})

    one = add(mine, extra, BY_USER, JobControl())

    assert one.manifest.adapters[1].faces == "faces/buffalo_l"
    assert one.manifest.faces == "faces"
    assert sorted(parts_of(one).other_faces) == ["buffalo_l"]
    two = add(one, replace(parts_of(one), adapters={"more": (face_id, None)}), BY_USER,
              JobControl())  # fmt: skip
    assert two.manifest.adapters[2].faces == "faces/buffalo_l"
    two.verify()

    removal = removal_of_part(two, "adapter", "more")
    assert removal.files == {"adapters/more.safetensors"}
    left = remove_part(two, "adapter", "more", JobControl())
    removal = removal_of_part(left, "adapter", "id")
    assert removal.files == {"adapters/id.safetensors", "faces/buffalo_l/w600k_r50.onnx"}
    last = remove_part(left, "adapter", "id", JobControl())
    last.verify()
    assert last.manifest.files == mine.manifest.files
    assert not last.path("faces/buffalo_l").exists()


def test_a_pack_without_face_models_takes_the_first_ones_as_its_own(
    parts: Parts, models: Path
) -> None:
    plain = make(replace(parts, instantid=None, faces={}, face_pack=""),
                 data_folder() / "packs" / "plain")  # fmt: skip
    extra = replace(parts_of(plain), faces=parts.faces, face_pack="antelopev2")
    more = add(plain, extra, BY_USER, JobControl())
    more.verify()
    assert more.manifest.faces == "faces"


def test_a_detector_can_be_added_once(mine: Pack, models: Path) -> None:
    eyes = models / "eyes.onnx"
    eyes.write_bytes(b"eyes")
    more = add(mine, replace(parts_of(mine), detector=eyes), BY_USER, JobControl())
    more.verify()
    assert more.manifest.detector == "detector/face_detection_yunet.onnx"
    again = replace(parts_of(more), loras={"style": lora(models, "style")})
    assert add(more, again, BY_USER, JobControl()).manifest.detector == more.manifest.detector


def test_what_is_not_the_users_is_never_changed(
    demo_pack: Pack, mine: Pack, models: Path, tmp_path: Path
) -> None:
    foreign = Pack.load(shutil.copytree(mine.folder, tmp_path / "stick" / "mine"))
    extra = replace(parts_of(mine), loras={"style": lora(models, "style")})
    for pack in (demo_pack, foreign):
        for refused in (
            lambda pack=pack: add(pack, extra, BY_USER, JobControl()),
            lambda pack=pack: remove_pack(pack),
            lambda pack=pack: remove_part(pack, "lora", "draft", JobControl()),
        ):
            with pytest.raises(BadInput, match="is not one of your own, and stays as it is"):
                refused()

    made = copy_of(demo_pack, data_folder() / "packs" / "copied", "Copied", JobControl())

    made.verify()
    assert (made.manifest.name, made.manifest.title) == ("copied", "Copied")
    assert made.manifest.files == demo_pack.manifest.files
    less = remove_part(made, "lora", "draft", JobControl())
    less.verify()
    assert (less.manifest.draft, less.manifest.loras) == (None, ())
    demo_pack.verify("loras")


def test_a_cancelled_or_failed_addition_changes_nothing(
    mine: Pack, models: Path, parts: Parts
) -> None:
    before = snapshot(mine.folder)
    extra = replace(parts_of(mine), loras={"a": lora(models, "a"), "b": lora(models, "b")})

    def cancel(progress: Progress) -> None:
        if progress.stage == "assembling" and progress.step == 1:
            control.cancel()

    control = JobControl(cancel)
    with pytest.raises(Cancelled):
        add(mine, extra, BY_USER, control)
    assert snapshot(mine.folder) == before

    with pytest.raises(BadInput, match="does not match its published fingerprint"):
        add(mine, extra, BY_USER, JobControl(), published={extra.loras["b"].path: "0" * 64})
    assert snapshot(mine.folder) == before

    extra.loras["b"].path.unlink()
    with pytest.raises(BadInput, match="A part of the pack is not there any more"):
        add(mine, extra, BY_USER, JobControl())
    assert snapshot(mine.folder) == before
    assert journal.unfinished(mine.folder) == frozenset()

    with pytest.raises(BadInput, match="These parts make no pack"):
        change(mine, {"version": 1}, JobControl())
    assert snapshot(mine.folder) == before


def test_only_one_changes_a_pack_at_a_time_and_only_what_it_has_seen(
    mine: Pack, models: Path
) -> None:
    extra = replace(parts_of(mine), loras={"a": lora(models, "a")})
    with (
        exclusive(mine.folder.with_name(".mine.lock")),
        pytest.raises(UserError, match="The pack mine is being changed already"),
    ):
        add(mine, extra, BY_USER, JobControl())
    add(mine, extra, BY_USER, JobControl())
    with pytest.raises(BadInput, match="The pack mine has been changed meanwhile"):
        add(mine, replace(extra, loras={"b": lora(models, "b")}), BY_USER, JobControl())


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from core.packs import Pack
from core.packs.changing import change
from core.jobs import JobControl

left = int(sys.argv[1])
def count(event, arguments):
    global left
    if event in ("open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir"):
        path = str(arguments[0])
        if {home!r} in path and (event != "open" or arguments[2] & (os.O_WRONLY | os.O_RDWR)):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
pack = Pack.load(Path({pack!r}))
text = pack.manifest.model_dump(mode="json", exclude={{"files"}})
text["loras"] = [{{"name": "new", "file": "loras/new.safetensors"}}]
text["controlnets"].append({{"name": "more", "folder": "controls/more"}})
change(
    pack, text, JobControl(),
    {{"loras/new.safetensors": Path({lora!r}), "controls/more/w.safetensors": Path({lora!r})}},
    {{"controls/more/config.json": "{{}}"}}, without=["loras/fast.safetensors"],
)
print("done", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")
def test_a_kill_at_any_moment_leaves_the_old_pack_or_the_new_one(
    mine: Pack, models: Path, tmp_path: Path
) -> None:
    """Killed before each single thing that it does to the disk, in turn."""
    home = data_folder()
    untouched = shutil.copytree(home, tmp_path / "untouched")
    root = str(Path(__file__).parents[3])
    script = tmp_path / "change.py"
    new_lora = lora(models, "new").path
    script.write_text(KILLED.format(root=root, home=str(home), pack=str(mine.folder),
                                    lora=str(new_lora)))  # fmt: skip
    seen = {"old": 0, "new": 0}
    for moment in range(200):
        shutil.rmtree(home)
        shutil.copytree(untouched, home)
        done = subprocess.run([sys.executable, str(script), str(moment)], capture_output=True)
        pack = Pack.load(mine.folder)
        pack.verify()
        state = "old" if pack.manifest == mine.manifest else "new"
        seen[state] += 1
        if state == "new":
            assert [one.name for one in pack.manifest.loras] == ["new"]
        assert [one.manifest.name for one in PackStore(home / "packs").list()] == ["mine"]

        settle(mine.folder)

        assert journal.unfinished(mine.folder) == frozenset()
        assert snapshot(mine.folder).keys() == {*pack.manifest.files, "pack.json"}
        if done.returncode != -signal.SIGKILL:
            assert done.stdout == b"done\n", done.stderr
            break
    else:
        pytest.fail("it never ended")
    assert moment > 15
    assert min(seen.values()) > 2


def test_what_is_being_added_is_no_damage_but_what_somebody_puts_there_is(
    mine: Pack, tmp_path: Path
) -> None:
    path = mine.path("base/unet/more.safetensors")
    shutil.copy(mine.path("loras/fast.safetensors"), path)
    with pytest.raises(UserError, match="is not listed in its"):
        mine.verify()
    journal.begin(mine.folder, {"base/unet/more.safetensors"})
    mine.verify()
    settle(mine.folder)
    assert not path.exists()
    mine.verify()


def test_a_record_of_another_folder_is_not_believed(mine: Pack, tmp_path: Path) -> None:
    journal.begin(mine.folder, {"pack.json", "base/model_index.json"})
    (record,) = (data_folder() / "changing").iterdir()
    noted = json.loads(record.read_text())
    record.write_text(json.dumps({**noted, "folder": str(tmp_path)}))
    assert journal.unfinished(mine.folder) == frozenset()
    record.write_text("[3")
    settle(mine.folder)
    mine.verify()
