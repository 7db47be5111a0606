"""The image encoder of the image prompts: a small CLIP vision tower.

Trained as CLIP is (Radford et al., 2021): the embedding of a picture must find its own caption
among those of the batch. The text side here is a bag of words and is thrown away afterwards.
"""

from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from transformers import CLIPImageProcessor, CLIPVisionConfig, CLIPVisionModelWithProjection

from training import dataset, tokens, words
from training.common import Stage, constant, images_to_tensor, mixed, pace
from training.shipped import begin_from, made, shipped

SIDE, BATCH = 128, 128  # at 64 pixels an oil painting's strokes are gone: it passed for flat
MEAN, DEVIATION = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)


def build() -> CLIPVisionModelWithProjection:
    """The untrained tower, 1.2 M parameters: 64 patches of 16x16 pixels, 5 layers."""
    return CLIPVisionModelWithProjection(
        CLIPVisionConfig(
            image_size=SIDE,
            patch_size=16,
            hidden_size=128,
            intermediate_size=512,
            num_hidden_layers=5,
            num_attention_heads=2,
            projection_dim=256,
            hidden_act="gelu",
        )
    )


def processor() -> CLIPImageProcessor:
    """Resizes to 128 pixels and normalises, as the official one does to 224."""
    return CLIPImageProcessor(
        size={"shortest_edge": SIDE},
        crop_size={"height": SIDE, "width": SIDE},
        image_mean=list(MEAN),
        image_std=list(DEVIATION),
    )


def pixels(images: np.ndarray | Tensor) -> Tensor:
    """RGB uint8 (n, h, w, 3), squares, to normalised float32 (n, 3, SIDE, SIDE)."""
    x = (images_to_tensor(images) + 1) / 2
    x = F.interpolate(x, (SIDE, SIDE), mode="bicubic", antialias=True).clamp(0, 1)
    mean, deviation = constant(MEAN, x.device), constant(DEVIATION, x.device)
    return (x - mean[:, None, None]) / deviation[:, None, None]


def load() -> CLIPVisionModelWithProjection:
    """The finished tower of this run, or the pack's."""
    folder = made("vision", "model", "ip-adapter", "models", "image_encoder")
    return CLIPVisionModelWithProjection.from_pretrained(folder).eval().float()


@torch.no_grad()
def nothing(tower: CLIPVisionModelWithProjection) -> Tensor:
    """What the tower says to pixels of zero, (1, 65, 128): an absent image for Plus."""
    pixels = torch.zeros(1, 3, SIDE, SIDE, device=tower.device)
    return tower(pixels, output_hidden_states=True).hidden_states[-2].float()


class Lesson(nn.Module):
    """The tower beside the bag of words that it must agree with."""

    def __init__(self, vocabulary: int, padding: int) -> None:
        super().__init__()
        self.tower = build()
        begin_from(
            self.tower, shipped("ip-adapter", "models", "image_encoder", "model.safetensors")
        )
        self.said_by = nn.EmbeddingBag(vocabulary, 256, mode="sum", padding_idx=padding)
        nn.init.normal_(self.said_by.weight, std=0.1)
        self.temperature = nn.Parameter(torch.tensor(1 / 0.07).log())

    def forward(self, pixels: Tensor, ids: Tensor) -> tuple[Tensor, Tensor, Any]:
        """Loss, share of captions found at once, and what the tower says."""
        with mixed(pixels.device):
            told = self.tower(pixels, output_hidden_states=True)
        seen, said = F.normalize(told.image_embeds.float()), F.normalize(self.said_by(ids))
        logits = self.temperature.exp().clamp(max=50) * seen @ said.T
        own = torch.arange(len(pixels), device=pixels.device)
        loss = (F.cross_entropy(logits, own) + F.cross_entropy(logits.T, own)) / 2
        return loss, (logits.argmax(1) == own).float().mean(), told


def train(steps: int = 500) -> None:
    """Train; the finished tower lies in runs/vision/model."""
    torch.set_num_threads(1)
    torch.manual_seed(4)
    stage, people, (tokenizer, _) = Stage("vision", steps), dataset.load(), tokens.load()
    captions = words.load()
    parts = Lesson(len(tokenizer), tokenizer.eos_token_id)
    optimiser = torch.optim.AdamW(parts.parameters(), lr=1e-3, weight_decay=0.05, foreach=True)
    start = stage.resume(parts=parts, optimiser=optimiser)
    for step, rng, noise in stage.steps(start):
        chosen = np.sort(rng.choice(people.training, BATCH, replace=False))
        variant = int(rng.choice(words.ALL + words.SCENE))
        ids = torch.tensor(
            tokenizer(
                [captions[variant][k] for k in chosen],
                padding="max_length",
                max_length=tokens.LENGTH,
                truncation=True,
            ).input_ids
        )
        images = pixels(people.images[chosen])
        images = images + 0.05 * torch.randn(images.shape, generator=noise)
        loss, right, _ = parts(images, ids)
        optimiser.zero_grad()
        loss.backward()
        for group in optimiser.param_groups:
            group["lr"] = 1e-3 * pace(step, steps, hold=0.3)
        optimiser.step()
        stage.log(step, loss=loss.detach(), right=right)
        if stage.due():
            stage.save(step + 1, parts=parts, optimiser=optimiser)
    stage.save(steps, parts=parts, optimiser=optimiser)
    parts.tower.eval().save_pretrained(stage.folder / "model")
    processor().save_pretrained(stage.folder / "model")
