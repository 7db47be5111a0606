"""The command line of `python -m training own`."""

import argparse
import hashlib
import json
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch

from core import durable
from core.engine.adapter_files import read_adapter
from core.engine.capabilities import unit_of
from core.engine.models import Models
from core.engine.trouble import readable_errors
from core.errors import BadInput, UserError
from core.packs import Pack, default_store
from core.packs.checkpoints import file_sha256
from core.settings import data_folder
from training.own.batches import Source
from training.own.cache import Cache
from training.own.kinds import KINDS, Kind
from training.own.nets import Own
from training.own.noise import Noise
from training.own.offering import offer
from training.own.pictures import gather
from training.own.run import CHECKPOINT, Run, Settings
from training.own.seeing import Eyes, Reading, Sample, look_at_all, reading_of

ABOUT = "train an adapter of your own on a folder of captioned pictures"
STOPPED = 130  # exit code after Ctrl+C, as of any program


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said on the command line."""
    whole, share = int, float
    parser.add_argument("kind", choices=tuple(KINDS), help="what to train")
    parser.add_argument("folder", type=Path, help="pictures, each with its caption in NAME.txt")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run and its result")
    parser.add_argument("--pack", default="demo", help="name or folder; default: %(default)s")
    parser.add_argument("--steps", type=whole, default=20_000, help="in all; default: %(default)s")
    parser.add_argument("--batch", type=whole, default=8, help="pictures at once; default: 8")
    parser.add_argument(
        "--accumulate", type=whole, default=1, help="batches for each step; default: 1"
    )
    parser.add_argument("--size", type=whole, help="side in pixels; default: the pack's")
    parser.add_argument("--rate", type=share, help="of AdamW; default: 1e-4, of InstantID 1e-5")
    parser.add_argument(
        "--rank", type=whole, help="of FaceID's low-rank changes; 0: none; default: 128"
    )
    for part in ("image", "text", "both"):
        parser.add_argument(
            f"--drop-{part}",
            type=share,
            metavar="SHARE",
            help="of pictures learnt from without it; default: 0.05, of InstantID 0",
        )
    parser.add_argument("--every", type=whole, default=500, help="steps between checkpoints")
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    parser.add_argument(
        "--begin-with", type=Path, metavar="FILE", help="an adapter to go on from, such as official"
    )
    parser.add_argument(
        "--unseen", type=Path, metavar="FOLDER", help="pictures to measure on, not learnt from"
    )
    parser.add_argument(
        "--into", metavar="PACK", help="put the result into this pack of yours, or a new copy"
    )
    parser.add_argument("--name", help="of the adapter in that pack; default: that of OUT")
    parser.add_argument("--cache", type=Path, help="default: the folder cache in OUT")
    parser.add_argument("--seed", type=whole, default=0)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument(
        "--precision",
        choices=("auto", "full", "mixed"),
        default="auto",
        help="auto: mixed where that is quick",
    )
    parser.add_argument("--spare-memory", action="store_true", help="slower, for large bases")


def main(chosen: argparse.Namespace) -> int:
    """Train as told; prints one JSON object in the end. Returns the exit code."""
    try:
        return _train(chosen)
    except BadInput as error:
        print(error.sentence(), file=sys.stderr)
        return 2
    except UserError as error:
        print(error.sentence(), file=sys.stderr)
        return 1
    except KeyboardInterrupt:  # before the first step; what was computed is kept
        return STOPPED


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


@dataclass(frozen=True, eq=False)
class _Ready:
    """What was computed before the first step."""

    samples: list[Sample]
    unseen: list[Sample]
    unsaid: Sample
    nothing: torch.Tensor
    unet: Any
    scheduler: Any
    vae_factor: int
    skipped: int


def _train(chosen: argparse.Namespace) -> int:
    began = time.monotonic()
    kind, pack = KINDS[chosen.kind], default_store().open(chosen.pack)
    size = chosen.size or min(pack.manifest.defaults.width, pack.manifest.defaults.height)
    _refuse(chosen, pack, size)
    durable.make_folder(chosen.out)
    for left in chosen.out.glob("*.part"):  # of a run that was cut while it wrote
        left.unlink()
    reading = reading_of(pack, kind)
    ready = _prepare(chosen, kind, pack, reading, size)
    run = _run(chosen, kind, pack, ready, size)
    if chosen.resume and (chosen.out / CHECKPOINT).exists():
        run.resume()
        _tell(f"going on from step {run.step}")
    with _Stop() as stop, readable_errors():
        run.train(chosen.steps, chosen.every, stop.asked)
    made = run.own.save(chosen.out, pack.manifest.family)
    told = _report(run, ready, made, chosen.steps) | {"seconds": round(time.monotonic() - began)}
    if chosen.into and run.step >= chosen.steps:
        folder = data_folder() / "packs" / chosen.into
        name = chosen.name or chosen.out.resolve().name
        offered = offer(pack, folder, kind, made, reading, name)
        told |= {"pack": offered.manifest.name, "adapter": name}
    print(json.dumps(told))
    return 0 if run.step >= chosen.steps else STOPPED


def _refuse(chosen: argparse.Namespace, pack: Pack, size: int) -> None:
    """Raise a BadInput for what can't be meant."""
    unit = unit_of(pack)
    if size < unit or size % unit:
        raise BadInput(f"The size must be a multiple of {unit}.", f"{max(1, size // unit) * unit}?")
    for name in ("batch", "accumulate", "every"):
        if getattr(chosen, name) < 1:
            raise BadInput(f"--{name} must be 1 or more.")
    if chosen.steps < 0 or (chosen.rank or 0) < 0 or (chosen.rate or 1) <= 0:
        raise BadInput("--steps and --rank can't be negative, and --rate must be above 0.")
    if chosen.begin_with is not None and not chosen.begin_with.is_file():
        raise BadInput(f"There is no file {chosen.begin_with.name} to begin with.")
    if torch.device(chosen.device).type == "cuda" and not torch.cuda.is_available():
        raise BadInput("There is no GPU that can be used here.", "Leave --device away.")
    if (chosen.out / CHECKPOINT).exists() and not chosen.resume:
        raise BadInput(
            f"{chosen.out.name} holds a run already.", "--resume goes on; or choose another folder."
        )


