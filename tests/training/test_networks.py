"""The adapters that are trained are the ones that diffusers loads: same files, same numbers."""

import pytest
import torch
from diffusers.models.attention_processor import AttnProcessor

from training import networks

WIDTHS = {"identity": (512, networks.ID_TOKENS), "plus": (128, networks.PLUS_TOKENS)}


@pytest.fixture(scope="module")
def base():
    torch.manual_seed(1)
    return networks.unet().eval()


@pytest.fixture
def adapter(base, request: pytest.FixtureRequest):
    torch.manual_seed(2)
    if request.param == "basic":
        return networks.Adapter(networks.ImageProjection(256), base).eval()
    if request.param == "face id":
        return networks.Adapter(networks.FaceProjection(), base).eval()
    return networks.Adapter(networks.Resampler(*WIDTHS[request.param]), base).eval()


@pytest.mark.parametrize("adapter", ["identity", "plus", "basic", "face id"], indirect=True)
@torch.no_grad()
def test_diffusers_computes_what_was_trained(base, adapter) -> None:
    noisy, steps = torch.randn(2, 8, 16, 16), torch.tensor([10, 700])
    text, share = torch.randn(2, 77, networks.CONTEXT), 0.7
    added = {"text_embeds": torch.randn(2, networks.POOLED), "time_ids": torch.zeros(2, 6)}
    single = {networks.ImageProjection: 256, networks.FaceProjection: 512}
    numbers = single.get(type(adapter.image_proj))
    features = (
        torch.randn(2, numbers)
        if numbers
        else torch.randn(2, 3, adapter.image_proj.proj_in.in_features)
    )

    extras = [(adapter.image_proj(features), torch.full((2, 1, 1), share))]
    processors = {
        name: networks.DecoupledAttention([adapter.ip_adapter[str(place)]], extras)
        if name.endswith("attn2.processor")
        else AttnProcessor()
        for place, name in enumerate(base.attn_processors)
    }
    loaded = networks.unet().eval()
    loaded.load_state_dict(base.state_dict())
    base.set_attn_processor(processors)
    ours = base(noisy, steps, text, added_cond_kwargs=added).sample
    base.set_attn_processor(AttnProcessor())

    halves: dict[str, dict[str, torch.Tensor]] = {"image_proj": {}, "ip_adapter": {}}
    for key, value in adapter.state().items():
        half, name = key.split(".", 1)
        halves[half][name] = value
    loaded._load_ip_adapter_weights([halves])
    for name, processor in loaded.attn_processors.items():
        if name.endswith("attn2.processor"):
            processor.scale = [share]
    embeds = features[:, None]
    theirs = loaded(noisy, steps, text, added_cond_kwargs=added | {"image_embeds": [embeds]}).sample
    assert (ours - theirs).abs().max() < 2e-4


def test_the_shares_of_two_adapters_add_up() -> None:
    """Z - Attn_text of both is the sum of each alone, in one attention layer."""
    torch.manual_seed(3)
    base = networks.unet()
    one = networks.Adapter(networks.Resampler(512, 16), base)
    two = networks.Adapter(networks.ImageProjection(256), base)
    layer = base.get_submodule("mid_block.attentions.0.transformer_blocks.0.attn2")
    place = str(
        list(base.attn_processors).index(
            "mid_block.attentions.0.transformer_blocks.0.attn2.processor"
        )
    )
    pairs = [one.ip_adapter[place], two.ip_adapter[place]]
    hidden, text = torch.randn(1, 9, 160), torch.randn(1, 77, networks.CONTEXT)
    told = [torch.randn(1, 16, networks.CONTEXT), torch.randn(1, 4, networks.CONTEXT)]

    def z(first: float | None, second: float | None) -> torch.Tensor:
        extras = [
            None if share is None else (tokens, torch.full((1, 1, 1), share))
            for tokens, share in zip(told, (first, second), strict=True)
        ]
        return networks.DecoupledAttention(pairs, extras)(layer, hidden, text)

    plain = z(None, None)
    both = z(0.5, 0.8) - plain
    assert torch.allclose(both, z(0.5, None) + z(None, 0.8) - 2 * plain, atol=1e-5)
    assert both.abs().max() > 1e-3
    assert torch.equal(z(0.0, None), plain)
