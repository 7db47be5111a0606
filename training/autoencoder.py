"""The autoencoder: AutoencoderKL, 8 times down to 8 latent channels.

Trained on crops with L1, image gradients, structural similarity, mean colours, and a light KL;
the face counts more than the rest, the eyes and the mouth most. Latents are slightly noisy in
training, and sometimes halved in size together with the picture: a decoder that forgives, and
latents whose coarse part is the coarse picture, are easier to draw with (Kouzelis et al., EQ-VAE,
2025). At the end each latent channel is brought to zero mean and unit deviation inside the 1x1
convolutions around the latents, so that `scaling_factor` is 1.
"""

import shutil

import numpy as np
import torch
import torch.nn.functional as F
from diffusers import AutoencoderKL
from torch import Tensor, nn

from training import dataset
from training.common import (
    RUNS,
    Average,
    MuonAdamW,
    Stage,
    constant,
    images_to_tensor,
    mixed,
    pace,
    split_matrices,
    tensor_to_images,
)
from training.sheets import save_rows
from training.shipped import begin_from, made, shipped

LATENT_CHANNELS = 8
FACTOR = 8  # pixels to a latent, on each axis
CROP = 128
BATCH = 8
FACE_WEIGHT = 1.5  # added to a pixel's weight of 1 inside the face's box
FEATURE_WEIGHT = 3.0  # and around each eye and the mouth
HALVED, NOISE = 0.15, 0.05  # share of steps at half size; noise in shares of the deviation


def build() -> AutoencoderKL:
    """The untrained autoencoder, 2.6 M parameters."""
    widths = (16, 32, 64, 128)
    model = AutoencoderKL(
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        block_out_channels=widths,
        layers_per_block=1,
        latent_channels=LATENT_CHANNELS,
        norm_num_groups=8,
        sample_size=dataset.SIZE,
        mid_block_add_attention=False,
        force_upcast=False,
        scaling_factor=1.0,
    )
    with torch.no_grad():  # begin almost without noise, and with latents of a useful size
        model.quant_conv.bias[LATENT_CHANNELS:] = -6
        model.quant_conv.weight[LATENT_CHANNELS:] *= 0.1
        model.quant_conv.weight[:LATENT_CHANNELS] *= 3
    return model


def train(steps: int = 3000) -> None:
    """Train and normalise; the finished model lies in runs/autoencoder/model.

    Once `model` is there, the encoder stays as it is: latents are made with it.
    """
    torch.set_num_threads(1)
    torch.manual_seed(0)
    stage, people, model = Stage("autoencoder", steps), dataset.load(), build()
    shipped_file = shipped("base", "vae", "diffusion_pytorch_model.safetensors")
    rate = 0.4 if begin_from(model, shipped_file) else 1.0
    ends = ("conv_in", "conv_out", "quant_conv")
    matrices, others = split_matrices([model], lambda name: any(end in name for end in ends))
    optimiser = MuonAdamW(
        matrices, others, matrix_rate=0.012 * rate, other_rate=1e-3 * rate, weight_decay=0.0
    )
    _learn(stage, people, model, optimiser, [*matrices, *others], hold=0.4)
    normalise(model, images_to_tensor(people.images[:512]))
    shutil.rmtree(RUNS / "decoder", ignore_errors=True)  # it was for other latents
    model.save_pretrained(stage.folder / "model")
    print("autoencoder", measure(model, people, stage.folder / "sheet.png"), flush=True)


def polish(steps: int = 600) -> None:
    """Train the decoder alone, on exact latents; if it is better, it lies in runs/decoder/model.

    Can go on while the portraits train, or after: latents stay what they are.
    """
    torch.set_num_threads(1)
    torch.manual_seed(10)
    stage, people, model = Stage("decoder", steps), dataset.load(), load()
    before = measure(model, people)
    model.encoder.requires_grad_(False)
    model.quant_conv.requires_grad_(False)
    outer = [model.decoder, model.post_quant_conv]
    matrices, others = split_matrices(
        outer, lambda name: any(end in name for end in ("conv_in", "conv_out"))
    )
    optimiser = MuonAdamW(matrices, others, matrix_rate=4e-3, other_rate=3e-4, weight_decay=0.0)
    _learn(stage, people, model, optimiser, [*matrices, *others], hold=0.2, exact=True)
    after = measure(model, people, stage.folder / "sheet.png")
    print("decoder", before, after, flush=True)
    if after["psnr"] > before["psnr"]:
        model.save_pretrained(stage.folder / "model")


