"""What every training stage shares: its folder, its optimiser, its checkpoints, its pace."""

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.distributed as dist
from torch import Tensor, nn

RUNS = Path(os.environ.get("LIKENESS_RUNS", Path(__file__).parent / "runs"))
CHECKPOINT_SECONDS = 120
GENTLE = 0.15  # share of the usual rate of AdamW


def images_to_tensor(images: np.ndarray | Tensor) -> Tensor:
    """RGB uint8 (n, h, w, 3) to float32 (n, 3, h, w) in [-1, 1]."""
    if isinstance(images, np.ndarray):
        images = torch.from_numpy(np.ascontiguousarray(images))
    return images.permute(0, 3, 1, 2).float() / 127.5 - 1


def tensor_to_images(images: Tensor) -> np.ndarray:
    """Float (n, 3, h, w) in [-1, 1] to RGB uint8 (n, h, w, 3)."""
    levels = ((images.detach().float().clamp(-1, 1) + 1) * 127.5).round().byte()
    return levels.permute(0, 2, 3, 1).numpy()


@cache
def constant(values: tuple[float, ...], device: torch.device) -> Tensor:
    """Numbers on a device, sent there once: a GPU stands still for each that is sent."""
    return torch.tensor(values, dtype=torch.float32, device=device)


def mixed(device: torch.device | None = None) -> torch.autocast:
    """bfloat16 where it is safe; on a CPU with AVX-512-bf16 about twice as fast."""
    return torch.autocast("cpu" if device is None else device.type, torch.bfloat16)


class MuonAdamW:
    """Muon for the hidden matrices (convolutions flattened to matrices), AdamW for the rest.

    torch's own optimisers; Muon takes 2-D parameters only, so that a convolution is handed to
    it as a flat view that shares its memory. `gentle` parameters have a small rate of AdamW.
    """

    def __init__(
        self,
        matrices: Iterable[nn.Parameter],
        others: Iterable[nn.Parameter],
        matrix_rate: float,
        other_rate: float,
        weight_decay: float = 0.02,
        gentle: Iterable[nn.Parameter] = (),
    ) -> None:
        self.matrices = list(matrices)
        self.views = [nn.Parameter(p.detach().view(p.shape[0], -1)) for p in self.matrices]
        self.muon = torch.optim.Muon(
            self.views, lr=matrix_rate, weight_decay=weight_decay, ns_steps=4
        )
        groups = [{"params": list(others), "lr": other_rate}]
        if slow := list(gentle):
            groups.append({"params": slow, "lr": other_rate * GENTLE})
        self.adamw = torch.optim.AdamW(groups, betas=(0.9, 0.95), weight_decay=1e-4, foreach=True)
        self.rates = [(g, g["lr"]) for o in (self.muon, self.adamw) for g in o.param_groups]

    def zero_grad(self) -> None:
        for parameter in self.matrices:
            parameter.grad = None
        self.adamw.zero_grad()

    def step(self, pace: float) -> None:
        """Take one step at `pace` times the full rates."""
        for group, rate in self.rates:
            group["lr"] = rate * pace
        for view, parameter in zip(self.views, self.matrices, strict=True):
            view.grad = None if parameter.grad is None else parameter.grad.view_as(view)
        self.muon.step()
        self.adamw.step()

    def state_dict(self) -> dict[str, Any]:
        return {"muon": self.muon.state_dict(), "adamw": self.adamw.state_dict()}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        self.muon.load_state_dict(state["muon"])
        self.adamw.load_state_dict(state["adamw"])
        groups = [*self.muon.param_groups, *self.adamw.param_groups]  # these are new objects
        self.rates = [(g, rate) for g, (_, rate) in zip(groups, self.rates, strict=True)]


def split_matrices(
    modules: Iterable[nn.Module], keep_out: Callable[[str], bool]
) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
    """Trainable parameters as (hidden matrices for Muon, the rest for AdamW)."""
    matrices, others = [], []
    for module in modules:
        for name, parameter in module.named_parameters():
            if parameter.requires_grad:
                hidden = parameter.ndim in (2, 4) and not keep_out(name)
                (matrices if hidden else others).append(parameter)
    return matrices, others


class Average:
    """Exponential moving average of parameters, warmed up so that early steps do not linger."""

    def __init__(self, parameters: Iterable[nn.Parameter], decay: float) -> None:
        self.parameters = list(parameters)
        self.decay = decay
        self.values = [p.detach().clone() for p in self.parameters]

    @torch.no_grad()
    def update(self, step: int) -> None:
        decay = min(self.decay, (1 + step) / (10 + step))
        torch._foreach_lerp_(self.values, [p.detach() for p in self.parameters], 1 - decay)

    @torch.no_grad()
    def swap(self) -> None:
        """Exchange averages and parameters; call again to go back."""
        for parameter, value in zip(self.parameters, self.values, strict=True):
            kept = parameter.detach().clone()
            parameter.copy_(value)
            value.copy_(kept)


