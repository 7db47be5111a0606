"""Every IP-Adapter once more, written out from its papers' code in plain torch, by official keys.

Nothing here uses the program, or diffusers' reading of adapters: its UNet draws with attention
that stands below.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.nn.functional import gelu, layer_norm, linear

HEAD = 64
MEAN = (0.48145466, 0.4578275, 0.40821073)  # of CLIP
DEVIATION = (0.26862954, 0.26130258, 0.27577711)

Weights = dict[str, Tensor]


# ------------------------------------------------------------------------------- what is read


def pixels(image: np.ndarray, size: int = 224) -> Tensor:
    """(1, 3, size, size) of CLIP, of the middle square of an RGB image."""
    picture = Image.fromarray(image)
    wide, high = (int(size * side / min(picture.size)) for side in picture.size)
    picture = picture.resize((wide, high), Image.Resampling.BICUBIC)
    left, top = (wide - size) // 2, (high - size) // 2
    picture = picture.crop((left, top, left + size, top + size))
    numbers = (np.asarray(picture, np.float32) / 255 - np.float32(MEAN)) / np.float32(DEVIATION)
    return torch.from_numpy(numbers.astype(np.float32)).permute(2, 0, 1)[None]


@torch.no_grad()
def seen(encoder: Any, images: Sequence[np.ndarray], fine: bool) -> Tensor:
    """What an image encoder sees of nothing, then of each image."""
    shown = torch.cat([pixels(image) for image in images])
    if not fine:
        embeddings = encoder(shown).image_embeds
        return torch.cat([torch.zeros_like(embeddings[:1]), embeddings])
    shown = torch.cat([torch.zeros_like(shown[:1]), shown])
    return encoder(shown, output_hidden_states=True).hidden_states[-2]


def faces(embeddings: np.ndarray, unit: bool) -> Tensor:
    """(1 + n, 512): zeros, then each face, at length 1 if asked."""
    rows = torch.from_numpy(embeddings.astype(np.float64))
    if unit:
        rows = rows / rows.norm(dim=1, keepdim=True)
    return torch.cat([torch.zeros(1, 512).double(), rows])


# ---------------------------------------------------------------------------------- projection


@torch.no_grad()
def tokens(variant: str, state: Weights, rows: Tensor, looked: Tensor | None = None) -> Tensor:
    """(2, n, width): of nothing, repeated for each image; then of the images in a row."""
    w = {
        key.removeprefix("image_proj."): tensor.double()
        for key, tensor in state.items()
        if key.startswith("image_proj.")
    }
    x = rows.double()
    if variant == "basic":
        out = _norm(w, "norm", _linear(w, "proj", x).view(len(x), 4, -1))
    elif variant == "full-face":
        out = _norm(w, "proj.3", _linear(w, "proj.2", gelu(_linear(w, "proj.0", x))))
    elif variant in ("plus", "plus-face"):
        out = _resample(w, x, w["latents"].repeat(len(x), 1, 1))
    elif variant in ("instantid", "portrait-unnorm"):
        out = _resample(w, x[:, None], w["latents"].repeat(len(x), 1, 1))
    else:
        width = len(w["norm.weight"])
        own = _linear(w, "proj.2", gelu(_linear(w, "proj.0", x)))
        out = _norm(w, "norm", own.view(len(x), -1, width))
        if looked is not None:
            inner = "perceiver_resampler."
            part = {k.removeprefix(inner): t for k, t in w.items() if k.startswith(inner)}
            resampled = _resample(part, looked.double(), out)
            out = out + resampled if variant == "faceid-plusv2" else resampled
    none = out[:1].repeat(1, len(out) - 1, 1)
    return torch.cat([none, out[1:].reshape(1, -1, out.shape[-1])]).float()


def _resample(w: Weights, x: Tensor, latents: Tensor) -> Tensor:
    x = _linear(w, "proj_in", x)
    for layer in (f"layers.{index}" for index in range(4)):
        latents = latents + _perceive(w, f"{layer}.0", x, latents)
        hidden = _norm(w, f"{layer}.1.0", latents)
        latents = latents + gelu(hidden @ w[f"{layer}.1.1.weight"].T) @ w[f"{layer}.1.3.weight"].T
    return _norm(w, "norm_out", _linear(w, "proj_out", latents))


def _perceive(w: Weights, layer: str, x: Tensor, latents: Tensor) -> Tensor:
    x, latents = _norm(w, f"{layer}.norm1", x), _norm(w, f"{layer}.norm2", latents)
    keys, values = (torch.cat([x, latents], 1) @ w[f"{layer}.to_kv.weight"].T).chunk(2, dim=-1)
    queries = latents @ w[f"{layer}.to_q.weight"].T
    return attend(queries, keys, values, queries.shape[-1] // HEAD) @ w[f"{layer}.to_out.weight"].T


def _linear(w: Weights, key: str, x: Tensor) -> Tensor:
    return linear(x, w[f"{key}.weight"], w[f"{key}.bias"])


def _norm(w: Weights, key: str, x: Tensor) -> Tensor:
    return layer_norm(x, x.shape[-1:], w[f"{key}.weight"], w[f"{key}.bias"])


def attend(queries: Tensor, keys: Tensor, values: Tensor, heads: int) -> Tensor:
    """Softmax attention with several heads."""
    q, k, v = (x.unflatten(-1, (heads, -1)).transpose(1, 2) for x in (queries, keys, values))
    shares = (q @ k.transpose(-1, -2) / q.shape[-1] ** 0.5).softmax(-1)
    return (shares @ v).transpose(1, 2).flatten(2)


# ---------------------------------------------------------------------------------- attention


@dataclass(frozen=True, eq=False)
class Voice:
    """One adapter in one picture."""

    state: Weights
    tokens: Tensor
    strength: float
    layers: tuple[str, ...] | None = None  # it speaks in those of these beginnings; None: all


class WrittenOut:
    """An attention processor: the text, and every voice beside it, with its changes of weights."""

    def __init__(self, name: str, number: int, voices: Sequence[Voice]) -> None:
        self._number, self._voices = number, voices
        self._heard = [v.layers is None or name.startswith(v.layers) for v in voices]

    def __call__(
        self, attn: Any, hidden_states: Tensor, encoder_hidden_states: Any = None, **_: Any
    ) -> Tensor:
        read = hidden_states if encoder_hidden_states is None else encoder_hidden_states
        queries = self._through(attn.to_q, "q", hidden_states)
        keys, values = self._through(attn.to_k, "k", read), self._through(attn.to_v, "v", read)
        z = attend(queries, keys, values, attn.heads)
        for voice, heard in zip(self._voices, self._heard, strict=True):
            if encoder_hidden_states is None or not heard:
                continue
            said = voice.tokens[-len(hidden_states) :]
            part = f"ip_adapter.{self._number}.to_"
            k = said @ voice.state[f"{part}k_ip.weight"].float().T
            v = said @ voice.state[f"{part}v_ip.weight"].float().T
            z = z + voice.strength * attend(queries, k, v, attn.heads)
        return self._through(attn.to_out[0], "out", z)

    def _through(self, layer: Any, part: str, x: Tensor) -> Tensor:
        weight = layer.weight
        for voice in self._voices:
            key = f"ip_adapter.{self._number}.to_{part}_lora"
            if f"{key}.up.weight" in voice.state and voice.strength:
                up, down = (voice.state[f"{key}.{side}.weight"].float() for side in ("up", "down"))
                weight = weight + up @ down
        return linear(x, weight, layer.bias)


def give(unet: Any, voices: Sequence[Voice]) -> None:
    """Let a UNet draw with these voices."""
    names = list(unet.attn_processors)
    unet.set_attn_processor(
        {name: WrittenOut(name, number, voices) for number, name in enumerate(names)}
    )
