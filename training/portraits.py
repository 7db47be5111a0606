"""Base, InstantID and IP-Adapters, trained together; then the adapters alone on the frozen base.

The nets tell v (Salimans and Ho, 2022) on a noise schedule that ends in pure noise, so that
colours and light are drawn from the prompt and not from what shines through. Conditions are
dropped at random, so that each works alone and together, and guidance has its unconditional half
in both of its forms: no tokens at all, and the projection of a zero embedding.

In the first half a reader listens beside the error. It teaches to hear what was said, but likes
what it reads better than what is drawn: eyes were blue in film noir, and lips far too red. So it
is sent away for the second half.
"""

from pathlib import Path
from typing import Any

import torch
import torch.multiprocessing
from diffusers.models.attention_processor import AttnProcessor
from safetensors.torch import save_file
from torch import Tensor, nn

from training import autoencoder, networks, reader, recogniser, text, tokens, vision
from training.batches import Batch, Source, mapped
from training.common import (
    RUNS,
    Average,
    MuonAdamW,
    Stage,
    average_gradients,
    constant,
    join_processes,
    mixed,
    pace,
    split_matrices,
)
from training.noise import schedule
from training.reader import Reader, through_noise, told
from training.shipped import begin_from, shipped

FACTS_WEIGHT, FACE_WEIGHT = 0.2, 0.15
READ = 0.5  # share of the steps in which a reader listens
MATRIX_RATE, OTHER_RATE, FINISHING = 0.012, 1.3e-3, 0.7
MIDDLE = (0.25, 0.8)  # mean and deviation of the logit of half of the timesteps
QUIETEST = 150  # timestep of the least noise through which portraits are read
ADAPTERS = {
    "identity": "instantid/ip-adapter.safetensors",
    "basic": "ip-adapter/sdxl_models/ip-adapter_sdxl.safetensors",
    "plus": "ip-adapter/sdxl_models/ip-adapter-plus_sdxl_vit-h.safetensors",
    "face_id": "ip-adapter/faceid/ip-adapter-faceid-portrait_sdxl.safetensors",
}
"""Parts of `Portraits` and their files in a pack."""


class Portraits(nn.Module):
    """All that is trained here, and its forward pass."""

    def __init__(self) -> None:
        super().__init__()
        self.unet = networks.unet()
        self.text_encoder, self.text_encoder_2 = networks.text_encoders(*tokens.load())
        _taught_to_read(self)
        self.identity_net = networks.identity_net(self.unet)
        width = vision.build().config.hidden_size
        self.identity = networks.Adapter(networks.Resampler(512, networks.ID_TOKENS), self.unet)
        _learned_before(self.identity.image_proj)
        self.basic = networks.Adapter(networks.ImageProjection(256), self.unet)
        self.plus = networks.Adapter(networks.Resampler(width, networks.PLUS_TOKENS), self.unet)
        self.face_id = networks.Adapter(networks.FaceProjection(), self.unet)
        self.extras: list[Any] = [None, None, None, None]
        self._attach()

    @property
    def base(self) -> tuple[nn.Module, ...]:
        return self.unet, self.text_encoder, self.text_encoder_2

    @property
    def adapters(self) -> tuple[nn.Module, ...]:
        return self.identity_net, self.identity, self.basic, self.plus, self.face_id

    def _attach(self) -> None:
        processors: dict[str, Any] = {}
        for place, name in enumerate(self.unet.attn_processors):
            if name.endswith("attn2.processor"):
                sets = (self.identity, self.basic, self.plus, self.face_id)
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
        """What is told of every picture of the batch (v), shaped as the latents."""
        context, pooled = self.context(batch)
        conditions = {"text_embeds": pooled, "time_ids": told_sizes(noisy)}
        for place, (name, adapter) in enumerate((("basic", self.basic), ("plus", self.plus)), 1):
            chosen = batch.prompt_kind == name
            told = adapter.image_proj(batch.prompt) if chosen else None
            self.extras[place] = (told, batch.prompt_share) if chosen else None
        residuals = (
            self._by_face_id(batch)
            if batch.by_face_id
            else self.by_instant_id(noisy, steps, batch, conditions)
        )
        return self.unet(
            noisy, steps, context, added_cond_kwargs=conditions, **residuals
        ).sample.float()

    def _by_face_id(self, batch: Batch) -> dict[str, Any]:
        """FaceID's tokens speak; nothing places the face."""
        units = nn.functional.normalize(batch.faces[:, 0], dim=-1)
        self.extras[0] = None
        self.extras[3] = (self.face_id.image_proj(units), batch.face_share)
        return {}

    def by_instant_id(
        self, noisy: Tensor, steps: Tensor, batch: Batch, conditions: dict[str, Tensor]
    ) -> dict[str, Any]:
        """InstantID's tokens speak, and IdentityNet adds its residuals where there is a pose."""
        face, rows = self.identity.image_proj(batch.faces), batch.posed
        self.extras[0], self.extras[3] = (face, batch.face_share), None
        down, middle = self.identity_net(
            noisy[rows],
            steps[rows],
            encoder_hidden_states=face[rows],
            controlnet_cond=batch.landmarks,
            added_cond_kwargs={name: part[rows] for name, part in conditions.items()},
            return_dict=False,
        )
        return {
            "down_block_additional_residuals": [_spread(d, rows, len(noisy)) for d in down],
            "mid_block_additional_residual": _spread(middle, rows, len(noisy)),
        }


