"""Muon for matrices of one shape at a time.

torch's own Muon takes one matrix after the other; of the 300 small ones here each costs thirty
launches, so that a GPU would wait for them half of the time.
"""

import math
from collections.abc import Iterable
from functools import cache

import torch
from torch import Tensor, nn

MOMENTUM, STEPS = 0.95, 4
A, B, C = 3.4445, -4.7750, 2.0315  # of the quintic iteration, Jordan et al., 2024


class Muon:
    """The same steps as `torch.optim.Muon` takes, with Nesterov's momentum."""

    def __init__(self, matrices: Iterable[nn.Parameter], rate: float, decay: float) -> None:
        """Of parameters of two dimensions or more; the first one is kept, the others are one."""
        groups: dict[tuple[int, int], list[nn.Parameter]] = {}
        for matrix in matrices:
            rows = matrix.shape[0]
            groups.setdefault((rows, matrix.numel() // rows), []).append(matrix)
        self._groups = list(groups.items())
        self._rate, self._decay = rate, decay
        self._moments = [
            torch.zeros(len(group), *shape, device=group[0].device) for shape, group in self._groups
        ]

    @torch.no_grad()
    def step(self, pace: float) -> None:
        """Take one step at `pace` times the full rate; matrices without a gradient stay."""
        rate = self._rate * pace
        for ((rows, columns), group), moment in zip(self._groups, self._moments, strict=True):
            moved = [k for k, matrix in enumerate(group) if matrix.grad is not None]
            if not moved:
                continue
            matrices = [group[k] for k in moved]
            slopes = torch.stack([m.grad.reshape(rows, columns) for m in matrices])
            rows_moved = _places(tuple(moved), moment.device)
            kept = moment[rows_moved].lerp(slopes, 1 - MOMENTUM)
            moment.index_copy_(0, rows_moved, kept)
            way = orthogonal(slopes.lerp(kept, MOMENTUM)).to(moment.dtype)
            torch._foreach_mul_(matrices, 1 - rate * self._decay)
            steps = [w.view(m.shape) for w, m in zip(way, matrices, strict=True)]
            torch._foreach_add_(matrices, steps, alpha=-rate * math.sqrt(max(1, rows / columns)))


@cache
def _places(places: tuple[int, ...], device: torch.device) -> Tensor:
    return torch.tensor(places, device=device)


def orthogonal(matrices: Tensor) -> Tensor:
    """Matrices (k, rows, columns) with singular values near 1 in their place (Newton-Schulz)."""
    x = matrices.bfloat16()
    tall = x.shape[-2] > x.shape[-1]
    if tall:
        x = x.mT
    x = x / x.norm(dim=(-2, -1), keepdim=True).clamp(min=1e-7)
    for _ in range(STEPS):
        gram = x @ x.mT
        x = torch.baddbmm(x, torch.baddbmm(gram, gram, gram, beta=B, alpha=C), x, beta=A)
    return x.mT if tall else x
