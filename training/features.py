"""What the portraits learn from, computed once: latents, face embeddings and token ids."""

from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch
from diffusers import AutoencoderKL

from training import dataset, recogniser, tokens
from training.common import RUNS, images_to_tensor, mixed


@dataclass(frozen=True, eq=False)
class Features:
    """One row a picture, in the order of `dataset.People`."""

    latents: np.ndarray  # float16 (n, channels, 16, 16), unit deviation
    embeddings: np.ndarray  # float32 (n, 512), raw
    ids: np.ndarray  # int16 (2 encoders, 2: full and short caption, n, 77)
    empty: np.ndarray  # int16 (2 encoders, 77), of the empty prompt


def folder() -> Path:
    return RUNS / "features"


def load() -> Features:
    """Map what `compute` wrote."""
    home = folder()
    words = np.load(home / "words.npz")
    latents = np.load(home / "latents.npy", mmap_mode="r")
    return Features(latents, np.load(home / "embeddings.npy"), words["ids"], words["empty"])


def compute(processes: int = 2) -> None:
    """Encode every picture; about 5 minutes of two cores."""
    home = folder()
    home.mkdir(parents=True, exist_ok=True)
    people = dataset.load()
    _words(people, home)
    recogniser.aligned(people)
    parts = np.array_split(np.arange(len(people.images)), 16 * processes)
    with get_context("spawn").Pool(processes) as pool:
        for name, make in (("latents", _encode), ("embeddings", _embed)):
            path = home / f"{name}.npy"
            if not path.exists():
                rows = np.concatenate(pool.map(make, parts, chunksize=1))
                np.save(home / f"{name}.part.npy", rows)
                (home / f"{name}.part.npy").replace(path)


def _words(people: dataset.People, home: Path) -> None:
    rows, empty = [], []
    for tokenizer in tokens.load():
        pad = partial(tokenizer, padding="max_length", max_length=tokens.LENGTH, truncation=True)
        rows.append([pad(people.captions).input_ids, pad(people.short_captions).input_ids])
        empty.append(pad("").input_ids)
    np.savez(home / "words.npz", ids=np.array(rows, np.int16), empty=np.array(empty, np.int16))


@torch.inference_mode()
def _encode(pictures: np.ndarray) -> np.ndarray:
    torch.set_num_threads(1)
    people = dataset.load()
    model = AutoencoderKL.from_pretrained(RUNS / "autoencoder" / "model").eval()
    out = []
    for chunk in np.array_split(pictures, max(1, len(pictures) // 32)):
        with mixed():
            latents = model.encode(images_to_tensor(people.images[chunk])).latent_dist.mean
        out.append(latents.half().numpy())
    return np.concatenate(out)


@torch.inference_mode()
def _embed(pictures: np.ndarray) -> np.ndarray:
    torch.set_num_threads(1)
    shape = recogniser.RECOGNISER
    model = recogniser.Recogniser(shape.widths)
    weights = RUNS / shape.name / "model.pt"
    model.load_state_dict(torch.load(weights, weights_only=True))
    faces = recogniser.aligned(dataset.load())
    return recogniser.embed(model, faces[pictures]).numpy()
