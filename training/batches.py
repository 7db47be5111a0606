"""What one step of the portraits sees: pictures, and which of their conditions are kept.

A face is given by another picture of the person, so that the embedding and not a copied pose
carries the likeness; the words then mostly say nothing of the looks. An image prompt beside a
face is mostly the partner in the same scene, without one the picture itself; the words then
mostly say nothing of the scene. So each condition has to be listened to.
"""

from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from core.faces.landmarks import draw_landmarks
from training import critic, dataset, features, reader, vision
from training.autoencoder import FACTOR
from training.common import constant
from training.labels import FACTS
from training.people.scene import EXPRESSIONS

BATCH, POSED = 36, 24  # pictures a process and step, and how many of them keep their landmarks
SCENE_SHARES = (0.15, 0.15, 0.35, 0.35)  # how often each picture of a person is drawn
HEAD, HEAD_REACH = 2.0, 1.1  # by how much a head's cells count more, and how far from its middle
FEATURE, FEATURE_REACH = 4.0, 0.45  # and eyes and mouth still more; reaches in eye distances
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
PROMPT_KINDS = {"": 0.1, "basic": 0.4, "plus": 0.5}  # which image prompt a step trains
PROMPT_SHARE, PROMPT_NULL = 0.45, 0.12
PROMPT_STRENGTHS = (0.55, 1.05)  # λ of image prompts; the application's own default is 0.6
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
    prompt_share: Tensor  # (n, 1, 1), λ
    nothing: Tensor  # (1, 65, 128) hidden states of no image
    by_face_id: bool  # whether FaceID tells the face, and not InstantID
    truth: Tensor  # (n, facts) what the pictures show, as `labels` counts it
    people: Tensor  # (n, 512) the face of whom they show, of unit length
    known: Tensor  # (n,) 1 where a face is told
    places: Tensor  # (n, 5, 2) where the landmarks are, in cells of the latents
    picture: Tensor  # (n,) which of all pictures they are
    corners: Tensor  # (n, 2) where each was cut out, in cells of the latents
    edges: Tensor | None = None  # (n, 3, 8 h, 8 w) in [0, 1], for a ControlNet that reads them

    def weights(self) -> Tensor:
        """How much each cell of the latents counts, (n, 1, h, w), 1 in the mean of each picture.

        What a face says stands in few cells: were all alike, backdrops would be most of the error.
        """
        high, wide = self.latents.shape[-2:]
        eyes, mouth = self.places[:, :2], self.places[:, 3:].mean(1, keepdim=True)
        distance = (eyes[:, 0] - eyes[:, 1]).norm(dim=-1).clamp(min=1.0)[:, None]
        middles = torch.cat([self.places.mean(1, keepdim=True), eyes, mouth], 1)
        where = self.places.device
        reaches = constant((HEAD_REACH, *3 * [FEATURE_REACH]), where) * distance
        across, down = (
            torch.exp(-0.5 * ((centres[..., None] - cells - 0.5) / reaches[..., None]).square())
            for centres, cells in (
                (middles[..., 0], torch.arange(wide, device=where)),
                (middles[..., 1], torch.arange(high, device=where)),
            )
        )
        added = constant((HEAD, *3 * [FEATURE]), where)
        weights = 1 + torch.einsum("k,nky,nkx->nyx", added, down, across)[:, None]
        return weights / weights.mean((2, 3), keepdim=True)

    def unconditional(self) -> "Batch":
        """The other half of guidance: words zeroed, faces and images of nothing, poses kept."""
        prompt = None
        if self.prompt is not None:
            prompt = torch.zeros_like(self.prompt)
            if self.prompt.ndim > 2:
                prompt = self.nothing.expand_as(self.prompt)
        return replace(
            self,
            text=torch.zeros_like(self.text),
            faces=torch.zeros_like(self.faces),
            prompt=prompt,
        )


