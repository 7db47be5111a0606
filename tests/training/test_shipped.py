"""Training goes on from the pack only where that means the same."""

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from training import autoencoder, recogniser, shipped, vision
from training.detector_scenes import SIDE, weathered


def test_a_model_of_the_same_shape_is_taken_over_in_its_own_precision(tmp_path: Path) -> None:
    theirs, mine = nn.Linear(3, 2), nn.Linear(3, 2)
    save_file({n: t.half() for n, t in theirs.state_dict().items()}, tmp_path / "model.safetensors")
    assert shipped.begin_from(mine, tmp_path / "model.safetensors")
    assert mine.weight.dtype == torch.float32
    assert torch.equal(mine.weight, theirs.weight.half().float())


def test_another_shape_or_name_changes_nothing(tmp_path: Path) -> None:
    save_file(nn.Linear(3, 4).state_dict(), tmp_path / "model.safetensors")
    for mine in (nn.Linear(3, 2), nn.Sequential(nn.Linear(3, 4))):
        before = [p.clone() for p in mine.parameters()]
        assert not shipped.begin_from(mine, tmp_path / "model.safetensors")
        assert all(map(torch.equal, before, mine.parameters()))
    assert not shipped.begin_from(nn.Linear(3, 2), None)


def test_the_pack_fits_the_training_code(monkeypatch: pytest.MonkeyPatch) -> None:
    file = ("base", "vae", "diffusion_pytorch_model.safetensors")
    assert shipped.begin_from(autoencoder.build(), shipped.shipped(*file))
    tower = ("ip-adapter", "models", "image_encoder", "model.safetensors")
    assert shipped.begin_from(vision.build(), shipped.shipped(*tower))
    monkeypatch.setenv(shipped.FRESH, "1")
    assert shipped.shipped(*file) is None


def test_the_portraits_of_the_pack_fit_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from training import portraits, tokens

    monkeypatch.setattr(portraits, "RUNS", tmp_path)
    monkeypatch.setattr(recogniser, "RUNS", tmp_path)
    monkeypatch.setattr(tokens, "RUNS", tmp_path)
    pack = shipped.shipped("base")
    assert pack is not None
    for name in ("tokenizer", "tokenizer_2"):
        (tmp_path / "tokenizers").mkdir(exist_ok=True)
        (tmp_path / "tokenizers" / name).symlink_to(pack / name)
    model = portraits.Portraits()
    assert portraits.go_on(model)
    (tmp_path / "recogniser").mkdir()
    (tmp_path / "recogniser" / "model.pt").touch()
    assert not portraits.go_on(model), "other faces: the tokens would mean something else"


def test_a_thin_matrix_is_the_nearest_one() -> None:
    torch.manual_seed(0)
    layer = nn.Linear(40, 30, bias=False)
    with torch.no_grad():
        layer.weight.copy_(torch.randn(30, 5) @ torch.randn(5, 40))
    x = torch.randn(7, 40)
    assert torch.allclose(recogniser.thin(layer, 5)(x), layer(x), atol=1e-3)
    assert not torch.allclose(recogniser.thin(layer, 3)(x), layer(x), atol=1e-1)


def test_weather_keeps_the_form_and_spoils_about_half() -> None:
    rng = np.random.default_rng(3)
    image = rng.integers(0, 256, (SIDE, SIDE, 3), np.uint8)
    seen = [weathered(image, rng) for _ in range(60)]
    assert all(x.shape == image.shape and x.dtype == np.uint8 for x in seen)
    same = sum(np.array_equal(x, image) for x in seen)
    assert 15 < same < 45
