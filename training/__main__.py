"""One command a stage, and one for all: `python -m training STAGE`.

Stages keep their checkpoints in training/runs (or $LIKENESS_RUNS) and go on from there.
"""

import argparse
from collections.abc import Callable

from core.offline import go_offline

go_offline()

from training import (  # noqa: E402
    assemble,
    autoencoder,
    dataset,
    detector,
    features,
    portraits,
    recogniser,
    samples,
    vision,
)

STAGES: dict[str, tuple[Callable[..., None], int | None, str]] = {
    "pictures": (dataset.draw, None, "draw the people"),
    "autoencoder": (autoencoder.train, 2600, "pictures to latents and back"),
    "detector": (detector.train, 3500, "finds faces and five landmarks"),
    "recogniser": (
        lambda steps: recogniser.train(recogniser.RECOGNISER, steps),
        1200,
        "tells people apart",
    ),
    "judge": (lambda steps: recogniser.train(recogniser.JUDGE, steps), 900, "measures only"),
    "vision": (vision.train, 500, "image encoder of the image prompts"),
    "features": (features.compute, None, "latents, face embeddings and token ids"),
    "portraits": (portraits.train, 3000, "base and adapters together"),
    "adapters": (
        lambda steps: portraits.train(steps, frozen=True),
        300,
        "adapters on the frozen base",
    ),
    "pack": (assemble.assemble, None, "put the pack together"),
    "save-judge": (assemble.save_judge, None, "export the second recogniser"),
    "samples": (samples.draw, None, "draw the sample people"),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    words = parser.add_subparsers(dest="stage", required=True)
    words.add_parser("all", help="every stage in order; about 4 hours of two cores")
    for name, (_, steps, text) in STAGES.items():
        command = words.add_parser(name, help=text)
        if steps is not None:
            command.add_argument("--steps", type=int, default=steps, help="default: %(default)s")
    chosen = parser.parse_args()
    for name, (run, steps, _) in STAGES.items():
        if chosen.stage not in ("all", name):
            continue
        arguments = [] if steps is None else [getattr(chosen, "steps", steps)]
        run(*arguments)


if __name__ == "__main__":
    main()
