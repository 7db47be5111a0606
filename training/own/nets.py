"""An adapter that is trained, its forward pass through a frozen base, and its files.

Its modules carry the names of the official files, so that their state is those files' content.
Keys and values begin as copies of the text's, low-rank changes as none, and IdentityNet as the
base's encoder whose residuals are zero.

Source: Ye et al., IP-Adapter, 2023; Wang et al., InstantID, 2024; the training scripts of
tencent-ailab/IP-Adapter.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from diffusers import ControlNetModel
from safetensors import SafetensorError
from safetensors.torch import load_file, save
from torch import Tensor, nn

from core import durable
from core.engine.adapter_files import read_adapter
from core.errors import BadInput
from training import networks
from training.own.kinds import IDENTITY_NET, Kind

RESAMPLERS = {2048: 1280, 768: 768}  # numbers per latent of a published resampler, by the text's
RANK = 128  # of FaceID's low-rank changes, as published; narrow layers get half of their width
WRITTEN_OUT = 2**18  # pairs of places up to which attention by hand is quicker on a CPU
WEIGHTS = "diffusion_pytorch_model.safetensors"
SIDES = ("q", "k", "v", "out")


@dataclass(frozen=True, eq=False)
class Batch:
    """What one step sees; n pictures."""

    latents: Tensor  # (n, channels, h, w): the mean of what the VAE sees
    deviation: Tensor  # as `latents`: how far samples of it lie apart
    text: Tensor  # (n, tokens, width)
    pooled: Tensor | None  # (n, width): SDXL's
    sizes: Tensor  # (n, 6): SDXL's, see `seeing`
    told: Tensor  # (n, ...): what the projection reads
    landmarks: Tensor | None  # (n, 3, h, w) in [0, 1]: the pictures that IdentityNet sees


class Own(nn.Module):
    """What is trained. The base is not a part of it, so that its state is the adapter's alone."""

    def __init__(
        self, kind: Kind, unet: Any, reads: int, rank: int | None, vae_factor: int
    ) -> None:
        """Make a fresh adapter for a base, and attach it there.

        Args:
            kind: of adapter.
            unet: the base's; it is frozen, and listens to the adapter from now on.
            reads: numbers of the embedding, or of each hidden state, that the projection reads.
            rank: of FaceID's low-rank changes; 0: none; None: as published.
            vae_factor: pixels of a picture for each of the latents.
        """
        super().__init__()
        self.kind = kind
        self._base = [unet.requires_grad_(False).eval()]  # in a list: not a module of this one
        self.adapter = networks.Adapter(_projection(kind, unet, reads), unet, quiet=1.0)
        if kind.name == "faceid":
            narrowest = min(layer.to_q.out_features for _, layer in _attentions(unet))
            self._add_lora(min(RANK, narrowest // 2) if rank is None else rank)
        self.identity_net: Any = None
        if kind.name == "instantid":
            steps = vae_factor.bit_length()
            channels = (16, 32, 96, 256)[-steps:]
            self.identity_net = ControlNetModel.from_unet(
                unet, conditioning_embedding_out_channels=channels
            ).float()
            silent = Hearing(None, _Spoken())
            self.identity_net.set_attn_processor(silent)
        self._spoken = _Spoken()
        self._attach()

    @property
    def unet(self) -> Any:
        """The frozen base."""
        return self._base[0]

    def spare_memory(self) -> None:
        """Compute activations once more in the backward pass instead of keeping them."""
        for net in (self.unet, self.identity_net):
            if net is not None:
                net.enable_gradient_checkpointing()

    def forward(self, noisy: Tensor, steps: Tensor, batch: Batch) -> Tensor:
        """What the base says to noisy latents while it hears the adapter."""
        conditions = {}
        if batch.pooled is not None:
            conditions = {"text_embeds": batch.pooled, "time_ids": batch.sizes}
        tokens = self.adapter.image_proj(batch.told)
        residuals: dict[str, Any] = {}
        if self.identity_net is not None:
            down, middle = self.identity_net(
                noisy,
                steps,
                encoder_hidden_states=tokens,
                controlnet_cond=batch.landmarks,
                added_cond_kwargs=conditions,
                return_dict=False,
            )
            residuals["down_block_additional_residuals"] = down
            residuals["mid_block_additional_residual"] = middle
        self._spoken.tokens = tokens
        told = self.unet(noisy, steps, batch.text, added_cond_kwargs=conditions, **residuals)
        return told.sample.float()

    def save(self, folder: Path, family: str) -> Path:
        """Write the files in the official layout; each is whole whenever this ends."""
        dtype = torch.float16 if self.kind.half else torch.float32
        state = {name: one.to("cpu", dtype) for name, one in self.adapter.state().items()}
        path = folder / self.kind.file.format(family)
        durable.save(save(state), path, mode=0o644)
        if self.identity_net is not None:
            net = folder / IDENTITY_NET
            durable.make_folder(net)
            halves = {
                name: one.detach().to("cpu", torch.float16).contiguous()
                for name, one in self.identity_net.state_dict().items()
            }
            durable.save(save(halves), net / WEIGHTS, mode=0o644)
            settings = self.identity_net.to_json_string().encode()
            durable.save(settings, net / "config.json", mode=0o644)
        return path

    def begin_with(self, file: Path) -> None:
        """Take over an adapter of the same kind and shape, and IdentityNet from beside it.

        Raises:
            BadInput: if it is of another kind or shape, or can't be read.
        """
        try:
            found = read_adapter(file)
            halves = {"image_proj": found.image_proj, "ip_adapter": found.ip_adapter}
            self.adapter.load_state_dict(
                {f"{half}.{key}": one for half, part in halves.items() for key, one in part.items()}
            )
            if self.identity_net is not None:
                self.identity_net.load_state_dict(load_file(file.parent / IDENTITY_NET / WEIGHTS))
        except (OSError, RuntimeError, SafetensorError) as error:
            raise BadInput(
                f"{file.name} is no {self.kind.name} adapter of this base model's shape.",
                "Leave --begin-with away to begin from nothing.",
            ) from error

    def _add_lora(self, rank: int) -> None:
        """Low-rank changes of all attention layers, W + B A, where B is zero at first."""
        if not rank:
            return
        for place, layer in _attentions(self.unet):
            if place not in self.adapter.ip_adapter:
                self.adapter.ip_adapter[place] = nn.ModuleDict()
            part: Any = self.adapter.ip_adapter[place]
            for side in SIDES:
                linear = _linear(layer, side)
                down = nn.Linear(linear.in_features, rank, bias=False)
                up = nn.Linear(rank, linear.out_features, bias=False)
                nn.init.normal_(down.weight, std=1 / rank)
                nn.init.zeros_(up.weight)
                part[f"to_{side}_lora"] = nn.ModuleDict({"down": down, "up": up})

    def _attach(self) -> None:
        parts = dict(self.adapter.ip_adapter.items())
        self.unet.set_attn_processor(
            {
                name: Hearing(parts.get(str(place)), self._spoken)
                for place, name in enumerate(self.unet.attn_processors)
            }
        )


@dataclass(eq=False)
class _Spoken:
    """The adapter's tokens (n, tokens, width) in the running forward pass."""

    tokens: Tensor | None = None


class Hearing:
    """Attention, for training: Z = Attn(Q, K, V) + Attn(Q, K_ip, V_ip), all changed by LoRA."""

    def __init__(self, part: Any, spoken: _Spoken) -> None:
        self._part, self._spoken = {} if part is None else part, spoken

    def __call__(
        self,
        attn: Any,
        hidden_states: Tensor,
        encoder_hidden_states: Tensor | None = None,
        attention_mask: Tensor | None = None,
        temb: Tensor | None = None,
        **_: Any,
    ) -> Tensor:
        """As the processors of diffusers, for the layers of UNets and ControlNets."""
        heard = hidden_states if encoder_hidden_states is None else encoder_hidden_states
        query = self._changed(attn, "q", hidden_states)
        out = attend(
            query, self._changed(attn, "k", heard), self._changed(attn, "v", heard), attn.heads
        )
        if "to_k_ip" in self._part:
            tokens = self._spoken.tokens
            keys, values = self._part["to_k_ip"](tokens), self._part["to_v_ip"](tokens)
            out = out + attend(query, keys, values, attn.heads)
        return attn.to_out[1](self._changed(attn, "out", out))

    def _changed(self, attn: Any, side: str, x: Tensor) -> Tensor:
        told = _linear(attn, side)(x)
        if f"to_{side}_lora" not in self._part:
            return told
        lora = self._part[f"to_{side}_lora"]
        return told + lora["up"](lora["down"](x))


def attend(query: Tensor, keys: Tensor, values: Tensor, heads: int) -> Tensor:
    """Softmax attention, (n, q, d) by (n, k, d)."""
    if query.device.type == "cpu" and query.shape[1] * keys.shape[1] <= WRITTEN_OUT:
        return networks.attend(query, keys, values, heads)
    parts = [part.unflatten(-1, (heads, -1)).transpose(1, 2) for part in (query, keys, values)]
    return F.scaled_dot_product_attention(*parts).transpose(1, 2).flatten(2)


def _projection(kind: Kind, unet: Any, reads: int) -> nn.Module:
    context = unet.config.cross_attention_dim
    if kind.name == "basic":
        return networks.ImageProjection(reads, context)
    if kind.name == "faceid":
        return _Units(reads, kind.tokens, context, wider=2)
    width = RESAMPLERS.get(context, max(64, context // 128 * 64))
    resampler = _Faces if kind.told == "face" else networks.Resampler
    return resampler(reads, kind.tokens, width, context=context, loud=1.0)


class _Units(networks.FaceProjection):
    """Reads faces (n, 512) scaled to length 1."""

    def forward(self, x: Tensor) -> Tensor:
        return super().forward(F.normalize(x, dim=-1))


class _Faces(networks.Resampler):
    """Reads faces (n, 512) as they are."""

    def forward(self, x: Tensor) -> Tensor:
        return super().forward(x[:, None])


def _attentions(unet: Any) -> list[tuple[str, Any]]:
    """All attention layers with their places in the official files."""
    return [
        (str(place), unet.get_submodule(name.removesuffix(".processor")))
        for place, name in enumerate(unet.attn_processors)
    ]


def _linear(attn: Any, side: str) -> Any:
    return attn.to_out[0] if side == "out" else getattr(attn, f"to_{side}")
