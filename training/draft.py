"""Few steps instead of twenty: a LoRA that jumps where the guided base walks.

Progressive distillation (Salimans and Ho, 2022) with guidance baked in, as SDXL-Lightning does it
before its adversarial part (Lin et al., 2024): the timesteps fall into four segments; the base
with guidance walks each segment in several steps, and the LoRA learns to land at the same place
in one step without guidance. Everything but the LoRA is frozen.
"""

from pathlib import Path

import torch
import torch.multiprocessing
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from training.batches import Batch, Source, mapped
from training.common import RUNS, Average, Stage, average_gradients, join_processes, mixed, pace
from training.noise import schedule
from training.portraits import Portraits
from training.shipped import shipped

FILE = "loras/likeness-draft_4step_lora.safetensors"
STEPS, WALK, GUIDANCE = 4, 3, 3.0  # steps of a draft, steps of the base in each, its guidance
RANK = 8
RATE = 2e-3
BATCH = 12


class LowRank(nn.Module):
    """An addition of low rank to one layer, x to up(down(x)); zero at first."""

    def __init__(self, layer: nn.Linear | nn.Conv2d) -> None:
        super().__init__()
        if isinstance(layer, nn.Conv2d):
            shape = (layer.kernel_size, layer.stride, layer.padding)
            self.down: nn.Module = nn.Conv2d(layer.in_channels, RANK, *shape, bias=False)
            self.up: nn.Module = nn.Conv2d(RANK, layer.out_channels, 1, bias=False)
        else:
            self.down = nn.Linear(layer.in_features, RANK, bias=False)
            self.up = nn.Linear(RANK, layer.out_features, bias=False)
        nn.init.zeros_(self.up.weight)

    def forward(self, x: Tensor) -> Tensor:
        return self.up(self.down(x))


class Lora(nn.Module):
    """Additions to the hidden layers of a UNet, which can be switched off."""

    def __init__(self, unet: nn.Module) -> None:
        super().__init__()
        self.on = True
        self.names: list[str] = []
        self.parts = nn.ModuleList()
        for name, layer in unet.named_modules():
            inside = name.startswith(("down_blocks", "mid_block", "up_blocks"))
            if inside and isinstance(layer, nn.Linear | nn.Conv2d) and "time_emb" not in name:
                part = LowRank(layer)
                layer.register_forward_hook(lambda _, x, y, part=part: self._add(part, x[0], y))
                self.names.append(name)
                self.parts.append(part)

    def _add(self, part: nn.Module, x: Tensor, y: Tensor) -> Tensor:
        return y + part(x) if self.on else y

    @torch.no_grad()
    def go_on(self) -> bool:
        """Begin from the pack's additions, if they belong to these layers.

        Returns:
            Whether they were taken over.
        """
        if (file := shipped(*FILE.split("/"))) is None:
            return False
        mine, stored = self.state(), load_file(file)
        if {n: t.shape for n, t in mine.items()} != {n: t.shape for n, t in stored.items()}:
            return False
        for name, part in zip(self.names, self.parts, strict=True):
            part.down.weight.copy_(stored[f"unet.{name}.lora_A.weight"])
            part.up.weight.copy_(stored[f"unet.{name}.lora_B.weight"])
        return True

    def state(self) -> dict[str, Tensor]:
        """In the layout of diffusers: `unet.<layer>.lora_A.weight` and `lora_B.weight`."""
        named = zip(self.names, self.parts, strict=True)
        return {
            f"unet.{name}.lora_{letter}.weight": half.weight.detach().clone()
            for name, part in named
            for letter, half in (("A", part.down), ("B", part.up))
        }


def train(steps: int = 400, processes: int = 2) -> None:
    """Train; the weights lie in runs/draft/lora.safetensors."""
    torch.multiprocessing.spawn(_train, (processes, steps), nprocs=processes)


def _train(rank: int, processes: int, steps: int) -> None:
    join_processes(rank, processes, port=29618)
    torch.manual_seed(8)
    stage, model = Stage("draft", steps, rank), Portraits()
    source = Source(mapped(), size=BATCH, posed=BATCH * 5 // 6)
    model.load_state_dict(torch.load(RUNS / "adapters" / "model.pt", weights_only=True))
    model.requires_grad_(False)
    lora = Lora(model.unet)
    lora.go_on()
    trained = list(lora.parameters())
    optimiser = torch.optim.AdamW(trained, lr=RATE, betas=(0.9, 0.98), weight_decay=0)
    average = Average(trained, 0.98)
    start = stage.resume(lora=lora, optimiser=optimiser, average=average)
    powers = schedule()
    for step, rng, noise in stage.steps(start):
        loss = loss_of(model, lora, source.batch(rng, noise), powers, noise)
        optimiser.zero_grad()
        loss.backward()
        average_gradients(trained, processes)
        nn.utils.clip_grad_norm_(trained, 1.0)
        for group in optimiser.param_groups:
            group["lr"] = RATE * pace(step, steps, warmup=20, hold=0.3)
        optimiser.step()
        average.update(step)
        stage.log(step, loss=loss.item())
        if stage.due():
            stage.save(step + 1, lora=lora, optimiser=optimiser, average=average)
    if rank == 0:
        stage.save(steps, lora=lora, optimiser=optimiser, average=average)
        average.swap()
        save_file({n: t.half() for n, t in lora.state().items()}, path())


def path() -> Path:
    return RUNS / "draft" / "lora.safetensors"


def loss_of(
    model: Portraits, lora: Lora, batch: Batch, powers: Tensor, noise: torch.Generator | None
) -> Tensor:
    """Squared distance of v between one step of the LoRA and the walk of the guided base."""
    count, last, where = len(batch.latents), len(powers), batch.latents.device
    segment = torch.randint(0, STEPS, (count,), generator=noise, device=where)
    start = last - 1 - segment * (last // STEPS)
    end = start - last // STEPS
    added = torch.randn(batch.latents.shape, generator=noise, device=where)
    a, s = _shares(powers, start)
    noisy = torch.where(segment[:, None, None, None] == 0, added, a * batch.latents + s * added)
    goal = _walk(model, lora, noisy, start, end, batch, powers)
    after_a, after_s = _shares(powers, end)
    wanted = (goal - (a * after_a + s * after_s) * noisy) / (a * after_s - s * after_a)
    lora.on = True
    with mixed(where):
        told = model(noisy, start, batch)
    return ((told - wanted).square() * batch.weights()).mean()


@torch.no_grad()
def _walk(
    model: Portraits,
    lora: Lora,
    noisy: Tensor,
    start: Tensor,
    end: Tensor,
    batch: Batch,
    powers: Tensor,
) -> Tensor:
    """Where the guided base comes to from `start` to `end` in WALK deterministic steps."""
    lora.on = False
    null, x = batch.unconditional(), noisy
    for k in range(WALK):
        now = start + (end - start) * k // WALK
        then = start + (end - start) * (k + 1) // WALK
        with mixed(x.device):
            told, blind = model(x, now, batch), model(x, now, null)
        v = blind + GUIDANCE * (told - blind)
        (a, s), (after_a, after_s) = _shares(powers, now), _shares(powers, then)
        x = (a * after_a + s * after_s) * x + (a * after_s - s * after_a) * v
    return x


def _shares(powers: Tensor, steps: Tensor) -> tuple[Tensor, Tensor]:
    """Shares of signal and noise at these timesteps, (n, 1, 1, 1); below 0 all is signal."""
    kept = torch.where(steps < 0, powers.new_ones(()), powers[steps.clamp(min=0)])
    return kept.sqrt()[:, None, None, None], (1 - kept).sqrt()[:, None, None, None]
