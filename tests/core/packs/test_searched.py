"""Which folders are looked through is remembered; what is damaged or read-only does no harm."""

from pathlib import Path

import pytest

from core.packs.searched import Place, SearchedFolders


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Somebody's home with ComfyUI in it."""
    for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_HOME", "INVOKEAI_ROOT"):
        monkeypatch.delenv(name, raising=False)
    for folder in ("ComfyUI/comfy", "ComfyUI/models/checkpoints", "stick"):
        (tmp_path / "home" / folder).mkdir(parents=True)
    return tmp_path / "home"


def test_programs_are_there_by_themselves_and_a_stick_is_added(home: Path, tmp_path: Path) -> None:
    searched = SearchedFolders(tmp_path / "kept" / "folders.json", home)
    comfy = home / "ComfyUI"
    assert searched.places() == (Place(comfy, "ComfyUI", added=False, searched=True),)

    searched.add(home / "stick")
    searched.add(home / "stick")
    searched.search(comfy, False)

    again = SearchedFolders(tmp_path / "kept" / "folders.json", home)
    assert again.places() == (
        Place(comfy, "ComfyUI", added=False, searched=False),
        Place(home / "stick", "", added=True, searched=True),
    )
    again.remove(home / "stick")
    again.search(comfy, True)
    assert again.places() == (Place(comfy, "ComfyUI", added=False, searched=True),)


def test_an_added_folder_that_was_left_alone_is_looked_through_again(
    home: Path, tmp_path: Path
) -> None:
    searched = SearchedFolders(tmp_path / "folders.json", home)
    searched.search(home / "ComfyUI", False)
    searched.add(home / "ComfyUI")
    assert [(place.searched, place.added) for place in searched.places()] == [(True, False)]


@pytest.mark.parametrize("junk", ["", "[]", '{"added": 3}', '{"added": [1]}', "[" * 100_000])
def test_a_damaged_record_is_an_empty_one(home: Path, tmp_path: Path, junk: str) -> None:
    (tmp_path / "folders.json").write_text(junk)
    searched = SearchedFolders(tmp_path / "folders.json", home)
    assert len(searched.places()) == 1
    searched.add(home / "stick")
    assert len(searched.places()) == 2
