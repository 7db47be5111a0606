"""Base, InstantID and IP-Adapters, trained together; then the adapters alone on the frozen base.

The loss is that of the papers, E ||eps - eps_theta(z_t, t, C, C_i)||^2, weighted over t (see
`weight`; min-SNR: Hang et al., ICCV 2023). Conditions are dropped at random, so that each works
alone and together, and guidance has its unconditional half in both of its forms: no tokens at
all, and the projection of a zero embedding.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.multiprocessing
from diffusers import DDPMScheduler
from diffusers.models.attention_processor import AttnProcessor
from safetensors.torch import save_file
from torch import Tensor, nn
from transformers import CLIPVisionModelWithProjection

from core.faces.landmarks import draw_landmarks
from training import dataset, features, networks, tokens, vision
from training.common import (
    RUNS,
    Average,
    MuonAdamW,
    Stage,
    average_gradients,
    join_processes,
    mixed,
    pace,
    split_matrices,
)

BATCH, POSED = 36, 28  # pictures a process and step, and how many of them keep their landmarks
GAMMA, LOUDEST = 5.0, 8.0
NOISE = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}
TEXT_ZEROED, TEXT_EMPTY, TEXT_SHORT = 0.07, 0.04, 0.7
FACE_ABSENT, FACE_NULL = 0.12, 0.12
PROMPT_KINDS = {"": 0.2, "basic": 0.4, "plus": 0.4}  # which image prompt a step trains
PROMPT_SHARE, PROMPT_NULL = 0.5, 0.12
SIDE = float(dataset.SIZE)


@dataclass(frozen=True, eq=False)
class Batch:
    """What one step sees; n pictures. `posed` are the indices whose landmarks are kept."""

    latents: Tensor  # (n, channels, 16, 16)
    ids: tuple[Tensor, Tensor]  # (n, 77) each
    text: Tensor  # (n,) 0 where the prompt is zeroed
    faces: Tensor  # (n, 1, 512) raw embeddings, zero for no face
    face_share: Tensor  # (n, 1, 1) 0 where the ID tokens are absent
    posed: Tensor  # (m,)
    landmarks: Tensor  # (m, 3, 128, 128) in [0, 1]
    prompt_kind: str
    prompt: Tensor | None  # (n, 256) image embeddings or (n, 65, 192) hidden states
    prompt_share: Tensor  # (n, 1, 1)


class Portraits(nn.Module):
    """All that is trained here, and its forward pass."""

    def __init__(self) -> None:
        super().__init__()
        self.unet = networks.unet()
        self.text_encoder, self.text_encoder_2 = networks.text_encoders(*tokens.load())
        self.identity_net = networks.identity_net(self.unet)
        width = vision.build().config.hidden_size
        self.identity = networks.Adapter(networks.Resampler(512, networks.ID_TOKENS), self.unet)
        self.basic = networks.Adapter(networks.ImageProjection(256), self.unet)
        self.plus = networks.Adapter(networks.Resampler(width, networks.PLUS_TOKENS), self.unet)
        self.extras: list[Any] = [None, None, None]
        self._attach()

    @property
    def base(self) -> tuple[nn.Module, ...]:
        return self.unet, self.text_encoder, self.text_encoder_2

    @property
    def adapters(self) -> tuple[nn.Module, ...]:
        return self.identity_net, self.identity, self.basic, self.plus

    def _attach(self) -> None:
        processors: dict[str, Any] = {}
        for place, name in enumerate(self.unet.attn_processors):
            if name.endswith("attn2.processor"):
                sets = (self.identity, self.basic, self.plus)
                pairs = [adapter.ip_adapter[str(place)] for adapter in sets]
                processors[name] = networks.DecoupledAttention(pairs, self.extras)
            else:
                processors[name] = AttnProcessor()
        self.unet.set_attn_processor(processors)

    def context(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Text as the pipelines encode it: (n, 77, 256) and pooled (n, 256)."""
        first = self.text_encoder(batch.ids[0], output_hidden_states=True).hidden_states[-2]
        second = self.text_encoder_2(batch.ids[1], output_hidden_states=True)
        both = torch.cat([first, second.hidden_states[-2]], -1)
        return both * batch.text[:, None, None], second.text_embeds * batch.text[:, None]

    def forward(self, noisy: Tensor, steps: Tensor, batch: Batch) -> Tensor:
        """The noise told for every picture of the batch, shaped as the latents."""
        context, pooled = self.context(batch)
        sizes = torch.tensor([[SIDE, SIDE, 0, 0, SIDE, SIDE]]).expand(len(noisy), -1)
        face = self.identity.image_proj(batch.faces)
        self.extras[0] = (face, batch.face_share)
        for place, (name, adapter) in enumerate((("basic", self.basic), ("plus", self.plus)), 1):
            chosen = batch.prompt_kind == name
            told = adapter.image_proj(batch.prompt) if chosen else None
            self.extras[place] = (told, batch.prompt_share) if chosen else None
        rows = batch.posed
        down, middle = self.identity_net(
            noisy[rows],
            steps[rows],
            encoder_hidden_states=face[rows],
            controlnet_cond=batch.landmarks,
            added_cond_kwargs={"text_embeds": pooled[rows], "time_ids": sizes[rows]},
            return_dict=False,
        )
        return self.unet(
            noisy,
            steps,
            context,
            added_cond_kwargs={"text_embeds": pooled, "time_ids": sizes},
            down_block_additional_residuals=[_spread(d, rows, len(noisy)) for d in down],
            mid_block_additional_residual=_spread(middle, rows, len(noisy)),
        ).sample.float()


