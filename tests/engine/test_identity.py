"""IdentityNet: what it reads, where it acts, and what it does not compute."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import torch
from diffusers import ControlNetModel

from core.engine.features import face_features
from core.engine.identity import IdentityNet, SparingNet, face_rows
from core.engine.models import Models
from core.engine.pipeline import denoise
from core.jobs import JobControl
from tests.engine.conftest import Parity, Scene, draw

OFFICIAL_CONFIG = {
    "act_fn": "silu",
    "addition_embed_type": "text_time",
    "addition_embed_type_num_heads": 64,
    "addition_time_embed_dim": 256,
    "attention_head_dim": [5, 10, 20],
    "block_out_channels": [320, 640, 1280],
    "class_embed_type": None,
    "conditioning_channels": 3,
    "conditioning_embedding_out_channels": [16, 32, 96, 256],
    "controlnet_conditioning_channel_order": "rgb",
    "cross_attention_dim": 2048,
    "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
    "downsample_padding": 1,
    "encoder_hid_dim": None,
    "encoder_hid_dim_type": None,
    "flip_sin_to_cos": True,
    "freq_shift": 0,
    "global_pool_conditions": False,
    "in_channels": 4,
    "layers_per_block": 2,
    "mid_block_scale_factor": 1,
    "norm_eps": 1e-05,
    "norm_num_groups": 32,
    "num_attention_heads": None,
    "num_class_embeds": None,
    "only_cross_attention": False,
    "projection_class_embeddings_input_dim": 2816,
    "resnet_time_scale_shift": "default",
    "transformer_layers_per_block": [1, 2, 10],
    "upcast_attention": None,
    "use_linear_projection": True,
}


class Eager(IdentityNet):
    """Computes what IdentityNet leaves out."""

    def forward(self, sample, timestep, encoder_hidden_states, *args, **options):
        return ControlNetModel.forward(self, sample, timestep, self.face, *args, **options)


@contextmanager
def eager(models: Models) -> Iterator[None]:
    net = models.net(None)
    net.__class__ = Eager
    try:
        yield
    finally:
        net.__class__ = IdentityNet


@contextmanager
def counting(module: torch.nn.Module) -> Iterator[list[tuple[int, ...]]]:
    """Within, the shapes of a module's first input, run by run."""
    runs: list[tuple[int, ...]] = []
    hook = module.register_forward_pre_hook(lambda _, args: runs.append(tuple(args[0].shape)))
    try:
        yield runs
    finally:
        hook.remove()


def test_the_official_settings_give_the_official_net():
    with torch.device("meta"):
        net = IdentityNet.from_config(OFFICIAL_CONFIG)
    state = net.state_dict()
    assert len(state) == 844
    assert sum(tensor.numel() for tensor in state.values()) == 1_251_014_160


@pytest.mark.parametrize(
    ("changes", "runs"),
    [
        ({"identities__0__structure": 0.0}, 0),
        ({"identities__0__window": [0.25, 0.75]}, 2),
        ({"identities__0__window": [0.25, 0.75], "sampling__guess_mode": True}, 2),
        ({}, 4),
    ],
)
def test_skipping_changes_no_bit(changes, runs, person: Scene, models: Models):
    scene = person.but(**changes)
    with counting(models.net(None).conv_in) as counted:
        spared = draw(models, scene)
    assert len(counted) == runs
    with eager(models), counting(models.net(None).conv_in) as counted:
        computed = draw(models, scene)
    assert len(counted) == 4
    assert torch.equal(spared, computed)


@pytest.mark.parametrize("silent", ["identities__0__structure", "controls__0__strength"])
def test_either_of_two_nets_may_be_silent(silent: str, parity: Parity, models: Models):
    case = parity.inputs["cases"]["A_two_controlnets"]
    scene = parity.scene({**case, "steps": 4})
    one = scene.but(**{silent: 0.0})
    assert not torch.equal(draw(models, one), draw(models, scene))
    alone = scene.but(identities=[]) if silent.startswith("ident") else scene.but(controls=[])
    if silent.startswith("contr"):
        assert torch.equal(draw(models, one), draw(models, alone))
    else:  # the face still speaks through its tokens; without them too it is gone
        mute = one.but(identities__0__likeness=0.0)
        quiet = Scene(alone.recipe, alone.sources, [])
        assert torch.equal(draw(models, mute), draw(models, quiet))


