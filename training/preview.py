"""The tiny decoder of the previews: AutoencoderTiny's layout, latents to a quarter of the size.

A picture of 256 pixels is previewed at 64, which costs a hundredth of the real decoder and is
plenty beside a progress bar. Only the decoder is trained; the encoder's half of the file is as it
was initialised, since nothing reads it. Source of the layout: Bohan, TAESD, 2023.
"""

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from diffusers import AutoencoderTiny
from torch import Tensor

from training import autoencoder, dataset, features
from training.common import Stage, images_to_tensor, mixed, pace

BATCH = 32
NOISE = 0.1  # previews look at latents that are not finished


def build() -> AutoencoderTiny:
    """The untrained decoder, 8 latent channels to RGB at twice the latents' size."""
    return AutoencoderTiny(
        encoder_block_out_channels=(32, 32),
        decoder_block_out_channels=(32, 32),
        num_encoder_blocks=(1, 1),
        num_decoder_blocks=(2, 1),
        latent_channels=autoencoder.LATENT_CHANNELS,
        upsampling_scaling_factor=2,
        scaling_factor=1.0,
    )


def train(steps: int = 800) -> None:
    """Train; the finished model lies in runs/preview/model."""
    torch.set_num_threads(1)
    torch.manual_seed(9)
    stage, people, model = Stage("preview", steps), dataset.load(), build()
    latents = features.load().latents
    optimiser = torch.optim.AdamW(model.decoder.parameters(), lr=2e-3, weight_decay=1e-4)
    start = stage.resume(model=model, optimiser=optimiser)
    for step, rng, noise in stage.steps(start):
        picture = rng.integers(0, people.training, BATCH)
        given = torch.from_numpy(latents[picture]).float()
        loss = loss_of(model, given, images_to_tensor(people.images[picture]), noise)
        optimiser.zero_grad()
        loss.backward()
        for group in optimiser.param_groups:
            group["lr"] = 2e-3 * pace(step, steps)
        optimiser.step()
        stage.log(step, every=100, loss=loss.item())
        if stage.due():
            stage.save(step + 1, model=model, optimiser=optimiser)
    stage.save(steps, model=model, optimiser=optimiser)
    model.save_pretrained(stage.folder / "model")


def loss_of(
    model: AutoencoderTiny, latents: Tensor, images: Tensor, noise: torch.Generator | None
) -> Tensor:
    """Error of the previews of slightly noisy latents (n, channels, h, w) against the pictures."""
    added = torch.randn(latents.shape, generator=noise, device=latents.device)
    wanted = F.interpolate(images, 2 * latents.shape[-1], mode="area")
    with mixed(latents.device):
        told = model.decoder(latents + NOISE * added)
    return F.l1_loss(told.float(), wanted) + F.mse_loss(told.float(), wanted)


@torch.no_grad()
def measure(folder: Path) -> float:
    """PSNR in dB of 64 unseen pictures at the preview's size."""
    people, model = dataset.load(), AutoencoderTiny.from_pretrained(folder).eval()
    chosen = np.arange(people.training, people.training + 64)
    told = model.decoder(torch.from_numpy(features.load().latents[chosen]).float()).clamp(-1, 1)
    wanted = F.interpolate(images_to_tensor(people.images[chosen]), told.shape[-1], mode="area")
    return float(-10 * torch.log10((told - wanted).square().mean((1, 2, 3)) / 4).mean())