def _learn(
    stage: Stage,
    people: dataset.People,
    model: AutoencoderKL,
    optimiser: MuonAdamW,
    trained: list[nn.Parameter],
    hold: float,
    exact: bool = False,
) -> None:
    """Take all steps of a stage, from its checkpoint on; `model` then holds the averages."""
    average = Average(trained, 0.99)
    start = stage.resume(model=model, optimiser=optimiser, average=average)
    for step, rng, noise in stage.steps(start):
        images, weights = _batch(people, rng)
        loss, figures = loss_of(model, images, weights, rng, noise, exact)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step(pace(step, stage.total, hold=hold))
        average.update(step)
        stage.log(step, **figures)
        if stage.due():
            stage.save(step + 1, model=model, optimiser=optimiser, average=average)
    stage.save(stage.total, model=model, optimiser=optimiser, average=average)
    average.swap()


def load() -> AutoencoderKL:
    """The finished autoencoder of this run, or the pack's; with the decoder that is best so far."""
    polished = RUNS / "decoder" / "model"
    path = polished if polished.exists() else made("autoencoder", "model", "base", "vae")
    return AutoencoderKL.from_pretrained(path).eval().float()


def _batch(people: dataset.People, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
    """Random crops (n, 3, CROP, CROP) and pixel weights (n, 1, CROP, CROP)."""
    chosen = rng.integers(0, people.training, BATCH)
    whole = weigh(*(torch.from_numpy(t[chosen]) for t in (people.landmarks, people.boxes)))
    images, weights = [], []
    for picture, weight in zip(chosen, whole, strict=True):
        x, y = rng.integers(0, dataset.SIZE - CROP + 1, 2)
        step = -1 if rng.random() < 0.5 else 1
        images.append(people.images[picture, y : y + CROP, x : x + CROP][:, ::step])
        part = weight[:, y : y + CROP, x : x + CROP]
        weights.append(part.flip(2) if step < 0 else part)
    stacked = torch.stack(weights)
    return images_to_tensor(np.stack(images)), stacked / stacked.mean()


def weigh(landmarks: Tensor, boxes: Tensor) -> Tensor:
    """How much each pixel counts: landmarks (n, 5, 2), boxes (n, 4) to (n, 1, SIZE, SIZE)."""
    eyes, mouth = landmarks[:, :2], landmarks[:, 3:].mean(1, keepdim=True)
    reach = 0.45 * (eyes[:, 0] - eyes[:, 1]).norm(dim=-1)
    middles = torch.cat([eyes, mouth], 1)
    features = torch.cat([middles - reach[:, None, None], middles + reach[:, None, None]], -1)
    areas = torch.cat([boxes[:, None], features], 1)[..., None]
    places = torch.arange(dataset.SIZE, device=boxes.device) + 0.5
    across = (areas[:, :, 0] < places) & (places < areas[:, :, 2])
    down = (areas[:, :, 1] < places) & (places < areas[:, :, 3])
    added = constant((FACE_WEIGHT, *3 * [FEATURE_WEIGHT]), boxes.device)
    return 1 + torch.einsum("k,nky,nkx->nyx", added, down.float(), across.float())[:, None]


def loss_of(
    model: AutoencoderKL,
    images: Tensor,
    weights: Tensor,
    rng: np.random.Generator,
    noise: torch.Generator | None,
    exact: bool,
) -> tuple[Tensor, dict[str, Tensor]]:
    """The loss on one batch, and figures for the log; `exact` latents are not disturbed."""
    with mixed(images.device):
        posterior = model.encode(images).latent_dist
        sample = torch.randn(posterior.mean.shape, generator=noise, device=images.device)
        spread = torch.exp(0.5 * posterior.logvar.clamp(-20, 5))
        spread = spread + NOISE * posterior.mean.detach().float().std((0, 2, 3), keepdim=True)
        latents = posterior.mean + (0.0 if exact else 1.0) * spread * sample
        halved = not exact and rng.random() < HALVED
        if halved:
            latents, images, weights = (F.avg_pool2d(t, 2) for t in (latents, images, weights))
        decoded = model.decode(latents).sample
    decoded, mean, logvar = decoded.float(), posterior.mean.float(), posterior.logvar.float()
    difference = decoded - images
    error = (difference.abs() * weights).mean()
    squared = (difference.square() * weights).mean()
    edges = difference.diff(dim=3).abs().mean() + difference.diff(dim=2).abs().mean()
    colours = F.avg_pool2d(difference, 8).abs().mean()
    likeness = _structural_similarity(decoded, images)
    divergence = 0.5 * (mean.square() + logvar.exp() - 1 - logvar).mean()
    loss = error + 2 * squared + 0.4 * edges + colours + 0.1 * (1 - likeness) + 2e-5 * divergence
    figures = {"kl": divergence.detach()}
    if not halved:
        psnr = -10 * torch.log10(difference.square().mean((1, 2, 3)) / 4 + 1e-12)
        figures |= {"l1": error.detach(), "psnr": psnr.detach().mean()}
    return loss, figures


def _structural_similarity(a: Tensor, b: Tensor) -> Tensor:
    """Mean SSIM over 7x7 windows. Source: Wang et al., IEEE TIP 13(4), 2004."""
    pool = lambda t: F.avg_pool2d(t, 7, 2)
    mean_a, mean_b = pool(a), pool(b)
    var_a, var_b = pool(a * a) - mean_a**2, pool(b * b) - mean_b**2
    covariance = pool(a * b) - mean_a * mean_b
    c1, c2 = 0.0004, 0.0036
    return (
        ((2 * mean_a * mean_b + c1) * (2 * covariance + c2))
        / ((mean_a**2 + mean_b**2 + c1) * (var_a + var_b + c2))
    ).mean()


@torch.no_grad()
def normalise(model: AutoencoderKL, images: Tensor) -> None:
    """Move each latent channel to mean 0 and deviation 1, exactly undone before decoding."""
    parts = images.split(32)
    latents = torch.cat([model.encode(part).latent_dist.mean for part in parts])
    mean, deviation = latents.mean((0, 2, 3)), latents.std((0, 2, 3))
    before, after, n = model.quant_conv, model.post_quant_conv, LATENT_CHANNELS
    before.weight[:n] /= deviation[:, None, None, None]
    before.bias[:n] = (before.bias[:n] - mean) / deviation
    before.bias[n:] -= 2 * deviation.log()
    after.bias += (after.weight[:, :, 0, 0] * mean).sum(1)
    after.weight *= deviation[None, :, None, None]


@torch.no_grad()
def measure(model: AutoencoderKL, people: dataset.People, sheet=None) -> dict[str, float]:
    """PSNR in dB over 192 unseen pictures, all styles alike, whole and inside the face's box."""
    model.eval()
    chosen = _by_style(people, 192 // len(dataset.STYLES))
    originals = people.images[chosen]
    decoded = np.concatenate(
        [
            tensor_to_images(
                model.decode(
                    model.encode(images_to_tensor(originals[i : i + 16])).latent_dist.mean
                ).sample
            )
            for i in range(0, len(chosen), 16)
        ]
    )
    figures: dict[str, list[float]] = {"psnr": [], "psnr of faces": []}
    for picture, a, b in zip(chosen, originals, decoded, strict=True):
        left, top, right, bottom = people.boxes[picture].round().astype(int).clip(0)
        figures["psnr"].append(_psnr(a, b))
        figures["psnr of faces"].append(_psnr(a[top:bottom, left:right], b[top:bottom, left:right]))
        figures.setdefault(dataset.shown(picture)[1].style, []).append(figures["psnr"][-1])
    if sheet is not None:
        rows = [originals[:8], decoded[:8], originals[8:16], decoded[8:16]]
        save_rows(rows, sheet)
    return {name: round(float(np.mean(values)), 2) for name, values in figures.items()}


def _by_style(people: dataset.People, each: int) -> list[int]:
    """Unseen pictures, equally many of every style, style after style in turn."""
    found: dict[str, list[int]] = {style: [] for style in dataset.STYLES}
    for picture in range(people.training, len(people.images)):
        of_style = found[dataset.shown(picture)[1].style]
        if len(of_style) < each:
            of_style.append(picture)
        if all(len(pictures) == each for pictures in found.values()):
            break
    return [picture for row in zip(*found.values(), strict=True) for picture in row]


def _psnr(a: np.ndarray, b: np.ndarray) -> float:
    return float(-10 * np.log10(np.square(a.astype(float) - b).mean() / 255**2 + 1e-12))


@torch.no_grad()
def preview_map(model: AutoencoderKL, people: dataset.People) -> tuple[Tensor, Tensor]:
    """Least-squares linear map from latents to RGB in [-1, 1]: factors (channels, 3), bias (3,)."""
    images = images_to_tensor(people.images[:256])
    latents = torch.cat(
        [model.encode(images[i : i + 32]).latent_dist.mean for i in range(0, len(images), 32)]
    )
    small = F.avg_pool2d(images, dataset.SIZE // latents.shape[-1])
    known = latents.permute(0, 2, 3, 1).flatten(0, 2)
    known = torch.cat([known, torch.ones(len(known), 1)], 1)
    solution = torch.linalg.lstsq(known, small.permute(0, 2, 3, 1).flatten(0, 2)).solution
    return solution[:-1], solution[-1]