def told_sizes(latents: Tensor) -> Tensor:
    """What SDXL is told of the sizes of pictures (n, channels, h, w) of latents, (n, 6)."""
    high, wide = (float(autoencoder.FACTOR * side) for side in latents.shape[-2:])
    return constant((high, wide, 0, 0, high, wide), latents.device).expand(len(latents), -1)


def _learned_before(projection: nn.Module) -> None:
    """Begin from the projection's first lesson, if it had one."""
    lesson = RUNS / "projection" / "model.pt"
    if lesson.exists():
        projection.load_state_dict(torch.load(lesson, weights_only=True))


def _taught_to_read(model: Portraits) -> None:
    """Begin the text encoders from their first lesson, if they had one."""
    for name in ("text_encoder", "text_encoder_2"):
        text.learned_before(name, getattr(model, name))


def _spread(part: Tensor, rows: Tensor, count: int) -> Tensor:
    """Rows of a part of the batch at their places, zeros elsewhere."""
    return part.new_zeros(count, *part.shape[1:]).index_copy(0, rows, part)


def train(steps: int = 3000, frozen: bool = False, processes: int = 2) -> None:
    """Train together (`portraits`), or the adapters alone from there on (`adapters`).

    FaceID is trained on the frozen base only, as the papers train their adapters.
    """
    torch.multiprocessing.spawn(_train, (processes, steps, frozen), nprocs=processes)


def _train(rank: int, processes: int, steps: int, frozen: bool) -> None:
    join_processes(rank, processes, port=29617)
    torch.manual_seed(5)
    stage = Stage("adapters" if frozen else "portraits", steps, rank)
    model, source = Portraits(), Source(mapped(), face_id=0.8 if frozen else 0.0)
    if frozen:
        hold = 0.0
        _freeze_base(model)
    else:  # what is trained already needs less time at the full rate
        hold = 0.25 if go_on(model) else 0.5
        model.face_id.requires_grad_(False)
    trained = [p for p in model.parameters() if p.requires_grad]
    optimiser = _optimiser(model, finishing=frozen)
    average = Average(trained, 0.98 if frozen else 0.995)
    start = stage.resume(model=model, optimiser=optimiser, average=average)
    powers, read = schedule(), None if frozen else reader.load()
    for step, rng, noise in stage.steps(start):
        listening = read if step < READ * steps else None
        losses = losses_of(model, listening, source.batch(rng, noise), powers, noise)
        loss = weighed(losses)
        optimiser.zero_grad()
        loss.backward()
        average_gradients(trained, processes)
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step(pace(step, steps, warmup=60, hold=hold))
        average.update(step)
        stage.log(step, **{name: value.detach() for name, value in losses.items()})
        if stage.due():
            stage.save(step + 1, model=model, optimiser=optimiser, average=average)
    if rank == 0:
        stage.save(steps, model=model, optimiser=optimiser, average=average)
        average.swap()
        torch.save(model.state_dict(), stage.folder / "model.pt")


def go_on(model: Portraits) -> bool:
    """Begin from the pack's portraits, if words, faces and latents mean the same to this run.

    Returns:
        Whether they were taken over.
    """
    if not _means_the_same():
        return False
    weights = "diffusion_pytorch_model.safetensors"
    files = {
        "unet": ("base", "unet", weights),
        "text_encoder": ("base", "text_encoder", "model.safetensors"),
        "text_encoder_2": ("base", "text_encoder_2", "model.safetensors"),
        "identity_net": ("instantid", "ControlNetModel", weights),
        **{name: tuple(file.split("/")) for name, file in ADAPTERS.items()},
    }
    taken = all(begin_from(getattr(model, name), shipped(*file)) for name, file in files.items())
    _taught_to_read(model)
    return taken


def _means_the_same() -> bool:
    """Whether words, faces and latents are those of a pack to go on from."""
    changed = [stage for stage in ("autoencoder", "vision") if (RUNS / stage / "model").exists()]
    return not changed and not recogniser.trained_anew() and tokens.as_shipped()