def pace(step: int, total: int, warmup: int = 40, hold: float = 0.5, floor: float = 0.03) -> float:
    """Share of the full rate: linear warm-up, constant until `hold`, then linearly to `floor`."""
    return min(1.0, (step + 1) / warmup) * falling(step / total, hold, floor)


def falling(done: float, hold: float, floor: float = 0.03) -> float:
    """Share of the full rate after a share `done` of the steps, without the warm-up."""
    return 1.0 if done < hold else max(floor, (1 - done) / (1 - hold))


@dataclass
class Stage:
    """One stage's folder, log and resumable state; the same on every process of the stage."""

    name: str
    total: int
    rank: int = 0
    folder: Path = field(init=False)
    _began: float = field(init=False, default_factory=time.monotonic)
    _saved: float = field(init=False, default_factory=time.monotonic)
    _window: list[dict[str, float]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.folder = RUNS / self.name
        self.folder.mkdir(parents=True, exist_ok=True)

    @property
    def checkpoint(self) -> Path:
        return self.folder / "checkpoint.pt"

    def resume(self, **parts: Any) -> int:
        """Load the last checkpoint into `parts`; return the step to go on from, 0 at first."""
        if not self.checkpoint.exists():
            return 0
        state = torch.load(self.checkpoint, map_location="cpu", weights_only=True)
        for name, part in parts.items():
            if isinstance(part, Average):
                for value, saved in zip(part.values, state[name], strict=True):
                    value.copy_(saved)
            else:
                part.load_state_dict(state[name])
        return int(state["step"])

    def save(self, step: int, **parts: Any) -> None:
        """Write a checkpoint so that a cut leaves either the old one or the new one."""
        state = {
            n: p.values if isinstance(p, Average) else p.state_dict() for n, p in parts.items()
        }
        partial = self.checkpoint.with_suffix(".part")
        torch.save({"step": step, **state}, partial)
        os.replace(partial, self.checkpoint)
        self._saved = time.monotonic()

    def steps(self, start: int) -> Iterator[tuple[int, np.random.Generator, torch.Generator]]:
        """Step numbers with their own random sources, the same whether resumed or not."""
        for step in range(start, self.total):
            seed = [hash_name(self.name), self.rank, step]
            rng = np.random.default_rng(seed)
            yield step, rng, torch.Generator().manual_seed(int(rng.integers(2**62)))

    def due(self) -> bool:
        """Whether the first process should write a checkpoint now."""
        return self.rank == 0 and time.monotonic() - self._saved > CHECKPOINT_SECONDS

    def log(self, step: int, every: int = 25, **figures: float | Tensor) -> None:
        """Gather figures; every so many steps print and append their means to log.jsonl."""
        self._window.append({name: float(value) for name, value in figures.items()})
        if self.rank or (step + 1) % every:
            return
        means = {k: float(np.mean([w[k] for w in self._window if k in w])) for k in figures}
        self._window.clear()
        row = {"step": step + 1, "seconds": round(time.monotonic() - self._began, 1), **means}
        print(self.name, " ".join(f"{k} {v:.4g}" for k, v in row.items()), flush=True)
        with (self.folder / "log.jsonl").open("a") as file:
            file.write(json.dumps(row) + "\n")


def hash_name(name: str) -> int:
    """A small number that differs between stages, so that they see different noise."""
    return int.from_bytes(name.encode()[:6], "big")


def average_gradients(parameters: list[nn.Parameter], processes: int) -> None:
    """Mean of the gradients over all processes, in one transfer; absent ones count as zero."""
    if processes == 1:
        return
    parts = [torch.zeros_like(p) if p.grad is None else p.grad for p in parameters]
    flat = torch.cat([part.flatten() for part in parts])
    dist.all_reduce(flat)
    flat /= processes
    pieces = flat.split([p.numel() for p in parameters])
    for parameter, piece in zip(parameters, pieces, strict=True):
        parameter.grad = piece.view_as(parameter)


def join_processes(rank: int, processes: int, port: int) -> None:
    """Become one of `processes` that train together on this machine; one thread each."""
    torch.set_num_threads(1)
    if processes > 1:
        os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(port))
        dist.init_process_group("gloo", rank=rank, world_size=processes)
