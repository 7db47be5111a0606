"""The networks of the portraits, untrained, in the shapes of SDXL at small width.

UNet, two text encoders, IdentityNet, and the adapters. The adapters' modules carry the names
of the official files, so that their state dicts are those files' contents.
"""

from typing import Any

import torch
from diffusers import ControlNetModel, UNet2DConditionModel
from diffusers.models.attention_processor import Attention, AttnProcessor
from torch import Tensor, nn
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection, CLIPTokenizer

from training import autoencoder, tokens

TEXT_WIDTH, CONTEXT, POOLED, TIME_WIDTH = 128, 256, 256, 32
ID_TOKENS, BASIC_TOKENS, PLUS_TOKENS, FACE_ID_TOKENS = 16, 4, 16, 4
LOUD, QUIET = 4.0, 0.1  # how loud a resampler's input and an adapter's values are at first


def unet() -> UNet2DConditionModel:
    """12.2 M parameters; 7 cross-attention layers; text-time embedding as SDXL's.

    As in SDXL the finest levels have no attention: here those of 32x32 and 16x16 latents.
    """
    model = UNet2DConditionModel(
        sample_size=32,
        in_channels=autoencoder.LATENT_CHANNELS,
        out_channels=autoencoder.LATENT_CHANNELS,
        down_block_types=("DownBlock2D",) * 2 + ("CrossAttnDownBlock2D",) * 2,
        up_block_types=("CrossAttnUpBlock2D",) * 2 + ("UpBlock2D",) * 2,
        block_out_channels=(64, 128, 160, 160),
        layers_per_block=1,
        transformer_layers_per_block=(1, 1, 1, 1),
        attention_head_dim=(2, 4, 5, 5),
        cross_attention_dim=CONTEXT,
        addition_embed_type="text_time",
        addition_time_embed_dim=TIME_WIDTH,
        projection_class_embeddings_input_dim=6 * TIME_WIDTH + POOLED,
        use_linear_projection=True,
    )
    model.set_attn_processor(AttnProcessor())  # faster backward than SDPA on a CPU
    return model


def text_encoders(
    first: CLIPTokenizer, second: CLIPTokenizer
) -> tuple[CLIPTextModel, CLIPTextModelWithProjection]:
    """Two small CLIP text towers; their penultimate layers side by side are the context."""
    made: list[Any] = []
    for tokenizer, kind, act in (
        (first, CLIPTextModel, "quick_gelu"),
        (second, CLIPTextModelWithProjection, "gelu"),
    ):
        model = kind(
            CLIPTextConfig(
                vocab_size=len(tokenizer),
                hidden_size=TEXT_WIDTH,
                intermediate_size=384,
                num_hidden_layers=3,
                num_attention_heads=4,
                max_position_embeddings=tokens.LENGTH,
                hidden_act=act,
                projection_dim=POOLED,
                bos_token_id=tokenizer.bos_token_id,
                eos_token_id=tokenizer.eos_token_id,
                pad_token_id=tokenizer.pad_token_id,
                attn_implementation="eager",  # SDPA's backward is slow on a CPU
            )
        )
        for name, parameter in model.named_parameters():
            if "token_embedding" in name:
                nn.init.normal_(parameter, std=0.5)
            if "position_embedding" in name:
                nn.init.normal_(parameter, std=0.1)
        made.append(model)
    return made[0], made[1]


def identity_net(base: UNet2DConditionModel) -> ControlNetModel:
    """A ControlNet that starts as a copy of the UNet's encoder; the landmark picture is RGB."""
    model = ControlNetModel.from_unet(base, conditioning_embedding_out_channels=(4, 8, 24, 64))
    model.set_attn_processor(AttnProcessor())
    return model


class PerceiverAttention(nn.Module):
    """Latents that look at the input and at themselves; 64 numbers a head.

    The input is louder at first: a face is one key among 16 latents, and at equal volume its
    tokens came out nearly the same for everybody.
    """

    def __init__(self, width: int, loud: float = LOUD) -> None:
        super().__init__()
        self.heads = width // 64
        self.norm1 = nn.LayerNorm(width)
        nn.init.constant_(self.norm1.weight, loud)
        self.norm2 = nn.LayerNorm(width)
        self.to_q = nn.Linear(width, width, bias=False)
        self.to_kv = nn.Linear(width, 2 * width, bias=False)
        self.to_out = nn.Linear(width, width, bias=False)

    def forward(self, x: Tensor, latents: Tensor) -> Tensor:
        x, latents = self.norm1(x), self.norm2(latents)
        keys, values = self.to_kv(torch.cat([x, latents], 1)).chunk(2, -1)
        return self.to_out(attend(self.to_q(latents), keys, values, self.heads))


