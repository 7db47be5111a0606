"""Training an adapter of one's own: all kinds, both families, on tiny random bases."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from diffusers import (
    ControlNetModel,
    StableDiffusionPipeline,
    StableDiffusionXLPipeline,
)
from safetensors.torch import load_file

from core.engine import Engine
from core.engine.models import Models
from core.errors import BadInput
from core.imaging import fingerprint
from core.jobs import JobControl
from core.packs import default_store
from core.packs.fit import Part
from core.recipe import Identity, ImagePrompt, Recipe, Sampling
from tests.training.own.places import SIDE, Place, Trained, asked, face_picture, train
from training.own import command
from training.own.kinds import KINDS
from training.own.nets import Batch, Own
from training.own.offering import offer
from training.own.run import CHECKPOINT, LOG, Run
from training.own.seeing import reading_of

TRIED = (*(("sdxl", kind) for kind in KINDS), ("sd15", "basic"), ("sd15", "instantid"))
PIPELINES: dict[str, Any] = {"sdxl": StableDiffusionXLPipeline, "sd15": StableDiffusionPipeline}


@pytest.fixture
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


# -------------------------------------------------------------------------------- what is made


@pytest.mark.parametrize(("family", "kind"), TRIED)
def test_diffusers_computes_what_was_trained(
    trained: Callable[[str, str], Trained], family: str, kind: str
) -> None:
    """The file goes through `load_ip_adapter`, and the UNet tells what it told in training."""
    run = trained(family, kind)
    place, file = run.place, run.file
    assert run.report["recognised"] == kind
    assert run.report["finished"]
    what = Part.read(file).what
    assert what.role == "adapter"
    assert what.variant in (kind, None)  # a Plus may be a Plus-face, as far as content tells

    base = place.pack.path("base")
    pipe: Any = PIPELINES[family].from_pretrained(base, dtype=torch.float32)
    pipe.load_ip_adapter(
        str(file.parent), subfolder="", weight_name=file.name, image_encoder_folder=None
    )
    pipe.set_ip_adapter_scale(1.0)
    encoder = load_file(file)
    reads = next(one.shape[1] for name, one in encoder.items() if name.startswith("image_proj.proj")
                 and one.ndim == 2)  # fmt: skip
    own, batch = _loaded(place, kind, file, reads)
    steps, noisy = torch.tensor([10, 700]), torch.randn(2, 4, 8, 8)
    with torch.no_grad():
        ours = own(noisy, steps, batch)
        read = batch.told[:, None]
        if kind == "faceid":
            read = torch.nn.functional.normalize(read, dim=-1)
        elif kind == "instantid":
            read = read[:, None]
        added = {"image_embeds": [read]}
        if batch.pooled is not None:
            added |= {"text_embeds": batch.pooled, "time_ids": batch.sizes}
        more = _residuals(pipe, file, noisy, steps, batch, added) if kind == "instantid" else {}
        theirs = pipe.unet(noisy, steps, batch.text, added_cond_kwargs=added, **more).sample
    assert ours.std() > 0.01
    assert (ours - theirs).abs().max() < 2e-4


def _loaded(place: Place, kind: str, file: Path, reads: int) -> tuple[Own, Batch]:
    """The adapter in a file, and a batch of two with random numbers."""
    unet = Models(place.pack, "cpu").unet
    own = Own(KINDS[kind], unet, reads, 4, 8)
    own.begin_with(file)
    width, pooled = unet.config.cross_attention_dim, place.pack.manifest.family == "sdxl"
    shape = (2, reads) if kind != "plus" else (2, 9, reads)
    torch.manual_seed(3)
    return own, Batch(
        latents=torch.zeros(2, 4, 8, 8),
        deviation=torch.zeros(2, 4, 8, 8),
        text=torch.randn(2, 77, width),
        pooled=torch.randn(2, 32) if pooled else None,
        sizes=torch.full((2, 6), 64.0),
        told=torch.randn(shape) * 3,
        landmarks=torch.rand(2, 3, 64, 64),
    )


def _residuals(pipe: Any, file: Path, noisy: Any, steps: Any, batch: Any, added: Any) -> Any:
    """Of IdentityNet as diffusers loads it, with the tokens that diffusers projects."""
    net = ControlNetModel.from_pretrained(file.parent / "ControlNetModel", dtype=torch.float32)
    tokens = pipe.unet.encoder_hid_proj(added["image_embeds"])[0][:, 0]
    down, middle = net(
        noisy, steps, encoder_hidden_states=tokens, controlnet_cond=batch.landmarks,
        added_cond_kwargs=added, return_dict=False,
    )  # fmt: skip
    assert middle.abs().max() > 1e-5  # it has learnt to say something
    return {"down_block_additional_residuals": down, "mid_block_additional_residual": middle}


@pytest.mark.parametrize(("family", "kind"), TRIED)
def test_the_error_falls(trained: Callable[[str, str], Trained], family: str, kind: str) -> None:
    run = trained(family, kind)
    assert run.report["pictures"] == 6
    assert run.report["error_after"]["seen"] < 0.97 * run.report["error_before"]["seen"]
    rows = [json.loads(line) for line in (run.file.parent / LOG).read_text().splitlines()]
    assert rows[-1]["step"] == 12


@pytest.mark.parametrize("kind", ["basic", "faceid", "instantid"])
def test_the_pack_it_is_put_into_draws_with_it(
    trained: Callable[[str, str], Trained], kind: str, tmp_path: Path
) -> None:
    run = trained("sdxl", kind)
    place, file = run.place, run.file
    reading = reading_of(place.pack, KINDS[kind])
    pack = offer(place.pack, tmp_path / "mine", KINDS[kind], file, reading, "mine")
    image = face_picture(3)
    name = fingerprint(image)
    sampling = Sampling(width=64, height=64, steps=2, seed=4)
    plain = Recipe(prompt="a face", pack=pack.manifest.name, sampling=sampling)
    if kind == "instantid":
        asked = plain.model_copy(update={"identities": (Identity(references=(name,)),)})
    else:
        prompts = (ImagePrompt(images=(name,), adapter="mine"),)
        asked = plain.model_copy(update={"image_prompts": prompts})
    engine = Engine(pack)
    assert engine.unsupported(asked) == ()
    drawn, without = (
        next(engine.generate(one, {name: image} if one is asked else {}, JobControl())).image
        for one in (asked, plain)
    )
    assert drawn.shape == (64, 64, 3)
    assert (drawn != without).any()
    with pytest.raises(BadInput, match="already"):
        offer(place.pack, tmp_path / "mine", KINDS[kind], file, reading, "mine")


# --------------------------------------------------------------------------------- going on


@pytest.mark.usefixtures("one_thread")
def test_a_run_that_was_cut_ends_in_the_same_bits(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Cut in the middle between two checkpoints: it goes on from the earlier one."""
    kind = "instantid"  # of two nets
    how = ("--rate", "0.01", "--rank", "4", "--every", "1")
    assert train(place, kind, tmp_path / "whole", "--steps", "3", *how) == 0
    assert train(place, kind, tmp_path / "cut", "--steps", "1", *how) == 0
    run = _ready(place, kind, tmp_path / "cut", rate=0.01)
    run.resume()
    assert run.step == 1
    with pytest.raises(KeyboardInterrupt):  # as a kill: nothing is written in its wake
        run.train(3, 100, _cut_after(1))
    assert train(place, kind, tmp_path / "cut", "--steps", "3", "--resume", *how) == 0
    whole, cut = (_written(tmp_path / name) for name in ("whole", "cut"))
    assert len(whole) == 3
    assert whole == cut
    states = [torch.load(tmp_path / n / CHECKPOINT, weights_only=True) for n in ("whole", "cut")]
    assert states[0]["mean"] == states[1]["mean"]
    capsys.readouterr()


