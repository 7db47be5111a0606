"""The course on one GPU: the same pictures, words and steps as the stages, wherever it runs."""

import json
import os

import numpy as np
import pytest
import torch
from diffusers import AutoencoderKL
from safetensors.torch import load_file
from torch import nn
from transformers import CLIPTokenizer

from core.faces.landmarks import draw_landmarks
from training import autoencoder, card, critic, dataset, draft, portraits, tokens, vision
from training.batches import SCENE_SHARES, Source
from training.gpu import collect, pool, shards
from training.gpu.course import SHARES, Course
from training.gpu.muon import Muon
from training.labels import FACTS
from training.people.scene import EXPRESSIONS
from training.shipped import PACK


@pytest.fixture(scope="module")
def tokenizers() -> tuple[CLIPTokenizer, CLIPTokenizer]:
    first, second = (
        CLIPTokenizer.from_pretrained(PACK / "base" / name) for name in ("tokenizer", "tokenizer_2")
    )
    return first, second


@pytest.fixture(scope="module")
def shard(tokenizers) -> dict[str, np.ndarray]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokens, "load", lambda: tokenizers)
        shards._tokenizer.cache_clear()
        drawn = shards.draw(range(2))
        shards._tokenizer.cache_clear()
    return drawn


@pytest.fixture(scope="module")
def filled(shard, tokenizers) -> pool.Pool:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokens, "load", lambda: tokenizers)
        patch.setattr(pool, "PICTURES", 16)
        made = pool.Pool(iter([shard]), 16, 16, torch.device("cpu"))
        made.take(1, wait=True)
        vae = AutoencoderKL.from_pretrained(PACK / "base" / "vae", torch_dtype=torch.float32)
        made.understand(vae.eval(), vision.load())
    return made


def test_muon_takes_the_steps_of_torch() -> None:
    torch.manual_seed(0)
    shapes = [(16, 8), (16, 8), (8, 16), (12, 4, 3, 3)]
    ours = [nn.Parameter(torch.randn(shape)) for shape in shapes]
    views = [nn.Parameter(p.detach().clone().view(p.shape[0], -1)) for p in ours]
    theirs = torch.optim.Muon(views, lr=0.02, weight_decay=0.02, ns_steps=4)
    mine = Muon(ours, 0.02, 0.02)
    for step in range(4):
        for own, view in zip(ours, views, strict=True):
            own.grad = torch.randn(own.shape)
            view.grad = own.grad.view_as(view).clone()
        if step == 2:
            ours[0].grad = views[0].grad = None
        theirs.step()
        mine.step(1.0)
    for own, view in zip(ours, views, strict=True):
        assert torch.allclose(own.detach().view_as(view), view.detach(), atol=1e-6)


def test_nobody_held_out_is_drawn() -> None:
    held_out = set(range(dataset.PAIRS, dataset.PAIRS + dataset.HELD_OUT_PAIRS))
    drawn = [shards.numbered(place) for place in range(dataset.PAIRS + 1000)]
    assert not held_out & set(drawn)
    assert len(set(drawn)) == len(drawn)


def test_the_pool_shows_what_was_drawn(shard, filled) -> None:
    assert filled.count == filled.arrived == 16
    corners = torch.tensor([[0, 0], [5, 0]])
    marks = filled.drawn(torch.tensor([3, 9]), corners, torch.Size((32, 24)))
    for picture, (x, y), seen in zip((3, 9), corners.tolist(), marks, strict=True):
        points = shard["landmarks"][picture] - 8 * np.array([x, y])
        wanted = draw_landmarks(points, 192, 256)
        got = (seen.permute(1, 2, 0) * 255).round().byte().numpy()
        assert np.array_equal(got, wanted)


def test_the_words_are_padded_as_each_tokenizer_pads(shard, filled, tokenizers) -> None:
    for encoder, tokenizer in enumerate(tokenizers):
        row, end = shard["ids"][0, 5], int(shard["ends"][0, 5])
        text = tokenizer.decode(row[1 : end - 1])
        padded = tokenizer(text, padding="max_length", max_length=77, truncation=True).input_ids
        assert filled.ids[encoder, 0, 5].tolist() == padded
        assert filled.empty[encoder].tolist() == tokenizer("", padding="max_length").input_ids


def test_latents_and_facts_belong_to_their_picture(shard, filled) -> None:
    vae = AutoencoderKL.from_pretrained(PACK / "base" / "vae", torch_dtype=torch.float32).eval()
    with torch.inference_mode():
        back = vae.decode(filled.latents[3:4].float()).sample[0]
    wanted = torch.from_numpy(shard["images"]).permute(0, 3, 1, 2).float() / 127.5 - 1
    errors = (wanted - back).square().mean((1, 2, 3))
    assert errors.argmin() == 3
    styles = [FACTS["style"][k] for k in filled.truth[:, 0].tolist()]
    assert styles == [dataset.shown(picture)[1].style for picture in range(16)]
    assert torch.allclose(filled.faces[:4].norm(dim=1), torch.ones(4))


