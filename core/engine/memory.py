"""Before anything is loaded: where the models shall lie, so that memory suffices.

A card that overflows draws ten times more slowly, without a word: the driver moves what does not
fit to the computer's memory and back. So what a picture needs is estimated from the sizes of its
models, compared with what is free, and the first rung of a ladder is taken that fits: fast and
exact ones first, fp8 last. Where memory runs out all the same, the next rung is taken, and that is
remembered (`core.engine.sparing`). `core.engine.placing` does what a plan says.

Nothing here but `measured` touches a device, so plans for any card can be made anywhere.
Numbers: of SDXL with fp16, of `docs/performance.md` and of the sizes of published files.
"""

import os
from dataclasses import dataclass, replace
from typing import Literal, get_args

from core.errors import BadInput
from core.packs.weighing import Weights
from core.told import Told, in_a_row

Placement = Literal["resident", "sparing", "nets", "models", "leaves"]
PLACEMENTS: tuple[Placement, ...] = get_args(Placement)  # from the most memory to the least

ALLOWANCE = 300_000_000  # bytes: what libraries keep for themselves, and holes between blocks
DENOISE = 700  # bytes for each pixel and byte of a number, in a step with guidance
DECODE = 3_200  # bytes for each decoded pixel in float32, which half precision may fall back to
BLENDED = 40  # bytes for each pixel that was decoded in tiles
KEPT_KEYS = 75_000_000  # bytes: what keys and values of text, ID and image tokens amount to
LEAVES = 200_000_000  # bytes: the layer that works, the next one, and what was just used
MAX_TILE, MIN_TILE = 512, 128  # pixels


@dataclass(frozen=True)
class Plan:
    """Where the parts of the models lie, and in which type their numbers are kept.

    Attributes:
        device: of torch, where the sums are done.
        placement: what lies on it. `resident`: everything. `sparing`: without text and image
            encoders, and without keys' and values' weights once the tokens are projected; exact.
            `nets`: as that, and ControlNets layer by layer. `models`: only the one that works.
            `leaves`: every model layer by layer.
        tile: side of the tiles that the VAE works in, pixels; 0: it does the picture at once.
        fp8: UNet and ControlNets are kept in 8 bits, and widened layer by layer.
    """

    device: str = "cpu"
    placement: Placement = "resident"
    tile: int = 0
    fp8: bool = False

    @property
    def half(self) -> bool:
        """Whether numbers have 16 bits: on graphics cards."""
        return not self.device.startswith("cpu")

    @property
    def exact(self) -> bool:
        """Whether pictures are those of `resident`."""
        return not self.tile and not self.fp8

    def sentence(self) -> Told:
        """What it means, for people."""
        told = [_SENTENCES[self.placement]]
        if self.tile:
            told.append(Told("Pictures are decoded in tiles."))
        if self.fp8:
            told.append(Told("Weights are kept in 8 bits."))
        return in_a_row(*told)


_SENTENCES: dict[Placement, Told] = {
    "resident": Told("All models stay in memory."),
    "sparing": Told("Text encoders leave the graphics memory once they have read the words."),
    "nets": Told("ControlNets come into the graphics memory piece by piece."),
    "models": Told("Only the model that works is in the graphics memory."),
    "leaves": Told("All models come into the graphics memory piece by piece."),
}


@dataclass(frozen=True)
class Memory:
    """Bytes, needed or free: of the device and, where that has its own, of the computer."""

    device: int
    host: int = 0


def ladder(device: str, size: tuple[int, int]) -> tuple[Plan, ...]:
    """All plans for a device, from the fastest that changes nothing to the most modest.

    A processor, and a card that shares the computer's memory, win nothing by moving models about.

    Args:
        device: of torch, such as `cuda:0`.
        size: width and height of the largest picture that is drawn at once, pixels.
    """
    tile = _tile(size)
    if not device.startswith(("cuda", "xpu")):
        here = Plan(device)
        return here, replace(here, tile=tile)
    whole = [Plan(device, placement) for placement in PLACEMENTS]
    plans = [whole[0]]
    for plan in whole[1:]:
        plans += [plan, replace(plan, tile=tile)]
    last = replace(plans[-1], fp8=True)
    return (*plans, last, Plan("cpu"), Plan("cpu", tile=tile))


