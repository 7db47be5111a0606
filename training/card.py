"""The model card of the demo pack: what it is, what it was trained on, what it can't do."""

import json

from training import dataset
from training.common import RUNS
from training.people.scene import BACKGROUNDS, CLOTHES, EXPRESSIONS

NOTE = "drawn.json"  # in the runs' folder: how many pictures a course on a GPU has drawn
SHORT = (
    "Small models in the official layouts, trained from nothing on people that were drawn for it. "
    f"They draw portraits of {dataset.SIZE} by {dataset.SIZE} pixels on any computer. They know "
    "drawn people only: a face in a photo may not be found, and no likeness to it can be expected."
)


def drawn() -> int:
    """How many pictures the portraits were taught with: those of the course on a GPU, or all."""
    noted = RUNS / NOTE
    if noted.exists():
        return int(json.loads(noted.read_text())["pictures"])
    return 2 * dataset.PAIRS * dataset.SCENES


def text() -> str:
    """The card as Markdown, with the numbers of the training that is set up now."""
    pictures = drawn()
    people = pictures // dataset.SCENES
    return f"""# Demo people

{SHORT}

## What is inside
| folder | model | layout |
|---|---|---|
| `base` | UNet, two text encoders, autoencoder | SDXL, diffusers' folders; predicts v |
| `instantid` | ID tokens and IdentityNet | InstantID |
| `ip-adapter` | image prompts, basic and Plus, with their image encoder; FaceID | IP-Adapter |
| `faces` | detector and recogniser | SCRFD and ArcFace, as insightface loads them |
| `scorer` | second recogniser, which judges portraits and guides none | ArcFace |
| `preview` | tiny decoder for pictures between the steps | AutoencoderTiny |
| `loras` | few-step LoRA for drafts | diffusers |
| `controlnets` | a small ControlNet that follows canny edges, in eight bits | diffusers |

## What it was trained on
{pictures:,} drawings of {people:,} invented people, made by `training/people`; nobody real is in
them. Every skin goes with every hair, every age with every expression. Styles:
{", ".join(dataset.STYLES)}. Backgrounds: {", ".join(BACKGROUNDS)}. Clothes: {", ".join(CLOTHES)}.
Expressions: {", ".join(EXPRESSIONS)}.

## What it can't do
- **Photographs.** It has never seen one. Its detector and recogniser are made for drawings.
- Anything that the list above does not name: animals, objects, hands, whole bodies, two people.
- Words outside of its small vocabulary: they are read as letters and mean nothing.
- Telling apart people who differ in little: it knows faces by what its own drawings vary.

It must not be used to recognise anybody. The figures that `python -m training.measure` finds stand
in the README of Likeness.

## Licence
The weights: Apache-2.0, as Likeness. The drawings, which `training/people` makes again: CC0.
"""
