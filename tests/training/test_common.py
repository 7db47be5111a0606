"""What keeps a training run honest: resuming changes nothing, Muon moves what it is given."""

import numpy as np
import pytest
import torch
from torch import nn

from training import common
from training.common import Average, MuonAdamW, Stage, split_matrices


def _net() -> nn.Sequential:
    torch.manual_seed(0)
    return nn.Sequential(nn.Conv2d(2, 6, 3), nn.Flatten(), nn.Linear(6 * 4, 3))


def _run(stage: Stage, until: int) -> tuple[dict, list[torch.Tensor]]:
    net = _net()
    optimiser = MuonAdamW(*split_matrices([net], lambda _: False), 0.02, 1e-3)
    average = Average(net.parameters(), 0.9)
    for step, rng, noise in stage.steps(
        stage.resume(net=net, optimiser=optimiser, average=average)
    ):
        if step == until:
            break
        x = torch.randn(4, 2, 4, 4, generator=noise) + float(rng.normal())
        optimiser.zero_grad()
        net(x).square().mean().backward()
        optimiser.step(common.pace(step, stage.total))
        average.update(step)
        stage.save(step + 1, net=net, optimiser=optimiser, average=average)
    return net.state_dict(), average.values


def test_a_resumed_run_ends_as_an_uncut_one(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(common, "RUNS", tmp_path / "uncut")
    whole, whole_average = _run(Stage("same", 6), until=6)
    monkeypatch.setattr(common, "RUNS", tmp_path / "cut")
    _run(Stage("same", 6), until=3)
    resumed, resumed_average = _run(Stage("same", 6), until=6)
    assert all(torch.equal(whole[name], resumed[name]) for name in whole)
    assert all(map(torch.equal, whole_average, resumed_average))


def test_muon_moves_convolutions_and_lowers_the_loss() -> None:
    net = _net()
    before = net[0].weight.detach().clone()
    x, wanted = torch.randn(16, 2, 4, 4), torch.randn(16, 3)
    optimiser = MuonAdamW(*split_matrices([net], lambda _: False), 0.02, 1e-2)
    losses = []
    for _ in range(30):
        optimiser.zero_grad()
        loss = (net(x) - wanted).square().mean()
        loss.backward()
        optimiser.step(1.0)
        losses.append(loss.item())
    assert not torch.equal(before, net[0].weight)
    assert losses[-1] < 0.7 * losses[0]


def test_the_average_is_swapped_in_and_back() -> None:
    net = _net()
    average = Average(net.parameters(), 0.5)
    start = net[0].weight.detach().clone()
    with torch.no_grad():
        net[0].weight += 1
    average.update(100)
    average.swap()
    assert torch.allclose(net[0].weight, start + 0.5, atol=1e-6)
    average.swap()
    assert torch.allclose(net[0].weight, start + 1)


def test_pictures_survive_the_way_to_tensors_and_back() -> None:
    images = np.random.default_rng(0).integers(0, 256, (2, 5, 4, 3), dtype=np.uint8)
    assert (common.tensor_to_images(common.images_to_tensor(images)) == images).all()
