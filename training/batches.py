"""What one step of the portraits sees: pictures, and which of their conditions are kept.

A face is given by another picture of the person, so that the embedding and not a copied pose
carries the likeness; the words then mostly say nothing of the looks. An image prompt beside a
face is mostly the partner in the same scene, without one the picture itself; the words then
mostly say nothing of the scene. So each condition has to be listened to.
"""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import torch
from torch import Tensor

from core.faces.landmarks import draw_landmarks
from training import critic, dataset, features, reader, vision, words
from training.autoencoder import FACTOR

BATCH, POSED = 36, 24  # pictures a process and step, and how many of them keep their landmarks
SCENE_SHARES = (0.15, 0.15, 0.35, 0.35)  # how often each picture of a person is drawn
SHAPES = {(32, 32): 0.7, (32, 24): 0.15, (24, 32): 0.15}  # height and width of the latents
UNCONDITIONED = 0.07  # neither words nor face
WORDLESS, EMPTY = 0.04, 0.03
FACE_ABSENT, FACE_NULL, FACE_ABSENT_UNPOSED = 0.15, 0.06, 0.6
BLURRED = 0.12  # noise on the embedding; its own deviation is 1
CAPTION_SHARES = (  # of `words.VARIANTS`: nothing else is told, a face is, an image prompt is
    (0.4, 0.4, 0.08, 0.07, 0.05, 0),
    (0.15, 0.15, 0.3, 0.3, 0.1, 0),
    (0, 0, 0.1, 0.1, 0.15, 0.65),
)
PROMPT_KINDS = {"": 0.25, "basic": 0.35, "plus": 0.4}  # which image prompt a step trains
PROMPT_SHARE, PROMPT_NULL = 0.4, 0.12
SAME_WITH_FACE, SAME_ALONE = 0.2, 0.8  # how often the image prompt is the picture itself


@dataclass(frozen=True, eq=False)
class Batch:
    """What one step sees; n pictures. `posed` are the indices whose landmarks are kept."""

    latents: Tensor  # (n, channels, h, w)
    ids: tuple[Tensor, Tensor]  # (n, 77) each
    text: Tensor  # (n,) 0 where the prompt is zeroed
    faces: Tensor  # (n, 1, 512) raw embeddings, zero for no face
    face_share: Tensor  # (n, 1, 1) 0 where the ID tokens are absent
    posed: Tensor  # (m,)
    landmarks: Tensor  # (m, 3, 8 h, 8 w) in [0, 1]
    prompt_kind: str
    prompt: Tensor | None  # (n, 256) image embeddings or (n, 65, 128) hidden states
    prompt_share: Tensor  # (n, 1, 1)
    by_face_id: bool  # whether FaceID tells the face, and not InstantID
    truth: Tensor  # (n, facts) what the pictures show, as `labels` counts it
    people: Tensor  # (n, 512) the face of whom they show, of unit length
    known: Tensor  # (n,) 1 where a face is told
    places: Tensor  # (n, 5, 2) where the landmarks are, in cells of the latents

    def unconditional(self) -> "Batch":
        """The other half of guidance: words zeroed, faces and images of nothing, poses kept."""
        prompt = None
        if self.prompt is not None:
            nothing = _hidden_of_nothing().expand_as(self.prompt) if self.prompt.ndim > 2 else None
            prompt = torch.zeros_like(self.prompt) if nothing is None else nothing
        return replace(
            self,
            text=torch.zeros_like(self.text),
            faces=torch.zeros_like(self.faces),
            prompt=prompt,
        )