def _prepare(
    chosen: argparse.Namespace, kind: Kind, pack: Pack, reading: Reading, size: int
) -> _Ready:
    """Look at all pictures with the pack's nets, of which only the UNet is kept."""
    pictures, told = gather(chosen.folder)
    for line in told:
        _tell(line)
    models = Models(pack, chosen.device)
    models.base.to(torch.float32)  # of which a card is given half
    if kind.name == "instantid" or kind.told == "face":
        _tell("only pictures with a face are learnt from; of several the largest counts")
    eyes = Eyes(models, kind, reading, size, Cache(chosen.cache or chosen.out / "cache"))
    samples = look_at_all(eyes, pictures, _tell)
    if not samples:
        raise BadInput("No picture is left to learn from.", "Choose others.")
    unseen: list[Sample] = []
    if chosen.unseen is not None:
        unseen = look_at_all(eyes, gather(chosen.unseen)[0], _tell)
    unsaid = Sample("", samples[0].latents, eyes.read(""), samples[0].told)
    factor = models.base.vae_scale_factor
    return _Ready(
        samples, unseen, unsaid, eyes.nothing(), models.unet, models.base.scheduler, factor,
        len(pictures) - len(samples),
    )  # fmt: skip


def _run(chosen: argparse.Namespace, kind: Kind, pack: Pack, ready: _Ready, size: int) -> Run:
    reduced = chosen.precision == "mixed" or (chosen.precision == "auto" and _quick(chosen.device))
    given = {one: getattr(chosen, f"drop_{one}") for one in ("image", "text", "both")}
    drops = replace(kind.drops, **{one: part for one, part in given.items() if part is not None})
    settings = Settings(
        kind=kind.name,
        pack=pack.manifest.name,
        pictures=hashlib.sha256(
            "\n".join(
                f"{one.latents.stem} {one.text.stem} {one.told.stem}" for one in ready.samples
            ).encode()
        ).hexdigest(),
        size=size,
        batch=chosen.batch,
        accumulate=chosen.accumulate,
        rate=chosen.rate or kind.rate,
        rank=chosen.rank,
        drops=drops,
        seed=chosen.seed,
        mixed=reduced,
        began_with="" if chosen.begin_with is None else file_sha256(chosen.begin_with),
    )
    torch.manual_seed(chosen.seed)  # of the fresh weights
    own = Own(kind, ready.unet, ready.nothing.shape[-1], chosen.rank, ready.vae_factor)
    if chosen.begin_with is not None:
        own.begin_with(chosen.begin_with)
    own.to(chosen.device)
    if reduced and torch.device(chosen.device).type == "cuda":
        own.unet.to(torch.bfloat16)
    if chosen.spare_memory:
        own.spare_memory()
    how = (ready.unsaid, ready.nothing, drops, chosen.seed)
    return Run(
        folder=chosen.out,
        settings=settings,
        own=own,
        noise=Noise(ready.scheduler),
        source=Source(ready.samples, *how),
        unseen=Source(ready.unseen, *how) if ready.unseen else None,
        counts=(len(ready.samples), len(ready.unseen)),
        tell=_tell,
    )


def _report(run: Run, ready: _Ready, made: Path, asked: int) -> dict[str, Any]:
    """What came of it, for the one object that is printed."""
    errors = run.errors()
    return {
        "kind": run.settings.kind,
        "file": str(made),
        "recognised": read_adapter(made).variant,
        "steps": run.step,
        "finished": run.step >= asked,
        "pictures": len(ready.samples),
        "left_out": ready.skipped,
        "loss": round(run.mean.now, 5) if run.step else None,
        "error_before": {name: round(one, 5) for name, one in run.first.items()},
        "error_after": {name: round(one, 5) for name, one in errors.items()},
    }


def _quick(device: str) -> bool:
    """Whether half precision is quick here: on GPUs, and on CPUs with instructions for it."""
    if torch.device(device).type != "cpu":
        return True
    return getattr(torch.cpu, "_is_avx512_bf16_supported", lambda: False)()


class _Stop:
    """Within, Ctrl+C and a polite request to end are heard between two steps."""

    def __init__(self) -> None:
        self._asked = False
        self._before: dict[int, Any] = {}

    def asked(self) -> bool:
        return self._asked

    def __enter__(self) -> "_Stop":
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(ValueError):  # not the main thread
                self._before[number] = signal.signal(number, self._hear)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _hear(self, *_: object) -> None:
        self._asked = True
        _tell("stopping after this step")