def _freeze_base(model: Portraits) -> None:
    """Load what was trained together; FaceID goes on from the pack's.

    In a first run it begins at what the text's keys and values became.
    """
    model.load_state_dict(torch.load(RUNS / "portraits" / "model.pt", weights_only=True))
    if not _means_the_same():
        model.face_id.start_from(model.unet)
    for part in model.base:
        part.requires_grad_(False)


def _optimiser(model: Portraits, finishing: bool) -> MuonAdamW:
    """Muon and AdamW; the projections to tokens learn gently.

    At the full rate they are quickest at making all faces the same, which disturbs the base less
    than tokens that mean nothing yet; then there is nothing left to learn from.
    """
    matrices, others, gentle = rates(model)
    rate = FINISHING if finishing else 1.0
    return MuonAdamW(
        matrices,
        others,
        matrix_rate=MATRIX_RATE * rate,
        other_rate=OTHER_RATE * rate,
        gentle=gentle,
    )


def rates(
    model: Portraits,
) -> tuple[list[nn.Parameter], list[nn.Parameter], list[nn.Parameter]]:
    """What is trained: matrices for Muon, and for AdamW what learns fast and what gently."""
    ends = ("conv_in", "conv_out", "controlnet_", "cond_embedding", "text_encoder", "embedding")
    gentle = [p for n, p in model.named_parameters() if "image_proj" in n and p.requires_grad]
    matrices, others = split_matrices(
        [model], lambda name: "image_proj" in name or any(end in name for end in ends)
    )
    slow = set(map(id, gentle))
    return matrices, [p for p in others if id(p) not in slow], gentle


def weighed(losses: dict[str, Tensor]) -> Tensor:
    """What is minimised of what `losses_of` tells."""
    weights = {"loss": 1.0, "facts": FACTS_WEIGHT, "face": FACE_WEIGHT}
    return torch.stack([weights[name] * losses[name] for name in weights if name in losses]).sum()


def losses_of(
    model: nn.Module,
    read: Reader | None,
    batch: Batch,
    powers: Tensor,
    noise: torch.Generator | None,
) -> dict[str, Tensor]:
    """The squared error of v, what a reader misses in the picture; for the log middling noise.

    `model` is called as `Portraits` is.

    Faces count for more than their size (`Batch.weights`). Without a reader only the error counts.
    """
    where = batch.latents.device
    steps = _timesteps(len(batch.latents), len(powers), noise, where)
    added = torch.randn(batch.latents.shape, generator=noise, device=where)
    kept = powers[steps][:, None, None, None]
    noisy = kept.sqrt() * batch.latents + (1 - kept).sqrt() * added
    wanted = kept.sqrt() * added - (1 - kept).sqrt() * batch.latents
    with mixed(where):
        v = model(noisy, steps, batch)
    errors = ((v - wanted).square() * batch.weights()).mean((1, 2, 3))
    middling = ((steps > 300) & (steps < 700)).float()
    losses = {
        "loss": errors.mean(),
        "middling": (errors.detach() * middling).sum() / middling.sum().clamp(min=1),
    }
    if read is not None:
        clear = kept.sqrt() * noisy - (1 - kept).sqrt() * v
        with mixed(where):
            scores, face = read(through_noise(clear, powers, noise, QUIETEST), batch.places)
        off = 1 - (face * batch.people).sum(1)
        losses["facts"] = told(scores, batch.truth)
        losses["face"] = (off * batch.known).sum() / batch.known.sum().clamp(min=1)
    return losses


def _timesteps(count: int, last: int, noise: torch.Generator | None, where: torch.device) -> Tensor:
    """Half of them anywhere, half drawn to the middle, where what the picture shows is decided.

    Source: the logit-normal distribution of Esser et al., 2024.
    """
    anywhere, which = torch.rand(2, count, generator=noise, device=where)
    middle = MIDDLE[0] + MIDDLE[1] * torch.randn(count, generator=noise, device=where)
    chosen = torch.where(which < 0.5, anywhere, middle.sigmoid())
    return (chosen * last).long().clamp(max=last - 1)


def save(weights: Path, folder: Path) -> None:
    """Write the parts in their official layouts, in half precision."""
    model = Portraits()
    model.load_state_dict(torch.load(weights, weights_only=True))
    model.half()
    for name in ("unet", "text_encoder", "text_encoder_2"):
        getattr(model, name).save_pretrained(folder / "base" / name)
    model.identity_net.save_pretrained(folder / "instantid" / "ControlNetModel")
    for name, file in ADAPTERS.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        save_file(getattr(model, name).state(), path)
