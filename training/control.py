"""A ControlNet that reads edges, trained on the frozen base.

It has the layout of the small ControlNets that diffusers published for SDXL: plain blocks, no
attention, so that it fits into the pack beside the rest. It begins as the UNet's own encoder, as
far as that has the same layers, and with convolutions of zero (Zhang et al., 2023).

Most batches know words only. In the others InstantID speaks as well, since the residuals of both
are added up when a portrait is drawn: the net learns to leave the face to IdentityNet.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from diffusers import ControlNetModel
from safetensors.torch import save_file
from torch import Tensor, nn

from core.controls.preprocessing import canny
from training import autoencoder, dataset, networks, portraits
from training.autoencoder import FACTOR
from training.batches import Batch, Source, mapped
from training.common import RUNS, Average, MuonAdamW, Stage, pace, split_matrices
from training.noise import schedule

FOLDER = "controlnets/canny"  # in a pack
FILE = "diffusion_pytorch_model.safetensors"
BATCH, POSED = 24, 16
WITH_FACE = 0.35  # share of the batches in which InstantID speaks as well
MATRIX_RATE, OTHER_RATE = 0.008, 2.5e-3
LOWEST, HIGHEST = 50, 150  # the lower threshold of the edges; the upper one is twice as high
STAGE = "control"


def build(unet: nn.Module | None = None) -> ControlNetModel:
    """2.7 M parameters, untrained; begins as the encoder of `unet` where that is given."""
    net = ControlNetModel(
        in_channels=autoencoder.LATENT_CHANNELS,
        down_block_types=("DownBlock2D",) * 4,
        mid_block_type="UNetMidBlock2D",
        block_out_channels=(64, 128, 160, 160),
        layers_per_block=1,
        transformer_layers_per_block=(1, 1, 1, 1),
        attention_head_dim=(2, 4, 5, 5),
        cross_attention_dim=networks.CONTEXT,
        addition_embed_type="text_time",
        addition_time_embed_dim=networks.TIME_WIDTH,
        projection_class_embeddings_input_dim=6 * networks.TIME_WIDTH + networks.POOLED,
        use_linear_projection=True,
        conditioning_embedding_out_channels=(8, 16, 32, 64),
    )
    if unet is not None:
        mine, theirs = net.state_dict(), unet.state_dict()
        net.load_state_dict(mine | {name: theirs[name] for name in mine if name in theirs})
    return net


class Steered(nn.Module):
    """The frozen portraits, and the net that is trained."""

    def __init__(self, base: portraits.Portraits) -> None:
        super().__init__()
        self.base = base.requires_grad_(False)
        self.net = build(base.unet)

    def forward(self, noisy: Tensor, steps: Tensor, batch: Batch) -> Tensor:
        """What is told of every picture of the batch (v), shaped as the latents.

        Where no face is told at all (`face_share` is 0 throughout), InstantID is silent.
        """
        base = self.base
        context, pooled = base.context(batch)
        conditions = {"text_embeds": pooled, "time_ids": portraits.told_sizes(noisy)}
        base.extras[:] = [None] * len(base.extras)
        down, middle = self.net(
            noisy,
            steps,
            encoder_hidden_states=context,  # asked for, and read by no block of it
            controlnet_cond=batch.edges,
            added_cond_kwargs=conditions,
            return_dict=False,
        )
        if batch.face_share.any():
            others = base.by_instant_id(noisy, steps, batch, conditions)
            pairs = zip(down, others["down_block_additional_residuals"], strict=True)
            down = [ours + theirs for ours, theirs in pairs]
            middle = middle + others["mid_block_additional_residual"]
        return base.unet(
            noisy,
            steps,
            context,
            added_cond_kwargs=conditions,
            down_block_additional_residuals=down,
            mid_block_additional_residual=middle,
        ).sample.float()


def edges_of(images: np.ndarray, batch: Batch, rng: np.random.Generator) -> Tensor:
    """What the net reads of the pictures of a batch, (n, 3, 8 h, 8 w) in [0, 1].

    Args:
        images: all pictures, RGB uint8 (k, side, side, 3).
        batch: says which they are, and where they were cut out.
        rng: draws the thresholds, since those of a user are not known.
    """
    high, wide = (FACTOR * side for side in batch.latents.shape[-2:])
    found = []
    for row, (x, y) in zip(batch.picture.tolist(), (FACTOR * batch.corners).tolist(), strict=True):
        low = rng.uniform(LOWEST, HIGHEST)
        edges = canny(images[row], low, 2 * low)
        found.append(edges[y : y + high, x : x + wide])
    return torch.from_numpy(np.stack(found)).permute(0, 3, 1, 2).float() / 255


def lesson(
    source: Source, images: np.ndarray, rng: np.random.Generator, noise: torch.Generator
) -> Batch:
    """One batch with its edges: without image prompts, and mostly with words alone."""
    batch = source.batch(rng, noise)
    batch = replace(batch, prompt_kind="", prompt=None, by_face_id=False)
    if rng.random() >= WITH_FACE:
        batch = replace(batch, face_share=torch.zeros_like(batch.face_share))
    return replace(batch, edges=edges_of(images, batch, rng))


def train(steps: int = 2000) -> None:
    """Train on one core, for about an hour; the net then lies in runs/control/net."""
    torch.set_num_threads(1)
    torch.manual_seed(11)
    stage, model = Stage(STAGE, steps), Steered(_base())
    trained = list(model.net.parameters())
    source, images = Source(mapped(), size=BATCH, posed=POSED), dataset.load().images
    ends = ("conv_in", "conv_out", "controlnet_", "embedding")
    optimiser = MuonAdamW(
        *split_matrices([model.net], lambda name: any(end in name for end in ends)),
        matrix_rate=MATRIX_RATE,
        other_rate=OTHER_RATE,
    )
    average = Average(trained, 0.99)
    start = stage.resume(net=model.net, optimiser=optimiser, average=average)
    powers = schedule()
    for step, rng, noise in stage.steps(start):
        losses = portraits.losses_of(model, None, lesson(source, images, rng, noise), powers, noise)
        optimiser.zero_grad()
        losses["loss"].backward()
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step(pace(step, steps, warmup=40, hold=0.4))
        average.update(step)
        stage.log(step, loss=losses["loss"].detach(), middling=losses["middling"])
        if stage.due():
            stage.save(step + 1, net=model.net, optimiser=optimiser, average=average)
    stage.save(steps, net=model.net, optimiser=optimiser, average=average)
    average.swap()
    save(model.net, path())


def _base() -> portraits.Portraits:
    """The portraits of this run, or else the pack's."""
    base, weights = portraits.Portraits(), RUNS / "adapters" / "model.pt"
    if weights.exists():
        base.load_state_dict(torch.load(weights, weights_only=True))
    elif not portraits.go_on(base):
        raise FileNotFoundError("the pack's portraits are not those of these words and pictures")
    return base


def path() -> Path:
    """The folder of the trained net, which is not there before that."""
    return RUNS / STAGE / "net"


def save(net: ControlNetModel, folder: Path) -> None:
    """Write it as diffusers does, its large matrices in eight bits.

    Convolutions that began at zero, and all that is small, stay in half precision: there eight
    bits would leave little, and save nothing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    net.save_config(folder)
    save_file(
        {
            name: tensor.to(_precision(name, tensor)).contiguous()
            for name, tensor in net.state_dict().items()
        },
        folder / FILE,
        metadata={"format": "pt"},
    )


def _precision(name: str, tensor: Tensor) -> torch.dtype:
    small = tensor.ndim < 2 or name.startswith("controlnet_")
    return torch.float16 if small else torch.float8_e4m3fn
