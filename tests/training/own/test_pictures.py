"""What training an adapter of one's own sees of a folder of pictures."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file

from core.errors import BadInput
from tests.training.own.places import SIDE, Place, eyes, face_picture, train
from training.own.batches import Source, dropped
from training.own.kinds import Drops, Name
from training.own.pictures import gather
from training.own.seeing import cut_square, look_at_all

NO_DROPS = Drops(0, 0, 0)


def test_nothing_is_computed_twice(place: Place, tmp_path: Path) -> None:
    """Other words change the text alone, another kind all but the text."""
    cache = tmp_path / "cache"

    def look(kind: Name) -> set[str]:
        before = set(cache.rglob("*.safetensors"))
        look_at_all(eyes(place, kind, cache), gather(place.pictures)[0], lambda _: None)
        new = set(cache.rglob("*.safetensors")) - before
        return {one.relative_to(cache).parts[0] for one in new}

    assert look("faceid") == {"face", "latents", "text"}
    assert look("faceid") == set()
    assert look("instantid") == set()
    assert look("plus") == {"hidden", "latents"}
    words = place.pictures / "2.txt"
    before = words.read_text()
    try:
        words.write_text("somebody else")
        assert look("plus") == {"text"}
    finally:
        words.write_text(before)


def test_what_cannot_be_used_is_told_and_left_out(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "pictures"
    (folder / "more").mkdir(parents=True)
    for number, name in enumerate(("a.PNG", "b.jpg", "more/c.webp")):
        Image.fromarray(face_picture(number)).save(folder / name, quality=95)
    (folder / "a.txt").write_text("\ufeffa face\n", encoding="utf-8")
    (folder / "b.txt").write_bytes(b"\xff\xfe\x00\xd8")
    (folder / "broken.png").write_bytes(b"no picture")
    Image.new("RGB", (64, 64), "grey").save(folder / "nobody.png")
    here = Place(place.pack, folder, tmp_path / "cache")
    assert train(here, "faceid", tmp_path / "out", "--steps", "0", "--rank", "4") == 0
    said = capsys.readouterr()
    report = json.loads(said.out)
    assert (report["pictures"], report["left_out"]) == (3, 2)
    assert "b.jpg has a caption that can't be read" in said.err
    assert "more/c.webp has no caption" in said.err
    assert "broken.png is left out" in said.err
    assert "nobody.png is left out: nobody's face is found in it." in said.err
    assert "a.PNG" not in said.err
    assert gather(folder)[0][0].caption == "a face"
    # A picture without a face is as good as any other for an adapter that reads images.
    assert train(here, "basic", tmp_path / "images", "--steps", "0") == 0
    assert json.loads(capsys.readouterr().out)["pictures"] == 4


def test_a_folder_without_pictures_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no picture"):
        gather(tmp_path)
    with pytest.raises(BadInput, match="no folder"):
        gather(tmp_path / "none")


def test_a_square_is_cut_from_the_middle_and_moves_with_a_face() -> None:
    image = np.zeros((100, 300, 3), np.uint8)
    image[30:70, 10:40] = 255
    square, corner, scale = cut_square(image, 50, None)
    assert (square.size, corner, scale) == ((50, 50), (50, 0), (0.5, 0.5))
    assert np.asarray(square).max() == 0
    square, corner, _ = cut_square(image, 50, np.array([10, 30, 40, 70], np.float32))
    assert corner == (5, 0)
    assert np.asarray(square)[20:30, 4:10].min() > 250


def test_landmarks_stand_where_the_face_stands(place: Place, tmp_path: Path) -> None:
    """The middle of the drawn face is green in the square, too."""
    looking = eyes(place, "instantid", tmp_path)
    sample = looking.look(gather(place.pictures)[0][1])
    face, look = load_file(sample.told), load_file(sample.latents)
    square, *_ = cut_square(face_picture(1), SIDE, face["box"].numpy())
    source = Source([sample], sample, looking.nothing(), NO_DROPS, 0)
    none = np.zeros(1, bool)
    drawn = source.of([0], none, none).landmarks
    assert drawn is not None
    assert drawn.shape == (1, 3, SIDE, SIDE)
    y, x = (int(part.float().mean()) for part in torch.where(drawn[0].sum(0) > 0))
    assert tuple(np.asarray(square)[y, x]) == (0, 255, 0)
    assert look["sizes"].tolist()[:2] == [96, 128]


def test_images_and_words_are_left_out_as_often_as_told() -> None:
    drawn = (np.arange(1000) + 0.5) / 1000
    image, text = dropped(drawn, Drops(0.05, 0.1, 0.2))
    assert (image.sum(), text.sum(), (image & text).sum()) == (250, 300, 200)
    image, text = dropped(drawn, NO_DROPS)
    assert not image.any()
    assert not text.any()


def test_every_picture_comes_once_before_any_comes_again(place: Place) -> None:
    looking = eyes(place, "faceid", place.cache)
    samples = look_at_all(looking, gather(place.pictures)[0], lambda _: None)
    source = Source(samples, samples[0], looking.nothing(), NO_DROPS, seed=2)
    seen = torch.cat([source.batch(step, 3)[0].latents for step in range(4)]).flatten(1)
    for turn in (seen[:6], seen[6:]):
        assert len(turn.unique(dim=0)) == 6
    assert not torch.equal(seen[:6], seen[6:])
    again = Source(samples, samples[0], looking.nothing(), NO_DROPS, seed=2)
    assert torch.equal(again.batch(3, 3)[0].latents.flatten(1), seen[9:])
