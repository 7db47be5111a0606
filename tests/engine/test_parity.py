"""The engine draws what the reference implementations of InstantID and IP-Adapter draw."""

import json
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from core.engine.features import Features, face_features
from core.engine.models import Models
from core.engine.pipeline import decode, denoise
from core.faces.landmarks import draw_landmarks
from core.jobs import JobControl
from tests.engine.conftest import FIXTURES, Parity

INPUTS = json.loads(Path(os.environ.get("PARITY_FIXTURES", FIXTURES), "inputs.json").read_text())
CASES = sorted(INPUTS["cases"])


def test_the_fixture_has_all_twelve_cases():
    assert len(CASES) == 12


@pytest.mark.parametrize("name", CASES)
def test_latents_and_pictures_are_those_of_the_reference(name: str, parity: Parity, models: Models):
    case, tolerance = parity.inputs["cases"][name], parity.inputs["tolerance"]
    scene = parity.scene(case)
    conditions = scene.encode(models)
    latents = denoise(
        models, conditions, scene.recipe.sampling.seed, JobControl(), case.get("images", 1)
    )

    expected = parity.array(case["latents"])
    assert latents.shape == expected.shape
    assert np.abs(latents.numpy() - expected).max() <= tolerance["latents_max_abs"]
    pictures = decode(models, latents)
    for picture, file in zip(pictures, case["pictures"], strict=True):
        levels = np.abs(picture.astype(int) - parity.image(file).astype(int))
        assert levels.max() <= tolerance["image_max_levels"]


def test_tokens_are_those_of_the_reference(parity: Parity, models: Models):
    limit = parity.inputs["tolerance"]["tokens_max_abs"]
    for adapter, files in (
        ("ip-adapter", parity.inputs["ip_tokens"]["basic"]),
        ("ip-adapter-plus", parity.inputs["ip_tokens"]["plus"]),
    ):
        conditions = parity.scene({"adapters": ["instantid", adapter]}).encode(models)
        face, image = (slot.tokens.numpy() for slot in conditions.slots)
        for ours, file in ((face, parity.inputs["id_tokens"]), (image, files)):
            assert np.abs(ours - parity.array(file).reshape(ours.shape)).max() <= limit


def test_the_landmark_picture_is_that_of_the_reference(parity: Parity):
    landmarks = np.array(parity.inputs["landmarks"])
    drawn = draw_landmarks(landmarks, parity.inputs["width"], parity.inputs["height"])
    assert np.array_equal(drawn, parity.image(parity.inputs["landmarks_image"]))


@pytest.mark.parametrize("adapter", ["ip-adapter", "ip-adapter-plus"])
def test_every_cross_attention_layer_adds_text_face_and_image(
    adapter: str, parity: Parity, models: Models
):
    """Z = Attn(Q, Kt, Vt) + λ1·Attn(Q, K1, V1) + λ2·Attn(Q, K2, V2), against float64."""
    scene = parity.scene({"adapters": ["instantid", adapter], "steps": 2})
    conditions = scene.encode(models)
    layers = {
        name: module
        for name, module in models.unet.named_modules()
        if name.endswith("attn2") and not name.startswith("encoder_hid_proj")
    }
    seen: dict[str, list[torch.Tensor]] = {}
    hooks = [hook for name, layer in layers.items() for hook in _listen(name, layer, seen)]
    try:
        denoise(models, conditions, 1, JobControl())
    finally:
        for hook in hooks:
            hook.remove()

    assert len(seen) == len(layers) == 11
    prompt = conditions.prompt
    text = torch.cat([prompt["negative_prompt_embeds"], prompt["prompt_embeds"]])
    strengths = [scene.recipe.identities[0].likeness, scene.recipe.image_prompts[0].strength]
    for name, layer in layers.items():
        asked, answered = seen[name]
        z = _attention(layer, asked, text, layer.to_k, layer.to_v)
        for slot, strength in enumerate(strengths):
            key, value = layer.processor.to_k_ip[slot], layer.processor.to_v_ip[slot]
            z += strength * _attention(layer, asked, conditions.slots[slot].tokens, key, value)
        assert z.abs().max() > 0.01
        assert (z - answered.double()).abs().max() <= 1e-5, name


def _listen(name: str, layer: nn.Module, seen: dict[str, list[torch.Tensor]]) -> list:
    """Keep what goes into a layer and its Z, before the output projection, in the last step."""

    def asked(_module, args, _options):
        seen[name] = [args[0].clone()]

    def answered(_module, args):
        seen[name].append(args[0].clone())

    return [
        layer.register_forward_pre_hook(asked, with_kwargs=True),
        layer.to_out[0].register_forward_pre_hook(answered),
    ]


def _attention(layer, hidden, tokens, key, value) -> torch.Tensor:
    """Softmax attention in float64 with this layer's queries."""

    def heads(states: torch.Tensor, projection: nn.Linear) -> torch.Tensor:
        states = states.double() @ projection.weight.double().T
        return states.unflatten(-1, (layer.heads, -1)).transpose(1, 2)

    q, k, v = heads(hidden, layer.to_q), heads(tokens, key), heads(tokens, value)
    shares = (q @ k.transpose(-1, -2) / q.shape[-1] ** 0.5).softmax(-1)
    return (shares @ v).transpose(1, 2).flatten(2)


def test_swapped_halves_of_the_guidance_would_be_noticed(parity: Parity, models: Models):
    scene = parity.scene(parity.inputs["cases"]["A_instantid"])
    conditions = scene.encode(models)
    expected = parity.array(parity.inputs["cases"]["A_instantid"]["latents"])
    features = face_features(scene.people[0].embedding, models.device)
    flipped = models.adapters.project(0, Features(features.flip(0)))
    slot = replace(conditions.slots[0], tokens=flipped)
    guide = replace(conditions.guides[0], face=flipped)
    swapped = replace(conditions, slots=(slot,), guides=(guide,))
    wrong = denoise(models, swapped, scene.recipe.sampling.seed, JobControl())
    assert np.abs(wrong.numpy() - expected).max() > 0.05