def needs(plan: Plan, weights: Weights, size: tuple[int, int]) -> Memory:
    """What a picture takes at its worst moment, estimated.

    Args:
        plan: how it is made.
        weights: of all its models.
        size: width and height of the largest picture that is drawn at once, pixels.
    """
    number, pixels = 2 if plan.half else 4, size[0] * size[1]
    width = 1 if plan.fp8 else number
    denoise = DENOISE * number * pixels
    decode = min(DECODE * plan.tile**2 + BLENDED * pixels, DECODE * pixels)
    if not plan.tile:
        decode = DECODE * pixels
    unet, nets = width * weights.unet, width * weights.nets
    keys = width * (weights.unet_keys + weights.net_keys) + number * weights.adapter_keys
    small = number * (weights.projections + weights.vae)
    readers = number * (weights.words + weights.eyes)
    everything = unet + nets + keys + small + readers
    work = max(denoise, decode)
    match plan.placement:
        case "resident":
            peak, out = everything + work, 0
        case "sparing":
            peak = unet + nets + small + max(readers, KEPT_KEYS + work)
            out = keys + readers
        case "nets":
            peak = unet + small + max(readers, KEPT_KEYS + LEAVES + work)
            out = keys + readers + nets
        case "models":
            drawing = unet + nets + keys + denoise
            peak = max(drawing, readers, number * weights.vae + decode)
            out = everything
        case "leaves":
            peak, out = number * weights.projections + LEAVES + KEPT_KEYS + work, everything
    return Memory(peak + ALLOWANCE, out)


def plan_for(weights: Weights, size: tuple[int, int], device: str, free: Memory) -> Plan:
    """The first plan of the ladder that fits into what is free.

    Where none does, a card leaves the work to the processor, which begins with the exact plan:
    the system may still find the memory.
    """
    plans = ladder(device, size)
    for plan in plans:
        wanted = needs(plan, weights, size)
        if plan.device != device:  # from a card to the processor
            wanted = Memory(0, wanted.device)
        if wanted.device <= free.device and wanted.host <= free.host:
            return plan
    return next(plan for plan in plans if plan.device == plans[-1].device)


def below(plan: Plan, weights: Weights, size: tuple[int, int], device: str) -> Plan | None:
    """The next plan that takes less than one with which memory ran out; None: there is none.

    Args:
        plan: that one.
        weights: of all models.
        size: of the largest picture that is drawn at once, pixels.
        device: that the ladder begins at.
    """
    plans = ladder(device, size)
    now = needs(plan, weights, size)
    for one in plans[_rung(plans, plan) + 1 :]:
        then = needs(one, weights, size)
        less = then.device < now.device or (then.device == now.device and then.host < now.host)
        if less or one.device != plan.device:
            return one
    return None


def lower(plan: Plan, other: Plan, size: tuple[int, int], device: str) -> Plan:
    """The more modest of two plans."""
    plans = ladder(device, size)
    return plans[max(_rung(plans, plan), _rung(plans, other))]


def must_move(there: Plan, wanted: Plan) -> bool:
    """Whether models that lie as one plan says have to be loaded anew for the next picture.

    Models that take less than they might stay as they are, unless the picture would come from
    another device than it might, or from 8 bits. Tiles are set for each picture.
    """
    if (there.device, there.fp8) != (wanted.device, wanted.fp8):
        return True
    return PLACEMENTS.index(wanted.placement) > PLACEMENTS.index(there.placement)


def _rung(plans: tuple[Plan, ...], plan: Plan) -> int:
    """Where a plan stands, whatever its tiles are."""
    alike = lambda one: (one.device, one.placement, one.tile > 0, one.fp8)
    return next((n for n, one in enumerate(plans) if alike(one) == alike(plan)), 0)


def _tile(size: tuple[int, int]) -> int:
    """Half of the picture in whole latents of the deepest layer, within what looks well."""
    return max(MIN_TILE, min(MAX_TILE, max(size) // 128 * 64))


def device_here() -> str:
    """The torch device to draw on: the first graphics card, or the processor.

    The variable LIKENESS_DEVICE names another one, such as `cpu`, `cuda:1` or `mps`.

    Raises:
        BadInput: if torch can't draw there.
    """
    import torch

    if named := os.environ.get("LIKENESS_DEVICE"):
        try:
            torch.empty(1, device=named)
        except (RuntimeError, AssertionError) as error:
            raise BadInput(
                Told("There is no device '{0}' to draw on.", named),
                "Set the variable LIKENESS_DEVICE to cpu or cuda:0, or leave it out.",
            ) from error
        return named
    return "cuda:0" if torch.cuda.is_available() else "cpu"


def measured(device: str) -> Memory:
    """What there is for the models on this computer.

    Of a card it is what is free, with what this process holds of it already. For a processor it is
    what is built in, or what its container may use: what other programs take at the moment must
    not decide on the pixels, so that there the same recipe gives the same bytes.
    """
    import psutil
    import torch

    memory, allowed = psutil.virtual_memory(), _allowed()
    if not device.startswith("cuda"):
        built_in = min(memory.total, allowed)
        return Memory(built_in, built_in)
    free, _ = torch.cuda.mem_get_info(device)
    mine = torch.cuda.memory_reserved(device)
    return Memory(free + mine, min(memory.available, allowed))


def _allowed() -> int:
    """Bytes that the container may use, on Linux; else very many."""
    from pathlib import Path

    try:
        return int(Path("/sys/fs/cgroup/memory.max").read_text())
    except (OSError, ValueError):
        return 1 << 62