def _spread(part: Tensor, rows: Tensor, count: int) -> Tensor:
    """Rows of a part of the batch at their places, zeros elsewhere."""
    return part.new_zeros(count, *part.shape[1:]).index_copy(0, rows, part)


class Source:
    """Makes batches; the same for the same random source."""

    def __init__(self) -> None:
        self.people, self.features = dataset.load(), features.load()
        self.vision = CLIPVisionModelWithProjection.from_pretrained(RUNS / "vision" / "model")
        self.vision.eval().requires_grad_(False)

    def batch(self, rng: np.random.Generator) -> Batch:
        picture = rng.integers(0, self.people.training, BATCH)
        drawn = rng.random((4, BATCH))
        face, share, known = self._faces(picture, drawn[0], rng)
        kind = str(rng.choice(list(PROMPT_KINDS), p=list(PROMPT_KINDS.values())))
        prompt, prompt_share = self._prompt(kind, picture, known, drawn[1], rng)
        posed = np.sort(rng.choice(BATCH, POSED, replace=False))
        pictures = [
            draw_landmarks(self.people.landmarks[k], dataset.SIZE, dataset.SIZE)
            for k in picture[posed]
        ]
        return Batch(
            latents=torch.from_numpy(self.features.latents[picture]).float(),
            ids=self._ids(picture, drawn[2], drawn[3]),
            text=torch.from_numpy(drawn[2] >= TEXT_ZEROED).float(),
            faces=face,
            face_share=share,
            posed=torch.from_numpy(posed),
            landmarks=torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2).float() / 255,
            prompt_kind=kind,
            prompt=prompt,
            prompt_share=prompt_share,
        )

    def _faces(
        self, picture: np.ndarray, drawn: np.ndarray, rng: np.random.Generator
    ) -> tuple[Tensor, Tensor, np.ndarray]:
        """Embedding of another picture of the person: one of the first two, in the plain style."""
        scene = picture % dataset.SCENES
        other = np.where(scene < 2, 1 - scene, rng.integers(0, 2, len(picture)))
        embedding = torch.from_numpy(self.features.embeddings[picture - scene + other])
        known = drawn >= FACE_ABSENT + FACE_NULL
        embedding = embedding * torch.from_numpy(known)[:, None]
        share = torch.from_numpy(drawn >= FACE_ABSENT).float()[:, None, None]
        return embedding[:, None], share, known

    def _ids(
        self, picture: np.ndarray, dropped: np.ndarray, short: np.ndarray
    ) -> tuple[Tensor, Tensor]:
        length = (short < TEXT_SHORT).astype(int)
        empty = (dropped >= TEXT_ZEROED) & (dropped < TEXT_ZEROED + TEXT_EMPTY)
        both = []
        for ids, nothing in zip(self.features.ids, self.features.empty, strict=True):
            chosen = np.where(empty[:, None], nothing, ids[length, picture])
            both.append(torch.from_numpy(chosen.astype(np.int64)))
        return both[0], both[1]

    @torch.no_grad()
    def _prompt(
        self,
        kind: str,
        picture: np.ndarray,
        known: np.ndarray,
        drawn: np.ndarray,
        rng: np.random.Generator,
    ) -> tuple[Tensor | None, Tensor]:
        """An image prompt for about half of the batch.

        With a face it is mostly the other person in the same scene, without one mostly the
        picture itself.
        """
        share = torch.from_numpy(drawn < PROMPT_SHARE).float()[:, None, None]
        if not kind:
            return None, share
        same = rng.random(len(picture)) < np.where(known, 0.3, 0.75)
        shown = np.where(same, picture, self.people.partner(picture))
        seen = self.vision(vision.pixels(self.people.images[shown]), output_hidden_states=True)
        null = torch.from_numpy(drawn < PROMPT_SHARE * PROMPT_NULL)
        if kind == "basic":
            return seen.image_embeds * ~null[:, None], share
        nothing = self.vision(
            torch.zeros(1, 3, vision.SIDE, vision.SIDE), output_hidden_states=True
        ).hidden_states[-2]
        return torch.where(null[:, None, None], nothing, seen.hidden_states[-2]), share