@dataclass(eq=False)
class Pictures:
    """What can be learnt from: one row a picture, SCENES rows a person, all on one device.

    Those mapped from disk are used as they lie there; batches are made where the rest is.
    """

    count: int  # how many, from the first on, may be learnt from
    latents: Tensor  # float16 (n, channels, 32, 32)
    embeddings: Tensor  # float32 (n, 512)
    seen: Tensor  # float16 (n, 256)
    hidden: Tensor  # float16 (n, 65, 128)
    ids: Tensor  # int16 (2 encoders, captions a picture, n, 77)
    empty: Tensor  # int16 (2 encoders, 77)
    landmarks: Tensor  # float32 (n, 5, 2), pixels
    truth: Tensor  # int64 (n, facts)
    faces: Tensor  # float32 (people, 512), of unit length
    nothing: Tensor  # float32 (1, 65, 128), hidden states of pixels of zero: no image
    often: Tensor  # float32 (n,), in which proportion they are shown

    @property
    def device(self) -> torch.device:
        return self.landmarks.device

    def drawn(self, picture: Tensor, corners: Tensor, shape: torch.Size) -> Tensor:
        """What IdentityNet sees of pictures (m,) cut at `corners` (m, 2): (m, 3, 8 h, 8 w)."""
        height, width = (FACTOR * side for side in shape)
        places = (self.landmarks[picture] - FACTOR * corners[:, None]).numpy()
        drawn = np.stack([draw_landmarks(points, width, height) for points in places])
        return torch.from_numpy(drawn).permute(0, 3, 1, 2).float() / 255