def _cut_after(steps: int) -> Any:
    left = [steps]

    def stopped() -> bool:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return False

    return stopped


def _written(folder: Path) -> dict[str, bytes]:
    found = [*folder.glob("*.safetensors"), *folder.glob("ControlNetModel/*")]
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in found}


def _ready(place: Place, kind: str, out: Path, **more: Any) -> Run:
    """The run that the command makes, to be cut where one likes."""
    chosen = asked(place, kind, out, "--rank", "4")
    vars(chosen).update(more)
    ready = command._prepare(
        chosen, KINDS[kind], place.pack, reading_of(place.pack, KINDS[kind]), SIDE
    )
    return command._run(chosen, KINDS[kind], place.pack, ready, SIDE)


def test_it_goes_on_from_an_adapter_into_a_pack_of_the_user(
    trained: Callable[[str, str], Trained], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a step, what is put into the pack is what it began with."""
    run = trained("sdxl", "faceid")
    how = ("--steps", "0", "--rank", "4", "--begin-with", str(run.file), "--into", "mine-too")
    assert train(run.place, "faceid", tmp_path / "out", *how, "--name", "my-face") == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["pack"], report["adapter"]) == ("mine-too", "my-face")
    pack = default_store().open("mine-too")
    entry = next(one for one in pack.manifest.adapters if one.name == "my-face")
    assert pack.path(entry.file).read_bytes() == run.file.read_bytes()
    how = ("--steps", "0", "--rank", "8", "--begin-with", str(run.file))
    assert train(run.place, "faceid", tmp_path / "other", *how) == 2
    assert "of this base model's shape" in capsys.readouterr().err


def test_a_run_that_stands_is_not_written_over(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert train(place, "basic", tmp_path, "--steps", "1") == 0
    before = (tmp_path / CHECKPOINT).read_bytes()
    for more, reason in (
        ((), "holds a run already"),
        (("--resume", "--rate", "0.5"), "other rate"),
        (("--resume", "--seed", "7"), "other seed"),
    ):
        assert train(place, "basic", tmp_path, "--steps", "2", *more) == 2
        assert reason in capsys.readouterr().err
    assert (tmp_path / CHECKPOINT).read_bytes() == before


# ---------------------------------------------------------------------------------- pictures


# --------------------------------------------------------------------------- how it is trained


def test_a_fresh_adapter_begins_as_the_papers_do(place: Place) -> None:
    unet = Models(place.pack, "cpu").unet
    state = {name: one.clone() for name, one in unet.state_dict().items()}
    layers = list(unet.attn_processors)
    own = Own(KINDS["instantid"], unet, 512, None, 8)
    for number, name in enumerate(layers):
        if name.endswith("attn2.processor"):
            layer, part = name.removesuffix(".processor"), own.adapter.ip_adapter[str(number)]
            assert torch.equal(part["to_k_ip"].weight, state[f"{layer}.to_k.weight"])
            assert torch.equal(part["to_v_ip"].weight, state[f"{layer}.to_v.weight"])
    net = own.identity_net.state_dict()
    assert all(torch.equal(one, net[name]) for name, one in state.items() if name in net
               if not name.startswith("controlnet_"))  # fmt: skip
    zeros = [one for name, one in net.items() if name.startswith("controlnet_down_blocks")]
    assert zeros
    assert not any(one.any() for one in zeros)
    assert not any(one.requires_grad for one in unet.parameters() if one is not None)
    assert set(own.state_dict()) == {
        *(f"adapter.{name}" for name in own.adapter.state()),
        *(f"identity_net.{name}" for name in net),
    }


def test_a_fresh_low_rank_change_changes_nothing(place: Place) -> None:
    bare, changed = (
        Own(KINDS["faceid"], Models(place.pack, "cpu").unet, 512, rank, 8) for rank in (0, 4)
    )
    shared = {name: one for name, one in changed.adapter.state().items() if "_lora" not in name}
    assert set(shared) == set(bare.adapter.state())
    bare.adapter.load_state_dict(shared)
    batch = _ones(place)
    with torch.no_grad():
        told_by = [one(torch.ones(2, 4, 8, 8), torch.tensor([5, 500]), batch)
                   for one in (bare, changed)]  # fmt: skip
    assert (told_by[0] - told_by[1]).abs().max() < 1e-5
    assert "ip_adapter.0.to_q_lora.down.weight" in changed.adapter.state()


def _ones(place: Place) -> Batch:
    width = Models(place.pack, "cpu").unet.config.cross_attention_dim
    pooled = torch.ones(2, 32)
    return Batch(
        torch.zeros(2, 4, 8, 8), torch.zeros(2, 4, 8, 8), torch.ones(2, 77, width), pooled,
        torch.full((2, 6), 64.0), torch.ones(2, 512), None,
    )  # fmt: skip
