"""The critic's own parts: what it is shown, and what is known about a drawing."""

from pathlib import Path

import numpy as np
import torch
from PIL import Image

from training import critic, looking
from training.labels import FACTS, UNSEEN, facts, table
from training.sheets import LIMIT, Tile, save_labelled
from training.trials import trials


def test_landmarks_move_and_mirror_with_the_picture() -> None:
    count, side = 24, looking.SIDE
    points = torch.tensor([[0.4, 0.4], [0.6, 0.42], [0.5, 0.5], [0.43, 0.6], [0.57, 0.6]])
    dark = torch.full((count, 3, side, side), -1.0)
    x, y = (points[0] * side).long().tolist()
    dark[:, :, y - 1 : y + 1, x - 1 : x + 1] = 1.0  # a light where the first eye is
    seen, moved = critic._moved(dark, points.expand(count, 5, 2), torch.Generator().manual_seed(3))
    brightest = seen.mean(1).flatten(1).argmax(1)
    found = torch.stack([brightest % side, brightest // side], 1) / side
    distances = (moved[:, :2] - found[:, None]).norm(dim=-1)
    mirrored = distances[:, 1] < distances[:, 0]  # the light is then under the second eye
    assert 0 < mirrored.sum() < count
    assert distances.min(1).values.max() < 2.5 / side
    assert (moved[:, 0, 0] < moved[:, 1, 0]).all()  # the picture's left eye still comes first


def test_net_tells_every_fact_and_places_inside_the_picture() -> None:
    net = critic.Net().eval()
    with torch.no_grad():
        scores, points, seen, heat = net(torch.zeros(2, 3, looking.SIDE, looking.SIDE))
    assert scores.shape == (2, sum(len(names) for names in FACTS.values()))
    assert points.shape == (2, 5, 2)
    assert ((points > 0) & (points < 1)).all()
    assert seen.shape == (2, 256)
    assert torch.allclose(heat.exp().sum(-1), torch.ones(2, 5), atol=1e-4)


def test_wide_and_tall_pictures_keep_their_proportions() -> None:
    wide = np.zeros((96, 128, 3), np.uint8)
    wide[40:56, 56:72] = 255
    square = looking._squared(wide)
    assert square.shape == (128, 128, 3)
    assert (square[56:72, 56:72] == 255).all()
    assert looking._squared(np.zeros((256, 192, 3), np.uint8)).shape == (128, 128, 3)


def test_colours_that_a_style_does_not_show_are_unseen() -> None:
    for trial in trials(8):
        told = facts(trial.person, trial.scene)
        assert FACTS["style"][told["style"]] == trial.scene.style
        if trial.scene.style in ("pencil sketch", "film noir", "line art"):
            assert told["clothing_colour"] == told["hair_colour"] == UNSEEN
    assert table([(trial.person, trial.scene) for trial in trials(3)]).shape == (3, len(FACTS))


def test_labelled_sheets_stay_small(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    noise = rng.integers(0, 256, (8, 256, 256, 3), np.uint8)  # the hardest to store
    rows = [[Tile(picture, "a long text that does not fit") for picture in noise]] * 8
    save_labelled(rows, tmp_path / "sheet.png", "Noise")
    assert (tmp_path / "sheet.png").stat().st_size <= LIMIT
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert sheet.width > 8 * 64