def test_a_batch_is_learnt_from_with_and_without_its_parts(filled, tokenizers, monkeypatch) -> None:
    monkeypatch.setattr(tokens, "load", lambda: tokenizers)
    torch.manual_seed(1)
    source, powers = Source(filled, size=6, posed=4), portraits.schedule()
    batch = source.batch(np.random.default_rng(3), torch.Generator().manual_seed(3))
    again = source.batch(np.random.default_rng(3), torch.Generator().manual_seed(3))
    assert torch.equal(batch.latents, again.latents)
    assert torch.equal(batch.faces, again.faces)
    assert batch.landmarks.shape == (4, 3, *(8 * side for side in batch.latents.shape[-2:]))
    assert batch.places.min() > -8
    assert batch.places.max() < 40
    weights = batch.weights()
    assert torch.allclose(weights.mean((2, 3)), torch.ones(6, 1))
    for seen, places in zip(weights[:, 0], batch.places, strict=True):
        x, y = places.mean(0).long().clamp(max=23).tolist()
        assert seen[y, x] > 2 * seen[[0, 0, -1, -1], [0, -1, 0, -1]].max(), "a face, not a corner"
    model = portraits.Portraits()
    losses = portraits.losses_of(model, None, batch, powers, torch.Generator().manual_seed(1))
    assert set(losses) == {"loss", "middling"}
    portraits.weighed(losses).backward()
    assert model.unet.conv_in.weight.grad is not None
    blind = batch.unconditional()
    assert blind.text.abs().max() == 0
    assert blind.faces.abs().max() == 0


def test_rare_expressions_are_shown_more_often_than_they_are_drawn(filled) -> None:
    truth = filled.truth[:, list(FACTS).index("expression")]
    for picture, kind in enumerate(truth.tolist()):
        share = SCENE_SHARES[picture % dataset.SCENES]
        drawn = EXPRESSIONS[FACTS["expression"][kind]]
        assert filled.often[picture] == pytest.approx(share * drawn**-0.5)
    picks = torch.multinomial(filled.often, 4000, True, generator=torch.Generator().manual_seed(2))
    shares = torch.bincount(picks, minlength=16) / 4000
    assert torch.allclose(shares, filled.often / filled.often.sum(), atol=0.03)


def test_shards_are_read_once_and_in_order(shard, tmp_path) -> None:
    for name in ("000001", "000000"):
        np.savez(tmp_path / f"{name}.npz", **shard, name=name)
        os.utime(tmp_path / f"{name}.npz", (int(name), 10 - int(name)))
    coming = shards.take(tmp_path)
    assert [str(next(coming)["name"]) for _ in range(2)] == ["000001", "000000"]
    assert not list(tmp_path.glob("*.npz"))


def test_what_a_course_keeps_can_be_made_a_pack(filled, tokenizers, tmp_path, monkeypatch) -> None:
    """All lessons, each of a step at least, and what the pack is made of."""
    monkeypatch.setattr(tokens, "load", lambda: tokenizers)
    monkeypatch.setattr(portraits, "go_on", lambda model: True)  # it would look into the runs
    out, runs = tmp_path / "kept", tmp_path / "runs"
    taught: list[tuple[str, int]] = []
    course = Course(filled, out, seconds=1.0, batch=4, lessons=SHARES)
    count = course._lesson

    def counted(name: str):
        for step, done in count(name):
            taught.append((name, step))
            yield step, done

    monkeypatch.setattr(course, "_lesson", counted)
    course.run()
    assert {name for name, _ in taught} == set(SHARES)
    assert all(path.stat().st_size <= 15 << 20 for path in out.iterdir())
    for module in (collect, critic, draft):
        monkeypatch.setattr(module, "RUNS", runs)
    runs.mkdir()
    collect.collect(out)
    kept = torch.load(runs / "adapters" / "model.pt", weights_only=True)
    assert set(kept) == set(portraits.Portraits().state_dict())
    taken = AutoencoderKL.from_pretrained(runs / "autoencoder" / "model")
    assert taken.config["latent_channels"] == autoencoder.LATENT_CHANNELS
    assert set(load_file(draft.path()))
    looking = critic.Net()
    looking.load_state_dict(torch.load(runs / "critic" / "model.pt", weights_only=True))
    assert json.loads((runs / card.NOTE).read_text()) == {"pictures": 16}
