"""LoRAs: what they add to a layer, what they leave behind, and which are refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from core.engine import pipeline
from core.engine.loras import LoraFile, read_lora
from core.engine.models import Models
from core.errors import BadInput, Unsupported
from tests.engine import extras
from tests.engine.conftest import Scene, draw

STYLE = ("attn", "resnets", "ff.net", "samplers")


def with_loras(scene: Scene, **weights: float) -> Scene:
    return scene.but(loras=[{"name": name, "weight": w} for name, w in weights.items()])


@pytest.fixture
def attach(rich: Models) -> Callable[..., None]:
    """Attach one LoRA file to the base model."""

    def run(file: Path, weight: float = 1.0, content: LoraFile | None = None) -> None:
        rich.loras.attach({file: weight}, {file: content or read_lora(file)})

    return run


def merged(layer: nn.Module, x: Tensor, down: Tensor, up: Tensor, scale: float) -> Tensor:
    """What a layer says with W + scale * B A as its weight, in float64."""
    weight = layer.weight.double() + extras.change(down, up, scale)
    bias = None if layer.bias is None else layer.bias.double()
    if isinstance(layer, nn.Conv2d):
        return nn.functional.conv2d(x.double(), weight, bias, layer.stride, layer.padding)
    return nn.functional.linear(x.double(), weight, bias)


@torch.no_grad()
@pytest.mark.parametrize(
    ("layout", "dtype", "own"),
    [
        (extras.kohya, torch.float32, extras.ALPHA / extras.RANK),
        (extras.kohya, torch.float16, extras.ALPHA / extras.RANK),
        (extras.peft, torch.float32, 1.0),
    ],
)
def test_every_layer_has_its_low_rank_change(layout, dtype, own, rich, attach, tmp_path: Path):
    rich.loras.attach({}, {})
    plain = dict(rich.unet.named_modules())
    changes = extras.factors(rich.unet, STYLE)
    assert {type(plain[name]) for name in changes} == {nn.Linear, nn.Conv2d}
    tensors = {key: tensor.to(dtype) for key, tensor in layout(changes).items()}
    save_file(tensors, tmp_path / "any.safetensors")
    attach(tmp_path / "any.safetensors", -0.5)
    noise = torch.Generator().manual_seed(1)
    for name, (down, up) in changes.items():
        layer, changed = plain[name], rich.unet.get_submodule(name)
        shape = (2, down.shape[1], 8, 8) if down.ndim == 4 else (2, 3, down.shape[1])
        x = torch.randn(shape, generator=noise)
        expected = merged(layer, x, down.to(dtype), up.to(dtype), -0.5 * own)
        assert (changed(x).double() - expected).abs().max() < 1e-4, name
        assert (layer(x).double() - expected).abs().max() > 1e-2, name


@torch.no_grad()
def test_a_picture_is_that_of_changed_weights(both: Scene, rich: Models):
    ours = draw(rich, with_loras(both, style=0.3))
    rich.loras.attach({}, {})
    scale = 0.3 * extras.ALPHA / extras.RANK
    kept = {name: tensor.clone() for name, tensor in rich.unet.state_dict().items()}
    try:
        for name, (down, up) in extras.factors(rich.unet, STYLE, 1).items():
            rich.unet.get_submodule(name).weight += extras.change(down, up, scale).float()
        theirs = draw(rich, both)
    finally:
        rich.unet.load_state_dict(kept)
    assert (ours - theirs).abs().max() < 1e-3
    assert (ours - draw(rich, both)).abs().max() > 0.1


def test_the_base_model_draws_the_same_bits_afterwards(both: Scene, models: Models, rich: Models):
    before = draw(models, both)  # these nets never saw a LoRA
    weights = {name: tensor.clone() for name, tensor in models.unet.state_dict().items()}
    first = draw(rich, with_loras(both, style=1.0))
    assert torch.equal(draw(rich, both), before)
    assert not torch.equal(first, before)
    draw(rich, with_loras(both, soft=0.5, style=-1.0))
    assert torch.equal(draw(rich, with_loras(both, style=1.0)), first)
    assert torch.equal(draw(rich, both), before)
    now = rich.unet.state_dict()
    assert now.keys() == weights.keys()
    assert all(torch.equal(now[name], tensor) for name, tensor in weights.items())


def test_what_was_drawn_before_changes_no_bit(person: Scene, both: Scene, rich: Models):
    wanted = with_loras(both, style=0.4, soft=0.7)
    fresh = draw(rich, wanted)
    draw(rich, with_loras(both, style=1.0, soft=0.1))  # the same files, other weights
    assert torch.equal(draw(rich, wanted), fresh)
    draw(rich, with_loras(both, soft=0.7, style=0.4))  # another order
    draw(rich, with_loras(person, style=0.4, soft=0.7))  # adapters change under the LoRAs
    assert torch.equal(draw(rich, wanted), fresh)


def test_remembering_changes_no_bit(both: Scene, rich: Models, monkeypatch: pytest.MonkeyPatch):
    scene = with_loras(both, style=0.6)
    remembered = draw(rich, scene)
    monkeypatch.setattr(pipeline, "constant_projections", lambda *nets: [])
    assert torch.equal(remembered, draw(rich, scene))


def test_weights_of_one_lora_add_up(both: Scene, rich: Models):
    once = draw(rich, with_loras(both, style=0.75))
    twice = both.but(loras=[{"name": "style", "weight": w} for w in (0.5, 0.25)])
    assert torch.equal(draw(rich, twice), once)
    assert torch.equal(draw(rich, with_loras(both, style=0.0)), draw(rich, both))


def test_a_lora_of_the_text_encoders_changes_what_the_unet_reads(
    rich: Models, both: Scene, attach: Callable[..., None], tmp_path: Path
):
    before = both.encode(rich).prompt["prompt_embeds"]
    encoder = rich.base.text_encoder
    changes = extras.factors(encoder, ("q_proj", "k_proj", "v_proj", "out_proj"))
    names = {
        f"text_model.{name.removeprefix('text_model.')}": pair for name, pair in changes.items()
    }
    save_file(extras.kohya(names, "lora_te1_"), tmp_path / "words.safetensors")
    attach(tmp_path / "words.safetensors")
    prompt = rich.family.encode_prompt(rich.base, both.recipe.prompt, "blurry", True)
    assert (prompt["prompt_embeds"] - before).abs().max() > 1e-2
    assert torch.equal(both.encode(rich).prompt["prompt_embeds"], before)


def broken(fault: str, changes: extras.Factors) -> dict[str, Tensor]:
    tensors = extras.kohya(changes)
    some = next(key for key in tensors if "attn2_to_k" in key and key.endswith("lora_down.weight"))
    if fault == "another width":
        return tensors | {some: torch.zeros(extras.RANK, 2048)}
    if fault == "half a pair":
        return {key: tensor for key, tensor in tensors.items() if key != some}
    if fault == "other blocks":
        return {key.replace("attentions_0", "attentions_8"): t for key, t in tensors.items()}
    assert fault == "all other blocks"
    return {key.replace("blocks_", "blocks_9"): tensor for key, tensor in tensors.items()}


@pytest.mark.parametrize(
    "fault", ["another width", "half a pair", "other blocks", "all other blocks"]
)
def test_a_lora_of_another_base_model_is_refused_and_leaves_nothing(
    fault: str, both: Scene, rich: Models, models: Models, attach, tmp_path: Path
):
    before = draw(models, both)
    draw(rich, with_loras(both, style=1.0))
    changes = extras.factors(models.unet, STYLE)
    save_file(broken(fault, changes), tmp_path / "foreign.safetensors")
    with pytest.raises(Unsupported, match=r"foreign\.safetensors was made for another base"):
        attach(tmp_path / "foreign.safetensors")
    assert torch.equal(draw(rich, both), before)


@pytest.mark.parametrize(
    "extra",
    [{}, {"lora_unet_a.dora_scale": torch.zeros(1)}, {"lora_unet_a.hada_w1_a": torch.ones(1)}],
)
def test_other_kinds_of_files_are_refused(extra: dict[str, Tensor], rich: Models, tmp_path: Path):
    file = tmp_path / "strange.safetensors"
    tensors = load_file(rich.pack.path("loras/style.safetensors")) if extra else {}
    save_file({**tensors, **(extra or {"conv.weight": torch.zeros(1)})}, file)
    with pytest.raises(Unsupported, match=r"strange\.safetensors is not a LoRA"):
        read_lora(file)


def test_a_pickle_is_refused_whatever_its_name(tmp_path: Path):
    torch.save({"lora_unet_x.lora_down.weight": torch.zeros(1)}, tmp_path / "a.safetensors")
    with pytest.raises(BadInput, match=r"a\.safetensors is not a sound safetensors file"):
        read_lora(tmp_path / "a.safetensors")
