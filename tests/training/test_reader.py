"""The reader looks where the face is, and asks only about what can be seen."""

import numpy as np
import torch
import torch.nn.functional as F
from insightface.utils.face_align import arcface_dst

from training import critic, dataset, reader, text
from training.labels import UNSEEN
from training.noise import schedule


def test_the_face_is_found_wherever_it_stands() -> None:
    """A bell on each landmark of a turned, shrunken face lies where insightface wants it."""
    angle, scale, shift = 0.4, 0.11, np.array([15.0, 13.0])
    turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    landmarks = (arcface_dst - arcface_dst.mean(0)) @ turn.T + shift
    y, x = torch.meshgrid(torch.arange(32) + 0.5, torch.arange(24) + 0.5, indexing="ij")
    bells = [torch.exp(-((x - px) ** 2 + (y - py) ** 2) / 1.5) for px, py in landmarks]
    found = reader.aligned(torch.stack(bells)[None], torch.from_numpy(landmarks)[None])[0]
    cells = ((arcface_dst - 56) / (112 * reader.FACE_MARGIN) + 0.5) * reader.FACE_SIDE
    for bell, (px, py) in zip(found, cells, strict=True):
        row, column = divmod(int(bell.argmax()), reader.FACE_SIDE)
        assert abs(column + 0.5 - px) <= 1
        assert abs(row + 0.5 - py) <= 1


def test_noise_keeps_what_the_schedule_says() -> None:
    latents, powers = torch.randn(4000, 1, 2, 2), schedule()
    heard = reader.through_noise(latents, powers, torch.Generator().manual_seed(1))
    kept = (latents * heard).mean() / latents.square().mean()
    assert abs(kept - powers[: reader.LOUDEST].sqrt().mean()) < 0.03
    assert abs(heard.std() - 1) < 0.03


def test_what_is_not_seen_does_not_count() -> None:
    scores = torch.randn(2, sum(critic.CLASSES), requires_grad=True)
    truth = torch.full((2, len(critic.CLASSES)), UNSEEN)
    truth[0, 0] = 3
    loss = reader.told(scores, truth)
    first = F.cross_entropy(scores[:1, : critic.CLASSES[0]], truth[:1, 0])
    assert torch.isclose(loss, first / len(critic.CLASSES))
    loss.backward()
    assert scores.grad is not None
    assert scores.grad[1].abs().max() == 0
    assert scores.grad[0, critic.CLASSES[0] :].abs().max() == 0


def test_a_person_is_the_mean_of_the_plain_pictures() -> None:
    told = np.random.default_rng(1).standard_normal((2 * dataset.SCENES, 512)).astype(np.float32)
    first = reader.people(told)[0]
    told[dataset.PLAIN : dataset.SCENES] += 5  # other pictures have no say
    assert np.allclose(reader.people(told)[0], first)
    assert np.isclose(np.linalg.norm(first), 1)


def test_captions_are_cut_after_their_end() -> None:
    end = 7
    rows = torch.tensor([[1, 5, end, end, end], [1, 5, 6, end, end]])
    assert text._longest(rows) == 4
