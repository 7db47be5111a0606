"""The image prompts that a command line names, one group of options each."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from core.commands.groups import GroupOption, window
from core.errors import BadInput
from core.packs import Pack
from core.told import Told


@dataclass
class GivenImagePrompt:
    """What the options say of one image prompt; its fields as the recipe has them."""

    images: list[Path] = field(default_factory=list[Path])
    mask: Path | None = None
    fields: dict[str, Any] = field(default_factory=dict[str, Any])

    @property
    def files(self) -> tuple[Path, ...]:
        """The images that are named."""
        return (*self.images, *filter(None, (self.mask,)))


def image_prompts_of(options: argparse.Namespace) -> list[GivenImagePrompt]:
    """All image prompts that were given; there is at least one, perhaps without anything."""
    if options.image_prompts is None:
        options.image_prompts = [GivenImagePrompt()]
    return cast(list[GivenImagePrompt], options.image_prompts)


def add_image_prompts(parser: argparse.ArgumentParser) -> None:
    """Add the options that are about image prompts."""
    parser.set_defaults(image_prompts=None)

    def add(flag: str, metavar: str, help: str, **more: Any) -> None:
        parser.add_argument(flag, action=_OfImagePrompt, metavar=metavar, help=help, **more)

    add("--style-image", "FILE", "image that speaks beside the prompt; again for more images of "
        "the same image prompt", type=Path)  # fmt: skip
    parser.add_argument("--image-prompt", nargs=0, action=_NextImagePrompt, dest="image_prompts",
        help="another image prompt in the same picture, up to eight: the --style-image and "
        "--image-… behind it are its own")  # fmt: skip
    add("--image-adapter", "NAME", "IP-Adapter of the pack that reads it")
    add("--image-strength", "N", "how much it counts beside the words, 0 to 1.5", type=float)
    add("--image-window", "START:END", "share of the steps in which it acts, such as 0:0.5",
        type=window)  # fmt: skip
    add("--image-layers", "LAYERS", "which blocks listen: all, style or composition",
        choices=("all", "style", "composition"))  # fmt: skip
    add("--image-block", "BLOCK=WEIGHT", "a single block that listens, such as "
        "up_blocks.0.attentions.1=0.8; again for more of them", type=_block)  # fmt: skip
    add("--image-mask", "FILE", "image of where it acts: white is inside", type=Path)
    add("--image-combining", "HOW", "how several images speak: concat, each with its own tokens, "
        "or average", choices=("concat", "average"))  # fmt: skip
    add("--image-weights", "W,W,…", "how much each image counts, 0 to 1, such as 1,0.5",
        type=_weights)  # fmt: skip


def apply_image_prompts(
    prompts: list[dict[str, Any]],
    given: Sequence[GivenImagePrompt],
    pack: Pack,
    add: Callable[[Path], str],
) -> None:
    """Change the image prompts of a recipe's data; what is behind the last one comes anew.

    Args:
        prompts: as plain JSON data.
        given: what the options say.
        pack: has the adapters.
        add: takes up an image, and gives its fingerprint.

    Raises:
        BadInput: if a new one has no image, or the pack can't read any.
    """
    for number, one in enumerate(given):
        if one == GivenImagePrompt() and number == 0:
            continue
        if number >= len(prompts):
            if not one.images:
                raise BadInput("An image prompt needs an image.", "Add --style-image FILE.")
            prompts.append({"adapter": one.fields.get("adapter") or _usual_adapter(pack)})
        prompt = prompts[number]
        if one.images:
            prompt["images"] = [add(path) for path in one.images]
            if len(prompt.get("weights", ())) != len(one.images):
                prompt["weights"] = []
        if one.mask:
            prompt["mask"] = add(one.mask)
        if "layers" in one.fields:
            prompt["blocks"] = []
        elif "blocks" in one.fields:
            prompt["layers"] = "all"
        prompt |= one.fields


def _usual_adapter(pack: Pack) -> str:
    adapters = [entry.name for entry in pack.manifest.adapters if not entry.reads_faces]
    if not adapters:
        raise BadInput(
            Told("The pack {0} takes no style image.", pack.manifest.name), "Choose another pack."
        )
    return adapters[0]


class _OfImagePrompt(GroupOption):
    """An option of the image prompt that is spoken of."""

    def take(self, options: argparse.Namespace, value: Any) -> None:
        prompt = image_prompts_of(options)[-1]
        if self.dest == "style_image":
            prompt.images.append(value)
        elif self.dest == "image_mask":
            prompt.mask = value
        elif self.dest == "image_block":
            prompt.fields.setdefault("blocks", []).append(value)
        else:
            prompt.fields[self.dest.removeprefix("image_")] = value


class _NextImagePrompt(GroupOption):
    """From here on the options are about another image prompt, if there is one already."""

    def take(self, options: argparse.Namespace, value: Any) -> None:
        prompts = image_prompts_of(options)
        if prompts[-1] != GivenImagePrompt():
            prompts.append(GivenImagePrompt())


def _weights(text: str) -> list[float]:
    return [_number(one) for one in text.split(",")]


def _block(text: str) -> dict[str, Any]:
    block, sign, weight = text.partition("=")
    return {"block": block, "weight": _number(weight) if sign else 1.0}


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is no number") from error
