"""The image encoder of the image prompts: a small CLIP vision tower.

Trained as CLIP is (Radford et al., 2021): the embedding of a picture must find its own caption
among those of the batch. The text side here is a bag of words and is thrown away afterwards.
"""

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from transformers import CLIPImageProcessor, CLIPVisionConfig, CLIPVisionModelWithProjection

from training import dataset, tokens, words
from training.common import Stage, mixed, pace
from training.shipped import begin_from, made, shipped

SIDE, BATCH = 64, 128
MEAN, DEVIATION = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)


def build() -> CLIPVisionModelWithProjection:
    """The untrained tower, 1.1 M parameters: 64 patches of 8x8 pixels, 5 layers."""
    return CLIPVisionModelWithProjection(
        CLIPVisionConfig(
            image_size=SIDE,
            patch_size=8,
            hidden_size=128,
            intermediate_size=512,
            num_hidden_layers=5,
            num_attention_heads=2,
            projection_dim=256,
            hidden_act="gelu",
        )
    )


def processor() -> CLIPImageProcessor:
    """Resizes to 64 pixels and normalises, as the official one does to 224."""
    return CLIPImageProcessor(
        size={"shortest_edge": SIDE},
        crop_size={"height": SIDE, "width": SIDE},
        image_mean=list(MEAN),
        image_std=list(DEVIATION),
    )


def pixels(images: np.ndarray) -> Tensor:
    """RGB uint8 (n, h, w, 3), squares, to normalised float32 (n, 3, 64, 64)."""
    x = torch.from_numpy(np.ascontiguousarray(images)).permute(0, 3, 1, 2).float() / 255
    x = F.interpolate(x, (SIDE, SIDE), mode="bicubic", antialias=True).clamp(0, 1)
    return (x - torch.tensor(MEAN)[:, None, None]) / torch.tensor(DEVIATION)[:, None, None]


def load() -> CLIPVisionModelWithProjection:
    """The finished tower of this run, or the pack's."""
    folder = made("vision", "model", "ip-adapter", "models", "image_encoder")
    return CLIPVisionModelWithProjection.from_pretrained(folder).eval().float()


def train(steps: int = 500) -> None:
    """Train; the finished tower lies in runs/vision/model."""
    torch.set_num_threads(1)
    torch.manual_seed(4)
    stage, people, model = Stage("vision", steps), dataset.load(), build()
    begin_from(model, shipped("ip-adapter", "models", "image_encoder", "model.safetensors"))
    tokenizer, _ = tokens.load()
    captions = words.load()
    said_by = nn.EmbeddingBag(len(tokenizer), 256, mode="sum", padding_idx=tokenizer.eos_token_id)
    nn.init.normal_(said_by.weight, std=0.1)
    temperature = nn.Linear(1, 1, bias=False)
    nn.init.constant_(temperature.weight, np.log(1 / 0.07))
    parts = nn.ModuleList([model, said_by, temperature])
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
        with mixed():
            seen = model(images).image_embeds
        seen, said = F.normalize(seen.float()), F.normalize(said_by(ids))
        logits = temperature.weight.exp().clamp(max=50) * seen @ said.T
        own = torch.arange(BATCH)
        loss = (F.cross_entropy(logits, own) + F.cross_entropy(logits.T, own)) / 2
        optimiser.zero_grad()
        loss.backward()
        for group in optimiser.param_groups:
            group["lr"] = 1e-3 * pace(step, steps, hold=0.3)
        optimiser.step()
        right = (logits.argmax(1) == own).float().mean().item()
        stage.log(step, loss=loss.item(), right=right)
        if stage.due():
            stage.save(step + 1, parts=parts, optimiser=optimiser)
    stage.save(steps, parts=parts, optimiser=optimiser)
    model.eval().save_pretrained(stage.folder / "model")
    processor().save_pretrained(stage.folder / "model")
