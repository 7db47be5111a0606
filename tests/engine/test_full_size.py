"""The graph of SDXL, IdentityNet, InstantID and Plus in full size takes the official tensors.

On the meta device: every shape is real, and no number is.
"""

from pathlib import Path
from typing import Any

import pytest
import torch
from diffusers import (
    AutoencoderKL,
    ControlNetModel,
    EulerDiscreteScheduler,
    StableDiffusionXLPipeline,
    UNet2DConditionModel,
)
from torch import Tensor

from core.engine.adapters import Adapters
from core.engine.family import FAMILIES
from core.engine.features import Features
from core.engine.identity import IdentityNet
from core.engine.recognition import AdapterFile, recognise
from core.engine.single_files import load_base, load_controlnet
from tests import official_settings, whole
from tests.core.packs.official import write
from tests.engine import official
from tests.engine.official import Sizes, empty

UNET: dict[str, Any] = {
    "sample_size": 128, "block_out_channels": (320, 640, 1280), "attention_head_dim": (5, 10, 20),
    "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
    "up_block_types": ("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
    "cross_attention_dim": 2048, "transformer_layers_per_block": (1, 2, 10),
    "use_linear_projection": True, "addition_embed_type": "text_time",
    "addition_time_embed_dim": 256, "projection_class_embeddings_input_dim": 2816,
}  # fmt: skip
IDENTITY: dict[str, Any] = {
    "act_fn": "silu", "addition_embed_type": "text_time", "addition_embed_type_num_heads": 64,
    "addition_time_embed_dim": 256, "attention_head_dim": [5, 10, 20],
    "block_out_channels": [320, 640, 1280], "conditioning_channels": 3,
    "conditioning_embedding_out_channels": [16, 32, 96, 256],
    "controlnet_conditioning_channel_order": "rgb", "cross_attention_dim": 2048,
    "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
    "downsample_padding": 1, "flip_sin_to_cos": True, "freq_shift": 0, "in_channels": 4,
    "layers_per_block": 2, "mid_block_scale_factor": 1, "norm_eps": 1e-05, "norm_num_groups": 32,
    "projection_class_embeddings_input_dim": 2816, "transformer_layers_per_block": [1, 2, 10],
    "use_linear_projection": True,
}  # fmt: skip
INSTANTID, PLUS = Path("instantid.safetensors"), Path("plus.safetensors")


class Counted(dict[str, Tensor]):
    """Tensors that know which of them were read."""

    def __init__(self, tensors: dict[str, Tensor]) -> None:
        super().__init__(tensors)
        self.read: list[str] = []

    def __getitem__(self, key: str) -> Tensor:
        self.read.append(key)
        return super().__getitem__(key)


@pytest.fixture(scope="module")
def unet() -> Any:
    with torch.device("meta"):
        return UNet2DConditionModel(**UNET)


@pytest.fixture(scope="module")
def files(unet: Any) -> dict[Path, AdapterFile]:
    sizes = Sizes(2048, 1280, official.layers_of(unet), 1280, 1024)
    found: dict[Path, AdapterFile] = {}
    for path, variant in ((INSTANTID, "instantid"), (PLUS, "plus")):
        halves: dict[str, dict[str, Tensor]] = {"image_proj": {}, "ip_adapter": {}}
        for key, tensor in official.adapter(variant, sizes, empty).items():
            half, _, rest = key.partition(".")
            halves[half][rest] = tensor.float()
        found[path] = recognise("7f3a.safetensors", halves["image_proj"], halves["ip_adapter"])
    return found


def test_identity_net_takes_the_official_checkpoint():
    with torch.device("meta"):
        plain = ControlNetModel.from_config(IDENTITY)
        net: Any = IdentityNet.from_config(IDENTITY)
    state = {key: tensor.half() for key, tensor in plain.state_dict().items()}
    assert len(state) == 844
    assert sum(tensor.numel() for tensor in state.values()) == 1_251_014_160
    # The published file has 110,816 bytes more: the header.
    assert 2_502_139_136 - sum(tensor.nbytes for tensor in state.values()) == 110_816
    done = net.load_state_dict(state, strict=True, assign=True)
    assert (done.missing_keys, done.unexpected_keys) == ([], [])
    assert sum(weight.numel() for weight in net.parameters()) == 1_251_014_160


def test_each_official_tensor_is_read_once_and_none_is_missing(unet: Any, files: Any):
    instantid, plus = (files[path].state() for path in (INSTANTID, PLUS))
    assert len(instantid["image_proj"]) == 51
    assert len(instantid["ip_adapter"]) == len(plus["ip_adapter"]) == 140
    counted = [{**state, "ip_adapter": Counted(state["ip_adapter"])} for state in (instantid, plus)]
    with torch.device("meta"):
        unet._load_ip_adapter_weights(counted, low_cpu_mem_usage=False)  # which is strict
    for state in counted:
        assert sorted(state["ip_adapter"].read) == sorted(state["ip_adapter"])
    projections = unet.encoder_hid_proj.image_projection_layers
    for projection, state in zip(projections, (instantid, plus), strict=True):
        numbers = sum(tensor.numel() for tensor in state["image_proj"].values())
        assert sum(weight.numel() for weight in projection.parameters()) == numbers
    assert sum(weight.numel() for weight in projections[0].parameters()) == 81_978_624


@torch.no_grad()
def test_a_step_of_the_whole_graph_has_the_right_shapes(unet: Any, files: Any):
    parts = ("vae", "text_encoder", "text_encoder_2", "tokenizer", "tokenizer_2")
    absent: dict[str, Any] = dict.fromkeys(parts)
    pipe = StableDiffusionXLPipeline(unet=unet, scheduler=EulerDiscreteScheduler(), **absent)
    adapters = Adapters(unet)
    adapters.attach(pipe, files, (INSTANTID, PLUS))
    with torch.device("meta"):
        net: Any = IdentityNet.from_config(IDENTITY)
        face = adapters.project(0, Features(torch.zeros(2, 1, 512)))
        image = adapters.project(1, Features(torch.zeros(2, 257, 1280)))
        assert face.shape == image.shape == (2, 16, 2048)
        added = {"text_embeds": torch.zeros(2, 1280), "time_ids": torch.zeros(2, 6)}
        text, latents = torch.zeros(2, 77, 2048), torch.zeros(2, 4, 128, 128)
        options = {"added_cond_kwargs": added, "return_dict": False}
        with net.seeing(face, None):
            down, middle = net(latents, 1, text, torch.zeros(2, 3, 1024, 1024), 0.8, **options)
        added |= {"image_embeds": [face[:, None], image[:, None]]}
        residuals = {
            "down_block_additional_residuals": down, "mid_block_additional_residual": middle,
        }  # fmt: skip
        noise = unet(latents, 1, text, **options, **residuals)[0]
    shapes = [(320, 128)] * 3 + [(320, 64), (640, 64), (640, 64), (640, 32), (1280, 32), (1280, 32)]
    assert [tuple(part.shape[1:3]) for part in down] == shapes
    assert middle.shape == (2, 1280, 32, 32)
    assert noise.shape == latents.shape


META = torch.device("meta")
WHOLE = {
    "sdxl": {"unet": (1680, 2_567_463_684), "vae": (248, 83_653_863),
             "text_encoder": (196, 123_060_480), "text_encoder_2": (517, 694_659_840)},
    "sd15": {"unet": (686, 859_520_964), "vae": (248, 83_653_863),
             "text_encoder": (196, 123_060_480)},
}  # fmt: skip
"""Tensors and numbers of each part, as counted in the published models."""


@pytest.mark.parametrize("family", ["sdxl", "sd15"])
def test_a_whole_checkpoint_is_taken_to_the_last_tensor(family: str, tmp_path: Path):
    """A missing tensor, or one left over, would be told; the weights are a hole in the file."""
    file = write(tmp_path / "x.safetensors", whole.checkpoint(family))
    pipe = load_base(file, FAMILIES[family], None, META, torch.float16)
    numbers = 0
    for part, (tensors, parameters) in WHOLE[family].items():
        state = getattr(pipe, part).state_dict()
        assert (len(state), sum(one.numel() for one in state.values())) == (tensors, parameters)
        numbers += parameters
    if family == "sdxl":  # the published file has its header beside them
        assert 0 < 6_938_078_334 - 2 * numbers < 500_000
    wanted = {
        "sdxl": (official_settings.UNET, official_settings.VAE),
        "sd15": (official_settings.UNET_SD15, official_settings.VAE_SD15),
    }[family]
    kinds = (UNet2DConditionModel, AutoencoderKL)
    for net, kind, settings in zip((pipe.unet, pipe.vae), kinds, wanted, strict=True):
        with META:
            made: Any = kind.from_config(settings)
        assert str(net) == str(made)  # each layer, and what it does
        assert plain(net.config) == plain(made.config)


def plain(config: Any) -> dict[str, Any]:
    """Settings without where they came from, and with one number for several that are the same."""
    found = {key: one for key, one in config.items() if not key.startswith("_")}
    depth = found.get("transformer_layers_per_block")
    if isinstance(depth, (list, tuple)) and set(depth) == {1}:
        found["transformer_layers_per_block"] = 1
    found["upcast_attention"] = bool(found.get("upcast_attention"))
    return {key: tuple(one) if isinstance(one, list) else one for key, one in found.items()}


def test_a_whole_controlnet_by_its_old_names_is_taken(tmp_path: Path):
    file = write(tmp_path / "x.safetensors", whole.controlnet())
    net = load_controlnet(file, ControlNetModel, META, torch.float16)
    assert len(net.state_dict()) == 340
    assert sum(one.numel() for one in net.state_dict().values()) == 361_279_120
