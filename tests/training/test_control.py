"""The control of edges: how it begins, how it is stored, and how obedience is measured."""

from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers import ControlNetModel
from safetensors import safe_open

from training import control, networks
from training.obedience import agreement


def test_it_begins_as_the_encoder_and_says_nothing() -> None:
    torch.manual_seed(0)
    unet = networks.unet()
    net = control.build(unet)

    mine, theirs = net.state_dict(), unet.state_dict()
    shared = [name for name in mine if name in theirs]
    assert all(torch.equal(mine[name], theirs[name]) for name in shared)
    outside = {name.split(".")[0] for name in mine if name not in theirs}
    assert outside == {
        *("controlnet_cond_embedding", "controlnet_down_blocks", "controlnet_mid_block")
    }
    assert not any("attentions" in name for name in mine)
    told = net(
        torch.randn(2, 8, 32, 24),
        torch.tensor([3, 700]),
        encoder_hidden_states=torch.randn(2, 77, 256),
        controlnet_cond=torch.rand(2, 3, 256, 192),
        added_cond_kwargs={"text_embeds": torch.randn(2, 256), "time_ids": torch.zeros(2, 6)},
        return_dict=False,
    )
    assert all(not part.any() for part in (*told[0], told[1]))


def test_it_is_stored_in_eight_bits_and_read_by_diffusers(tmp_path: Path) -> None:
    torch.manual_seed(1)
    net = control.build(networks.unet())
    for parameter in net.controlnet_mid_block.parameters():  # no longer zero
        torch.nn.init.normal_(parameter, std=0.01)
    control.save(net, tmp_path)

    assert (tmp_path / control.FILE).stat().st_size < 3_400_000
    with safe_open(tmp_path / control.FILE, "pt") as content:
        names = list(content.keys())
        kinds = {str(content.get_tensor(name).dtype) for name in names}
    assert kinds == {"torch.float8_e4m3fn", "torch.float16"}
    read = ControlNetModel.from_pretrained(tmp_path)
    assert {parameter.dtype for parameter in read.parameters()} == {torch.float32}
    for name, stored in read.state_dict().items():
        exact = net.state_dict()[name]
        near = (stored - exact).abs() <= 2**-4 * exact.abs() + 2**-10
        assert near.all(), name


def edges(*columns: int) -> np.ndarray:
    image = np.zeros((40, 40, 3), np.uint8)
    image[:, list(columns)] = 255
    return image


@pytest.mark.parametrize(
    ("drawn", "f1"),
    [
        (edges(10, 20), 1.0),
        (edges(12, 18), 1.0),  # within two pixels
        (edges(13, 17), 0.0),
        (edges(10), 2 / 3),  # one of two is met, and nothing else is drawn
        (edges(10, 20, 30), 0.8),
        (edges(), 0.0),
    ],
)
def test_agreement_is_f1_within_two_pixels(drawn: np.ndarray, f1: float) -> None:
    assert agreement(drawn, edges(10, 20)) == pytest.approx(f1)