class Resampler(nn.Module):
    """Features (n, k, width_in) to tokens (n, queries, context); the layout of InstantID and Plus.

    Source: the perceiver resampler of Flamingo (Alayrac et al., 2022) as IP-Adapter Plus uses it.
    """

    def __init__(
        self,
        inside: int,
        queries: int,
        width: int = 128,
        depth: int = 4,
        context: int = CONTEXT,
        loud: float = LOUD,
    ) -> None:
        super().__init__()
        self.latents = nn.Parameter(torch.randn(1, queries, width) / width**0.5)
        self.proj_in = nn.Linear(inside, width)
        self.proj_out = nn.Linear(width, context)
        self.norm_out = nn.LayerNorm(context)
        self.layers = nn.ModuleList(
            nn.ModuleList(
                [
                    PerceiverAttention(width, loud),
                    nn.Sequential(
                        nn.LayerNorm(width),
                        nn.Linear(width, 4 * width, bias=False),
                        nn.GELU(),
                        nn.Linear(4 * width, width, bias=False),
                    ),
                ]
            )
            for _ in range(depth)
        )

    def forward(self, x: Tensor) -> Tensor:
        latents, x = self.latents.expand(len(x), -1, -1), self.proj_in(x)
        for attention, feed in self.layers:  # type: ignore[misc]
            latents = attention(x, latents) + latents
            latents = feed(latents) + latents
        return self.norm_out(self.proj_out(latents))


class FaceProjection(nn.Module):
    """One face embedding of unit length (n, 512) to 4 tokens; the layout of FaceID adapters."""

    def __init__(
        self,
        inside: int = 512,
        tokens: int = FACE_ID_TOKENS,
        context: int = CONTEXT,
        wider: int = 1,  # by how many times the hidden layer is wider than the input
    ) -> None:
        super().__init__()
        self.tokens = tokens
        self.proj = nn.Sequential(
            nn.Linear(inside, wider * inside),
            nn.GELU(),
            nn.Linear(wider * inside, tokens * context),
        )
        self.norm = nn.LayerNorm(context)

    def forward(self, x: Tensor) -> Tensor:
        return self.norm(self.proj(x).view(len(x), self.tokens, -1))


class ImageProjection(nn.Module):
    """One image embedding (n, width_in) to 4 tokens; the layout of the basic IP-Adapter."""

    def __init__(self, inside: int, context: int = CONTEXT) -> None:
        super().__init__()
        self.proj = nn.Linear(inside, BASIC_TOKENS * context)
        self.norm = nn.LayerNorm(context)

    def forward(self, x: Tensor) -> Tensor:
        return self.norm(self.proj(x).view(len(x), BASIC_TOKENS, -1))


class Adapter(nn.Module):
    """A projection to tokens, and keys and values for every cross-attention layer.

    `state()` is the content of an official file. Keys and values start as copies of the text's,
    the values at a tenth, so that tokens that mean nothing yet disturb little.
    """

    def __init__(
        self, projection: nn.Module, base: UNet2DConditionModel, quiet: float = QUIET
    ) -> None:
        super().__init__()
        self.image_proj = projection
        self.ip_adapter = nn.ModuleDict()
        for place, layer in cross_attentions(base):
            sizes = layer.to_k.in_features, layer.to_k.out_features
            self.ip_adapter[place] = nn.ModuleDict(
                {f"to_{kind}_ip": nn.Linear(*sizes, bias=False) for kind in "kv"}
            )
        self.start_from(base, quiet)

    @torch.no_grad()
    def start_from(self, base: UNet2DConditionModel, quiet: float = QUIET) -> None:
        """Set keys to those of the text in `base`, and values to `quiet` times the text's."""
        for place, layer in cross_attentions(base):
            pair = self.ip_adapter[place]
            pair["to_k_ip"].weight.copy_(layer.to_k.weight)
            pair["to_v_ip"].weight.copy_(quiet * layer.to_v.weight)

    def state(self) -> dict[str, Tensor]:
        return {name: value.detach().clone() for name, value in self.state_dict().items()}


def cross_attentions(base: UNet2DConditionModel) -> list[tuple[str, Any]]:
    """Cross-attention layers with their places in the official files, as strings."""
    return [
        (str(place), base.get_submodule(name.removesuffix(".processor")))
        for place, name in enumerate(base.attn_processors)
        if name.endswith("attn2.processor")
    ]


class DecoupledAttention:
    """Z = Attn(Q, K_text, V_text) + sum of s_j * Attn(Q, K_j, V_j), for training.

    `extras` holds, for the running forward pass, pairs of tokens (n, t, CONTEXT) and of shares
    s (n, 1, 1), in the order of `pairs`; an adapter that rests has None.
    """

    def __init__(
        self, pairs: list[nn.ModuleDict], extras: list[tuple[Tensor, Tensor] | None]
    ) -> None:
        self.pairs, self.extras = pairs, extras

    def __call__(
        self, attn: Attention, hidden_states: Tensor, encoder_hidden_states: Tensor, **_: Any
    ) -> Tensor:
        query = attn.to_q(hidden_states)
        text = encoder_hidden_states
        out = attend(query, attn.to_k(text), attn.to_v(text), attn.heads)
        for pair, extra in zip(self.pairs, self.extras, strict=True):
            if extra is not None:
                told, share = extra
                keys, values = pair["to_k_ip"](told), pair["to_v_ip"](told)
                out = out + share * attend(query, keys, values, attn.heads)
        return attn.to_out[1](attn.to_out[0](out))


def attend(query: Tensor, keys: Tensor, values: Tensor, heads: int) -> Tensor:
    """Softmax attention, (n, q, d) by (n, k, d); written out since SDPA's backward is slow here."""
    split = lambda t: t.unflatten(-1, (heads, -1)).transpose(1, 2)
    q, k, v = split(query), split(keys), split(values)
    weights = torch.softmax(q @ k.transpose(-1, -2) * q.shape[-1] ** -0.5, -1)
    return (weights @ v).transpose(1, 2).flatten(2)