def how_often(truth: Tensor) -> Tensor:
    """In which proportion pictures are shown, (n,); `truth` (n, facts) of SCENES rows a person.

    Rare expressions come more often than they are drawn, as do pictures of all styles.
    """
    drawn = constant(tuple(EXPRESSIONS.values()), truth.device)
    rarity = drawn[truth[:, list(FACTS).index("expression")]].rsqrt()
    shares = constant(SCENE_SHARES, truth.device)
    return shares.repeat(len(truth) // dataset.SCENES) * rarity


def mapped() -> Pictures:
    """The pictures of `dataset` with their `features`, mapped from disk."""
    people, told = dataset.load(), features.load()
    truth = torch.from_numpy(critic.known())
    return Pictures(
        count=people.training,
        latents=torch.from_numpy(told.latents),
        embeddings=torch.from_numpy(told.embeddings),
        seen=torch.from_numpy(told.seen),
        hidden=torch.from_numpy(told.hidden),
        ids=torch.from_numpy(told.ids),
        empty=torch.from_numpy(told.empty),
        landmarks=torch.from_numpy(people.landmarks),
        truth=truth,
        faces=torch.from_numpy(reader.people(told.embeddings)),
        nothing=vision.nothing(vision.load()),
        often=how_often(truth),
    )


class Source:
    """Makes batches; the same for the same random sources."""

    def __init__(
        self, pictures: Pictures, face_id: float = 0.0, size: int = BATCH, posed: int = POSED
    ) -> None:
        """Of `pictures`; `face_id` is the share of steps that train FaceID."""
        self.pictures, self.face_id, self.size, self.posed = pictures, face_id, size, posed

    def batch(self, rng: np.random.Generator, noise: torch.Generator | None) -> Batch:
        """One batch: `rng` decides for all of it, `noise` for each picture."""
        pictures, draw = self.pictures, _Dice(self.size, self.pictures.device, noise)
        picture = draw.weighted(pictures.often[: pictures.count])
        people = picture // dataset.SCENES
        posed = draw.shares().argsort()[: self.posed].sort().values
        blank = draw.shares() < UNCONDITIONED
        known, absent = self._who(posed, blank, draw)
        kind = str(rng.choice(list(PROMPT_KINDS), p=list(PROMPT_KINDS.values())))
        shared = (draw.shares() < PROMPT_SHARE) & (kind != "")
        ids, text = self._words(picture, known, shared, blank, draw)
        latents, corners = self._cut(picture, rng, draw)
        places = pictures.landmarks[picture] / FACTOR - corners[:, None]
        return Batch(
            latents=latents,
            ids=ids,
            text=text,
            faces=self._faces(picture, known, draw),
            face_share=(~absent).float()[:, None, None],
            posed=posed,
            landmarks=pictures.drawn(picture[posed], corners[posed], latents.shape[-2:]),
            prompt_kind=kind,
            prompt=self._prompt(kind, picture, known, blank, draw) if kind else None,
            prompt_share=(shared * draw.between(*PROMPT_STRENGTHS))[:, None, None],
            nothing=pictures.nothing,
            by_face_id=bool(rng.random() < self.face_id),
            truth=pictures.truth[picture],
            people=pictures.faces[people],
            known=(known & ~absent).float(),
            places=places,
            picture=picture,
            corners=corners,
        )

    def _who(self, posed: Tensor, blank: Tensor, draw: "_Dice") -> tuple[Tensor, Tensor]:
        """Whose face is told, and whose ID tokens are absent; the rest gets a face of zeros."""
        drawn = draw.shares()
        limit = torch.full_like(drawn, FACE_ABSENT_UNPOSED).index_fill(0, posed, FACE_ABSENT)
        absent = torch.where(blank, drawn < 0.4, drawn < limit)
        known = ~blank & (drawn >= limit + FACE_NULL)
        return known, absent

    def _faces(self, picture: Tensor, known: Tensor, draw: "_Dice") -> Tensor:
        """Embedding of the person in one or both of the plain pictures, never in the one drawn."""
        embeddings, scene = self.pictures.embeddings, picture % dataset.SCENES
        first = picture - scene
        plain = scene < dataset.PLAIN
        other = torch.where(plain, 1 - scene, draw.numbers(dataset.PLAIN))
        mean = (embeddings[first] + embeddings[first + 1]) / 2
        both = ~plain & (draw.shares() < 0.3)
        told = torch.where(both[:, None], mean, embeddings[first + other])
        told = told + BLURRED * draw.noise(told)
        return (told * known[:, None])[:, None]

    def _words(
        self, picture: Tensor, known: Tensor, shared: Tensor, blank: Tensor, draw: "_Dice"
    ) -> tuple[tuple[Tensor, Tensor], Tensor]:
        """Token ids of both encoders, and 0 where the words are zeroed."""
        alone, with_face, with_image = (draw.choice(shares) for shares in CAPTION_SHARES)
        variant = torch.where(shared, with_image, torch.where(known, with_face, alone))
        drawn = draw.shares()
        zeroed = blank | (drawn < WORDLESS)
        empty = (drawn >= WORDLESS) & (drawn < WORDLESS + EMPTY)
        first, second = (
            torch.where(empty[:, None], nothing, rows[variant, picture]).long()
            for rows, nothing in zip(self.pictures.ids, self.pictures.empty, strict=True)
        )
        return (first, second), (~zeroed).float()

    def _cut(
        self, picture: Tensor, rng: np.random.Generator, draw: "_Dice"
    ) -> tuple[Tensor, Tensor]:
        """Latents of one shape for all, and the corner (x, y) of each in the whole, in latents."""
        whole, shapes = self.pictures.latents, list(SHAPES)
        high, wide = shapes[int(rng.choice(len(shapes), p=list(SHAPES.values())))]
        middle = self.pictures.landmarks[picture].mean(1) / FACTOR
        corners = middle - constant((wide / 2, high / 2), middle.device) + 1.5 * draw.noise(middle)
        x = corners[:, 0].round().long().clamp(0, whole.shape[-1] - wide)
        y = corners[:, 1].round().long().clamp(0, whole.shape[-2] - high)
        rows = y[:, None] + torch.arange(high, device=y.device)
        columns = x[:, None] + torch.arange(wide, device=x.device)
        cut = whole[picture[:, None, None], :, rows[:, :, None], columns[:, None, :]]
        return cut.permute(0, 3, 1, 2).float().contiguous(), torch.stack([x, y], 1)

    def _prompt(
        self, kind: str, picture: Tensor, known: Tensor, blank: Tensor, draw: "_Dice"
    ) -> Tensor:
        often = torch.where(known, SAME_WITH_FACE, SAME_ALONE)
        shown = torch.where(draw.shares() < often, picture, dataset.partner(picture))
        null = blank | (draw.shares() < PROMPT_NULL)
        if kind == "basic":
            return self.pictures.seen[shown].float() * ~null[:, None]
        hidden = self.pictures.hidden[shown].float()
        return torch.where(null[:, None, None], self.pictures.nothing, hidden)


@dataclass(frozen=True)
class _Dice:
    """Random numbers for each of `size` pictures."""

    size: int
    device: torch.device
    source: torch.Generator | None

    def shares(self) -> Tensor:
        """Anywhere in [0, 1)."""
        return torch.rand(self.size, generator=self.source, device=self.device)

    def between(self, least: float, most: float) -> Tensor:
        """Anywhere between the two."""
        return least + (most - least) * self.shares()

    def numbers(self, below: int) -> Tensor:
        """Whole numbers from 0 on."""
        return torch.randint(below, (self.size,), generator=self.source, device=self.device)

    def weighted(self, weights: Tensor) -> Tensor:
        """Places in `weights` (n,), in their proportion."""
        return torch.multinomial(weights, self.size, replacement=True, generator=self.source)

    def choice(self, shares: tuple[float, ...]) -> Tensor:
        """Places in `shares`, each as often as it says."""
        ends = constant(shares, self.device).cumsum(0)
        return torch.searchsorted(ends[:-1], self.shares(), right=True)

    def noise(self, like: Tensor) -> Tensor:
        """Of deviation 1, shaped as `like`."""
        return torch.randn(like.shape, generator=self.source, device=self.device)
