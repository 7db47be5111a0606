"""What the portraits learn from, computed once: latents, embeddings and token ids."""

from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch

from training import autoencoder, dataset, recogniser, tokens, vision, words
from training.common import RUNS, images_to_tensor, mixed


@dataclass(frozen=True, eq=False)
class Features:
    """One row a picture, in the order of `dataset.People`."""

    latents: np.ndarray  # float16 (n, channels, 32, 32), unit deviation
    embeddings: np.ndarray  # float32 (n, 512), raw face embeddings
    seen: np.ndarray  # float16 (n, 256), image embeddings
    hidden: np.ndarray  # float16 (n, 65, 128), hidden states of the image encoder
    ids: np.ndarray  # int16 (2 encoders, captions a picture, n, 77)
    empty: np.ndarray  # int16 (2 encoders, 77), of the empty prompt


def folder() -> Path:
    return RUNS / "features"


def load() -> Features:
    """Map what `compute` wrote."""
    home = folder()
    maps = [np.load(home / f"{name}.npy", mmap_mode="c") for name in ("latents", "hidden")]
    ids = np.load(home / "words.npz")
    return Features(
        latents=maps[0],
        embeddings=np.load(home / "embeddings.npy"),
        seen=np.load(home / "seen.npy"),
        hidden=maps[1],
        ids=ids["ids"],
        empty=ids["empty"],
    )


def compute(processes: int = 2) -> None:
    """Encode every picture; about 12 minutes of two cores."""
    home = folder()
    home.mkdir(parents=True, exist_ok=True)
    people = dataset.load()
    _words(home)
    recogniser.aligned(people)
    parts = np.array_split(np.arange(len(people.images)), 32 * processes)
    with get_context("spawn").Pool(processes) as pool:
        for names, make in (
            (("embeddings",), _embed),
            (("latents",), _encode),
            (("seen", "hidden"), _see),
        ):
            if all((home / f"{name}.npy").exists() for name in names):
                continue
            rows = pool.map(make, parts, chunksize=1)
            for name, pieces in zip(names, zip(*rows, strict=True), strict=True):
                np.save(home / f"{name}.part.npy", np.concatenate(pieces))
                (home / f"{name}.part.npy").replace(home / f"{name}.npy")
            print("features", *names, flush=True)


def _words(home: Path) -> None:
    if (home / "words.npz").exists():
        return
    captions = words.load()
    rows, empty = [], []
    for tokenizer in tokens.load():
        pad = partial(tokenizer, padding="max_length", max_length=tokens.LENGTH, truncation=True)
        rows.append([np.array(pad(row).input_ids, np.int16) for row in captions])
        empty.append(pad("").input_ids)
    np.savez(home / "words.npz", ids=np.array(rows), empty=np.array(empty, np.int16))


@torch.inference_mode()
def _encode(pictures: np.ndarray) -> tuple[np.ndarray]:
    torch.set_num_threads(1)
    people = dataset.load()
    model = autoencoder.load()
    model.to(memory_format=torch.channels_last)  # a third faster without a backward pass
    out = []
    for chunk in np.array_split(pictures, max(1, len(pictures) // 16)):
        images = images_to_tensor(people.images[chunk]).contiguous(
            memory_format=torch.channels_last
        )
        with mixed():
            latents = model.encode(images).latent_dist.mean
        out.append(latents.half().numpy())
    return (np.concatenate(out),)


@torch.inference_mode()
def _embed(pictures: np.ndarray) -> tuple[np.ndarray]:
    torch.set_num_threads(1)
    faces = recogniser.aligned(dataset.load())[pictures]
    if recogniser.trained_anew():
        shape = recogniser.RECOGNISER
        model = recogniser.Recogniser(shape.widths)
        model.load_state_dict(torch.load(RUNS / shape.name / "model.pt", weights_only=True))
        return (recogniser.embed(model, faces).numpy(),)
    return (recogniser.embed_as_shipped(faces),)


@torch.inference_mode()
def _see(pictures: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    torch.set_num_threads(1)
    people = dataset.load()
    model = vision.load()
    seen, hidden = [], []
    for chunk in np.array_split(pictures, max(1, len(pictures) // 64)):
        out = model(vision.pixels(people.images[chunk]), output_hidden_states=True)
        seen.append(out.image_embeds.half().numpy())
        hidden.append(out.hidden_states[-2].half().numpy())
    return np.concatenate(seen), np.concatenate(hidden)
