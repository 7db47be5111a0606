"""The lessons one after the other, each for its share of the time, and what is kept of them."""

import json
import time
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from diffusers import AutoencoderKL, AutoencoderTiny
from safetensors.torch import save
from torch import Tensor, nn

from training import (
    autoencoder,
    card,
    critic,
    dataset,
    draft,
    looking,
    portraits,
    preview,
    reader,
    tokens,
    vision,
)
from training.batches import Source
from training.common import GENTLE, Average, falling, images_to_tensor, split_matrices
from training.gpu.muon import Muon
from training.gpu.pool import Pool
from training.noise import schedule
from training.shipped import begin_from, shipped

SHARES = {  # of the time
    "autoencoder": 0.11,
    "vision": 0.05,
    "reader": 0.065,
    "portraits": 0.24,
    "unread": 0.3,
    "adapters": 0.055,
    "critic": 0.06,
    "draft": 0.075,
    "preview": 0.02,
}
POSED = 2 / 3  # share of the pictures whose landmarks are kept
CHUNK = 15 << 20  # bytes of one file of what is kept
EVERY, SOON = 2, 20_000  # steps from shard to shard, once so many pictures are there
SNAPSHOT = 120  # seconds between two copies of the portraits


class Course:
    """Everything that is taught, in order."""

    def __init__(
        self, pool: Pool, out: Path, seconds: float, batch: int, lessons: Collection[str]
    ) -> None:
        """Be ready to teach.

        Args:
            pool: the pictures; more may arrive all the time.
            out: folder of what is kept; read it with `python -m training.gpu.collect`.
            seconds: for all lessons together.
            batch: pictures in a step of the portraits.
            lessons: which of SHARES are taught; of the others the pack's models are taken.
        """
        whole = sum(SHARES[name] for name in lessons)
        self.shares = {name: share / whole for name, share in SHARES.items() if name in lessons}
        self.pool, self.out, self.seconds, self.batch = pool, out, seconds, batch
        self.device, self.powers = pool.device, schedule().to(pool.device)
        self.rng = np.random.default_rng(dataset.SEED)

    def run(self) -> None:
        """Teach all."""
        vae = self._autoencoder() if "autoencoder" in self.shares else autoencoder.load()
        tower = self._vision() if "vision" in self.shares else vision.load()
        self.pool.understand(vae.to(self.device), tower.to(self.device))
        self._keep("encoders", _named({"vae": vae.state_dict(), "tower": tower.state_dict()}))
        read = self._reader() if "reader" in self.shares else None
        model = portraits.Portraits()
        print("going on from the pack:", portraits.go_on(model), flush=True)
        model.to(self.device)
        model.face_id.requires_grad_(False)
        if read is not None:
            self._portraits("portraits", model, read)
        self._portraits("unread", model, None)
        model.face_id.requires_grad_(True)
        for part in model.base:
            part.requires_grad_(False)
        self._portraits("adapters", model, None)
        if "critic" in self.shares:
            self._keep("critic", self._critic().state_dict())
        quick = {"draft": self._draft(model), "preview": self._preview().state_dict()}
        self._keep("quick", _named(quick))
        (self.out / card.NOTE).write_text(json.dumps({"pictures": self.pool.arrived}))

    def _lesson(self, name: str) -> Iterator[tuple[int, float]]:
        """Steps, and which share of the lesson is over; new pictures are taken between them."""
        began, seconds, step = time.monotonic(), self.shares.get(name, 0) * self.seconds, 0
        while seconds and (done := (time.monotonic() - began) / seconds) < 1:
            yield step, done
            step += 1
            if step % EVERY == 0 or self.pool.arrived < SOON:
                self.pool.take(1)
            if step % 20 == 0 and self.device.type == "cuda":
                torch.cuda.synchronize()
        print(f"{name}: {step} steps, {self.pool.arrived} pictures have come", flush=True)

    def _log(self, name: str, step: int, every: int, **figures: Tensor) -> None:
        if step % every == 0:
            told = {key: round(float(value.detach()), 4) for key, value in figures.items()}
            row = {"lesson": name, "step": step, "pictures": self.pool.arrived, **told}
            print(json.dumps(row), flush=True)

    def _keep(self, name: str, state: dict[str, Tensor]) -> None:
        """Write tensors, in half precision, as files of at most CHUNK bytes."""
        halves = {
            key: (value.half() if value.is_floating_point() else value).cpu().contiguous()
            for key, value in state.items()
        }
        stored = save(halves)
        self.out.mkdir(parents=True, exist_ok=True)
        for k, start in enumerate(range(0, len(stored), CHUNK)):
            partial = self.out / f"{name}.{k}.part"
            partial.write_bytes(stored[start : start + CHUNK])
            partial.rename(self.out / f"{name}.{k}.bin")

    def _autoencoder(self) -> AutoencoderKL:
        model = autoencoder.build()
        begin_from(model, shipped("base", "vae", "diffusion_pytorch_model.safetensors"))
        model.to(self.device)
        ends = ("conv_in", "conv_out", "quant_conv")
        split = split_matrices([model], lambda name: any(end in name for end in ends))
        optimiser = _Optimiser(*split, matrix_rate=5e-3, other_rate=4e-4, decay=0.0)
        average, size = Average(optimiser.all, 0.99), max(2, self.batch // 24)
        for step, done in self._lesson("autoencoder"):
            rows = torch.randint(self.pool.pictures, (size,), device=self.device)
            weights = autoencoder.weigh(self.pool.landmarks[rows], self.pool.boxes[rows])
            images = images_to_tensor(self.pool.images[rows])
            if self.rng.random() < 0.5:
                images, weights = images.flip(3), weights.flip(3)
            loss, figures = autoencoder.loss_of(
                model, images, weights / weights.mean(), self.rng, None, exact=False
            )
            optimiser.step(loss, falling(done, 0.2) * min(1, (step + 1) / 40))
            average.update(step)
            self._log("autoencoder", step, 100, **figures)
        average.swap()
        model.eval().requires_grad_(False)
        autoencoder.normalise(model, images_to_tensor(self.pool.images[:512]))
        return model

    def _critic(self) -> critic.Net:
        model, pool = critic.Net().to(self.device), self.pool
        optimiser = _Optimiser([], model.parameters(), other_rate=critic.RATE, decay=0.03)
        for step, done in self._lesson("critic"):
            weights = critic.rarity(pool.truth[: pool.pictures])
            rows = torch.multinomial(weights, max(8, self.batch // 2), replacement=True)
            images = images_to_tensor(pool.images[rows])
            images = F.interpolate(images, looking.SIDE, mode="area")
            places = pool.landmarks[rows] / dataset.SIZE
            truth = pool.truth[rows]
            loss, figures = critic.loss_of(model, images, places, truth, self.rng, None)
            optimiser.step(loss, falling(done, 0.3, 0.01) * min(1, (step + 1) / 40))
            self._log("critic", step, 200, **figures)
        return model.eval()

    def _vision(self) -> Any:
        """As the stage, but the tower is also asked for the facts."""
        tokenizer = tokens.load()[0]
        lesson = vision.Lesson(len(tokenizer), tokenizer.eos_token_id)
        classes = sum(critic.CLASSES)
        heads = nn.ModuleList([nn.Linear(256, classes), nn.Linear(2 * 128, classes)])
        parts = nn.ModuleList([lesson, heads]).to(self.device)
        optimiser = _Optimiser([], parts.parameters(), other_rate=1e-3, decay=0.05)
        for step, done in self._lesson("vision"):
            rows = torch.randint(self.pool.pictures, (self.batch,), device=self.device)
            images = vision.pixels(self.pool.images[rows])
            images = images + 0.05 * torch.randn_like(images)
            variant = int(self.rng.integers(4))
            loss, right, told = lesson(images, self.pool.ids[0, variant][rows].int())
            inside = told.hidden_states[-2].float()
            inside = torch.cat([inside[:, 0], inside[:, 1:].mean(1)], 1)
            truth = self.pool.truth[rows]
            facts = [
                reader.told(head(part), truth)
                for head, part in zip(heads, (told.image_embeds.float(), inside), strict=True)
            ]
            loss = loss + 0.5 * (facts[0] + facts[1])
            optimiser.step(loss, falling(done, 0.3) * min(1, (step + 1) / 40))
            self._log("vision", step, 100, right=right, seen=facts[0], hidden=facts[1])
        return lesson.tower.eval().requires_grad_(False)

    def _reader(self) -> reader.Reader:
        model, pool = reader.Reader().to(self.device), self.pool
        optimiser = _Optimiser([], model.parameters(), other_rate=reader.RATE, decay=0.05)
        for step, done in self._lesson("reader"):
            rows = torch.randint(pool.count, (max(16, self.batch // 2),), device=self.device)
            latents, places = pool.latents[rows].float(), pool.landmarks[rows] / autoencoder.FACTOR
            faces = pool.faces[rows // dataset.SCENES]
            truth = pool.truth[rows]
            facts, off = reader.missed(model, latents, places, truth, faces, self.powers, None)
            optimiser.step(facts + 2 * off, falling(done, 0.3) * min(1, (step + 1) / 40))
            self._log("reader", step, 200, facts=facts, face=1 - off)
        return model.eval().requires_grad_(False)

    def _portraits(self, name: str, model: portraits.Portraits, read: reader.Reader | None) -> None:
        """Together with the reader, then without it; then the adapters alone.

        `model` then holds the averages.
        """
        finishing = name == "adapters"
        source = Source(self.pool, 0.6 if finishing else 0.0, self.batch, round(self.batch * POSED))
        hold = 0.25 if name == "portraits" else 0.0
        matrices, others, gentle = portraits.rates(model)
        rate = portraits.FINISHING if name != "portraits" else 1.0
        optimiser = _Optimiser(
            matrices,
            others,
            gentle,
            matrix_rate=portraits.MATRIX_RATE * rate,
            other_rate=portraits.OTHER_RATE * rate,
        )
        average, kept = Average(optimiser.all, 0.98 if finishing else 0.99), time.monotonic()
        for step, done in self._lesson(name):
            batch = source.batch(self.rng, None)
            losses = portraits.losses_of(model, read, batch, self.powers, None)
            optimiser.step(portraits.weighed(losses), falling(done, hold) * min(1, (step + 1) / 60))
            average.update(step)
            self._log(name, step, 50, **losses)
            if time.monotonic() - kept > SNAPSHOT:
                kept = time.monotonic()
                average.swap()
                self._keep("portraits", model.state_dict())
                average.swap()
        average.swap()
        self._keep("portraits", model.state_dict())

    def _draft(self, model: portraits.Portraits) -> dict[str, Tensor]:
        model.requires_grad_(False)
        lora = draft.Lora(model.unet)
        lora.go_on()
        lora.to(self.device)
        size = max(4, self.batch // 4)
        source = Source(self.pool, 0.0, size, size * 5 // 6)
        optimiser = _Optimiser([], lora.parameters(), other_rate=draft.RATE, decay=0.0)
        average = Average(optimiser.all, 0.98)
        for step, done in self._lesson("draft"):
            batch = source.batch(self.rng, None)
            loss = draft.loss_of(model, lora, batch, self.powers, None)
            optimiser.step(loss, falling(done, 0.3) * min(1, (step + 1) / 20))
            average.update(step)
            self._log("draft", step, 25, loss=loss)
        average.swap()
        return lora.state()

    def _preview(self) -> AutoencoderTiny:
        model = preview.build()
        begin_from(model, shipped("preview", "diffusion_pytorch_model.safetensors"))
        model.to(self.device)
        optimiser = _Optimiser([], model.decoder.parameters(), other_rate=2e-3, decay=1e-4)
        for step, done in self._lesson("preview"):
            limit = min(self.pool.count, len(self.pool.images))
            rows = torch.randint(limit, (max(4, self.batch // 8),), device=self.device)
            images = images_to_tensor(self.pool.images[rows])
            loss = preview.loss_of(model, self.pool.latents[rows].float(), images, None)
            optimiser.step(loss, falling(done, 0.3) * min(1, (step + 1) / 20))
            self._log("preview", step, 100, loss=loss)
        return model


class _Optimiser:
    """Muon and AdamW; backward, clipping and step in one."""

    def __init__(
        self,
        matrices: Iterable[nn.Parameter],
        others: Iterable[nn.Parameter],
        gentle: Iterable[nn.Parameter] = (),
        matrix_rate: float = 0.0,
        other_rate: float = 0.0,
        decay: float | None = None,
    ) -> None:
        matrices, others, gentle = list(matrices), list(others), list(gentle)
        self.all = [*matrices, *others, *gentle]
        self._muon = Muon(matrices, matrix_rate, 0.02 if decay is None else decay)
        groups = [(others, 1.0), (gentle, GENTLE)]
        self._adamw = torch.optim.AdamW(
            [{"params": part, "lr": other_rate * share} for part, share in groups if part],
            betas=(0.9, 0.95),
            weight_decay=1e-4 if decay is None else decay,
            fused=True,
        )
        self._rates = [group["lr"] for group in self._adamw.param_groups]

    def step(self, loss: Tensor, pace: float) -> None:
        """Take one step down the loss, at `pace` times the full rates."""
        for parameter in self.all:
            parameter.grad = None
        loss.backward()
        nn.utils.clip_grad_norm_(self.all, 1.0, foreach=True)
        for group, rate in zip(self._adamw.param_groups, self._rates, strict=True):
            group["lr"] = rate * pace
        self._adamw.step()
        self._muon.step(pace)


def _named(parts: dict[str, dict[str, Tensor]]) -> dict[str, Tensor]:
    every = ((part, *item) for part, state in parts.items() for item in state.items())
    return {f"{part}:{name}": value for part, name, value in every}