class Source:
    """Makes batches; the same for the same random source."""

    def __init__(self, face_id: float = 0.0, size: int = BATCH, posed: int = POSED) -> None:
        """Map the pictures; `face_id` is the share of steps that train FaceID."""
        self.people, self.features = dataset.load(), features.load()
        self.face_id, self.size, self.posed = face_id, size, posed
        self.nothing = _hidden_of_nothing()
        self.truth, self.faces = critic.known(), reader.people(self.features.embeddings)

    def batch(self, rng: np.random.Generator) -> Batch:
        people = rng.integers(0, self.people.training // dataset.SCENES, self.size)
        scene = rng.choice(dataset.SCENES, self.size, p=SCENE_SHARES)
        picture = people * dataset.SCENES + scene
        posed = np.sort(rng.choice(self.size, self.posed, replace=False))
        blank = rng.random(self.size) < UNCONDITIONED
        known, absent = self._who(posed, blank, rng)
        kind = str(rng.choice(list(PROMPT_KINDS), p=list(PROMPT_KINDS.values())))
        shared = (rng.random(self.size) < PROMPT_SHARE) & (kind != "")
        ids, text = self._words(picture, known, shared, blank, rng)
        latents, corners = self._cut(picture, rng)
        return Batch(
            latents=latents,
            ids=ids,
            text=text,
            faces=self._faces(picture, known, rng),
            face_share=torch.from_numpy(~absent).float()[:, None, None],
            posed=torch.from_numpy(posed),
            landmarks=self._landmarks(picture[posed], corners[posed], latents.shape[-2:]),
            prompt_kind=kind,
            prompt=self._prompt(kind, picture, known, blank, rng) if kind else None,
            prompt_share=torch.from_numpy(shared).float()[:, None, None],
            by_face_id=bool(rng.random() < self.face_id),
            truth=torch.from_numpy(self.truth[picture]),
            people=torch.from_numpy(self.faces[people]),
            known=torch.from_numpy(known & ~absent).float(),
            places=torch.from_numpy(self.people.landmarks[picture] / FACTOR - corners[:, None]),
        )

    def _who(
        self, posed: np.ndarray, blank: np.ndarray, rng: np.random.Generator
    ) -> tuple[np.ndarray, np.ndarray]:
        """Whose face is told, and whose ID tokens are absent; the rest gets a face of zeros."""
        drawn = rng.random(self.size)
        limit = np.full(self.size, FACE_ABSENT_UNPOSED)
        limit[posed] = FACE_ABSENT
        absent = np.where(blank, drawn < 0.4, drawn < limit)
        known = ~blank & (drawn >= limit + FACE_NULL)
        return known, absent

    def _faces(self, picture: np.ndarray, known: np.ndarray, rng: np.random.Generator) -> Tensor:
        """Embedding of the person in one or both of the plain pictures, never in the one drawn."""
        first = picture - picture % dataset.SCENES
        scene = picture - first
        other = np.where(
            scene < dataset.PLAIN, 1 - scene, rng.integers(0, dataset.PLAIN, self.size)
        )
        told = self.features.embeddings[first + other]
        both = (scene >= dataset.PLAIN) & (rng.random(self.size) < 0.3)
        mean = (self.features.embeddings[first] + self.features.embeddings[first + 1]) / 2
        told = np.where(both[:, None], mean, told)
        told = told + BLURRED * rng.standard_normal(told.shape, np.float32)
        return torch.from_numpy(told * known[:, None])[:, None]

    def _words(
        self,
        picture: np.ndarray,
        known: np.ndarray,
        shared: np.ndarray,
        blank: np.ndarray,
        rng: np.random.Generator,
    ) -> tuple[tuple[Tensor, Tensor], Tensor]:
        """Token ids of both encoders, and 0 where the words are zeroed."""
        alone, with_face, with_image = (
            rng.choice(len(words.VARIANTS), self.size, p=shares) for shares in CAPTION_SHARES
        )
        variant = np.where(shared, with_image, np.where(known, with_face, alone))
        drawn = rng.random(self.size)
        zeroed = blank | (drawn < WORDLESS)
        empty = (drawn >= WORDLESS) & (drawn < WORDLESS + EMPTY)
        ids = []
        for rows, nothing in zip(self.features.ids, self.features.empty, strict=True):
            chosen = np.where(empty[:, None], nothing, rows[variant, picture])
            ids.append(torch.from_numpy(chosen.astype(np.int64)))
        return (ids[0], ids[1]), torch.from_numpy(~zeroed).float()

    def _cut(self, picture: np.ndarray, rng: np.random.Generator) -> tuple[Tensor, np.ndarray]:
        """Latents of one shape for all, and the corner (x, y) of each in the whole, in latents."""
        whole = torch.from_numpy(self.features.latents[picture]).float()
        shapes = list(SHAPES)
        high, wide = shapes[int(rng.choice(len(shapes), p=list(SHAPES.values())))]
        middle = self.people.landmarks[picture].mean(1) / FACTOR
        free = np.array([whole.shape[-1] - wide, whole.shape[-2] - high])
        corners = middle - np.array([wide, high]) / 2 + rng.normal(0, 1.5, middle.shape)
        corners = np.clip(corners.round().astype(int), 0, free)
        cut = [w[:, y : y + high, x : x + wide] for w, (x, y) in zip(whole, corners, strict=True)]
        return torch.stack(cut), corners

    def _landmarks(self, picture: np.ndarray, corners: np.ndarray, shape: torch.Size) -> Tensor:
        height, width = (FACTOR * side for side in shape)
        places = self.people.landmarks[picture] - FACTOR * corners[:, None]
        drawn = np.stack([draw_landmarks(points, width, height) for points in places])
        return torch.from_numpy(drawn).permute(0, 3, 1, 2).float() / 255

    def _prompt(
        self,
        kind: str,
        picture: np.ndarray,
        known: np.ndarray,
        blank: np.ndarray,
        rng: np.random.Generator,
    ) -> Tensor:
        same = rng.random(self.size) < np.where(known, SAME_WITH_FACE, SAME_ALONE)
        shown = np.where(same, picture, self.people.partner(picture))
        null = torch.from_numpy(blank | (rng.random(self.size) < PROMPT_NULL))
        if kind == "basic":
            return torch.from_numpy(self.features.seen[shown]).float() * ~null[:, None]
        hidden = torch.from_numpy(self.features.hidden[shown]).float()
        return torch.where(null[:, None, None], self.nothing, hidden)


@cache
@torch.no_grad()
def _hidden_of_nothing() -> Tensor:
    """What the image encoder says to pixels of zero: an absent image for IP-Adapter Plus."""
    tower = vision.load()
    pixels = torch.zeros(1, 3, vision.SIDE, vision.SIDE)
    return tower(pixels, output_hidden_states=True).hidden_states[-2]