def train(steps: int = 3000, frozen: bool = False, processes: int = 2) -> None:
    """Train together (`portraits`), or the adapters alone from there on (`adapters`)."""
    torch.multiprocessing.spawn(_train, (processes, steps, frozen), nprocs=processes)


def _train(rank: int, processes: int, steps: int, frozen: bool) -> None:
    join_processes(rank, processes, port=29617)
    torch.manual_seed(5)
    stage = Stage("adapters" if frozen else "portraits", steps, rank)
    model, source = Portraits(), Source()
    if frozen:
        model.load_state_dict(torch.load(RUNS / "portraits" / "model.pt", weights_only=True))
        for part in model.base:
            part.requires_grad_(False)
    trained = [p for p in model.parameters() if p.requires_grad]
    optimiser = _optimiser(model, finishing=frozen)
    average = Average(trained, 0.99)
    start = stage.resume(model=model, optimiser=optimiser, average=average)
    schedule = DDPMScheduler(**NOISE).alphas_cumprod
    for step, rng, noise in stage.steps(start):
        loss, error = _loss(model, source.batch(rng), schedule, noise)
        optimiser.zero_grad()
        loss.backward()
        average_gradients(trained, processes)
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step(pace(step, steps, warmup=60, hold=0.0 if frozen else 0.45))
        average.update(step)
        stage.log(step, loss=loss.item(), error=error)
        if stage.due():
            stage.save(step + 1, model=model, optimiser=optimiser, average=average)
    if rank == 0:
        stage.save(steps, model=model, optimiser=optimiser, average=average)
        average.swap()
        torch.save(model.state_dict(), stage.folder / "model.pt")


def _optimiser(model: Portraits, finishing: bool) -> MuonAdamW:
    """Muon and AdamW; the projections to tokens learn gently.

    At the full rate they are quickest at making all faces the same, which disturbs the base less
    than tokens that mean nothing yet; then there is nothing left to learn from.
    """
    ends = ("conv_in", "conv_out", "controlnet_", "cond_embedding", "text_encoder", "embedding")
    gentle = [p for n, p in model.named_parameters() if "image_proj" in n and p.requires_grad]
    matrices, others = split_matrices(
        [model], lambda name: "image_proj" in name or any(end in name for end in ends)
    )
    slow = set(map(id, gentle))
    rate = 0.4 if finishing else 1.0
    return MuonAdamW(
        matrices,
        [p for p in others if id(p) not in slow],
        matrix_rate=0.012 * rate,
        other_rate=1.3e-3 * rate,
        gentle=gentle,
    )


def _loss(
    model: Portraits, batch: Batch, schedule: Tensor, noise: torch.Generator
) -> tuple[Tensor, float]:
    """Weighted loss, and the plain mean squared error for the log."""
    count = len(batch.latents)
    steps = torch.randint(0, len(schedule), (count,), generator=noise)
    wanted = torch.randn(batch.latents.shape, generator=noise)
    kept = schedule[steps][:, None, None, None]
    noisy = kept.sqrt() * batch.latents + (1 - kept).sqrt() * wanted
    with mixed():
        told = model(noisy, steps, batch)
    errors = (told - wanted).square().mean((1, 2, 3))
    return (errors * weight(schedule)[steps]).mean(), errors.mean().item()


def weight(schedule: Tensor) -> Tensor:
    """Weight of the error at each time step, from the shares of the signal's power left there.

    min-SNR with gamma 5 where little noise is left. Where the noise is stronger than the
    signal, the weight grows with the square root of their ratio: there it is decided who is
    seen and before what, and the plain error hardly notices.
    """
    ratio = schedule / (1 - schedule)
    loud = ratio.clamp(max=1).rsqrt().clamp(max=LOUDEST)
    return ratio.clamp(max=GAMMA) / ratio * loud


def save(weights: Path, folder: Path) -> None:
    """Write the parts in their official layouts, in half precision."""
    model = Portraits()
    model.load_state_dict(torch.load(weights, weights_only=True))
    model.half()
    for name in ("unet", "text_encoder", "text_encoder_2"):
        getattr(model, name).save_pretrained(folder / "base" / name)
    model.identity_net.save_pretrained(folder / "instantid" / "ControlNetModel")
    files = {
        model.identity: "instantid/ip-adapter.safetensors",
        model.basic: "ip-adapter/sdxl_models/ip-adapter_sdxl.safetensors",
        model.plus: "ip-adapter/sdxl_models/ip-adapter-plus_sdxl_vit-h.safetensors",
    }
    for adapter, name in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        save_file(adapter.state(), path)