def test_silence_fits_odd_sizes(models: Models):
    net = models.net(None)
    down, middle = net.silence(torch.randn(2, 4, 13, 9))
    assert len(down) == len(net.controlnet_down_blocks)
    assert middle.shape == (2, net.config.block_out_channels[-1], 4, 3)


def test_guess_mode_acts_on_the_conditional_half_only(person: Scene, models: Models):
    scene = person.but(sampling__guess_mode=True)
    with counting(models.net(None).conv_in) as both:
        plain = draw(models, person)
    with counting(models.net(None).conv_in) as half:
        guessed = draw(models, scene)
    assert {shape[0] for shape in both} == {2}
    assert {shape[0] for shape in half} == {1}
    assert not torch.equal(plain, guessed)


def test_guess_mode_with_two_nets_and_two_images(parity: Parity, models: Models):
    case = parity.inputs["cases"]["A_two_controlnets"]
    scene = parity.scene({**case, "steps": 2}).but(sampling__guess_mode=True)
    latents = denoise(models, scene.encode(models), 3, JobControl(), images=2)
    assert latents.shape == (2, 4, 16, 8)


def test_face_rows_are_ordered_as_the_latents():
    tokens = torch.stack([torch.zeros(3, 2), torch.ones(3, 2)])
    assert face_rows(tokens, 2, True, False)[:, 0, 0].tolist() == [0, 0, 1, 1]
    assert face_rows(tokens, 2, True, True)[:, 0, 0].tolist() == [1, 1]
    assert face_rows(tokens, 2, False, False)[:, 0, 0].tolist() == [1, 1]


def test_a_net_without_a_face_says_so(models: Models):
    with pytest.raises(ValueError, match="face tokens"):
        models.net(None)(torch.zeros(2, 4, 8, 8), 1, torch.zeros(2, 77, 64), None, 1.0)


def test_a_region_confines_the_residuals(person: Scene, models: Models):
    net = models.net(None)
    conditions = person.encode(models)
    region = torch.zeros(1, 1, 128, 64)
    region[..., :64, :] = 1
    sample = torch.randn(2, 4, 16, 8)
    picture = torch.rand(2, 3, 128, 64)
    added = {"text_embeds": torch.zeros(2, 32), "time_ids": torch.zeros(2, 6)}
    options = {"added_cond_kwargs": added, "return_dict": False}
    with torch.no_grad(), net.seeing(conditions.guides[0].face, region):
        down, _ = net(sample, 500, None, picture, **options)
    with torch.no_grad(), net.seeing(conditions.guides[0].face, None):
        free, _ = net(sample, 500, None, picture, **options)
    assert free[0][..., 8:, :].abs().max() > 0
    assert down[0][..., 8:, :].abs().max() == 0
    assert down[0][..., :8, :].abs().max() > 0
    assert net.face is None
    assert net.region is None


def test_both_nets_are_controlnets_to_diffusers():
    assert issubclass(IdentityNet, SparingNet)
    assert issubclass(SparingNet, ControlNetModel)


def test_no_face_is_zeros_or_as_much_noise_as_is_asked_for():
    cpu, faces = torch.device("cpu"), torch.full((2, 512), 3.0)
    before = torch.random.get_rng_state()
    plain, noisy, full = (face_features(faces, cpu, noise) for noise in (0.0, 0.35, 1.0))
    assert torch.equal(torch.random.get_rng_state(), before), "torch's own generator is a user's"
    assert not plain[0].any()
    assert 0 <= full[0].min() < 0.05 < 0.95 < full[0].max() < 1
    assert torch.allclose(noisy[0], 0.35 * full[0])
    for rows in (plain, noisy, full):
        assert torch.equal(rows[1:, 0], faces)


def test_noise_for_no_face_changes_what_guidance_leads_away_from(person: Scene, models: Models):
    plain, noisy = draw(models, person), draw(models, person.but(identities__0__noise=0.35))
    assert not torch.equal(plain, noisy)
    assert torch.equal(noisy, draw(models, person.but(identities__0__noise=0.35)))
    assert torch.equal(plain, draw(models, person.but(identities__0__noise=0.0)))


def test_noise_for_no_face_does_nothing_without_guidance(person: Scene, models: Models):
    free = person.but(sampling__guidance=1.0)
    assert torch.equal(draw(models, free), draw(models, free.but(identities__0__noise=1.0)))
