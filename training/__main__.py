"""One command a stage, and one for all: `python -m training STAGE`.

Stages keep their checkpoints in training/runs (or $LIKENESS_RUNS) and go on from there.
`own` is none of them: it trains an adapter on pictures of the user, see `training.own`.
"""

import argparse
import os
import sys
from collections.abc import Callable

from training import (
    assemble,
    autoencoder,
    control,
    critic,
    dataset,
    detector,
    draft,
    features,
    portraits,
    preview,
    projection,
    reader,
    recogniser,
    samples,
    text,
    vision,
)
from training.own import command
from training.shipped import FRESH

STAGES: dict[str, tuple[Callable[..., None], int | None, str]] = {
    "pictures": (dataset.draw, None, "draw the people"),
    "autoencoder": (autoencoder.train, 3000, "pictures to latents and back"),
    "detector": (detector.train, 12000, "finds faces and five landmarks"),
    "recogniser": (
        lambda steps: recogniser.train(recogniser.RECOGNISER, steps),
        1800,
        "tells people apart",
    ),
    "judge": (lambda steps: recogniser.train(recogniser.JUDGE, steps), 1500, "measures only"),
    "critic": (critic.train, 3000, "tells style, hair, clothes, ...; measures only"),
    "decoder": (autoencoder.polish, 600, "the decoder alone"),
    "vision": (vision.train, 500, "image encoder of the image prompts"),
    "features": (features.compute, None, "latents, embeddings and token ids"),
    "projection": (projection.train, 400, "a first lesson for the ID tokens"),
    "text": (text.train, 1400, "a first lesson for the text encoders"),
    "reader": (reader.train, 1800, "tells from noisy latents what they show; teaches portraits"),
    "portraits": (portraits.train, 2400, "base and adapters together"),
    "adapters": (
        lambda steps: portraits.train(steps, frozen=True),
        300,
        "FaceID and a finish of the adapters on the frozen base",
    ),
    "draft": (draft.train, 400, "a LoRA for few steps"),
    "control": (control.train, 2000, "a ControlNet that reads edges, on the frozen base"),
    "preview": (preview.train, 800, "tiny decoder for the previews"),
    "pack": (assemble.assemble, None, "put the pack together"),
    "add-control": (assemble.add_control, None, "put the ControlNet into the pack that stands"),
    "save-judges": (assemble.save_judges, None, "export what only measures"),
    "samples": (samples.draw, None, "draw the sample people"),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument(
        "--fresh", action="store_true", help="begin from nothing, not from the pack that stands"
    )
    words = parser.add_subparsers(dest="stage", required=True)
    words.add_parser("all", help="every stage in order; about 5 hours of two cores")
    for name, (_, steps, about) in STAGES.items():
        stage = words.add_parser(name, help=about)
        if steps is not None:
            stage.add_argument("--steps", type=int, default=steps, help="default: %(default)s")
    command.add_arguments(words.add_parser("own", help=command.ABOUT))
    chosen = parser.parse_args()
    if chosen.stage == "own":
        sys.exit(command.main(chosen))
    if chosen.fresh:
        os.environ[FRESH] = "1"
    for name, (run, steps, _) in STAGES.items():
        if chosen.stage not in ("all", name):
            continue
        arguments = [] if steps is None else [getattr(chosen, "steps", steps)]
        run(*arguments)


if __name__ == "__main__":
    main()
